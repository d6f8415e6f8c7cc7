"""The time, as the loop asks for it and lets it pass; tests bring a clock of their own."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time and lets it pass."""

    def now(self) -> datetime:
        """The instant, in UTC."""

    def seconds(self) -> float:
        """Seconds that only grow."""

    def sleep(self, seconds: float) -> None:
        """Lets time pass."""


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def seconds(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)
