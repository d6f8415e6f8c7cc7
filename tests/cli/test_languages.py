from __future__ import annotations

import json

import pytest

from dateline.cli.languages import languages
from dateline.cli.output import Format
from dateline.text.language import READ


def test_every_language_that_is_read_is_listed_with_its_scores(
    capsys: pytest.CaptureFixture[str],
) -> None:
    languages(Format.JSONL)
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["lang"] for row in rows] == list(READ)
    assert all(0.5 < row["claims_f1"] <= 1 and 0.3 < row["events_f1"] <= 1 for row in rows)
    assert {row["name"] for row in rows} >= {"English", "Ukrainian", "Arabic", "French"}
