"""Which language a text is in: by its script where that decides, else by n-grams of bytes.

The model is py3langid's (97 languages, 4 MB, in its wheel). Short text is in the language that
is expected of it unless another one wins by a wide margin: what a feed, a page or a record says
of itself is a hint of that kind, never an order; without one, Latin letters are first English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import ascii_letters
from typing import Any

import msgspec
from msgspec import Struct

SAMPLE = 2000
"""Characters that are looked at."""
READ = ("en", "uk", "ru")
"""Languages that claims and events are read in."""
_FEWEST = 4
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_CODE = re.compile(r"[a-z]{2,3}")


class _Script(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Languages of one script. `letters` decide between them before a model does: a language's
    own letters, where none of those it is `without` stand. `expected` is what short text is in
    where nothing is said of it."""

    ranges: str
    lang: str | None = None
    letters: tuple[tuple[str, str], ...] = ()
    without: dict[str, str] = {}
    models: tuple[str, ...] = ()
    expected: str | None = None


class _Data(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """scripts.yaml. `margins`: natural logarithms of the odds by which another language must win
    against the expected one and against a hint; `aliases`: the model's codes that are not ISO's;
    `names`: what languages are called."""

    margins: dict[str, float]
    aliases: dict[str, str]
    names: dict[str, str]
    scripts: dict[str, _Script]


def identify(text: str, *, hint: str | None = None) -> str | None:
    """ISO 639-1 code of the language that most of the text is in; None where undecidable.

    `hint`: what the text's feed, outlet or record says that it is in ("en-GB").
    """
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
    expected = code_of(hint) if code_of(hint) in script.models else None
    return _by_letters(sample, script, counts[name]) or _by_model(
        sample, script, counts[name], expected=expected
    )


def code_of(hint: str | None) -> str | None:
    """The language that a hint names, if it looks like a code at all: "en-GB" -> en."""
    code = re.split(r"[-_]", (hint or "").strip().lower())[0]
    return code if _CODE.fullmatch(code) else None


def unread_note(lang: str | None) -> str | None:
    """What is said of a report in a language that is not read; None of one that is.

    "fr" -> "it is in French (fr), which is not read: ..."
    """
    if lang is None or lang in READ:
        return None
    name = _data().names.get(lang)
    called = f"{name} ({lang})" if name else f"the language {lang!r}"
    return (
        f"it is in {called}, which is not read: who says what, how surely and what happened "
        f"stay unknown (languages that are read: {', '.join(READ)})"
    )


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


def _by_model(sample: str, script: _Script, total: int, *, expected: str | None) -> str | None:
    """The likeliest language, the expected one put forward by its margin."""
    if total < _FEWEST or not script.models:
        return None
    return _likeliest(_scores(sample, script.models), script, expected=expected)


def _likeliest(scores: Mapping[str, float], script: _Script, *, expected: str | None) -> str:
    ahead = dict(scores)
    margins = _data().margins
    for lang, margin in ((script.expected, margins["expected"]), (expected, margins["hint"])):
        if lang in ahead and (lang == expected or expected is None):
            ahead[lang] += margin
    return max(ahead, key=lambda lang: (ahead[lang], lang))


def _scores(sample: str, models: tuple[str, ...]) -> dict[str, float]:
    """Log likelihood of the text by language, codes as in ISO 639-1."""
    aliases = _data().aliases
    ranked = _model(models).rank(" ".join(sample.split()))
    return {aliases.get(lang, lang): float(score) for lang, score in ranked}


@cache
def _model(models: tuple[str, ...]) -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    known = {ours: theirs for theirs, ours in _data().aliases.items()}
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([known.get(lang, lang) for lang in models])
    return identifier


@cache
def _data() -> _Data:
    path = files("dateline.text") / "data" / "scripts.yaml"
    return msgspec.yaml.decode(path.read_bytes(), type=_Data)


def _scripts() -> dict[str, _Script]:
    return _data().scripts


@cache
def _is_latin(name: str) -> bool:
    """Whether any of a script's letters is in ASCII."""
    return _letters(name).search(ascii_letters) is not None


@cache
def _letters(name: str) -> re.Pattern[str]:
    return re.compile(f"[{_scripts()[name].ranges}]+")
