"""Tokens and sentences of a report, block by block: no sentence crosses a block.

Sentences are decided on tokens, as in Punkt, but from the language's data alone: a terminal
mark ends one unless what stands before it or after it says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Analysis, Report, Sentence, Token
from dateline.text.language import working_language
from dateline.text.rules import LanguageRules, rules
from dateline.text.tokens import tokens_of

LONGEST = 500
"""Tokens of the longest sentence; a longer run without a full stop is cut."""

_TERMINAL = frozenset(".!?…。！？؟۔॥।၊။።．｡‼⁇⁈⁉")
_WIDE = frozenset("。！？．｡။၊")
_CLOSERS = frozenset("\"'”’»“)]}」』››")
_OPENERS = frozenset("\"'“‘«„‚([{「『‹‘”")
_DASHES = frozenset("-–—―")
_BULLETS = frozenset("-–—•*·▪●")


def analyse(report: Report) -> Analysis:
    """Tokens and sentences of every block of the report, in the order of the text."""
    lang = working_language(report)
    data = rules(lang)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for index, block in enumerate(report.blocks):
        first = len(tokens)
        tokens.extend(tokens_of(report.text, block.start, block.end, data))
        edges = [*boundaries(tokens[first:], data)]
        for begin, end in zip([0, *edges], edges, strict=False):
            a, b = first + begin, first + end
            sentences.append(Sentence(tokens[a].start, tokens[b - 1].end, a, b, index))
    return Analysis(lang=lang, tokens=tuple(tokens), sentences=tuple(sentences))


def boundaries(tokens: Sequence[Token], data: LanguageRules) -> list[int]:
    """Indices after the last token of each sentence, the last one being len(tokens)."""
    ends: list[int] = []
    begin, i, count = 0, 0, len(tokens)
    while i < count:
        last = i + 1
        if tokens[i].text[-1] in _TERMINAL and i >= begin:
            last = _closed(tokens, i, data)
            if last < count and _ends_sentence(tokens, begin, i, last, data):
                ends.append(last)
                begin = last
        if last - begin >= LONGEST:
            ends.append(last)
            begin = last
        i = last
    if count and (not ends or ends[-1] != count):
        ends.append(count)
    return ends


def _closed(tokens: Sequence[Token], i: int, data: LanguageRules) -> int:
    """The index after the closing marks that adhere to the terminal token i, or that the language
    writes apart: « Partez ! »"""
    j = i + 1
    while j < len(tokens):
        text = tokens[j].text
        if tokens[j].start > tokens[j - 1].end and text not in data.spaced_closers:
            break
        if not (text in _CLOSERS or text in ("''", "``") or text[0] in _TERMINAL):
            break
        j += 1
    while _reference(tokens, j):
        j += 3
    return j


def _reference(tokens: Sequence[Token], j: int) -> bool:
    """Whether a footnote's number in brackets stands at token j: it closes its sentence."""
    if j + 3 > len(tokens) or tokens[j].text != "[":
        return False
    return tokens[j + 1].text.isdigit() and tokens[j + 2].text == "]"


def _ends_sentence(
    tokens: Sequence[Token], begin: int, i: int, j: int, data: LanguageRules
) -> bool:
    """Whether a sentence ends between the terminal token i (closed up to j) and token j."""
    mark, after = tokens[i].text, tokens[j]
    if mark[-1] in _WIDE:
        return True
    gap = after.start > tokens[j - 1].end
    if not gap and not _run_together(tokens, i, j):
        return False
    if _list_number(tokens, begin, i):
        return False
    follower = _follower(tokens, j)
    if follower is None or _continues(after, follower):
        return False
    if len(mark) > 1 and mark[-1] == "." and mark[0] != ".":
        return _abbreviation_ends(mark, after, follower, data)
    return True


def _run_together(tokens: Sequence[Token], i: int, j: int) -> bool:
    """'the river.Ukrainian troops': a full stop whose space was lost."""
    if tokens[i].text[0] not in _TERMINAL or i == 0:
        return False
    before, after = tokens[i - 1].text, tokens[j].text
    return before.islower() and len(before) > 1 and after.istitle() and len(after) > 1


def _list_number(tokens: Sequence[Token], begin: int, i: int) -> bool:
    return i == begin + 1 and tokens[i].text == "." and tokens[begin].text.isdigit()


def _follower(tokens: Sequence[Token], j: int) -> str | None:
    """The first word at or after j, past what opens it; None where there is none."""
    for token in tokens[j : j + 4]:
        if token.text[0].isalnum():
            return token.text
        if not (token.text in _OPENERS or token.text[0] in _DASHES or token.text in _BULLETS):
            return token.text if token.text[0] not in ",;:)]}%/" else None
    return None


def _continues(after: Token, follower: str) -> bool:
    """Whether what follows goes on with the sentence: a small letter where there are any."""
    if after.text[0] in ",;:)]}%/":
        return True
    return follower[0].islower() and not any(c.isupper() for c in follower[1:3])


def _abbreviation_ends(mark: str, after: Token, follower: str, data: LanguageRules) -> bool:
    word = mark[:-1].lower()
    if word in data.titles:
        return False
    if word in data.numbered:
        return not follower[0].isdigit() and follower.lower() in data.starters
    if not follower[0].isalpha():
        return after.text in _OPENERS
    return follower.lower() in data.starters and follower[0].isupper()
