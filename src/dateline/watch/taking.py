"""Readings into the ledger: what it has is not coded again, what fails is told.

Invariant: a mark is given only for what is in the ledger, so that what was lost is met again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dateline.model import Coding, Reading, ReportError, sha256
from dateline.pipeline import Settings
from dateline.pipeline.code import Coded
from dateline.store import Added, Ledger

Codes = Callable[[Iterable[Reading]], Iterator[Coded | ReportError]]
Input = Reading | ReportError


class Coder:
    """Codes readings in this process; the stages are made once, when the first one comes."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.program = settings.program()
        self._codes: Codes | None = None

    def code(self, readings: Iterable[Reading]) -> Iterator[Coded | ReportError]:
        """A coding or an error for each reading, in order."""
        if self._codes is None:
            self._codes = self._made()
        return self._codes(readings)

    def _made(self) -> Codes:
        from dateline.pipeline.runner import run_here
        from dateline.pipeline.stages import components

        told = self._settings
        stages = components(reader=told.reader, zero_shot=told.zero_shot)
        return lambda readings: run_here(
            readings, stages, conflict=told.conflict, seconds=told.seconds
        )


@dataclass
class Taken:
    """What became of some readings. `unread`: could not be read; `lost`: could be read, and could
    not be coded or written, so that another try may help."""

    new: int = 0
    known: int = 0
    unread: list[ReportError] = field(default_factory=list)
    lost: list[ReportError] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)

    @property
    def read(self) -> int:
        """How many there were to take."""
        return self.new + self.known + len(self.lost)

    def complaint(self) -> str | None:
        """What could not be read, with the first reason; None: all could."""
        if not self.unread:
            return None
        first = " ".join(str(self.unread[0]).split())[:300]
        return f"{len(self.unread)} could not be read: {first}"


def take(ledger: Ledger, inputs: Iterable[Input], coder: Coder, met: Mapping[str, str]) -> Taken:
    """Codes and writes what is new among the inputs. `met`: marks of what a watch met before."""
    taken = Taken()
    waiting: deque[Reading] = deque()
    coded = _coded(
        _fresh(ledger, inputs, coder.program, met, taken, waiting), coder, taken, waiting
    )
    for outcome in ledger.add_all(coded, program=coder.program):
        reading = waiting.popleft()
        if isinstance(outcome, ReportError):
            taken.lost.append(outcome)
            continue
        taken.marks[item_of(reading)] = mark_of(reading)
        if outcome is Added.KNOWN:
            taken.known += 1
        else:
            taken.new += 1
    return taken


def _fresh(
    ledger: Ledger,
    inputs: Iterable[Input],
    program: str,
    met: Mapping[str, str],
    taken: Taken,
    waiting: deque[Reading],
) -> Iterator[Reading]:
    """The readings that are neither met with these words nor in the ledger."""
    for item in inputs:
        if isinstance(item, ReportError):
            taken.unread.append(item)
            continue
        name, mark = item_of(item), mark_of(item)
        if met.get(name) == mark:
            taken.known += 1
        elif ledger.knows(item.report.id, program=program):
            taken.known += 1
            taken.marks[name] = mark
            ledger.saw(item.original)
        else:
            waiting.append(item)
            yield item


def _coded(
    fresh: Iterator[Reading], coder: Coder, taken: Taken, waiting: deque[Reading]
) -> Iterator[tuple[Reading, Coding]]:
    """What could be coded; `waiting` keeps, in order, those that were handed on to be written."""
    for result in coder.code(fresh):
        if isinstance(result, ReportError):
            taken.lost.append(result)
            waiting.pop()
        else:
            yield result.reading, result.coding


def item_of(reading: Reading) -> str:
    """What names an item in all its versions: the id that its feed gives it, or its address."""
    report = reading.report
    return report.key or report.url or reading.original.location


def mark_of(reading: Reading) -> str:
    """A mark of the words: a page with other advertisements around the same words has the same."""
    report = reading.report
    return sha256(f"{report.title or ''}\0{report.text}".encode())[:32]
