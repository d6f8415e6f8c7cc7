"""How origins, incidents and contradictions grow with the ledger: `python -m benchmarks.fusion`.

Synthetic reports on an invented war: a fixed number of claims a day, places and types by Zipf's
law, a tenth of the passages copied from wires, days and numbers told differently by side.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TypeVar

from dateline.fusion.carried import carried_claims
from dateline.fusion.contradict import contradictions_of
from dateline.fusion.facts import facts_of
from dateline.fusion.incidents import incidents_of
from dateline.fusion.origins import origins_of
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
    Original,
    Place,
    Quantity,
    QuantityOf,
    Reading,
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
from dateline.pipeline.derive import derive, incident_rows
from dateline.pipeline.near import neighbourhood
from dateline.store import open_ledger

T = TypeVar("T")
TYPES = (
    "strike.shelling", "strike.air", "clash.ground", "territory.taken", "territory.left",
    "territory.held", "force.present", "civilians.attacked", "damage.infrastructure",
    "force.lost", "aid.delivered", "protest.peaceful",
)  # fmt: skip
SIDES = ("AAA", "BBB")
TOWNS, REGIONS, OUTLETS, CLAIMS_A_REPORT, CLAIMS_A_DAY = 600, 20, 120, 10, 250
SIZES = (1_000, 10_000, 100_000)


@dataclass(frozen=True)
class Passage:
    """One told thing, with its words."""

    words: str
    type: str
    town: int | None
    region: int
    day: int
    side: str
    source: str | None
    killed: int | None
    denied: bool


def codings(claims: int, *, seed: int = 1) -> list[Coding]:
    """Codings with this many claims in all."""
    chance = random.Random(seed)
    wires: list[Passage] = []
    made: list[Coding] = []
    for number in range(claims // CLAIMS_A_REPORT):
        day = number * CLAIMS_A_REPORT // CLAIMS_A_DAY
        told = [_passage(chance, day, wires) for _ in range(CLAIMS_A_REPORT)]
        made.append(coding_of(told, outlet=f"outlet {chance.randrange(OUTLETS)}", number=number))
    return made


def _passage(chance: random.Random, day: int, wires: list[Passage]) -> Passage:
    if wires and chance.random() < 0.1:
        return chance.choice(wires[-50:])
    rank = int(8 * chance.paretovariate(1.0)) - 8
    town = rank % TOWNS if chance.random() < 0.8 else None
    made = Passage(
        words=" ".join(f"w{int(chance.paretovariate(0.7)) % 20000}" for _ in range(24)),
        type=TYPES[int(3 * chance.paretovariate(1.2)) % len(TYPES)], town=town,
        region=rank % REGIONS, day=max(0, day - chance.choice((0, 0, 1))),
        side=chance.choice(SIDES),
        source=f"office {chance.randrange(40)}" if chance.random() < 0.6 else None,
        killed=chance.randrange(1, 30) if chance.random() < 0.2 else None,
        denied=chance.random() < 0.05,
    )  # fmt: skip
    if chance.random() < 0.1:
        wires.append(made)
    return made


def coding_of(
    told: Sequence[Passage], *, outlet: str, number: int, places: Sequence[Place] = ()
) -> Coding:
    """A report that tells these; `places`: real ones for its towns."""
    text = "\n\n".join(p.words for p in told)
    published = str(date(2020, 1, 1) + timedelta(number * CLAIMS_A_REPORT // CLAIMS_A_DAY))
    digest = sha256(f"{number} {text}".encode())
    blocks, start = [], 0
    for passage in told:
        end = start + len(passage.words)
        blocks.append(Block(kind=BlockKind.PARAGRAPH, start=start, end=end))
        start = end + 2
    report = Report(
        id=report_id(
            sha256=digest, text=text, title=None, published=published, outlet=outlet, url=None
        ),
        sha256=digest, lang="en", text=text, title=None, published=published, updated=None,
        byline=(), outlet=outlet, url=None, blocks=tuple(blocks),
    )  # fmt: skip
    parts = [_told(report, block, p, places) for block, p in zip(blocks, told, strict=True)]
    actors = {a.id: a for _, _, _, found in parts for a in found}
    return Coding(
        report=report, actors=tuple(actors.values()), claims=tuple(p[0] for p in parts),
        events=tuple(p[1] for p in parts), toponyms=tuple(p[2] for p in parts),
    )  # fmt: skip


def _told(
    report: Report, block: Block, passage: Passage, places: Sequence[Place]
) -> tuple[Claim, Event, Toponym, list[Actor]]:
    claim_id = content_id("clm", report.id, block.start)
    event_id = content_id("evt", claim_id)
    words = report.span(block.start, report.text.index(" ", block.start))
    side = _actor(f"forces of {passage.side}", passage.side)
    source = _actor(passage.source, passage.side) if passage.source else None
    town = places[passage.town] if places and passage.town is not None else _place(passage)
    toponym = Toponym(
        start=words.start, end=words.end, text=words.text, id=content_id("top", claim_id),
        kind=ToponymKind.LITERAL, place=town,
    )  # fmt: skip
    claim = Claim(
        id=claim_id, content=(report.span(block.start, block.end),), cue=None,
        source=Source(
            kind=SourceKind.OFFICE if source else SourceKind.OUTLET,
            actor=source.id if source else None, span=None,
        ),
        manner=Manner.INDIRECT, stance=Stance.ASSERT, certainty=Certainty.CERTAIN, score=0.9,
        events=(event_id,),
    )  # fmt: skip
    day = str(date(2020, 1, 1) + timedelta(passage.day))
    killed = (
        (
            Quantity(
                start=words.start, end=words.end, text=words.text, of=QuantityOf.KILLED,
                low=passage.killed, best=passage.killed, high=passage.killed,
            ),
        )
        if passage.killed
        else ()
    )  # fmt: skip
    event = Event(
        id=event_id, claim=claim_id, type=passage.type, trigger=words, actors=(side.id,),
        auxiliary=Auxiliary.NEGATED if passage.denied else Auxiliary.ASSERTED,
        recipients=(), toponyms=(toponym.id,), quantities=killed, score=0.9,
        time=Interval(earliest=day, latest=day, date_prec=1, basis=Basis.STATED),
        codes=Codes(acled=None, plover=None),
    )  # fmt: skip
    return claim, event, toponym, [side, *([source] if source else [])]


def _actor(name: str, side: str) -> Actor:
    return Actor(id=content_id("act", name), name=name, kind=ActorKind.ORGANISATION, side=side)


def _place(passage: Passage) -> Place:
    town = passage.town
    lat, lon = 10 + passage.region % 5, 20 + passage.region // 5
    return Place(
        id=f"s:{town}" if town is not None else f"s:r{passage.region}",
        name=f"Town {town}" if town is not None else f"Region {passage.region}", lat=lat,
        lon=lon, country="XX", admin1=str(passage.region),
        feature="PPL" if town is not None else "ADM1", where_prec=1 if town is not None else 4,
    )  # fmt: skip


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Processor seconds, and what the work returns."""
    began = process_time()
    done = work()
    return process_time() - began, done


def curve(sizes: Sequence[int]) -> Iterator[str]:
    """The table, a row a size."""
    yield (
        "| claims | facts s | origins s | incidents s | contradictions s | incidents "
        "| contradictions | ms a claim |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    for size in sizes:
        yield row(codings(size), size)


def row(reports: Sequence[Coding], size: int) -> str:
    """Processor seconds of each step for one ledger."""
    flat, facts = timed(lambda: [fact for c in reports for fact in facts_of(c)])
    copied, carried = timed(lambda: carried_claims(reports))
    rooted, origins = timed(lambda: origins_of(reports, carried=carried))
    joined, incidents = timed(lambda: incidents_of(facts, origins=origins, carried=carried))
    against, found = timed(lambda: contradictions_of(reports, incidents=incidents))
    total = flat + copied + rooted + joined + against
    return (
        f"| {size:,} | {flat:.2f} | {copied + rooted:.2f} | {joined:.2f} | {against:.2f} "
        f"| {len(incidents):,} | {len(found):,} | {total / size * 1000:.3f} |"
    )


def added(size: int) -> str:
    """Processor seconds of adding one report to a ledger of this size and having its incidents."""
    *before, last = codings(size)
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "l.sqlite") as ledger:
        for made in before:
            ledger.add(reading_of(made), made, program="benchmark")
        began = process_time()
        ledger.add(reading_of(last), last, program="benchmark")
        near = neighbourhood(ledger, last.report.id)
        rows = list(incident_rows(near, derive(near), of=last.report.id))
        took = process_time() - began
    return f"one report more in {size:,} claims: {took:.2f} s, {len(near)} reports read, " + (
        f"{len(rows)} incidents"
    )


def reading_of(made: Coding) -> Reading:
    report = made.report
    return Reading(
        report=report,
        original=Original(
            sha256=report.sha256, data=report.text.encode(), media_type="text/plain",
            location=f"memory:{report.id}",
        ),
    )  # fmt: skip


def main() -> None:
    """Prints the curve."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fusion", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--ledger", action="store_true", help="one report more, in a ledger")
    chosen = parser.parse_args()
    for line in map(added, chosen.sizes) if chosen.ledger else curve(chosen.sizes):
        print(line, flush=True)


if __name__ == "__main__":
    main()
