"""PDF: the order of reading, heads and feet, words broken over lines, and where words stand."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ingest import inner
from dateline.ingest.formats import format_of
from dateline.ingest.pdf import read_pdf
from dateline.ingest.pdf_child import SOFT, Front, Sheet, Stretch
from dateline.ingest.pdf_layout import hyphen_joins, passages_of
from dateline.ingest.pdf_lines import Line
from dateline.model import Reading, ReportError, UnreadableInput
from tests.ingest.pdf_maker import HIGH, Put, column, made_pdf, with_contents, with_objects

FIRST = [
    "Rebels captured Lower Ford on Monday, the army",
    "said. The bridge over the river was closed to",
    "vehicles in the evening.",
]
SECOND = [
    "Soldiers left Upper Ford on Sunday, residents",
    "told reporters. Two clinics in the town are with-",
    "out power, and a third one works at night.",
]
FIRST_TEXT = " ".join(FIRST)
SECOND_TEXT = " ".join(SECOND).replace("with- out", "without")


def one(data: bytes) -> Reading:
    (found,) = read_pdf(data, where="a.pdf")
    return found


def blocks(data: bytes) -> list[tuple[str, str]]:
    report = one(data).report
    return [(b.kind.value, report.text[b.start : b.end]) for b in report.blocks]


def texts(data: bytes) -> list[str]:
    return [text for _, text in blocks(data)]


def refusal(data: bytes) -> UnreadableInput:
    with pytest.raises(UnreadableInput) as refused:
        list(read_pdf(data, where="a.pdf"))
    return refused.value


def test_lines_become_paragraphs() -> None:
    page = [*column(60, 700, FIRST), *column(60, 650, SECOND)]
    assert texts(made_pdf([page])) == [FIRST_TEXT, SECOND_TEXT]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [*column(60, 700, FIRST), *column(60, 650, SECOND)]
    right = [*column(330, 700, SECOND), *column(330, 650, FIRST)]
    in_rows = [put for pair in zip(left, right, strict=True) for put in pair]
    for page in (left + right, in_rows):
        assert texts(made_pdf([page])) == [FIRST_TEXT, SECOND_TEXT, SECOND_TEXT, FIRST_TEXT]


def test_a_sentence_goes_on_in_the_next_column() -> None:
    left = [*column(60, 700, [*FIRST[:2], "vehicles while"]), *column(60, 640, ["a."] * 0)]
    right = column(330, 700, ["the army searched it for mines. Later", *SECOND])
    found = texts(made_pdf([[*left, *right]]))
    assert any("vehicles while the army searched it" in text for text in found)


def table(*, spaced: bool) -> list[Put]:
    step = 30 if spaced else 12
    rows = [
        ("1 March", "Lower Ford", "Rebels attacked a convoy.", "Radio"),
        ("2 March", "Upper Ford", "Shelling destroyed a school.", "Ministry"),
        ("3 March", "Mill Town", "Gunmen took two aid workers.", "Radio"),
        ("4 March", "Ferry", "Soldiers closed the road.", "Police"),
    ]
    page: list[Put] = []
    for number, row in enumerate(rows):
        for left, cell in zip((60, 150, 240, 440), row, strict=True):
            page.append((left, 700 - number * step, 10, cell))
        if spaced and number == 1:
            page += [(240, 700 - number * step - 12, 10, "No one was hurt in it."),
                     (440, 700 - number * step - 12, 10, "of Education")]  # fmt: skip
    return page


@pytest.mark.parametrize("spaced", [True, False])
def test_a_table_of_incidents_is_read_row_by_row(spaced: bool) -> None:  # noqa: FBT001
    found = texts(made_pdf([table(spaced=spaced)]))
    assert found[0] == "1 March, Lower Ford, Rebels attacked a convoy. Radio"
    assert found[3] == "4 March, Ferry, Soldiers closed the road. Police"
    told = "Shelling destroyed a school. No one was hurt in it." if spaced else (
        "Shelling destroyed a school.")  # fmt: skip
    ministry = "Ministry of Education" if spaced else "Ministry"
    assert found[1] == f"2 March, Upper Ford, {told} {ministry}"


def test_a_row_that_a_date_heads_is_of_that_day() -> None:
    page = [(left, base, size, words.replace(" March", " March 2031"))
            for left, base, size, words in table(spaced=True)]  # fmt: skip
    report = one(made_pdf([[(60, 760, 10, "6 March 2031"), *page]])).report
    assert report.published == "2031-03-06"
    assert report.as_of(report.text.index("Shelling")).published == "2031-03-02"
    undated = one(made_pdf([table(spaced=True)])).report
    assert undated.as_of(undated.text.index("Shelling")).published is None


def paged(*pages: list[Put]) -> bytes:
    made = []
    for number, page in enumerate(pages, start=1):
        head: Put = (60, HIGH - 40, 9, "Weir Monitoring Group: report 7")
        foot: Put = (280, 40, 9, f"Page {number} of {len(pages)}")
        made.append([head, *page, foot])
    return made_pdf(made)


def test_heads_feet_and_page_numbers_are_boilerplate() -> None:
    data = paged(column(60, 700, FIRST), column(60, 700, SECOND), column(60, 700, FIRST))
    found = blocks(data)
    assert [text for kind, text in found if kind == "boilerplate"] == [
        "Weir Monitoring Group: report 7", "Page 1 of 3",
        "Weir Monitoring Group: report 7", "Page 2 of 3",
        "Weir Monitoring Group: report 7", "Page 3 of 3",
    ]  # fmt: skip
    assert [text for kind, text in found if kind != "boilerplate"][:2] == [FIRST_TEXT, SECOND_TEXT]


def test_a_page_of_text_alone_has_no_margins() -> None:
    page = column(60, 800, [*FIRST, *SECOND] * 10)
    assert all(
        kind != "boilerplate" for kind, _ in blocks(made_pdf([page, column(60, 800, SECOND * 9)]))
    )


def test_a_sentence_goes_on_overleaf_past_the_foot() -> None:
    before = column(60, 120, ["The army said that rebels who took Lower Ford"])
    after = column(60, 700, ["on Monday had left it again by the evening."])
    found = blocks(paged(before, after))
    assert found[1] == ("paragraph", "The army said that rebels who took Lower Ford "
                        "on Monday had left it again by the evening.")  # fmt: skip


def test_words_know_their_page_and_rectangle() -> None:
    report = one(paged(column(60, 700, FIRST), column(60, 700, SECOND))).report
    at = report.text.index("without power")
    first, second = report.boxes_of(at, at + len("without power"))
    assert report.text[first.start : first.start + first.length] == "with"
    assert report.text[second.start : second.start + second.length] == "out power"
    assert (first.page, second.page) == (2, 2)
    assert first.bottom < 688 < first.top
    assert second.bottom < 676 < second.top
    assert second.left == 60.0
    assert all(a.start + a.length <= b.start for a, b in pairwise(report.boxes))


def test_marks_of_notes_are_no_letters_and_units_keep_theirs() -> None:
    line = ("BT /F 10 Tf 60 700 Td (Rebels hold Lower Ford) Tj 5 Ts /F 6 Tf (1) Tj 0 Ts /F 10 Tf "
            "( and 12 km) Tj 5 Ts /F 6 Tf (2) Tj 0 Ts /F 10 Tf ( of land.) Tj ET")  # fmt: skip
    assert one(with_contents([line.encode()])).report.text == (
        "Rebels hold Lower Ford and 12 km2 of land."
    )


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    words = "0 1 -1 0 {} {} Tm ({}) Tj"
    lines = "\n".join(
        f"BT /F 10 Tf {words.format(100 + 12 * n, 60, line)} ET" for n, line in enumerate(FIRST)
    )
    data = with_contents([lines.encode()], turn=90)
    report = one(data).report
    assert report.text == FIRST_TEXT
    box = report.boxes[0]
    assert (box.left, round(box.bottom) in range(485, 500)) == (60.0, True)


def test_letters_askew_are_left_out_and_counted() -> None:
    mark = "BT /F 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm (DRAFT) Tj ET\n"
    lines = "\n".join(
        f"BT /F 10 Tf 60 {700 - 12 * n} Td ({line}) Tj ET" for n, line in enumerate(FIRST)
    )
    found = one(with_contents([(mark + lines).encode()]))
    assert found.report.text == FIRST_TEXT
    assert any("5 letters that stand askew" in warning for warning in found.warnings)


def test_a_title_is_what_is_tallest_at_the_head() -> None:
    page = [(60, 760, 22, "The river and its bridges"), (60, 730, 10, "4 March 2031"),
            *column(60, 700, FIRST), (60, 640, 14, "Upper Ford"),
            *column(60, 620, SECOND)]  # fmt: skip
    found = blocks(made_pdf([page]))
    assert found[0] == ("headline", "The river and its bridges")
    assert found[1] == ("dateline", "4 March 2031")
    assert found[3] == ("subhead", "Upper Ford")
    report = one(made_pdf([page])).report
    assert (report.title, report.published) == ("The river and its bridges", "2031-03-04")


def test_the_day_that_the_file_was_made_is_not_the_day_of_publication() -> None:
    found = one(made_pdf([column(60, 700, FIRST)], info="/CreationDate (D:20310305120000Z)"))
    assert found.report.published is None
    assert "the file was made on 2031-03-05" in found.warnings[-1]


def test_cyrillic_letters_have_their_meaning_by_name() -> None:
    names = " ".join(f"/afii{10065 + n}" for n in range(32))
    font = f"/Encoding << /Type /Encoding /Differences [128 {names}] >>"
    order = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя".replace("ё", "")
    codes = "".join(
        f"\\{128 + order.index(c):o}" if c in order else c for c in "рота вошла в город"
    )
    line = f"BT /F 12 Tf 60 700 Td ({codes}) Tj ET".encode()
    text = one(with_contents([line], font=font)).report.text
    assert len(text) == len("рота вошла в город")
    assert text.split(" ")[1][:1] == "в"


def line(
    text: str, begin: float, top: float, *, tall: float = 10, wide: float | None = None
) -> Line:
    end = begin + (wide if wide is not None else 5 * len(text))
    return Line(text, 1, begin, end, top - tall, top, begin, end)


def test_a_side_column_is_not_read_across() -> None:
    side = [line("Key figures are few", 50, 700 - 12 * n, wide=100) for n in range(6)]
    main = [line("The main text is wider than that", 200, 697 - 14 * n, wide=340) for n in range(9)]
    found = passages_of([*side, *main])
    assert not any(passage.row for passage in found)
    assert found[0].text.startswith("Key figures are few Key figures")


@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(0, 800), st.integers(5, 200)), max_size=40)
)
def test_no_line_is_lost_or_told_twice(places: list[tuple[int, int, int]]) -> None:
    lines = [line(f"w{n}", x, y + 10, wide=w) for n, (x, y, w) in enumerate(places)]
    told = [each.text for passage in passages_of(lines) for _, each in passage.lines]
    assert sorted(told) == sorted(each.text for each in lines)


COUNTED = {"without": 1, "russian": 3, "backed": 2, "russian-led": 1, "led": 0}


@pytest.mark.parametrize(
    ("above", "below", "joint"),
    [
        ("are with-", "out power", None),
        ("the Russian-", "backed group", ""),
        ("the Russian-", "led group", ""),
        ("the Kher-", "son region", None),
        ("the Nagorno-", "Karabakh region", ""),
        (f"are with{SOFT}", "out power", None),
        ("the army", "said", " "),
        ("from 3-", "5 March", " "),
    ],
)
def test_what_stands_between_two_lines(above: str, below: str, joint: str | None) -> None:
    assert hyphen_joins(lambda word: COUNTED.get(word.lower(), 0))(above, below) == joint


PICTURE = "/XObject << /I << /Type /XObject /Subtype /Image /Width 1 /Height 1 >> >>"
GOOD = made_pdf([column(60, 700, FIRST)])


def nested_forms(depth: int, fan: int) -> bytes:
    """Forms that draw forms: fan to the power of depth drawings."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>",
               b"<< /Type /Pages /Count 1 /Kids [5 0 R] >>",
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", b"<< >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /XObject "
               b"<< /X 7 0 R >> >> /Contents 6 0 R >>",
               b"<< /Length 5 >>\nstream\n/X Do\nendstream"]  # fmt: skip
    for level in range(depth):
        inner_form = 8 + level
        draw = b"/X Do " * fan if level + 1 < depth else b"BT /F 9 Tf 9 9 Td (x) Tj ET " * fan
        objects.append(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F 3 0 R "
            b">> /XObject << /X %d 0 R >> >> /Length %d >>\nstream\n%s\nendstream"
            % (min(inner_form, 6 + depth), len(draw), draw)
        )
    return with_objects(objects)


CYCLIC = with_objects(
    [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 9 /Kids [2 0 R 5 0 R] >>",
     b"<< >>", b"<< >>", b"<< /Type /Pages /Parent 2 0 R /Count 9 /Kids [2 0 R 5 0 R] >>"]
)  # fmt: skip
HOSTILE = {
    "nothing behind the mark": b"%PDF-1.7\n",
    "cut": GOOD[: len(GOOD) // 3],
    "noise": b"%PDF-1.7\n" + bytes(range(256)) * 40,
    "a page tree that goes round": CYCLIC,
    "a form that draws itself": nested_forms(1, 1).replace(b"BT /F 9 Tf", b"/X Do     "),
    "a count that is a lie": GOOD.replace(b"/Count 1 ", b"/Count 9"),
    "an endless stream": GOOD.replace(b"endstream", b"endstre  "),
    "a page without end": with_contents([b"q " * 300_000]),
    "letters beyond the page": made_pdf([[(9e9, -9e9, 9e9, "far"), (1, 1, 0, "flat")]]),
    "places that are no numbers": with_contents([b"BT /F nan Tf inf 1e999 Td (a) Tj ET"]),
    "many letters in one place": with_contents([b"BT /F 9 Tf 9 9 Td (a) Tj ET\n" * 30_000]),
    "a script": GOOD.replace(b"/Pages 2 0 R >>", b"/Pages 2 0 R /OpenAction << /S /JavaScript "
                             b"/JS (app.alert\\(1\\)) >> >>"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pdf_ends_soon_in_one_line_or_with_its_words(name: str) -> None:
    begun = time.monotonic()
    try:
        found = list(read_pdf(HOSTILE[name], where="a.pdf"))
    except UnreadableInput as error:
        assert error.where == "a.pdf"  # noqa: PT017
        assert error.remedy  # noqa: PT017
    else:
        assert all(isinstance(item, Reading) for item in found)
    assert time.monotonic() - begun < 30


def test_a_pdf_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    from msgspec.structs import replace

    short = replace(inner.limits(), pdf_seconds=0.01)
    monkeypatch.setattr("dateline.ingest.pdf.limits", lambda: short)
    assert "were not read in 0.01 seconds" in refusal(GOOD).what


def test_a_reading_process_that_dies_costs_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.ingest.pdf.sys.executable", "/bin/false")
    assert "failed on it" in refusal(GOOD).what


def test_pages_that_are_pictures_are_refused_with_the_remedy() -> None:
    error = refusal(with_contents([b"q 100 0 0 100 0 0 cm /I Do Q"], more=PICTURE))
    assert "no text layer" in error.what
    assert error.remedy is not None
    assert "ocrmypdf" in error.remedy


def test_letters_without_meaning_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = Sheet(595, 842, [Stretch("abcdef", 60, 700, 100, 710)], unknown=3)
    monkeypatch.setattr("dateline.ingest.pdf._opened", lambda *_, **__: (Front(1), [sheet]))
    error = refusal(GOOD)
    assert "have no meaning" in error.what
    assert "OCR" in str(error)


def test_it_is_known_by_its_bytes() -> None:
    assert format_of(GOOD, where="x.txt").name == "pdf"


@settings(max_examples=12)
@given(st.binary(max_size=200), st.integers(0, 600))
def test_any_bytes_are_read_or_refused(data: bytes, at: int) -> None:
    try:
        found = list(read_pdf(GOOD[:at] + data + GOOD[at + len(data) :], where="a.pdf"))
    except ReportError:
        return
    assert all(isinstance(item, Reading) for item in found)
