"""Where the phrases and names of a report in a language read by phrases stand.

The neural reader's phrases come first; then nouns with the name of their owner close behind them,
then names that neither covers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.mentions.phrase_actors import Named, PhraseReader
from dateline.model import Analysis, RawEntity, Sentence

_REACH = 4
"""Tokens between a noun and the name of its owner, where no phrase says that they are one."""
_JOINED = 0.8
"""Score of a phrase that a rule joins from noun and name."""

Told = tuple[int, int, float]
"""First and last token of a phrase, and its score."""


class PhraseFinder:
    """Finds the phrases and the names of one report."""

    def __init__(self, reader: PhraseReader, analysis: Analysis, *, least: float) -> None:
        self.reader, self.analysis, self.least = reader, analysis, least
        self.free = [True] * len(analysis.tokens)

    def find(self, sentences: Sequence[Sentence]) -> tuple[list[Told], list[Named]]:
        """The phrases of these sentences, and the names outside them."""
        told = [*self._read_phrase(self.analysis.phrases)]
        for first, last, _ in told:
            self.free[first:last] = [False] * (last - first)
        for sentence in sentences:
            told += self._by_rule(sentence.first, sentence.last)
        return told, [name for s in sentences for name in self._names_alone(s.first, s.last)]

    def _read_phrase(self, phrases: Sequence[RawEntity]) -> Iterator[Told]:
        for phrase in phrases:
            tokens = self.analysis.tokens_in(phrase.start, phrase.end)
            if phrase.score >= self.least and len(tokens):
                yield tokens.start, tokens.stop, phrase.score

    def _by_rule(self, first: int, last: int) -> Iterator[Told]:
        """Nouns with the name of their owner close behind them, outside the reader's phrases."""
        reader, end = self.reader, first
        inside = reader.range_of(first, last)
        for at in inside:
            token = reader.words[at].token
            if token < end or not self.free[token]:
                continue
            if reader.names.heads.at([reader.words[at].forms], 0) is None:
                continue
            stop = self._joined(at, inside.stop)
            phrase = reader.read(token, stop)
            if phrase.owner is not None and phrase.main is not None and phrase.main.first == at:
                end = stop
                self.free[token:stop] = [False] * (stop - token)
                yield token, stop, _JOINED

    def _joined(self, at: int, limit: int) -> int:
        """One past the last token that a noun at a word may take in: nouns and names, with only
        small words between."""
        reader = self.reader
        last = at + 1
        while last < limit and self._beside(last):
            name = reader.name_at(last, limit)
            if name is None and reader.names.heads.at([reader.words[last].forms], 0) is None:
                break
            last = name.last if name else last + 1
            if name is not None:
                break
        return reader.words[last - 1].token + 1

    def _beside(self, at: int) -> bool:
        """Whether only small words stand between a word and the one before it."""
        reader = self.reader
        begin, end = reader.words[at - 1].token, reader.words[at].token
        between = self.analysis.tokens[begin + 1 : end]
        small = all(reader.data.plain(t.text).strip("'’") in reader.data.dropped for t in between)
        return small and len(between) <= _REACH and all(self.free[begin : end + 1])

    def _names_alone(self, first: int, last: int) -> Iterator[Named]:
        """The names that stand outside every phrase."""
        reader = self.reader
        inside = reader.range_of(first, last)
        at = inside.start
        while at < inside.stop:
            name = reader.name_at(at, inside.stop)
            if name is not None and self.free[reader.words[at].token]:
                yield name
            at = name.last if name else at + 1
