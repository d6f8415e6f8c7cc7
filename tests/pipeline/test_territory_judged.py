"""Control rests on no claim that was judged wrong, and leans on those judged right."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.control.parameters import shipped_parameters
from dateline.model import Judgement, TargetKind, Verdict
from dateline.pipeline.control_layer import control_layer
from dateline.pipeline.territory import read_codings, territory
from tests.fusion.factory import Told, coding
from tests.store.records import KHERSON

MADE = replace(coding(Told(type="territory.taken", side="RUS", place=KHERSON)), conflict="ukraine")


def ruling(verdict: Verdict, *, withdrawn: str | None = None) -> Judgement:
    """A judgement of the only claim."""
    return Judgement(
        id="jdg-1", target_kind=TargetKind.CLAIM, target=MADE.claims[0].id, verdict=verdict,
        author="ada", made_at="2026-01-01", withdrawn_at=withdrawn,
    )  # fmt: skip


def weights(*judgements: Judgement) -> list[float]:
    """How much each piece of evidence counts."""
    found, _ = read_codings([MADE], judgements=judgements)
    return [e.weight for e in found]


def test_a_wrong_claim_holds_no_place() -> None:
    assert weights()
    assert weights(ruling(Verdict.WRONG)) == []
    assert weights(ruling(Verdict.WRONG, withdrawn="2026-01-02")) == weights()


def test_a_right_claim_weighs_more() -> None:
    raised = [w * shipped_parameters().confirmed for w in weights()]
    assert weights(ruling(Verdict.RIGHT)) == pytest.approx(raised)
    assert shipped_parameters().confirmed > 1


def test_the_atlas_and_the_page_say_the_same() -> None:
    wrong = [ruling(Verdict.WRONG)]
    assert [p.name for p in territory([MADE]).points.values()] == ["Kherson"]
    assert territory([MADE], judgements=wrong).points == {}
    assert control_layer([MADE]) is not None
    assert control_layer([MADE], judgements=wrong) is None
