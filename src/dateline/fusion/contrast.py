"""Words that set one clause against another, in the language of the report.

They only say where to look and are evidence for the model; what contradicts what is never
decided by a word alone.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from msgspec import Struct

from dateline.text.yaml_files import read_yaml

_FOLDER = "dateline.fusion"
_LETTER = "\\w"
_WORDS = re.compile(r"\w+")
_SAID = 3
"""Words that a clause has from its deed on, where it says something of the deed."""
_BEFORE = 12
"""Characters before a number in which such a word stands."""


class ContrastWords(Struct, frozen=True, forbid_unknown_fields=True):
    """See `data/contrast/en.yaml`."""

    denial: tuple[str, ...]
    turn: tuple[str, ...]
    not_told: tuple[str, ...]
    added: tuple[str, ...]
    that: tuple[str, ...]
    definite: tuple[str, ...]
    bare: bool
    existence: tuple[str, ...]
    untrue: tuple[str, ...] = ()


class Marks(Struct, frozen=True, gc=False):
    """Which kinds of contrast a stretch of text has."""

    denial: bool = False
    turn: bool = False
    not_told: bool = False


NONE = Marks()
_Patterns = tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]


def find_marks(text: str, start: int, end: int, *, lang: str | None) -> Marks:
    """The contrast in the characters [start, end) of a report's text.

    "it denied that" -> denial; "but the town holds" -> turn; "no comment" -> not_told
    """
    patterns = _patterns(lang)
    if patterns is None or start >= end:
        return NONE
    denial, turn, not_told = (p.search(text, start, end) is not None for p in patterns)
    return Marks(denial=denial, turn=turn, not_told=not_told)


def is_added(text: str, start: int, end: int, *, lang: str | None) -> bool:
    """Whether the words of a number, or right before it, say that it is a part or an addition.

    "another five", "nine, including three children" -> True
    """
    words = contrast_words(lang)
    if words is None:
        return False
    near = text[max(0, start - _BEFORE) : end].casefold()
    return not set(words.added).isdisjoint(_WORDS.findall(near))


def is_presupposed(clause: str, at: int, *, lang: str | None) -> bool:
    """Whether a clause takes the deed whose word stands at this character as known.

    "that the retreat was a humiliation" -> True for "retreat"; "that troops retreated", "that the
    attack took place" -> False
    """
    words = contrast_words(lang)
    before, after = (_WORDS.findall(part.casefold()) for part in (clause[:at], clause[at:]))
    if words is None or not before or before[0] not in words.that or len(after) < _SAID:
        return False
    if any(word.startswith(words.existence) for word in after[1:]):
        return False
    return before[-1] in words.definite or (words.bare and len(before) == 1)


def is_said_untruly(cue: str, *, lang: str | None) -> bool:
    """Whether a verb of saying is only called untrue: its source asserts, and denies nothing.

    "falsely claimed" -> True; "denied", "dismissed as false" -> False
    """
    words = contrast_words(lang)
    told = _WORDS.findall(cue.casefold())
    return words is not None and len(told) > 1 and told[0] in words.untrue


@cache
def contrast_words(lang: str | None) -> ContrastWords | None:
    """The words of a language ("en", "en-GB"); None where it has no list."""
    name = (lang or "").partition("-")[0]
    path = files(_FOLDER) / "data" / "contrast" / f"{name}.yaml"
    if not name.isalpha() or not path.is_file():
        return None
    where = f"fusion/data/contrast/{name}.yaml"
    return read_yaml(path.read_bytes(), ContrastWords, where=where, remedy="mend the file")


@cache
def _patterns(lang: str | None) -> _Patterns | None:
    words = contrast_words(lang)
    if words is None:
        return None
    return _any_of(words.denial), _any_of(words.turn), _any_of(words.not_told)


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    inner = "|".join(re.escape(word).replace("\\ ", "\\s+") for word in longest)
    return re.compile(rf"(?<!{_LETTER})(?:{inner})(?![{_LETTER}-])", re.IGNORECASE)
