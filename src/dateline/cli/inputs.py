"""From the paths of a command to readings, with progress and the count of what failed."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from time import monotonic
from typing import TYPE_CHECKING

import typer

from dateline.cli.output import print_error, print_note
from dateline.model.errors import ReportError, UnreadableInput, UsageError

if TYPE_CHECKING:
    from dateline.ingest.options import ReadOptions
    from dateline.model import Reading
    from dateline.pipeline import Coded

MEBIBYTE = 1024 * 1024
STDIN = "standard input"
PATIENCE = 2.0
"""Seconds before progress is shown."""
MOST_NOTES = 20


class Tally:
    """Counts what was coded and what failed; shows progress on a terminal."""

    def __init__(self) -> None:
        self.coded = 0
        self.failed = 0
        self.known = 0
        self.added: dict[str, int] = {}
        self._started = monotonic()
        self._noted = 0
        self._said: Counter[str] = Counter()
        self._shown = False
        self._next = self._started + PATIENCE

    def results(self, results: Iterable[Coded | ReportError]) -> Iterator[Coded]:
        """What was coded; each failure is printed and counted as it comes."""
        for result in results:
            if isinstance(result, ReportError):
                self.failed += 1
                self._clear()
                print_error(result)
            else:
                self.coded += 1
                self._doubts(result.reading)
                self._notes(result)
                self._progress()
                yield result
        self._clear()
        self._repeated()
        if not self.coded and not self.failed and not self.known:
            print_note("note: nothing to read was found (name files, or folders that hold some)")
        if self._noted > MOST_NOTES:
            print_note(f"note: {self._noted - MOST_NOTES} more doubts like these")

    def summary(self) -> str:
        """What became of the inputs, in one line."""
        new, recoded = self.added.get("new", 0), self.added.get("recoded", 0)
        parts = [f"{new} new"]
        parts += [f"{recoded} coded again"] if recoded else []
        parts += [f"{self.known} known already"] if self.known else []
        parts += [f"{self.failed} failed"] if self.failed else []
        return "reports: " + ", ".join(parts)

    def exit(self) -> None:
        """Ends with exit code 1 if any input failed."""
        if self.failed:
            raise typer.Exit(1)

    def _doubts(self, reading: Reading) -> None:
        """What was doubtful in reading a report, as long as it is not too much to read."""
        for warning in reading.warnings:
            self._noted += 1
            if self._noted <= MOST_NOTES:
                self._clear()
                print_note(" ".join(f"note: {reading.original.location}: {warning}".split()))

    def _notes(self, result: Coded) -> None:
        """What was not read and why: each note once, with the first report that it is of."""
        for note in result.coding.notes:
            self._said[note] += 1
            if self._said[note] == 1:
                self._clear()
                where = result.reading.original.location
                print_note(" ".join(f"note: {where}: {note}".split()))

    def _repeated(self) -> None:
        """How many more reports each note was of."""
        for note, count in self._said.items():
            if count > 1:
                print_note(f"note: {count - 1} more of the same: {note}")

    def _progress(self) -> None:
        now = monotonic()
        if now < self._next or not sys.stderr.isatty():
            return
        self._next = now + 0.5
        self._shown = True
        rate = self.coded / (now - self._started)
        print(f"\r{self.coded} reports coded, {rate:.0f}/s ", end="", file=sys.stderr, flush=True)

    def _clear(self) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._shown = False


def reading(
    *,
    max_mb: float,
    input_format: str | None,
    timeout: float,
    private: bool,
    robots: bool,
    mapping: str | None = None,
    articles: int = 0,
) -> ReadOptions:
    """How to read, as the options of a command say it; UsageError for no such format or field."""
    from dateline.ingest.formats import FORMATS
    from dateline.ingest.options import ReadOptions
    from dateline.ingest.record_layouts import mapped_layout

    names = [known.name for known in FORMATS]
    if input_format is not None and input_format not in names:
        raise UsageError(
            f"there is no input format {input_format!r}", remedy="choose " + ", ".join(names)
        )
    return ReadOptions(
        max_bytes=int(max_mb * MEBIBYTE),
        format=input_format,
        mapping=mapped_layout(mapping) if mapping is not None else None,
        articles=articles,
        timeout=timeout,
        private=private,
        robots=robots,
    )


def read(paths: list[str], options: ReadOptions) -> Iterator[Reading | ReportError]:
    """Everything that the paths hold, in their order; `-` is standard input."""
    from dateline.ingest.sources import guarded, read_inputs

    for path in paths:
        if path == "-":
            yield from guarded(_standard_input(options), path)
        else:
            yield from read_inputs([path], options=options)


def readable(
    inputs: Iterator[Reading | ReportError], *, remedy: str
) -> Iterator[Reading | ReportError]:
    """The same inputs; UsageError where none of them can be read, after each error is told."""
    errors: list[ReportError] = []
    for item in inputs:
        if not isinstance(item, ReportError):
            return chain(errors, [item], inputs)
        errors.append(item)
    for error in errors:
        print_error(error)
    raise UsageError("there is no report to read", remedy=remedy)


def _standard_input(options: ReadOptions) -> Iterator[Reading | ReportError]:
    from dateline.ingest.sources import parse_bytes

    data = sys.stdin.buffer.read(options.max_bytes + 1)
    try:
        if len(data) > options.max_bytes:
            raise UnreadableInput(
                f"larger than {options.max_bytes} bytes", where=STDIN, remedy="raise --max-mb"
            )
        yield from parse_bytes(data, STDIN, options)
    except ReportError as error:
        yield error
