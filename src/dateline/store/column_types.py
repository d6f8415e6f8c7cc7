"""Columns that take less room than their values: instants as seconds, fixed words as numbers.

Invariant: a number, once it stands for a word, never stands for another; new words come last.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Dialect, SmallInteger
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1)
UNKNOWN = 0
"""The number of no word: what is asked for and cannot be there."""
STANCES = ("assert", "decline", "demand", "deny", "estimate", "predict", "unknown")
CERTAINTIES = ("certain", "possible", "probable", "unknown")
MANNERS = ("direct", "indirect", "mixed", "narration")
SOURCE_KINDS = (
    "document", "imagery", "institution", "office", "outlet", "party", "person", "social_media",
    "unknown", "unnamed",
)  # fmt: skip
AUXILIARIES = ("asserted", "demanded", "future", "historical", "hypothetical", "negated")
BASES = ("document", "inferred", "relative", "stated", "unknown")
TOPONYM_KINDS = ("demonym", "embedded", "literal", "metonymic")


class Seconds(TypeDecorator[str]):
    """An ISO 8601 instant without a zone, as seconds since 1970: 4 bytes, not 19."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """The number of an instant."""
        if value is None:
            return None
        return (datetime.fromisoformat(value) - EPOCH) // timedelta(seconds=1)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The instant of a number."""
        return None if value is None else (EPOCH + timedelta(seconds=value)).isoformat()


class Word(TypeDecorator[str]):
    """One of a few words, by its place in their list: 1 byte."""

    impl = SmallInteger
    cache_ok = True

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: str | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """The number of a word."""
        if value is None:
            return None
        return self.words.index(value) + 1 if value in self.words else UNKNOWN

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The word of a number."""
        return self.words[value - 1] if value else None
