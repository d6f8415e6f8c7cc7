"""Reports whose actor phrases a test gives as the neural reader would, read up to mentions."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.mentions.component import MentionReader
from dateline.model import (
    Actor,
    Block,
    BlockKind,
    Coding,
    MentionKind,
    RawEntity,
    Report,
    report_id,
)
from dateline.text.segment import analyse


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its square brackets, and the spans that stood in them."""
    plain, spans, begun = "", [], 0
    for letter in text:
        if letter == "[":
            begun = len(plain)
        elif letter == "]":
            spans.append((begun, len(plain)))
        else:
            plain += letter
    return plain, spans


def given(spans: Sequence[tuple[int, int]], kind: MentionKind) -> tuple[RawEntity, ...]:
    """What the reader gives for some spans."""
    return tuple(RawEntity(start=a, end=b, kind=kind.value, score=0.9) for a, b in spans)


def phrased(text: str, lang: str, *, published: str | None = "2024-05-15") -> Coding:
    """The mentions of a report of one paragraph, whose actor phrases stand in square brackets."""
    plain, spans = marked(text)
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(plain))
    key = report_id(sha256="", text=plain, title=None, published=published, outlet=None, url=None)
    report = Report(
        id=key, sha256="", lang=lang, text=plain, title=None, published=published, updated=None,
        byline=(), outlet=None, url=None, blocks=(block,),
    )  # fmt: skip
    analysis = replace(analyse(report), reader="test", phrases=given(spans, MentionKind.GROUP))
    return MentionReader()(Coding(report=report, analysis=analysis))


def actors(text: str, lang: str) -> list[Actor]:
    """The actor of each phrase of a text, in order."""
    coding = phrased(text, lang)
    _, spans = marked(text)
    by_id = {actor.id: actor for actor in coding.actors}
    by_span = {(m.start, m.end): by_id[m.actor or ""] for m in coding.mentions}
    return [by_span[span] for span in spans]
