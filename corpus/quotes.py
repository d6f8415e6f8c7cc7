"""Quotes to offsets: `text[start:end]` is always exactly the words of the quote."""

from __future__ import annotations

import re

from corpus.records import load_vocabulary

NUMBERED = re.compile(r"^(?P<words>.+)#(?P<turn>[1-9][0-9]*)$", re.DOTALL)


class QuoteError(ValueError):
    """A quote that does not stand in its text."""


def split_quote(quote: str) -> tuple[str, int]:
    """The words of a quote and which of their occurrences is meant: "the army#2" -> 2."""
    numbered = NUMBERED.match(quote)
    return (numbered["words"], int(numbered["turn"])) if numbered else (quote, 1)


def locate_quote(quote: str, *, text: str, lang: str) -> tuple[int, int]:
    """Where a quote stands, half-open; QuoteError where it does not."""
    words, turn = split_quote(quote)
    if not words.strip() or words != words.strip():
        raise QuoteError(f"{quote!r} is empty or has spaces at its ends")
    starts = find_occurrences(words, text=text, whole=lang not in load_vocabulary().unspaced)
    if not starts:
        raise QuoteError(f"{words!r} is not in the text as whole words")
    if turn > len(starts):
        raise QuoteError(f"{quote!r}: the words stand there only {len(starts)} times")
    return starts[turn - 1], starts[turn - 1] + len(words)


def find_occurrences(words: str, *, text: str, whole: bool) -> list[int]:
    """Every start of some words; `whole`: only where no letter or digit touches their ends."""
    pattern = re.escape(words)
    if whole:
        before = r"(?<!\w)" if words[0].isalnum() else ""
        after = r"(?![\w\u0300-\u036f])" if words[-1].isalnum() else ""
        pattern = f"{before}{pattern}{after}"
    return [found.start() for found in re.finditer(pattern, text)]
