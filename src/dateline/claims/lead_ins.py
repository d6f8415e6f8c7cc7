"""Lines that present the quotation after them: "From the desk of NAME, ROLE:", "NAME writes:".

Such a line gives the quotation its speaker, and nobody who spoke before goes on in it. Where the
quotation's own paragraph names a speaker ('..., she wrote') that one counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from dateline.claims.cues import Cues
from dateline.claims.drafts import Range
from dateline.claims.files import SourceWords
from dateline.claims.patterns import makes_claims
from dateline.claims.quotes import Quote, quotations
from dateline.model import Analysis, Block, RawAttribution, Report

SCORE = 0.85
LONGEST = 25
"""Words of the longest line that presents a quotation."""
_VERB = 3  # words of the longest verb at the end of such a line
_ENDS = ".:,;—–- "


def with_lead_ins(
    found: Sequence[RawAttribution],
    analysis: Analysis,
    report: Report,
    *,
    cues: Cues,
    words: SourceWords,
) -> tuple[RawAttribution, ...]:
    """The attributions, quotations that a line presents given to whom it names."""
    result = list(found)
    for line, quoted in _pair_with_quotations(report):
        led = _read_lead_in(report, analysis, line, cues, words)
        if led is None or _is_said(result, report, line, quoted):
            continue
        source, cue = led
        content = tuple((quote.start, quote.end) for quote in quoted)
        result = [raw for raw in (_without(raw, quoted, line) for raw in result) if raw is not None]
        result.append(RawAttribution(source=(source,), cue=(cue,), content=content, score=SCORE))
    return tuple(sorted(result, key=lambda a: min((*a.source, *a.cue, *a.content))))


def _pair_with_quotations(report: Report) -> Iterator[tuple[Block, list[Quote]]]:
    """Each claim-bearing block with the quotations that the next one begins with, if any."""
    quotes = quotations(report)
    blocks = [(k, b) for k, b in enumerate(report.blocks) if makes_claims(b)]
    for (_, line), (number, block) in pairwise(blocks):
        inside = [q for q in quotes if q.block == number]
        alone = inside and not _words_beside(report.text, block, inside)
        if alone and len(inside) == 1:
            first = [inside[0]]
            last = number
            for quote in quotes:
                if quote.continues and quote.block == last + 1:
                    first.append(quote)
                    last += 1
            yield line, first


def _words_beside(text: str, block: Block, inside: Sequence[Quote]) -> str:
    """What stands in a quotation's block beside it: nothing, where only a line before presents."""
    return (text[block.start : inside[0].start] + text[inside[-1].end : block.end]).strip(_ENDS)


def _read_lead_in(
    report: Report, analysis: Analysis, line: Block, cues: Cues, words: SourceWords
) -> tuple[Range, Range] | None:
    """Source and cue of a line that presents a quotation."""
    text = report.text[line.start : line.end].rstrip()
    bare = text.rstrip(_ENDS)
    first = analysis.sentence_at(line.start)
    if first is None or analysis.sentences[first].end < line.start + len(bare):
        return None  # more than one sentence
    if not bare or len(bare.split()) > LONGEST or '"' in bare or "“" in bare:
        return None
    phrase = words.presented.match(bare)
    if phrase is not None:
        start, end = phrase.end(), len(bare)
        start += len(bare[start:]) - len(bare[start:].lstrip(_ENDS))
        return _ranges(line, (start, end), phrase.span()) if _begins_as_name(bare[start:]) else None
    return _by_verb(line, bare, cues, analysis) or _by_colon(line, text, bare, analysis)


def _by_verb(line: Block, bare: str, cues: Cues, analysis: Analysis) -> tuple[Range, Range] | None:
    """Source and cue of a line that ends in a verb: "Maria Lopez, of Relief Watch, *writes*"."""
    said = bare.lower().split()
    for size in range(min(_VERB, len(said) - 1), 0, -1):
        if cues.verb_at(said[-size:], 0)[0] == size:
            start = len(bare) - len(" ".join(bare.split()[-size:]))
            source = bare[:start].rstrip(" ,")
            if not _begins_as_name(source) or _tells_story(
                analysis, line.start, line.start + len(source)
            ):
                return None
            return _ranges(line, (0, len(source)), (start, len(bare)))
    return None


def _by_colon(line: Block, text: str, bare: str, analysis: Analysis) -> tuple[Range, Range] | None:
    """'Maria Lopez, director of Relief Watch:' without a verb."""
    told = _tells_story(analysis, line.start, line.end)
    if not text.endswith(":") or told or not _begins_as_name(bare) or len(bare.split()) < 2:
        return None
    return _ranges(line, (0, len(bare)), (len(text) - 1, len(text)))


def _tells_story(analysis: Analysis, start: int, end: int) -> bool:
    """Whether words tell something by themselves: a verb that describes no noun is among them."""
    inside = (analysis.tokens[i] for i in analysis.tokens_in(start, end))
    return any(
        token.pos in ("VERB", "AUX") and token.deprel not in ("amod", "acl", "acl:relcl")
        for token in inside
    )


def _begins_as_name(words: str) -> bool:
    """Whether words begin like a name or a role, with a capital."""
    return words[:1].isupper()


def _ranges(line: Block, source: Range, cue: Range) -> tuple[Range, Range]:
    at = line.start
    return (at + source[0], at + source[1]), (at + cue[0], at + cue[1])


def _is_said(
    found: Sequence[RawAttribution], report: Report, line: Block, quoted: Sequence[Quote]
) -> bool:
    """Whether the quotation is given to somebody by the line, or by a cue in its own block."""
    first, last = report.blocks[quoted[0].block].start, report.blocks[quoted[-1].block].end
    for raw in found:
        if not any(_overlaps(piece, quote) for piece in raw.content for quote in quoted):
            continue
        if any(first <= start < last or line.start <= start < line.end for start, _ in raw.cue):
            return True
    return False


def _without(raw: RawAttribution, quoted: Sequence[Quote], line: Block) -> RawAttribution | None:
    """An attribution without the quotation, and without what only the line says."""
    left = tuple(
        piece for piece in raw.content
        if not any(_overlaps(piece, quote) for quote in quoted)
        and not (line.start <= piece[0] and piece[1] <= line.end)
    )  # fmt: skip
    return replace(raw, content=left) if left else None


def _overlaps(piece: Range, quote: Quote) -> bool:
    return piece[0] < quote.end and quote.start < piece[1]
