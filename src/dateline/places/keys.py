"""Keys under which the gazetteer keeps a name: equal keys, same name written differently."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from dateline.text.yaml_files import parse_yaml

_WORD = re.compile(r"[^\w]|_")
_VOWELS = re.compile(r"[aeiou]")
_DOUBLE = re.compile(r"(.)\1+")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# Latin letters in a Cyrillic word, typed for their looks: Тернопiль
_LOOKALIKES = str.maketrans("aceiopxy", "асеіорху")


@cache
def _tables() -> dict[str, Any]:
    text = (files("dateline.places") / "data" / "keys.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = parse_yaml(text)
    return loaded


@cache
def _letters() -> dict[int, str]:
    fold = _tables()["fold"]
    return str.maketrans({**fold["letters"], **fold["arabic"], "ʹ": "", "ʼ": ""})


@cache
def _articles() -> tuple[re.Pattern[str], re.Pattern[str]]:
    fold = _tables()["fold"]
    return re.compile(fold["articles"]), re.compile(fold["arabic_article"])


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """The name without case, marks, spaces and articles, in its own script.

    >>> fold("Arkhanhel's'ke"), fold("Deir ez-Zor"), fold("Ад-Дана")
    ('arkhanhelske', 'deirezzor', 'аддана')
    """
    text = name.lower()
    if not name.isascii():
        text = _plain(name.lower().translate(_letters()))
        if _CYRILLIC.search(text):
            text = text.translate(_LOOKALIKES)
    if text[:1] in "aeu" or not text.isascii():
        latin, arabic = _articles()
        text = arabic.sub("", latin.sub("", text))
    return _WORD.sub("", text)


def _plain(text: str) -> str:
    # Cyrillic й and ї are letters of their own, not marked ones
    marked = unicodedata.normalize("NFKD", text.replace("й", "\ue000").replace("ї", "\ue001"))
    kept = "".join(c for c in marked if not unicodedata.combining(c))
    composed = kept.replace("\ue000", "й").replace("\ue001", "ї").lower()
    return unicodedata.normalize("NFC", composed)


@cache
def _inner_articles() -> re.Pattern[str]:
    return re.compile(_tables()["fold"]["inner"])


@cache
def _sounds(family: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    rules = _tables()["skeleton"][family]
    pattern = "|".join(f"({spelling})" for spelling, _ in rules)
    return re.compile(pattern), tuple(sound for _, sound in rules)


@cache
def _latin() -> dict[int, str]:
    tables = _tables()
    return str.maketrans({**tables["cyrillic"], **tables["arabic"]})


@lru_cache(maxsize=8192)
def standard(name: str) -> str:
    """The name folded, its inner articles off and its common words in one spelling, for telling
    how alike two names are.

    >>> standard("Tel Rifaat"), standard("Abū az-Zuhūr")
    ('tallrifaat', 'abuzuhur')
    """
    words = _tables()["words"]["semitic"]
    plain = _inner_articles().sub(" ", _plain(name.lower().translate(_letters())))
    return fold(" ".join(words.get(word, word) for word in plain.replace("-", " ").split()))


@lru_cache(maxsize=8192)
def skeleton(name: str, *, family: str) -> str:
    """The consonants of a name as its family of languages transliterates them; '' if too few.

    The first letter stays, as 'a' where it is a vowel. Names with fewer than three consonants
    have no skeleton: too many places share it.
    """
    key = fold(_inner_articles().sub(" ", name.lower()) if family == "semitic" else name)
    text = key if key.isascii() else key.translate(_latin())
    if not text.isascii() or not text:
        return ""
    pattern, sounds = _sounds(family)
    text = pattern.sub(lambda m: sounds[(m.lastindex or 1) - 1], text)
    if not text:
        return ""
    head = "a" if text[0] in "aeiou" else text[0]
    bones = _DOUBLE.sub(r"\1", head + _VOWELS.sub("", text[1:]))
    return bones if len(bones) >= 4 else ""


@cache
def families() -> dict[str, str]:
    """Country (ISO 3166-1 alpha-2) -> the family of skeletons that its names are kept by."""
    table = _tables()["families"]
    return {country: family for family, countries in table.items() for country in countries}


def script(name: str) -> str:
    """'cyrillic', 'arabic' or 'other'."""
    if _CYRILLIC.search(name):
        return "cyrillic"
    return "arabic" if _ARABIC.search(name) else "other"
