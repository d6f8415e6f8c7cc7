"""What the fitted model of MUC-4 looks at: features of reports, sentences and candidates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.events.tree import Tree
from evals.muc4_incidents import points, told
from evals.muc4_reading import Candidate, Reading, cleaned, singular

Row = dict[str, float]
_HAPPENED = ("asserted", "historical")
_MODIFIERS = ("amod", "compound", "nummod", "det", "nmod:poss")


@dataclass(frozen=True)
class Case:
    """All mentions of one head word in a report: what a role is decided for."""

    report: int
    head: str
    features: Mapping[str, float]
    sentences: frozenset[int]


def report_features(reading: Reading) -> Row:
    """Words, what was coded, what speaks for each type, and the mean of the sentences' vectors."""
    analysis = reading.coding.linguistics()
    out: Row = {}
    for token in analysis.tokens:
        out[f"w {cleaned(token.text)}"] = 1.0
    for draft in reading.drafts:
        happened = draft.auxiliary.value in _HAPPENED
        early = "early" if draft.line.index < 4 else "late"
        out[f"code {draft.code} {happened}"] = 1.0
        out[f"code {draft.code} {happened} {early}"] = 1.0
        out[f"base {draft.match.entry.base} {happened}"] = 1.0
        for part, found in (("agent", draft.found.agent), ("patient", draft.found.patient)):
            for label in found:
                out[f"code {draft.code} {part} {label}"] = 1.0
    for name, drafts in told(reading.drafts).items():
        score = points(name, drafts, reading)
        out[f"points {name}"] = score / 2
        for step in range(max(score, 0) + 1):
            out[f"points {name} {step}"] = 1.0
    if analysis.vectors:
        for at, values in enumerate(zip(*analysis.vectors, strict=True)):
            out[f"mean {at}"] = 4 * sum(values) / len(values)
            out[f"lead {at}"] = 4 * sum(values[:4]) / len(values[:4])
    return out


def sentence_features(reading: Reading) -> dict[int, Row]:
    """By sentence with candidates: its words, what was coded in it, its vector, its place."""
    analysis = reading.coding.linguistics()
    out: dict[int, Row] = {}
    for index in sorted(reading.trees):
        sentence = analysis.sentences[index]
        row: Row = {f"place {min(index, 8)}": 1.0}
        for token in analysis.tokens[sentence.first : sentence.last]:
            row[f"w {cleaned(token.text)}"] = 1.0
        if analysis.vectors:
            for at, value in enumerate(analysis.vectors[index]):
                row[f"v {at}"] = 4 * value
        out[index] = row
    for draft in reading.drafts:
        row = out[draft.line.index]
        row[f"code {draft.code} {draft.auxiliary.value in _HAPPENED}"] = 1.0
        row[f"base {draft.match.entry.base} {draft.auxiliary.value in _HAPPENED}"] = 1.0
    return out


def cases(reading: Reading, report: int) -> list[Case]:
    """The cases of a report, one a head word, with the features of all its mentions."""
    codes: dict[int, set[str]] = defaultdict(set)
    for draft in reading.drafts:
        if draft.auxiliary.value in _HAPPENED:
            codes[draft.line.index].add(draft.code)
    rows: dict[str, Row] = defaultdict(dict)
    where: dict[str, set[int]] = defaultdict(set)
    times = Counter(c.head for c in reading.candidates)
    for candidate in reading.candidates:
        row = rows[candidate.head]
        for name in _mention(candidate, reading, codes):
            row[name] = 1.0
        where[candidate.head].add(candidate.sentence)
    for head, row in rows.items():
        row[f"times {min(times[head], 5)}"] = 1.0
        row[f"first {min(min(where[head]) // 2, 5)}"] = 1.0
        row[f"ending {head[-3:]}"] = 1.0
    return [Case(report, head, row, frozenset(where[head])) for head, row in rows.items()]


def _mention(
    candidate: Candidate, reading: Reading, codes: Mapping[int, set[str]]
) -> Iterator[str]:
    tree = reading.trees[candidate.sentence]
    head = candidate.head
    yield f"head {head}"
    labels = [f"class {c}" for c in candidate.classes] + [f"kind {k}" for k in candidate.kinds]
    yield from labels
    for path in _paths(tree, candidate.token):
        yield path
        yield f"{path} / {head}"
        for label in labels:
            yield f"{path} / {label}"
    yield from _links(candidate, labels)
    yield from _modifiers(tree, candidate.token)
    for code in codes[candidate.sentence]:
        yield f"here {code}"
        yield f"here {code} / {head}"
    for code in codes[candidate.sentence - 1]:
        yield f"before {code}"


def _links(candidate: Candidate, labels: Sequence[str]) -> Iterator[str]:
    for link in candidate.links:
        told = link.code or f"sense {link.sense}"
        happened = link.auxiliary in _HAPPENED
        yield f"{link.part} {told} {happened}"
        if link.part == "near":
            continue
        yield f"{link.part} {link.base}"
        yield f"{link.part} {told} / {candidate.head}"
        for label in labels:
            yield f"{link.part} {told} / {label}"


def _paths(tree: Tree, token: int) -> Iterator[str]:
    """The words above a noun, with the links and prepositions that lead to them."""
    at = token
    while tree.base(at) in ("conj", "appos") and tree.heads[at] >= 0:
        at = tree.heads[at]
        yield "joined"
    case = tree.case(at)
    up = tree.heads[at]
    yield f"link {tree.relations[at]} {case}"
    if up < 0:
        return
    yield f"up {tree.relations[at]} {case} {_word(tree, up)}"
    yield f"tag {tree.relations[at]} {case} {tree.tags[up]}"
    above = tree.heads[up]
    if above >= 0:
        way = f"{tree.relations[at]} {case} {tree.relations[up]} {tree.case(up)}"
        yield f"above {way} {_word(tree, above)}"
        yield f"two {way} {_word(tree, up)} {_word(tree, above)}"


def _modifiers(tree: Tree, token: int) -> Iterator[str]:
    for child in tree.kids(token, *_MODIFIERS):
        yield f"with {tree.base(child)} {'#' if tree.tags[child] == 'NUM' else _word(tree, child)}"
    for child in tree.kids(token, "nmod", "acl", "appos"):
        yield f"of {tree.base(child)} {tree.case(child)} {_word(tree, child)}"
    for way, at in (("last", token - 1), ("next", token + 1), ("next2", token + 2)):
        if 0 <= at < len(tree.lower):
            yield f"{way} {tree.lower[at]}"


def _word(tree: Tree, token: int) -> str:
    return singular(cleaned(tree.lower[token])) if tree.tags[token] == "NOUN" else tree.lower[token]
