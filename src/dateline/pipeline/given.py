"""Given events: a row of a data set of coded events as a coding, in its coder's own codes.

Invariant: everything comes from the row's lines, and every day, place, actor and number of it is a
span of them. No reader of language is asked; the row's note stays words.
"""

from __future__ import annotations

from typing import NamedTuple

from dateline.events.codebook import codebook
from dateline.events.crosswalk import Setting, codes_of
from dateline.mentions.registry import actor_id, actor_of
from dateline.model import (
    AcledCode,
    Actor,
    Auxiliary,
    BlockKind,
    Certainty,
    Claim,
    Codes,
    Coding,
    DataSet,
    Event,
    EventPlace,
    Interval,
    Manner,
    Mention,
    Quantity,
    QuantityOf,
    Report,
    Scope,
    Source,
    SourceKind,
    Span,
    Stance,
    Timex,
    Toponym,
    content_id,
    data_set_called,
    trimmed,
)
from dateline.pipeline.given_actors import Cast, cast_of, draft_of
from dateline.pipeline.given_days import days_of
from dateline.pipeline.given_fields import Fields, fields_of, first_of
from dateline.pipeline.given_places import place_of


class Teller(NamedTuple):
    """Whom a row has its event from: the words, and the actor where it is a known body."""

    words: Span
    actor: Actor | None


def code_given(report: Report) -> Coding:
    """The coding of a report that is a row of a data set: one claim of its coder, one event."""
    known = data_set_called(report.given or "")
    fields = fields_of(report)
    claim_id = content_id("clm", report.id, "given")
    written = first_of(fields, known.types.columns)
    code = _type(fields, known)
    if written is None or code is None:
        what = written.text if written else "nothing"
        note = f"{known.name}'s type {what!r} is not known; the row is kept as words"
        return Coding(report=report, notes=(note,))
    cast = cast_of(report, fields, known)
    toponym, place = place_of(report, fields, known)
    timex = days_of(report, fields, known)
    event = Event(
        id=content_id("evt", claim_id, code, written.start, written.end),
        claim=claim_id,
        type=code,
        auxiliary=Auxiliary.ASSERTED,
        trigger=written,
        actors=cast.did,
        recipients=cast.undergone,
        toponyms=(toponym.id,) if toponym else (),
        time=_interval(timex),
        quantities=_killed(fields, known),
        codes=_codes(code, fields, cast, toponym, known),
        score=1.0,
        main=True,
        places=(EventPlace(place, toponym.id),) if toponym and place else (),
        why=(f"given: {known.name} codes it {written.text!r}", *cast.why),
    )
    told = _teller(report, fields, known)
    claim = _claim(report, fields, known, claim_id, event, toponym, cast.mentions, told)
    return Coding(
        report=report,
        mentions=cast.mentions,
        actors=_with_teller(cast.actors, told),
        claims=(claim,),
        events=(event,),
        toponyms=(toponym,) if toponym else (),
        timexes=(timex,) if timex else (),
    )


def _type(fields: Fields, known: DataSet) -> str | None:
    """The codebook's code of a row: of the first column whose value is known."""
    values = (fields[name].text for name in known.types.columns if name in fields)
    folded = {written.casefold(): code for written, code in known.types.by.items()}
    return next((folded[v.casefold()] for v in values if v.casefold() in folded), None)


def _interval(timex: Timex | None) -> Interval:
    from dateline.model import UNKNOWN_INTERVAL

    return timex.interval if timex is not None else UNKNOWN_INTERVAL


def _killed(fields: Fields, known: DataSet) -> tuple[Quantity, ...]:
    """The row's count of the dead: low, best and high, on the words of the best."""
    deaths = known.killed
    words = fields.get(deaths.best) if deaths else None
    best = _number(words)
    if deaths is None or words is None or best is None or (best == 0 and not deaths.nought):
        return ()
    low, high = (_number(fields.get(name or "")) for name in (deaths.low, deaths.high))
    return (
        Quantity(
            words.start, words.end, words.text, of=QuantityOf.KILLED, low=low, best=best,
            high=high, scope=Scope.INCIDENT,
        ),
    )  # fmt: skip


def _number(words: Span | None) -> float | None:
    """A count as written; None where it is none ("12.0" is 12)."""
    try:
        value = float(words.text) if words is not None else -1.0
    except ValueError:
        return None
    return value if 0 <= value < 1e9 and value == int(value) else None


def _codes(code: str, fields: Fields, cast: Cast, toponym: Toponym | None, known: DataSet) -> Codes:
    """The crosswalks of the code, and in their stead the codes that the row itself gives."""
    place = toponym.place if toponym else None
    by_id: dict[str, Actor] = {actor.id: actor for actor in cast.actors}
    setting = Setting(
        actors=tuple(by_id[i] for i in cast.did),
        recipients=tuple(by_id[i] for i in cast.undergone),
        places=(place,) if place else (),
    )
    made = codes_of(code, setting, codebook())
    acled = made.acled
    if {"event_type", "sub_event_type"} <= fields.keys():
        acled = AcledCode(fields["event_type"].text, fields["sub_event_type"].text)
    violence = made.ucdp_type_of_violence
    if "type_of_violence" in fields and known.types.columns == ("type_of_violence",):
        violence = int(_number(fields["type_of_violence"]) or 0) or violence
    return Codes(acled=acled, plover=made.plover, ucdp_type_of_violence=violence)


def _claim(
    report: Report,
    fields: Fields,
    known: DataSet,
    key: str,
    event: Event,
    toponym: Toponym | None,
    mentions: tuple[Mention, ...],
    told: Teller | None,
) -> Claim:
    """The coder's claim: the row's note, or where it has none what it says of when, where, who."""
    notes = [b for b in report.blocks if b.kind is BlockKind.PARAGRAPH]
    if notes:
        content = [report.span(block.start, block.end) for block in notes]
    else:
        parts: list[Span] = [event.trigger, *mentions, *event.quantities]
        parts += [toponym] if toponym else []
        first = first_of(fields, known.day.first)
        parts += [first] if first else []
        places = sorted({(part.start, part.end) for part in parts})
        content = [report.span(start, end) for start, end in places]
    return Claim(
        id=key,
        content=tuple(content),
        source=Source(kind=SourceKind.OUTLET, actor=None, span=None),
        cue=None,
        manner=Manner.NARRATION,
        stance=Stance.ASSERT,
        certainty=Certainty.CERTAIN,
        score=1.0,
        relays=(_relay(told),) if told else (),
        events=(event.id,),
    )


def _teller(report: Report, fields: Fields, known: DataSet) -> Teller | None:
    """The first that the row names as its source; with its actor, where it is a body that is known
    to speak for a side: its own reports are no second origin."""
    cell = first_of(fields, known.relay)
    if cell is None:
        return None
    name = cell.text.partition(";")[0]
    words = trimmed(report.text, cell.start, cell.start + len(name)) or cell
    draft = draft_of(words.text)
    if draft.side is None:
        return Teller(words, None)
    return Teller(words, actor_of(actor_id(draft, report, words.start), draft, report))


def _relay(told: Teller) -> Source:
    if told.actor is None:
        return Source(kind=SourceKind.OUTLET, actor=None, span=told.words)
    return Source(kind=SourceKind.INSTITUTION, actor=told.actor.id, span=told.words)


def _with_teller(actors: tuple[Actor, ...], told: Teller | None) -> tuple[Actor, ...]:
    if told is None or told.actor is None or any(a.id == told.actor.id for a in actors):
        return actors
    return (*actors, told.actor)
