"""ECB+ (Cybulska and Vossen 2014), dev topics: events told in several reports.

Event mentions in the fully annotated sentences, the gold ones or those that the reader finds; MUC,
B3, CEAFe and their mean (CoNLL F1). What only one of gold and ours has counts against it. Beside
ours the usual baseline: same head stem within the gold topic. Ours is given no topics.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.encoder.reader import read
from dateline.model import Analysis, RawEntity, RawTimex
from evals.event_coreference.model import chains_of
from evals.event_coreference.pairs import Telling
from evals.event_coreference.stories import stem
from evals.event_coreference.vectors import read_texts
from evals.reading import chosen, given_words
from evals.table import Row

DEV = frozenset({2, 5, 12, 18, 21, 23, 34, 35})
PLACES = frozenset({"place", "facility"})
NOWHERE = PLACES | {"pronoun"}
EVENTS = ("ACTION_", "NEG_ACTION_")
AROUND = {"around": ("HUMAN_", "NON_HUMAN_"), "where": ("LOC_",), "when": ("TIME_",)}


@dataclass(frozen=True)
class Gold:
    """A mention as our code sees it, its topic, its chain and its number, by which a mention of
    our own is known to be a gold one; negative: it is none."""

    telling: Telling
    topic: int
    chain: str
    number: int = -1


def run(data: Path) -> list[Row]:
    """CoNLL F1 and its parts on the dev topics."""
    given = load(data / "ecbplus", DEV)
    own = own_mentions(data / "ecbplus", DEV, given)
    return [*_rows("gold mentions", given, given), *_rows("own mentions", own, given)]


def _rows(name: str, mentions: Sequence[Gold], given: Sequence[Gold]) -> list[Row]:
    """Ours and the baseline on the same mentions, against the gold chains."""
    gold = grouped(given, [m.chain for m in given])
    lemma = grouped(mentions, [(m.topic, stem(m.telling.head)) for m in mentions])
    ours = grouped(mentions, chains_of([m.telling for m in mentions], read=read_texts))
    base, found = conll(gold, lemma), conll(gold, ours)
    return [
        Row(
            stage="fusion", corpus=f"ECB+ dev, {name}", measure=f"{part} F1", n=len(mentions),
            ours=found[part], first=base[part], reference="first: same head stem, gold topics",
            target=base["CoNLL"] + 0.05 if part == "CoNLL" else None,
        )
        for part in ("MUC", "B3", "CEAFe", "CoNLL")
    ]  # fmt: skip


def grouped(mentions: Sequence[Gold], keys: Sequence[Hashable]) -> list[set[int]]:
    """Mentions by key, each by its number, which is one for a gold mention and for what
    overlaps it."""
    groups: dict[Hashable, set[int]] = defaultdict(set)
    for mention, key in zip(mentions, keys, strict=True):
        groups[key].add(mention.number)
    return list(groups.values())


def own_mentions(folder: Path, topics: frozenset[int], given: Sequence[Gold]) -> list[Gold]:
    """The words that the reader takes to tell an event, in the annotated sentences."""
    at = {(m.telling.report, m.telling.number, m.telling.at): m.number for m in given}
    shown = {(m.telling.report, m.telling.number) for m in given} | _kept(folder)
    found: list[Gold] = []
    for document in _documents(folder, topics):
        identity = str(document["id"])
        for telling in _read(document):
            if (identity, telling.number) in shown:
                key = (identity, telling.number, telling.at)
                number = at.get(key, -len(found) - 1)
                found.append(Gold(telling, int(str(document["topic"])), "", number))
    return found


def _read(document: dict[str, object]) -> Iterator[Telling]:
    tokens: list[str] = document["tokens"]  # type: ignore[assignment]
    numbers: list[int] = document["sentences"]  # type: ignore[assignment]
    sentences = [list(words) for words in _sentences(tokens, numbers).values()]
    analysis = read(chosen(), given_words(sentences))
    for number, sentence in zip(_sentences(tokens, numbers), analysis.sentences, strict=True):
        words = tuple(t.text for t in analysis.tokens[sentence.first : sentence.last])
        names = [e for e in analysis.entities if sentence.start <= e.start < sentence.end]
        times = [t for t in analysis.timexes if sentence.start <= t.start < sentence.end]
        for index in range(sentence.first, sentence.last):
            if (analysis.tokens[index].event or 0.0) >= 0.5:
                yield Telling(
                    report=str(document["id"]), head=analysis.tokens[index].text,
                    at=index - sentence.first, number=number, sentence=words,
                    text=tuple(tokens),
                    around=_folded(analysis, [e for e in names if e.kind not in NOWHERE]),
                    where=_folded(analysis, [e for e in names if e.kind in PLACES]),
                    when=_folded(analysis, times),
                )  # fmt: skip


def _sentences(tokens: Sequence[str], numbers: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for word, number in zip(tokens, numbers, strict=True):
        found[number].append(word)
    return found


def _folded(analysis: Analysis, spans: Sequence[RawEntity | RawTimex]) -> frozenset[str]:
    places = (i for s in spans for i in analysis.tokens_in(s.start, s.end))
    return frozenset(analysis.tokens[i].text.casefold() for i in places)


def load(folder: Path, topics: frozenset[int]) -> list[Gold]:
    """The event mentions of these topics, with the words around them."""
    kept = _kept(folder)
    found: list[Gold] = []
    for document in _documents(folder, topics):
        found += _document(document, kept)
    return [replace(m, number=n) for n, m in enumerate(found)]


def _documents(folder: Path, topics: frozenset[int]) -> Iterator[dict[str, object]]:
    for line in (folder / "ecbplus.jsonl").open(encoding="utf-8"):
        document = json.loads(line)
        if document["topic"] in topics:
            yield document


def _kept(folder: Path) -> set[tuple[str, int]]:
    """The annotated sentences: report and number."""
    with (folder / "selected_sentences.csv").open(encoding="utf-8") as file:
        return {(row["id"], int(row["sentence"])) for row in csv.DictReader(file)}


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
    links = sum(len(g) - len({owner.get(i, -1 - abs(i)) for i in g}) for g in groups)
    most = sum(len(g) - 1 for g in groups)
    return links / most if most else 0.0


def _b3(groups: Sequence[set[int]], others: Sequence[set[int]]) -> float:
    owner = _owner(others)
    total = sum(len(g & others[owner[i]]) / len(g) for g in groups for i in g if i in owner)
    return total / sum(map(len, groups))


def _ceafe(gold: Sequence[set[int]], ours: Sequence[set[int]]) -> float:
    owner = _owner(ours)
    similar: NDArray[np.float64] = np.zeros((len(gold), len(ours)))
    for row, group in enumerate(gold):
        for column in {owner[i] for i in group if i in owner}:
            other = ours[column]
            similar[row, column] = 2 * len(group & other) / (len(group) + len(other))
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(-similar)
    best = float(similar[rows, columns].sum())
    return _f(best / len(ours), best / len(gold))
