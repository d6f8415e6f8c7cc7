"""Free words and queries on every list, what is new, and what may have been meant."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.store import open_ledger
from tests.cli.conftest import Runs
from tests.store.records import coding, reading


def rows(dateline: Runs, *arguments: str) -> list[dict[str, Any]]:
    """The rows of a command."""
    ran = dateline(*arguments, "--format", "jsonl")
    assert ran.code == 0
    return [json.loads(line) for line in ran.out.splitlines()]


@pytest.mark.usefixtures("ledger")
def test_search_shows_the_words_and_where_they_stand(dateline: Runs) -> None:
    hits = rows(dateline, "search", "Херсон")
    assert len(hits) == 2
    for hit in hits:
        text = reading(1).report.text if hit["report"] == reading(1).report.id else None
        text = text or reading(2).report.text
        assert text[hit["start"] :].startswith(hit["text"])
        assert [hit["text"][a:b] for a, b in hit["marks"]] == ["Kherson"]
    assert rows(dateline, "search", "Херсон", "--exact") == []
    best = rows(dateline, "search", "soldiers", "--best", "--limit", "1")
    assert len(best) == 1
    assert "--limit shows more" in dateline("search", "soldiers", "--limit", "1").err


@pytest.mark.usefixtures("ledger")
def test_words_that_no_claim_holds_are_found_in_reports(dateline: Runs) -> None:
    ran = dateline("search", "governor denied")
    assert ran.out == "nothing found\n"
    assert "--reports lists them" in ran.err
    assert len(rows(dateline, "search", "governor denied", "--reports")) == 2


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    ("command", "query", "count"),
    [
        ("claims", ("side:Russia", "kherson"), 2),
        ("claims", ("stance:deny OR rain",), 4),
        ("events", ("type:withdrawal",), 2),
        ("timeline", ("place:Kherson",), 2),
        ("reports", ("governor",), 2),
        ("places", ("stance:assert rain",), 1),
        ("incidents", ("place:Kherson",), 1),
        ("incidents", ("rain",), 0),
        ("contradictions", ("stance:deny",), 2),
        ("origins", ("side:RUS",), 1),
        ("toll", ("rain",), 0),
    ],
)
def test_every_list_takes_a_query(
    dateline: Runs, command: str, query: tuple[str, ...], count: int
) -> None:
    found = rows(dateline, command, *query)
    assert bool(found) == bool(count)
    assert len(found) >= count
    assert len(rows(dateline, command, *query, "--limit", "1")) == min(count, 1)


@pytest.mark.usefixtures("ledger")
def test_a_list_is_sorted_as_it_is_asked(dateline: Runs) -> None:
    newest = [row["published"] for row in rows(dateline, "reports", "--sort", "newest")]
    assert newest == sorted(newest, reverse=True)
    assert len(set(newest)) == 2
    assert [row["published"] for row in rows(dateline, "reports", "--sort", "oldest")] == newest[
        ::-1
    ]
    assert len(rows(dateline, "events", "--sort", "valid")) == 2
    ran = dateline("claims", "--sort", "valid")
    assert ran.code == 2
    assert "choose newest or oldest" in ran.err


def test_what_is_new_is_shown_once(dateline: Runs, ledger: Path) -> None:
    assert len(rows(dateline, "claims", "--since-last")) == 6
    assert rows(dateline, "claims", "--since-last") == []
    with open_ledger(ledger) as opened:
        read = reading(5)
        opened.add(read, coding(read.report), program="by hand")
    assert len(rows(dateline, "claims", "--since-last", "--side", "RUS")) == 1
    assert rows(dateline, "claims", "--since-last") == []
    assert len(rows(dateline, "reports", "--since-last")) == 3


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (("claims", "--place", "Khreson"), "did you mean 'Kherson'"),
        (("events", "place:Khreson"), "did you mean 'Kherson'"),
        (("places", "--place", "Khreson"), "did you mean 'Kherson'"),
        (("search", "place:Херсн"), "did you mean 'Kherson'"),
        (("claims", "--source", "Defense Ministry"), "did you mean 'Ministry of Defence'"),
        (("claims", "side:UA"), "did you mean 'UKR'"),
        (("claims", "--side", "Rusia"), "did you mean 'RUS'"),
        (("search", "Khreson"), "no word 'Khreson' (did you mean 'Kherson'"),
        (("claims", "Minstry"), "no word 'Minstry' (did you mean 'Ministry'"),
        (("incidents", "place:Khreson"), "did you mean 'Kherson'"),
    ],
)
def test_what_is_near_is_offered_where_nothing_is_found(
    dateline: Runs, arguments: tuple[str, ...], meant: str
) -> None:
    ran = dateline(*arguments)
    assert ran.code == 0
    assert meant in ran.err


@pytest.mark.usefixtures("ledger")
def test_nothing_is_offered_for_a_place_that_is_there(dateline: Runs) -> None:
    assert dateline("claims", "place:Kherson stance:deny").err == ""
    assert "did you mean" not in dateline("claims", "place:Ouagadougou").err
    assert dateline("search", "Kherson -Kherson").err == dateline("search", "qqqq").err == ""


@pytest.mark.usefixtures("ledger")
def test_a_minus_that_the_shell_took_for_an_option_is_to_be_quoted(dateline: Runs) -> None:
    ran = dateline("claims", "ministry", "-Kherson")
    assert (ran.code, "in quotation marks: 'strike -Kherson'" in ran.err) == (2, True)
    assert "quotation marks" not in dateline("claims", "--colour").err
    assert "quotation marks" not in dateline("check", "-x").err
    assert dateline("claims", "ministry -Kherson").code == 0


@pytest.mark.usefixtures("ledger")
def test_a_query_that_cannot_be_read_names_the_column(dateline: Runs) -> None:
    for command in ("claims", "search", "places", "incidents"):
        ran = dateline(command, "stance:denies")
        assert ran.code == 2
        assert ran.err.startswith("error: query, column 8: 'denies' is no stance (write one of")


def test_a_ledger_whose_index_is_gone_mends_itself_with_a_note(
    dateline: Runs, ledger: Path
) -> None:
    import sqlite3

    with sqlite3.connect(ledger) as link:
        link.execute("DROP TABLE search_words")
    ran = dateline("search", "Kherson")
    assert "note: the index of words was made again from 2 codings" in ran.err
    assert "Kherson" in ran.out
    assert dateline("search", "Kherson").err == ""
