"""Texts that repeat each other, or a text that only measures, are found."""

from __future__ import annotations

import json
from pathlib import Path

from corpus.overlap import find_duplicates, find_shared
from tests.corpus.builders import TEXT, place_record

NEAR = TEXT.replace("Monday", "Friday")


def test_near_repeats_are_found_and_others_not() -> None:
    placed = [
        place_record("a:1"),
        place_record("a:2", text="Nothing of this is said in the first text, or anywhere."),
        place_record("a:3", text=NEAR),
    ]
    (fault,) = find_duplicates(placed)
    assert fault.where == "a:3"
    assert "a:1" in fault.what


def test_texts_of_a_group_may_be_near_but_not_equal() -> None:
    first, near = place_record("a:1", group="g1"), place_record("a:2", group="g1", text=NEAR)
    assert find_duplicates([first, near]) == []
    assert len(find_duplicates([first, place_record("a:2", group="g1")])) == 1
    assert len(find_duplicates([first, place_record("a:2", group="g2", text=NEAR)])) == 1


def test_eight_words_of_a_text_that_measures_are_found(tmp_path: Path) -> None:
    eight = "In Arda the rebels seized Oru on Monday"
    measuring = {"deep": [{"text": f"It is told: {eight.upper()}, by night."}]}
    (tmp_path / "reading_ml").mkdir()
    (tmp_path / "reading_ml" / "reports.jsonl").write_text(json.dumps(measuring) + "\n")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "free.txt").write_text(TEXT)
    placed = [place_record("a:1"), place_record("a:2", text=f"Look: {eight}.")]
    (fault,) = find_shared(placed, data=tmp_path)
    assert fault.where == "a:2"
    assert "reading_ml/reports.jsonl" in fault.what
    shorter = place_record("a:3", text=eight.rsplit(" ", 1)[0])
    assert find_shared([shorter], data=tmp_path) == []
