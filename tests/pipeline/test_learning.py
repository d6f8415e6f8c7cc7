"""What a ledger learns is kept, acts on what is derived, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.fusion.chances import shipped_model
from dateline.fusion.learning import Curve
from dateline.fusion.linkage import shipped_weights
from dateline.model import UsageError
from dateline.pipeline.learning import (
    Learned,
    Part,
    keep_learned,
    learn_part,
    model_of,
    read_history,
    read_learned,
    study,
    undo_learned,
    weights_of,
)
from dateline.store import open_ledger
from tests.fusion.test_learning import drawn

SHIPPED = Curve(shipped_weights().offset, shipped_weights().slope)


def part(name: str, constant: float, slope: float = 1.0) -> Part:
    return Part(
        name=name, curve=Curve(constant, slope), judgements=30, wrong_before=9, wrong_after=3,
        loss_before=0.7, loss_after=0.4,
    )  # fmt: skip


def learned(*parts: Part) -> Learned:
    return Learned(parts=parts, author="Ada", kept_at="2026-01-01T00:00:00.000000Z")


def test_nothing_learned_leaves_everything_as_shipped() -> None:
    assert weights_of(None) is shipped_weights()
    assert model_of(None) is shipped_model()
    assert weights_of(learned(part("contradiction", 1))) is shipped_weights()


def test_the_curve_is_over_the_score_that_the_shipped_model_gives() -> None:
    features = dict.fromkeys(shipped_model().weights, 0.4)
    plain = model_of(learned(part("contradiction", 0, 1)))
    assert plain.chance(features) == pytest.approx(shipped_model().chance(features))
    lower = model_of(learned(part("contradiction", -2, 1)))
    assert lower.chance(features) < shipped_model().chance(features)
    assert (lower.shown, lower.perhaps) == (shipped_model().shown, shipped_model().perhaps)
    assert weights_of(learned(part("linkage", -9, 0.5))).chance(4) < 0.01


def test_what_is_kept_is_in_use_until_it_is_taken_back(tmp_path: Path) -> None:
    days = [f"2026-01-0{n}T00:00:00.000000Z" for n in range(1, 6)]
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        assert read_learned(ledger) is None
        keep_learned(ledger, [part("linkage", -1)], author="Ada", at=days[0])
        keep_learned(ledger, [part("contradiction", 1)], author="Bo", at=days[2])
        now = read_learned(ledger)
        assert now is not None
        assert {p.name for p in now.parts} == {"linkage", "contradiction"}
        assert undo_learned(ledger, at=days[4]).author == "Bo"
        before = read_learned(ledger)
        assert before is not None
        assert before.author == "Ada"
        assert read_learned(ledger, as_of=days[3]) == read_history(ledger)[1]
        undo_learned(ledger, at=days[4])
        assert read_learned(ledger) is None
        assert [one.undone_at for one in read_history(ledger)] == [days[4], days[4]]
        with pytest.raises(UsageError, match="nothing that was learned"):
            undo_learned(ledger, at=days[4])


def test_too_few_judgements_are_told_by_question() -> None:
    with pytest.raises(UsageError, match="too few judgements") as told:
        study([], [])
    assert "two tellings are one deed: 0 yes, 0 no" in str(told.value)


def test_the_gain_is_of_judgements_that_were_held_out() -> None:
    found = drawn(Curve(-4.0, 0.693), 150)
    made = learn_part("linkage", found, prior=SHIPPED, threshold=0.5, now=SHIPPED)
    assert made.gains
    assert made.wrong_after < made.wrong_before
    again = learn_part("linkage", found, prior=SHIPPED, threshold=0.5, now=made.curve)
    assert not again.gains
