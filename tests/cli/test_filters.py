"""Every filter is on every list, and says the same as the query language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.store import open_ledger
from tests.cli.conftest import Runs
from tests.store.records import coding, reading

LISTS = ("reports", "claims", "events", "timeline", "places", "incidents", "origins",
         "contradictions", "toll", "revisions", "search")  # fmt: skip
OF_CONTROL = ("control", "control changes", "control left-out", "control history Kherson")
FILTERS = (
    ("--source", "ministry"), ("--side", "RUS"), ("--place", "Kherson"),
    ("--near", "Kherson", "--km", "5"), ("--in", "Ukraine"), ("--type", "withdrawal"),
    ("--certainty", "certain"), ("--stance", "assert"), ("--auxiliary", "asserted"),
    ("--from", "2022-11-11"), ("--to", "2022-11-11"), ("--report", reading(1).report.id),
    ("--exact",),
)  # fmt: skip
pytestmark = pytest.mark.usefixtures("ledger")


def rows(dateline: Runs, *arguments: str) -> list[dict[str, Any]]:
    """The rows of a command."""
    ran = dateline(*arguments, "--format", "jsonl")
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


@pytest.mark.parametrize("command", LISTS)
def test_every_list_takes_every_filter(dateline: Runs, command: str) -> None:
    given = [word for options in FILTERS for word in options]
    order = "name" if command == "places" else "newest"
    found = rows(dateline, command, *given, "--sort", order, "--limit", "1")
    told = ("reports", "claims", "events", "timeline", "places", "incidents", "origins",
            "contradictions", "toll", "search")  # fmt: skip
    assert len(found) == (command in told)
    assert not rows(dateline, command, "--from", "2030-01-01")


@pytest.mark.parametrize(
    ("options", "query"),
    [
        (("--near", "Kherson", "--km", "5"), "near:Kherson~5"),
        (("--near", "Kherson"), "near:Kherson"),
        (("--in", "Ukraine"), "in:Ukraine"),
        (("--in", "Kherson Oblast", "--side", "RUS"), 'in:"Kherson Oblast" side:RUS'),
        (("--stance", "deny"), "stance:deny"),
    ],
)
@pytest.mark.parametrize("command", ["claims", "events", "places", "incidents", "contradictions"])
def test_options_and_query_say_the_same(
    dateline: Runs, command: str, options: tuple[str, ...], query: str
) -> None:
    assert rows(dateline, command, *options) == rows(dateline, command, query)


@pytest.mark.parametrize("command", OF_CONTROL)
def test_lists_of_control_take_filters(dateline: Runs, command: str) -> None:
    given = [word for options in FILTERS for word in options]
    ran = dateline(*command.split(), *given, "--limit", "1", "--format", "jsonl")
    assert ran.code == (1 if "history" in command else 0), ran.err
    assert "option" not in ran.err


def test_a_place_that_nobody_knows_has_others_near(dateline: Runs) -> None:
    ran = dateline("claims", "--near", "Khreson")
    assert ran.code == 2
    assert "did you mean 'Kherson'?" in ran.err
    inside = dateline("reports", "--in", "Khersn")
    assert (inside.code, "did you mean 'Kherson'?" in inside.err) == (2, True)
    assert dateline("claims", "--km", "5").code == 2
    assert "add --near PLACE" in dateline("claims", "--km", "5").err
    assert dateline("events", "--near", "Kherson", "--km", "-1").code == 2
    assert "no place 'Qqqqq' is known" in dateline("reports", "--in", "Qqqqq").err


@pytest.mark.parametrize(
    ("command", "order"), [("claims", "most"), ("places", "newest"), ("search", "valid")]
)
def test_an_order_that_a_list_has_not_is_an_error(dateline: Runs, command: str, order: str) -> None:
    ran = dateline(command, "--sort", order)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert f"cannot be sorted by '{order}'" in ran.err


def test_ids_of_what_follows_from_claims_are_accepted_short(dateline: Runs) -> None:
    for command in ("incidents", "origins"):
        first, *_ = rows(dateline, command)
        assert rows(dateline, command, first["id"][:12]) == [first]
        assert rows(dateline, command, f"id:{first['id']}") == [first]
        assert rows(dateline, command, first["id"][:12], "stance:decline") == []
    incident = rows(dateline, "incidents")[0]["id"]
    assert {row["incident"] for row in rows(dateline, "toll", incident[:12])} == {incident}


def test_what_follows_from_claims_is_sorted_as_it_is_asked(dateline: Runs) -> None:
    newest = [row["reports"][0] for row in rows(dateline, "contradictions", "--sort", "newest")]
    assert (
        newest
        == [row["reports"][0] for row in rows(dateline, "contradictions", "--sort", "oldest")][::-1]
    )
    assert newest == [reading(2).report.id, reading(1).report.id]
    named = [row["name"].casefold() for row in rows(dateline, "places", "--sort", "name")]
    assert named == sorted(named)
    most = [len(row["reports"]) for row in rows(dateline, "origins", "--sort", "most")]
    assert most == sorted(most, reverse=True)


def test_what_is_new_is_told_by_derived_lists_too(dateline: Runs, ledger: Path) -> None:
    assert len(rows(dateline, "contradictions", "--since-last")) == 2
    assert rows(dateline, "contradictions", "--since-last") == []
    with open_ledger(ledger) as opened:
        read = reading(3)
        opened.add(read, coding(read.report), program="by hand")
    (new,) = rows(dateline, "contradictions", "--since-last")
    assert new["reports"][0] == reading(3).report.id


def test_exports_take_the_filters(dateline: Runs) -> None:
    whole = dateline("export", "csv").out.splitlines()
    denied = dateline("export", "csv", "stance:deny").out.splitlines()
    assert (len(whole), len(denied)) == (7, 3)
    assert dateline("export", "csv", "--stance", "deny").out.splitlines() == denied
    near = dateline("export", "geojson", "--near", "Kherson", "--each-event")
    assert len(json.loads(near.out)["features"]) == 2
    assert not json.loads(dateline("export", "geojson", "in:Iraq").out)["features"]
    refused = dateline("export", "jsonl", "--near", "Kherson")
    assert (refused.code, "no query narrows" in refused.err) == (2, True)
