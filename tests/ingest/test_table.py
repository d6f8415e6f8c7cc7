"""Tables of reports: rows with their bytes, quotation marks, encodings, a mapping, refusals."""

from __future__ import annotations

import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.formats import format_of
from dateline.ingest.record_layouts import mapped_layout
from dateline.ingest.table import cell_map, read_table
from dateline.model import Reading, ReportError, UnreadableInput
from dateline.text.source_map import locate

WORDS = 'Rebels captured "Lower Ford" on Monday,\nthe army said.'
UKRAINIAN = "Війська залишили Нижній Брід у вівторок, заявило міністерство."
HEAD = ("id", "title", "text", "published", "outlet", "url")
ROW = ("7", "The ford", WORDS, "2031-03-04", "Gazette", "https://gazette.example/1")


def table(*rows: tuple[str, ...], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def read(data: bytes, mapping: str | None = None) -> list[Reading | ReportError]:
    shape = mapped_layout(mapping) if mapping else None
    return list(read_table(data, where="t.csv", mapping=shape))


def one(data: bytes, mapping: str | None = None) -> Reading:
    (item,) = read(data, mapping)
    assert isinstance(item, Reading), item
    return item


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_a_row_is_a_report(delimiter: str) -> None:
    data = table(HEAD, ROW, delimiter=delimiter)
    assert format_of(data, where="t.csv").name == "table"
    found = one(data)
    report = found.report
    assert report.text == f"The ford\n\n{WORDS}"
    assert (report.key, report.outlet, report.published) == ("7", "Gazette", "2031-03-04")
    assert found.original.location == "t.csv:2"
    assert found.original.data == data.split(b"\r\n", 1)[1].rstrip()
    at = report.text.index('"Lower Ford"')
    place = locate(found.source_map, report.text, at, at + len('"Lower Ford"'))
    assert place is not None
    assert found.original.data[slice(*place)] == b'""Lower Ford""'


@pytest.mark.parametrize("encoding", ["utf-8-sig", "windows-1251", "utf-16"])
def test_words_are_found_in_any_encoding(encoding: str) -> None:
    row = ("7", "Брід", UKRAINIAN, "2031-03-04", "Газета", "https://g.example/1")
    found = one(table(HEAD, row, encoding=encoding))
    assert UKRAINIAN in found.report.text
    at = found.report.text.index("Нижній")
    place = locate(found.source_map, found.report.text, at, at + len("Нижній"))
    assert place is not None
    assert found.original.data[slice(*place)]


def test_media_cloud_s_list_gives_headlines() -> None:
    head = ("id", "indexed_date", "language", "media_name", "media_url", "publish_date", "title",
            "url")  # fmt: skip
    row = ("a1", "2031-03-05 10:00:00", "en", "gazette.example", "gazette.example", "2031-03-04",
           "Rebels take Lower Ford", "https://gazette.example/1")  # fmt: skip
    found = one(table(head, row))
    assert (found.report.text, found.report.outlet) == ("Rebels take Lower Ford", "gazette.example")
    assert (found.report.published, found.original.fetched) == ("2031-03-04", "2031-03-05T10:00:00")


def test_a_mapping_names_the_columns_and_a_bare_date_is_not_taken_without() -> None:
    data = table(("date", "words"), ("2031-03-04", WORDS), ("2031-03-05", "Fire in the town."))
    with pytest.raises(UnreadableInput, match="fields are date, words"):
        read(data)
    first, second = read(data, "text=words,published=date")
    assert isinstance(first, Reading)
    assert isinstance(second, Reading)
    assert (first.report.text, first.report.published) == (WORDS, "2031-03-04")
    assert second.original.location == "t.csv:4"


def test_a_line_separator_inside_a_cell_ends_no_row() -> None:
    found = one(table(HEAD, (*ROW[:2], "One.\u2028Two.\x0bThree.", *ROW[3:])))
    assert "One." in found.report.text
    assert "Three." in found.report.text


def test_a_row_without_text_costs_itself_alone() -> None:
    found = read(table(HEAD, ROW, (*ROW[:2], "", *ROW[3:]), ("short",), ROW))
    assert [isinstance(item, Reading) for item in found] == [True, False, False, True]


HOSTILE = {
    "no rows": table(HEAD),
    "a quotation mark that never ends": table(HEAD, ROW) + b'8,"' + b"a,b\n" * 100_000,
    "a large cell": table(HEAD, (*ROW[:2], "word " * 400_000, *ROW[3:])),
    "many columns": table(tuple(f"c{n}" for n in range(20_000)), ("x",) * 20_000),
    "many rows without text": table(HEAD, *[("", "", "", "", "", "x")] * 20_000),
    "columns of one name": table(("text",) * 6, ROW),
    "null bytes": table(HEAD, ROW).replace(b"Gazette", b"Gaz\0tte"),
    "bad bytes": table(HEAD, ROW).replace(b"Gazette", b"Gaz\xff\xfette"),
    "names of control characters": table(("a\x1b[31m", "b", "c"), ("1", "2", "3")),
    "a formula": table(HEAD, ("=cmd|' /C calc'!A0", "=1+1", WORDS, *ROW[3:])),
    "nothing": b"",
    "one line": b"text,published,url",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_table_ends_soon(name: str) -> None:
    begun = time.process_time()
    try:
        found = read(HOSTILE[name])
    except UnreadableInput as error:
        found = [error]
    assert time.process_time() - begun < 15
    assert found
    for item in found:
        if isinstance(item, ReportError):
            assert item.remedy
            assert "\x1b" not in str(item)
            assert "its reader failed" not in str(item)


@given(st.text(max_size=40), st.sampled_from(["utf-8", "utf-16-le", "cp1251"]))
def test_a_cell_is_found_in_its_row(words: str, encoding: str) -> None:
    words = words.replace("\0", "").encode(encoding, "ignore").decode(encoding)
    out = io.StringIO(newline="")
    csv.writer(out).writerow(["first", words])
    raw = out.getvalue()
    runs = cell_map(raw, words, encoding)
    assert "".join(words[r.start : r.start + r.length] for r in runs) == words
    if runs and '"' not in words:
        place = locate(runs, words, 0, len(words))
        assert place is not None
        assert raw.encode(encoding)[slice(*place)].decode(encoding) == words


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for begin in (b"", table(HEAD, ROW)):
        try:
            found = read(begin + data)
        except UnreadableInput:
            continue
        assert all(isinstance(item, Reading | ReportError) for item in found)
