"""UD EWT and GUM: tags, trees, pronouns; GUM's names and coreference chains."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import numpy as np

from training.corpora.files import conllu, records
from training.documents import IGNORE, Document, blank_set, from_words, paint
from training.labels import ANY, POS, RELATIONS, mappings, refine

_PERSONAL = {"PRP", "PRP$"}


def ewt(data: Path, part: str) -> list[Document]:
    """The English Web Treebank, a document a document."""
    return _documents(data / "ner" / "ud_en_ewt" / f"en_ewt-ud-{part}.conllu.gz", "ewt")


def gum(data: Path, part: str) -> list[Document]:
    """GUM's openly licensed documents with trees, names and chains."""
    documents = _documents(data / "ner" / "gum" / f"gum-ud-{part}.conllu.gz", "gum")
    entities = {r["id"]: r for r in records(data / "ner" / "gum" / f"{part}.jsonl")}
    for document in documents:
        _add_entities(document, entities[document.name])
    return documents


def _documents(path: Path, corpus: str) -> list[Document]:
    found = []
    for name, group in groupby(conllu(path), key=lambda pair: pair[0]):
        sentences = [rows for _, rows in group]
        found.append(_document(name, corpus, sentences))
    return found


def _document(name: str, corpus: str, sentences: list[list[list[str]]]) -> Document:
    document = from_words(name, corpus, [[row[1] for row in rows] for rows in sentences])
    rows = [row for sentence in sentences for row in sentence]
    heads = []
    for start, sentence in zip(document.starts, sentences, strict=True):
        heads += [int(row[6]) - 1 + start if row[6] != "0" else -1 for row in sentence]
    document.numbers["head"] = np.array(heads)
    document.numbers["pos"] = np.array([_index(POS, row[3]) for row in rows])
    document.numbers["relation"] = np.array([_relation(row[7]) for row in rows])
    document.sets["mentions"] = np.array([_mention(row) for row in rows], dtype=np.int64)
    return document


def _index(names: list[str], value: str) -> int:
    return names.index(value) if value in names else IGNORE


def _relation(value: str) -> int:
    found = _index(RELATIONS, value)
    return found if found >= 0 else _index(RELATIONS, value.partition(":")[0])


def _mention(row: list[str]) -> int:
    """Pronouns are mentions, words without a capital are none, and of names nothing is known."""
    if row[4] in _PERSONAL:
        tags = np.ones(1, dtype=np.int64)
        paint(tags, "mentions", (0, 0), ["pronoun"])
        return int(tags[0])
    known = row[1].islower() or not row[1][0].isalpha()
    return 1 if known and row[3] not in ("PROPN", "NUM") else ANY


def _add_entities(document: Document, record: dict[str, object]) -> None:
    """Character spans of the record's text are found again among the treebank's words."""
    scheme = mappings()["mentions"]["gum"]
    document.offsets = _align(document.words, str(record["text"]))
    tags = document.sets["mentions"]
    names = blank_set(document, "mentions", scheme["outside"])
    tags[tags == 1] = names[tags == 1]
    chains = []
    proper = document.numbers["pos"] == POS.index("PROPN")
    entities = sorted(record["entities"], key=lambda e: (e["start"], -e["end"]))  # type: ignore
    for entity in entities:
        span = document.span(entity["start"], entity["end"])
        if span is None:
            continue
        person = entity["type"] in ("person", "organization")
        chains.append((*span, int(str(entity["chain"]).partition("-")[0]), person))
        kinds = scheme["labels"][entity["type"]]
        if kinds and proper[span[0] : span[1] + 1].all():
            paint(tags, "mentions", span, refine(kinds, entity["text"]))
    document.chains = chains


def _align(words: list[str], text: str) -> list[tuple[int, int]]:
    offsets, at = [], 0
    for word in words:
        start = text.index(word, at)
        offsets.append((start, start + len(word)))
        at = start + len(word)
    return offsets
