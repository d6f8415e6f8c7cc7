"""What a ledger knows is not handed on, and where it was met is kept."""

from __future__ import annotations

from pathlib import Path

from dateline.model import UnreadableInput
from dateline.pipeline.unknown import Input, keep_unknown
from dateline.store import open_ledger
from tests.store.records import coding, reading


def test_the_known_is_seen_and_counted_and_the_rest_is_handed_on(tmp_path: Path) -> None:
    old, new, bad = reading(1), reading(2), UnreadableInput("no words", where="x")
    counted: list[None] = []
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        ledger.add(old, coding(old.report), program="p")
        again = reading(1, location="b.txt")
        given: list[Input] = [again, bad, new]
        left = list(keep_unknown(ledger, given, "p", on_known=lambda: counted.append(None)))
        assert left == [bad, new]
        assert len(counted) == 1
        assert list(keep_unknown(ledger, [again], "another program")) == [again]
        assert any("b.txt" in line.decode() for line in ledger.dump())
