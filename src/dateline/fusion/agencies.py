"""Whose text a report prints: the agency in its byline, its dateline or its credit."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from dateline.model import Block, BlockKind, Report

DATELINE = re.compile(r"^[^().!?]{0,60}\(([^()]{2,40})\)\s*[-–—:.]")
"""`KHERSON, Nov 11 (Agency) -`, at the head of a paragraph or as a block of its own."""
BRACKETED = re.compile(r"\(([^()]{2,40})\)|[©/]\s*([^©/,;|]{2,40})")
LEADS = frozenset({BlockKind.DATELINE, BlockKind.PARAGRAPH})


class Agencies(Struct, frozen=True, forbid_unknown_fields=True):
    """The data file behind the rules."""

    agencies: dict[str, tuple[str, ...]]
    words: tuple[str, ...]


@cache
def _names() -> dict[str, str]:
    """Every form of every agency's name, folded, with the name."""
    found = _shipped()
    return {
        form.casefold(): name for name, others in found.agencies.items() for form in (name, *others)
    }


@cache
def _shipped() -> Agencies:
    data = (files("dateline.fusion") / "data" / "agencies.yaml").read_bytes()
    return msgspec.yaml.decode(data, type=Agencies)


def named(text: str) -> str | None:
    """The agency that these words name, all of them; None: they name none."""
    words = " ".join(text.split()).strip(" .,-–—")
    known = _names().get(words.casefold())
    if known is not None:
        return known
    last = words.casefold()
    return words if last.endswith(tuple(f" {word}" for word in _shipped().words)) else None


def agency_of(report: Report) -> tuple[str, str] | None:
    """The agency whose text the report prints, and where it says so."""
    for name in report.byline:
        found = named(name)
        if found is not None:
            return found, "its byline"
    leads = [b for b in report.blocks if b.kind in LEADS][:3]
    for block in leads:
        match = DATELINE.match(_words(report, block))
        found = match and (named(match[1]) or _signed(match[1], block))
        if found:
            return found, "its dateline"
    for block in report.blocks:
        if block.kind is BlockKind.CREDIT:
            for match in BRACKETED.finditer(_words(report, block)):
                found = named(match[1] or match[2])
                if found is not None:
                    return found, "its credit"
    found = named(report.relay or report.outlet or "")
    return (found, "its outlet") if found is not None else None


def _signed(words: str, block: Block) -> str | None:
    """What a dateline of its own brackets is an agency, though no list has it."""
    named_so = block.kind is BlockKind.DATELINE and words[:1].isupper()
    return words if named_so and not any(c.isdigit() for c in words) else None


def _words(report: Report, block: Block) -> str:
    return report.text[block.start : block.end]
