"""A coding's published JSON made small, and back, byte by byte.

Left out is what follows from the rest: the words of spans, which the report's text holds; ids that
hash a span's place; of other ids all but their bytes, once. The rest is compressed with a
dictionary of what codings say again and again.

Invariant: `unpack(pack(payload)) == payload` for any bytes, tried before anything is written; what
does not come back so is compressed as it stands.
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from hashlib import sha256
from importlib.resources import files

import msgspec

SMALL = b"\x01"
"""First byte of what was made small with the first dictionary; zlib's own begin with 0x78."""
LEVEL = 9
ID_BYTES = 10
_STRING = rb'"(?:[^"\\]|\\.)*"'
_WHOLE = re.compile(
    rb'"start":(\d+),"end":(\d+),"text":(' + _STRING + rb")"
    rb'(?:,"id":"([a-z]+)-([0-9a-f]{20})"(?:,"kind":"([a-z_]+)")?)?'
)
_SHORT = re.compile(
    rb'"start":(-?\d+),"end":(\d+),"text":0(?:(,"id":"([a-z]+)([=+])")(?:,"kind":"([a-z_]+)")?)?'
)
_ID = re.compile(rb'"([a-z]+)-([0-9a-f]{20})"')


class _Report(msgspec.Struct):
    id: str
    text: str


class _Coded(msgspec.Struct):
    """As much of a coding as spans are read with."""

    report: _Report


def pack(payload: bytes) -> bytes:
    """A coding's JSON as the ledger keeps it."""
    try:
        small = _Shortened(payload).packed()
        if unpack(small) == payload:
            return small
    except (ValueError, IndexError, msgspec.MsgspecError):
        pass
    return zlib.compress(payload, LEVEL)


def unpack(packed: bytes) -> bytes:
    """The JSON again; zlib.error or ValueError where it is damaged."""
    if packed[:1] != SMALL:
        return zlib.decompress(packed)
    short, kept = _inflated(packed)
    try:
        return _lengthen(short, kept)
    except (IndexError, UnicodeDecodeError, msgspec.MsgspecError) as error:
        raise ValueError(f"a packed coding is damaged: {error}") from error


def _inflated(packed: bytes) -> tuple[bytes, bytes]:
    """The shortened JSON and the ids that stand behind it."""
    stream = zlib.decompressobj(zdict=dictionary())
    short = stream.decompress(packed[1:])
    if not stream.eof:
        raise zlib.error("incomplete data")
    return short, stream.unused_data


@cache
def dictionary() -> bytes:
    """What codings say again and again; never changed, since what was packed is read with it."""
    return (files("dateline.store") / "data" / "coding-1.dictionary").read_bytes()


def text_of(packed: bytes) -> str:
    """The report's text alone, which is many times quicker; errors as of `unpack`."""
    small = packed[:1] == SMALL
    told = _inflated(packed)[0] if small else zlib.decompress(packed)
    return msgspec.json.decode(told, type=_Coded).report.text


def shorten(payload: bytes) -> bytes:
    """The JSON before it is compressed: what a dictionary is made of."""
    return _Shortened(payload).short


class _Shortened:
    """A coding's JSON without what follows from the rest of it."""

    def __init__(self, payload: bytes) -> None:
        report = msgspec.json.decode(payload, type=_Coded).report
        self._report, self._text, self._at = report.id.encode(), report.text, 0
        self._hashed: dict[bytes, int] = {}
        self._kept: dict[bytes, int] = {}
        for match in _WHOLE.finditer(payload):
            if self._quotes(match) and self._recipe(match):
                self._hashed.setdefault(match[5], len(self._hashed))
        self.short = _ID.sub(self._mark, _WHOLE.sub(self._span, payload))

    def packed(self) -> bytes:
        deflate = zlib.compressobj(LEVEL, zdict=dictionary())
        stream = deflate.compress(self.short) + deflate.flush()
        return SMALL + stream + b"".join(bytes.fromhex(i.decode()) for i in self._kept)

    def _quotes(self, match: re.Match[bytes]) -> bool:
        words = self._text[int(match[1]) : int(match[2])]
        return bool(words) and msgspec.json.encode(words) == match[3]

    def _recipe(self, match: re.Match[bytes]) -> bytes:
        """`=` where the id hashes the place of its span, `+` where its kind too, else nothing."""
        if match[4] is None:
            return b""
        for sign, kind in ((b"=", None), (b"+", match[6])):
            if (kind is None) == (sign == b"="):
                made = _hash(self._report, int(match[1]), int(match[2]), kind)
                if made == match[5]:
                    return sign
        return b""

    def _span(self, match: re.Match[bytes]) -> bytes:
        if not self._quotes(match):
            return match[0]
        start, end = int(match[1]), int(match[2])
        began, self._at = self._at, start
        short = b'"start":%d,"end":%d,"text":0' % (start - began, end - start)
        sign = self._recipe(match)
        if not sign:
            return short + match[0][match.end(3) - match.start() :]
        rest = match[0][match.end(5) + 1 - match.start() :]
        return short + b',"id":"%b%b"' % (match[4], sign) + rest

    def _mark(self, match: re.Match[bytes]) -> bytes:
        if match[2] in self._hashed:
            return b'"%b~=%d"' % (match[1], self._hashed[match[2]])
        if match[2] in self._kept:
            return b'"%b~%d"' % (match[1], self._kept[match[2]])
        self._kept[match[2]] = len(self._kept)
        return b'"%b~"' % match[1]


def _lengthen(short: bytes, kept: bytes) -> bytes:
    """The JSON made whole again: its spans, then its ids."""
    report = msgspec.json.decode(short, type=_Coded).report
    ids = [b"-%b" % kept[n : n + ID_BYTES].hex().encode() for n in range(0, len(kept), ID_BYTES)]
    # The report's own id is the first that is met; ids of spans hash it.
    name = report.id.encode() if "~" not in report.id else b"rep" + ids[0]
    told, hashed = _with_words(short, report.text, name)
    return _with_ids(told, ids, hashed)


def _with_words(short: bytes, text: str, report: bytes) -> tuple[bytes, list[bytes]]:
    """The JSON with the words of its spans, and the ids that hash the place of one."""
    parts = _SHORT.split(short)
    hashed: dict[bytes, None] = {}
    start, encode = 0, msgspec.json.encode
    for at in range(1, len(parts), 7):
        step, length, named, prefix, sign, kind = parts[at : at + 6]
        start += int(step)
        end = start + int(length)
        told = b'"start":%d,"end":%d,"text":%b' % (start, end, encode(text[start:end]))
        if named is not None:
            made = b"-%b" % _hash(report, start, end, kind if sign == b"+" else None)
            hashed[made] = None
            told = b'%b,"id":"%b%b"' % (told, prefix, made)
            if kind is not None:
                told = b'%b,"kind":"%b"' % (told, kind)
        parts[at : at + 6] = told, b"", b"", b"", b"", b""
    return b"".join(parts), list(hashed)


def _with_ids(told: bytes, kept: list[bytes], hashed: list[bytes]) -> bytes:
    parts = told.split(b"~")
    met = 0
    for at in range(1, len(parts)):
        part = parts[at]
        end = part.find(b'"')
        number = part[:end]
        if not number:
            own, met = kept[met], met + 1
        elif number.isdigit():
            own = kept[int(number)]
        elif number[:1] == b"=" and number[1:].isdigit():
            own = hashed[int(number[1:])]
        else:  # a tilde of the report's own
            own, end = b"~", 0
        parts[at] = own + part[end:]
    return b"".join(parts)


def _hash(report: bytes, start: int, end: int, kind: bytes | None) -> bytes:
    """The digits of `content_id(..., report, start, end[, kind])`, of which there are many."""
    facts = b'["%b",%d,%d]' % (report, start, end)
    if kind is not None:
        facts = b'%b,"%b"]' % (facts[:-1], kind)
    return sha256(facts).hexdigest()[:20].encode()
