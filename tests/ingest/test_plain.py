"""Scraped text: the lines themselves say what they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.plain import read_plain
from dateline.model import Reading, ReportError, UnreadableInput
from dateline.text.source_map import locate

FIXTURES = Path(__file__).parent / "fixtures"


def read(text: str | bytes) -> Reading:
    data = text.encode() if isinstance(text, str) else text
    return next(read_plain(data, where="t.txt"))


def roles(reading: Reading) -> list[tuple[str, str]]:
    report = reading.report
    return [(b.kind.value, report.text[b.start : b.end]) for b in report.blocks]


def test_a_scraped_page() -> None:
    reading = read((FIXTURES / "scraped.txt").read_bytes())
    report = reading.report
    assert report.title == "Bridge at Lower Ford falls as troops leave the northern bank"
    assert (report.published, report.updated) == ("2031-03-04T09:30:00", "2031-03-04T17:05:00")
    assert report.zone is None
    assert report.byline == ("Mara Quill",)
    assert report.lang == "en"
    assert [kind for kind, _ in roles(reading)] == [
        "headline", "dateline", "caption", "caption", "credit", "byline", "dateline",
        "paragraph", "paragraph", "boilerplate", "paragraph", "caption", "credit",
    ]  # fmt: skip
    assert report.blocks[3].repeats == 2
    assert [b.repeats for b in report.blocks if b.repeats is not None] == [2]
    assert roles(reading)[4][1] == "Picture: Weir Gazette"
    assert roles(reading)[6][1] == "WEIRTON, March 4 (River News) -"
    assert roles(reading)[7][1].startswith("The bridge at Lower Ford was destroyed")
    assert roles(reading)[-1][1] == "Photo: Jon Reed/River News"


def test_a_ukrainian_page() -> None:
    reading = read((FIXTURES / "scraped_uk.txt").read_bytes())
    report = reading.report
    assert report.lang == "uk"
    assert (report.published, report.updated) == ("2031-03-04T09:30:00", "2031-03-04T17:05:00")
    assert report.byline == ("Марія Квітка",)
    assert [kind for kind, _ in roles(reading)] == [
        "headline", "dateline", "byline", "paragraph", "boilerplate", "caption", "credit",
    ]  # fmt: skip


def test_lines_broken_to_a_width_are_one_paragraph() -> None:
    line = "the council said that the bridge had been closed for a day"
    text = f"A headline\n\n{line}\n{line}\n{line}\n{line}.\n\nThey left."
    assert [kind for kind, _ in roles(read(text))] == ["headline", "paragraph", "paragraph"]


def test_markup_in_a_title_is_text() -> None:
    reading = read("<script>alert(1)</script> falls\n\nThe bridge fell on Tuesday.\n\nIt is gone.")
    assert reading.report.title == "<script>alert(1)</script> falls"


def test_a_date_that_cannot_be_is_unknown_and_said_so() -> None:
    reading = read("The bridge falls\n\n31 February 2031, 12:00\n\nIt fell on Tuesday.")
    assert reading.report.published is None
    assert "31 February 2031" in reading.warnings[0]


def test_an_ambiguous_date_is_said_so() -> None:
    reading = read("The bridge falls\n\nPublished: 04/03/2031 12:00\n\nIt fell on Tuesday.")
    assert reading.report.published == "2031-03-04T12:00:00"
    assert "two ways" in reading.warnings[0]


def test_a_written_zone_is_kept() -> None:
    reading = read("The bridge falls\n\n4 March 2031, 12:00 GMT+2\n\nIt fell on Tuesday.")
    assert reading.report.published == "2031-03-04T12:00:00+02:00"
    assert reading.report.zone == "+02:00"


def test_lists() -> None:
    text = "What fell\n\nThese fell:\n\n1. The bridge at the ford\n\n2. The mill\n\n• The weir"
    kinds = [kind for kind, _ in roles(read(text))]
    assert kinds == ["headline", "paragraph", "list", "list", "list"]


def test_another_encoding_maps_back() -> None:
    text = "Мост через реку разрушен во вторник, сообщил совет города. Жители это отрицают."
    reading = read(text.encode("cp1251"))
    assert reading.report.text == text
    assert "read as" in reading.warnings[0]
    at = text.index("вторник")
    found = locate(reading.source_map, text, at, at + 7)
    assert found is not None
    assert reading.original.data[slice(*found)].decode("cp1251") == "вторник,"


def test_a_byte_order_mark_is_not_text() -> None:
    reading = read("\ufeffIt fell. They say.".encode())
    assert reading.report.text == "It fell. They say."
    assert locate(reading.source_map, reading.report.text, 0, 2) == (3, 5)


def test_a_few_bytes_of_another_encoding_are_shown_and_said() -> None:
    reading = read("Жителі міста бачили міст. ".encode() * 20 + b"caf\xe9 closed.")
    assert reading.report.text.endswith("caf\ufffd closed.")
    assert "U+FFFD, the first at byte" in reading.warnings[0]


@pytest.mark.parametrize(
    "data",
    [b"", b"  \n ", "\u2028\u3000".encode(), b"\x89PNG\r\n\x1a\n\0\0\0", bytes(range(256)) * 9],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput, match=r"t\.txt"):
        read(data)


@given(st.binary(max_size=400) | st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace")))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        reading = read(data)
    except ReportError:
        return
    end = 0
    for block in reading.report.blocks:
        assert end <= block.start < block.end <= len(reading.report.text)
        assert reading.report.span(block.start, block.end).text.strip()
        assert block.repeats is None or block.repeats >= 0
        end = block.end
    for run in reading.source_map:
        assert 0 <= run.at <= run.at + run.size <= len(data)


def test_a_dateline_dates_the_report_where_nothing_else_does() -> None:
    told = "LOWER FORD, 4 March 2031 (Agency) — Troops left the northern bank at dawn on Tuesday."
    assert read(f"Bridge falls\n\n{told}\n").report.published == "2031-03-04"
    stamped = read(f"Bridge falls\n\nPublished 5 March 2031\n\n{told}\n").report
    assert (stamped.published, stamped.updated) == ("2031-03-05", None)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%%EOF", "it is a PDF"),
        (b"{\\rtf1\\ansi The mayor said so.}", "it is RTF"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "it is a WARC archive"),
        (b"PK\x03\x04 and more", "it is a ZIP archive"),
    ],
)
def test_files_of_other_kinds_are_named_and_refused(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableInput, match=what) as refused:
        list(read_plain(data, where="some.file"))
    assert "some.file" in str(refused.value)
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Goma (DRC), 3 June 2031", "2031-06-03"),
        ("Port-au-Prince, Haiti, 3 June 2031", "2031-06-03"),
        ("3 June 2031, Port Sudan", "2031-06-03"),
        ("Rebels took Goma, 3 June 2031", None),
        ("By Mara Quill, 3 June 2031", "2031-06-03"),
        ("In Goma on 3 June 2031 rebels came.", None),
    ],
)
def test_a_line_of_a_place_and_a_day_is_a_date_line(line: str, published: str | None) -> None:
    report = read(f"{line}\n\nThe army said on Monday that it had left.").report
    assert report.published == published
    kind = report.blocks[0].kind.value
    assert kind == ("byline" if line.startswith("By ") else "dateline" if published else kind)
    assert (kind == "headline") is (published is None and not line.endswith("."))


@pytest.mark.parametrize(
    "opening",
    ["February 21, 2031 (ADDIS ABABA) - ", "21 February 2031 (Juba) — ", "Feb. 21, 2031, JUBA - "],
)
def test_a_date_line_may_open_with_its_date(opening: str) -> None:
    reading = read(f"{opening}Rebels attacked Malakal on Thursday, the army said.\n")
    assert reading.report.published == "2031-02-21"
    assert [kind for kind, _ in roles(reading)] == ["dateline", "paragraph"]


def test_a_short_line_between_paragraphs_is_a_subhead() -> None:
    text = (
        "Clashes resume\n\n3 June 2031\n\nRebels captured Lower Ford, officials said.\n\n"
        "Aid cut off\n\nTwo charities stopped work, the UN said.\n\n"
        "Army objective: Capture the whole of the valley\n\nNo change was seen on Monday.\n"
    )
    kinds = {words: kind for kind, words in roles(read(text))}
    assert kinds["Clashes resume"] == "headline"
    assert kinds["Aid cut off"] == "subhead"
    assert kinds["Army objective: Capture the whole of the valley"] == "subhead"


def test_lines_of_posts_are_no_subheads() -> None:
    text = "Explosions in Lower Ford\n\nAll clear in port\n\nTwo hurt, says mayor\n\nStay in.\n"
    assert "subhead" not in [kind for kind, _ in roles(read(text))]


PROSE = "Rebels took the town on Monday, officials said."
PICTURE = "Soldiers of the army hold the airport"


@pytest.mark.parametrize("credit", ["Photo: Jane Doe", "Credit: John Roe", "Picture: Ann Poe"])
@pytest.mark.parametrize("above", [True, False])
def test_a_line_beside_a_credit_is_a_caption(credit: str, *, above: bool) -> None:
    picture = [PICTURE, credit] if above else [credit, PICTURE]
    found = roles(read("\n\n".join(["Rebels take town", "12 March 2024", PROSE, *picture, PROSE])))
    assert ("caption", PICTURE) in found
    assert ("credit", credit) in found


def test_a_credit_has_one_caption_and_a_sentence_is_none() -> None:
    lines = ["Rebels take town", "12 March 2024", PROSE, PICTURE, "Photo: Jane Doe",
             "What comes next", PROSE]  # fmt: skip
    found = roles(read("\n\n".join(lines)))
    assert [text for kind, text in found if kind == "caption"] == [PICTURE]
    assert ("paragraph", PROSE) in found


def test_the_first_heading_of_a_bulletin_is_no_headline() -> None:
    first, second = "Army objective: Capture the whole valley", "Rebel objective: Hold the ford"
    text = "\n\n".join(["Assessment, 9 May 2025", first, PROSE, second, PROSE + " No more."])
    kinds = {words: kind for kind, words in roles(read(text))}
    assert (kinds[first], kinds[second]) == ("subhead", "subhead")


@pytest.mark.parametrize("later", ["What comes next", "Photo: Jane Doe"])
def test_a_headline_with_a_label_stays_one(later: str) -> None:
    head = "War in the valley: Rebels take the ford"
    found = read("\n\n".join(["9 May 2025", head, PROSE, later, PROSE + " No more."]))
    assert found.report.title == head
