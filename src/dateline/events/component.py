"""The stage that codes events: what the reader of deeds found becomes records."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from dateline.events.codebook import codebook
from dateline.events.drafts import Tried, draft_deeds, trace_deeds
from dateline.events.from_deeds import DeedRecorder
from dateline.events.linking import linked, main_first
from dateline.events.narration import narrated
from dateline.model import Claim, Coding, Event, Layer
from dateline.text.language import BY_RULES, is_unread

UNREAD = "read without the neural readers: what happened is not told (leave out --no-reader)"


class EventCoder:
    """Writes events, and into each claim the ids of the events that are derived from it.

    A report that the reader of deeds has not read has none, and a note that says so. `trace` takes
    up what was found and doubted, where it is given.
    """

    name = "events"
    needs: frozenset[Layer] = frozenset(
        {
            Layer.ANALYSIS, Layer.MENTIONS, Layer.ACTORS, Layer.TOPONYMS, Layer.TIMEXES,
            Layer.CLAIMS,
        }
    )  # fmt: skip
    writes: frozenset[Layer] = frozenset({Layer.EVENTS, Layer.CLAIMS})

    def __init__(self, trace: list[Tried] | None = None) -> None:
        self._trace = trace

    def __call__(self, coding: Coding) -> Coding:
        """The coding with its events, the main one first."""
        if coding.linguistics().deeds is None:
            return _untold(coding)
        drafts = draft_deeds(coding)
        if self._trace is not None:
            self._trace += trace_deeds(coding, drafts)
        coding, claims = narrated(coding, drafts)
        events = DeedRecorder.of(coding, codebook()).events(drafts, claims)
        toponyms = {t.id: t for t in coding.toponyms}
        joined = linked(events, toponyms, {a.id: a for a in coding.actors})
        ordered = main_first(joined, coding.report, codebook())
        return replace(coding, events=tuple(ordered), claims=_with_events(coding.claims, ordered))


def _untold(coding: Coding) -> Coding:
    """The coding with the note that no events are told; the language's own note says as much."""
    if is_unread(coding.linguistics().lang, BY_RULES):
        return coding
    return replace(coding, notes=(*coding.notes, UNREAD))


def _with_events(claims: tuple[Claim, ...], events: list[Event]) -> tuple[Claim, ...]:
    derived: Mapping[str, list[str]] = {claim.id: [] for claim in claims}
    for event in sorted(events, key=lambda e: e.trigger.start):
        derived[event.claim].append(event.id)
    return tuple(replace(claim, events=tuple(derived[claim.id])) for claim in claims)
