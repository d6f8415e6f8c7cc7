"""One text coded in Python."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline as dl
from dateline.api.coded import Coded
from dateline.model import ReportError, UsageError, decode
from tests.store.records import coding, reading

SAID = "Rebels captured Goma on Monday, the UN said."


def test_a_text_is_coded_with_what_is_known_of_it() -> None:
    coded = dl.code(SAID, published="2025-01-28", outlet="A")
    (claim,) = coded.claims
    assert coded.report.outlet == "A"
    assert claim.source.span is not None
    assert claim.source.span.text == "the UN"
    assert [coded.text[t.start : t.end] for t in coded.toponyms] == ["Goma"]
    assert coded.times[0].earliest == "2025-01-27"
    assert decode(coded.to_json()) == coded.coding
    assert any(row.about == claim.id for row in coded.why(claim.id))


def test_a_path_and_bytes_are_read_as_the_command_line_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "a report.txt"
    path.write_text(SAID, encoding="utf-8")
    ids = {dl.code(given, reader=False).report.sha256 for given in (path, str(path), SAID.encode())}
    assert len(ids) == 1


@pytest.mark.parametrize(
    ("given", "what"),
    [("nowhere.txt", "no file or folder"), (7, "cannot be read as reports"), ([], "0 reports")],
)
def test_what_cannot_be_read_says_so(given: object, what: str) -> None:
    with pytest.raises(UsageError, match=what):
        dl.code(given)


def test_a_file_is_not_told_when_it_was_published(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SAID, encoding="utf-8")
    with pytest.raises(UsageError, match="only a text is told"):
        dl.code(tmp_path / "a.txt", published="2025-01-28")
    with pytest.raises(ReportError):
        dl.code(tmp_path / "none.txt")


def test_a_notebook_shows_the_text_with_its_marks() -> None:
    shown = Coded(coding(reading().report))._repr_html_()
    assert 'title="Kherson (geonames:706448)">Kherson</span>' in shown
    assert 'title="withdrawal, asserted">left</span>' in shown


@settings(max_examples=20)
@given(st.text(alphabet="<>&\"'script/ a=\n", min_size=1).filter(lambda text: bool(text.strip())))
def test_words_of_a_report_are_never_markup(text: str) -> None:
    read = reading()
    import msgspec

    report = msgspec.structs.replace(read.report, text=text, blocks=())
    shown = Coded(msgspec.structs.replace(coding(read.report), report=report, mentions=(),
                                          claims=(), events=(), toponyms=(), timexes=(),
                                          notes=(text,)))._repr_html_()  # fmt: skip
    assert "<script" not in shown
    assert shown.count("<") == Coded(
        msgspec.structs.replace(coding(read.report), mentions=(), claims=(), events=(),
                                toponyms=(), timexes=(), notes=("a",))
    )._repr_html_().count("<")  # fmt: skip
