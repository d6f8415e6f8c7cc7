"""Small reports read up to their mentions."""

from __future__ import annotations

from dateline.mentions.component import MentionReader
from dateline.model import Actor, Block, BlockKind, Coding, Mention, Report, report_id
from dateline.text.segment import analyse


def read(
    *paragraphs: str, lang: str = "en", outlet: str | None = None, published: str | None = None
) -> Coding:
    """The mentions and actors of a report with these paragraphs."""
    text = "\n".join(paragraphs)
    blocks, start = [], 0
    for words in paragraphs:
        blocks.append(Block(kind=BlockKind.PARAGRAPH, start=start, end=start + len(words)))
        start += len(words) + 1
    key = report_id(sha256="", text=text, title=None, published=published, outlet=outlet, url=None)
    report = Report(
        id=key, sha256="", lang=lang, text=text, title=None, published=published, updated=None,
        byline=(), outlet=outlet, url=None, blocks=tuple(blocks),
    )  # fmt: skip
    return MentionReader()(Coding(report=report, analysis=analyse(report)))


def mention(coding: Coding, words: str, *, nth: int = 0) -> Mention:
    """The nth mention with these words."""
    return [m for m in coding.mentions if m.text == words][nth]


def actor(coding: Coding, words: str, *, nth: int = 0) -> Actor:
    """The actor of the nth mention with these words."""
    key = mention(coding, words, nth=nth).actor
    return next(a for a in coding.actors if a.id == key)
