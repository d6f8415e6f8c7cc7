"""What sites ask programs not to read, and for how long that holds."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

import pytest

from dateline.ingest.robots import AGE, AGE_SHUT, SLOWEST, RobotsRules, crawl_delay


def parse(text: str) -> RobotFileParser:
    rules = RobotFileParser()
    rules.parse(text.splitlines())
    return rules


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("User-agent: *\nCrawl-delay: 5", 5.0),
        ("User-agent: *\nCrawl-delay: 6000", SLOWEST),
        ("User-agent: *\nDisallow: /x", 0.0),
        ("User-agent: other\nCrawl-delay: 5", 0.0),
        ("User-agent: *\nCrawl-delay: soon", 0.0),
        ("", 0.0),
    ],
)
def test_the_delay_that_a_site_wants(text: str, seconds: float) -> None:
    assert crawl_delay(parse(text), "dateline") == seconds


@pytest.mark.parametrize(("shut", "age"), [(False, AGE), (True, AGE_SHUT)])
def test_rules_are_asked_for_again_when_they_are_old(*, shut: bool, age: float) -> None:
    now, asked = [0.0], []

    def read(site: str) -> RobotFileParser:
        asked.append(site)
        rules = parse("User-agent: *\nDisallow: /x")
        vars(rules)["disallow_all"] = shut
        return rules

    known = RobotsRules(clock=lambda: now[0])
    first = known.of_site("a", read)
    now[0] = age - 1
    assert known.of_site("a", read) is first
    now[0] = age
    assert known.of_site("a", read) is not first
    assert asked == ["a", "a"]


def test_each_site_has_its_own_rules() -> None:
    known = RobotsRules(clock=lambda: 0.0)
    first = known.of_site("a", lambda _: parse(""))
    assert known.of_site("b", lambda _: parse("")) is not first
