"""Nicknames in quotation marks inside a name: 'Abu "Tiger" Adam' is one name, nobody's speech."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from dateline.claims.drafts import Range
from dateline.claims.quotes import nickname_quotes
from dateline.model import RawAttribution, Report, trimmed

_EDGES = " ,;:"


def with_whole_names(found: Sequence[RawAttribution], report: Report) -> tuple[RawAttribution, ...]:
    """The attributions, sources with the whole of such a name and contents without it."""
    names = list(_find_nicknamed(report))
    if not names:
        return tuple(found)
    return tuple(
        kept for raw in found if (kept := _widen_source(raw, names, report.text)) is not None
    )


def _widen_source(raw: RawAttribution, names: Sequence[Range], text: str) -> RawAttribution | None:
    theirs = [n for n in names if any(_overlaps(piece, n) for piece in raw.source)]
    if not theirs:
        return raw
    first = min(start for start, _ in (*raw.source, *theirs))
    last = max(end for _, end in (*raw.source, *theirs))
    pieces = (part for piece in raw.content for part in _cut_out_name(piece, (first, last), text))
    content = tuple(pieces)
    return replace(raw, source=((first, last),), content=content) if content else None


def _cut_out_name(piece: Range, name: Range, text: str) -> Iterator[Range]:
    """What stands of a piece before and after a name."""
    if not _overlaps(piece, name):
        yield piece
        return
    for start, end in ((piece[0], name[0]), (name[1], piece[1])):
        span = trimmed(text, start, end) if start < end else None
        words = span.text.rstrip(_EDGES) if span else ""
        if span and any(map(str.isalnum, words)):
            yield span.start, span.start + len(words)


def _find_nicknamed(report: Report) -> Iterator[Range]:
    """Names with a nickname in them: 'General Musa "Lion" Hilal'."""
    text = report.text
    for start, end in nickname_quotes(report):
        first, last = start, end
        while (word := _word_before(text, first)) and word[0].isupper():
            first -= len(text[:first]) - len(text[:first].rstrip(" ")) + len(word)
        if (word := _word_after(text, last)) and word[0].isupper():
            last += len(text[last:]) - len(text[last:].lstrip(" ")) + len(word)
        yield first, last


def _word_before(text: str, at: int) -> str:
    head = text[:at].rstrip(" ")
    word = head[max(head.rfind(" "), head.rfind("\n")) + 1 :]
    return word if word and (word[-1].isalpha() or word[-1] == ".") else ""


def _word_after(text: str, at: int) -> str:
    tail = text[at:].lstrip(" ")
    end = 0
    while end < len(tail) and (tail[end].isalpha() or tail[end] in "-’'"):
        end += 1
    return tail[:end].rstrip("'’-")


def _overlaps(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]
