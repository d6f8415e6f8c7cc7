"""Label lists of every head, and the mapping from each corpus's labels to ours."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"

KINDS = [
    "person",
    "organisation",
    "force",
    "state",
    "group",
    "place",
    "facility",
    "equipment",
    "pronoun",
    "other",
]
PHRASES = ["person", "organisation", "place", "group", "equipment"]
TOPONYMS = ["literal", "metonymic", "demonym", "embedded"]
TIMES = ["DATE", "TIME", "DURATION", "SET"]
ROLES = ["source", "cue", "content"]


def bio(kinds: list[str]) -> list[str]:
    """O, then B- and I- of every kind: tag 1 + 2k begins kind k, 2 + 2k goes on with it."""
    return ["O", *(f"{side}-{kind}" for kind in kinds for side in "BI")]


TAGS = {
    "attribution": bio(ROLES),
    "mentions": bio(KINDS),
    "phrases": bio(PHRASES),
    "toponyms": bio(TOPONYMS),
    "times": bio(TIMES),
}
POS = [
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "PUNCT",
    "SCONJ",
    "SYM",
    "VERB",
    "X",
]
RELATIONS = [
    "punct",
    "case",
    "nsubj",
    "det",
    "advmod",
    "obj",
    "amod",
    "obl",
    "conj",
    "compound",
    "nmod",
    "mark",
    "cc",
    "aux",
    "cop",
    "advcl",
    "nmod:poss",
    "xcomp",
    "ccomp",
    "acl:relcl",
    "flat",
    "parataxis",
    "appos",
    "nummod",
    "acl",
    "aux:pass",
    "nsubj:pass",
    "obl:unmarked",
    "nmod:unmarked",
    "discourse",
    "compound:prt",
    "iobj",
    "list",
    "expl",
    "fixed",
    "nmod:desc",
    "obl:agent",
    "csubj",
    "nsubj:outer",
    "det:predet",
    "vocative",
    "goeswith",
    "advcl:relcl",
    "cc:preconj",
    "reparandum",
    "orphan",
    "root",
    "dislocated",
    "dep",
    "csubj:pass",
    "csubj:outer",
]
ANY = -1
"""Bit set of a word of which nothing is known: every tag is allowed."""


@cache
def mappings() -> dict[str, Any]:
    """The mapping file as it is."""
    return dict(yaml.safe_load((DATA / "mappings.yaml").read_text(encoding="utf-8")))


@cache
def states() -> frozenset[str]:
    """Names of states, in lower case."""
    names = yaml.safe_load((DATA / "states.yaml").read_text(encoding="utf-8"))
    return frozenset(str(name).lower() for name in names)


@cache
def _refined(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{mappings()['refine'][kind]})\b", re.I)


def refine(kinds: list[str], text: str) -> list[str]:
    """The kinds that a name with these words may have, of those that the corpus allows."""
    if "state" in kinds and len(kinds) > 1:
        known = text.lower().removeprefix("the ") in states()
        kinds = ["state"] if known else [kind for kind in kinds if kind != "state"]
    for kind in ("force", "facility"):
        if kind in kinds and len(kinds) > 1:
            found = _refined(kind).search(text)
            kinds = [kind] if found else [other for other in kinds if other != kind]
    return kinds


def bits(kinds: list[str], names: list[str], side: str) -> int:
    """The set of the tags `side`-kind as bits."""
    return sum(1 << (1 + 2 * names.index(kind) + (side == "I")) for kind in kinds)
