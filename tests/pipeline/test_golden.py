"""The examples are coded as they were: what changed must be meant.

After a change that is meant: `python -m scripts.write_golden`, and read the difference.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scripts.write_golden import GOLDEN, examples, lines

FOLDERS = [folder for folder in examples() if (GOLDEN / f"{folder.name}.jsonl").exists()]


def told(line: bytes) -> dict[str, Any]:
    """What a coding tells, to compare at a glance: without ids and scores."""
    coding = json.loads(line)
    claims = {claim["id"]: claim for claim in coding["claims"]}
    return {
        "title": coding["report"]["title"],
        "claims": [
            [*(s["text"] for s in c["content"]), c["manner"], c["stance"], c["certainty"]]
            for c in coding["claims"]
        ],
        "events": [
            [e["type"], e["auxiliary"], e["trigger"]["text"], e["time"]["earliest"],
             claims[e["claim"]]["content"][0]["start"]]
            for e in coding["events"]
        ],
        "places": [[t["text"], t["place"] and t["place"]["id"]] for t in coding["toponyms"]],
        "times": [[t["text"], t["earliest"], t["latest"]] for t in coding["timexes"]],
        "contradictions": [[c["kind"], c["why"]] for c in coding["contradictions"]],
    }  # fmt: skip


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_examples_are_coded_as_they_were(folder: Path) -> None:
    now = list(lines(folder))
    before = (GOLDEN / f"{folder.name}.jsonl").read_bytes().splitlines(keepends=True)
    assert [told(line) for line in now] == [told(line) for line in before]
    assert now == before
