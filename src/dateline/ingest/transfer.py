"""The words of a part of an e-mail, with the way back through quoted-printable and base64."""

from __future__ import annotations

import base64
import binascii
import re
from email.message import Message

from msgspec import Struct
from msgspec.structs import replace

from dateline.ingest.decode import Decoded, decode
from dateline.model import SourceRun
from dateline.text.source_map import ByteIndex, MapBuilder

_QUOTED = re.compile(rb"=(?P<hex>[0-9A-Fa-f]{2})|=[ \t]*\r?\n|[ \t]+(?=\r?\n)")
_WORD = re.compile(r"\S+|\s+")


class _Stretch(Struct, frozen=True, gc=False):
    """`length` decoded bytes from `start` stand in `size` bytes at byte `at` of the message."""

    start: int
    length: int
    at: int
    size: int


def part_text(part: Message, message: bytes, *, where: str, after: int = 0) -> Decoded:
    """The text of a part; its map leads to the message's bytes, or is empty where it cannot.

    `after`: byte of the message from which the part is looked for.
    """
    body = part.get_payload(decode=True)
    assert isinstance(body, bytes), "a part that holds parts has no text"
    declared = part.get_content_charset()
    decoded = decode(body, where=where, declared=as_known(declared))
    written = _written(part, body)
    place = message.find(written, after) if written else -1
    if place < 0:
        return replace(decoded, source_map=())
    if written == body:
        return replace(decoded, source_map=_shifted(decoded.source_map, place))
    stretches = _stretches(part, written, place)
    if stretches is None or sum(s.length for s in stretches) != len(body):
        return replace(decoded, source_map=())
    return replace(decoded, source_map=_composed(decoded, stretches))


def as_known(charset: str | None) -> str | None:
    """A charset as it is stated; None where what is stated says nothing."""
    return None if charset in (None, "us-ascii", "unknown-8bit", "default") else charset


def _written(part: Message, body: bytes) -> bytes:
    """The part's body as it stands in the message."""
    if _transfer(part) not in ("quoted-printable", "base64"):
        return body
    payload = part.get_payload(decode=False)
    try:
        return payload.encode("ascii", "surrogateescape") if isinstance(payload, str) else b""
    except UnicodeEncodeError:  # bytes in it that may not be there: where they stand is not known
        return b""


def _transfer(part: Message) -> str:
    return str(part.get("content-transfer-encoding", "")).strip().lower()


def _shifted(runs: tuple[SourceRun, ...], by: int) -> tuple[SourceRun, ...]:
    return tuple(SourceRun(run.start, run.length, run.at + by, run.size) for run in runs)


def _stretches(part: Message, written: bytes, place: int) -> list[_Stretch] | None:
    if _transfer(part) == "quoted-printable":
        return _quoted(written, place)
    return _base64(written, place)


def _quoted(written: bytes, place: int) -> list[_Stretch]:
    """Plain stretches and escapes of quoted-printable; soft line ends are nothing."""
    found: list[_Stretch] = []
    length = position = 0
    for match in _QUOTED.finditer(written):
        plain = match.start() - position
        if plain:
            found.append(_Stretch(length, plain, place + position, plain))
            length += plain
        if match["hex"]:
            found.append(_Stretch(length, 1, place + match.start(), 3))
            length += 1
        position = match.end()
    if position < len(written):
        rest = len(written) - position
        found.append(_Stretch(length, rest, place + position, rest))
    return found


def _base64(written: bytes, place: int) -> list[_Stretch] | None:
    """Each line of base64 as a stretch; None where lines are not whole groups."""
    found: list[_Stretch] = []
    length = position = 0
    for line in written.splitlines(keepends=True):
        bare = line.strip()
        try:
            size = len(base64.b64decode(bare, validate=True))
        except (binascii.Error, ValueError):
            return None
        if size:
            found.append(_Stretch(length, size, place + position, len(bare)))
            length += size
        position += len(line)
    return found


def _composed(decoded: Decoded, stretches: list[_Stretch]) -> tuple[SourceRun, ...]:
    """The map from text to the message, word by word."""
    index = ByteIndex(decoded.source_map, decoded.text)
    built = MapBuilder()
    current = 0
    for match in _WORD.finditer(decoded.text):
        first, last = index.span(*match.span())
        if last <= first:
            built.insert(match.group())
            continue
        while current + 1 < len(stretches) and stretches[current + 1].start <= first:
            current += 1
        end = current
        while end + 1 < len(stretches) and stretches[end + 1].start < last:
            end += 1
        low = _begin(stretches[current], first)
        built.add(match.group(), low, _end(stretches[end], last) - low)
    return built.runs()


def _begin(stretch: _Stretch, byte: int) -> int:
    exact = stretch.length == stretch.size
    return stretch.at + (byte - stretch.start if exact else 0)


def _end(stretch: _Stretch, byte: int) -> int:
    exact = stretch.length == stretch.size
    return stretch.at + (byte - stretch.start if exact else stretch.size)
