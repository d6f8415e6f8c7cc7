"""The contract that every store keeps."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from dateline.model import (
    Judgement,
    LedgerError,
    ReportError,
    SpanError,
    TargetKind,
    UsageError,
    Verdict,
)
from dateline.store import Added, ClaimantMap, Filter, Ledger, instant
from tests.store.conftest import Opener
from tests.store.records import coding, reading


def put(ledger: Ledger, n: int = 7, *, program: str = "one", location: str = "a.txt") -> Added:
    """Adds the report `n` with its coding."""
    read = reading(n, location=location)
    return ledger.add(read, coding(read.report), program=program)


def lines(ledger: Ledger) -> list[dict[str, Any]]:
    """The ledger's dump, decoded."""
    return [json.loads(line) for line in ledger.dump()]


def test_what_was_written_is_read_back(ledger: Ledger) -> None:
    read = reading()
    made = coding(read.report)
    assert ledger.add(read, made, program="one") is Added.NEW
    assert ledger.coding(read.report.id) == made
    assert list(ledger.codings()) == [made]
    assert ledger.original(read.report.sha256) == read.original
    assert ledger.source_map(read.report.id) == read.source_map


def test_many_are_written_in_order_and_a_bad_one_is_left_out(ledger: Ledger) -> None:
    reads = [reading(n, location=f"{n}.txt") for n in (1, 2, 1, 3)]
    made = [(read, coding(read.report)) for read in reads]
    broken = msgspec.structs.replace(made[1][1], claims=())
    outcomes = list(ledger.add_all([made[0], (reads[1], broken), *made[2:]], program="one"))
    assert [type(o) for o in outcomes] == [Added, ReportError, Added, Added]
    assert (outcomes[0], outcomes[2], outcomes[3]) == (Added.NEW, Added.KNOWN, Added.NEW)
    assert "2.txt" in str(outcomes[1])
    assert {row.id for row in ledger.reports()} == {reads[0].report.id, reads[3].report.id}


def test_what_is_said_to_be_written_is_written(ledger: Ledger) -> None:
    reads = [reading(n) for n in range(5)]
    told = ledger.add_all(((read, coding(read.report)) for read in reads), program="one")
    for number, _ in enumerate(told, start=1):
        assert len(list(ledger.reports())) >= number


def test_a_ledger_stays_when_it_is_closed(opener: Opener) -> None:
    with opener() as ledger:
        put(ledger)
    with opener() as ledger:
        assert len(list(ledger.reports())) == 1


def test_the_same_report_is_recognised_by_content(ledger: Ledger) -> None:
    assert put(ledger) is Added.NEW
    before = lines(ledger)
    assert put(ledger) is Added.KNOWN
    assert lines(ledger) == before
    assert ledger.knows(reading().report.id, program="one")
    assert not ledger.knows(reading().report.id, program="two")


def test_known_bytes_keep_every_place_where_they_were_met(ledger: Ledger) -> None:
    put(ledger)
    ledger.saw(reading(location="b.txt").original)
    ledger.saw(reading(location="b.txt").original)
    places = [line["location"] for line in lines(ledger) if line["kind"] == "sighting"]
    assert places == ["a.txt", "b.txt"]


def test_a_newer_program_supersedes_and_deletes_nothing(ledger: Ledger) -> None:
    put(ledger)
    first = ledger.changed_at()
    read = reading()
    newer = msgspec.structs.replace(coding(read.report), events=(), contradictions=())
    assert ledger.add(read, newer, program="two") is Added.RECODED
    assert list(ledger.codings()) == [newer]
    assert list(ledger.codings(as_of=first)) == [coding(read.report)]
    assert list(ledger.events()) == []
    assert len(list(ledger.events(as_of=first))) == 1
    codings = [line for line in lines(ledger) if line["kind"] == "coding"]
    assert [line["program"] for line in codings] == ["one", "two"]
    assert codings[0]["superseded_at"] == codings[1]["recorded_at"]


def test_as_of_shows_the_ledger_as_it_was_known(ledger: Ledger) -> None:
    put(ledger, 1)
    then = ledger.changed_at()
    put(ledger, 2)
    assert len(list(ledger.claims())) == 6
    assert len(list(ledger.claims(as_of=then))) == 3
    assert list(ledger.reports(as_of=instant("2025-12-31"))) == []
    assert list(ledger.places(as_of=instant("2025-12-31"))) == []


def test_a_span_that_lies_is_refused_and_leaves_nothing(ledger: Ledger) -> None:
    read = reading()
    made = coding(read.report)
    lie = msgspec.structs.replace(made.claims[0].content[0], text="words that nobody said")
    claim = msgspec.structs.replace(made.claims[0], content=(lie,))
    with pytest.raises(SpanError, match=r"a\.txt"):
        ledger.add(read, msgspec.structs.replace(made, claims=(claim,)), program="one")
    assert [line["kind"] for line in lines(ledger)] == ["ledger", "end"]


def test_an_event_without_its_claim_is_refused(ledger: Ledger) -> None:
    read = reading()
    alone = msgspec.structs.replace(coding(read.report), claims=())
    with pytest.raises(ReportError, match="derived from a claim"):
        ledger.add(read, alone, program="one")


def test_an_interval_that_is_none_is_refused(ledger: Ledger) -> None:
    read = reading()
    made = coding(read.report)
    wrong = msgspec.structs.replace(made.events[0].time, earliest="2022-13-45")
    event = msgspec.structs.replace(made.events[0], time=wrong)
    with pytest.raises(ReportError, match="ISO 8601"):
        ledger.add(read, msgspec.structs.replace(made, events=(event,)), program="one")


def test_columns_of_a_claim(ledger: Ledger) -> None:
    put(ledger)
    left, empty, rain = ledger.claims()
    assert (left.source, left.side, left.stance) == ("Ministry of Defence", "RUS", "assert")
    assert left.content == "soldiers had left Kherson"
    assert left.places == ("Kherson",)
    assert left.events == (next(ledger.events()).id,)
    assert (empty.source, empty.stance, empty.cue) == ("Governor", "deny", "denied")
    assert (rain.source, rain.source_kind, rain.side) == ("The Wire", "outlet", None)
    assert (rain.certainty, rain.hedges, rain.places) == ("possible", ("may",), ("Lower Velm",))


def test_columns_of_an_event(ledger: Ledger) -> None:
    put(ledger)
    (event,) = ledger.events()
    assert (event.type, event.auxiliary, event.trigger) == ("withdrawal", "asserted", "left")
    assert (event.earliest, event.latest, event.date_prec) == ("2022-11-11", "2022-11-11", 1)
    assert (event.actors, event.places) == (("Ministry of Defence",), ("Kherson",))
    assert event.quantities == ("deployed: 7",)
    assert (event.source, event.side) == ("Ministry of Defence", "RUS")


@pytest.mark.parametrize(
    ("where", "claims", "events"),
    [
        (Filter(), 3, 1),
        (Filter(source="MINISTRY of"), 1, 1),
        (Filter(source="the governor"), 1, 0),
        (Filter(source="100%"), 0, 0),
        (Filter(side="UKR"), 1, 0),
        (Filter(place="kherson"), 1, 1),
        (Filter(place="Kher"), 0, 0),
        (Filter(place="Kher*"), 1, 1),
        (Filter(place="geonames:706448"), 1, 1),
        (Filter(place="Lower  velm"), 1, 0),
        (Filter(type="withdraw"), 1, 1),
        (Filter(type="attack"), 0, 0),
        (Filter(auxiliary="negated"), 0, 0),
        (Filter(certainty="possible"), 1, 0),
        (Filter(stance="deny"), 1, 0),
        (Filter(since="2022-11-11"), 1, 1),
        (Filter(since="2022-11-12"), 0, 0),
        (Filter(until="2022-11-11"), 1, 1),
        (Filter(until="2022-11-10"), 0, 0),
        (Filter(report="rep-"), 3, 1),
        (Filter(report="nothing"), 0, 0),
    ],
)
def test_filters(ledger: Ledger, where: Filter, claims: int, events: int) -> None:
    put(ledger)
    assert len(list(ledger.claims(where))) == claims
    assert len(list(ledger.events(where))) == events
    assert len(list(ledger.timeline(where))) == events
    assert len(list(ledger.reports(where))) == min(claims, 1)


def test_places_are_counted_once_however_many_claims_name_them(ledger: Ledger) -> None:
    put(ledger, 1)
    put(ledger, 2)
    kherson, velm = ledger.places()
    assert (kherson.id, kherson.name, kherson.where_prec) == ("geonames:706448", "Kherson", 1)
    assert (kherson.toponyms, kherson.reports, kherson.claims, kherson.events) == (2, 2, 2, 2)
    assert (velm.id, velm.name, velm.claims, velm.events) == (None, "Lower Velm", 2, 0)
    assert [p.name for p in ledger.places(Filter(side="RUS"))] == ["Kherson"]


def test_the_timeline_goes_by_valid_time_with_the_undated_last(ledger: Ledger) -> None:
    put(ledger, 3)
    read = reading(1)
    made = coding(read.report)
    undated = msgspec.structs.replace(made.events[0].time, earliest=None, latest=None)
    event = msgspec.structs.replace(made.events[0], time=undated)
    ledger.add(read, msgspec.structs.replace(made, events=(event,)), program="one")
    assert [event.earliest for event in ledger.timeline()] == ["2022-11-11", None]
    assert [event.earliest for event in ledger.events()] == [None, "2022-11-11"]


def test_records_are_found_by_the_beginning_of_their_ids(ledger: Ledger) -> None:
    put(ledger, 1)
    claim = next(ledger.claims())
    assert ledger.find(claim.id[:12]) == (TargetKind.CLAIM, claim.id)
    with pytest.raises(LedgerError, match="more than one"):
        ledger.find("clm-")
    with pytest.raises(LedgerError, match="no event"):
        ledger.find(claim.id, kind=TargetKind.EVENT)


def judged(ledger: Ledger, verdict: Verdict = Verdict.RIGHT) -> Judgement:
    """A judgement on the first claim."""
    claim = next(ledger.claims())
    return ledger.judge(TargetKind.CLAIM, claim.id, verdict, author="ada", reason="seen")


def test_a_judgement_is_kept_with_who_when_and_why(ledger: Ledger) -> None:
    put(ledger)
    made = judged(ledger)
    assert (made.author, made.reason, made.withdrawn_at) == ("ada", "seen", None)
    assert list(ledger.judgements()) == [made]
    assert judged(ledger) == made


def test_a_judgement_is_withdrawn_and_stays(ledger: Ledger) -> None:
    put(ledger)
    made = judged(ledger)
    gone = ledger.withdraw(made.id)
    assert gone.withdrawn_at is not None
    assert ledger.withdraw(made.id) == gone
    assert list(ledger.judgements()) == []
    assert list(ledger.judgements(withdrawn=True)) == [gone]
    assert list(ledger.judgements(as_of=made.made_at)) == [made]
    again = judged(ledger)
    assert again.id != made.id
    with pytest.raises(LedgerError, match="no judgement"):
        ledger.withdraw("nothing")


def test_a_pair_is_the_same_whichever_is_named_first(ledger: Ledger) -> None:
    put(ledger)
    a, b = [claim.id for claim in ledger.claims()][:2]
    one = ledger.judge(TargetKind.CLAIM, a, Verdict.SAME, author="ada", other=b)
    two = ledger.judge(TargetKind.CLAIM, b, Verdict.SAME, author="ada", other=a)
    assert one == two


@pytest.mark.parametrize(
    ("verdict", "other"), [(Verdict.RIGHT, "x"), (Verdict.SAME, None), (Verdict.SAME, "self")]
)
def test_a_judgement_that_makes_no_sense_is_refused(
    ledger: Ledger, verdict: Verdict, other: str | None
) -> None:
    with pytest.raises(UsageError):
        ledger.judge(TargetKind.CLAIM, "self", verdict, author="ada", other=other)


def test_maps_of_claimants(ledger: Ledger) -> None:
    first = ClaimantMap(claimant="mapper", side=None, at="2022-09-01", data=b"{}")
    assert ledger.add_map(first) is Added.NEW
    assert ledger.add_map(first) is Added.KNOWN
    then = ledger.changed_at()
    newer = msgspec.structs.replace(first, data=b'{"a":1}')
    assert ledger.add_map(newer) is Added.RECODED
    assert [made.data for made in ledger.maps()] == [b'{"a":1}']
    assert [made.data for made in ledger.maps(as_of=then)] == [b"{}"]


def test_a_report_with_a_nul_is_kept_whole(ledger: Ledger) -> None:
    read = reading()
    made = coding(read.report)
    actor = msgspec.structs.replace(made.actors[0], name="Min\0istry")
    made = msgspec.structs.replace(made, actors=(actor, made.actors[1]))
    ledger.add(read, made, program="one")
    assert ledger.coding(read.report.id) == made
    assert next(ledger.claims()).source == "Min�istry"


def test_reading_goes_on_while_something_is_written(ledger: Ledger) -> None:
    for n in range(3):
        put(ledger, n)
    seen = ledger.codings()
    next(seen)
    put(ledger, 9)
    assert len(list(seen)) == 2
