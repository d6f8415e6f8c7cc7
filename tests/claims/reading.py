"""Small reports in blocks, read up to their claims."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.claims.component import ClaimReader
from dateline.claims.patterns import read as find_attributions
from dateline.mentions.component import MentionReader
from dateline.model import (
    Actor,
    Block,
    BlockKind,
    Claim,
    Coding,
    RawAttribution,
    Report,
    report_id,
)
from dateline.text.segment import analyse


def report_of(
    *blocks: str | tuple[BlockKind, str], lang: str = "en", outlet: str | None = None
) -> Report:
    """A report with these blocks a line; strings are paragraphs."""
    text, found = "", []
    for block in blocks:
        kind, words = block if isinstance(block, tuple) else (BlockKind.PARAGRAPH, block)
        found.append(Block(kind=kind, start=len(text), end=len(text) + len(words)))
        text += words + "\n"
    text = text[:-1]
    return Report(
        id=report_id(sha256="", text=text, title=None, published=None, outlet=outlet, url=None),
        sha256="", lang=lang, text=text, title=None, published=None, updated=None, byline=(),
        outlet=outlet, url=None, blocks=tuple(found),
    )  # fmt: skip


def read(report: Report) -> Coding:
    """The report with its mentions, actors and claims."""
    return ClaimReader()(MentionReader()(Coding(report=report, analysis=analyse(report))))


def claims_of(*blocks: str | tuple[BlockKind, str], lang: str = "en") -> tuple[Claim, ...]:
    """The claims of such a report."""
    return read(report_of(*blocks, lang=lang)).claims


def only(claims: Sequence[Claim]) -> Claim:
    """The one claim that has a cue."""
    (claim,) = [c for c in claims if c.cue is not None]
    return claim


def content(claim: Claim) -> str:
    """The words of a claim, its pieces joined by a bar."""
    return " | ".join(span.text for span in claim.content)


def source_text(claim: Claim) -> str | None:
    """The words of a claim's source."""
    return claim.source.span.text if claim.source.span else None


def actor_of(coding: Coding, claim: Claim) -> Actor | None:
    """The actor who makes a claim."""
    return next((a for a in coding.actors if a.id == claim.source.actor), None)


def words(report: Report, raw: RawAttribution) -> tuple[str, str, str]:
    """The words of source, cue and content of a raw attribution."""
    pieces = (raw.source, raw.cue, raw.content)
    first, second, third = (" | ".join(report.text[s:e] for s, e in piece) for piece in pieces)
    return first, second, third


def attributions(*blocks: str, lang: str = "en") -> list[tuple[str, str, str]]:
    """Source, cue and content of all that the patterns find in such a report."""
    report = report_of(*blocks, lang=lang)
    return [words(report, raw) for raw in find_attributions(analyse(report), report)]
