"""One report through the stages.

Invariant: a stage changes nothing but the layers that it declares, and its crash costs those
layers of one report, with a note that says so: never the report, never a run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import process_time

from msgspec import UNSET, Struct, structs

from dateline.model import Coding, Component, DatelineError, Layer, Reading, Report, ReportError
from dateline.text.language import BY_RULES, READ, unread_notes, zero_shot_notes

Watch = Callable[[str, float], None]

DEEDS = "deeds"
FIELDS = {layer: layer.value for layer in Layer}


class Coded(Struct, frozen=True, kw_only=True):
    """A reading and what was coded from it."""

    reading: Reading
    coding: Coding


def code_reading(
    reading: Reading,
    stages: Sequence[Component],
    *,
    conflict: str | None = None,
    watch: Watch | None = None,
    seconds: float | None = None,
) -> Coded | ReportError:
    """The coding of a reading; the error of a report that cannot be coded at all."""
    try:
        coding = code(reading.report, stages, conflict=conflict, watch=watch, seconds=seconds)
    except ReportError as error:
        return error if error.where else located(error, reading)
    return Coded(reading=reading, coding=coding.public())


def code(
    report: Report,
    stages: Sequence[Component],
    *,
    conflict: str | None = None,
    watch: Watch | None = None,
    seconds: float | None = None,
) -> Coding:
    """A report through all stages, working layer kept; a note for each stage that failed. What is
    given with its codes goes through none.

    `watch` is told each stage's name and the processor seconds that it took. When `seconds` of
    them are spent, later stages are left out, with a note that names them.
    """
    if report.given:
        return structs.replace(_given(report), conflict=conflict)
    coding = Coding(report=report, conflict=conflict, notes=language_notes(report, stages))
    begun = process_time()
    for at, stage in enumerate(stages):
        started = process_time()
        if seconds is not None and started - begun > seconds:
            return _noted(coding, _spent(stages[at:], seconds))
        coding = _step(stage, coding)
        if watch is not None:
            watch(stage.name, process_time() - started)
    return coding


def _given(report: Report) -> Coding:
    """A row of coded events, in its coder's codes; as words alone, with a note, where it fails."""
    from dateline.pipeline.given import code_given

    try:
        return code_given(report)
    except Exception as error:
        what = " ".join(f"{type(error).__name__}: {error}".split())
        return Coding(report=report, notes=(f"the row is kept as words: {what}",))


def language_notes(report: Report, stages: Sequence[Component]) -> tuple[str, ...]:
    """What is said of a report that these stages do not read, or read without being fitted to."""
    by_reader = [stage for stage in stages if stage.name == DEEDS]
    if any(getattr(stage, "zero_shot", False) for stage in by_reader):
        return zero_shot_notes(report)
    return unread_notes(report, READ if by_reader else BY_RULES)


def _step(stage: Component, coding: Coding) -> Coding:
    """The coding with what a stage wrote; as it was, with a note, where the stage failed."""
    if Layer.ANALYSIS in stage.needs and coding.analysis is UNSET:
        return _noted(coding, f"the stage {stage.name!r} was left out: there are no tokens to read")
    try:
        written = stage(coding)
    except ReportError as error:
        return _noted(coding, _lost(stage, error.what))
    except DatelineError:
        raise
    except Exception as error:
        return _noted(coding, _lost(stage, f"{type(error).__name__}: {error}".rstrip(": ")))
    changed = _trespass(stage, coding, written)
    if changed:
        what = f"it changed {', '.join(changed)}, which it does not declare"
        return _noted(coding, _lost(stage, what))
    return written


def _noted(coding: Coding, note: str) -> Coding:
    return structs.replace(coding, notes=(*coding.notes, note))


def _spent(left: Sequence[Component], seconds: float) -> str:
    """What a report loses that takes too long."""
    names = ", ".join(stage.name for stage in left)
    return f"it took more than {seconds:g} s; left out: {names} (raise --report-seconds)"


def _lost(stage: Component, what: str) -> str:
    """What a stage's failure costs, for the notes of the coding."""
    layers = ", ".join(sorted(stage.writes)) or "nothing"
    lost = " ".join(what.split())
    return f"the stage {stage.name!r} failed ({lost}); of this report it wrote no {layers}"


def _trespass(stage: Component, before: Coding, after: Coding) -> list[str]:
    """What a stage changed that is not in its `writes`."""
    changed = [
        field
        for layer, field in FIELDS.items()
        if layer not in stage.writes and getattr(after, field) is not getattr(before, field)
    ]
    same = after.report.id == before.report.id and after.report.text == before.report.text
    return changed if same else [*changed, "report"]


def located(error: ReportError, reading: Reading) -> ReportError:
    """The same error with the place that the report was read from."""
    return type(error)(error.what, where=reading.original.location, remedy=error.remedy)
