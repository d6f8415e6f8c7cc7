"""Quotations without a cue of their own go to the speaker who has the floor."""

from __future__ import annotations

from dateline.claims.drafts import Draft
from dateline.claims.quotes import Quote
from dateline.claims.words import Text

FAR = 3
"""Blocks after which a speaker has lost the floor."""
SPOKEN = frozenset({"trailing", "forward", "inverted", "colon", "middle", "shared", "object"})
"""Rules whose source is somebody who speaks."""

_BEFORE = '.!?:”"»\n'
_LAST = ".!?…,-–—"


def with_loose_speech(text: Text, drafts: list[Draft]) -> list[Draft]:
    """The drafts, with loose quotations added to the content of the last speaker's."""
    taken = [span for draft in drafts for span in draft.content]
    result = sorted(drafts, key=lambda d: min(d.content))
    for quote in text.quotes:
        if any(start < quote.end and quote.start < end for start, end in taken):
            continue
        if _is_speech(text, quote):
            speaker = _find_floor_holder(result, quote)
            if speaker is not None:
                speaker.content.append((quote.start, quote.end))
                speaker.direct = True
    return result


def _is_speech(text: Text, quote: Quote) -> bool:
    """Whether a quotation is a sentence of its own, not a quoted word."""
    whole = text.report.text
    if quote.single or len(whole[quote.start : quote.end].split()) < 2:
        return False
    inner = whole[quote.words[0] : quote.words[1]].rstrip()
    if not inner or (inner[-1] not in _LAST and quote.closed):
        return False
    block = text.report.blocks[quote.block].start
    before = whole[block : quote.start].rstrip()
    return not before or before[-1] in _BEFORE or quote.continues


def _find_floor_holder(drafts: list[Draft], quote: Quote) -> Draft | None:
    """Who was speaking last: in this paragraph, or quoted in one shortly before."""
    best: Draft | None = None
    for draft in drafts:
        if draft.source is None or draft.rule not in SPOKEN:
            continue
        here = draft.block == quote.block
        near = here or (draft.direct and 0 < quote.block - draft.block <= FAR)
        ended = max(end for _, end in draft.content) <= quote.start
        if near and ended and (best is None or draft.direct or not best.direct):
            best = draft
    return best
