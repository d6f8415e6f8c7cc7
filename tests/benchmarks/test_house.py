"""What is counted of the code: lines, names, types, tests of a module's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.house import (
    at_share,
    list_rows,
    list_subjects,
    list_untested,
    main,
    measure_files,
    share_of,
)

CODE = '''"""A module."""

# why it is so
class Town:
    """A town."""

    def name(self, lang: str) -> str:
        """Its name.

        In two paragraphs.
        """
        return lang  # as it is

    def bare(self, lang):
        return lang
'''


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in {
        "src/dateline/town.py": CODE, "src/dateline/river.py": "x = 1\n",
        "src/dateline/__init__.py": "", "tests/places/test_town.py": "y = 1\n\n\n",
    }.items():  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_a_function_is_counted_without_its_docstring(root: Path) -> None:
    found = measure_files([root / "src/dateline/town.py"])
    assert found.functions == [2, 2]
    assert found.names == ["name", "bare"]
    assert found.classes == [12]
    assert (found.lines, found.comments) == (15, 2)


def test_a_function_is_typed_when_all_it_takes_and_gives_is(root: Path) -> None:
    assert measure_files([root / "src/dateline/town.py"]).typed == 1


def test_a_module_is_tested_by_a_file_of_its_name_in_any_folder(root: Path) -> None:
    untested = list_untested(root / "src/dateline", root / "tests")
    assert [path.name for path in untested] == ["river.py"]


def test_shares_of_nothing_are_a_dash() -> None:
    assert share_of([]) == "-"
    assert share_of([True, False, False, True]) == "50%"
    assert at_share([], 0.9) == 0
    assert at_share(list(range(11)), 0.9) == 9


def test_outside_a_repository_there_are_no_subjects(tmp_path: Path) -> None:
    assert list_subjects(tmp_path) == []


def test_every_row_has_its_figure(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = {what: here for what, here, _ in list_rows(root)}
    assert rows["modules, lines"] == "3, 16"
    assert rows["modules with a test of their name"] == "50%"
    assert rows["test lines a source line"] == "0.19"
    main(["--root", str(root)])
    assert "| functions that are typed | 50.0% | 100% |" in capsys.readouterr().out
    main(["--root", str(root), "--untested"])
    assert capsys.readouterr().out.strip().endswith("river.py")
