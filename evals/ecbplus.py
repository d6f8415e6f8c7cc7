"""ECB+ (Cybulska and Vossen 2014), dev topics: events told in several reports.

Gold event mentions in the fully annotated sentences; MUC, B3, CEAFe and their mean (CoNLL F1).
Beside ours the usual baseline: same head lemma within the gold topic. Ours is given no topics.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.fusion.coreference import chains_of
from dateline.fusion.pairs import Telling
from dateline.fusion.stories import stem
from dateline.fusion.vectors import read_texts
from evals.table import Row

DEV = frozenset({2, 5, 12, 18, 21, 23, 34, 35})
EVENTS = ("ACTION_", "NEG_ACTION_")
AROUND = {"around": ("HUMAN_", "NON_HUMAN_"), "where": ("LOC_",), "when": ("TIME_",)}


@dataclass(frozen=True)
class Gold:
    """A gold mention as our code sees it, its topic and its chain."""

    telling: Telling
    topic: int
    chain: str


def run(data: Path) -> list[Row]:
    """CoNLL F1 and its parts on the dev topics."""
    mentions = load(data / "ecbplus", DEV)
    gold = clusters(m.chain for m in mentions)
    lemma = clusters((m.topic, stem(m.telling.head)) for m in mentions)
    ours = clusters(chains_of([m.telling for m in mentions]))
    names = ("MUC", "B3", "CEAFe", "CoNLL")
    base = conll(gold, lemma)
    found = conll(gold, ours)
    return [
        Row(
            stage="fusion", corpus="ECB+ dev, gold mentions", measure=f"{name} F1", n=len(mentions),
            ours=ours_f, first=base_f, reference="first: same head lemma, gold topics",
            target=base["CoNLL"] + 0.05 if name == "CoNLL" else None,
        )
        for name in names
        for ours_f, base_f in [(found[name], base[name])]
    ]  # fmt: skip


def load(folder: Path, topics: frozenset[int]) -> list[Gold]:
    """The event mentions of these topics, with the words around them."""
    with (folder / "selected_sentences.csv").open(encoding="utf-8") as file:
        kept = {(row["id"], int(row["sentence"])) for row in csv.DictReader(file)}
    found: list[Gold] = []
    for line in (folder / "ecbplus.jsonl").open(encoding="utf-8"):
        document = json.loads(line)
        if document["topic"] in topics:
            found += _document(document, kept)
    return found


def _document(document: dict[str, object], kept: set[tuple[str, int]]) -> list[Gold]:
    tokens: list[str] = document["tokens"]  # type: ignore[assignment]
    sentences: list[int] = document["sentences"]  # type: ignore[assignment]
    mentions: list[dict[str, object]] = document["mentions"]  # type: ignore[assignment]
    identity = str(document["id"])
    words = {kind: _by_sentence(document, kinds) for kind, kinds in AROUND.items()}
    starts = {s: sentences.index(s) for s in sentences}
    found: list[Gold] = []
    for number, mention in enumerate(mentions):
        places: list[int] = mention["tokens"]  # type: ignore[assignment]
        sentence = sentences[places[0]]
        if not str(mention["type"]).startswith(EVENTS) or (identity, sentence) not in kept:
            continue
        head = _head([(t, tokens[t]) for t in places])
        telling = Telling(
            report=identity, head=tokens[head], at=head - starts[sentence], number=sentence,
            sentence=tuple(w for w, s in zip(tokens, sentences, strict=True) if s == sentence),
            text=tuple(tokens), **{kind: frozenset(of[sentence]) for kind, of in words.items()},
        )  # fmt: skip
        chain = str(mention["instance"] or f"{identity}#{number}")
        chain = f"{identity}:{chain}" if chain.startswith("INTRA") else chain
        found.append(Gold(telling, int(str(document["topic"])), chain))
    return found


def _by_sentence(document: dict[str, object], kinds: tuple[str, ...]) -> dict[int, set[str]]:
    """Folded words of the mentions of some kinds, by sentence."""
    tokens: list[str] = document["tokens"]  # type: ignore[assignment]
    sentences: list[int] = document["sentences"]  # type: ignore[assignment]
    mentions: list[dict[str, object]] = document["mentions"]  # type: ignore[assignment]
    found: dict[int, set[str]] = defaultdict(set)
    for mention in mentions:
        if str(mention["type"]).startswith(kinds):
            places: list[int] = mention["tokens"]  # type: ignore[assignment]
            found[sentences[places[0]]] |= {tokens[t].casefold() for t in places}
    return found


def _head(words: Sequence[tuple[int, str]]) -> int:
    """The head of a short action phrase: its last word, or the verb before a particle."""
    return words[0][0] if len(words) == 2 and len(words[1][1]) <= 4 else words[-1][0]


def clusters(keys: Iterable[Hashable]) -> list[set[int]]:
    """Item numbers grouped by key."""
    groups: dict[Hashable, set[int]] = defaultdict(set)
    for number, key in enumerate(keys):
        groups[key].add(number)
    return list(groups.values())


def conll(gold: Sequence[set[int]], ours: Sequence[set[int]]) -> dict[str, float]:
    """MUC (Vilain 1995), B3 (Bagga and Baldwin 1998), CEAFe (Luo 2005) and their mean."""
    scores = {
        "MUC": _f(_muc(ours, gold), _muc(gold, ours)),
        "B3": _f(_b3(ours, gold), _b3(gold, ours)),
        "CEAFe": _ceafe(gold, ours),
    }
    return scores | {"CoNLL": sum(scores.values()) / 3}


def _f(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _owner(groups: Sequence[set[int]]) -> Mapping[int, int]:
    return {item: number for number, group in enumerate(groups) for item in group}


def _muc(groups: Sequence[set[int]], others: Sequence[set[int]]) -> float:
    owner = _owner(others)
    links = sum(len(g) - len({owner[i] for i in g}) for g in groups)
    most = sum(len(g) - 1 for g in groups)
    return links / most if most else 0.0


def _b3(groups: Sequence[set[int]], others: Sequence[set[int]]) -> float:
    owner = _owner(others)
    total = sum(len(g & others[owner[i]]) / len(g) for g in groups for i in g)
    return total / sum(map(len, groups))


def _ceafe(gold: Sequence[set[int]], ours: Sequence[set[int]]) -> float:
    owner = _owner(ours)
    similar: NDArray[np.float64] = np.zeros((len(gold), len(ours)))
    for row, group in enumerate(gold):
        for column in {owner[i] for i in group}:
            other = ours[column]
            similar[row, column] = 2 * len(group & other) / (len(group) + len(other))
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(-similar)
    best = float(similar[rows, columns].sum())
    return _f(best / len(ours), best / len(gold))
