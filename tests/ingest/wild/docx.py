"""Word documents with what Word, LibreOffice and Google's editor put in them."""

from __future__ import annotations

import io
import zipfile

from tests.ingest.test_docx import INNER_RELS, REL, SPACE, document, paragraph, table
from tests.ingest.wild.due import Due, Made, Refused

WORDS = "Rebels captured Lower Ford on Monday, the army said."
OTHER = "Soldiers left Upper Ford on Sunday, residents said."
UKRAINIAN = "Війська залишили Нижній Брід у вівторок, заявило міністерство оборони."


def run(words: str, style: str = "") -> str:
    """A stretch with markup of its own."""
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


ENGLISH = '<w:lang w:val="en-GB"/>'


def split(words: str) -> str:
    """A sentence as Word writes one that was corrected again and again: a run a word."""
    pieces = "".join(
        f'<w:proofErr w:type="spellStart"/>{run(each + " ", ENGLISH)}'
        '<w:proofErr w:type="spellEnd"/>'
        for each in words.split()
    )
    return f'<w:p w:rsidR="00A1" w:rsidRDefault="00B2">{pieces}</w:p>'


NUMBERED = "".join(
    f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{run(each)}'
    "</w:p>"
    for each in (WORDS, OTHER)
)
BOX = (
    '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility'
    '/2006"><mc:Choice Requires="wps"><w:drawing/></mc:Choice><mc:Fallback><w:pict><v:shape '
    'xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    f"{paragraph(OTHER)}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)
LINK = (
    '<w:p><w:hyperlink r:id="r9" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
    f'relationships">{run("The army")}</w:hyperlink>{run(" said that rebels captured Lower Ford.")}'
    "</w:p>"
)
FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE \\@ "d MMMM yyyy" '
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    f'{run("4 March 2031")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
TRACKED = (
    f'<w:p>{run("Rebels ")}<w:del w:id="1" w:author="Anna Secret" w:date="2031-03-04T09:00:00Z">'
    '<w:r><w:delText>lost</w:delText></w:r></w:del><w:ins w:id="2" w:author="Anna Secret">'
    f"{run('captured')}</w:ins>{run(' Lower Ford.')}</w:p>"
)
MOVED = (
    f'<w:p><w:moveFrom w:id="3" w:author="A"><w:r><w:delText>{OTHER}</w:delText></w:r></w:moveFrom>'
    f'{run(WORDS + " ")}<w:moveTo w:id="4" w:author="A">{run(OTHER)}</w:moveTo></w:p>'
)
COMMENTED = (
    f'<w:p><w:commentRangeStart w:id="0"/>{run(WORDS)}<w:commentRangeEnd w:id="0"/><w:r>'
    '<w:commentReference w:id="0"/></w:r></w:p>'
)
COMMENTS = (
    f'<w:comments {SPACE}><w:comment w:id="0" w:author="Anna"><w:p>{run("Is it so?")}</w:p>'
    "</w:comment></w:comments>"
)
ENDNOTES = (
    f'<w:endnotes {SPACE}><w:endnote w:id="5"><w:p>{run("As told by the mayor.")}</w:p>'
    "</w:endnote></w:endnotes>"
)
HEADER = f"<w:hdr {SPACE}><w:p>{run('CONFIDENTIAL draft of Anna')}</w:p></w:hdr>"
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-'
    'properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:creator>Anna Secret</dc:creator>"
    "<dcterms:created>2031-03-05T10:00:00Z</dcterms:created></cp:coreProperties>"
)


def related(kind: str, target: str) -> dict[str, str]:
    """A part of the document beside its text, and that it is one."""
    more = f'<Relationship Id="r8" Type="{REL}/{kind}" Target="{target}"/></Relationships>'
    return {"word/_rels/document.xml.rels": INNER_RELS.replace("</Relationships>", more)}


LINKED = {"word/_rels/document.xml.rels": INNER_RELS.replace(
    "</Relationships>", f'<Relationship Id="r9" Type="{REL}/hyperlink" '
    'Target="https://army.example/1" TargetMode="External"/></Relationships>')}  # fmt: skip


def sheet() -> bytes:
    """A workbook, which is packed as a document is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


def due(*own: str, **more: object) -> Due:
    return Due(own=own, found=False, **more)  # type: ignore[arg-type]


DOCX: dict[str, Made] = {
    "headings, a day, paragraphs": Made("a.docx", document(
        paragraph("The valley", style="Title"), paragraph("4 March 2031"), paragraph(WORDS),
        paragraph("Upper Ford", style="H1"), paragraph(OTHER), core=CORE), [
        due(WORDS, OTHER, title="The valley", published="2031-03-04", byline=(),
            never=("Secret",)),
    ]),
    "a run a word": Made("a.docx", document(split(WORDS), paragraph(OTHER)), [due(WORDS, OTHER)]),
    "changes that are tracked": Made("a.docx", document(TRACKED, paragraph(WORDS)), [
        due("Rebels captured Lower Ford.", never=("lost", "Secret")),
    ]),
    "words that were moved": Made("a.docx", document(MOVED), [due(WORDS, OTHER)]),
    "comments": Made("a.docx", document(COMMENTED, **{
        "word/comments.xml": COMMENTS, **related("comments", "comments.xml")}), [
        due(WORDS, never=("Is it so?", "Anna")),
    ]),
    "notes at the foot": Made("a.docx", document(
        paragraph(WORDS, more='<w:r><w:footnoteReference w:id="2"/></w:r>'), paragraph(OTHER)), [
        due(WORDS, OTHER, "As told by the ministry.", never=("[1]", "↑")),
    ]),
    "notes at the end": Made("a.docx", document(
        paragraph(WORDS, more='<w:r><w:endnoteReference w:id="5"/></w:r>'), **{
            "word/endnotes.xml": ENDNOTES, **related("endnotes", "endnotes.xml")}), [
        due(WORDS, "As told by the mayor."),
    ]),
    "heads and feet": Made("a.docx", document(paragraph(WORDS), **{
        "word/header1.xml": HEADER, **related("header", "header1.xml")}), [
        due(WORDS, never=("CONFIDENTIAL",)),
    ]),
    "a table of incidents": Made("a.docx", document(paragraph(WORDS), table(
        ("Date", "Place", "What"), ("2 March 2031", "Goma", "Shelling destroyed a school."),
        ("3 March 2031", "Bunia", "A clash"))), [
        due("2 March 2031, Goma, Shelling destroyed a school.",
            days=(("2 March 2031, Goma", "2031-03-02"), ("3 March 2031, Bunia", "2031-03-03"))),
    ]),
    "lists": Made("a.docx", document(NUMBERED), [due(WORDS, OTHER)]),
    "a link": Made("a.docx", document(LINK, **LINKED), [
        due("The army said that rebels captured Lower Ford."),
    ]),
    "a field that the program fills in": Made("a.docx", document(FIELD, paragraph(WORDS)), [
        due(WORDS, never=("DATE",)),
    ]),
    "a box beside the text": Made("a.docx", document(paragraph(WORDS), BOX), [due(WORDS, OTHER)]),
    "Ukrainian, under another name": Made("звіт.doc", document(paragraph(UKRAINIAN)), [
        due(UKRAINIAN, lang="uk"),
    ]),
    "a workbook": Made("a.docx", sheet(), [
        Refused("a.docx: it is an Excel workbook"),
    ]),
    "an old document": Made("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), [
        Refused("a.docx: it is an old office document"),
    ]),
    "locked by a password": Made("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
        + "EncryptedPackage".encode("utf-16-le"), [
        Refused("a.docx: the document needs a password"),
    ]),
}  # fmt: skip
