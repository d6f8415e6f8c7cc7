"""The words of the page in its language: one catalogue a language, `data/face/CODE.yaml`, and
what the workbench says besides in `data/face/desk/CODE.yaml`.

English sentences are the keys by which code and templates ask; what a catalogue lacks is said in
English. Text of reports, names and reasons stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
from markupsafe import Markup, escape
from msgspec import Struct, structs

from dateline.model import UsageError

ENGLISH = "en"
_LANG = ContextVar("lang", default=ENGLISH)


class Face(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A catalogue. `dir`: how the language runs; `thousands`: what stands between groups of three
    digits; `months`: as in a date, `alone`: as the name of a month, `short`: on an axis; `counts`:
    a noun's forms by category of number (CLDR); `page`: sentences; `desk`: those that the workbench
    alone says; the rest: words for codes."""

    lang: str
    dir: str
    thousands: str
    months: tuple[str, ...]
    alone: tuple[str, ...]
    short: tuple[str, ...]
    counts: Mapping[str, Mapping[str, str]]
    page: Mapping[str, str]
    labels: Mapping[str, Mapping[str | int, str]]
    desk: Mapping[str, str] = {}


class DeskWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the workbench says besides: counts, sentences and words for codes."""

    counts: Mapping[str, Mapping[str, str]]
    page: Mapping[str, str]
    labels: Mapping[str, Mapping[str | int, str]]


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Everything within is said in this language; UsageError where there is no catalogue of it."""
    face_of(lang)
    token = _LANG.set(lang)
    try:
        yield
    finally:
        _LANG.reset(token)


def speak(lang: str) -> None:
    """Everything from here on, in this request or thread, is said in this language."""
    face_of(lang)
    _LANG.set(lang)


@cache
def languages() -> list[str]:
    """The codes of the languages that there are catalogues of."""
    found = [path.name for path in (files("dateline.publish") / "data" / "face").iterdir()]
    return sorted(name.removesuffix(".yaml") for name in found if name.endswith(".yaml"))


@cache
def face_of(lang: str) -> Face:
    """The catalogue of a language."""
    if lang not in languages():
        raise UsageError(
            "there is no face in this language",
            where=f"--lang {lang}",
            remedy=f"choose one of: {', '.join(languages())}",
        )
    folder = files("dateline.publish") / "data" / "face"
    page = msgspec.yaml.decode((folder / f"{lang}.yaml").read_bytes(), type=Face)
    desk = msgspec.yaml.decode((folder / "desk" / f"{lang}.yaml").read_bytes(), type=DeskWords)
    return structs.replace(
        page, desk=desk.page, counts={**page.counts, **desk.counts},
        labels={**page.labels, **desk.labels},
    )  # fmt: skip


def face() -> Face:
    """The catalogue of the language that is spoken now."""
    return face_of(_LANG.get())


def say(text: str, **values: object) -> str:
    """A sentence in the page's language, with values for what stands in braces."""
    words = _words_of(text)
    return words.format(**_figures(values)) if values else words


def say_marked(text: str, **values: object) -> Markup:
    """The same for a template: escaped, with values that are markup left as they are."""
    words = Markup(escape(_words_of(text)))
    return words.format(**_figures(values)) if values else words


def _words_of(text: str) -> str:
    known = face()
    return known.page.get(text) or known.desk.get(text, text)


def figure(number: int) -> str:
    """A number with its groups of three digits apart: 1,204."""
    return f"{number:,}".replace(",", face().thousands)


def count(number: int, noun: str) -> str:
    """A number with its noun: "1 claim", "1,204 claims"; a noun of no catalogue in English."""
    forms = face().counts.get(noun) or english_forms(noun)
    return forms.get(_category(number), forms["other"]).format(n=figure(number))


def english_forms(noun: str) -> dict[str, str]:
    """One and several of a regular noun.

    >>> english_forms("watch")["other"]
    '{n} watches'
    """
    ending = "es" if noun.endswith(("ch", "s", "sh", "x")) else "s"
    return {"one": f"{{n}} {noun}", "other": f"{{n}} {noun}{ending}"}


def face_data() -> dict[str, Any]:
    """What `frontend/src/say.ts` needs: sentences that differ from English, and counts."""
    known = face()
    return {
        "lang": known.lang,
        "words": {text: words for text, words in known.page.items() if text != words},
        "counts": known.counts,
    }


def _figures(values: Mapping[str, object]) -> dict[str, object]:
    return {k: figure(v) if type(v) is int else v for k, v in values.items()}


def _category(number: int) -> str:
    """The category of a whole number by CLDR's rules for the languages that there are."""
    if face().lang == ENGLISH:
        return "one" if number == 1 else "other"
    tens, ones = number % 100, number % 10
    if ones == 1 and tens != 11:
        return "one"
    return "few" if 2 <= ones <= 4 and not 12 <= tens <= 14 else "many"
