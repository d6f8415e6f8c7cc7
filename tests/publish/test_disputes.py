"""Points of dispute."""

from __future__ import annotations

from dateline.model import Certainty, Coding, Contradiction, ContradictionKind
from dateline.publish.disputes import disputed, points_of
from dateline.publish.views import views_of
from tests.publish.factory import DNIPRO, KHERSON, Draft, day

GONE, STILL = "the troops have gone", "thousands are still here"


def _report(outlet: str, *, hedges: tuple[str, ...] = ()) -> Coding:
    """The ministry says gone; the army says still; residents see nobody."""
    draft = Draft(
        f"The ministry said {GONE} from Kherson. The army said {STILL} in Kherson. "
        "Residents see nobody about. This may be so.",
        outlet=outlet,
    )
    gone = draft.claim(GONE, source="The ministry", side="RUS", hedges=hedges)
    still = draft.claim(STILL, source="The army", side="UKR")
    nobody = draft.claim("nobody about", source="Residents", certainty=Certainty.POSSIBLE)
    for claim, type_, trigger in (
        (gone, "territory.left", "gone"), (still, "force.present", "still"),
        (nobody, "force.present", "nobody"),
    ):  # fmt: skip
        draft.event(claim, type_, trigger, at=[(KHERSON, "Kherson")], time=day("2022-11-11"))
    draft.contradict(gone, still, ContradictionKind.PRESENCE, "RUS there ('RUS') against gone")
    draft.contradict(still, nobody, ContradictionKind.POLARITY, "force.present denied")
    return draft.coding()


def test_pairs_on_one_question_are_one_point_with_two_columns() -> None:
    (point,) = points_of(views_of([_report("A")]))
    assert point.kind is ContradictionKind.PRESENCE
    assert point.place == "Kherson"
    sides = {tuple(s.view.quote for s in column) for column in point.columns}
    assert sides == {(STILL,), (GONE, "nobody about")}


def test_the_same_words_of_one_source_are_one_statement() -> None:
    views = views_of([_report("A"), _report("B")])
    (point,) = points_of(views)
    statements = [s for column in point.columns for s in column]
    assert [len(s.claims) for s in statements] == [2, 2, 2]
    assert statements[0].outlets == ("A", "B")
    assert sorted(point.claims) == list(range(6))


def test_reasons_have_words_for_codes_but_quotes_stay() -> None:
    (point,) = points_of(views_of([_report("A")]))
    assert point.whys == ("Russia there ('RUS') against gone", "forces present denied")


def test_three_numbers_that_exclude_each_other_stand_in_three_columns() -> None:
    draft = Draft("One. Two. Three.")
    claims = [draft.claim(w) for w in ("One", "Two", "Three")]
    for claim, word in zip(claims, ("One", "Two", "Three"), strict=True):
        draft.event(claim, "civilians.attacked", word, time=day("2022-11-11"))
    for a, b in ((0, 1), (1, 2), (0, 2)):
        draft.contradict(claims[a], claims[b], ContradictionKind.QUANTITY, "apart")
    (point,) = points_of(views_of([draft.coding()]))
    assert [len(column) for column in point.columns] == [1, 1, 1]
    assert point.whys == ("apart",)


def test_what_parties_say_against_each_other_comes_first() -> None:
    draft = Draft("First two. Then three. Bridge gone. Bridge stands.")
    pairs = [(draft.claim("First two"), draft.claim("Then three"))]
    pairs.append((draft.claim("Bridge gone", source="The mayor", side="UKR"),
                  draft.claim("Bridge stands", source="The general", side="RUS")))  # fmt: skip
    for a, b in pairs:
        draft.contradict(a, b, ContradictionKind.PLACE, "two places")
    points = points_of(views_of([draft.coding()]))
    assert points[0].columns[0][0].view.source.side in ("Russia", "Ukraine")
    assert disputed(points) == {2: 1, 3: 1, 0: 2, 1: 2}


def test_questions_at_two_places_are_two_points() -> None:
    draft = Draft("Gone from Kherson. Still in Kherson. Gone over the Dnipro. Not over the Dnipro.")
    rows = [("Gone from Kherson", "Still in Kherson", KHERSON, "Kherson"),
            ("Gone over the Dnipro", "Not over the Dnipro", DNIPRO, "Dnipro")]  # fmt: skip
    for one, other, place, name in rows:
        a, b = draft.claim(one), draft.claim(other)
        for claim, words in ((a, one), (b, other)):
            draft.event(claim, "territory.left", words, at=[(place, name)])
        draft.contradict(a, b, ContradictionKind.POLARITY, "one denies")
    points = points_of(views_of([draft.coding()]))
    assert sorted(p.place or "" for p in points) == ["Dnipro", "Kherson"]
    assert {p.about for p in points} == {"withdrawal"}


def test_a_claim_that_is_not_on_the_page_is_left_out() -> None:
    views = views_of([_report("A")])
    lost = Contradiction(claims=("clm-x", "clm-y"), kind=ContradictionKind.TIME, why="x")
    assert not points_of(views, [lost])
    known = views.reports[0].coding.contradictions
    assert len(points_of(views, [*known, lost])) == 1
