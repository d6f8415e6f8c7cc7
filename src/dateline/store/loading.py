"""An exported ledger read back, line by line, and believed in nothing that can be checked.

Invariant: all of it is written, or nothing; a line that is not what its id says, a judgement of
nothing, an instant that cannot be, and an export whose end is missing are refused.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, and_, select

from dateline.model import Coding, DatelineError, LedgerError, sha256
from dateline.store import actions, changes, index, schema, vouching, write
from dateline.store.actions import Deed
from dateline.store.cut import checked, rows
from dateline.store.documents import indexed
from dateline.store.dump import (
    FIRST_FORMAT,
    FORMAT,
    CodingLine,
    EndLine,
    HeadLine,
    JudgementLine,
    Line,
    MapLine,
    OriginalLine,
    Seal,
    SightingLine,
)
from dateline.store.dump_cases import (
    AGAIN,
    CaseCommentLine,
    CaseItemLine,
    CaseLine,
    case_of,
    load_case,
    load_case_comment,
    load_case_item,
    times_of,
)
from dateline.store.dump_people import ActionLine, UserLine, load_action, load_user
from dateline.store.failures import brief
from dateline.store.filling import fill
from dateline.store.sealing import seal_rest

BROKEN = (ValueError, TypeError, LookupError, OverflowError, RecursionError, AssertionError)


def load(connection: Connection, lines: Iterable[bytes], *, now: str, who: str) -> int:
    """Writes such lines; how many were new. LedgerError names a line that is not to be believed.

    `now`: the ledger's clock; what was written later than that was not written.
    """
    new, number, actions_taken = 0, 0, 0
    told: list[tuple[str, str, str]] = []
    deeds: list[Deed] = []
    taken: set[tuple[str, str | None]] = set()
    parts = _Parts()
    for number, data in enumerate(lines, start=1):
        if not data.strip():
            continue
        line = _line(data, number=number)
        try:
            parts.take(line, data)
            known = isinstance(line, JudgementLine) and _is_known(connection, line.id)
            fresh = _loaded(connection, line, now=now)
            new += fresh
            told += _told(line) if fresh else ()
            if fresh and isinstance(line, JudgementLine):
                deeds += _deeds(line, known=known)
            elif fresh and isinstance(line, ActionLine):
                taken.add((line.action, line.target))
                actions_taken += 1
        except DatelineError as error:
            raise LedgerError(error.what, where=f"line {number}", remedy=error.remedy) from error
        except BROKEN as error:
            what = f"cannot be read as what it says it is ({brief(error)})"
            raise LedgerError(what, where=f"line {number}", remedy=AGAIN) from error
    parts.close(number=number)
    _settle(connection)
    seal_rest(connection, at=now)
    changes.record(connection, told, at=now)
    if new:
        untold = [deed for deed in deeds if (deed.action, deed.target) not in taken]
        loaded = Deed(action="ledger.loaded", detail={"new": new, "actions": actions_taken})
        actions.append(connection, [loaded, *untold], who=who, at=now)
    return new


def _deeds(line: JudgementLine, *, known: bool) -> list[Deed]:
    """What the audit keeps of a judgement that was loaded: by whom it was made, and its end."""
    detail = {"author": line.author, "loaded": True}
    made = [] if known else [Deed(action=actions.MADE, target=line.id, detail=detail)]
    if line.withdrawn_at is None:
        return made
    ended = {**detail, "withdrawn_at": line.withdrawn_at}
    return [*made, Deed(action=actions.WITHDRAWN, target=line.id, detail=ended)]


def _is_known(connection: Connection, judgement: str) -> bool:
    table = schema.judgements
    found = connection.execute(select(table.c.id).where(table.c.id == judgement)).first()
    return found is not None


def _told(line: Line) -> tuple[tuple[str, str, str], ...]:
    """What a new line changes: the record's kind and id, and what became of it."""
    match line:
        case JudgementLine():
            ended = line.withdrawn_at is not None
            return (("judgement", line.id, changes.WITHDRAWN if ended else changes.MADE),)
        case CodingLine():
            report = msgspec.json.decode(line.coding, type=_Coded).report.id
            return (("report", report, changes.ADDED),)
        case MapLine():
            return (("map", line.id, changes.ADDED),)
        case CaseLine():
            return (("case", line.id, changes.ADDED),)
        case CaseItemLine() | CaseCommentLine():
            return (("case", case_of(line), "changed"),)
    return ()


class _Named(Struct):
    id: str


class _Coded(Struct):
    """As much of a coding as says of which report it is."""

    report: _Named


class _Parts:
    """The exports that a file holds one after another, each from its first to its last line."""

    def __init__(self) -> None:
        self._seal: Seal | None = None
        self._sealed = False

    def take(self, line: Line, data: bytes) -> None:
        """One more line; LedgerError where it cannot stand here."""
        if isinstance(line, HeadLine):
            _known_format(line)
            self._end()
            self._seal, self._sealed = Seal(), line.format != FIRST_FORMAT
        if self._seal is None:
            raise LedgerError(
                "the first line of an exported ledger is missing",
                remedy="load a whole `dateline export jsonl`",
            )
        if not isinstance(line, EndLine):
            self._seal.add(line, data)
        elif line != self._seal.end():
            raise LedgerError(
                "lines before the last one are missing, changed or too many", remedy=AGAIN
            )
        else:
            self._seal = None

    def close(self, *, number: int) -> None:
        """LedgerError where the last line is missing."""
        try:
            self._end()
        except LedgerError as error:
            raise LedgerError(error.what, where=f"line {number}", remedy=error.remedy) from error

    def _end(self) -> None:
        if self._seal is not None and self._sealed:
            raise LedgerError("the export is cut off: its last line is missing", remedy=AGAIN)


def _loaded(connection: Connection, line: Line, *, now: str) -> int:
    """Writes one line; whether it was new."""
    wrong = next(filter(None, (vouching.wrong_times(*t, now=now) for t in _times(line))), None)
    new = LOADERS[type(line)](connection, line)
    _believed(wrong)
    return new


def _times(line: Line) -> tuple[tuple[str | None, ...], ...]:
    """A line's transaction times, together those of which one follows the other."""
    match line:
        case JudgementLine():
            return ((line.made_at, line.withdrawn_at),)
        case CodingLine():
            return (line.report_recorded_at,), (line.recorded_at, line.superseded_at)
        case MapLine():
            return ((line.recorded_at, line.superseded_at),)
        case OriginalLine() | SightingLine():
            return ((line.recorded_at,),)
        case CaseLine() | CaseItemLine() | CaseCommentLine():
            return (times_of(line),)
        case UserLine():
            return ((line.added_at, line.withdrawn_at),)
        case ActionLine():
            return ((line.at,),)
    return ()


def _believed(wrong: str | None) -> None:
    if wrong is not None:
        raise LedgerError(wrong, remedy=AGAIN)


def _line(data: bytes, *, number: int) -> Line:
    try:
        line: Line = msgspec.json.decode(data, type=Line)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise LedgerError(
            f"is no line of an exported ledger: {error}",
            where=f"line {number}",
            remedy="load what `dateline export jsonl` has written",
        ) from error
    return line


def _known_format(line: HeadLine) -> None:
    if line.format not in (FORMAT, FIRST_FORMAT):
        raise LedgerError(
            f"the format {line.format!r} is not {FORMAT}", remedy="pip install --upgrade dateline"
        )


def _load_nothing(_connection: Connection, _line: HeadLine | EndLine) -> int:
    return 0


def _load_original(connection: Connection, line: OriginalLine) -> int:
    if sha256(line.data) != line.sha256:
        raise LedgerError(
            f"the bytes are not those of {line.sha256}", remedy="the file is damaged: export again"
        )
    row = {**msgspec.structs.asdict(line), "data": zlib.compress(line.data, 6)}
    return write.add_row(connection, schema.originals, row, "sha256")


def _load_coding(connection: Connection, line: CodingLine) -> int:
    try:
        coding = msgspec.json.decode(line.coding, type=Coding)
    except msgspec.DecodeError as error:
        raise LedgerError(f"no coding: {error}", remedy="export again") from error
    checked(coding)
    report = coding.report
    _believed(vouching.wrong_report(report))
    _believed(vouching.wrong_links(coding))
    _believed(vouching.wrong_source_map(bytes(line.source_map)))
    _believed(vouching.unknown_original(connection, report.sha256))
    payload = bytes(line.coding)
    row = write.coding_row(coding, payload, program=line.program, source_map=bytes(line.source_map))
    table = schema.codings
    same = and_(table.c.id == row["id"], table.c.recorded_at == line.recorded_at)
    if connection.execute(select(table.c.seq).where(same)).first() is not None:
        return 0
    kept = {"id": report.id, "sha256": report.sha256, "recorded_at": line.report_recorded_at}
    write.add_row(connection, schema.reports, kept, "id")
    seq = write.coding(
        connection, row, recorded_at=line.recorded_at, superseded_at=line.superseded_at
    )
    cut = rows(coding, payload)
    fill(connection, {part: [(seq, *values) for values in cut[part]] for part in cut})
    index.add(connection, [(seq, indexed(coding))])
    return 1


def _load_sighting(connection: Connection, line: SightingLine) -> int:
    _believed(vouching.unknown_original(connection, line.sha256))
    row = msgspec.structs.asdict(line)
    return write.add_row(connection, schema.sightings, row, "sha256", "location")


def _load_judgement(connection: Connection, line: JudgementLine) -> int:
    row = msgspec.structs.asdict(line)
    _believed(vouching.wrong_judgement(row))
    _believed(vouching.unknown_target(connection, row))
    return write.add_or_end(connection, schema.judgements, row)


def _load_map(connection: Connection, line: MapLine) -> int:
    _believed(vouching.wrong_map(msgspec.structs.asdict(line), line.data))
    row = {**msgspec.structs.asdict(line), "data": zlib.compress(line.data, 6)}
    return write.add_row(connection, schema.maps, row, "id")


LOADERS: dict[type, Callable[[Connection, Any], int]] = {
    HeadLine: _load_nothing,
    OriginalLine: _load_original,
    SightingLine: _load_sighting,
    CodingLine: _load_coding,
    JudgementLine: _load_judgement,
    EndLine: _load_nothing,
    MapLine: _load_map,
    CaseLine: load_case,
    CaseItemLine: load_case_item,
    CaseCommentLine: load_case_comment,
    UserLine: load_user,
    ActionLine: load_action,
}


def _settle(connection: Connection) -> None:
    """Where two codings of one report hold, the later one supersedes the other."""
    table = schema.codings
    query = (
        select(table.c.seq, table.c.report, table.c.recorded_at)
        .where(table.c.superseded_at.is_(None))
        .order_by(table.c.report, table.c.recorded_at, table.c.id)
    )
    before: Any = None
    for row in connection.execute(query).all():
        if before is not None and before.report == row.report:
            write.supersede(connection, before.seq, at=row.recorded_at)
        before = row
