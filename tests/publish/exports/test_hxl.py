"""The table with HXL's hashtags, by the HXL library where it is there."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from dateline.publish.exports.hxl import TAGS, hxl
from dateline.publish.exports.material import material_of
from tests.publish.factory import collection, withdrawal

# A hashtag and its attributes, as the HXL 1.1 standard writes them.
TAG = re.compile(r"#[a-z][a-z0-9_]*(?:\+[a-z][a-z0-9_]*)*")
# The core hashtags of HXL 1.1 that are used here.
CORE = {
    "#event",
    "#date",
    "#country",
    "#adm1",
    "#loc",
    "#geo",
    "#affected",
    "#meta",
    "#description",
}


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def test_names_then_hashtags_then_occurrences() -> None:
    material = material_of(collection())
    names, tags, *told = rows(b"".join(hxl(material)))
    assert (names, tags) == (list(TAGS), list(TAGS.values()))
    assert [row[0] for row in told] == [o.id for o in material.occurrences()]
    assert all(len(row) == len(TAGS) for row in told)


def test_hashtags_are_of_the_standard_s_form_and_each_stands_once() -> None:
    assert [tag for tag in TAGS.values() if not TAG.fullmatch(tag)] == []
    assert len(set(TAGS.values())) == len(TAGS)
    assert CORE | {"#actor"} == {tag.partition("+")[0] for tag in TAGS.values()}


def test_what_is_not_told_is_empty_and_no_nought() -> None:
    _, _, *told = rows(b"".join(hxl(material_of([withdrawal()]))))
    killed = list(TAGS).index("killed")
    assert {row[killed] for row in told} == {""}


def test_no_cell_is_a_formula() -> None:
    coding = withdrawal()
    report = replace(coding.report, outlet="=cmd|' /C calc'!A0")
    _, _, *told = rows(b"".join(hxl(material_of([replace(coding, report=report)]))))
    outlets = list(TAGS).index("outlets")
    assert {row[outlets][:2] for row in told} == {"'="}


def test_the_hxl_library_reads_it(tmp_path: Path) -> None:
    library = pytest.importorskip("hxl")
    path = tmp_path / "incidents.csv"
    path.write_bytes(b"".join(hxl(material_of(collection()))))
    local = library.input.InputOptions(allow_local=True)
    data = library.data(io.BytesIO(path.read_bytes()), local).cache()
    assert data.display_tags == list(TAGS.values())
    assert len(list(data)) == len(list(material_of(collection()).occurrences()))
    placed = data.with_rows("#geo+lat>40")
    assert {row.get("#country+code") for row in placed} == {"UA"}
