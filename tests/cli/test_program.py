"""The program as a whole: help, exit codes, pipes, the page that documents it."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from dateline import __version__
from dateline.cli.app import COMMANDS, GROUPS
from scripts.document_commands import PAGE, page
from tests.cli.conftest import Runs

HEAVY = ("sqlalchemy", "alembic", "rich", "onnxruntime", "numpy", "trafilatura", "httpx", "shapely")


def test_help_lists_every_command(dateline: Runs) -> None:
    ran = dateline("--help")
    assert ran.code == 0
    assert all(name in ran.out for name, _ in (*COMMANDS, *GROUPS))


@pytest.mark.parametrize("name", [name for name, _ in (*COMMANDS, *GROUPS)])
def test_every_command_has_help(dateline: Runs, name: str) -> None:
    ran = dateline(name, "--help")
    assert ran.code == 0
    assert f"dateline {name}" in ran.out


def test_version(dateline: Runs) -> None:
    assert dateline("--version").out == f"dateline {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("cod",),
        ("code",),
        ("code", "--jobs", "0", "x.txt"),
        ("code", "--wrong", "x.txt"),
        ("build", "x.txt"),
        ("claims", "--format", "parchment"),
        ("claims", "--stance", "shrug"),
        ("code", "--conflict", "moon", "x.txt"),
        ("code", "--input-format", "clay", "x.txt"),
        ("claims", "--as-of", "yesterday"),
    ],
)
def test_wrong_usage_is_2_and_says_what_is_right(
    dateline: Runs, arguments: tuple[str, ...]
) -> None:
    ran = dateline(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("error: ")
    assert ran.err.count("\n") == 1
    assert "Value error" not in ran.err
    assert "(" in ran.err


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ("claims", "--format", "clay"),
            "--format: 'clay' is not one of 'table', 'jsonl', 'csv' (dateline claims --help)",
        ),
        (("control", "history"), "missing argument 'PLACE' (dateline control history --help)"),
        (("vellum",), "no such command 'vellum' (dateline --help)"),
        (
            ("claims", "--from", "2022-11-12", "--to", "2022-11-01"),
            "2022-11-12 is later than 2022-11-01 (give the earlier day as --from)",
        ),
    ],
)
@pytest.mark.usefixtures("ledger")
def test_wrong_usage_is_one_line_with_its_remedy(
    dateline: Runs, arguments: tuple[str, ...], line: str
) -> None:
    assert dateline(*arguments).err == f"error: {line}\n"


@pytest.mark.parametrize("arguments", [(), ("gazetteer",)])
def test_a_group_without_a_command_shows_its_help(
    dateline: Runs, arguments: tuple[str, ...]
) -> None:
    ran = dateline(*arguments)
    assert ran.code == 2
    assert "Commands:" in ran.err


def test_the_list_of_commands_is_not_cut_off(dateline: Runs) -> None:
    listed = dateline("--help").out.partition("Commands:")[2]
    assert "..." not in listed


def test_the_documentation_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m scripts.document_commands"


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; from dateline.cli.app import run; run(['--help']); "
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert ran.stderr.decode().strip() == "[]"


def test_help_is_quick() -> None:
    """In processor time, so that a busy machine does not fail it."""
    times = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "dateline", "--help"], check=True, stdout=-3)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(times) < 0.3


@pytest.mark.usefixtures("ledger")
def test_a_closed_pipe_is_quiet() -> None:
    command = f"{sys.executable} -m dateline claims --format jsonl | head -n 0"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert ran.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("form", ["jsonl", "csv", "table"])
def test_output_to_a_full_disk_is_one_line_of_error(form: str) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "dateline", "claims", "--format", form],
            stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert ran.returncode == 1
    assert ran.stderr == b"error: standard output: No space left on device (is there room?)\n"


def test_python_m_dateline_is_the_program() -> None:
    ran = subprocess.run([sys.executable, "-m", "dateline", "--version"], capture_output=True,
                         check=True)  # fmt: skip
    assert ran.stdout.decode() == f"dateline {__version__}\n"


def test_interrupting_is_130(dateline: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    import dateline.ingest.sources as sources

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sources, "read_inputs", interrupted)
    assert dateline("code", "x.txt").code == 130


def test_the_ledger_is_found_here_without_being_named(
    dateline: Runs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATELINE_LEDGER", raising=False)
    monkeypatch.chdir(tmp_path)
    assert dateline("claims").err.startswith("error: ledger.sqlite: there is no ledger")
    assert os.listdir(tmp_path) == []
