"""A version is made only where all that it needs holds, and each message says what to do."""

from __future__ import annotations

import pytest

from scripts.release import (
    IN_SDIST,
    IN_WHEEL,
    NotReady,
    check_changelog,
    check_sdist,
    check_tree,
    check_version,
    check_wheel,
    main,
)

CHANGES = (
    "# Changelog\n\nIn words.\n\n## 0.2.0 - 2026-11-29\n\nTo read:\n\n- A thing.\n\n## 0.1.0 - x\n"
)


@pytest.mark.parametrize("version", ["0.2.0", "0.2.0rc1"])
def test_a_version_that_the_package_has_and_no_tag_is_ready(version: str) -> None:
    check_version(version, init=f'a = 1\n__version__ = "{version}"\n', tags=["v0.1.0"])


@pytest.mark.parametrize(
    ("version", "init", "tags", "said"),
    [
        ("0.2", '__version__ = "0.2"', [], "no version"),
        ("v0.2.0", '__version__ = "v0.2.0"', [], "no version"),
        ("0.2.0", '__version__ = "0.1.0"', [], "says 0.1.0: set __version__ to 0.2.0"),
        ("0.2.0", "", [], "says nothing"),
        ("0.2.0", '__version__ = "0.2.0"', ["v0.2.0"], "take the next number"),
    ],
)
def test_a_wrong_version_is_told(version: str, init: str, tags: list[str], said: str) -> None:
    with pytest.raises(NotReady, match=said):
        check_version(version, init=init, tags=tags)


def test_a_changelog_that_begins_with_the_version_is_ready() -> None:
    check_changelog("0.2.0", CHANGES)


@pytest.mark.parametrize(
    ("version", "text", "said"),
    [
        ("0.3.0", CHANGES, "begins with '## 0.2.0 - 2026-11-29'"),
        ("0.2.0", CHANGES.replace(" - 2026-11-29", " - unreleased"), "YYYY-MM-DD"),
        ("0.2.0", CHANGES.replace("- A thing.", ""), "says nothing of 0.2.0"),
        ("0.2.0", "", "begins with"),
    ],
)
def test_a_changelog_without_the_version_is_told(version: str, text: str, said: str) -> None:
    with pytest.raises(NotReady, match=said):
        check_changelog(version, text)


def test_a_changed_file_is_told_by_its_name() -> None:
    check_tree("")
    with pytest.raises(NotReady, match=r"src/a\.py"):
        check_tree(" M src/a.py\n?? b\n")


def test_a_wheel_needs_its_data_and_no_tests() -> None:
    names = [name.format(version="0.2.0") for name in IN_WHEEL]
    check_wheel(names, version="0.2.0")
    for left in names:
        with pytest.raises(NotReady, match=f"lacks {left}"):
            check_wheel([name for name in names if name != left], version="0.2.0")


@pytest.mark.parametrize(
    "name", ["tests/conftest.py", "training/a.py", "dateline/test_a.py", "a.pyc"]
)
def test_a_wheel_with_what_does_not_belong_is_told(name: str) -> None:
    names = [one.format(version="0.2.0") for one in IN_WHEEL]
    with pytest.raises(NotReady, match="holds"):
        check_wheel([*names, name], version="0.2.0")


def test_an_sdist_needs_what_the_wheel_is_made_from() -> None:
    names = [f"dateline-0.2.0/{name}" for name in IN_SDIST]
    check_sdist(names, version="0.2.0")
    with pytest.raises(NotReady, match=r"hatch_build\.py"):
        check_sdist([n for n in names if not n.endswith("hatch_build.py")], version="0.2.0")


def test_a_version_that_is_not_ready_says_why_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["9.9.9", "--check"]) == 1
    assert "set __version__ to 9.9.9" in capsys.readouterr().err
