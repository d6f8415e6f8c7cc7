"""Claims out as Web Annotations, and back in as what persons judged them to be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.api.annotated import judgements_in, read_annotations
from dateline.model import ReportError
from dateline.store import open_ledger
from tests.cli.conftest import Runs
from tests.store.records import Ticking, coding, reading

pytestmark = pytest.mark.usefixtures("ledger")


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path, clock=Ticking()) as opened:
        for n in (1, 2):
            read = reading(n, location=f"{n}.txt")
            opened.add(read, coding(read.report), program="by hand")
    monkeypatch.setenv("DATELINE_LEDGER", str(path))
    return path


def exported(dateline: Runs) -> list[dict[str, Any]]:
    page = json.loads(dateline("export", "annotations").out)
    assert (page["@context"], page["type"]) == (
        "http://www.w3.org/ns/anno.jsonld", "AnnotationPage",
    )  # fmt: skip
    items = page["items"]
    assert isinstance(items, list)
    return items


def targets(item: dict[str, Any]) -> list[dict[str, Any]]:
    target = item["target"]
    return target if isinstance(target, list) else [target]


def judged(dateline: Runs, path: Path, *more: str) -> list[dict[str, Any]]:
    ran = dateline("judge", "--from", str(path), "--format", "jsonl", *more)
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def test_quotes_and_positions_are_the_report_s(dateline: Runs, ledger: Path) -> None:
    with open_ledger(ledger) as opened:
        texts = {c.report.url or f"urn:dateline:{c.report.id}": c.report.text
                 for c in opened.codings()}  # fmt: skip
        claims = {f"urn:dateline:{c.id}" for coding in opened.codings() for c in coding.claims}
    items = exported(dateline)
    assert {item["id"] for item in items} == claims
    for item in items:
        for target in targets(item):
            quote, position = target["selector"]
            text = texts[target["source"]]
            assert text[position["start"] : position["end"]] == quote["exact"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert around in text


def test_what_a_person_wrote_beside_a_claim_is_a_judgement(dateline: Runs, tmp_path: Path) -> None:
    item, other, *_ = exported(dateline)
    item["body"].append({"type": "TextualBody", "purpose": "assessing", "value": "Wrong"})
    item["body"].append({"type": "TextualBody", "purpose": "commenting", "value": "He resigned."})
    item["creator"] = {"type": "Person", "name": "Jana"}
    path = tmp_path / "annotations.jsonl"
    path.write_text(json.dumps(item) + "\n" + json.dumps(other) + "\n", encoding="utf-8")
    ran = dateline("judge", "--from", str(path), "--format", "jsonl")
    (row,) = (json.loads(line) for line in ran.out.splitlines())
    assert (f"urn:dateline:{row['target']}", row["verdict"], row["author"], row["reason"]) == (
        item["id"], "wrong", "Jana", "He resigned.",
    )  # fmt: skip
    assert "1 annotations left alone: no body or tag of it says right or wrong" in ran.err


def test_an_export_brought_back_unchanged_judges_nothing(dateline: Runs, tmp_path: Path) -> None:
    (claim, *_) = exported(dateline)
    dateline("judge", claim["id"].removeprefix("urn:dateline:"), "right", "--author", "Jana")
    path = tmp_path / "page.jsonld"
    path.write_text(dateline("export", "annotations").out, encoding="utf-8")
    assert judged(dateline, path) == []


def test_hypothesis_rows_are_matched_by_report_and_quote(dateline: Runs, tmp_path: Path) -> None:
    """Another program gives ids of its own, and has tags and a text instead of bodies."""
    (item, *_) = exported(dateline)
    target = targets(item)[0]
    row = {
        "id": "XyZ", "uri": target["source"], "user": "acct:jana@hypothes.is", "text": "Yes.",
        "tags": ["right"], "target": [{"source": target["source"], "selector": target["selector"]}],
    }  # fmt: skip
    path = tmp_path / "rows.json"
    path.write_text(json.dumps({"total": 1, "rows": [row]}), encoding="utf-8")
    (found,) = judged(dateline, path, "--author", "me")
    assert f"urn:dateline:{found['target']}" == item["id"]
    assert (found["author"], found["verdict"], found["reason"]) == (
        "jana@hypothes.is", "right", "Yes.",
    )  # fmt: skip
    row["target"] = [{"source": "https://elsewhere.example", "selector": target["selector"]}]
    path.write_text(json.dumps([row]), encoding="utf-8")
    assert judged(dateline, path) == []


def test_a_quote_that_another_program_moved_is_no_other_claim(
    dateline: Runs, tmp_path: Path
) -> None:
    (item, *_) = exported(dateline)
    target = targets(item)[0]
    target["selector"][0]["exact"] += " and more"
    row = {"id": "1", "tags": ["wrong"], "target": target}
    path = tmp_path / "rows.json"
    path.write_text(json.dumps([row]), encoding="utf-8")
    ran = dateline("judge", "--from", str(path))
    assert "no claim of the ledger has its words" in ran.err


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"not json", "no JSON of annotations"), (b"\xff\xfe\x00", "no JSON of annotations")],
)
def test_what_is_no_json_is_refused(
    dateline: Runs, tmp_path: Path, data: bytes, words: str
) -> None:
    path = tmp_path / "rows.json"
    path.write_bytes(data)
    ran = dateline("judge", "--from", str(path))
    assert (ran.code, words in ran.err) == (1, True)
    assert dateline("judge", "--from", str(tmp_path / "none.json")).code == 2


HOSTILE = st.recursive(
    st.none() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["id", "target", "selector", "source", "exact", "start", "body", "value",
                         "purpose", "tags", "creator", "items", "rows"]), inner, max_size=5),
    max_leaves=12,
)  # fmt: skip


@given(value=HOSTILE)
def test_whatever_annotations_hold_is_judged_or_left_alone(
    value: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.getbasetemp() / "empty.sqlite"
    with open_ledger(place, create=True) as opened:
        found = read_annotations(json.dumps(value).encode(), where="x")
        assert len(list(judgements_in(found, opened))) == len(found)


@given(st.binary(max_size=60))
def test_any_bytes_are_annotations_or_refused(data: bytes) -> None:
    try:
        found = read_annotations(data, where="x")
    except ReportError:
        return
    assert all(isinstance(item, dict) for item in found)
