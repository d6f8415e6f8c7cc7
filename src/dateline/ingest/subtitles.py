"""Subtitles (.srt, .vtt): what a broadcast says, its cues joined into one text.

A cue that says again what the one before said (captions that roll up) is told once. A new speaker,
a mark of one (`- `, `>>`) or a pause begins a paragraph; what is heard and not said ([music]) is
boilerplate. Every word is found in the file's bytes again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from msgspec import Struct
from msgspec.structs import replace

from dateline.ingest.build import Draft, reading
from dateline.ingest.decode import decode
from dateline.ingest.layout import layout
from dateline.model import BlockKind, Reading, UnreadableInput
from dateline.text.language import identify
from dateline.text.source_map import ByteIndex, MapBuilder

MEDIA_TYPE = "text/vtt"
_HOUR = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMING = re.compile(rf"(?m)^[ \t]*(?P<begin>{_HOUR})[ \t]*-->[ \t]*(?P<end>{_HOUR})[^\n]*$")
_TAG = re.compile(r"<(?P<voice>v(?:\.[^\s>]*)?[ \t]+(?P<name>[^>\n]{1,60}))?[^<>\n]{0,200}>"
                  r"|\{\\[^{}\n]{0,100}\}")  # fmt: skip
_TURN = re.compile(r"(?:-|–|—|>>+|&gt;&gt;(?:&gt;)*)[ \t]*(?=\S)")
_HEARD = re.compile(r"\[[^\[\]]*\]|\([^()]*\)|[♪♫#][^♪♫#]*[♪♫#]?")
_WORD = re.compile(r"\S+")
_ENTITY = re.compile(r"(&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);)", re.ASCII)
_PAUSE = 3.0
"""Seconds of silence that begin a paragraph: between two sentences there is less."""
_INSTANT = 0.1
"""Seconds: captions that roll up show a line so long between two cues, and nobody can read it."""


class _Word(Struct, frozen=True):
    """Where a word, or the part of one that markup cuts, stands; `glued`: to the part before."""

    start: int
    end: int
    glued: bool


class _Said(Struct, frozen=True):
    """A line of a cue: its words, who says them (where told), whether a speaker begins, when it is
    said, and whether it is the last line of its cue."""

    words: tuple[_Word, ...]
    text: str
    voice: tuple[int, int] | None
    turns: bool
    begin: float
    end: float
    last: bool = True


def read_subtitles(
    data: bytes, *, where: str, charset: str | None = None, fetched: str | None = None
) -> Iterator[Reading]:
    """The one report in a file of subtitles; UnreadableInput where nothing is said in it."""
    decoded = decode(data, where=where, declared=charset)
    said = _told_once(_said(decoded.text))
    if not said:
        raise UnreadableInput(
            "the subtitles hold no words", where=where, remedy="leave this input out"
        )
    index = ByteIndex(decoded.source_map, decoded.text)
    built, ranges, heard = _joined(said, decoded.text, index)
    text = built.text()
    lang = identify(text)
    found = layout(
        text, lang=lang, ranges=ranges, given=dict.fromkeys(heard, BlockKind.BOILERPLATE)
    )
    doubt = "subtitles state no day on which they were broadcast; taken as unknown"
    draft = Draft(
        text=text, blocks=found.blocks, lang=lang, source_map=built.runs(),
        warnings=(*decoded.warnings, doubt),
    )  # fmt: skip
    yield reading(draft, data=data, media_type=MEDIA_TYPE, location=where, fetched=fetched)


def _said(source: str) -> list[_Said]:
    """The lines of all cues, in the order of the file."""
    found: list[_Said] = []
    timings = list(_TIMING.finditer(source))
    for number, timing in enumerate(timings):
        end = timings[number + 1].start() if number + 1 < len(timings) else len(source)
        begin, stop = _seconds(timing["begin"]), _seconds(timing["end"])
        cue: list[_Said] = []
        voice: tuple[int, int] | None = None
        for start, last in _lines(source, timing.end(), end):
            line, voice = _line(source, start, last, voice)
            if line is not None:
                cue.append(replace(line, begin=begin, end=stop, last=False))
        found += [*cue[:-1], *(replace(line, last=True) for line in cue[-1:])]
    return found


def _lines(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a cue, up to an empty one; the number of the next cue may follow at once."""
    at, seen = source.find("\n", start, end) + 1 or end, False
    first = at
    while at < end:
        stop = source.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = source[at:stop].strip()
        if line and not (at > first and line.isdigit() and end - stop == 1):
            seen = True
            yield at, stop
        elif seen:
            return
        at = stop + 1


def _line(
    source: str, start: int, end: int, voice: tuple[int, int] | None
) -> tuple[_Said | None, tuple[int, int] | None]:
    """One line without its markup, and whose voice goes on."""
    pieces: list[tuple[int, int]] = []
    at = start
    for tag in _TAG.finditer(source, start, end):
        pieces.append((at, tag.start()))
        at = tag.end()
        if tag["voice"]:
            voice = tag.span("name")
    pieces.append((at, end))
    words = [word for word in _words(source, pieces) if unescape(source[word.start : word.end])]
    turn = _TURN.match(source, words[0].start, end) if words else None
    if turn is not None:
        words = [_Word(max(w.start, turn.end()), w.end, w.glued) for w in words
                 if w.end > turn.end()]  # fmt: skip
    if not words:
        return None, voice
    text = "".join(
        ("" if word.glued or not number else " ") + unescape(source[word.start : word.end])
        for number, word in enumerate(words)
    )
    return _Said(tuple(words), text, voice, turn is not None, 0.0, 0.0), voice


def _words(source: str, pieces: Sequence[tuple[int, int]]) -> Iterator[_Word]:
    """The words between the markup of a line; one that markup cuts is glued to its first part."""
    last = start = -1
    for a, b in pieces:
        for match in _WORD.finditer(source, a, b):
            yield _Word(*match.span(), match.start() == a and last == start >= 0)
            last = match.end()
        start = b


def _told_once(said: Sequence[_Said]) -> list[_Said]:
    """The lines but those that stand still while another rolls up below them, and those that are
    shown for an instant between two cues."""
    kept: list[_Said] = []
    for line in said:
        near = range(len(kept) - 1, max(-1, len(kept) - 3), -1)
        shown = (n for n in near if line.begin <= kept[n].end + _INSTANT)
        at = next((n for n in shown if kept[n].text == line.text), None)
        if at is not None and (not line.last or line.end - line.begin < _INSTANT):
            kept[at] = replace(kept[at], end=max(kept[at].end, line.end))
        else:
            kept.append(line)
    return kept


def _joined(
    said: Sequence[_Said], source: str, index: ByteIndex
) -> tuple[MapBuilder, list[tuple[int, int]], list[int]]:
    """The text, its paragraphs, and which of them are heard and not said."""
    built = MapBuilder()
    ranges: list[tuple[int, int]] = []
    heard: list[int] = []
    before: _Said | None = None
    speaker: str | None = None
    for line in said:
        silent = _HEARD.fullmatch(line.text) is not None
        name = None if line.voice is None else source[slice(*line.voice)]
        voice = name is not None and name != speaker
        speaker = name
        apart = (
            before is None or silent or voice or line.turns or line.begin > before.end + _PAUSE
            or _HEARD.fullmatch(before.text) is not None
        )  # fmt: skip
        if not apart:
            built.insert(" ")
            start = ranges.pop()[0]
        else:
            built.insert("\n\n" if len(built) else "")
            start = len(built)
        if apart and voice and line.voice is not None:
            _add(built, source, index, line.voice)
            built.insert(": ")
        for number, word in enumerate(line.words):
            built.insert(" " if number and not word.glued else "")
            _add(built, source, index, (word.start, word.end))
        if silent:
            heard.append(len(ranges))
        ranges.append((start, len(built)))
        before = line
    return built, ranges, heard


def _add(built: MapBuilder, source: str, index: ByteIndex, place: tuple[int, int]) -> None:
    """Puts in what stands there; an entity has bytes of its own, and what is around it has too."""
    at = place[0]
    for piece in _ENTITY.split(source[slice(*place)]):
        low, high = index.span(at, at + len(piece))
        at += len(piece)
        if high > low:
            built.add(unescape(piece), low, high - low)
        else:
            built.insert(unescape(piece))


def _seconds(written: str) -> float:
    """A time in a cue, in seconds: "01:02:03,400" -> 3723.4."""
    total = 0.0
    for part in written.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total
