"""Attributions by cue verbs, phrases and quotation marks, no model.

Source, cue and content as PARC 3 and PolNeAR define them. They add what the neural readers leave
(joined.py, combined.py), and are all that is read without them.
"""

from __future__ import annotations

from dateline.claims.cues import cues
from dateline.claims.drafts import Draft, Range
from dateline.claims.loose import with_loose_speech
from dateline.claims.sentences import SentenceReader
from dateline.claims.transcripts import turns
from dateline.claims.words import Text
from dateline.model import Analysis, Block, BlockKind, RawAttribution, Report, report_id

READ = frozenset({BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.QUOTATION,
                  BlockKind.LIST})  # fmt: skip
"""Blocks that make claims, unless they repeat another."""
SCORES = {
    "trailing": 0.93, "middle": 0.82, "inverted": 0.68, "according": 0.66, "shared": 0.66,
    "forward": 0.58, "object": 0.54, "colon": 0.46, "passive": 0.33, "reportive": 0.23,
    "noun": 0.2, "performed": 0.66, "amount": 0.62,
}  # fmt: skip
"""Share of a rule's attributions that PolNeAR's annotators made too: source and content each
overlap by half (250 articles of the train part; "performed" and "amount" are too rare there and
are set to be kept beside the neural reader's)."""


def read(analysis: Analysis, report: Report) -> tuple[RawAttribution, ...]:
    """The attributions of a report, in the order of the text, from patterns alone."""
    text = Text(analysis, report, cues(analysis.lang or report.lang))
    drafts: list[Draft] = []
    for number, sentence in enumerate(analysis.sentences):
        block = report.blocks[sentence.block]
        if makes_claims(block):
            drafts += SentenceReader(text, sentence, number).read()
    spoken = turns(report)
    cued = {turn.cue for turn in spoken}
    found = [_make_raw(text, draft) for draft in with_loose_speech(text, drafts)]
    found = [raw for raw in found if raw.cue not in cued]
    found += spoken
    return tuple(sorted(found, key=lambda a: min((*a.source, *a.cue, *a.content))))


def makes_claims(block: Block) -> bool:
    """Whether the words of a block claim something, and are no repeat of another's."""
    return block.kind in READ and block.repeats is None


def attributions(text: str, analysis: Analysis) -> tuple[RawAttribution, ...]:
    """The attributions of a plain text whose every line is a paragraph, empty lines counted."""
    return read(analysis, plain(text, lang=analysis.lang))


def plain(text: str, *, lang: str | None) -> Report:
    """A plain text as a report, a paragraph a line."""
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block(kind=BlockKind.PARAGRAPH, start=start, end=start + len(line)))
        start += len(line) + 1
    key = report_id(sha256="", text=text, title=None, published=None, outlet=None, url=None)
    return Report(
        id=key, sha256="", lang=lang, text=text, title=None, published=None,
        updated=None, byline=(), outlet=None, url=None, blocks=tuple(blocks),
    )  # fmt: skip


def _make_raw(text: Text, draft: Draft) -> RawAttribution:
    return RawAttribution(
        source=_find_chars(text, draft.source), cue=_find_chars(text, draft.cue),
        content=tuple(sorted(set(draft.content))), score=SCORES[draft.rule],
    )  # fmt: skip


def _find_chars(text: Text, piece: Range | None) -> tuple[Range, ...]:
    if piece is None:
        return ()
    return ((text.tokens[piece[0]].start, text.tokens[piece[1] - 1].end),)
