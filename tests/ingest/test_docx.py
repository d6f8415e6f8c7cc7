"""Word documents: headings, tables, notes, what is left out, and what is refused."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ingest.docx import read_docx
from dateline.ingest.inner import Allowance, read_inner
from dateline.ingest.table_rows import day_of_cells, row_text
from dateline.model import Reading, ReportError, UnreadableInput

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/\
content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.\
relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"""
RELS = f"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/\
2006/relationships"><Relationship Id="r1" Type="{REL}/officeDocument" Target="word/document.xml"/>\
</Relationships>"""
INNER_RELS = f"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/\
package/2006/relationships"><Relationship Id="r1" Type="{REL}/styles" Target="styles.xml"/>\
<Relationship Id="r2" Type="{REL}/footnotes" Target="footnotes.xml"/></Relationships>"""
STYLES = f"""<w:styles {SPACE}><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>
</w:style><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
</w:styles>"""
NOTES = f"""<w:footnotes {SPACE}><w:footnote w:id="2"><w:p><w:r><w:t>As told by the ministry.</w:t>
</w:r></w:p></w:footnote></w:footnotes>"""
WORDS = "Rebels captured Lower Ford on Monday, the army said."


def paragraph(words: str, *, style: str = "", more: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    run = f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>' if words else ""
    return f"<w:p>{named}{run}{more}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    made = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{made}</w:tbl>"


def document(*body: str, core: str = "", **more: str) -> bytes:
    members = {
        "[Content_Types].xml": TYPES, "_rels/.rels": RELS, "word/styles.xml": STYLES,
        "word/document.xml": f"<w:document {SPACE}><w:body>{''.join(body)}</w:body></w:document>",
        "word/_rels/document.xml.rels": INNER_RELS, "word/footnotes.xml": NOTES, **more,
    }  # fmt: skip
    if core:
        members["docProps/core.xml"] = core
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


def one(data: bytes) -> Reading:
    (found,) = read_inner(data, where="a.docx", allowance=Allowance())
    assert isinstance(found, Reading), found
    return found


def blocks(data: bytes) -> list[tuple[str, str]]:
    report = one(data).report
    return [(b.kind.value, report.text[b.start : b.end]) for b in report.blocks]


def test_a_document_is_a_report() -> None:
    data = document(
        paragraph("The river", style="Title"),
        paragraph("4 March 2031"),
        paragraph(WORDS),
        paragraph("Upper Ford", style="H1"),
        paragraph(WORDS * 2),
    )
    assert blocks(data) == [
        ("headline", "The river"), ("dateline", "4 March 2031"), ("paragraph", WORDS),
        ("subhead", "Upper Ford"), ("paragraph", WORDS * 2),
    ]  # fmt: skip
    found = one(data)
    assert (found.report.title, found.report.published) == ("The river", "2031-03-04")
    assert found.original.data == data
    assert found.source_map == ()


def test_runs_of_one_sentence_are_joined_and_pictures_left_out() -> None:
    halves = paragraph("Rebels captured ", more="<w:r><w:b/><w:t>Lower Ford</w:t></w:r>"
                       "<w:r><w:drawing/></w:r><w:r><w:t xml:space='preserve"
                       "'> today.</w:t></w:r>")  # fmt: skip
    assert one(document(halves)).report.text == "Rebels captured Lower Ford today."


def test_a_table_is_read_row_by_row_and_dated_by_its_rows() -> None:
    data = document(paragraph(WORDS), table(
        ("Date", "Place", "What", "Source"),
        ("2 March 2031", "Goma", "Shelling destroyed a school.", "Radio"),
        ("3 March", "Bunia", "A clash", "Police")))  # fmt: skip
    found = blocks(data)
    assert found[1][1] == "Date, Place, What, Source"
    assert found[2][1] == "2 March 2031, Goma, Shelling destroyed a school. Radio"
    assert [b.published for b in one(data).report.blocks] == [None, None, "2031-03-02", None]


def test_a_table_that_lays_out_text_stays_text() -> None:
    side = paragraph(WORDS) * 3
    data = document(f"<w:tbl><w:tr><w:tc>{side}</w:tc><w:tc>{side}</w:tc></w:tr></w:tbl>")
    assert [text for _, text in blocks(data)] == [WORDS] * 6


def test_footnotes_stand_at_the_end_without_marks_in_the_text() -> None:
    noted = paragraph(WORDS, more='<w:r><w:footnoteReference w:id="2"/></w:r>')
    assert blocks(document(noted, paragraph("More.")))[-1] == ("list", "As told by the ministry.")
    assert "[1]" not in one(document(noted)).report.text
    assert "↑" not in one(document(noted)).report.text


def test_what_was_deleted_is_no_part_of_it_and_what_was_added_is() -> None:
    changed = paragraph("Rebels ", more="<w:del><w:r><w:delText>lost</w:delText></w:r></w:del>"
                        "<w:ins><w:r><w:t>captured Lower Ford.</w:t></w:r></w:ins>")  # fmt: skip
    assert one(document(changed)).report.text == "Rebels captured Lower Ford."


def test_the_day_that_the_file_was_made_is_told_and_not_taken() -> None:
    core = "<c><dcterms:created xsi:type='x'>2031-03-05T10:00:00Z</dcterms:created></c>"
    found = one(document(paragraph(WORDS), core=core))
    assert found.report.published is None
    assert "made on 2031-03-05" in found.warnings[-1]


@pytest.mark.parametrize(
    ("cells", "text", "day"),
    [
        (("2 March 2031", "Goma", "Shelling.", "Radio"), "2 March 2031, Goma, Shelling. Radio",
         "2031-03-02"),
        (("1", "2031-03-02", "", "x"), "1, 2031-03-02, x", "2031-03-02"),
        (("3/4/2031", "x"), "3/4/2031, x", None),
        (("on 2 March 2031", "x"), "on 2 March 2031, x", None),
        (("Goma", "Who? “Rebels.”", "x"), "Goma, Who? “Rebels.” x", None),
        ((), "", None),
    ],
)  # fmt: skip
def test_rows(cells: tuple[str, ...], text: str, day: str | None) -> None:
    assert row_text(cells) == text
    assert day_of_cells(cells, "en") == day


ENTITIES = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
GROWING = f'<!DOCTYPE d [<!ENTITY a0 "ha">{ENTITIES}]>'
GOOD = document(paragraph(WORDS))
HOSTILE = {
    "no words": document(paragraph("")),
    "no document": document(paragraph(WORDS)).replace(b"word/document.xml", b"word/document.xxx"),
    "broken XML": document("<w:p><w:r>"),
    "entities that grow": document(
        **{"word/document.xml": f"{GROWING}<w:document {SPACE}><w:body><w:p><w:r><w:t>&a9;</w:t>"
           "</w:r></w:p></w:body></w:document>"}),
    "a file from outside": document(
        **{"word/document.xml": '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
           f"<w:document {SPACE}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>"
           "</w:document>"}),
    "deep tables": document("<w:tbl><w:tr><w:tc>" * 5000 + "</w:tc></w:tr></w:tbl>" * 5000),
    "a bomb": document(paragraph(WORDS), **{"word/media/a.xml": "a" * 70 * 1024 * 1024}),
    "an endless style": document(paragraph(WORDS), **{
        "word/styles.xml": STYLES.replace("</w:style>", '<w:basedOn w:val="H1"/></w:style>')}),
    "cut": GOOD[:-200],
    "a damaged member": GOOD[:300] + b"\xff" * 40 + GOOD[340:],
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_ends_soon(name: str) -> None:
    begun = time.process_time()
    found = list(read_inner(HOSTILE[name], where="a.docx", allowance=Allowance()))
    assert time.process_time() - begun < 15
    for item in found:
        if isinstance(item, Reading):
            assert "root:" not in item.report.text
            assert len(item.report.text) < 100_000
        else:
            assert item.remedy
            assert "its reader failed" not in str(item)


@settings(max_examples=30)
@given(st.binary(max_size=100), st.integers(0, len(GOOD)))
def test_any_bytes_are_read_or_refused(data: bytes, at: int) -> None:
    try:
        found = list(read_docx(GOOD[:at] + data + GOOD[at + len(data) :], where="a.docx"))
    except UnreadableInput:
        return
    assert all(isinstance(item, Reading | ReportError) for item in found)
