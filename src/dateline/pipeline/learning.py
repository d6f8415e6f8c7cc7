"""What a ledger learns from its judgements: how the scores of pairs are to be read in it.

Invariants: the reader is never fitted in place; what is learned is kept in the ledger with who and
when, and taking it back leaves everything as it was before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dateline.fusion.chances import ChanceModel, shipped_model
from dateline.fusion.learning import (
    Curve,
    Point,
    count_wrong,
    fit_curve,
    held_out,
    log_loss,
    numbers,
)
from dateline.fusion.linkage import Weights, shipped_weights
from dateline.model import Coding, Judgement, TargetKind, UsageError, Verdict
from dateline.store import Ledger

SETTING = "learned"
WORDS = {
    "linkage": "whether two tellings are one deed",
    "contradiction": "whether two claims exclude each other",
}
PLAIN = Curve(0.0, 1.0)
"""The curve that leaves log odds as they are."""


class Part(Struct, frozen=True, kw_only=True):
    """What was learned of one question. `wrong_before`, `wrong_after`: judgements that the
    decision goes against, those after held out; `loss_*`: log loss a judgement, likewise."""

    name: str
    curve: Curve
    judgements: int
    wrong_before: int
    wrong_after: int
    loss_before: float
    loss_after: float

    @property
    def words(self) -> str:
        """The question."""
        return WORDS[self.name]

    @property
    def gains(self) -> bool:
        """Whether judgements that were held out are foretold better, and no more of them wrong."""
        return self.loss_after < self.loss_before and self.wrong_after <= self.wrong_before


class Learned(Struct, frozen=True, kw_only=True):
    """What a ledger keeps of it; `undone_at`: when it was taken back."""

    parts: tuple[Part, ...]
    author: str
    kept_at: str
    undone_at: str | None = None

    def curve(self, name: str) -> Curve | None:
        """The curve of a question; None: it stays as it is shipped."""
        return next((part.curve for part in self.parts if part.name == name), None)


def read_history(opened: Ledger) -> tuple[Learned, ...]:
    """Everything that the ledger ever learned, the first first."""
    kept = opened.setting(SETTING)
    return msgspec.json.decode(kept, type=tuple[Learned, ...]) if kept else ()


def read_learned(opened: Ledger, *, as_of: str | None = None) -> Learned | None:
    """What is in use, or was at an instant; None: nothing is."""
    in_use = [
        one
        for one in read_history(opened)
        if (as_of is None or one.kept_at <= as_of)
        and (one.undone_at is None or (as_of is not None and one.undone_at > as_of))
    ]
    return in_use[-1] if in_use else None


def keep_learned(opened: Ledger, parts: Sequence[Part], *, author: str, at: str) -> Learned:
    """Takes what was learned into use; what was learned of other questions stays so."""
    now, named = read_learned(opened), {part.name for part in parts}
    rest = [part for part in now.parts if part.name not in named] if now else []
    made = Learned(parts=(*parts, *rest), author=author, kept_at=at)
    _write(opened, (*read_history(opened), made))
    opened.action_log().keep("learning.kept", questions=sorted(named))
    return made


def undo_learned(opened: Ledger, *, at: str) -> Learned:
    """Takes the last back; UsageError where nothing is in use."""
    history = list(read_history(opened))
    for n in reversed(range(len(history))):
        if history[n].undone_at is None:
            history[n] = replace(history[n], undone_at=at)
            _write(opened, history)
            opened.action_log().keep("learning.undone", kept_at=history[n].kept_at)
            return history[n]
    raise UsageError("nothing that was learned is in use", remedy="`dateline learn --keep` first")


def _write(opened: Ledger, history: Sequence[Learned]) -> None:
    opened.keep_setting(SETTING, msgspec.json.encode(history).decode())


def curves_of(learned: Learned | None) -> tuple[tuple[str, float, float], ...]:
    """The curves in use, by question, each with its constant and slope."""
    parts = learned.parts if learned else ()
    return tuple(sorted((p.name, p.curve.constant, p.curve.slope) for p in parts))


def weights_of(learned: Learned | None) -> Weights:
    """The linkage as it is to be read."""
    shipped = shipped_weights()
    curve = learned.curve("linkage") if learned else None
    return shipped if curve is None else replace(shipped, offset=curve.constant, slope=curve.slope)


def model_of(learned: Learned | None) -> ChanceModel:
    """The model of contradictions as it is to be read."""
    shipped = shipped_model()
    curve = learned.curve("contradiction") if learned else None
    if curve is None:
        return shipped
    return replace(
        shipped, constant=curve.constant + curve.slope * shipped.constant,
        weights={name: curve.slope * weight for name, weight in shipped.weights.items()},
    )  # fmt: skip


def study(
    codings: Sequence[Coding], judgements: Sequence[Judgement], *, learned: Learned | None = None
) -> list[Part]:
    """What could be learned of each question with judgements enough; `learned`: what is in use.

    UsageError where no question has enough.
    """
    told = [j for j in judgements if j.withdrawn_at is None]
    points = {"linkage": list(linkage_points(codings, told)),
              "contradiction": list(contradiction_points(codings, told))}  # fmt: skip
    enough = {name: found for name, found in points.items() if is_enough(found)}
    if not enough:
        told_so_far = "; ".join(tell_few(*pair) for pair in points.items())
        raise UsageError(
            f"too few judgements to learn from: {told_so_far}",
            remedy=f"judge on (`dateline serve`, Review): {numbers().least} of a kind, and "
            f"{numbers().least_of_each} of each answer",
        )  # fmt: skip
    shipped = {"linkage": Curve(shipped_weights().offset, shipped_weights().slope),
               "contradiction": PLAIN}  # fmt: skip
    threshold = {"linkage": shipped_weights().join, "contradiction": shipped_model().shown}
    return [
        learn_part(
            name, found, prior=shipped[name], threshold=threshold[name],
            now=(learned and learned.curve(name)) or shipped[name],
        )
        for name, found in enough.items()
    ]  # fmt: skip


def is_enough(points: Sequence[Point]) -> bool:
    """Whether there are judgements enough, and enough of each answer."""
    yes = sum(one for _, one in points)
    rules = numbers()
    return len(points) >= rules.least and min(yes, len(points) - yes) >= rules.least_of_each


def tell_few(name: str, points: Sequence[Point]) -> str:
    """How many judgements a question has."""
    yes = sum(one for _, one in points)
    return f"{WORDS[name]}: {yes} yes, {len(points) - yes} no"


def learn_part(
    name: str, points: Sequence[Point], *, prior: Curve, threshold: float, now: Curve
) -> Part:
    """A curve for one question, with what it gains over the one in use, by cross-validation."""
    before, after = [now.chance(x) for x, _ in points], held_out(points, prior)
    count = len(points)
    return Part(
        name=name, curve=fit_curve(points, prior), judgements=count,
        wrong_before=count_wrong(points, before, threshold),
        wrong_after=count_wrong(points, after, threshold),
        loss_before=round(log_loss(points, before) / count, 4),
        loss_after=round(log_loss(points, after) / count, 4),
    )  # fmt: skip


def linkage_points(codings: Sequence[Coding], judgements: Sequence[Judgement]) -> Iterator[Point]:
    """Pairs of events that were judged, with their bits; those that no weight can join are none."""
    from dateline.fusion.facts import facts_of
    from dateline.fusion.incidents import judged, told_deeds
    from dateline.fusion.linkage import levels_of
    from dateline.pipeline.names import with_shared_names
    from dateline.pipeline.standing import standing

    same, different = judged(judgements)
    shared = with_shared_names(standing(codings, judgements))
    facts = [fact for coding in shared for fact in facts_of(coding)]
    single, ongoing = told_deeds(facts, frozenset(e for pair in same for e in pair))
    deeds = {deed.id: deed for deed in (*single, *ongoing)}
    weights = shipped_weights()
    apart = sorted(sorted(pair) for pair in different)
    pairs = [*((pair, True) for pair in sorted(same)), *((pair, False) for pair in apart)]
    for (first, second), one in pairs:
        if first in deeds and second in deeds:
            levels = levels_of(deeds[first], deeds[second], weights)
            if levels is not None:
                yield sum(getattr(weights, table)[level] for table, level in levels.items()), one


def contradiction_points(
    codings: Sequence[Coding], judgements: Sequence[Judgement]
) -> Iterator[Point]:
    """Contradictions that were judged, with the log odds that the shipped model gives them."""
    verdicts = {
        j.target: j.verdict is Verdict.RIGHT
        for j in judgements
        if j.target_kind is TargetKind.CONTRADICTION and j.verdict in (Verdict.RIGHT, Verdict.WRONG)
    }
    if not verdicts:
        return
    from dateline.pipeline.derive import derive

    others = [j for j in judgements if j.target_kind is not TargetKind.CONTRADICTION]
    for found in derive(codings, others).contradictions:
        if found.id in verdicts:
            score = min(1 - 1e-6, max(1e-6, found.score))
            yield log(score / (1 - score)), verdicts[found.id]
