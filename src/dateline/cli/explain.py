"""`dateline explain`: the words, rules and scores behind an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import DEFAULT_LEDGER, AsOf, LedgerPath
from dateline.cli.output import visible
from dateline.model.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.model import Claim, Coding, Event

Id = Annotated[str, typer.Argument(metavar="EVENT", help="The event's id, or its beginning.")]


def explain(event: Id, ledger: LedgerPath = DEFAULT_LEDGER, as_of: AsOf = None) -> None:
    """Say why an event was coded as it was.

    Its words, and the reason for each slot.
    """
    from dateline.model import TargetKind
    from dateline.store import instant, open_ledger, shown_address

    known = instant(as_of) if as_of else None
    with open_ledger(ledger, create=False) as opened:
        full = opened.find(event, kind=TargetKind.EVENT)[1]
        for coding in opened.codings(as_of=known):
            found = next((e for e in coding.events if e.id == full), None)
            if found is not None:
                for line in explained(coding, found):
                    print(visible(line))
                return
    raise LedgerError(
        f"did not know the event {full} at {as_of}",
        where=shown_address(ledger),
        remedy="ask later",
    )


def explained(coding: Coding, event: Event) -> Iterator[str]:
    """The lines that explain an event of a coding."""
    claim = next(c for c in coding.claims if c.id == event.claim)
    yield f"{event.id}: {event.type}, {event.auxiliary.value} (score {event.score:.2f})"
    yield f"words: {_sentence(coding, event)}"
    yield f"trigger: {event.trigger.text!r} at {event.trigger.start}-{event.trigger.end}"
    yield f"claim: {claim.id}, {_source(claim)}, {claim.stance.value}, {claim.certainty.value}"
    yield from event.why
    yield from _where(coding, event)
    yield from _when(event)
    codes = event.codes
    acled = f"{codes.acled.event_type} / {codes.acled.sub_event_type}" if codes.acled else "none"
    plover = " ".join(filter(None, (codes.plover.event, codes.plover.mode))) if codes.plover else ""
    yield f"crosswalk: ACLED {acled}; PLOVER {plover or 'none'}; UCDP " + str(
        codes.ucdp_type_of_violence or "none"
    )
    if event.same_as:
        yield f"repeats: {event.same_as}"


def _where(coding: Coding, event: Event) -> Iterator[str]:
    """Each place as written and as resolved, or why it stays unknown."""
    for toponym in (t for t in coding.toponyms if t.id in event.toponyms):
        place = toponym.place
        found = f"{place.name} ({place.id}, where_prec {place.where_prec})" if place else "unknown"
        area = f", {toponym.area}" if toponym.area else ""
        why = f"; {toponym.why}" if toponym.why else ""
        yield f"{toponym.text!r} is {found}{area}{why}"


def _when(event: Event) -> Iterator[str]:
    time = event.time
    if time.earliest or time.latest:
        span = f"{time.earliest or '...'} to {time.latest or '...'}"
        yield f"valid time: {span} (date_prec {time.date_prec}, {time.basis.value})"


def _source(claim: Claim) -> str:
    return claim.source.span.text if claim.source.span else f"the {claim.source.kind.value} itself"


def _sentence(coding: Coding, event: Event) -> str:
    """The words of the claim around the trigger."""
    claim = next(c for c in coding.claims if c.id == event.claim)
    spans = [s for s in claim.content if s.start <= event.trigger.start < s.end]
    return spans[0].text if spans else event.trigger.text
