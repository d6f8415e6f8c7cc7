"""Mutants: one changed condition each, the same sample for one seed, noticed or not."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from benchmarks import mutants
from benchmarks.mutants import draw_sample, list_mutants, main

CODE = '''"""A module."""

LIMIT = 3


def is_far(km: int, *, wide: bool = False) -> bool:
    if not wide and km > 10:
        return True
    return km in (LIMIT, 7)
'''


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "src/dateline/room/far.py"
    path.parent.mkdir(parents=True)
    path.write_text(CODE, "utf-8")
    (tmp_path / "tests/room").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return path


def test_each_condition_and_number_of_a_function_is_changed_once(code: Path) -> None:
    changes = {(m.before, m.after) for m in list_mutants(code)}
    assert changes == {
        ("not wide and km > 10", "not wide or km > 10"), ("not wide", "wide"),
        ("km > 10", "km <= 10"), ("10", "11"), ("True", "False"),
        ("km in (LIMIT, 7)", "km not in (LIMIT, 7)"), ("7", "8"),
    }  # fmt: skip


def test_a_mutant_is_code_that_differs_in_one_line(code: Path) -> None:
    before = CODE.splitlines()
    for mutant in list_mutants(code):
        ast.parse(mutant.text)
        after = mutant.text.splitlines()
        changed = [n for n, (a, b) in enumerate(zip(before, after, strict=True), 1) if a != b]
        assert changed == [mutant.line]


def test_letters_of_more_than_one_byte_before_a_condition_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text('def f(a: str) -> bool:\n    return "Херсон" == a\n', "utf-8")
    (mutant,) = list_mutants(path)
    assert mutant.text.endswith("return ('Херсон' != a)\n")


def test_a_sample_is_the_same_for_its_seed(code: Path) -> None:
    first = draw_sample([code], 3, seed=5)
    assert first == draw_sample([code], 3, seed=5)
    assert len(first) == 3
    assert len(draw_sample([code], 100, seed=5)) == 7


def test_what_no_test_notices_is_printed(
    code: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The tests of this room notice nothing but a changed 10."""

    def passes(copy: Path, _tests: Path) -> bool:
        return "> 10" in (copy / "dateline/room/far.py").read_text("utf-8")

    monkeypatch.setattr(mutants, "pass_tests", passes)
    main(["room", "--sample", "100"])
    printed = capsys.readouterr().out
    assert "| room | 7 | 0.29 |" in printed
    assert f"{Path('src/dateline/room/far.py')}:9: 7 -> 8" in printed
    assert "km > 10 -> km <= 10" not in printed
    assert code.read_text("utf-8") == CODE


@pytest.mark.usefixtures("code")
def test_tests_that_fail_anyway_measure_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants, "pass_tests", lambda _copy, _tests: False)
    with pytest.raises(ValueError, match="tests/room fails before anything is changed"):
        main(["room"])
