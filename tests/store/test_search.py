"""Search, pages, counts and changes: one contract over both databases."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dateline.model import (
    Certainty,
    Claim,
    Coding,
    Manner,
    Original,
    Place,
    Reading,
    Report,
    Source,
    SourceKind,
    Stance,
    TargetKind,
    Toponym,
    ToponymKind,
    UsageError,
    Verdict,
    content_id,
    report_id,
    sha256,
    span_of,
)
from dateline.query import parse_query
from dateline.store import (
    FACETS,
    Added,
    Change,
    ClaimRow,
    EventRow,
    Filter,
    Ledger,
    Order,
    Page,
    ReportRow,
    instant,
    open_ledger,
)
from tests.store.conftest import Opener
from tests.store.records import coding, find, reading

TEXTS = {
    "en": "Officials said troops had left the left bank near Kherson overnight.",
    "ru": "Военные сообщили, что войска оставили Херсон ночью.",
    "ar": "قال مسؤولون إن القوات غادرت خيرسون ليلا.",
    "fr": "Les soldats ont quitté la ville de Velm, à gauche du pont.",
}


def told(lang: str, *, day: int = 1, place: str | None = None) -> tuple[Reading, Coding]:
    """A report of one claim, which is all of its text; `place`: a toponym that none resolved."""
    text = TEXTS[lang]
    data, published = text.encode(), f"2022-11-{day:02}"
    report = Report(
        id=report_id(
            sha256=sha256(data), text=text, title=None, published=published, outlet="The Wire",
            url=None,
        ),
        sha256=sha256(data), lang=lang, text=text, title=None, published=published, updated=None,
        byline=(), outlet="The Wire", url=None, blocks=(),
    )  # fmt: skip
    claim = Claim(
        id=content_id("clm", report.id, 0), content=(span_of(text, 0, len(text)),),
        source=Source(kind=SourceKind.OUTLET, actor=None, span=None), cue=None,
        manner=Manner.NARRATION, stance=Stance.ASSERT, certainty=Certainty.CERTAIN, score=0.5,
    )  # fmt: skip
    toponyms = () if place is None else (_toponym(report, place),)
    original = Original(sha256=report.sha256, data=data, media_type="text/plain", location=lang)
    made = Coding(report=report, claims=(claim,), toponyms=toponyms)
    return Reading(report=report, original=original), made


def _toponym(report: Report, words: str, place: Place | None = None) -> Toponym:
    span = find(report, words)
    return Toponym(
        span.start, span.end, span.text, id=content_id("top", report.id, span.start),
        kind=ToponymKind.LITERAL, place=place,
    )  # fmt: skip


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """A ledger of one report in each language, and one with events."""
    for day, lang in enumerate(TEXTS, start=1):
        ledger.add(*told(lang, day=day), program="one")
    read = reading()
    ledger.add(read, coding(read.report), program="one")
    return ledger


def asked(text: str, *, exact: bool = False) -> Filter:
    """The filter of a query."""
    return Filter(query=parse_query(text), exact=exact)


def languages(ledger: Ledger, query: str, *, exact: bool = False) -> set[str]:
    """The languages of the reports that hold what is asked; '7' is the one with events."""
    by_id = {told(lang, day=day)[0].report.id: lang for day, lang in enumerate(TEXTS, start=1)}
    return {by_id.get(row.report, "7") for row in ledger.claims(asked(query, exact=exact))}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Kherson", {"en", "ru", "ar", "7"}),
        ("Херсон", {"en", "ru", "ar", "7"}),
        ("خيرسون", {"en", "ru", "ar", "7"}),
        ('"left bank"', {"en"}),
        ("left", {"en", "7"}),
        ("left -bank", {"7"}),
        ("QUITTE velm", {"fr", "7"} - {"7"}),
        ("vel*", {"fr", "7"}),
        ("lang:fr OR lang:ru", {"fr", "ru"}),
        ("-lang:en -lang:fr -published:2022-11-17", {"ru", "ar"}),
        ("stance:deny", {"7"}),
        ('source:"ministry of defence"', {"7"}),
        ('source:"defence minis"', {"7"}),
        ("source:fence", set()),
        ("side:RUS type:withdrawal since:2022-11-11 until:2022-11-11", {"7"}),
        ("type:withdrawal since:2022-11-12", set()),
        ("place:Kherson", {"7"}),
        ("place:geonames:706448 stance:assert", {"7"}),
        ("place:Kher*", {"7"}),
        ("within:32,46,33,47", {"7"}),
        ("within:32,47,33,48", set()),
        ("within:33,46,32.61,47", {"7"}),
        ("-within:32,46,33,47 lang:fr", {"fr"}),
        ("outlet:wire manner:narration lang:en", {"en", "7"}),
        ("nothing of the kind", set()),
        ("", {"en", "ru", "ar", "fr", "7"}),
        ("withdrawal", {"7"}),
    ],
)
def test_what_a_query_finds(filled: Ledger, query: str, found: set[str]) -> None:
    assert languages(filled, query) == found


def test_one_switch_turns_other_scripts_off(filled: Ledger) -> None:
    assert languages(filled, "Kherson", exact=True) == {"en", "7"}
    assert languages(filled, "Херсон", exact=True) == {"ru"}


def test_a_place_is_met_in_other_scripts_though_nothing_resolved_it(ledger: Ledger) -> None:
    ledger.add(*told("ar", place="خيرسون"), program="one")
    ledger.add(*told("ru", day=2, place="Херсон"), program="one")
    for query in ("place:Kherson", "place:خيرسون", 'place:"Херсон"'):
        assert len(list(ledger.claims(asked(query)))) == 2
    assert len(list(ledger.claims(Filter(place="Kherson")))) == 2
    assert not list(ledger.claims(asked("place:Kherson", exact=True)))


def test_every_list_takes_a_query(filled: Ledger) -> None:
    where = asked("side:RUS Kherson")
    assert len(list(filled.events(where))) == len(list(filled.timeline(where))) == 1
    assert [row.id for row in filled.reports(where)] == [reading().report.id]
    assert [row.name for row in filled.places(where)] == ["Kherson"]
    assert not list(filled.places(asked("Kherson within:0,0,1,1")))
    assert not list(filled.events(asked("type:withdrawal auxiliary:negated")))


def test_a_report_is_found_by_words_that_no_claim_holds(filled: Ledger) -> None:
    read, _ = told("en", day=9)
    filled.add(read, Coding(report=read.report), program="one")
    assert {row.id for row in filled.reports(asked('"left bank"'))} == {
        read.report.id, told("en", day=1)[0].report.id,
    }  # fmt: skip
    hits = filled.search(asked("governor denied"), of="report").rows
    assert [hit.id for hit in hits] == [reading().report.id]
    (hit,) = hits
    assert hit.start is not None
    text = reading().report.text
    assert text[hit.start : hit.start + len(hit.text)] == hit.text
    assert [hit.text[a:b] for a, b in hit.marks] == ["governor", "denied"]


def test_a_hit_shows_where_the_words_stand(filled: Ledger) -> None:
    for order in (Order.NEWEST, Order.RELEVANCE):
        hits = filled.search(asked("Kherson"), order=order).rows
        assert len(hits) == 4
        shown = {hit.text[a:b] for hit in hits for a, b in hit.marks}
        assert shown == {"Kherson", "Херсон", "خيرسون"}
    newest = filled.search(asked("Kherson"), order=Order.NEWEST).rows
    assert [hit.published for hit in newest] == sorted(
        (str(hit.published) for hit in newest), reverse=True
    )


def test_the_best_comes_first_where_that_is_asked(ledger: Ledger) -> None:
    long, short = told("en", day=9), told("ru", day=1)
    ledger.add(*long, program="one")
    ledger.add(*short, program="one")
    best = ledger.search(asked("Kherson OR войска"), order=Order.RELEVANCE).rows[0]
    assert best.report == short[0].report.id


def test_words_of_a_judgement_find_what_it_is_about(filled: Ledger) -> None:
    claim = next(filled.claims(asked("lang:fr")))
    made = filled.judge(
        TargetKind.CLAIM, claim.id, Verdict.WRONG, author="Ana", reason="the Bridge stood"
    )
    before = filled.latest_change()
    for query in ("bridge", 'note:"bridge stood"', "judged:wrong"):
        assert [row.id for row in filled.claims(asked(query))] == [claim.id]
    assert claim.id not in {row.id for row in filled.claims(asked("judged:none"))}
    filled.withdraw(made.id)
    assert not list(filled.claims(asked("bridge")))
    assert list(filled.claims(asked("bridge"), as_of=made.made_at))
    assert [change.what for change in filled.changes(before)] == ["withdrawn"]


def test_an_id_is_found_by_its_beginning(filled: Ledger) -> None:
    claim = next(filled.claims(asked("lang:fr")))
    for query in (claim.id[:10], f"id:{claim.id}", claim.report[:9], f"report:{claim.report}"):
        assert [row.id for row in filled.claims(asked(query))] == [claim.id]
    event = next(filled.events())
    assert [row.id for row in filled.claims(asked(event.id[:12]))] == [event.claim]


def test_what_was_superseded_is_found_as_it_was_known_then(ledger: Ledger) -> None:
    read, made = told("en")
    ledger.add(read, made, program="one")
    then = ledger.changed_at()
    assert then is not None
    ledger.add(read, Coding(report=read.report), program="two")
    assert not list(ledger.claims(asked("bank")))
    assert len(list(ledger.claims(asked("bank"), as_of=instant(then)))) == 1
    assert [change.what for change in ledger.changes()] == ["added", "recoded"]


@pytest.mark.parametrize(
    ("method", "order"),
    [
        (method, order)
        for method in ("report_page", "claim_page", "event_page")
        for order in (Order.NEWEST, Order.OLDEST)
    ]
    + [("event_page", Order.VALID)],
)
def test_pages_in_every_order_hold_every_row_once(
    ledger: Ledger, method: str, order: Order
) -> None:
    for n in range(1, 8):
        read = reading(n, published=f"2022-11-{10 + n // 2:02}")
        ledger.add(read, coding(read.report), program="one")
    undated = reading(9)
    bare = msgspec.structs.replace(undated.report, published=None)
    bare = msgspec.structs.replace(
        bare,
        id=report_id(
            sha256=bare.sha256, text=bare.text, title=None, published=None, outlet=bare.outlet,
            url=None,
        ),
    )  # fmt: skip
    ledger.add(msgspec.structs.replace(undated, report=bare), coding(bare), program="one")
    turn = getattr(ledger, method)
    whole: Page[ReportRow | ClaimRow | EventRow] = turn(order=order, limit=1000)
    assert whole.after is None
    seen: list[str] = []
    after = None
    while True:
        page: Page[ReportRow | ClaimRow | EventRow] = turn(order=order, limit=3, after=after)
        seen += [row.id for row in page.rows]
        after = page.after
        if after is None:
            break
    assert seen == [row.id for row in whole.rows]
    assert len(set(seen)) == len(seen)
    if order is not Order.VALID:
        assert getattr(whole.rows[-1], "published") is None  # noqa: B009
        dated = [str(row.published) for row in whole.rows if row.published]
        assert dated == sorted(dated, reverse=order is Order.NEWEST)


def test_what_is_written_between_two_pages_moves_nothing(ledger: Ledger) -> None:
    for n in (1, 3, 5):
        read = reading(n, published=f"2022-11-1{n}")
        ledger.add(read, coding(read.report), program="one")
    first = ledger.report_page(limit=2)
    for n in (2, 6):
        read = reading(n, published=f"2022-11-1{n}")
        ledger.add(read, coding(read.report), program="one")
    second = ledger.report_page(limit=9, after=first.after)
    days = [row.published for row in (*first.rows, *second.rows)]
    assert days == ["2022-11-15", "2022-11-13", "2022-11-12", "2022-11-11"]


@pytest.mark.parametrize("after", ["", "zz", "5b5d", "7b7d"])
def test_a_place_that_no_page_gave_is_refused(ledger: Ledger, after: str) -> None:
    with pytest.raises(UsageError, match="no place in this list"):
        ledger.claim_page(after=after)
    with pytest.raises(UsageError, match="rows"):
        ledger.claim_page(limit=0)
    with pytest.raises(UsageError, match="sorted"):
        ledger.claim_page(order=Order.VALID)


def test_pages_of_what_fits_best_hold_every_hit_once(filled: Ledger) -> None:
    seen, after = [], None
    while True:
        page = filled.search(asked("Kherson"), order=Order.RELEVANCE, limit=1, after=after)
        seen += [hit.id for hit in page.rows]
        after = page.after
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 4


def test_facets_are_counted(filled: Ledger) -> None:
    found = filled.counts(FACETS)
    assert {c.value: c.claims for c in found["side"]} == {None: 5, "RUS": 1, "UKR": 1}
    assert {c.value: c.claims for c in found["lang"]} == {
        "en": 4, "ru": 1, "ar": 1, "fr": 1,
    }  # fmt: skip
    assert {c.value: c.claims for c in found["type"]} == {"withdrawal": 1}
    assert {c.value: c.claims for c in found["place"]} == {"Kherson": 1, "Lower Velm": 1}
    few = filled.counts(["day"], asked("stance:deny"), limit=1)
    assert few["day"][0].claims == 1
    with pytest.raises(UsageError, match="no facet 'colour'"):
        filled.counts(["colour"])


def test_changes_are_numbered_by_transaction(ledger: Ledger) -> None:
    assert ledger.latest_change() == 0
    reads = [reading(n) for n in (1, 2)]
    list(ledger.add_all([(r, coding(r.report)) for r in reads], program="one"))
    first = ledger.latest_change()
    assert ledger.add(reads[0], coding(reads[0].report), program="one") is Added.KNOWN
    assert ledger.latest_change() == first
    read = reading(3)
    ledger.add(read, coding(read.report), program="one")
    new = list(ledger.changes(first))
    assert [(c.kind, c.record, c.what) for c in new] == [("report", read.report.id, "added")]
    rows = list(ledger.reports(Filter(changed_after=first)))
    assert [row.id for row in rows] == [read.report.id]
    assert {c.record for c in ledger.changes()} == {r.report.id for r in [*reads, read]}


def test_who_has_seen_what_is_kept(ledger: Ledger) -> None:
    assert ledger.seen("Ana claims") == 0
    ledger.mark_seen("Ana claims", 4)
    ledger.mark_seen("Ana claims", 5)
    assert (ledger.seen("Ana claims"), ledger.seen("Bo claims")) == (5, 0)


def test_what_is_loaded_is_indexed_and_told(filled: Ledger, opener: Opener) -> None:
    filled.judge(TargetKind.REPORT, reading().report.id, Verdict.RIGHT, author="Ana")
    lines = list(filled.dump())
    kept = sorted((c.kind, c.record) for c in filled.changes())
    with opener() as again:
        assert again.load(lines) == 0
        assert sorted((c.kind, c.record) for c in again.changes()) == kept


def test_another_ledger_counts_its_transactions_itself(filled: Ledger, tmp_path: Path) -> None:
    filled.judge(TargetKind.REPORT, reading().report.id, Verdict.RIGHT, author="Ana")
    with open_ledger(tmp_path / "other.sqlite") as other:
        assert other.load(filled.dump()) > 0
        assert {c.seq for c in other.changes()} == {1}
        kept = sorted((c.kind, c.record) for c in filled.changes())
        assert sorted((c.kind, c.record) for c in other.changes()) == kept
        assert languages(other, "Kherson") == languages(filled, "Kherson")


def test_an_index_is_made_again_as_it_was(filled: Ledger) -> None:
    before = {q: languages(filled, q) for q in ("Kherson", "vel*", "place:Kherson", "quitte")}
    assert filled.reindex() == 5
    assert {q: languages(filled, q) for q in before} == before
    assert not list(filled.check())


def test_a_long_report_is_found_to_its_last_word(ledger: Ledger) -> None:
    text = " ".join(f"word{n % 977}" for n in range(12_000)) + " Zaporizhzhia"
    read, _ = told("en")
    report = msgspec.structs.replace(read.report, text=text)
    report = msgspec.structs.replace(
        report,
        id=report_id(
            sha256=report.sha256, text=text, title=None, published=report.published,
            outlet=report.outlet, url=None,
        ),
    )  # fmt: skip
    ledger.add(msgspec.structs.replace(read, report=report), Coding(report=report), program="one")
    assert len(ledger.search(asked("Запоріжжя"), of="report").rows) == 1
    assert len(ledger.search(asked('"word976 word0"'), of="report").rows) == 1


def test_changes_are_records() -> None:
    assert Change.__struct_fields__ == ("seq", "at", "kind", "record", "what")


def test_common_words_find_the_same(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    before = filled.search(asked("Kherson")), filled.claim_page(asked("left troops"))
    monkeypatch.setattr("dateline.store.paging.COMMON", 1)
    assert (filled.search(asked("Kherson")), filled.claim_page(asked("left troops"))) == before
    assert before[0].rows


@pytest.mark.parametrize("common", [1, 2, 4, 1000])
@pytest.mark.parametrize(
    "query",
    ["Kherson", "left troops", '"left bank"', "bridge", "bridge kherson", "place:Kherson",
     "place:Kherson stance:assert left", "Kherson OR rain", "-Kherson", "nowhere", "place:nowhere",
     "governor", "stance:deny", "kherson -place:Kherson", "judged:wrong", "clm- kherson"],
)  # fmt: skip
def test_pages_hold_what_the_whole_list_holds(
    filled: Ledger, monkeypatch: pytest.MonkeyPatch, query: str, common: int
) -> None:
    """However common the words are held to be: the ways to find them differ, the finds do not."""
    monkeypatch.setattr("dateline.store.paging.COMMON", common)
    claim = next(filled.claims(asked("lang:fr")))
    event = next(filled.events())
    for target, kind in ((claim.id, TargetKind.CLAIM), (event.id, TargetKind.EVENT)):
        filled.judge(kind, target, Verdict.WRONG, author="Ana", reason="the bridge stood")
    where = asked(query)
    whole = [sorted(row.id for row in rows) for rows in (
        filled.claims(where), filled.events(where), filled.reports(where),
    )]  # fmt: skip
    paged = [sorted(row.id for row in page.rows) for page in (
        filled.claim_page(where, limit=1000), filled.event_page(where, limit=1000),
        filled.report_page(where, limit=1000),
    )]  # fmt: skip
    assert paged == whole
    counted = [filled.count("claim", where), filled.count("event", where)]
    assert [*counted, filled.count("report", where)] == [len(ids) for ids in whole]
    found = filled.search(where, order=Order.RELEVANCE, limit=1000).rows
    assert sorted(hit.id for hit in found) == whole[0]
