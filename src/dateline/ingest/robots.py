"""What sites ask programs not to read (RFC 9309), asked for once in a while."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from urllib.robotparser import RobotFileParser

AGE = 24 * 3600.0
"""Seconds for which rules hold: RFC 9309 2.4 has them asked for again after a day."""
AGE_SHUT = 3600.0
"""The same where a site is shut because its rules could not be had: that passes sooner."""
SLOWEST = 60.0
"""A Crawl-delay is heeded up to this many seconds; more would stop all reading of a host."""


class RobotsRules:
    """Rules of sites, for as long as they hold; safe to use from several threads."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[str, tuple[float, RobotFileParser]] = {}
        self._lock = Lock()

    def of_site(self, site: str, read: Callable[[str], RobotFileParser]) -> RobotFileParser:
        """The rules of a site, which `read` asks for where they are not known."""
        with self._lock:
            until, rules = self._known.get(site, (0.0, None))
        if rules is not None and self._clock() < until:
            return rules
        rules = read(site)
        age = AGE_SHUT if getattr(rules, "disallow_all", False) else AGE
        with self._lock:
            self._known[site] = self._clock() + age, rules
        return rules


def crawl_delay(rules: RobotFileParser, agent: str) -> float:
    """The seconds that a site wants between requests; 0: it says nothing."""
    try:
        asked = rules.crawl_delay(agent)
        return min(SLOWEST, max(0.0, float(asked))) if asked else 0.0
    except (TypeError, ValueError):
        return 0.0
