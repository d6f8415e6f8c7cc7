"""The timeline by valid time."""

from __future__ import annotations

from dateline.model import Auxiliary, Certainty, Incident
from dateline.publish.timeline import timeline_of
from dateline.publish.views import views_of
from tests.publish.factory import Draft, collection, day, hostile_report, withdrawal


def test_no_events_no_timeline() -> None:
    assert timeline_of(views_of([hostile_report()])) is None


def test_every_event_is_on_it_once() -> None:
    views = views_of(collection())
    timeline = timeline_of(views)
    assert timeline is not None
    on_it = [r.event.event.id for d in timeline.days for r in d.rows]
    on_it += [r.event.event.id for r in timeline.earlier]
    on_it += [e.event.id for e in timeline.undated]
    assert sorted(on_it) == sorted(e.event.id for c in views.claims for e in c.events)


def test_of_very_many_events_each_day_has_its_share_and_says_how_many_more() -> None:
    days = [f"2022-{month:02}-{number:02}" for month in range(1, 13) for number in range(1, 29)]
    draft = Draft(" ".join(f"It fell {n}." for n in range(3 * len(days))))
    for n in range(3 * len(days)):
        claim = draft.claim(f"It fell {n}.")
        draft.event(claim, "territory.taken", f"fell {n}.", time=day(days[n % len(days)]))
    timeline = timeline_of(views_of([draft.coding()]))
    assert timeline is not None
    assert {d.iso for d in timeline.days} == set(days)
    assert sum(len(d.rows) for d in timeline.days) == len(days)
    assert {(len(d.rows), d.more) for d in timeline.days} == {(1, 2)}


def test_what_many_tell_of_one_incident_is_one_row() -> None:
    draft = Draft("It was perhaps taken. It was taken. Taken again. It was not taken.")
    claims = [
        draft.claim("It was perhaps taken", certainty=Certainty.POSSIBLE),
        draft.claim("It was taken"), draft.claim("Taken again"), draft.claim("It was not taken"),
    ]  # fmt: skip
    for claim, mode in zip(claims, ["asserted"] * 3 + ["negated"], strict=True):
        draft.event(claim, "territory.taken", "taken", time=day("2022-11-11"),
                    auxiliary=Auxiliary(mode))  # fmt: skip
    coding = draft.coding()
    incident = Incident(
        id="inc-1", type="territory.taken", events=tuple(e.id for e in coding.events),
        claims=tuple(claims), place=None, time=day("2022-11-11"), origins=(), sides=(),
    )  # fmt: skip
    timeline = timeline_of(views_of([coding], incidents=[incident]))
    assert timeline is not None
    (only,) = timeline.days
    told = {r.event.event.auxiliary.value: r for r in only.rows}
    assert set(told) == {"asserted", "negated"}
    assert told["asserted"].event.claim == 1  # the firm one stands for the hedged
    assert [e.claim for e in told["asserted"].others] == [0, 2]
    assert told["negated"].others == ()
    assert timeline.histogram[0].count == 2


def test_old_and_undated_events_stand_apart() -> None:
    timeline = timeline_of(views_of([withdrawal()]))
    assert timeline is not None
    assert [r.event.event.type for r in timeline.earlier] == ["force.lost"]
    assert [e.event.type for e in timeline.undated] == ["strike.shelling"]
    assert timeline.first == "2022-11-09"


def test_bars_are_as_long_as_the_time_is_uncertain() -> None:
    timeline = timeline_of(views_of([withdrawal()]))
    assert timeline is not None
    rows = {r.event.event.type: r for d in timeline.days for r in d.rows}
    assert rows["force.present"].width == 1000
    assert 330 < rows["territory.taken"].width < 340
    assert rows["territory.left"].width < 10
    assert all(0 <= r.x <= r.x + r.width <= 1000.1 for r in rows.values())


def test_the_histogram_counts_by_first_day() -> None:
    timeline = timeline_of(views_of([withdrawal()]))
    assert timeline is not None
    assert [(b.target, b.count, b.tick) for b in timeline.histogram] == [
        ("2022-11-09", 1, "9 Nov"), ("2022-11-10", 1, "10 Nov"), ("2022-11-11", 3, "11 Nov"),
    ]  # fmt: skip


def test_a_long_axis_has_bars_of_several_days_and_its_years() -> None:
    draft = Draft("The town was taken.")
    claim = draft.claim("The town was taken")
    for iso in ("2021-11-30", "2022-05-02", "2022-05-03", "2022-12-31"):
        draft.event(claim, "territory.taken", "taken", time=day(iso))
    timeline = timeline_of(views_of([draft.coding()]))
    assert timeline is not None
    assert len(timeline.histogram) <= 92
    (both,) = [b for b in timeline.histogram if b.target == "2022-05-02"]
    assert (both.count, both.height) == (2, 46.0)
    assert both.label.count(" – ") == 1
    assert timeline.histogram[0].tick == "Nov 2021"


def test_a_date_to_the_month_sets_no_axis() -> None:
    draft = Draft("Taken in September. Taken on Friday.")
    for words, time in (
        ("Taken in September", day("2022-09-01", "2022-09-30", prec=4)),
        ("Taken on Friday", day("2022-11-11")),
    ):
        draft.event(draft.claim(words), "territory.taken", words, time=time)
    timeline = timeline_of(views_of([draft.coding()]))
    assert timeline is not None
    assert (timeline.first, timeline.last) == ("2022-11-11", "2022-11-11")
    assert len(timeline.earlier) == 1


def test_few_events_far_away_set_no_axis_but_near_ones_do() -> None:
    draft = Draft("Taken.")
    claim = draft.claim("Taken")
    days = ["2022-11-09", *["2022-11-11"] * 30, "2022-12-24"]
    for iso in days:
        draft.event(claim, "territory.taken", "Taken", time=day(iso))
    timeline = timeline_of(views_of([draft.coding()]))
    assert timeline is not None
    assert (timeline.first, timeline.last) == ("2022-11-09", "2022-11-11")


def test_the_modes_count_how_events_are_told() -> None:
    timeline = timeline_of(views_of([withdrawal()]))
    assert timeline is not None
    assert {mode.value: n for mode, n in timeline.modes} == {
        "asserted": 5, "historical": 1, "future": 1,
    }  # fmt: skip


def test_a_day_of_very_many_events_shows_some_and_says_how_many_more() -> None:
    draft = Draft("The town was taken.")
    claim = draft.claim("The town was taken")
    for _ in range(700):
        draft.event(claim, "territory.taken", "taken", time=day("2022-11-11"))
    timeline = timeline_of(views_of([draft.coding()]))
    assert timeline is not None
    (only,) = timeline.days
    assert (len(only.rows), only.more) == (600, 100)
