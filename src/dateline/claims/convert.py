"""From raw attributions to claims: source, relays, manner, stance, certainty and nesting."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.claims.citing import Citing, credit_cited
from dateline.claims.coverage import find_sentence, list_covered
from dateline.claims.covered import Covered
from dateline.claims.cues import LANGUAGES, cues
from dateline.claims.declining import find_declining
from dateline.claims.factuality import doubted
from dateline.claims.files import hedges, source_words
from dateline.claims.grammar import antecedent
from dateline.claims.narration import narrated
from dateline.claims.nesting import nested
from dateline.claims.quotes import quotations
from dateline.claims.relays import relays
from dateline.claims.sources import Sources
from dateline.claims.speakers import speaking_on
from dateline.claims.stance import Reading, judged
from dateline.model import (
    Certainty,
    Claim,
    Coding,
    Manner,
    RawAttribution,
    Report,
    Source,
    SourceKind,
    Span,
    Stance,
    content_id,
    trimmed,
)
from dateline.text.language import BY_RULES, READ, block_languages, is_unread

DIRECT = 0.9
"""Share of the content's letters that stand in quotation marks where speech is direct."""
OWN_VOICE = 0.9
"""Score of a narrated claim."""
UNREAD = 0.5
"""Score of a claim in a language that is not read."""


class Converter:
    """Makes the claims of one report."""

    def __init__(self, coding: Coding) -> None:
        self.report = coding.report
        self.analysis = coding.linguistics()
        lang = self.analysis.lang or self.report.lang
        self.lang = lang
        self.cues, self.hedges = cues(lang), hedges(lang)
        self.words = source_words(lang)
        self.sources = Sources(coding.report, coding.mentions, coding.actors, self.words)
        self.quotes = Covered([(quote.start, quote.end) for quote in quotations(coding.report)])
        read = BY_RULES if self.analysis.deeds is None else (*READ, lang or "")
        self.unread = Covered(_unread(coding.report, read))

    def _judge_words(
        self, cue: Span | None, content: tuple[Span, ...], named: Span | None
    ) -> Reading:
        """Stance and certainty by the words, and by the reader's factuality where it has read."""
        found = judged(self.report.text, cue, content, named, cues=self.cues, words=self.hedges)
        if named is not None and named.text.split(maxsplit=1)[0].lower() in self.words.nobody:
            unsaid = Stance.ASSERT if found.stance is Stance.DENY else Stance.DECLINE
            return Reading(unsaid, found.certainty, found.hedges)
        if found.stance is not Stance.ASSERT or found.certainty is not Certainty.CERTAIN:
            return found
        modals = doubted(self.analysis, content, self.hedges)
        return Reading(found.stance, Certainty.POSSIBLE, modals) if modals else found

    def claims(self, attributions: Sequence[RawAttribution]) -> tuple[Claim, ...]:
        """All claims in the order of the text, the outlet's own among them."""
        read = (raw for raw in attributions if not self._is_unread(raw.content))
        told = [c for c in map(self._make_claim, read) if c is not None]
        told = credit_cited(
            told,
            Citing(
                report=self.report, analysis=self.analysis, sources=self.sources,
                words=self.words, quotes=self.quotes,
            ),
        )  # fmt: skip
        told = speaking_on(
            told, analysis=self.analysis, mentions=self.sources.mentions,
            actors={**self.sources.actors, **self.sources.added}, words=self.words,
        )  # fmt: skip
        told = nested(told)
        covered = [span for claim in told for span in list_covered(claim, self.analysis)]
        spans = narrated(self.report, self.analysis, covered, self.cues)
        own = [self._tell_own(span) for span in spans]
        unique = {claim.id: claim for claim in (*told, *own)}
        return tuple(sorted(unique.values(), key=lambda c: (c.start, c.end, c.id)))

    def _make_claim(self, raw: RawAttribution) -> Claim | None:
        content = self._trim_pieces(raw.content)
        if not content:
            return None
        cue = self._join_pieces(raw.cue)
        named = self._find_source_words(raw)
        source = self._source(named) if named else self._sourceless(raw)
        judged_as = self._judge_with_reader(raw, self._judge_words(cue, content, named))
        carried = relays(
            self.report, self.sources, self.words, source=source, content=content, cue=cue,
            sentence=find_sentence(self.analysis, cue or content[0]),
        )  # fmt: skip
        return Claim(
            id=content_id("clm", self.report.id, raw.content, raw.cue, raw.source),
            content=content, source=source, relays=carried, cue=cue, manner=self._manner(content),
            stance=judged_as.stance, certainty=judged_as.certainty, hedges=judged_as.hedges,
            score=round(min(1.0, max(0.0, raw.score)), 3),
        )  # fmt: skip

    def _judge_with_reader(self, raw: RawAttribution, found: Reading) -> Reading:
        """How it is told: by the words, and by the reader where they say nothing of it, or where
        the language has no words of saying here."""
        if raw.stance is None:
            return found
        if self.lang not in LANGUAGES:
            known = raw.stance == "assert" and self.lang in READ
            certainty = Certainty.CERTAIN if known else Certainty.UNKNOWN
            return Reading(Stance(raw.stance), certainty, ())
        if found.stance is Stance.ASSERT:
            return Reading(Stance(raw.stance), found.certainty, found.hedges)
        return found

    def _source(self, named: Span) -> Source:
        """The source; of 'who' the one whom it stands for."""
        meant = antecedent(self.analysis, (named.start, named.end))
        if meant is None:
            return self.sources.read(named)
        return replace(self.sources.read(self.report.span(*meant)), span=named)

    def _sourceless(self, raw: RawAttribution) -> Source:
        return Source(
            kind=SourceKind.UNNAMED if raw.cue else SourceKind.UNKNOWN, actor=None, span=None
        )

    def _trim_pieces(self, pieces: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
        found = (trimmed(self.report.text, start, end) for start, end in sorted(pieces))
        return tuple(span for span in found if span is not None)

    def _join_pieces(self, pieces: Sequence[tuple[int, int]]) -> Span | None:
        """One span over all pieces of a source or cue that stand together, else the longest."""
        spans = self._trim_pieces(pieces)
        if not spans:
            return None
        if spans[-1].end - spans[0].start <= 120:
            return self.report.span(spans[0].start, spans[-1].end)
        return max(spans, key=lambda span: span.end - span.start)

    def _find_source_words(self, raw: RawAttribution) -> Span | None:
        span = self._join_pieces(raw.source)
        if span is None:
            return None
        words = _closed(span.text)
        if words.lower() in self.cues.file.before_nouns:
            return None  # 'with some suggestion' names nobody
        return self.report.span(span.start, span.start + len(words)) if words else None

    def _manner(self, content: Sequence[Span]) -> Manner:
        size = sum(span.end - span.start for span in content)
        quoted = sum(self.quotes.shared(span.start, span.end) for span in content)
        if quoted >= DIRECT * size:
            return Manner.DIRECT
        return Manner.MIXED if quoted else Manner.INDIRECT

    def _is_unread(self, pieces: Sequence[tuple[int, int]]) -> bool:
        """Whether any of these words stand in a block whose language is not read."""
        return any(self.unread.meets(start, end) for start, end in pieces)

    def _tell_own(self, span: Span) -> Claim:
        """What the outlet says in its own voice, or who declines to speak there."""
        if self._is_unread(((span.start, span.end),)):
            return self._leave_unread(span)
        declined = find_declining(span, self.report, self.sources, self.hedges)
        return declined or self._tell_in_own_voice(span)

    def _leave_unread(self, span: Span) -> Claim:
        """Words in a language that is not read: who says them, and how surely, is unknown."""
        quoted = self.quotes.meets(span.start, span.end)
        return Claim(
            id=content_id("clm", self.report.id, span.start, span.end), content=(span,),
            source=Source(kind=SourceKind.UNKNOWN, actor=None, span=None), cue=None,
            manner=self._manner((span,)) if quoted else Manner.NARRATION,
            stance=Stance.UNKNOWN, certainty=Certainty.UNKNOWN, score=UNREAD,
        )  # fmt: skip

    def _tell_in_own_voice(self, span: Span) -> Claim:
        judged_as = self._judge_words(None, (span,), None)
        return Claim(
            id=content_id("clm", self.report.id, span.start, span.end), content=(span,),
            source=Source(kind=SourceKind.OUTLET, actor=None, span=None), cue=None,
            manner=Manner.NARRATION,
            stance=judged_as.stance, certainty=judged_as.certainty, hedges=judged_as.hedges,
            score=OWN_VOICE,
        )  # fmt: skip


def _unread(report: Report, read: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """The characters of the blocks that are in a language that is not read."""
    langs = block_languages(report)
    return tuple(
        (block.start, block.end)
        for block, lang in zip(report.blocks, langs, strict=True)
        if is_unread(lang, read)
    )


def _closed(words: str) -> str:
    """The words without marks at their end, but with the comma that closes an apposition.

    So PolNeAR's annotators end a source: "Keron Blair, executive director of AROS,".
    """
    bare = words.rstrip(" ,;:")
    return bare + "," if "," in bare and words.startswith(bare + ",") else bare
