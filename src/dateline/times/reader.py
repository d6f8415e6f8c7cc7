"""The reader of one text: matches, drafts, resolved expressions."""

from __future__ import annotations

import re
from functools import cache

from dateline.times.build import build
from dateline.times.carry_over import YearTeller
from dateline.times.context import Document, register_of
from dateline.times.draft import Draft
from dateline.times.festivals import find_festivals
from dateline.times.grammar import Grammar, grammar
from dateline.times.resolve import Resolved, Setting, resolve
from dateline.times.tense import Tense

_BEFORE, _AFTER = 160, 80
_STOP = re.compile(r"[.!?;]\s|\n")


def read_times(
    text: str, *, lang: str, document: Document, register: str | None = None
) -> list[Resolved]:
    """The time expressions of a text, in order, none inside another.

    `lang` must be one of `language.languages()`; `register` is context.HISTORY or NEWS, by
    default as context.register_of says.
    """
    rules = grammar(lang)
    lexed = rules.lexicon.lex(text)
    chosen = register or register_of(lexed, rules.lexicon, document)
    found = (build(m, lexed, text, rules.lexicon) for m in rules.matches(lexed, register=chosen))
    drafts = _with_festivals([draft for draft in found if draft is not None], text, lang)
    return resolve(drafts, _setting(text, rules, document, chosen))


def _with_festivals(drafts: list[Draft], text: str, lang: str) -> list[Draft]:
    named = list(find_festivals(text, lang))
    if not named:
        return drafts
    free = [
        d for d in drafts if not any(d.start < n.end and n.start < d.end for n in named)
    ]  # fmt: skip
    return sorted([*free, *named], key=lambda d: d.start)


def _setting(text: str, rules: Grammar, document: Document, register: str) -> Setting:
    tense = _tense(rules.data.language)

    def direction(draft: Draft) -> int:
        return tense.direction(before(text, draft.start), after(text, draft.end))

    teller = YearTeller(text, rules.data)
    return Setting(document=document, register=register, direction=direction, teller=teller)


def before(text: str, start: int) -> str:
    """The words of the sentence before an offset, as far as they matter."""
    window = text[max(0, start - _BEFORE) : start]
    last = 0
    for stop in _STOP.finditer(window):
        last = stop.end()
    return window[last:]


def after(text: str, end: int) -> str:
    """The words of the sentence after an offset, as far as they matter."""
    window = text[end : end + _AFTER]
    stop = _STOP.search(window)
    return window[: stop.start()] if stop else window


@cache
def _tense(code: str) -> Tense:
    data = grammar(code).data
    return Tense(data.tense, until=data.relations.until)
