from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from dateline.encoder.threads import VARIABLES

BEFORE = "from dateline.encoder.threads import keep_one_thread; keep_one_thread(); import numpy"
AFTER = "import numpy; from dateline.encoder.threads import keep_one_thread; keep_one_thread()"
TOLD = """
import json, os
from pathlib import Path
from ctypes import CDLL
folder = Path(numpy.__file__).parents[1] / "numpy.libs"
seen = [CDLL(str(p)) for p in folder.glob("*openblas*")]
counts = [lib.scipy_openblas_get_num_threads64_() for lib in seen
          if hasattr(lib, "scipy_openblas_get_num_threads64_")]
print(json.dumps([os.environ.get("OPENBLAS_NUM_THREADS"), counts]))
"""


def _told(code: str, **given: str) -> tuple[str | None, list[int]]:
    """What a fresh process has set, and how many threads numpy's library has."""
    clean = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    run = subprocess.run(
        [sys.executable, "-c", code + TOLD], env=clean | given, capture_output=True, check=True
    )
    found: tuple[str | None, list[int]] = json.loads(run.stdout)
    return found


@pytest.mark.parametrize("code", [BEFORE, AFTER])
def test_numpy_has_one_thread_however_early_it_is_loaded(code: str) -> None:
    setting, counts = _told(code)
    assert setting == "1"
    assert all(count == 1 for count in counts)


@pytest.mark.parametrize("name", VARIABLES)
def test_what_the_user_has_set_is_kept(name: str) -> None:
    setting, _ = _told(BEFORE, **{name: "2"})
    assert setting == ("2" if name == "OPENBLAS_NUM_THREADS" else None)


def test_the_command_line_sets_it_before_numpy_is_loaded() -> None:
    code = (
        "import sys, dateline.cli.app as app; assert 'numpy' not in sys.modules\n"
        "app.run = lambda: 0\n"
        "try: from dateline.cli import main; main()\n"
        "except SystemExit: pass\n"
        "import numpy\n"
    )
    assert _told(code)[0] == "1"
