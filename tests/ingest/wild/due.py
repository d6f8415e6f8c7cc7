"""What must come out of a file as real tools write it: reports with their facts, or a refusal."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import UNSET, Struct, UnsetType

from dateline.ingest.inner import Allowance, read_inner
from dateline.model import BlockKind, Reading, ReportError
from dateline.text.source_map import locate


class Due(Struct, frozen=True, kw_only=True):
    """A report that must come out; a field that is not set is not asked.

    `own`: words that a stage reads, `aside`: words that stand in its text and that none reads,
    `never`: words that may be nowhere in it; `days`: the stamp of the block in which words stand;
    `notes`: parts of its warnings; `found`: whether its words have a way back to the bytes;
    `pages`: the page on which words stand; `blocks`: the words of each block that is read.
    """

    own: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    days: tuple[tuple[str, str | None], ...] = ()
    pages: tuple[tuple[str, int], ...] = ()
    blocks: tuple[str, ...] | UnsetType = UNSET
    title: str | UnsetType | None = UNSET
    published: str | UnsetType | None = UNSET
    updated: str | UnsetType | None = UNSET
    outlet: str | UnsetType | None = UNSET
    relay: str | UnsetType | None = UNSET
    url: str | UnsetType | None = UNSET
    key: str | UnsetType | None = UNSET
    lang: str | UnsetType | None = UNSET
    byline: tuple[str, ...] | UnsetType = UNSET
    fetched: str | UnsetType | None = UNSET
    location: str | UnsetType = UNSET
    found: bool = True


class Refused(Struct, frozen=True):
    """An error that must come out, and words of its line."""

    says: str


class Made(Struct, frozen=True):
    """A file of some kind, under a name as it has on a disk, and what is due from it, in order."""

    name: str
    data: bytes
    due: Sequence[Due | Refused]


_FACTS = ("title", "published", "updated", "outlet", "relay", "url", "key", "lang", "byline")


def read_made(made: Made) -> list[Reading | ReportError]:
    """What the program reads in it, known by what it holds and its name."""
    return list(read_inner(made.data, where=made.name, allowance=Allowance()))


def check_made(made: Made) -> None:
    """Holds what is read against what is due."""
    found = read_made(made)
    told = [str(item) if isinstance(item, ReportError) else item.report.text for item in found]
    assert len(found) == len(made.due), told
    for item, due in zip(found, made.due, strict=True):
        if isinstance(due, Refused):
            assert isinstance(item, ReportError), told
            assert due.says in str(item)
            assert item.remedy
            assert "its reader failed" not in str(item)
        else:
            assert isinstance(item, Reading), told
            check_reading(item, due)


def check_reading(found: Reading, due: Due) -> None:
    """Holds one report against what is due of it."""
    report, text = found.report, found.report.text
    got = {name: getattr(report, name) for name in _FACTS}
    got |= {"fetched": found.original.fetched, "location": found.original.location}
    want = {name: getattr(due, name) for name in got if getattr(due, name) is not UNSET}
    assert {name: got[name] for name in want} == want
    kept = [b for b in report.blocks if b.kind is not BlockKind.BOILERPLATE and b.repeats is None]
    told = [text[b.start : b.end] for b in kept]
    if due.blocks is not UNSET:
        assert told == list(due.blocks)
    read = "\n".join(told)
    for words in due.own:
        assert words in read, text
        if due.found:
            at = text.index(words)
            assert locate(found.source_map, text, at, at + len(words)) is not None, words
    for words in due.aside:
        assert words in text, text
        assert words not in read, words
    for words in due.never:
        assert words not in text, text
    for words, stamp in due.days:
        at = text.index(words)
        assert [b.published for b in report.blocks if b.start <= at < b.end] == [stamp], words
    for words, page in due.pages:
        at = text.index(words)
        assert {box.page for box in report.boxes_of(at, at + len(words))} == {page}, words
    for note in due.notes:
        assert any(note in warning for warning in found.warnings), found.warnings
