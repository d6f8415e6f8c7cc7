"""Bytes to text, with the map back: character sets are detected, control characters dropped.

Every byte string either becomes text or is refused with an error that names the byte.
"""

from __future__ import annotations

import codecs
import re

from msgspec import Struct

from dateline.ingest.foreign import refuse_binary
from dateline.model import SourceRun, UnreadableInput
from dateline.text.source_map import MapBuilder

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DROPPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]+")
_TEXT_PLEASE = "give text, HTML, a feed or JSON Lines"
_SAMPLE = 200_000
_FINE = 200_000
_CHUNK = 4096
_CONTROL = bytes(set(range(9)) | set(range(14, 27)) | set(range(28, 32)))


class Decoded(Struct, frozen=True, kw_only=True):
    """A text, the encoding that it was in, the map to its bytes, and what was doubtful."""

    text: str
    encoding: str
    source_map: tuple[SourceRun, ...]
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, where: str, declared: str | None = None) -> Decoded:
    """The text in some bytes; UnreadableInput where they are empty, binary or in no encoding.

    `declared`: the encoding that a header or the page itself names; tried after UTF-8.
    """
    encoding, skip, warnings = _encoding(data, where=where, declared=declared)
    decoded = _cleaned(data, encoding, skip, warnings)
    if not decoded.text.strip():
        raise UnreadableInput("there is nothing in it", where=where, remedy="leave this input out")
    return decoded


def _encoding(data: bytes, *, where: str, declared: str | None) -> tuple[str, int, tuple[str, ...]]:
    """Encoding, bytes of the byte order mark, warnings."""
    for bom, name in _BOMS:
        if data.startswith(bom) and (_decodes(data[len(bom) :], name) or name == "utf-8"):
            return name, len(bom), _damage(data[len(bom) :], name, where=where)
    refuse_binary(data, where=where)
    _refuse_controls(data, where=where)
    if _decodes(data, "utf-8"):
        return "utf-8", 0, ()
    if declared and _known(declared) and _decodes(data, declared):
        return declared, 0, ()
    if _mostly_utf8(data):
        return "utf-8", 0, _damage(data, "utf-8", where=where)
    return _guessed(data, where=where)


def _guessed(data: bytes, *, where: str) -> tuple[str, int, tuple[str, ...]]:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None or not _known(best.encoding):
        raise UnreadableInput(
            f"no known encoding fits, byte {_first_bad(data)} is the first that is not UTF-8",
            where=where,
            remedy="save it as UTF-8",
        )
    warning = f"the encoding is not stated; read as {best.encoding}"
    if _decodes(data, best.encoding):
        return best.encoding, 0, (warning,)
    return best.encoding, 0, (warning, *_damage(data, best.encoding, where=where))


def _known(encoding: str) -> bool:
    try:
        return bool(codecs.lookup(encoding)._is_text_encoding)
    except LookupError:
        return False


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


def _first_bad(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _mostly_utf8(data: bytes) -> bool:
    """Whether the text is UTF-8 but for a few bytes: most of what is not ASCII decodes."""
    high = sum(byte >= 0x80 for byte in data[:_SAMPLE])
    lost = data[:_SAMPLE].decode("utf-8", "replace").count("\ufffd")
    return 10 * lost <= high


def _damage(data: bytes, encoding: str, *, where: str) -> tuple[str, ...]:
    """A warning that counts the bytes that do not decode; refused where they are many."""
    lost = data.decode(encoding, "replace").count("\ufffd") - _own_replacements(data, encoding)
    if lost <= 0:
        return ()
    if lost * 50 > len(data):
        raise UnreadableInput(
            f"{lost} of {len(data)} bytes are not {encoding}, first at byte {_first_bad(data)}",
            where=where,
            remedy="save it in one encoding, best UTF-8",
        )
    first = f", the first at byte {_first_bad(data)}" if encoding == "utf-8" else ""
    return (f"{lost} places are not {encoding} and are shown as U+FFFD{first}",)


def _own_replacements(data: bytes, encoding: str) -> int:
    return data.count("\ufffd".encode(encoding)) if encoding.startswith("utf") else 0


def _refuse_controls(data: bytes, *, where: str) -> None:
    sample = data[:4096]
    control = len(sample) - len(sample.translate(None, _CONTROL))
    if b"\0" in sample or control * 20 > len(sample):
        first = next(i for i, byte in enumerate(sample) if byte in _CONTROL)
        raise UnreadableInput(
            f"not a text: byte {first} is 0x{data[first]:02x}",
            where=where,
            remedy=_TEXT_PLEASE,
        )


def _cleaned(data: bytes, encoding: str, skip: int, warnings: tuple[str, ...]) -> Decoded:
    built = MapBuilder()
    if encoding == "utf-8":
        _add_utf8(built, data, skip)
    else:
        _add_other(built, data, encoding, skip)
    return Decoded(text=built.text(), encoding=encoding, source_map=built.runs(), warnings=warnings)


def _add_utf8(built: MapBuilder, data: bytes, skip: int) -> None:
    position = skip
    for piece, size in _utf8_pieces(data, skip):
        _add_clean(built, piece, position, size, exact=size == len(piece.encode()))
        position += size


def _utf8_pieces(data: bytes, start: int) -> list[tuple[str, int]]:
    """Stretches that decode, and U+FFFD for each that does not, with their sizes in bytes.

    One pass however many bytes are bad: the decoder tells where each bad stretch stands.
    """
    bad = _bad_stretches(data[start:])
    pieces: list[tuple[str, int]] = []
    position = start
    for first, last in bad:
        if start + first > position:
            good = data[position : start + first]
            pieces.append((good.decode("utf-8"), len(good)))
        pieces.append(("\ufffd", last - first))
        position = start + last
    if position < len(data):
        pieces.append((data[position:].decode("utf-8"), len(data) - position))
    return pieces


def _bad_stretches(data: bytes) -> list[tuple[int, int]]:
    """Where bytes are not UTF-8, as half-open ranges in order."""
    found: list[tuple[int, int]] = []
    position = 0
    while position < len(data):
        chunk = data[position : position + _CHUNK]
        try:
            chunk.decode("utf-8")
            position += len(chunk)
        except UnicodeDecodeError as error:
            whole = position + len(chunk) == len(data)
            if error.reason == "unexpected end of data" and not whole:
                position += error.start  # a character that the next chunk completes
                continue
            found.append((position + error.start, position + error.end))
            position += error.end
    return found


def _add_clean(built: MapBuilder, piece: str, at: int, size: int, *, exact: bool) -> None:
    """The piece without control characters; where sizes are not UTF-8's, it maps as a whole."""
    if not exact:
        built.add(_DROPPED.sub("", piece).replace("\x85", "\n"), at, size)
        return
    position = 0
    for match in _DROPPED.finditer(piece):
        kept, dropped = piece[position : match.start()], match.group()
        built.add(kept, at, len(kept.encode()))
        at += len(kept.encode()) + len(dropped.encode())
        position = match.end()
    rest = piece[position:]
    built.add(rest, at, len(rest.encode()))


def _add_other(built: MapBuilder, data: bytes, encoding: str, skip: int) -> None:
    """Another encoding, word by word (line by line in a long text), so that the map is fine."""
    text = data[skip:].decode(encoding, "replace")
    splitter = r"\S+|\s+" if len(text) <= _FINE else r"[^\n]*\n|[^\n]+"
    encoder = codecs.getincrementalencoder(encoding)("replace")
    position = skip
    for match in re.finditer(splitter, text):
        piece = match.group()
        size = len(encoder.encode(piece))
        _add_clean(built, piece, position, size, exact=False)
        position += size
