"""A report's text as marked blocks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape
from msgspec import Struct

from dateline.model import Block, BlockKind, Certainty, Manner, Report, SourceKind, Span
from dateline.publish.face import say
from dateline.publish.labels import label
from dateline.publish.marks import Range, marked
from dateline.publish.plain import shown
from dateline.publish.views import ClaimView

_FOLD_AFTER = 20_000


class BlockView(Struct, frozen=True, kw_only=True):
    """A block as shown; `rest`: what is folded away of a very long one."""

    kind: BlockKind
    html: Markup
    repeats: bool = False
    rest: Markup | None = None
    rest_length: int = 0


def blocks_of(
    report: Report, claims: Sequence[tuple[int, ClaimView]], *, titled: bool = True
) -> list[BlockView]:
    """Every block of the text, and the words between blocks as paragraphs: nothing is dropped.

    `claims`: the report's claims with their indices on the page; `titled`: each mark has its
    source as its title.
    """
    usual = direction_of(report.text)
    ranges = [r for index, view in claims for r in _ranges(index, view, titled=titled, usual=usual)]
    ranges.sort(key=lambda r: r.start)
    return [_block(report.text, block, ranges) for block in _covering(report)]


def summary(view: ClaimView) -> str:
    """One line on a claim: who, what they do with it, how sure."""
    claim = view.claim
    sure = label("certainty", claim.certainty)
    if claim.manner is Manner.NARRATION and claim.source.kind is SourceKind.OUTLET:
        return say("{source}, in its own voice; {sure}", source=view.source.name, sure=sure)
    role = f" ({view.source.role})" if view.source.role else ""
    return f"{view.source.name}{role}: {label('stance', claim.stance)}; {sure}"


def hedged(view: ClaimView) -> bool:
    """Whether the claim presents itself as less than certain."""
    return bool(view.claim.hedges) or view.claim.certainty in (
        Certainty.PROBABLE,
        Certainty.POSSIBLE,
    )


def _ranges(index: int, view: ClaimView, *, titled: bool, usual: str | None) -> Iterator[Range]:
    claim = view.claim
    own = claim.manner is Manner.NARRATION
    classes = f"m s-{claim.stance}{' own' if own else ''}{' hedged' if hedged(view) else ''}"
    title = f' title="{escape(shown(summary(view)))}"' if titled else ""
    for number, span in enumerate(claim.content):
        first = f'id="{escape(view.anchor)}"' if number == 0 else ""
        yield Range(
            start=span.start,
            end=span.end,
            tag="span",
            attributes=f'class="{classes}" data-c="{index}"{title}{_direction(span.text, usual)}',
            first=first,
        )
    for words, spans in (
        ("src", [claim.source.span]),
        ("cue", [claim.cue]),
        ("hdg", claim.hedges),
    ):
        yield from (_part(words, index, s) for s in spans if s is not None)


def direction_of(text: str) -> str | None:
    """How the first letter of a text runs, "ltr" or "rtl"; None where it has no letter."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return None


def _direction(words: str, usual: str | None) -> str:
    """The direction of a mark whose words run other than the text around it."""
    own = direction_of(words)
    return f' dir="{own}"' if own and own != usual else ""


def _part(kind: str, index: int, span: Span) -> Range:
    return Range(
        start=span.start,
        end=span.end,
        tag="i",
        attributes=f'class="{kind}" data-f="{index}"',
        rank=1,
    )


def _covering(report: Report) -> Iterator[Block]:
    """The blocks in order, without overlap, and what lies between them."""
    at = 0
    for block in sorted(report.blocks, key=lambda b: (b.start, b.end)):
        start = max(block.start, at)
        yield from _gap(report.text, at, start)
        if block.end > start:
            yield Block(kind=block.kind, start=start, end=block.end, repeats=block.repeats)
            at = block.end
    yield from _gap(report.text, at, len(report.text))


def _gap(text: str, start: int, end: int) -> Iterator[Block]:
    if text[start:end].strip():
        yield Block(kind=BlockKind.PARAGRAPH, start=start, end=end)


def _block(text: str, block: Block, ranges: Sequence[Range]) -> BlockView:
    here = [r for r in ranges if r.start < block.end and block.start < r.end]
    end = min(block.end, block.start + _FOLD_AFTER)
    folded = end < block.end
    return BlockView(
        kind=block.kind,
        html=marked(text, block.start, end, here),
        repeats=block.repeats is not None,
        rest=marked(text, end, block.end, here) if folded else None,
        rest_length=block.end - end,
    )
