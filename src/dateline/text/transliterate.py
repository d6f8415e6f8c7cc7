"""Names in Latin letters, and keys under which differently written names meet."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")


class Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One language's letters; `initial` at the beginning of a word, `clusters` before letters."""

    letters: dict[str, str]
    initial: dict[str, str] = {}
    clusters: dict[str, str] = {}


def latin(text: str, *, lang: str | None = None) -> str:
    """The text in Latin letters, capitals kept; unchanged where it is in them already.

    `lang`: uk, ru or ar, by whose own system; None: by the letters.

    >>> latin("Архангельське", lang="uk"), latin("Архангельское", lang="ru")
    ('Arkhanhelske', 'Arkhangelskoye')
    """
    if text.isascii():
        return text
    table = _read_table(lang if lang in ("uk", "ru", "ar") else _guessed(text))
    if table is None:
        return text
    return _pattern(table).sub(lambda match: _replaced(match, table), text)


def match_key(name: str, *, lang: str | None = None) -> str:
    """A key that spellings of one name share across transliterations; loose, so compare places
    or persons that agree in more than the key.

    >>> match_key("Arkhanhel's'ke") == match_key("Архангельское") == match_key("Archangelske")
    True
    """
    text = strip_marks(latin(name, lang=lang)).casefold()
    text = " ".join(re.findall(r"[a-z0-9]+|[^\W\x00-\x7f]+", re.sub(r"['’ʼ`ʹʻ\"]", "", text)))
    return " ".join(_folded(word) for word in text.split())


def strip_marks(text: str) -> str:
    """The text without diacritics, in which ł, ø and the like lose their strokes too."""
    if text.isascii():
        return text
    text = text.translate(_STROKES)
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


_APOSTROPHES = ("'", "’", "ʼ")
_STROKES = str.maketrans("łŁøØđĐıħĦ", "lLoOdDihH")


def _folded(word: str) -> str:
    for pattern, replacement in _list_folds():
        word = pattern.sub(replacement, word)
    return word


@cache
def _list_folds() -> tuple[tuple[re.Pattern[str], str], ...]:
    data = (files("dateline.text") / "data" / "translit" / "keys.yaml").read_bytes()
    rules = msgspec.yaml.decode(data, type=list[tuple[str, str]])
    return tuple((re.compile(pattern), replacement) for pattern, replacement in rules)


def _guessed(text: str) -> str | None:
    if _ARABIC.search(text):
        return "ar"
    if _CYRILLIC.search(text):
        return "uk" if _UKRAINIAN.search(text) else "ru"
    return None


@cache
def _load_table(lang: str) -> Table:
    data = (files("dateline.text") / "data" / "translit" / f"{lang}.yaml").read_bytes()
    return msgspec.yaml.decode(data, type=Table)


def _read_table(lang: str | None) -> Table | None:
    return None if lang is None else _load_table(lang)


def _pattern(table: Table) -> re.Pattern[str]:
    return _compiled(tuple(table.clusters), tuple(table.letters))


@cache
def _compiled(clusters: tuple[str, ...], letters: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = sorted(clusters, key=len, reverse=True)
    single = "".join(map(re.escape, letters))
    return re.compile("|".join([*map(re.escape, alternatives), f"[{single}]"]), re.I)


def _replaced(match: re.Match[str], table: Table) -> str:
    written = match.group()
    key = written.lower()
    before = match.string[match.start() - 1 : match.start()]
    at_beginning = not before.isalpha() and before not in _APOSTROPHES
    if key in table.clusters and not (at_beginning and len(key) == 1):
        value = table.clusters[key]
    elif at_beginning and key in table.initial:
        value = table.initial[key]
    else:
        value = table.letters.get(key, written)
    if not written[0].isupper():
        return value
    following = match.string[match.end() : match.end() + 1]
    return value.upper() if following.isupper() or before.isupper() else value.capitalize()
