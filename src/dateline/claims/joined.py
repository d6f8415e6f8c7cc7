"""The neural reader's attributions, held to quotations and sentences, beside the patterns'.

The reader finds more and marks better; the patterns know that a quotation is one person's to its
end, and that a source stands near its cue. Measured on PolNeAR dev (evals/attribution.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from dateline.claims.coordinate import apart
from dateline.claims.cues import cues
from dateline.claims.drafts import Range
from dateline.claims.grammar import agent
from dateline.claims.patterns import makes_claims, plain
from dateline.claims.patterns import read as read_patterns
from dateline.claims.quotes import Quote, complete_quote, quotations
from dateline.claims.transcripts import turns
from dateline.model import Analysis, RawAttribution, Report, Token, share_letters

LEAST = 0.15
"""Score below which the reader's attributions are left out."""
FAR = 2
"""Sentences between a cue and its source, at most."""
NEAR = 1
"""Paragraphs between a cue and its content, at most."""
NEAR_SPEECH = 4
"""Paragraphs between a cue and a quotation that is its content, at most."""
SOLID = 0.5
"""Score from which an attribution of any content is kept."""
SURE = 0.6
"""Score from which an attribution that only the patterns find is kept."""


def read(analysis: Analysis, report: Report) -> tuple[RawAttribution, ...]:
    """The attributions of a report that the neural reader has read, in the order of the text."""
    return _Joiner(analysis, report).read()


def attributions(text: str, analysis: Analysis) -> tuple[RawAttribution, ...]:
    """The same of a plain text whose every line is a paragraph, empty lines counted."""
    return read(analysis, plain(text, lang=analysis.lang))


class _Joiner:
    def __init__(self, analysis: Analysis, report: Report) -> None:
        self.analysis, self.report = analysis, report
        self.cues = cues(analysis.lang or report.lang)
        self.quotes = quotations(report)
        self.patterns = read_patterns(analysis, report)
        blocks = dict.fromkeys(sentence.block for sentence in analysis.sentences)
        self.order = {block: number for number, block in enumerate(blocks)}

    def read(self) -> tuple[RawAttribution, ...]:
        sure = (raw for raw in self.analysis.attributions if raw.score >= LEAST)
        split = (part for raw in sure for part in apart(self.analysis, raw, self.cues))
        found = [self._drop_far_pieces(raw) for raw in split]
        held = [raw for raw in found if raw is not None]
        kept = self._keep_surest(raw for raw in held if raw.cue or raw.source)
        loose = [piece for raw in held if not (raw.cue or raw.source) for piece in raw.content]
        kept = self._with_loose(kept, sorted(loose))
        kept = self._with_open_quotes(kept)
        spoken = turns(self.report)
        kept = [raw for raw in kept if not any(share_letters(raw.cue, turn.cue) for turn in spoken)]
        kept += [
            raw for raw in self.patterns
            if raw.score >= SURE and (raw in spoken or not _is_told_already(raw, kept))
        ]  # fmt: skip
        return tuple(sorted(kept, key=lambda a: min((*a.source, *a.cue, *a.content))))

    def _drop_far_pieces(self, raw: RawAttribution) -> RawAttribution | None:
        """The attribution with only the pieces that can belong to its cue."""
        mark = (raw.cue or raw.source or raw.content)[:1]
        at = self._sentence(mark[0][0]) if mark else None
        if at is None or not makes_claims(self.report.blocks[self.analysis.sentences[at].block]):
            return None
        source = tuple(p for p in raw.source if self._is_within_reach(p, at, FAR))
        content = tuple(p for p in raw.content if self._belongs(p, at))
        if not source:
            source = agent(self.analysis, raw.cue) or self._patterns_source(raw)
        content = tuple(p for p in content if not _inside(p, source))
        if self._untold(content):
            return None
        held = replace(raw, source=source, content=content)
        return held if content and self._tells_something(held) else None

    def _sentence(self, offset: int) -> int | None:
        return self.analysis.sentence_at(offset)

    def _is_within_reach(self, piece: Range, at: int, reach: int) -> bool:
        there = self._sentence(piece[0])
        if there is None or abs(there - at) > reach:
            return False
        sentences = self.analysis.sentences
        return sentences[there].block == sentences[at].block

    def _belongs(self, piece: Range, at: int) -> bool:
        """Whether content stands near its cue; a quotation, from its beginning, may be farther."""
        there = self._sentence(piece[0])
        if there is None:
            return False
        sentences = self.analysis.sentences
        gap = abs(self.order[sentences[there].block] - self.order[sentences[at].block])
        if there == at or gap > NEAR_SPEECH:
            return there == at
        if any(abs(quote.start - piece[0]) <= 1 for quote in self.quotes):
            return True
        if gap and self._heading(sentences[there].block):
            return False
        return gap <= NEAR and piece[0] - sentences[there].start <= 1

    def _heading(self, block: int) -> bool:
        """Whether a block ends like a heading: nobody goes on speaking in it."""
        words = self.report.text[self.report.blocks[block].start : self.report.blocks[block].end]
        return words.rstrip()[-1:].isalnum()

    def _patterns_source(self, raw: RawAttribution) -> tuple[Range, ...]:
        same = (p for p in self.patterns if share_letters(p.cue, raw.cue))
        return next((p.source for p in same), ())

    def _untold(self, content: Sequence[Range]) -> bool:
        """Whether it is only what a source asks of those who write ("not to be named"), or the
        verb of another attribution ("the army command | said")."""
        said = " ".join(self.report.text[start:end] for start, end in content).lower()
        if said and said.startswith(self.cues.file.not_told):
            return True
        return bool(said) and self.cues.verb_at(said.split(), 0)[0] == len(said.split())

    def _tells_something(self, raw: RawAttribution) -> bool:
        """Whether something is told: of what the reader is unsure, more than a word or a name."""
        if raw.score >= SOLID:
            return True
        tokens = [t for s, e in raw.content for t in self._tokens(s, e)]
        words = [t for t in tokens if t.text[0].isalnum()]
        return len(words) > 1 and (bool(raw.source) or any(t.pos == "VERB" for t in words))

    def _tokens(self, start: int, end: int) -> list[Token]:
        return [self.analysis.tokens[i] for i in self.analysis.tokens_in(start, end)]

    def _keep_surest(self, found: Iterable[RawAttribution]) -> list[RawAttribution]:
        """One attribution a cue: the one that the reader is surest of."""
        kept: list[RawAttribution] = []
        for raw in sorted(found, key=lambda a: -a.score):
            if not any(raw.cue and share_letters(raw.cue, other.cue) for other in kept):
                kept.append(raw)
        return kept

    def _with_loose(
        self, kept: Sequence[RawAttribution], loose: Sequence[Range]
    ) -> list[RawAttribution]:
        """Content that the reader gave to nobody goes to who spoke last, if somebody did."""
        result = list(kept)
        for piece in loose:
            if any(share_letters([piece], raw.content) for raw in result):
                continue
            before = [
                k for k, raw in enumerate(result) if raw.content and raw.content[-1][1] <= piece[0]
            ]
            last = max(before, key=lambda k: result[k].content[-1][1], default=None)
            if last is not None and self._follows(result[last], piece):
                result[last] = replace(result[last], content=(*result[last].content, piece))
        return result

    def _follows(self, raw: RawAttribution, piece: Range) -> bool:
        """Whether a piece goes on with what is said: in the paragraph, or the next, quoted."""
        first, second = self._sentence(raw.content[-1][0]), self._sentence(piece[0])
        if first is None or second is None:
            return False
        sentences = self.analysis.sentences
        gap = self.order[sentences[second].block] - self.order[sentences[first].block]
        quoted = any(abs(quote.start - piece[0]) <= 1 for quote in self.quotes)
        return quoted and gap <= NEAR_SPEECH

    def _with_open_quotes(self, found: Sequence[RawAttribution]) -> list[RawAttribution]:
        """Quotations whole, and those that nobody was given as the patterns give them."""
        grown = [replace(raw, content=self._complete_quotes(raw)) for raw in found]
        taken = [piece for raw in grown for piece in raw.content]
        for pattern in self.patterns:
            for k, raw in enumerate(grown):
                if not share_letters(pattern.cue, raw.cue):
                    continue
                loose = [
                    p for p in pattern.content
                    if self._is_quote(p) and not any(s < p[1] and p[0] < e for s, e in taken)
                ]  # fmt: skip
                taken += loose
                grown[k] = replace(raw, content=tuple(sorted({*raw.content, *loose})))
        return grown

    def _complete_quotes(self, raw: RawAttribution) -> tuple[Range, ...]:
        return tuple(sorted({complete_quote(piece, self.quotes) for piece in raw.content}))

    def _is_quote(self, piece: Range) -> Quote | None:
        return next((q for q in self.quotes if (q.start, q.end) == piece), None)


def _inside(piece: Range, pieces: Sequence[Range]) -> bool:
    return any(start <= piece[0] and piece[1] <= end for start, end in pieces)


def _is_told_already(raw: RawAttribution, kept: Sequence[RawAttribution]) -> bool:
    """Whether the cue, or the content, of an attribution is another's already."""
    return any(
        share_letters(raw.cue, other.cue) or share_letters(raw.content, other.content)
        for other in kept
    )
