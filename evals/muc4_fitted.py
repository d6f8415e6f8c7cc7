"""MUC-4 with small models fitted on its train part, beside `muc4`, which fits nothing.

Three steps of log-linear models over what our reading gives: how likely a report tells each
type of incident, how likely a sentence names a filler, and, with both, how likely a head word
fills each role. Steps see the earlier ones' chances from models that were fitted on other
reports. Thresholds are chosen by five folds of train; dev is answered once.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from evals.loglinear import Features, Floats, best_threshold, chances, fit, out_of_fold
from evals.muc4_features import Case, cases, report_features, sentence_features
from evals.muc4_key import (
    ROLES,
    TYPES,
    Key,
    codings,
    count_heads,
    count_types,
    f1,
    key_of,
    records,
)
from evals.muc4_reading import reading
from evals.table import Row

_TYPE_PENALTY, _SENTENCE_PENALTY, _ROLE_PENALTY = 10.0, 20.0, 2.0
_LEAST = 4  # reports' words rarer than this in train are not looked at
Named = Mapping[str, float]


@dataclass(frozen=True)
class Part:
    """Train or dev: keys, and features of its reports, sentences and head words.

    `sentences`: (report, index, features, whether the key's words stand in it).
    """

    keys: list[Key]
    reports: list[Named]
    sentences: list[tuple[int, int, Named, bool]]
    cases: list[Case]


def run(data: Path) -> list[Row]:
    """Incident type F1 and head-noun F1 of each role, fitted on train."""
    train, dev = (part_of(records(data, name)) for name in ("train", "dev"))
    return rows_of(train, dev)


def part_of(rows: Sequence[dict[str, Any]]) -> Part:
    """What the models see of some records, and their keys."""
    part = Part([], [], [], [])
    for at, (row, coding) in enumerate(zip(rows, codings(rows), strict=True)):
        read = reading(coding)
        part.keys.append(key_of(row))
        part.reports.append(report_features(read))
        spans = _spans(row)
        for index, features in sentence_features(read).items():
            sentence = coding.linguistics().sentences[index]
            named = any(sentence.start <= s < sentence.end for s in spans)
            part.sentences.append((at, index, features, named))
        part.cases.extend(cases(read, at))
    return part


def rows_of(train: Part, dev: Part) -> list[Row]:
    """The figures on dev of models fitted on train."""
    types = _types(train, dev)
    named = _sentences(train, dev)
    counts = Counter[str]()
    for at, key in enumerate(dev.keys):
        found = frozenset(t for t in TYPES if types.dev[t][at] >= types.threshold)
        count_types(counts, key, found)
    made = [_row("incident type F1, by report, fitted on train", f1(counts), None, len(dev.keys))]
    with_chances = [
        [_with_chances(case, by_type, by_sentence) for case in part.cases]
        for part, by_type, by_sentence in (
            (train, types.train, named[0]), (dev, types.dev, named[1]),
        )
    ]  # fmt: skip
    columns = Features.of(with_chances[0], least=_LEAST)
    known, asked = (columns.matrix(rows) for rows in with_chances)
    total = 0.0
    for role in ROLES:
        right = np.array([float(c.head in train.keys[c.report].heads(role)) for c in train.cases])
        groups = [c.report for c in train.cases]
        guessed = out_of_fold(known, right, groups, penalty=_ROLE_PENALTY)
        threshold = best_threshold(guessed, _value(train, role, guessed))
        scores = chances(asked, fit(known, right, penalty=_ROLE_PENALTY))
        counts = counted(dev, role, scores, threshold)
        total += f1(counts)
        measure = f"{role}, head noun F1, fitted on train"
        made.append(_row(measure, f1(counts), None, counts["wanted"]))
    mean = total / len(ROLES)
    return [*made, _row("four roles, mean F1, fitted on train", mean, 0.55, len(dev.keys))]


def counted(part: Part, role: str, scores: Floats, threshold: float) -> Counter[str]:
    """The counts of a role where every head word over the threshold is an answer."""
    found: list[set[str]] = [set() for _ in part.keys]
    for at in np.flatnonzero(scores >= threshold):
        found[part.cases[at].report].add(part.cases[at].head)
    counts = Counter[str]()
    for key, heads in zip(part.keys, found, strict=True):
        count_heads(counts, key, role, frozenset(heads))
    return counts


def _value(part: Part, role: str, scores: Floats) -> Callable[[float], float]:
    return lambda threshold: f1(counted(part, role, scores, threshold))


@dataclass(frozen=True)
class _Types:
    """The chance of each type in each report, and from which chance on a type is told."""

    train: Mapping[str, Floats]
    dev: Mapping[str, Floats]
    threshold: float


def _types(train: Part, dev: Part) -> _Types:
    columns = Features.of(train.reports, least=_LEAST)
    known, asked = columns.matrix(train.reports), columns.matrix(dev.reports)
    groups = list(range(len(train.keys)))
    guessed: dict[str, Floats] = {}
    answers: dict[str, Floats] = {}
    for name in TYPES:
        right = np.array([float(name in key.allowed) for key in train.keys])
        guessed[name] = out_of_fold(known, right, groups, penalty=_TYPE_PENALTY)
        answers[name] = chances(asked, fit(known, right, penalty=_TYPE_PENALTY))

    def value(threshold: float) -> float:
        counts = Counter[str]()
        for at, key in enumerate(train.keys):
            found = frozenset(t for t in TYPES if guessed[t][at] >= threshold)
            count_types(counts, key, found)
        return f1(counts)

    everything = np.concatenate(list(guessed.values()))
    return _Types(guessed, answers, best_threshold(everything, value))


Chances = Mapping[tuple[int, int], float]


def _sentences(train: Part, dev: Part) -> tuple[Chances, Chances]:
    """By report and sentence, how likely the key's words stand in it."""
    rows = [features for _, _, features, _ in train.sentences]
    columns = Features.of(rows, least=_LEAST)
    known = columns.matrix(rows)
    right = np.array([float(named) for _, _, _, named in train.sentences])
    groups = [report for report, _, _, _ in train.sentences]
    guessed = out_of_fold(known, right, groups, penalty=_SENTENCE_PENALTY)
    asked = columns.matrix([features for _, _, features, _ in dev.sentences])
    answers = chances(asked, fit(known, right, penalty=_SENTENCE_PENALTY))
    return _by_place(train, guessed), _by_place(dev, answers)


def _by_place(part: Part, scores: Floats) -> Chances:
    pairs = zip(part.sentences, scores.tolist(), strict=True)
    return {(report, index): score for (report, index, _, _), score in pairs}


def _with_chances(case: Case, types: Mapping[str, Floats], sentences: Chances) -> Named:
    """A case's features with those of its report and of its likeliest sentence."""
    out = dict(case.features)
    for name in TYPES:
        out.update(_graded(f"report {name}", float(types[name][case.report])))
    any_type = 1 - math.prod(1 - float(types[name][case.report]) for name in TYPES)
    out.update(_graded("report", any_type))
    out.update(_graded("sentence", max(sentences[case.report, s] for s in case.sentences)))
    return out


def _graded(name: str, chance: float) -> Named:
    """A chance as its log odds and as one of ten steps."""
    bound = min(max(chance, 0.001), 0.999)
    return {name: math.log(bound / (1 - bound)) / 3, f"{name} {int(bound * 10)}": 1.0}


def _spans(row: dict[str, Any]) -> list[int]:
    """First characters of the key's words, where they stand in the text."""
    return [
        string["start"]
        for template in row["templates"]
        for slots in ROLES.values()
        for slot in slots
        for filler in template[slot]
        for string in filler["strings"]
        if string["start"] is not None
    ]


def _row(measure: str, value: float, target: float | None, n: int) -> Row:
    return Row(
        stage="events",
        corpus="MUC-4 dev",
        measure=measure,
        ours=value,
        reference="fitted span extractors about .55 on roles",
        target=target,
        n=n,
    )
