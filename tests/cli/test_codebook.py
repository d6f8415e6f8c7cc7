"""`dateline codebook` and `dateline explain`, as functions: what they print and refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.cli.codebook import Shape, codebook
from dateline.cli.explain import explained
from dateline.events.component import EventCoder
from dateline.model import ConfigError, UnreadableInput, UsageError
from tests.events.helpers import coding, deed, told


def test_a_code_is_printed_with_its_definition(capsys: pytest.CaptureFixture[str]) -> None:
    codebook("strike.air", None, Shape.JSONL)
    out = capsys.readouterr().out
    assert '"code":"strike.air"' in out
    assert "Air/drone strike" in out


def test_a_good_file_passes_and_a_wrong_one_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = tmp_path / "good.yaml"
    good.write_text("version: 1\ncodes:\n  raid: {when: a raid, rank: 1}\n", encoding="utf-8")
    codebook("check", good, Shape.TABLE)
    assert "1 codes, nothing wrong" in capsys.readouterr().err
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("version: 1\ncodes:\n  raid: {when: a raid, rank: high}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="rank"):
        codebook("check", wrong, Shape.TABLE)


def test_check_without_a_file_checks_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    codebook("check", None, Shape.TABLE)
    assert "own words of en, ru, uk: nothing wrong" in capsys.readouterr().err


def test_wrong_usage_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="only `check` takes a file"):
        codebook("strike", tmp_path / "mine.yaml", Shape.TABLE)
    with pytest.raises(UsageError, match="no code 'hug'"):
        codebook("hug", None, Shape.TABLE)
    with pytest.raises(UnreadableInput, match=r"absent\.yaml"):
        codebook("check", tmp_path / "absent.yaml", Shape.TABLE)


def test_an_event_is_explained_with_its_words_and_every_slot() -> None:
    text = "Russian forces shelled the town."
    made = told(coding(text), deed(text, "shelled", "strike.shelling", who="Russian forces"))
    coded = EventCoder()(made)
    lines = list(explained(coded, coded.events[0]))
    assert "words: Russian forces shelled the town." in lines
    assert any(line.startswith("type: the reader of deeds, score") for line in lines)
    assert any("ACLED Explosions/Remote violence" in line for line in lines)


def test_an_explanation_names_the_places_and_the_time() -> None:
    from tests.publish.factory import withdrawal

    coded = withdrawal()
    lines = list(explained(coded, coded.events[0]))
    assert "'Kherson' is Kherson (gn:706448, where_prec 1)" in lines
    assert "valid time: 2022-11-11 to 2022-11-11 (date_prec 1, stated)" in lines
