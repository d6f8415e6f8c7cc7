"""Which language a text is in: by its script where that decides, else by n-grams of bytes.

The model is py3langid's (97 languages, 4 MB, in its wheel). Short text is in the language that
is expected of it unless another one wins by a wide margin: what a feed, a page or a record says
of itself is a hint of that kind, never an order; without one, Latin letters are first English.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from string import ascii_letters
from typing import Any

import msgspec
from msgspec import Struct

from dateline.model.report import Report
from dateline.text.yaml_files import read_yaml

SAMPLE = 2000
"""Characters that are looked at."""
_FEWEST = 4
_SHORT = 240
"""Characters up to which a text's hint decides where no word speaks against it."""
_BLOCK = 40  # letters of the shortest block whose language is looked at by itself
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_UNUSUAL = re.compile(r"[^\x00-\x7f\u0400-\u04ff]")
_KINDS, _OFTEN, _SHARE = 3, 5, 8
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"[a-z]{2,3}")


class _Languages(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """languages.yaml: which languages are read, and which of them by patterns, too."""

    read: tuple[str, ...]
    by_patterns: tuple[str, ...]


def _read_languages() -> _Languages:
    path = files("dateline.text") / "data" / "languages.yaml"
    return read_yaml(path.read_bytes(), _Languages, where=path.name, remedy="see its first lines")


READ = _read_languages().read
"""Languages that claims and events are read in."""
BY_RULES = _read_languages().by_patterns
"""Those whose claims are read by patterns, too: all that is read without the neural readers."""


class _Script(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Languages of one script. `letters` decide between them before a model does: a language's
    own letters, where none of those it is `without` stand; so do `words` that no other has, where
    they are many, since the model takes half a second to load. `common` words of other languages
    keep a short text from being taken for what is expected of it. `expected` is what short text
    is in where nothing is said of it."""

    ranges: str
    lang: str | None = None
    letters: tuple[tuple[str, str], ...] = ()
    without: dict[str, str] = {}
    words: dict[str, frozenset[str]] = {}
    common: dict[str, frozenset[str]] = {}
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
    return _identify(text[:SAMPLE], hint)


@lru_cache(maxsize=512)  # each stage asks for the languages of the same blocks
def _identify(sample: str, hint: str | None) -> str | None:
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
    return (
        _by_letters(sample, script, counts[name])
        or _by_words(sample, script)
        or _by_hint(sample, script, expected)
        or _by_model(sample, script, counts[name], expected=expected)
    )


def code_of(hint: str | None) -> str | None:
    """The language that a hint names, if it looks like a code at all: "en-GB" -> en."""
    code = re.split(r"[-_]", (hint or "").strip().lower())[0]
    return code if _CODE.fullmatch(code) else None


def block_languages(report: Report) -> tuple[str | None, ...]:
    """The language of each block; a short one is in that of its report."""
    if len(report.blocks) < 2:
        return (report.lang,) * len(report.blocks)
    texts = (report.text[block.start : block.end] for block in report.blocks)
    return tuple(
        (identify(text, hint=report.lang) or report.lang) if _is_long(text) else report.lang
        for text in texts
    )


def working_language(report: Report) -> str | None:
    """What the stages read a report in: its language, or the one that is read of its blocks.

    A report in French with two paragraphs in English -> en.
    """
    if report.lang is None or report.lang in READ:
        return report.lang
    letters: Counter[str] = Counter()
    for lang, block in zip(block_languages(report), report.blocks, strict=True):
        if lang in READ:
            letters[lang] += block.end - block.start
    return letters.most_common(1)[0][0] if letters else report.lang


def is_unread(lang: str | None, read: Sequence[str] = READ) -> bool:
    """Whether a text in this language is not read; one whose language is unknown is tried."""
    return lang is not None and lang not in read


def unread_notes(report: Report, read: Sequence[str] = READ) -> tuple[str, ...]:
    """What is said of a report that is not read, or not all of it; `read`: what the stages read."""
    note = unread_note(report.lang, read) or faint_note(report.lang)
    if note is not None:
        return (note,)
    other = {lang for lang in block_languages(report) if is_unread(lang, read)}
    return tuple(
        f"some of its paragraphs are in {called(lang)}, which is not read"
        for lang in sorted(filter(None, other))
    )


def faint_note(lang: str | None) -> str | None:
    """What is said of a report in a language that is read less surely than English."""
    if lang in BY_RULES or is_unread(lang) or lang is None:
        return None
    return f"it is in {called(lang)}, read less surely than English: see `dateline languages`"


def zero_shot_notes(report: Report) -> tuple[str, ...]:
    """What is said of a report in a language that no reader was fitted on, where it is read."""
    other = {report.lang, *block_languages(report)}
    return tuple(
        f"{called(lang)} is read zero-shot: no reader was fitted on it, so what it finds is a lead"
        for lang in sorted(lang for lang in other if lang is not None and is_unread(lang))
    )


def _is_long(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= _BLOCK


def unread_note(lang: str | None, read: Sequence[str] = READ) -> str | None:
    """What is said of a report in a language that is not read; None of one that is.

    "fr" -> "it is in French (fr), which is not read: ..."
    """
    if lang is None or lang in read:
        return None
    return (
        f"it is in {called(lang)}, which is not read: who says what, how surely and what happened "
        f"stay unknown (languages that are read: {', '.join(read)})"
    )


def called(lang: str) -> str:
    """A language for people to read: fr -> "French (fr)"."""
    name = _read_data().names.get(lang)
    return f"{name} ({lang})" if name else f"the language {lang!r}"


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
    """The language whose own function words are an eighth of the sample's, and of three kinds."""
    written = Counter(_WORD.findall(sample.lower()))
    for lang, known in script.words.items():
        own = known & written.keys()
        count = sum(written[word] for word in own)
        if len(own) >= _KINDS and count >= _OFTEN and _SHARE * count >= written.total():
            return lang
    return None


def _by_hint(sample: str, script: _Script, expected: str | None) -> str | None:
    """The language that is expected of a short text in which nothing speaks for another one."""
    if expected not in script.words or len(sample) > _SHORT or _has_own_letters(sample):
        return None
    foreign = _words_against(expected)
    return expected if foreign.isdisjoint(_WORD.findall(sample.lower())) else None


@cache
def _words_against(expected: str) -> frozenset[str]:
    """Common words of the other languages of its script, but those that are its own too."""
    script = next(s for s in _scripts().values() if expected in s.words)
    others = (words for lang, words in script.common.items() if lang != expected)
    return frozenset().union(*others) - script.words[expected]


def _has_own_letters(sample: str) -> bool:
    """Whether it has letters beyond the plain Latin and Cyrillic ones: ç, ł, ə."""
    return any(map(str.isalpha, _UNUSUAL.findall(sample)))


def _by_model(sample: str, script: _Script, total: int, *, expected: str | None) -> str | None:
    """The likeliest language, the expected one put forward by its margin."""
    if total < _FEWEST or not script.models:
        return None
    return _likeliest(_scores(sample, script.models), script, expected=expected)


def _likeliest(scores: Mapping[str, float], script: _Script, *, expected: str | None) -> str:
    ahead = dict(scores)
    margins = _read_data().margins
    for lang, margin in ((script.expected, margins["expected"]), (expected, margins["hint"])):
        if lang in ahead and (lang == expected or expected is None):
            ahead[lang] += margin
    return max(ahead, key=lambda lang: (ahead[lang], lang))


def _scores(sample: str, models: tuple[str, ...]) -> dict[str, float]:
    """Log likelihood of the text by language, codes as in ISO 639-1."""
    aliases = _read_data().aliases
    ranked = (
        (aliases.get(lang, lang), score)
        for lang, score in _rank_languages(" ".join(sample.split()))
    )
    return {lang: float(score) for lang, score in ranked if lang in models}


def _rank_languages(words: str) -> list[tuple[str, float]]:
    ranked: list[tuple[str, float]] = _load_model().rank(words)
    return ranked


@cache
def _load_model() -> Any:
    """The model, loaded once for all scripts: it takes most of a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    known = {ours: theirs for theirs, ours in _read_data().aliases.items()}
    wanted = {lang for script in _scripts().values() for lang in script.models}
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([known.get(lang, lang) for lang in sorted(wanted)])
    return identifier


@cache
def _read_data() -> _Data:
    path = files("dateline.text") / "data" / "scripts.yaml"
    return msgspec.yaml.decode(path.read_bytes(), type=_Data)


def _scripts() -> dict[str, _Script]:
    return _read_data().scripts


@cache
def _is_latin(name: str) -> bool:
    """Whether any of a script's letters is in ASCII."""
    return _letters(name).search(ascii_letters) is not None


@cache
def _letters(name: str) -> re.Pattern[str]:
    return re.compile(f"[{_scripts()[name].ranges}]+")
