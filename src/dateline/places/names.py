"""What the words of a toponym and those beside it say: names to look up, kind, container."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from dateline.model.places import ToponymKind
from dateline.places.demonyms import demonym
from dateline.places.kinds import Kind, beside, by_word
from dateline.text.patterns import one_of

_TOKEN = re.compile(r"\w+")
_AFTER = 40
_BEFORE = 40


@dataclass(kw_only=True)
class Found:
    """A toponym before it is resolved.

    `names`: what to look up, best first, and `short` those of them that leave out what is written;
    `kind_word`: what the words say it is, in the name itself if `kind_inside`, else beside it;
    `within`: positions, in the report's list, of the toponyms that are said to contain it;
    `of`: the id of the place that a demonym is of.
    """

    start: int
    end: int
    text: str
    kind: ToponymKind = ToponymKind.LITERAL
    names: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    kind_word: Kind | None = None
    kind_inside: bool = False
    within: tuple[int, ...] = ()
    of: str | None = None
    article: bool = False
    score: float = 1.0
    before: str = field(default="", repr=False)
    after: str = field(default="", repr=False)


@cache
def _context() -> dict[str, re.Pattern[str]]:
    words = one_of(by_word())
    rows = tables()["patterns"]
    return {name: re.compile(row.replace("KIND", words), re.I) for name, row in rows.items()}


def describe(found: Found, text: str) -> None:
    """Fills in the names to look up and the kind, from the words themselves and around them."""
    found.before = text[max(0, found.start - _BEFORE) : found.start]
    found.after = text[found.end : found.end + _AFTER]
    if found.of:
        found.names = (found.text,)
        return
    patterns = _context()
    found.article = patterns["article_before"].search(found.before) is not None
    whole = patterns["article"].sub("", found.text.strip())
    whole = patterns["possessive"].sub("", whole)
    names = [whole]
    for name in ("kind_last", "kind_first"):
        inside = patterns[name].match(whole)
        if inside:
            found.kind_word = by_word().get(inside["kind"].lower())
            found.kind_inside = found.kind_word is not None
            names.append(inside["name"])
            break
    if found.kind_word is None:
        found.kind_word = _beside(found)
    if patterns["list"].search(whole):
        names.append(patterns["list"].split(whole)[0])
    found.short = tuple(name for name in names[1:] if name != whole)
    names += [longer for name in names if (longer := _spelled_out(name)) != name]
    found.names = tuple(dict.fromkeys((*found.names, *names)))
    found.of = found.of or demonym(whole)


def parts(name: str) -> list[str]:
    """What to look up where the gazetteer has no such name: 'North Dallas' lies at Dallas, 'Manila
    Cathedral' in Manila. Likelier parts first."""
    outer = tables()["outer"]
    words = name.split()
    found: list[str] = []
    if len(words) > 1 and words[0].lower() in outer:
        found.append(" ".join(words[1:]))
    if " of " in name:
        found.append(name.rpartition(" of ")[2])
    found += [
        " ".join(words[:size])
        for size in range(len(words) - 1, 0, -1)
        if words[size - 1][:1].isupper()
    ]
    return [part for part in found if len(part) > 3 and part.lower() not in outer]


def abbreviated(word: str) -> bool:
    """Whether a word is the abbreviation of the first of a name: St, Mt, Ft."""
    return f"{word.lower()}." in tables()["abbreviations"]


def _spelled_out(name: str) -> str:
    table = tables()["abbreviations"]
    return " ".join(table.get(word.lower(), word) for word in name.split())


@cache
def tables() -> dict[str, Any]:
    """data/context.yaml."""
    text = (files("dateline.places") / "data" / "context.yaml").read_text(encoding="utf-8")
    rows: dict[str, Any] = yaml.safe_load(text)
    return rows


def _beside(found: Found) -> Kind | None:
    patterns = _context()
    after = patterns["kind_after"].match(found.after)
    if after:
        return beside().get(after["kind"].lower())
    if _kind_ends().isdisjoint(_TOKEN.findall(found.before.lower())):
        return None
    before = patterns["kind_before"].search(found.before)
    return beside().get(before["kind"].lower()) if before else None


@cache
def _kind_ends() -> frozenset[str]:
    """The last words of kinds: where none of them stands, no kind does."""
    return frozenset(_TOKEN.findall(word.lower())[-1] for word in by_word())


def link(founds: Sequence[Found], text: str) -> None:
    """Marks which toponym is said to lie in which: 'X, Y', 'X in Y', 'X (Y)', 'Y's X'."""
    inside, owner = _context()["inside"], _context()["owner"]
    for at, found in enumerate(founds):
        containers: list[int] = []
        end, follower = found.end, at + 1
        while follower < len(founds) and founds[follower].start - end <= _AFTER:
            if not inside.fullmatch(text[end : founds[follower].start]):
                break
            containers.append(follower)
            end, follower = founds[follower].end, follower + 1
        if at and owner.fullmatch(text[founds[at - 1].end : found.start]):
            containers.append(at - 1)
        found.within = tuple(containers)


def initials(text: str) -> bool:
    """EU, U.S. or UAE: letters that stand for longer names, which no town's name is."""
    letters = text.replace(".", "")
    return letters.isupper() and letters.isalpha() and len(letters) <= 4
