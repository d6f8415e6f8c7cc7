"""Where the characters of JSON strings stand in their source, through escapes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model import SourceRun
from dateline.text.source_map import MapBuilder

Path = tuple[str | int, ...]
_PIECE = re.compile(
    r"[^\\]+|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\."
)
_STRUCTURE = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]', re.S)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def string_map(line: bytes, *, field: str, value: str) -> tuple[SourceRun, ...]:
    """The map of a top-level string field of one object; empty where it cannot be followed."""
    return joined_map(line, paths=[(field,)], value=value)


def joined_map(line: bytes, *, paths: Sequence[Path], value: str) -> tuple[SourceRun, ...]:
    """The map of a text that is the strings at some paths, one after another; empty where it cannot
    be followed."""
    source = line.decode("utf-8")
    places = _string_places(source)
    if any(path not in places for path in paths):
        return ()
    built = MapBuilder()
    ascii_only = source.isascii()
    for path in paths:
        start, end = places[path]
        at = start if ascii_only else len(source[:start].encode())
        for match in _PIECE.finditer(source, start, end):
            size = len(match.group().encode())
            built.add(_unescaped(match.group()), at, size)
            at += size
    return built.runs() if built.text() == value else ()


@dataclass
class _Level:
    """An open object or list: the key or number of the value that stands next."""

    at: str | int
    awaiting: bool = False


def _string_places(source: str) -> dict[Path, tuple[int, int]]:
    """Characters between the quotes of every string value, by the keys and numbers that lead to
    it; of equal keys the last, as decoders take it."""
    places: dict[Path, tuple[int, int]] = {}
    stack: list[_Level] = []
    for match in _STRUCTURE.finditer(source):
        mark = match.group()
        if mark in "{[":
            stack.append(_Level("" if mark == "{" else 0))
        elif mark in "}]":
            del stack[-1:]
        elif not stack:
            continue
        elif mark[0] == '"':
            _take_string(stack, match, places)
        elif mark == ":":
            stack[-1].awaiting = True
        else:
            stack[-1].awaiting = False
            if isinstance(stack[-1].at, int):
                stack[-1].at += 1
    return places


def _take_string(
    stack: Sequence[_Level], match: re.Match[str], places: dict[Path, tuple[int, int]]
) -> None:
    level = stack[-1]
    if level.awaiting or isinstance(level.at, int):
        places[tuple(each.at for each in stack)] = match.start() + 1, match.end() - 1
    else:
        level.at = _text_of(match.group()[1:-1])


def _text_of(raw: str) -> str:
    return "".join(_unescaped(piece) for piece in _PIECE.findall(raw))


def _unescaped(piece: str) -> str:
    if piece[0] != "\\":
        return piece
    if piece[1] != "u":
        return _SIMPLE.get(piece[1], piece[1])
    units = bytes.fromhex(piece.replace("\\u", ""))
    return units.decode("utf-16-be", "replace")
