from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evals.own_faults import PARTS, Verdict, judge_case, read_cases, tally_kind

_SET = Path("evals/own_faults")


def case(text: str, *expect: dict[str, Any]) -> dict[str, Any]:
    """A case with these expectations."""
    return {"id": "x-1", "kind": "k", "input": text, "args": [], "expect": list(expect)}


def test_a_case_goes_through_the_command_line() -> None:
    taken = {"type": "territory.taken", "who": "RUS", "place": "Avdiivka"}
    verdict = judge_case(
        case(
            "17 February 2024\n\nRussian forces captured Avdiivka on Saturday, officials said.",
            {"what": "event", "value": taken},
            {"what": "no_event", "value": taken},
            {"what": "control", "value": {"place": "Avdiivka", "controller": "RUS"}},
            {"what": "run", "value": {"rc": 0, "reports": 1}},
        )
    )
    assert verdict.answers == (True, False, True, True)
    assert not verdict.is_right


def test_an_input_that_is_refused_gives_no_coding() -> None:
    verdict = judge_case(
        case(
            "<!DOCTYPE html><html><body></body></html>",
            {"what": "run", "value": {"rc": 1, "stdout_empty": True, "stderr": "no article"}},
            {"what": "no_event", "value": {"type": "strike"}},
        )
    )
    assert verdict.answers == (True, False)


def test_a_kind_has_a_row_for_cases_and_one_for_expectations() -> None:
    verdicts = [Verdict(id="a", answers=(True, True)), Verdict(id="b", answers=(True, False))]
    rows = tally_kind("A11", "held", verdicts)
    assert [(row.measure, row.ours, row.n) for row in rows] == [
        ("cases wholly right", 0.5, 2),
        ("expectations right", 0.75, 4),
    ]
    assert tally_kind("A11", "held", []) == []


@pytest.mark.parametrize("part", PARTS)
def test_cases_are_named_once_and_expect_something(part: str) -> None:
    cases = [one for path in sorted((_SET / part).glob("*.jsonl")) for one in read_cases(path)]
    assert len({one["id"] for one in cases}) == len(cases) > 0
    assert all(one["expect"] and one["why"] and one["input"].strip() for one in cases)


def test_the_two_parts_share_no_case() -> None:
    given, held = (
        {one["input"] for path in (_SET / part).glob("*.jsonl") for one in read_cases(path)}
        for part in PARTS
    )
    assert not given & held
