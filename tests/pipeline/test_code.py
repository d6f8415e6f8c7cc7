"""One report through the stages: order, walls, and a crash that costs one stage only."""

from __future__ import annotations

import time
from collections.abc import Callable

import msgspec
import pytest

from dateline.model import (
    Coding,
    ConfigError,
    Layer,
    ModelError,
    UnreadableInput,
)
from dateline.pipeline import Coded, check_order, code, code_reading
from tests.store.records import coding, reading

NOTHING: frozenset[Layer] = frozenset()


class Stage:
    """A component made of a function."""

    def __init__(
        self,
        name: str,
        act: Callable[[Coding], Coding],
        *,
        needs: frozenset[Layer] = NOTHING,
        writes: frozenset[Layer] = NOTHING,
    ) -> None:
        self.name = name
        self.needs = needs
        self.writes = writes
        self._act = act

    def __call__(self, coding: Coding) -> Coding:
        return self._act(coding)


def claims(given: Coding) -> Coding:
    """Writes claims."""
    return msgspec.structs.replace(given, claims=coding(given.report).claims)


def crash(_: Coding) -> Coding:
    """Has a mistake in it."""
    raise ZeroDivisionError("by nought")


CLAIMS = Stage("claims", claims, writes=frozenset({Layer.CLAIMS}))


def test_stages_run_in_order_and_keep_the_report() -> None:
    made = code(reading().report, [CLAIMS], conflict="velm")
    assert made.report == reading().report
    assert made.conflict == "velm"
    assert len(made.claims) == 3


def test_each_stage_is_timed_by_name() -> None:
    seen: list[tuple[str, float]] = []
    code(reading().report, [CLAIMS, CLAIMS], watch=lambda name, s: seen.append((name, s)))
    assert [name for name, _ in seen] == ["claims", "claims"]
    assert all(seconds >= 0 for _, seconds in seen)


def notes_of(stages: list[Stage]) -> tuple[str, ...]:
    """The notes of a small report that went through these stages."""
    result = code_reading(reading(), stages)
    assert isinstance(result, Coded)
    return result.coding.notes


def test_a_crash_costs_the_layers_of_its_stage_alone() -> None:
    broken = Stage("events", crash, writes=frozenset({Layer.EVENTS}))
    result = code_reading(reading(location="b.txt"), [broken, CLAIMS])
    assert isinstance(result, Coded)
    assert len(result.coding.claims) == 3
    assert result.coding.events == ()
    (note,) = result.coding.notes
    assert note.startswith("the stage 'events' failed (ZeroDivisionError: by nought)")
    assert note.endswith("it wrote no events")


def test_what_was_written_before_a_crash_stays() -> None:
    result = code_reading(reading(), [CLAIMS, Stage("events", crash)])
    assert isinstance(result, Coded)
    assert len(result.coding.claims) == 3


def test_a_report_that_no_stage_fails_has_no_notes() -> None:
    assert notes_of([CLAIMS]) == ()


def test_a_stage_that_needs_tokens_is_left_out_where_there_are_none() -> None:
    segment = Stage("segment", crash, writes=frozenset({Layer.ANALYSIS}))
    names = Stage("mentions", crash, needs=frozenset({Layer.ANALYSIS}))
    first, second = notes_of([segment, names])
    assert first.startswith("the stage 'segment' failed")
    assert second == "the stage 'mentions' was left out: there are no tokens to read"


def test_an_error_of_a_report_in_a_stage_keeps_its_words() -> None:
    def refuse(_: Coding) -> Coding:
        raise UnreadableInput("too odd", remedy="no")

    (note,) = notes_of([Stage("mentions", refuse)])
    assert "the stage 'mentions' failed (too odd)" in note


def test_an_error_of_the_run_ends_it() -> None:
    def missing(_: Coding) -> Coding:
        raise ModelError("no weights")

    with pytest.raises(ModelError):
        code_reading(reading(), [Stage("read", missing)])


def test_a_stage_may_not_change_what_it_does_not_declare() -> None:
    result = code_reading(reading(), [Stage("sly", claims)])
    assert isinstance(result, Coded)
    assert result.coding.claims == ()
    assert "it changed claims, which it does not declare" in result.coding.notes[0]


def test_a_stage_may_not_change_the_text() -> None:
    def rewrite(given: Coding) -> Coding:
        other = msgspec.structs.replace(given.report, text="other words")
        return msgspec.structs.replace(given, report=other)

    result = code_reading(reading(), [Stage("sly", rewrite)])
    assert isinstance(result, Coded)
    assert result.coding.report == reading().report
    assert "it changed report" in result.coding.notes[0]


def test_the_working_layer_does_not_leave_the_pipeline() -> None:
    result = code_reading(reading(), [CLAIMS])
    assert isinstance(result, Coded)
    assert result.coding.analysis is msgspec.UNSET


def test_a_stage_that_comes_too_early_is_named() -> None:
    events = Stage("events", claims, needs=frozenset({Layer.CLAIMS}))
    check_order([CLAIMS, events])
    check_order([events], given=frozenset({Layer.CLAIMS}))
    with pytest.raises(ConfigError, match="'events' needs claims"):
        check_order([events, CLAIMS])


def test_a_report_that_takes_too_long_keeps_what_was_read() -> None:
    def slow(given: Coding) -> Coding:
        until = time.process_time() + 0.05
        while time.process_time() < until:
            pass
        return claims(given)

    first = Stage("claims", slow, writes=frozenset({Layer.CLAIMS}))
    made = code(reading().report, [first, Stage("events", crash), CLAIMS], seconds=0.01)
    assert len(made.claims) == 3
    (note,) = made.notes
    assert note == ("it took more than 0.01 s; left out: events, claims (raise --report-seconds)")
    assert code(reading().report, [CLAIMS], seconds=60).notes == ()
