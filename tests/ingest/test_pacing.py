"""A host is asked in turns, and rules of sites are asked for once in a while."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.pacing import HostPace
from dateline.ingest.robots import AGE, AGE_SHUT, RobotsRules, crawl_delay


class Time:
    """Seconds that pass only when somebody sleeps."""

    def __init__(self) -> None:
        self.at = 100.0

    def clock(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.at += seconds


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 9)), max_size=30))
def test_requests_to_one_host_are_apart_and_others_do_not_wait(
    asked: list[tuple[str, float]],
) -> None:
    time = Time()
    pace = HostPace(seconds=5.0, clock=time.clock, sleep=time.sleep)
    last: dict[str, float] = {}
    for host, idle in asked:
        time.at += idle
        waits = pace.seconds_to_turn(host)
        before = time.at
        pace.wait_turn(host)
        assert waits - 1e-6 <= time.at - before <= max(waits, 0.001 if waits else 0) + 1e-6
        assert time.at - last.get(host, -99) >= 5.0 - 1e-6
        if host not in last:
            assert waits == 0
        last[host] = time.at


def test_a_host_that_asks_for_more_gets_more() -> None:
    time = Time()
    pace = HostPace(seconds=5.0, clock=time.clock, sleep=time.sleep)
    pace.wait_turn("a")
    pace.slow_down("a", 20.0)
    pace.wait_turn("a")
    pace.wait_turn("a")
    assert time.at == 140.0
    pace.hold_host("b", 300.0)
    assert pace.seconds_to_turn("b") == 300.0


def rules(text: str, *, shut: bool = False) -> RobotFileParser:
    made = RobotFileParser()
    made.parse(text.splitlines())
    if shut:
        made.disallow_all = True  # type: ignore[attr-defined]
    return made


def test_rules_are_asked_for_again_after_a_day_and_sooner_where_they_could_not_be_had() -> None:
    time, asked = Time(), list[str]()
    known = RobotsRules(clock=time.clock)

    def read(site: str) -> RobotFileParser:
        asked.append(site)
        return rules("", shut=site == "shut")

    for wait in (0.0, AGE_SHUT + 1, AGE):
        time.at += wait
        known.of_site("open", read)
        known.of_site("shut", read)
    assert (asked.count("open"), asked.count("shut")) == (2, 3)


def test_a_crawl_delay_is_heeded_within_reason() -> None:
    assert crawl_delay(rules("User-agent: *\nCrawl-delay: 20"), "dateline/1") == 20.0
    assert crawl_delay(rules("User-agent: *\nCrawl-delay: 86400"), "dateline/1") == 60.0
    assert crawl_delay(rules("User-agent: *\nDisallow: /x"), "dateline/1") == 0.0
