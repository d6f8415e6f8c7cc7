"""What the words of a toponym and those beside it say: names to look up, kind, container."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.model.places import ToponymKind
from dateline.places.demonyms import demonym, people
from dateline.places.kinds import Kind, beside, by_word, plurals
from dateline.text.patterns import one_of
from dateline.text.yaml_files import parse_yaml

_TOKEN = re.compile(r"\w+")
_AFTER = 40
_BEFORE = 40
_CHAIN = 12
"""Containers of one name at most: in a longer list none of them tells where it lies."""


@dataclass(kw_only=True)
class Found:
    """A toponym before it is resolved.

    `names`: what to look up, best first, and `short` those of them that leave out what is written;
    `kind_word`: what the words say it is, in the name itself if `kind_inside`, else beside it;
    `within`: positions, in the report's list, of the toponyms that are said to contain it,
    `stated` those of them that a word says it of ("X in Y");
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
    stated: tuple[int, ...] = ()
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
    found.of = found.of or _people(found)
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
    named_after = works().search(whole)
    if named_after:
        names.append(whole[: named_after.start()])
    if patterns["list"].search(whole):
        names.append(patterns["list"].split(whole)[0])
    found.short += tuple(name for name in names[1:] if name != whole)
    names += [longer for name in names if (longer := _spelled_out(name)) != name]
    found.names = tuple(dict.fromkeys((*found.names, *names)))
    if found.kind_word is not None and found.kind_word.allows("ADM1") and not found.kind_inside:
        after = patterns["kind_after"].match(found.after)
        _compose(found, after["kind"] if after else "")
    found.of = found.of or demonym(whole)


def _people(found: Found) -> str | None:
    """The id of the place of a people that bears its name: 'Karen fighters'; not 'in Karen'."""
    place = people(found.text)
    patterns = _context()
    if place is None or patterns["where"].search(found.before):
        return None
    return place if patterns["people"].match(found.after) else None


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
    rows: dict[str, Any] = parse_yaml(text)
    return rows


@cache
def works() -> re.Pattern[str]:
    """A mine's or an oil field's words behind the name of the place that they lie near."""
    return re.compile(rf"\s(?:{tables()['works']})\b", re.I)


def _beside(found: Found) -> Kind | None:
    after = _context()["kind_after"].match(found.after)
    return beside().get(after["kind"].lower() if after else _kind_before(found))


def share(founds: Sequence[Found], text: str) -> None:
    """Gives the kind that a plural says to all names of its list: 'A, B and C regions', 'the
    villages of A and B'."""
    for at, found in enumerate(founds):
        last, first = _plural_after(found), _plural_before(found)
        for kind, step in ((last, -1), (first, 1)):
            other = at + step
            while (
                kind is not None and 0 <= other < len(founds) and _next(founds, other, step, text)
            ):
                if founds[other].of or founds[other].kind_word is not None:
                    break
                founds[other].kind_word = kind
                _compose(founds[other], kind.words[0] if kind.allows("ADM1") else "")
                other += step


def _compose(found: Found, kind: str) -> None:
    """Looks up the name with the kind beside it first: 'Kyiv' before 'region' is not the city."""
    if kind:
        found.short += (found.names[0],)
        found.names += (f"{found.names[0]} {kind}",)


def in_list(gap: str) -> bool:
    """Whether what stands between two names joins them in one list: ', ', ' and '."""
    return _context()["and"].fullmatch(gap) is not None


def _next(founds: Sequence[Found], at: int, step: int, text: str) -> bool:
    left, right = (founds[at - 1], founds[at]) if step > 0 else (founds[at], founds[at + 1])
    return in_list(text[left.end : right.start])


def _plural_after(found: Found) -> Kind | None:
    after = _context()["kind_after"].match(found.after)
    inside = _context()["kind_last"].match(found.text.strip())
    words = [match["kind"].lower() for match in (inside, after) if match]
    return next((by_word()[word] for word in words if word in plurals()), None)


def _plural_before(found: Found) -> Kind | None:
    word = _kind_before(found)
    return beside().get(word) if word in plurals() else None


def _kind_before(found: Found) -> str:
    """The words of a kind that stand right before a name; '' where none do."""
    if _kind_ends().isdisjoint(_TOKEN.findall(found.before.lower())):
        return ""
    before = _context()["kind_before"].search(found.before)
    return before["kind"].lower() if before else ""


@cache
def _kind_ends() -> frozenset[str]:
    """The last words of kinds: where none of them stands, no kind does."""
    return frozenset(_TOKEN.findall(word.lower())[-1] for word in by_word())


def link(founds: Sequence[Found], text: str) -> None:
    """Marks which toponym is said to lie in which: 'X, Y', 'X in Y', 'X (Y)', 'Y's X'."""
    inside, owner = _context()["inside"], _context()["owner"]
    for at, found in enumerate(founds):
        containers: list[int] = []
        stated: tuple[int, ...] = ()
        end, follower = found.end, at + 1
        while (
            follower < min(len(founds), at + 1 + _CHAIN) and founds[follower].start - end <= _AFTER
        ):
            if not inside.fullmatch(text[end : founds[follower].start]):
                break
            containers.append(follower)
            stated += (
                (follower,) if _context()["in"].search(text[end : founds[follower].start]) else ()
            )
            end, follower = founds[follower].end, follower + 1
        if at and owner.fullmatch(text[founds[at - 1].end : found.start]):
            containers.append(at - 1)
        found.within, found.stated = tuple(containers), stated
    told: tuple[int, ...] = ()
    for at in range(len(founds) - 2, -1, -1):
        told = (*founds[at + 1].stated, *told)[:_CHAIN] if _next(founds, at, -1, text) else ()
        founds[at].within += tuple(k for k in told if k not in founds[at].within)


def initials(text: str) -> bool:
    """EU, U.S. or UAE: letters that stand for longer names, which no town's name is."""
    letters = text.replace(".", "")
    return letters.isupper() and letters.isalpha() and len(letters) <= 4
