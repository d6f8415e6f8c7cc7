"""No worker outlives the process that started it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.pipeline.orphans import end_with_parent

PARENT = """
import os, sys, time
import dateline.pipeline.runner as runner
from dateline.model import encode
from dateline.pipeline import Settings
from tests.pipeline.test_orphans import linger
from tests.store.records import reading

if __name__ == "__main__":
    runner.work = linger
    folder = sys.argv[1]
    inputs = [reading(n, location=f"{n}.txt") for n in range(1, 9)]
    os.environ["ORPHANS"] = folder
    list(runner.run(inputs, Settings(jobs=3, reader=False)))
"""
DEADLINE = 60.0


def linger(_report: object, _settings: object) -> bytes:
    """A worker in the middle of a long report: it says who it is and goes on computing."""
    (Path(os.environ["ORPHANS"]) / str(os.getpid())).touch()
    until = time.monotonic() + 10 * DEADLINE
    while time.monotonic() < until:
        sum(range(10_000))
    return b""


def alive(process: int) -> bool:
    """Whether a process is there and is no zombie that nobody has taken leave of."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z" if stat.exists() else True
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.skipif(os.name != "posix", reason="kills as POSIX does")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path, how: signal.Signals) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    folder = tmp_path / "workers"
    folder.mkdir()
    path = os.pathsep.join([str(Path.cwd()), *sys.path])
    parent = subprocess.Popen(
        [sys.executable, str(script), str(folder)], env={**os.environ, "PYTHONPATH": path}
    )
    try:
        began = time.monotonic()
        while len(list(folder.iterdir())) < 3 and time.monotonic() - began < DEADLINE:
            assert parent.poll() is None
            time.sleep(0.1)
    finally:
        parent.send_signal(how)
        parent.wait()
    workers = [int(entry.name) for entry in folder.iterdir()]
    assert len(workers) == 3
    began = time.monotonic()
    while any(map(alive, workers)) and time.monotonic() - began < DEADLINE:
        time.sleep(0.1)
    left = [worker for worker in workers if alive(worker)]
    for worker in left:
        os.kill(worker, signal.SIGKILL)
    assert left == []


def test_a_process_of_its_own_goes_on() -> None:
    end_with_parent()
