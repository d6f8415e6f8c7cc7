"""How often a host is asked: each request waits for its turn, whoever makes it.

Invariant: between two requests to one host lie at least `seconds`, or what the host itself asks.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

Seconds = Callable[[], float]
SHORTEST = 0.001
"""Seconds of the shortest sleep: a clock may tell no finer, and would then stand still."""


class HostPace:
    """Turns of requests, a host; safe to use from several threads.

    `clock` tells seconds that only grow; `sleep` lets some of them pass.
    """

    def __init__(
        self,
        *,
        seconds: float,
        clock: Seconds = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._seconds, self._clock, self._sleep = seconds, clock, sleep
        self._free: dict[str, float] = {}
        self._slower: dict[str, float] = {}
        self._lock = Lock()

    def wait_turn(self, host: str) -> None:
        """Returns when the host may be asked."""
        with self._lock:
            turn = max(self._clock(), self._free.get(host, 0.0))
            self._free[host] = turn + self._gap(host)
        while (left := turn - self._clock()) > 0:
            self._sleep(max(left, SHORTEST))
        with self._lock:
            # Who slept too long pushes the next turn on.
            self._free[host] = max(self._free[host], self._clock() + self._gap(host))

    def hold_host(self, host: str, seconds: float) -> None:
        """Asks the host nothing more for this long."""
        with self._lock:
            self._free[host] = max(self._free.get(host, 0.0), self._clock() + seconds)

    def slow_down(self, host: str, seconds: float) -> None:
        """Lets at least this long lie between requests to the host from now on."""
        with self._lock:
            self._slower[host] = seconds
            self._free[host] = max(self._free.get(host, 0.0), self._clock() + self._gap(host))

    def seconds_to_turn(self, host: str) -> float:
        """How long a request would wait; 0: the host may be asked at once."""
        with self._lock:
            return max(0.0, self._free.get(host, 0.0) - self._clock())

    def _gap(self, host: str) -> float:
        return max(self._seconds, self._slower.get(host, 0.0))
