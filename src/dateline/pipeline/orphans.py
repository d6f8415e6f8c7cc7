"""Worker processes end when the process that started them does, however that one ended.

A thread of the worker waits for the other end of the pipe that the parent holds, which every
system closes with it. The kernel's own signal (PR_SET_PDEATHSIG) is no help: it comes when the
thread that started the worker ends, which may be one of many of a server.
"""

from __future__ import annotations

import os
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread


def end_with_parent() -> None:
    """To be called once in a worker process; elsewhere it does nothing."""
    parent = parent_process()
    if parent is not None:
        watch = Thread(target=_end_after, args=(parent.sentinel,), daemon=True)
        watch.start()


def _end_after(sentinel: int) -> None:
    """Ends this process at once, whatever it does, when the parent is gone."""
    wait([sentinel])
    os._exit(1)
