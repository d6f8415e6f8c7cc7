"""Every golden file and every coding of an example has the published form, and true spans."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dateline.ingest.sources import read_inputs
from dateline.model import Reading, encode
from dateline.pipeline import Coded, Settings, run
from tests.store.records import coding, reading

ROOT = Path(__file__).parents[2]
GOLDEN = sorted(path for path in (ROOT / "tests").glob("golden/*.jsonl"))
EXAMPLES = sorted(
    path
    for folder in (ROOT / "examples").iterdir()
    if folder.is_dir()
    for path in folder.iterdir()
    if path.suffix in {".txt", ".html", ".xml", ".jsonl"}
)


@cache
def validator() -> Draft202012Validator:
    """The shipped schema."""
    schema = json.loads((files("dateline.model") / "coding.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def complain(line: bytes | str) -> None:
    """Fails where a coding has not the published form, or a span lies."""
    made = json.loads(line)
    assert [f"{error.json_path}: {error.message}" for error in validator().iter_errors(made)] == []
    text = made["report"]["text"]
    assert [span for span in spans(made) if text[span["start"] : span["end"]] != span["text"]] == []


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Everything in a coding that has start, end and text."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans(part)


def test_a_coding_made_by_hand_has_the_published_form() -> None:
    complain(encode(coding(reading().report)))


def test_the_schema_refuses_what_has_not_its_form() -> None:
    made = json.loads(encode(coding(reading().report)))
    del made["claims"][0]["stance"]
    assert list(validator().iter_errors(made))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_golden_files_have_the_published_form(path: Path) -> None:
    for line in path.read_bytes().splitlines():
        complain(line)


@pytest.mark.parametrize("reader", [True, False], ids=["reader", "no-reader"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_examples_are_coded_in_the_published_form(path: Path, *, reader: bool) -> None:
    readings = list(read_inputs([path]))
    assert all(isinstance(item, Reading) for item in readings)
    for result in run(readings, Settings(reader=reader)):
        assert isinstance(result, Coded), str(result)
        complain(encode(result.coding))
