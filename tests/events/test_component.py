"""The stage as a whole, with deeds by hand: records, claims, the main event, repeats."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.events.codebook import codebook
from dateline.events.component import UNREAD, EventCoder
from dateline.events.drafts import CHOSEN, Tried
from dateline.model import Basis, Manner, RawDeed, RawSlot
from tests.events.helpers import coding, deed, events, one, told

SHELLED = "Russian forces shelled Nikopol, killing two people."


@pytest.mark.parametrize(("lang", "notes"), [("en", (UNREAD,)), ("de", ())])
def test_without_the_reader_of_deeds_no_event_is_told(lang: str, notes: tuple[str, ...]) -> None:
    made = EventCoder()(coding("Russian forces shelled the town.", lang=lang))
    assert (made.events, made.notes) == ((), notes)


def test_an_event_has_doer_place_quantity_and_the_reports_date() -> None:
    made = told(
        coding(SHELLED, places=("Nikopol",)),
        deed(SHELLED, "shelled", "strike.shelling", who="Russian forces", at="Nikopol",
             counts={"killed": "two people"}),
    )  # fmt: skip
    event = one(made)
    assert (event.actors, event.toponyms) == (("act-Russian forces",), ("top-Nikopol",))
    assert [(q.of.value, q.best) for q in event.quantities] == [("killed", 2.0)]
    assert (event.time.basis, event.time.earliest) == (Basis.DOCUMENT, "2022-11-11")


@pytest.mark.parametrize(
    ("force", "sub_event"),
    [
        ("Ukrainian forces", "Government regains territory"),
        ("Russian forces", "Non-state actor overtakes territory"),
        ("rebels", "Non-state actor overtakes territory"),
    ],
)
def test_who_takes_a_place_decides_the_acled_code(force: str, sub_event: str) -> None:
    text = f"In the night {force} captured Lyman."
    taken = deed(text, "captured", "territory.taken", who=force, at="Lyman")
    acled = one(told(coding(text, places=("Lyman",)), taken)).codes.acled
    assert acled is not None
    assert acled.sub_event_type == sub_event


def test_whom_it_was_done_to_decides_the_type_of_violence() -> None:
    text = "Russian forces attacked rebels."
    attacked = deed(text, "attacked", "battle.clash", who="Russian forces", whom="rebels")
    assert one(told(coding(text), attacked)).codes.ucdp_type_of_violence == 1


def test_events_without_a_claim_get_the_outlets_own_voice() -> None:
    text = "The bridge was destroyed."
    made = told(coding(text), deed(text, "destroyed", "damage.infrastructure"))
    coded = EventCoder()(made)
    (claim,) = coded.claims
    assert claim.manner is Manner.NARRATION
    assert claim.events == tuple(e.id for e in coded.events)


def test_the_main_event_comes_first() -> None:
    text = "Protesters marched. Soldiers opened fire on protesters."
    made = told(
        coding(text),
        deed(text, "marched", "protest.peaceful"), deed(text, "opened", "protest.repressed"),
    )  # fmt: skip
    coded = EventCoder()(made)
    assert [(e.type, e.main) for e in coded.events] == [
        ("protest.repressed", True), ("protest.peaceful", False),
    ]  # fmt: skip


def test_a_repeated_event_links_to_the_first() -> None:
    text = "Russian forces left Kherson. Russian forces withdrew from Kherson, officials said."
    made = told(
        coding(text, places=("Kherson",)),
        deed(text, "left", "territory.left", who="Russian forces", at="Kherson"),
        deed(text, "withdrew", "territory.left", who="Russian forces", at="Kherson"),
    )
    first, second = events(made)
    assert second.same_as in (first.id, None)


def test_every_slot_says_why() -> None:
    made = told(
        coding(SHELLED, places=("Nikopol",)),
        deed(SHELLED, "shelled", "strike.shelling", who="Russian forces", at="Nikopol"),
    )
    assert [line.split(":")[0] for line in one(made).why] == [
        "type", "auxiliary", "who", "at", "time",
    ]  # fmt: skip


def test_a_trace_tells_what_was_found_and_what_was_doubted() -> None:
    text = "Rebels shelled Nikopol and moved on."
    made = told(coding(text), deed(text, "shelled", "strike.shelling"))
    analysis = replace(made.linguistics(), doubted=(deed(text, "moved", "force.advanced"),))
    made = replace(made, analysis=analysis)
    trace: list[Tried] = []
    assert EventCoder(trace)(made) == EventCoder()(made)
    assert [(t.type, t.outcome.startswith(CHOSEN)) for t in trace] == [
        ("strike.shelling", True), ("force.advanced", False),
    ]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=120), st.data())
def test_spans_are_true_on_any_text(text: str, data: st.DataObject) -> None:
    if not text.strip():
        return

    def span() -> tuple[int, int]:
        start = data.draw(st.integers(0, len(text) - 1))
        return start, data.draw(st.integers(start + 1, len(text)))

    start, end = span()
    slots = tuple(
        RawSlot(name=name, start=a, end=b, score=0.9)
        for name in ("who", "whom", "at", "when")
        for a, b in [span()]
    )
    killed = span()
    found = RawDeed(
        start=start, end=end, type=data.draw(st.sampled_from(sorted(codebook().codes))),
        auxiliary="asserted", aspect="done", score=0.9, slots=slots,
        counts=(RawSlot(name="killed", start=killed[0], end=killed[1], score=0.9),),
    )  # fmt: skip
    for event in EventCoder()(told(coding(text), found)).events:
        event.trigger.check(text)
        for quantity in event.quantities:
            quantity.check(text)
