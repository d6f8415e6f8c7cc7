"""Who holds what, from sentences: the words of control, read as a user reads them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.ingest.sources import read_inputs
from dateline.model import DatelineError
from dateline.pipeline import Settings, run
from dateline.pipeline.territory import reader_for

SIDES = {"ukraine": ("UKR", "RUS"), "sudan": ("SDN", "rsf")}


def told(text: str, folder: Path, *, lang: str, conflict: str) -> set[tuple[str, str, str | None]]:
    """What a text says of control: how, of which place as written, and who holds it."""
    path = folder / "reports.jsonl"
    line = {"id": "1", "text": text, "lang": lang, "published": "2022-10-05T20:00:00"}
    path.write_text(json.dumps(line), encoding="utf-8")
    settings = Settings(conflict=conflict)
    (made,) = run(read_inputs([str(path)]), settings)
    assert not isinstance(made, DatelineError)
    names = {t.place.id: t.text for t in made.coding.toponyms if t.place is not None}
    reader = reader_for(SIDES[conflict])
    return {
        (e.says, names[e.assertion.place], e.assertion.controller)
        for e in reader.evidence_of(made.coding)
        if e.assertion.place in names
    }


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Ukrainian troops took full control of Balakliia.", "en",
         {("holds", "Balakliia", "UKR")}),
        ("Ukrainian troops have taken full control of Balakliia.", "en",
         {("holds", "Balakliia", "UKR")}),
        ("Kherson is under Russian control.", "en", {("holds", "Kherson", "RUS")}),
        ("The town of Izyum is no longer under Russian control.", "en",
         {("holds", "Izyum", None)}),
        ("Ukrainian forces captured half of Lyman.", "en", {("fights", "Lyman", None)}),
        ("Місто Ізюм під контролем Збройних сил України.", "uk", {("holds", "Ізюм", "UKR")}),
        ("Мелітополь залишається під російською окупацією.", "uk",
         {("holds", "Мелітополь", "RUS")}),
    ],
)  # fmt: skip
def test_words_of_control(
    text: str, lang: str, expected: set[tuple[str, str, str | None]], tmp_path: Path
) -> None:
    assert told(text, tmp_path, lang=lang, conflict="ukraine") == expected


def test_a_fire_under_control_is_nobodys_gain(tmp_path: Path) -> None:
    text = "Firefighters brought the blaze in Kherson under control."
    assert not told(text, tmp_path, lang="en", conflict="ukraine")


def test_another_war_is_read_by_the_same_words(tmp_path: Path) -> None:
    text = "RSF fighters captured several towns, including Singa and Sennar."
    found = told(text, tmp_path, lang="en", conflict="sudan")
    assert ("holds", "Singa", "rsf") in found
    assert ("holds", "Sennar", "rsf") in found
