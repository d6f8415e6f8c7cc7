"""`python -m evals.reading_errors [--show KIND]`: kinds of the reader's errors on dev, counted.

Prints the Markdown table of `docs/reading.md`; `--show` prints cases of one kind (texts of third
parties: for the screen, not for the repository).
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import yaml

from dateline.encoder.forward import read_words
from dateline.encoder.reader import read, syntax
from evals.attribution import ROLES
from evals.mentions import CROSSNER, FINE, found_spans, gold_spans
from evals.reading import analysed, chosen, given_words
from training.corpora import statements, trees
from training.corpora.files import records
from training.documents import fold
from training.labels import RELATIONS

LITTLE, MUCH = "three words or fewer", "more than three words"
MENDS = Path(__file__).with_suffix(".yaml")
Case = tuple[str, str]
Range = tuple[int, int]


def main() -> None:
    """Counts, then the table or cases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--show", help="print ten cases of this kind")
    options = parser.parse_args()
    cases: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for stage, find in STAGES.items():
        for kind, text in find(options.data):
            cases[stage][kind].append(text)
    if options.show:
        shown = [t for kinds in cases.values() for t in kinds.get(options.show, [])]
        print("\n".join(shown[:: max(1, len(shown) // 10)][:10]))
        return
    print(table(cases))


def table(cases: dict[str, dict[str, list[str]]]) -> str:
    """Kinds by how often they occur, with what would mend them."""
    mends = yaml.safe_load(MENDS.read_text(encoding="utf-8"))
    lines = ["| stage | kind of error | n | what would mend it |", "|---|---|---|---|"]
    for stage, kinds in cases.items():
        for kind, found in sorted(kinds.items(), key=lambda pair: -len(pair[1])):
            lines.append(f"| {stage} | {kind} | {len(found)} | {mends[stage][kind]} |")
    return "\n".join(lines)


def compare(gold: Sequence[Range], found: Sequence[Range]) -> Iterator[tuple[str, Range, Range]]:
    """Errors between two sets of ranges: missed, that is none, other ends, in pieces."""
    rest = [g for g in sorted(gold) if g not in set(found)]
    spare = [f for f in sorted(found) if f not in set(gold)]
    for g in rest:
        hits = [f for f in spare if f[0] < g[1] and g[0] < f[1]]
        yield (
            ("missed" if not hits else "ends" if len(hits) == 1 else "pieces"),
            g,
            (hits or [g])[0],
        )
    for f in spare:
        hits = [g for g in rest if f[0] < g[1] and g[0] < f[1]]
        if not hits:
            yield "none", f, f


def attribution_errors(data: Path) -> Iterator[Case]:
    """Spans of PolNeAR dev by role, and links."""
    for record in records(data / "attribution" / "dev.jsonl"):
        text = record["text"]
        ours = analysed(text).attributions
        for role in ROLES:
            gold = [(s, e) for a in record["attributions"] for s, e in a[role]]
            found = [piece for a in ours for piece in getattr(a, role)]
            for kind, g, f in compare(gold, found):
                yield _named(role, kind, text, g, f), f"[{text[g[0] : g[1]]}] [{text[f[0] : f[1]]}]"
        mine = {(c, piece) for a in ours for c in a.cue for piece in a.content}
        cues, pieces = {c for c, _ in mine}, {p for _, p in mine}
        for a in record["attributions"]:
            for cue in map(tuple, a["cue"]):
                for piece in map(tuple, a["content"]):
                    if cue in cues and piece in pieces and (cue, piece) not in mine:
                        yield "linked to another cue", text[piece[0] : piece[1]]


def _named(role: str, kind: str, text: str, gold: Range, found: Range) -> str:
    if kind == "missed":
        return f"{role} missed"
    if kind == "none":
        return f"{role} that is none"
    if role != "content":
        return f"{role} with other ends"
    if kind == "pieces":
        return "content cut in pieces or joined"
    ends = [sorted((gold[i], found[i])) for i in (0, 1)]
    words = [w for a, b in ends for w in text[a:b].split() if any(c.isalnum() for c in w)]
    size = len(words)
    if not size:
        return "content with other ends, quotation mark or punctuation only"
    return f"content with other ends, {LITTLE if size <= 3 else MUCH}"


def mention_errors(data: Path) -> Iterator[Case]:
    """Names of CrossNER dev."""

    for record in records(data / "ner" / "crossner_politics" / "dev.jsonl"):
        text = record["text"]
        gold = {(s, e): k for s, e, k in gold_spans(record["entities"], CROSSNER)}
        analysis = read(chosen(), given_words([text.split(" ")]))
        found = {(s, e): k for s, e, k in found_spans(analysis.entities, FINE)}
        yield from _kinded(text, gold, found)


def time_errors(data: Path) -> Iterator[Case]:
    """Time expressions of the fifth of TBAQ that was not fitted on."""
    with (data / "times" / "tbaq.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if fold(record["id"]) == 0:
                gold = {(t["start"], t["end"]): t["type"] for t in record["timexes"]}
                found = {(t.start, t.end): t.type for t in analysed(record["text"]).timexes}
                yield from _kinded(record["text"], gold, found)


def _kinded(text: str, gold: dict[Range, str], found: dict[Range, str]) -> Iterator[Case]:
    for span in gold.keys() & found.keys():
        if gold[span] != found[span]:
            yield "kind confused", f"{text[span[0] : span[1]]}: {gold[span]}, not {found[span]}"
    names = {"missed": "missed", "none": "that is none"}
    for kind, g, f in compare([*gold], [*found]):
        yield names.get(kind, "other ends"), f"[{text[g[0] : g[1]]}] [{text[f[0] : f[1]]}]"


def syntax_errors(data: Path) -> Iterator[Case]:
    """Trees of EWT dev."""
    for document in trees.ewt(data, "dev"):
        readings = read_words(chosen(), document.words, document.starts)
        heads, relations, _ = syntax(chosen(), readings, document.starts)
        gold = document.numbers
        for i in np.flatnonzero((heads != gold["head"]) | (relations != gold["relation"])).tolist():
            relation = RELATIONS[gold["relation"][i]]
            yield (
                _syntax_kind(relation, same_head=bool(heads[i] == gold["head"][i])),
                document.words[i],
            )


def _syntax_kind(relation: str, *, same_head: bool) -> str:
    if relation == "punct":
        return "punctuation"
    if same_head:
        return "wrong relation, right head"
    groups = {
        "attachment of a prepositional phrase": ("obl", "nmod"),
        "coordination": ("conj", "cc"),
        "compound or flat names": ("compound", "flat", "appos"),
        "clause attachment": ("advcl", "acl", "ccomp", "xcomp", "parataxis"),
    }
    base = relation.partition(":")[0]
    return next((name for name, members in groups.items() if base in members), "other")


def factuality_errors(data: Path) -> Iterator[Case]:
    """Predicates of UW dev that are off by more than 1.5."""
    for document in statements.factuality(data, "uw", "dev"):
        readings = read_words(chosen(), document.words, document.starts)
        assert document.factuality is not None
        found = np.clip(readings.words["factuality"], -3, 3)
        for i in np.flatnonzero(np.abs(found - np.nan_to_num(document.factuality, nan=99)) > 1.5):
            gold = float(document.factuality[i])
            if np.isnan(gold):
                continue
            if gold * found[i] < -0.25:
                kind = "sign wrong"
            elif abs(found[i]) > abs(gold):
                kind = "certain instead of uncertain"
            else:
                kind = "uncertain instead of certain"
            yield kind, f"{document.words[i]}: {gold:.1f}, not {found[i]:.1f}"


STAGES = {
    "attribution": attribution_errors,
    "mentions": mention_errors,
    "times": time_errors,
    "syntax": syntax_errors,
    "factuality": factuality_errors,
}

if __name__ == "__main__":
    main()
