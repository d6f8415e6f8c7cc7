"""Who holds what, from sentences in several languages: control over the reader's fields."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from dateline.ingest.sources import read_inputs
from dateline.model import Coding, DatelineError
from dateline.pipeline import Settings, run
from dateline.pipeline.territory import reader_for

SIDES = {"ukraine": ("UKR", "RUS"), "sudan": ("SDN", "rsf")}
Told = tuple[str, str, str | None]

TEXTS: Mapping[str, tuple[str, set[Told]]] = {
    "Ukrainian troops took full control of Balakliia.": ("en", {("holds", "Balakliia", "UKR")}),
    "Kherson is under Russian control.": ("en", {("there", "Kherson", "RUS")}),
    "Ukrainian forces captured half of Lyman.": ("en", {("fights", "Lyman", None)}),
    "Russian forces retreated to Svatove.": ("en", set()),
    "Ukrainian forces captured Yampil, east of Lyman.": ("en", {("holds", "Yampil", "UKR")}),
    "Ukrainian forces advanced in the direction of Kherson.": ("en", set()),
    "Ukrainian forces may retake Kherson.": ("en", set()),
    "Місто Ізюм під контролем Збройних сил України.": ("uk", {("there", "Ізюм", "UKR")}),
    "Firefighters brought the blaze in Kherson under control.": ("en", set()),
}


@cache
def codings() -> Mapping[str, Coding]:
    """The codings of all texts, by text."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        lines = [
            {"id": str(n), "text": text, "lang": lang, "published": f"2022-10-05T20:00:{n:02d}"}
            for n, (text, (lang, _)) in enumerate(TEXTS.items())
        ]
        path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        found = {}
        for made in run(read_inputs([str(path)]), Settings(conflict="ukraine")):
            assert not isinstance(made, DatelineError)
            found[made.coding.report.text.strip()] = made.coding
        return found


def told(coding: Coding, *, conflict: str = "ukraine") -> set[Told]:
    """What a coding says of control: how, of which place as written, and who holds it."""
    names = {t.place.id: t.text for t in coding.toponyms if t.place is not None}
    return {
        (e.says, names[e.assertion.place], e.assertion.controller)
        for e in reader_for(SIDES[conflict]).evidence_of(coding)
        if e.assertion.place in names
    }


@pytest.mark.parametrize("text", TEXTS)
def test_words_of_control(text: str) -> None:
    assert told(codings()[text]) == TEXTS[text][1]


def test_another_war_is_read_by_the_same_fields(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    text = "RSF fighters captured several towns, including Singa and Sennar."
    line = {"id": "1", "text": text, "lang": "en", "published": "2024-07-05T20:00:00"}
    path.write_text(json.dumps(line), encoding="utf-8")
    (made,) = run(read_inputs([str(path)]), Settings(conflict="sudan"))
    assert not isinstance(made, DatelineError)
    found = told(made.coding, conflict="sudan")
    assert {("holds", "Singa", "rsf"), ("holds", "Sennar", "rsf")} <= found
