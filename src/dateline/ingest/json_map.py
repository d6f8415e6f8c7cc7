"""Where the characters of a JSON string stand in its line, through escapes."""

from __future__ import annotations

import re

from dateline.model import SourceRun
from dateline.text.source_map import MapBuilder

_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.S)
_PIECE = re.compile(
    r"[^\\]+|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\."
)
_STRUCTURE = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]', re.S)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def string_map(line: bytes, *, field: str, value: str) -> tuple[SourceRun, ...]:
    """The map of a top-level string field of one object; empty where it cannot be followed."""
    source = line.decode("utf-8")
    place = _value_place(source, field)
    if place is None:
        return ()
    built = MapBuilder()
    at = len(source[: place[0]].encode())
    for match in _PIECE.finditer(source, *place):
        size = len(match.group().encode())
        built.add(_unescaped(match.group()), at, size)
        at += size
    return built.runs() if built.text() == value else ()


def _value_place(source: str, field: str) -> tuple[int, int] | None:
    """Characters between the quotes of the last such field, as decoders take the last."""
    depth, key, place = 0, "", None
    awaiting = False
    for match in _STRUCTURE.finditer(source):
        mark = match.group()
        if mark in "{[":
            depth += 1
        elif mark in "}]":
            depth -= 1
        elif depth == 1 and mark == ":":
            awaiting = True
            continue
        elif depth == 1 and mark[0] == '"':
            if awaiting and key == field:
                place = match.start() + 1, match.end() - 1
            elif not awaiting:
                key = _text_of(mark[1:-1])
        awaiting = False
    return place


def _text_of(raw: str) -> str:
    return "".join(_unescaped(piece) for piece in _PIECE.findall(raw))


def _unescaped(piece: str) -> str:
    if piece[0] != "\\":
        return piece
    if piece[1] != "u":
        return _SIMPLE.get(piece[1], piece[1])
    units = bytes.fromhex(piece.replace("\\u", ""))
    return units.decode("utf-16-be", "replace")
