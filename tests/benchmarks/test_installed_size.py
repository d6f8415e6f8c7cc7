"""The size of an installation: each package once, compiled files apart, the largest first."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.installed_size import Size, format_table, main, measure_packages


def install(folder: Path, name: str, **files: int) -> None:
    """Puts a package of files of so many bytes into an environment; `__` stands for a dot."""
    site = folder / "lib" / "python3" / "site-packages"
    info = site / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Name: {name}\nVersion: 1.0\n", "utf-8")
    names = [file.replace("__", ".") for file in files]
    (info / "RECORD").write_text("".join(f"{one},,\n" for one in [*names, "gone.py"]), "utf-8")
    for file, size in zip(names, files.values(), strict=True):
        (site / file).write_bytes(b"x" * size)


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    install(tmp_path, "small", a__py=1_000_000)
    install(tmp_path, "large", b__so=2_500_000, b__pyc=500_000)
    install(tmp_path, "tiny", c__py=10)
    install(tmp_path, "pip", d__py=9_000_000)
    return tmp_path


def test_the_largest_stands_first_and_what_an_environment_brings_is_left_out(
    environment: Path,
) -> None:
    assert measure_packages(environment) == [
        Size("large", 2.5, 0.5), Size("small", 1.0, 0.0), Size("tiny", 0.00001, 0.0),
    ]  # fmt: skip


def test_small_ones_stand_in_one_row(environment: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--environment", str(environment)])
    assert capsys.readouterr().out.splitlines()[2:] == [
        "| large | 2.5 | 0.5 |",
        "| small | 1.0 | 0.0 |",
        "| 1 smaller ones | 0.0 | 0.0 |",
        "| all 3 (due: under 300 in all) | 3.5 | 0.5 |",
    ]


def test_nothing_installed_is_nothing() -> None:
    assert format_table([]).splitlines()[-1] == "| all 0 (due: under 300 in all) | 0.0 | 0.0 |"
