"""One thread for numpy's algebra: the reader's arrays are small, and a second thread only spins.

Imports nothing heavy, so that it can run before numpy does. What the user has set is kept.
"""

from __future__ import annotations

import os
import sys
from ctypes import CDLL
from pathlib import Path

VARIABLES = ("OPENBLAS_NUM_THREADS", "GOTO_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS")
"""By which a user says how many threads numpy's libraries have."""
_SETTERS = ("scipy_openblas_set_num_threads64_", "scipy_openblas_set_num_threads",
            "openblas_set_num_threads64_", "openblas_set_num_threads")  # fmt: skip


def keep_one_thread() -> None:
    """One thread for numpy in this process and in those it starts, if nothing else is set."""
    if any(os.environ.get(name) for name in VARIABLES):
        return
    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = "1"
    if "numpy" in sys.modules:
        _set_loaded_library()


def _set_loaded_library() -> None:
    """Tells the library that numpy has loaded already, where it brings its own."""
    folder = Path(str(sys.modules["numpy"].__file__)).parents[1] / "numpy.libs"
    for path in folder.glob("*openblas*"):
        library = CDLL(str(path))
        for name in _SETTERS:
            setter = getattr(library, name, None)
            if setter is not None:
                setter(1)
                return
