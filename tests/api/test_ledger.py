"""A ledger as Python asks it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import dateline as dl
from dateline.api.exporting import FORMATS
from dateline.model import LedgerError, MissingExtra, UsageError
from dateline.store import open_ledger
from tests.store.records import Ticking, coding, reading


@pytest.fixture
def led(tmp_path: Path) -> Iterator[dl.Ledger]:
    """A ledger of two reports coded by hand."""
    path = tmp_path / "some.sqlite"
    with open_ledger(path, clock=Ticking()) as opened:
        for n in (1, 2):
            read = reading(n, location=f"{n}.txt")
            opened.add(read, coding(read.report), program="by hand")
    with dl.Ledger(path) as ledger:
        yield ledger


def test_import_is_quick_and_loads_nothing() -> None:
    """In processor time beyond that of Python itself, so that a busy machine does not fail it."""
    script = (
        "import sys, time; t = time.process_time(); import dateline; "
        "print(time.process_time() - t, sorted(m for m in sys.modules if 'dateline' in m))"
    )
    ran = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
        for _ in range(3)
    ]
    assert min(float(r.stdout.split()[0]) for r in ran) < 0.05
    assert ran[0].stdout.split(maxsplit=1)[1].strip() == "['dateline']"


def test_names_are_those_that_are_told() -> None:
    assert set(dir(dl)) >= {"code", "read", "Ledger", "Query", "Rows"}
    for name in dl.__all__:
        assert getattr(dl, name) is not None
    with pytest.raises(AttributeError, match="colour"):
        _ = dl.colour


def test_a_ledger_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no ledger"):
        dl.Ledger(tmp_path / "none.sqlite")


def test_queries_are_lazy_and_never_change(led: dl.Ledger) -> None:
    claims = led.claims
    denied = claims.where(stance="deny")
    assert (len(claims), len(denied), len(denied.where(side="Russia"))) == (6, 2, 0)
    assert str(denied.where(side="Russia")) == "stance:deny side:RUS"
    assert [row.stance for row in denied] == ["deny", "deny"]
    assert denied[0] == denied.first() == denied.rows()[0]
    assert list(claims[1:3]) == list(claims.rows())[1:3] == list(claims)[1:3]
    assert claims[-1] == list(claims)[-1]
    assert claims[-2:][0] == list(claims)[-2]
    with pytest.raises(IndexError):
        _ = denied[2]
    assert denied.where(source="nobody").first() is None


def test_a_query_is_sorted_and_sees_what_is_written(led: dl.Ledger) -> None:
    newest = [row.published for row in led.reports.sort("newest")]
    assert newest == sorted((str(day) for day in newest), reverse=True)
    assert len(led.events.sort("valid").rows()) == 2
    with pytest.raises(UsageError, match="no order"):
        led.reports.sort("finest")
    with pytest.raises(UsageError, match="one order"):
        led.incidents.sort("newest").rows()
    query = led.claims.where("Kherson")
    before = len(query)
    read = reading(4)
    with open_ledger(led.place) as other:
        other.add(read, coding(read.report), program="by hand")
    assert len(query) == before + 1


def test_what_is_derived_follows_judgements(led: dl.Ledger) -> None:
    events = {event for incident in led.incidents for event in incident.events}
    event = led.events[0]
    assert event.id in events
    made = led.judge(event.id[:12], "wrong", reason="seen", author="Ana")
    assert event.id not in {e for incident in led.incidents for e in incident.events}
    assert [j.id for j in led.judgements()] == [made.id]
    led.undo(made)
    assert {event for incident in led.incidents for event in incident.events} == events
    with pytest.raises(UsageError, match="no verdict"):
        led.judge(event.id, "maybe")


def test_rows_of_what_is_derived_are_asked_by_their_claims(led: dl.Ledger) -> None:
    assert (len(led.contradictions.where(stance="deny")), len(led.contradictions)) == (2, 2)
    assert len(led.contradictions.where("rain")) == 0
    assert len(led.origins.where(side="RUS")) == 1
    for query in (led.tolls, led.revisions, led.places):
        assert len(query) == len(list(query))


def test_a_search_is_a_query(led: dl.Ledger) -> None:
    hits = led.search("Херсон")
    assert len(hits) == 2
    assert {hit.text[a:b] for hit in hits[:20] for a, b in hit.marks} == {"Kherson"}
    assert len(led.search("governor denied", reports=True)) == 2
    assert len(led.search("soldiers", best=True)[:1]) == 1
    assert led.counts("stance", query="side:Russia")["stance"][0].claims == 2


def test_the_ledger_as_it_was_known(led: dl.Ledger) -> None:
    then = led.as_of("2026-01-01T00:00:01Z")
    assert (len(then.reports), len(led.reports)) == (1, 2)
    assert len(led.changes()) == 2
    assert len(led.changes(1)) == 1


def test_a_report_and_its_reasons(led: dl.Ledger) -> None:
    read = reading(1)
    assert led.report(read.report.id[:12]).coding == coding(read.report)
    event = led.report(read.report.id).events[0]
    assert {row.about for row in led.why(event.id)} >= {event.id}
    assert led.why(read.report.id)
    with pytest.raises(LedgerError, match="did not know"):
        led.as_of("2020-01-01").report(read.report.id)


@pytest.mark.parametrize("form", [name for name in FORMATS if name != "geoparquet"])
def test_every_format_is_exported_as_on_the_command_line(
    led: dl.Ledger, tmp_path: Path, form: str
) -> None:
    data = led.export(form)
    assert isinstance(data, bytes)
    assert data
    path = led.export(form, tmp_path / "out")
    assert isinstance(path, Path)
    assert path.read_bytes() == data


def test_a_format_that_there_is_not(led: dl.Ledger) -> None:
    with pytest.raises(UsageError, match="no format 'parchment'"):
        led.export("parchment")


def test_a_dossier_is_written(led: dl.Ledger, tmp_path: Path) -> None:
    assert led.dossier(tmp_path / "dossier", title="Velm").exists()


def test_records_are_read_into_a_ledger_that_is_kept(tmp_path: Path) -> None:
    told = [
        {"text": "Shelling hit Kherson, officials said.", "outlet": "A", "published": "2022-11-11"},
        {"text": "Rebels took Goma.", "outlet": "B"},
        {"text": " "},
    ]
    path = tmp_path / "mine.sqlite"
    with pytest.warns(UserWarning, match="its text is empty"):
        made = dl.read(told, path, reader=False)
    with made:
        assert [row.outlet for row in made.reports] == ["A", "B"]
        before = len(made.changes())
    with pytest.warns(UserWarning, match="its text is empty"):
        again = dl.read(told, path, reader=False)
    with again:
        assert (len(again.reports), len(again.changes())) == (2, before)


def test_a_ledger_for_a_while_is_gone_when_it_is_closed() -> None:
    made = dl.read(["Shelling hit Kherson, officials said."], reader=False)
    place = Path(made.place)
    assert place.exists()
    made.close()
    assert not place.parent.exists()


def test_tables_of_a_notebook_escape_what_reports_say() -> None:
    row = coding(reading().report).claims[0]
    shown = dl.Rows([row], type(row))._repr_html_()
    assert row.id in shown
    with dl.read(["The <script>alert(1)</script> was hit, officials said."], reader=False) as led:
        for query in (led.claims, led.search("hit"), led.reports):
            assert "<script" not in query._repr_html_()
        assert "alert" in led.claims._repr_html_()


def test_a_library_that_is_missing_says_how_to_get_it(
    led: dl.Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> object:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr("dateline.api.frames.importlib.import_module", missing)
    for make in (led.claims.to_pandas, led.claims.to_polars, led.places.to_geopandas):
        with pytest.raises(MissingExtra, match=r"pip install 'dateline\[frames\]'"):
            make()
