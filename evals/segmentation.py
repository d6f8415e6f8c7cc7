"""Tokens and sentences against Universal Dependencies: EWT and GUM (English), IU (Ukrainian).

A token or sentence end counts where its characters are exactly the treebank's. The rules were
written with a look at errors in the train parts, and for Ukrainian, which has none here, in dev.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path

from dateline.text.rules import rules
from dateline.text.segment import boundaries
from dateline.text.tokens import tokens_of
from evals.table import Row

TREEBANKS = (
    ("EWT dev", "en", "ner/ud_en_ewt/en_ewt-ud-dev.conllu.gz"),
    ("GUM dev", "en", "ner/gum/gum-ud-dev.conllu.gz"),
    ("UD Ukrainian IU dev", "uk", "ner/ud_uk_iu"),
)


@dataclass
class Paragraph:
    """A paragraph of a treebank: its text, the spans of its words, and where sentences end."""

    text: str = ""
    words: list[tuple[int, int]] = field(default_factory=list)
    ends: set[int] = field(default_factory=set)
    within: int = 0
    joint: tuple[int, int] = (0, 0)

    def add(self, line: str) -> None:
        """One line of CoNLL-U: a word, or a token of several words."""
        cells = line.split("\t")
        blank = "" if "SpaceAfter=No" in cells[9] else " "
        if "." in cells[0]:
            return
        if "-" in cells[0]:
            self.within = int(cells[0].split("-")[1])
            self.joint = (len(self.text), len(self.text) + len(cells[1]))
            self.text += cells[1] + blank
        elif int(cells[0]) <= self.within:
            self._part(cells[1], last=int(cells[0]) == self.within)
        else:
            self.words.append((len(self.text), len(self.text) + len(cells[1])))
            self.text += cells[1] + blank

    def _part(self, form: str, *, last: bool) -> None:
        begin = self.words[-1][1] if self.words else 0
        begin = max(begin, self.joint[0])
        end = self.joint[1] if last else begin + len(form)
        self.words.append((begin, end))


def run(data: Path) -> list[Row]:
    """Token and sentence F1 on each treebank."""
    rows: list[Row] = []
    for corpus, lang, name in TREEBANKS:
        path = data / name
        path = next(path.glob("*dev*")) if path.is_dir() else path
        rows += _score(corpus, lang, path)
    return rows


def _score(corpus: str, lang: str, path: Path) -> list[Row]:
    found = [[0, 0, 0], [0, 0, 0]]
    data = rules(lang)
    for paragraph in paragraphs(path):
        tokens = list(tokens_of(paragraph.text, 0, len(paragraph.text), data))
        ends = {tokens[i - 1].end for i in boundaries(tokens, data)}
        spans = {(t.start, t.end) for t in tokens}
        _add(found[0], spans, set(paragraph.words))
        _add(found[1], ends, paragraph.ends)
    return [
        Row(
            stage="text", corpus=corpus, measure=f"{name} F1", ours=2 * same / (ours + gold), n=gold
        )
        for name, (same, ours, gold) in zip(("token", "sentence"), found, strict=True)
    ]


def _add(counts: list[int], ours: Set[object], gold: Set[object]) -> None:
    counts[0] += len(ours & gold)
    counts[1] += len(ours)
    counts[2] += len(gold)


def paragraphs(path: Path) -> Iterator[Paragraph]:
    """The paragraphs of a treebank, with the spacing of their source."""
    current = Paragraph()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for raw in lines:
            line = raw.rstrip("\n")
            if line.startswith(("# newpar", "# newdoc")):
                if current.words:
                    yield current
                current = Paragraph()
            elif not line:
                current.ends.add(current.words[-1][1])
                current.within = 0
            elif not line.startswith("#"):
                current.add(line)
    if current.words:
        yield current
