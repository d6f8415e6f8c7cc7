"""JSON Lines: the text as it is, one error a bad line, and the way back through escapes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.jsonl import read_jsonl
from dateline.model import Reading, ReportError
from dateline.text.language import identify
from dateline.text.source_map import locate


def read(*lines: object) -> list[Reading | ReportError]:
    texts = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    return list(read_jsonl("\n".join(texts).encode(), where="r.jsonl"))


def one(line: object) -> Reading:
    (reading,) = read(line)
    assert isinstance(reading, Reading)
    return reading


def test_the_text_is_taken_as_it_is() -> None:
    text = "  The bridge fell.\r\n\r\nThey said\u200e so.\t"
    assert one({"text": text}).report.text == text


def test_every_field() -> None:
    report = one(
        {"id": 7, "text": "The bridge falls\n\nIt fell today.", "title": "The bridge falls",
         "published": "2031-03-04T10:00:00+02:00", "url": "https://a.example/1",
         "outlet": "The Weir Gazette", "lang": "en-GB"}
    ).report  # fmt: skip
    assert (report.key, report.lang, report.outlet) == ("7", "en", "The Weir Gazette")
    assert (report.published, report.zone) == ("2031-03-04T10:00:00+02:00", "+02:00")
    assert [block.kind.value for block in report.blocks] == ["headline", "paragraph"]


def test_a_title_that_leads_its_line_is_the_headline() -> None:
    report = one({"text": "The bridge falls. It fell today.", "title": "The bridge falls"}).report
    assert [report.text[b.start : b.end] for b in report.blocks] == [
        "The bridge falls",
        "It fell today.",
    ]


def test_a_bad_line_is_named_and_the_others_go_on() -> None:
    good = {"text": "The bridge fell."}
    found = read(good, "{broken", {"title": "no text"}, {"text": " "}, "", good)
    assert [type(entry).__name__ for entry in found] == [
        "Reading", "UnreadableInput", "UnreadableInput", "UnreadableInput", "Reading",
    ]  # fmt: skip
    assert str(found[1]).startswith("r.jsonl:2:")
    assert str(found[3]).startswith("r.jsonl:4:")


def test_a_date_that_cannot_be_is_unknown() -> None:
    reading = one({"text": "It fell.", "published": "2031-02-31"})
    assert reading.report.published is None
    assert "2031-02-31" in reading.warnings[0]


@given(st.text(min_size=1).filter(str.strip), st.booleans())
def test_characters_are_found_in_their_line(text: str, ascii_only: bool) -> None:  # noqa: FBT001
    line = json.dumps({"title": 'a "text": b', "text": text}, ensure_ascii=ascii_only)
    (reading,) = read(line)
    assert isinstance(reading, Reading)
    assert reading.report.text == text
    for place in range(len(text)):
        found = locate(reading.source_map, text, place, place + 1)
        assert found is not None
        raw = line.encode()[slice(*found)].decode()
        assert text[place] in (raw, json.loads(f'"{raw}"'))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for entry in read_jsonl(data, where="r.jsonl"):
        assert isinstance(entry, Reading | ReportError)


def test_a_date_that_is_not_said_to_be_of_publication_is_not_read_and_that_is_said() -> None:
    line = b'{"text": "The bridge was open, they said.", "date": "2031-03-04"}'
    (one,) = read_jsonl(line, where="l.jsonl")
    assert isinstance(one, Reading)
    assert one.report.published is None
    assert any("`published`" in warning for warning in one.warnings)
    (other,) = read_jsonl(line.replace(b'"date"', b'"published"'), where="l.jsonl")
    assert isinstance(other, Reading)
    assert other.report.published == "2031-03-04"
    assert other.warnings == ()


def test_a_line_on_which_the_reader_crashes_costs_itself_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:

    def crash(text: str, *, hint: str | None = None) -> str | None:
        if "seventeen" in text:
            raise ZeroDivisionError("by nought")
        return identify(text, hint=hint)

    monkeypatch.setattr("dateline.ingest.jsonl.identify", crash)
    lines = b'{"text": "One is read."}\n{"text": "It is seventeen."}\n{"text": "So is this."}'
    first, error, last = read_jsonl(lines, where="l.jsonl")
    assert isinstance(first, Reading)
    assert isinstance(last, Reading)
    assert isinstance(error, ReportError)
    assert str(error).startswith("l.jsonl:2: its reader failed: ZeroDivisionError: by nought")
