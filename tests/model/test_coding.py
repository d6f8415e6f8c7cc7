"""The published form: complete, closed and readable again."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
from msgspec.structs import replace

from dateline.model import (
    Analysis,
    Block,
    BlockKind,
    Certainty,
    Claim,
    Coding,
    Manner,
    PageBox,
    Report,
    Source,
    SourceKind,
    Stance,
    Token,
    content_id,
    decode,
    encode,
    report_id,
    sha256,
)

TEXT = "The bridge is gone, officials said."


def a_coding() -> Coding:
    digest = sha256(TEXT.encode())
    identity = report_id(
        sha256=digest, text=TEXT, title=None, published=None, outlet=None, url=None
    )
    report = Report(
        id=identity, sha256=digest, lang="en", text=TEXT, title=None, published=None,
        updated=None, byline=(), outlet=None, url=None,
        blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(TEXT)),),
    )  # fmt: skip
    claim = Claim(
        id=content_id("clm", identity, 0, 18), content=(report.span(0, 18),),
        source=Source(kind=SourceKind.UNNAMED, actor=None, span=report.span(20, 29)),
        cue=report.span(30, 34), manner=Manner.INDIRECT, stance=Stance.ASSERT,
        certainty=Certainty.CERTAIN, score=0.9,
    )  # fmt: skip
    analysis = Analysis(lang="en", tokens=(Token(0, 3, "The"),), sentences=())
    return Coding(report=report, claims=(claim,), analysis=analysis)


def test_the_published_form_is_valid_and_has_no_working_layer() -> None:
    schema = json.loads((files("dateline.model") / "coding.schema.json").read_text("utf-8"))
    line = json.loads(encode(a_coding()))
    jsonschema.Draft202012Validator(schema).validate(line)
    assert "analysis" not in line


def test_a_line_reads_back_as_what_was_written() -> None:
    coding = a_coding()
    assert decode(encode(coding)) == coding.public()


def test_a_line_from_before_blocks_had_stamps_is_read() -> None:
    line = json.loads(encode(a_coding()))
    for block in line["report"]["blocks"]:
        del block["published"]
    assert decode(json.dumps(line).encode()) == a_coding().public()


def test_words_are_cut_from_the_boxes_of_their_lines() -> None:
    boxes = (PageBox(0, 10, 1, 50, 700, 150, 712), PageBox(11, 20, 2, 50, 60, 250, 72))
    report = replace(a_coding().report, boxes=boxes)
    assert report.boxes_of(5, 7) == (PageBox(5, 2, 1, 100, 700, 120, 712),)
    assert [(box.page, box.left, box.right) for box in report.boxes_of(8, 13)] == [
        (1, 130, 150),
        (2, 50, 70),
    ]
    assert report.boxes_of(10, 11) == ()
    schema = json.loads((files("dateline.model") / "coding.schema.json").read_text("utf-8"))
    line = encode(replace(a_coding(), report=replace(report, relay="Upper Ford")))
    jsonschema.Draft202012Validator(schema).validate(json.loads(line))
    assert decode(line).report.boxes == boxes
