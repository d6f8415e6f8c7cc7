"""The shipped examples get their history of control right, from their reports alone."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from dateline.control.atlas import Atlas, Holding
from dateline.control.holders import Phase
from dateline.ingest.sources import read_inputs
from dateline.model import ControlState, DatelineError
from dateline.pipeline import Settings, run
from dateline.pipeline.control_rows import geojson, history, holdings
from dateline.pipeline.territory import territory

EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def atlas(name: str) -> Atlas:
    made = list(run(read_inputs([str(EXAMPLES / name)]), Settings()))
    return territory([m.coding for m in made if not isinstance(m, DatelineError)])


def held(name: str, day: str) -> dict[str, Holding]:
    """By place name, on a day's evening."""
    at = datetime.fromisoformat(f"{day}T23:59:59")
    return {h.place.name: h for h in atlas(name).at(at)}


def holders(name: str, day: str) -> dict[str, str | None]:
    found = held(name, day)
    return {n: h.phase.holder for n, h in found.items() if h.phase.state is ControlState.HELD}


def last(name: str, place: str) -> Phase:
    (found,) = (h.phase for n, h in held(name, "2030-01-01").items() if n == place)
    return found


def test_kherson_is_ukrainian_from_11_november() -> None:
    assert holders("kherson", "2022-11-10")["Kherson"] == "RUS"
    assert holders("kherson", "2022-11-11")["Kherson"] == "UKR"
    kherson = last("kherson", "Kherson")
    assert kherson.since is not None
    assert kherson.since.date().isoformat() == "2022-11-11"
    assert kherson.support


def test_snihurivka_fell_the_day_before() -> None:
    assert holders("kherson", "2022-11-10")["Snihurivka"] == "UKR"


def test_a_withdrawal_from_the_right_bank_fills_in_no_village_that_no_report_names() -> None:
    named = {"Kherson", "Snihurivka", "Antonivka", "Bilozerka", "Mykolaiv", "Chornobaivka"}
    named |= {"Nova Kakhovka"}  # its dam "is held by Russian troops"
    unknown = ControlState.UNKNOWN
    found = {n for n, h in held("kherson", "2022-11-12").items() if h.phase.state is not unknown}
    assert found <= named


@pytest.mark.parametrize(
    ("day", "place", "holder"),
    [
        ("2016-10-18", "Mosul", "islamic-state"),
        ("2016-10-18", "Tal Afar", "islamic-state"),
        ("2016-10-18", "Bartella", "islamic-state"),
        ("2016-10-20", "Bartella", "IRQ"),
        ("2016-12-01", "Mosul", "islamic-state"),
        ("2016-12-01", "Tal Afar", "islamic-state"),
        ("2017-07-10", "Tal Afar", "islamic-state"),
        ("2017-08-27", "Tal Afar", "IRQ"),
    ],
)
def test_the_battle_of_mosul(day: str, place: str, holder: str) -> None:
    assert holders("mosul", day)[place] == holder


def test_mosul_is_contested_once_its_east_has_fallen() -> None:
    assert held("mosul", "2017-02-01")["Mosul"].phase.state is ControlState.CONTESTED


def test_what_is_long_past_is_dated_by_its_words() -> None:
    assert holders("mosul", "2014-07-01")["Mosul"] == "islamic-state"


def test_one_loose_sentence_makes_a_place_claimed_not_held() -> None:
    phase = last("mosul", "Mosul")
    assert (phase.holder, phase.challenger) == ("islamic-state", "IRQ")


def test_what_is_unknown_follows_no_neighbour() -> None:
    told = [phase.why for phases in atlas("mosul").phases.values() for phase in phases]
    assert not any("neighbours" in why for why in told)


def test_every_change_rests_on_claims() -> None:
    for name in ("kherson", "mosul"):
        for change in atlas(name).changes(datetime(2014, 1, 1), datetime(2030, 1, 1)):
            assert change.phase.support
            assert change.phase.known is not None


def test_the_rows_tell_the_same() -> None:
    rows = list(history(atlas("mosul"), "Mosul"))
    assert rows[-1].challenger == "IRQ"
    assert b"Mosul" in geojson(holdings(atlas("mosul"), datetime(2017, 7, 11)))
