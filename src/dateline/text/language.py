"""Which language a text is in: by its script where that decides, else by lingua's n-grams.

The detector is built on first use from a list of languages that share a script, in lingua's
low-accuracy mode (trigrams alone: 30 MB and 0.2 s, where the full models take 0.5 GB).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib.resources import files
from string import ascii_letters
from typing import Any

import msgspec
from msgspec import Struct

SAMPLE = 2000
"""Characters that are looked at."""
_FEWEST = 12
_FEWEST_WORDS = 2
_SHORT = 40
_MOSTLY = 0.65
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(r"[^\W\d_]+")


class _Script(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Languages of one script. `letters` and `words` decide between them before a model does:
    a language's own letters where none of those it is `without` stand, its function words."""

    ranges: str
    lang: str | None = None
    letters: tuple[tuple[str, str], ...] = ()
    without: dict[str, str] = {}
    words: dict[str, frozenset[str]] = {}
    models: tuple[str, ...] = ()


def identify(text: str) -> str | None:
    """ISO 639-1 code of the language that most of the text is in; None where undecidable."""
    sample = text[:SAMPLE]
    foreign = "".join(_FOREIGN.findall(sample))
    counts = {
        name: sum(map(len, _letters(name).findall(sample if _is_latin(name) else foreign)))
        for name in _scripts()
    }
    name = max(counts, key=lambda script: counts[script])
    if counts[name] == 0 or 2 * counts[name] < sum(counts.values()):
        return None
    script = _scripts()[name]
    if script.lang is not None:
        return script.lang
    return (
        _by_letters(sample, script, counts[name])
        or _by_words(sample, script)
        or _as_english(sample, name)
        or _by_model(sample, script, counts[name])
    )


class _Languages(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Languages that claims are read in, and English names of languages."""

    read: frozenset[str]
    names: dict[str, str]


def is_unread(lang: str | None) -> bool:
    """Whether claims in this language are read by nothing; an unknown one counts as read."""
    return lang is not None and lang not in _languages().read


def unread_note(lang: str | None) -> str | None:
    """What people are told of a report in a language that is not read; None where it is.

    "fr" -> "it is in French (fr), which is not read: ..."
    """
    if lang is None or not is_unread(lang):
        return None
    name = _languages().names.get(lang)
    shown = f"{name} ({lang})" if name else f"the language {lang!r}"
    return f"it is in {shown}, which is not read: who says what, and how sure, stay unknown"


@cache
def _languages() -> _Languages:
    data = (files("dateline.text") / "data" / "languages.yaml").read_bytes()
    return msgspec.yaml.decode(data, type=_Languages)


def _by_letters(sample: str, script: _Script, total: int) -> str | None:
    """The language whose own letters stand in the sample and whose foreign ones do not."""
    lowered = sample.lower()
    found = []
    for lang, own in script.letters:
        count = sum(lowered.count(letter) for letter in own)
        foreign = sum(lowered.count(letter) for letter in script.without.get(lang, ""))
        if 400 * count > total and foreign * 20 <= count:
            found.append((count, lang))
    return max(found)[1] if found else None


def _by_words(sample: str, script: _Script) -> str | None:
    """The language whose function words are at least two and twice those of any other."""
    if not script.words:
        return None
    written = Counter(_WORD.findall(sample.lower()))
    ranked = sorted(
        (
            (sum(written[word] for word in known & written.keys()), lang)
            for lang, known in script.words.items()
        ),
        reverse=True,
    )
    (best, lang), (second, _) = ranked[:2]
    return lang if best >= _FEWEST_WORDS and best >= 2 * second else None


def _as_english(sample: str, script: str) -> str | None:
    """English where most of a short text's words are known English ones.

    N-grams mistake short headlines: names that are foreign to every language outweigh two
    plain verbs. Words in small letters count, so names do not; in a title in capitals all do.
    """
    words = _WORD.findall(sample)
    if not _is_latin(script) or not words or len(words) > _SHORT:
        return None
    words = [word for word in words if word.lower() not in _foreign_words()]
    counted = [word for word in words if word.islower()] or [word.lower() for word in words]
    known = sum(word in _english_words() for word in counted)
    return "en" if counted and known >= _MOSTLY * len(counted) else None


@cache
def _english_words() -> frozenset[str]:
    data = files("dateline.text") / "data" / "english_words.txt"
    return frozenset(data.read_text(encoding="utf-8").split())


@cache
def _foreign_words() -> frozenset[str]:
    """Function words of other languages that are none in English: 'en', 'die', 'per'."""
    known = _scripts()["latin"].words
    return frozenset().union(*(known[lang] for lang in known if lang != "en")) - known["en"]


def _by_model(sample: str, script: _Script, total: int) -> str | None:
    if total < _FEWEST or not script.models:
        return None
    language = _detector(script.models).detect_language_of(" ".join(sample.split()))
    return None if language is None else str(language.iso_code_639_1.name).lower()


@cache
def _detector(codes: tuple[str, ...]) -> Any:
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    wanted = [getattr(IsoCode639_1, code.upper()) for code in codes]
    builder = LanguageDetectorBuilder.from_iso_codes_639_1(*wanted)
    return builder.with_low_accuracy_mode().with_minimum_relative_distance(0.02).build()


@cache
def _scripts() -> dict[str, _Script]:
    data = (files("dateline.text") / "data" / "scripts.yaml").read_bytes()
    return msgspec.yaml.decode(data, type=dict[str, _Script])


@cache
def _is_latin(name: str) -> bool:
    """Whether any of a script's letters is in ASCII."""
    return _letters(name).search(ascii_letters) is not None


@cache
def _letters(name: str) -> re.Pattern[str]:
    return re.compile(f"[{_scripts()[name].ranges}]+")
