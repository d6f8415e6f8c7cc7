"""Words and marks as Universal Dependencies treebanks cut them.

Invariant: tokens are in order, never overlap, and each is exactly the text at its offsets.
English follows UD EWT (clitics and hyphenated parts apart), as parsers are trained on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from itertools import pairwise

from dateline.model import Token
from dateline.text.rules import LanguageRules
from dateline.text.rules import rules as rules_of

Pieces = tuple[tuple[int, int, str], ...]

_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
    "\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a4d\u0a81-\u0acd\u0b01-\u0b4d\u0b82-\u0bcd\u0c00-\u0c4d"
    "\u0d00-\u0d4d\u102b-\u103e\u1056-\u1059\u105e-\u1060\u135d-\u135f\u200c\u200d"
)
# Scripts that write no spaces between words: a token a character.
_UNSPACED = "\u0e00-\u0edf\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
_APOSTROPHE = "'’ʼ`´＇"
_W = rf"(?:(?![{_UNSPACED}])[\w{_MARKS}])"
_L = rf"(?:(?![{_UNSPACED}])[^\W\d_])"
_INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"

_PATTERN = re.compile(
    rf"""
    (?P<plain>[A-Za-z]++(?=[\s,;)”]|\Z))  # most words; what follows makes them nothing else
  | (?P<address>(?:https?://|www\.)[^\s<>"“”«»]*[\w/=&\#%~]
      | [\w.+-]+@[\w-]+(?:\.[\w-]+)+ | [@\#]\w+ )
  | (?P<acronym>{_L}\.(?:-?{_L}\.)+)
  | (?P<compound>\d+(?:[-‐‑]{_L}{_W}*)+ | \d+(?:-\d+){{2,}}(?!\w))
  | (?P<number>\d{{4}}-\d\d-\d\d(?!\d) | \d+(?:[.,:/٫٬]\d+)*(?![\w]) | (?<![\w.])\.\d+)
  | (?P<word>{_W}+(?:[{_APOSTROPHE}]{_W}+)*(?:[-‐‑]{_W}+(?:[{_APOSTROPHE}]{_W}+)*)*)
  | (?P<mark>\.{{2,}}|…+|[!?！？؟]+|-{{2,}}|''|``|[^\s{_INVISIBLE}])
    """,
    re.X,
)
_CHUNK = re.compile(r"\S+")
_LONGEST, _REMEMBERED = 40, 20_000  # characters of a chunk that is remembered, and how many are
_HYPHEN = re.compile("[-‐‑]")
_NUMBER_UNIT = re.compile(r"(\d+(?:[.,:]\d+)*)([^\W\d_]+)")


def tokens_of(text: str, start: int, end: int, rules: LanguageRules) -> list[Token]:
    """The tokens of the characters [start, end) of a text."""
    pieces = _remembered(rules.lang)
    tokens: list[Token] = []
    for match in _CHUNK.finditer(text, start, end):
        chunk, begin = match[0], match.start()
        cut = pieces(chunk) if len(chunk) <= _LONGEST else _pieces(chunk, rules)
        tokens += [Token(begin + first, begin + last, word) for first, last, word in cut]
    return tokens


@cache
def _remembered(lang: str) -> Callable[[str], Pieces]:
    """Cuts what stands between spaces, and remembers what it has cut: most of it comes again."""
    return lru_cache(_REMEMBERED)(partial(_pieces, rules=rules_of(lang)))


def _pieces(chunk: str, rules: LanguageRules) -> Pieces:
    """The tokens of a chunk with their places in it: no rule looks past a space."""
    return tuple((first, last, chunk[first:last]) for first, last in _ranges(chunk, rules))


def _ranges(text: str, rules: LanguageRules) -> Iterator[tuple[int, int]]:
    taken = 0
    for match in _PATTERN.finditer(text):
        first, last = match.span()
        if first < taken:  # the period of an abbreviation
            continue
        kind = match.lastgroup
        if kind in ("word", "compound") or text[first:last].lower() in rules.contractions:
            *parts, (first, last) = _split_word(text, first, last, rules)
            yield from parts
            if text.startswith(".", last) and _keeps_period(text, first, last, rules):
                last += 1
        taken = last
        yield first, last


def _keeps_period(text: str, first: int, last: int, rules: LanguageRules) -> bool:
    if text.startswith("..", last):
        return False
    word = text[first:last]
    if last - first == 1 and word.isupper():
        return word not in rules.not_initials
    return word.lower() in rules.dotted


def _split_word(text: str, first: int, last: int, rules: LanguageRules) -> list[tuple[int, int]]:
    word = text[first:last]
    if word.isalpha() and word.lower() not in rules.contractions:
        return [(first, last)]
    cuts = _find_cuts(word, rules)
    edges = [first, *(first + cut for cut in cuts), last]
    return list(pairwise(edges))


@cache
def _apostrophes() -> re.Pattern[str]:
    return re.compile(f"[{_APOSTROPHE}]")


def _find_cuts(word: str, rules: LanguageRules) -> list[int]:
    """Where a written word is cut into tokens, from left to right."""
    cut = rules.contractions.get(word.lower())
    if cut:
        return [cut]
    cuts: list[int] = []
    if _apostrophes().search(word):
        cuts += _clitic_cuts(word, rules)
    cuts += _hyphen_cuts(word, rules)
    unit = _NUMBER_UNIT.fullmatch(word)
    if unit and unit[2].lower() in rules.units:
        cuts.append(unit.end(1))
    return sorted(set(cuts))


def _clitic_cuts(word: str, rules: LanguageRules) -> list[int]:
    cuts = []
    if rules.clitic:
        rest = word
        while match := rules.clitic.search(rest):
            cuts.append(match.start())
            rest = rest[: match.start()]
    if rules.proclitic and (match := rules.proclitic.match(word)):
        cuts.append(match.end())
    return cuts


def _hyphen_cuts(word: str, rules: LanguageRules) -> list[int]:
    places = [match.start() for match in _HYPHEN.finditer(word)]
    if not places:
        return []
    digits = word.replace("-", "").isdigit()
    if digits and len(places) > 1:
        return []  # a date or a telephone number
    if rules.hyphens == "keep" and not digits:
        return []
    kept = _kept_hyphens(word, places, rules)
    return [cut for place in places if place not in kept for cut in (place, place + 1)]


def _kept_hyphens(word: str, places: list[int], rules: LanguageRules) -> set[int]:
    kept = set()
    if word[: places[0]].lower() in rules.hyphen_prefixes:
        kept.add(places[0])
    if word[places[-1] + 1 :].lower() in rules.hyphen_suffixes:
        kept.add(places[-1])
    return kept
