"""Reports: one version of one published item, in blocks, with the way back to its bytes."""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from dateline.model.ids import content_id
from dateline.model.spans import Span, span_of


class BlockKind(StrEnum):
    """The one role that a stretch of a report's text has."""

    HEADLINE = "headline"
    SUBHEAD = "subhead"
    DATELINE = "dateline"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    CREDIT = "credit"
    QUOTATION = "quotation"
    LIST = "list"
    BOILERPLATE = "boilerplate"


class Block(Struct, frozen=True, gc=False, kw_only=True):
    """A stretch [start, end) of a report's text with one role.

    `repeats` is the index of the earlier block that this one repeats; a repeat yields no claim.
    `published`: ISO 8601 stamp of the live-blog post that it is of; None: the report's own.
    """

    kind: BlockKind
    start: int
    end: int
    repeats: int | None = None
    published: str | None = None


class SourceRun(Struct, frozen=True, gc=False, array_like=True):
    """`length` characters of the text from `start` stand at byte `at` of the original.

    `size` is the number of original bytes; where it differs from the UTF-8 length of the
    characters (entities, other encodings), the run maps as a whole.
    """

    start: int
    length: int
    at: int
    size: int


class PageBox(Struct, frozen=True, gc=False, array_like=True):
    """`length` characters of the text from `start` stand on a page (from 1) in a rectangle, whose
    sides are in points (1/72 inch) from the page's lower left corner."""

    start: int
    length: int
    page: int
    left: float
    bottom: float
    right: float
    top: float


class Report(Struct, frozen=True, gc=False, kw_only=True):
    """One version of one published item. Its text never changes.

    `published`, `updated`: ISO 8601; with an offset only where the zone is known.
    `zone`: IANA name or offset of the outlet's time zone; None: unknown.
    `key`: the id that the input gave (JSON Lines `id`, feed GUID), if any.
    `revises`: id of the report that this is a later version of.
    `relay`: who published the text first, where the outlet only carries it on (the channel that a
    message was forwarded from).
    `boxes`: where its lines stand on the pages of a paged original, in the order of the text.
    `given`: the data set whose row it is: its events are the coder's own, and no stage reads it.
    """

    id: str
    sha256: str
    lang: str | None
    text: str
    title: str | None
    published: str | None
    updated: str | None
    byline: tuple[str, ...]
    outlet: str | None
    url: str | None
    blocks: tuple[Block, ...]
    zone: str | None = None
    key: str | None = None
    links: tuple[str, ...] = ()
    revises: str | None = None
    relay: str | None = None
    boxes: tuple[PageBox, ...] = ()
    given: str | UnsetType = UNSET

    def span(self, start: int, end: int) -> Span:
        """The checked span [start, end) of this report's text."""
        return span_of(self.text, start, end)

    def as_of(self, at: int) -> Report:
        """The report as published when the words at character `at` were; a post of a live blog
        has a stamp of its own, and what changed later is another post."""
        block = self._block_at(at)
        stamp = block.published if block else None
        return replace(self, published=stamp, updated=None) if stamp else self

    def boxes_of(self, start: int, end: int) -> tuple[PageBox, ...]:
        """Where the characters [start, end) stand on pages; a part of a line is cut from its
        rectangle by its share of the line's characters."""
        return tuple(
            _cut_box(box, max(start, box.start), min(end, box.start + box.length))
            for box in self.boxes
            if box.start < end and start < box.start + box.length
        )

    def kind_at(self, at: int) -> BlockKind | None:
        """The role of the words at character `at`; None where no block holds them."""
        block = self._block_at(at)
        return block.kind if block and at < block.end else None

    def block_start(self, at: int) -> int:
        """Where the block begins that holds the words at character `at`, or that stands before."""
        block = self._block_at(at)
        return block.start if block else 0

    def _block_at(self, at: int) -> Block | None:
        """The last block that begins at or before a character."""
        index = bisect_right(self.blocks, at, key=lambda block: block.start) - 1
        return self.blocks[index] if index >= 0 else None


def _cut_box(box: PageBox, start: int, end: int) -> PageBox:
    """The part of a line's box that holds some of its characters; lines run from left to right."""
    wide = (box.right - box.left) / box.length
    left = box.left + wide * (start - box.start)
    return replace(
        box, start=start, length=end - start, left=left, right=left + wide * (end - start)
    )


def report_id(
    *, sha256: str, text: str, title: str | None, published: str | None, outlet: str | None,
    url: str | None,
) -> str:  # fmt: skip
    """The content id of a report: bytes, text and the metadata that it was published with."""
    return content_id("rep", sha256, text, title, published, outlet, url)


ANSWER_TYPE = "application/http; msgtype=response"
"""The media type under which a server's answer is kept beside the bytes that it sent."""


class Original(Struct, frozen=True, gc=False, kw_only=True):
    """The bytes that a report was read from, kept by their SHA-256.

    `answer`: what a server said before it sent them, as it came: its status line and headers.
    """

    sha256: str
    data: bytes
    media_type: str
    location: str
    fetched: str | None = None
    answer: bytes | None = None


class Reading(Struct, frozen=True, gc=False, kw_only=True):
    """What a reader returns: the report, its original, the map from text back to bytes, and
    warnings that say what was doubtful."""

    report: Report
    original: Original
    source_map: tuple[SourceRun, ...] = ()
    warnings: tuple[str, ...] = ()
