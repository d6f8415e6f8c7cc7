"""Small codings for the tests of fusion: events given as a few words each."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.model import (
    Actor,
    ActorKind,
    Auxiliary,
    Basis,
    Block,
    BlockKind,
    Certainty,
    Claim,
    Codes,
    Coding,
    Event,
    Interval,
    Manner,
    Place,
    Quantity,
    QuantityOf,
    Report,
    Source,
    SourceKind,
    Stance,
    Toponym,
    ToponymKind,
    content_id,
    report_id,
    sha256,
)

RIVERTON = Place(
    id="t:1", name="Riverton", lat=10.0, lon=20.0, country="XX", admin1="01", feature="PPL",
    where_prec=1,
)  # fmt: skip
HILLTOP = Place(
    id="t:2", name="Hilltop", lat=10.5, lon=20.5, country="XX", admin1="01", feature="PPL",
    where_prec=1,
)  # fmt: skip
REGION = Place(
    id="t:9", name="West Region", lat=10.2, lon=20.2, country="XX", admin1="01", feature="ADM1",
    where_prec=4,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Told:
    """One sentence: what is told, by whom, of which side, where and when."""

    type: str
    side: str | None = None
    source: str | None = None
    source_side: str | None = None
    place: Place | None = RIVERTON
    day: int | None = 5
    until: int | None = None
    auxiliary: Auxiliary = Auxiliary.ASSERTED
    certainty: Certainty = Certainty.CERTAIN
    stance: Stance = Stance.ASSERT
    killed: tuple[float | None, float | None, float | None] | None = None
    words: str = "it happened"
    basis: Basis = Basis.STATED


@dataclass
class _Draft:
    claims: list[Claim] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    toponyms: list[Toponym] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)


def coding(*told: Told, outlet: str = "Post", day: int = 6, byline: tuple[str, ...] = ()) -> Coding:
    """A coding with one paragraph, claim and event for each thing told."""
    lines = [f"{n} {t.words} at {'Place' if t.place else 'place'}" for n, t in enumerate(told)]
    text = "\n\n".join(lines)
    digest = sha256(text.encode() + outlet.encode())
    published = f"2020-01-{day:02d}T12:00:00"
    identity = report_id(
        sha256=digest, text=text, title=None, published=published, outlet=outlet, url=None
    )
    blocks, start = [], 0
    for line in lines:
        blocks.append(Block(kind=BlockKind.PARAGRAPH, start=start, end=start + len(line)))
        start += len(line) + 2
    report = Report(
        id=identity, sha256=digest, lang="en", text=text, title=None, published=published,
        updated=None, byline=byline, outlet=outlet, url=None, blocks=tuple(blocks),
    )  # fmt: skip
    draft = _Draft()
    for block, item in zip(blocks, told, strict=True):
        _tell(draft, report, block, item)
    return Coding(
        report=report, actors=tuple(draft.actors.values()), claims=tuple(draft.claims),
        events=tuple(draft.events), toponyms=tuple(draft.toponyms),
    )  # fmt: skip


def _tell(draft: _Draft, report: Report, block: Block, item: Told) -> None:
    claim_id = content_id("clm", report.id, block.start)
    event_id = content_id("evt", claim_id)
    toponyms: tuple[str, ...] = ()
    if item.place is not None:
        where = report.span(block.end - 5, block.end)
        top = Toponym(
            start=where.start, end=where.end, text=where.text, id=content_id("top", claim_id),
            kind=ToponymKind.LITERAL, place=item.place,
        )  # fmt: skip
        draft.toponyms.append(top)
        toponyms = (top.id,)
    source = _actor(draft, item.source, item.source_side)
    claim = Claim(
        id=claim_id, content=(report.span(block.start, block.end),),
        source=Source(
            kind=SourceKind.OFFICE if source else SourceKind.OUTLET, actor=source, span=None
        ),
        cue=None, manner=Manner.INDIRECT if source else Manner.NARRATION, stance=item.stance,
        certainty=item.certainty, events=(event_id,), score=0.9,
    )  # fmt: skip
    draft.claims.append(claim)
    draft.events.append(_event(draft, event_id, claim, toponyms, report, block, item))


def _event(
    draft: _Draft,
    event_id: str,
    claim: Claim,
    toponyms: tuple[str, ...],
    report: Report,
    block: Block,
    item: Told,
) -> Event:
    actor = _actor(draft, f"forces of {item.side}" if item.side else None, item.side)
    trigger = report.span(block.start + 2, block.end - 9)
    numbers: tuple[Quantity, ...] = ()
    if item.killed is not None:
        low, best, high = item.killed
        numbers = (
            Quantity(
                start=block.start, end=block.start + 1, text=report.text[block.start],
                of=QuantityOf.KILLED, low=low, best=best, high=high,
            ),
        )  # fmt: skip
    date = f"2020-01-{item.day:02d}" if item.day else None
    until = f"2020-01-{item.until:02d}" if item.until else date
    return Event(
        id=event_id, claim=claim.id, type=item.type, auxiliary=item.auxiliary, trigger=trigger,
        actors=(actor,) if actor else (), recipients=(), toponyms=toponyms,
        time=Interval(
            earliest=date, latest=until, date_prec=1 if date else None,
            basis=item.basis if date else Basis.UNKNOWN,
        ),
        quantities=numbers, codes=Codes(acled=None, plover=None), score=0.9,
    )  # fmt: skip


def _actor(draft: _Draft, name: str | None, side: str | None) -> str | None:
    if name is None:
        return None
    actor = Actor(
        id=content_id("act", name, side), name=name, kind=ActorKind.ORGANISATION, side=side
    )
    draft.actors[actor.id] = actor
    return actor.id
