"""`dateline places --gazetteer --in AREA`: areas in words, without a ledger."""

from __future__ import annotations

import json

import pytest

from dateline.cli.app import run


def test_an_area_lists_the_settlements_in_it(capsys: pytest.CaptureFixture[str]) -> None:
    area = "right bank of the Dnipro, Kherson Oblast"
    assert run(["places", "--gazetteer", "--in", area, "--format", "jsonl"]) == 0
    names = {json.loads(line)["name"] for line in capsys.readouterr().out.splitlines()}
    assert {"Kherson", "Beryslav"} <= names
    assert not {"Nova Kakhovka", "Oleshky", "Mykolaiv"} & names


def test_words_that_name_no_place_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["places", "--gazetteer", "--in", "qqqqq"]) == 1
    assert "no place in 'qqqqq' is in the gazetteer" in capsys.readouterr().err
    assert run(["places", "--gazetteer"]) == 2
    assert "add --in AREA" in capsys.readouterr().err
