"""What two tellings of events have in common, as features of all pairs of one story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import log
from typing import TypeVar

import numpy as np

from evals.event_coreference.agglomerate import average_link
from evals.event_coreference.stories import Vector, cosine, kin, tfidf
from evals.event_coreference.vectors import Floats, Read

T = TypeVar("T")
PARTS = {"part": 0.05, "close_part": 0.07}
"""Cosines from which reports tell one part of their story, loosely and closely."""
WINDOW = 4
"""Words either side of the head that say what is told of it."""


@dataclass(frozen=True)
class Telling:
    """One mention of an event: its head word, the `at`-th of its sentence, and its report.

    `around`, `where`, `when`: folded words of participants, places and times in the sentence;
    `number`: the sentence's place in the report, from 0; `text`: the report's words.
    """

    report: str
    head: str
    sentence: tuple[str, ...]
    around: frozenset[str]
    text: tuple[str, ...] = field(repr=False)
    at: int = 0
    number: int = 0
    where: frozenset[str] = frozenset()
    when: frozenset[str] = frozenset()

    @property
    def window(self) -> tuple[str, ...]:
        """The head with the words beside it."""
        return self.sentence[max(0, self.at - WINDOW) : self.at + WINDOW + 1]


@dataclass(frozen=True, eq=False)
class Corpus:
    """What all tellings are measured against: reports' vectors and how rare words are."""

    reports: dict[str, Vector]
    rarity: dict[str, float]
    most: float

    def weight(self, word: str) -> float:
        """How rare a stem is among the sentences, 0 to 1."""
        return self.rarity.get(word, self.most) / self.most


def corpus_of(tellings: Sequence[Telling], reports: dict[str, Vector]) -> Corpus:
    """The corpus that these tellings make."""
    sentences = {t.sentence for t in tellings}
    spread = Counter(w for s in sentences for w in {kin(w) for w in s})
    most = log(len(sentences) + 1)
    return Corpus(reports, {w: log((len(sentences) + 1) / n) for w, n in spread.items()}, most)


def features(tellings: Sequence[Telling], corpus: Corpus, read: Read | None) -> dict[str, Floats]:
    """Features by name, each (n, n) and symmetric. Without `read` those of vectors are left out."""
    stems = [kin(t.head) for t in tellings]
    same = _table(stems, lambda a, b: float(a == b))
    report = _table([t.report for t in tellings], lambda a, b: float(a == b))
    rare = np.array([corpus.weight(s) for s in stems])
    found = {
        "same": same,
        "same_rare": same * rare[:, None],
        "report": report,
        "same_report": same * report,
        "story": _table(
            [t.report for t in tellings], lambda a, b: cosine(corpus.reports[a], corpus.reports[b])
        ),
        "words": _overlap([_stems(t.sentence) for t in tellings], corpus),
        "beside": _overlap([_stems(t.window) - {kin(t.head)} for t in tellings], corpus),
        "around": _overlap([_stems(t.around) for t in tellings], corpus),
        "where": _overlap([_stems(t.where) for t in tellings], corpus),
        "where_apart": _apart([t.where for t in tellings]),
        "when": _overlap([_stems(t.when) for t in tellings], corpus),
        "when_apart": _apart([t.when for t in tellings]),
        "numbers_apart": _apart([_numbers(t.sentence) for t in tellings]),
        "lead": _table([t.number <= 1 for t in tellings], lambda a, b: float(a and b)),
        "head_in": _head_in(tellings, stems),
    }
    found |= _parts(tellings)
    if read is not None:
        found |= _read(tellings, read)
    return found


def _parts(tellings: Sequence[Telling]) -> dict[str, Floats]:
    """How alike the reports are once what their whole story shares weighs nothing, and whether
    they are of one part of it: two quakes of one country, two matches of one team."""
    texts = {t.report: t.text for t in tellings}
    names = sorted(texts)
    vectors = tfidf([texts[n] for n in names])
    alike = np.array([[cosine(a, b) for b in vectors] for a in vectors])
    rows = [names.index(t.report) for t in tellings]
    found: dict[str, Floats] = {"local": alike[np.ix_(rows, rows)]}
    for name, threshold in PARTS.items():
        groups = average_link(alike, threshold)
        part = np.array([next(k for k, g in enumerate(groups) if row in g) for row in rows])
        found[name] = (part[:, None] == part[None]).astype(np.float64)
    return found


def _read(tellings: Sequence[Telling], read: Read) -> dict[str, Floats]:
    texts: dict[str, list[tuple[str, ...]]] = {
        "heads": [(t.head,) for t in tellings],
        "sentences": [t.sentence for t in tellings],
        "windows": [t.window for t in tellings],
    }
    return {name: _cosines(texts[name], read) for name in texts}


def _cosines(texts: Sequence[tuple[str, ...]], read: Read) -> Floats:
    once = sorted(set(texts))
    vectors = read(once)
    at = {text: n for n, text in enumerate(once)}
    rows: Floats = vectors[[at[t] for t in texts]]
    return rows @ rows.T


def _stems(words: Sequence[str] | frozenset[str]) -> frozenset[str]:
    return frozenset(kin(w) for w in words if w[:1].isalnum())


def _numbers(words: Sequence[str]) -> frozenset[str]:
    return frozenset(w for w in words if w[:1].isdigit())


def _table(values: Sequence[T], of: Callable[[T, T], float]) -> Floats:
    """The function of every pair, computed once for equal values."""
    once = list(dict.fromkeys(values))
    at = {value: n for n, value in enumerate(once)}
    small = np.zeros((len(once), len(once)))
    for i, a in enumerate(once):
        for j in range(i + 1):
            small[i, j] = small[j, i] = of(a, once[j])
    rows = [at[v] for v in values]
    found: Floats = small[np.ix_(rows, rows)]
    return found


def _overlap(sets: Sequence[frozenset[str]], corpus: Corpus) -> Floats:
    """Cosine of word sets, rare words weighing more."""
    words = {w: n for n, w in enumerate(sorted(set().union(*sets)))}
    made = np.zeros((len(sets), max(len(words), 1)))
    for row, found in enumerate(sets):
        for word in found:
            made[row, words[word]] = corpus.weight(word)
    made /= np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-9)
    return made @ made.T


def _apart(sets: Sequence[frozenset[str]]) -> Floats:
    """1 where both name something and nothing in common."""
    return _table(list(sets), lambda a, b: float(bool(a) and bool(b) and not a & b))


def _head_in(tellings: Sequence[Telling], stems: Sequence[str]) -> Floats:
    """How far each one's head stands in the other's sentence: 0, a half or 1."""
    sentences = [_stems(t.sentence) for t in tellings]
    inside = np.array([[float(s in words) for words in sentences] for s in stems])
    found: Floats = (inside + inside.T) / 2
    return found
