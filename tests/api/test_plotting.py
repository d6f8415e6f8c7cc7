"""Pictures of a ledger."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

import dateline as dl
from dateline.api.plotting import days_of
from dateline.model import MissingExtra
from dateline.publish.side_colours import side_colours
from dateline.store import open_ledger
from tests.store.records import Ticking, coding, reading


@pytest.fixture
def led(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dl.Ledger]:
    """A ledger of two reports coded by hand."""
    monkeypatch.setenv("MPLBACKEND", "Agg")
    path = tmp_path / "some.sqlite"
    with open_ledger(path, clock=Ticking()) as opened:
        for n in (1, 2):
            read = reading(n, location=f"{n}.txt")
            opened.add(read, coding(read.report), program="by hand")
    with dl.Ledger(path) as ledger:
        yield ledger


def test_a_timeline_has_a_bar_an_event_in_its_sides_colour(led: dl.Ledger) -> None:
    pytest.importorskip("matplotlib")
    colours = importlib.import_module("matplotlib.colors")
    axes = led.plot.timeline()
    assert len(axes.patches) == len(led.events) == 2
    told = {colours.to_hex(patch.get_edgecolor()) for patch in axes.patches}
    assert told == {side_colours(["RUS"])["RUS"]}
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["Russia"]
    assert axes.get_xlabel() == "2 events"


def test_what_did_not_happen_is_hollow_and_what_has_no_date_is_counted(led: dl.Ledger) -> None:
    pytest.importorskip("matplotlib")
    first, second = led.events
    rows = [
        replace(first, auxiliary="negated"),
        replace(second, earliest=None, latest=None),
        replace(second, earliest="2022-11-13T05:00", latest=None, side=None),
    ]
    axes = led.plot.timeline(rows)
    assert [patch.get_facecolor()[3] for patch in axes.patches] == [0.0, 0.7]
    assert axes.get_xlabel() == "2 events; 1 more have no date"


def test_a_query_narrows_it_and_nothing_is_drawn_of_nothing(led: dl.Ledger) -> None:
    pytest.importorskip("matplotlib")
    assert not led.plot.timeline("type:strike").patches
    axes = led.plot.timeline("type:withdrawal")
    assert led.plot.timeline("near:Kherson~5", axes=axes) is axes


def test_days_are_from_the_first_to_the_day_after_the_last(led: dl.Ledger) -> None:
    event = led.events[0]
    assert days_of(event) == (date(2022, 11, 11), date(2022, 11, 12))
    assert days_of(replace(event, earliest=None, latest=None)) is None
    assert days_of(replace(event, earliest=None, latest="-0044-03-15")) is None


def test_without_matplotlib_the_line_that_installs_it_is_said(
    led: dl.Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtra, match=r"pip install 'dateline\[plot\]'"):
        led.plot.timeline()
