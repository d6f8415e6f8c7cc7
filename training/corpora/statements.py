"""Factuality (UDS-IH2, UW, MEANTIME), times (TBAQ) and events (ECB+)."""

from __future__ import annotations

import csv
from collections import defaultdict
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from training.corpora.files import records
from training.corpora.names import small_words_only
from training.documents import (
    IGNORE,
    Document,
    Ints,
    blank_set,
    fold,
    from_text,
    from_words,
    paint,
)
from training.labels import ANY, mappings, refine


def factuality(data: Path, corpus: str, part: str) -> list[Document]:
    """Sentences in the corpus's order, ten to a document, with the scores of predicates."""
    rows = records(data / "factuality" / f"{corpus}_{part}.jsonl")
    sentences = [(text, list(group)) for text, group in groupby(rows, key=lambda r: r["text"])]
    documents = []
    for at in range(0, len(sentences), 10):
        group = sentences[at : at + 10]
        name = f"{corpus}-{part}-{at}"
        document = from_words(name, corpus, [text.split() for text, _ in group])
        _score(document, group)
        documents.append(document)
    return documents


def _score(document: Document, group: list[tuple[str, list[dict[str, Any]]]]) -> None:
    scores = np.full(len(document.words), np.nan, dtype=np.float32)
    at = 0
    for text, rows in group:
        for row in rows:
            span = document.span(at + row["predicate"][0], at + row["predicate"][1])
            if span:
                scores[span[0]] = row["score"]
        at += len(" ".join(text.split())) + 1
    document.factuality = scores


def add_factuality(treebank: list[Document], scored: list[Document]) -> list[Document]:
    """Moves the scores of sentences that stand in the treebank there; returns what is left."""
    known: dict[str, Any] = {}
    for document in scored:
        assert document.factuality is not None
        for first, last in _ranges(document):
            known[" ".join(document.words[first:last])] = document.factuality[first:last]
    used = set()
    for document in treebank:
        scores = np.full(len(document.words), np.nan, dtype=np.float32)
        for first, last in _ranges(document):
            text = " ".join(document.words[first:last])
            if text in known:
                scores[first:last] = known[text]
                used.add(text)
        document.factuality = scores
    return [d for d in scored if not all(" ".join(d.words[a:b]) in used for a, b in _ranges(d))]


def _ranges(document: Document) -> list[tuple[int, int]]:
    return list(zip(document.starts, [*document.starts[1:], len(document.words)], strict=True))


def tbaq(data: Path, part: str) -> list[Document]:
    """Time expressions of TimeBank and AQUAINT; a fifth by the hash of the name is dev."""
    documents = []
    for record in records(data / "times" / "tbaq.jsonl"):
        if (fold(record["id"]) == 0) != (part == "dev"):
            continue
        document = from_text(record["id"], "tbaq", record["text"])
        tags = blank_set(document, "times", [])
        for timex in record["timexes"]:
            span = document.span(timex["start"], timex["end"])
            if span:
                paint(tags, "times", span, [timex["type"]])
        document.sets["times"] = tags
        documents.append(document)
    return documents


def ecbplus(data: Path, part: str) -> list[Document]:
    """Event words and times of the fully annotated sentences; topics 2, 5, ... are dev's."""
    chosen = defaultdict(set)
    with (data / "ecbplus" / "selected_sentences.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            chosen[row["id"]].add(int(row["sentence"]))
    documents = []
    for record in records(data / "ecbplus" / "ecbplus.jsonl"):
        dev = fold(f"topic-{record['topic']}") == 0
        if record["id"] in chosen and dev == (part == "dev"):
            documents.append(_events(record, chosen[record["id"]]))
    return documents


def _events(record: dict[str, Any], chosen: set[int]) -> Document:
    sentences: dict[int, list[str]] = defaultdict(list)
    for word, number in zip(record["tokens"], record["sentences"], strict=True):
        sentences[number].append(word)
    document = from_words(record["id"], "ecbplus", [sentences[n] for n in sorted(sentences)])
    known = np.array([number in chosen for number in record["sentences"]])
    events = np.where(known, 0, IGNORE)
    times = blank_set(document, "times", [])
    types = mappings()
    for mention in record["mentions"]:
        words = sorted(mention["tokens"])
        if mention["type"].removeprefix("NEG_") in types["events"] and known[words[0]]:
            events[words[0]] = 1
        if mention["type"] in types["times"] and words[-1] - words[0] == len(words) - 1:
            paint(times, "times", (words[0], words[-1]), [types["times"][mention["type"]]])
    times[~known] = -1
    document.sets["mentions"] = _names(document, record, known)
    document.numbers["event"] = events
    document.sets["times"] = times
    return document


def _names(document: Document, record: dict[str, Any], known: Ints) -> Ints:
    """Participants and places that are written with capitals are names; small words are none."""
    scheme = mappings()["mentions"]["ecbplus"]
    tags = small_words_only(document, "mentions")
    pronouns = np.array([word.lower() in scheme["pronouns"] for word in document.words])
    tags[pronouns] = ANY
    for mention in record["mentions"]:
        words = sorted(mention["tokens"])
        together = words[-1] - words[0] == len(words) - 1
        text = [document.words[i] for i in words]
        if mention["type"] in scheme["labels"] and together and all(w[0].isupper() for w in text):
            kinds = refine(scheme["labels"][mention["type"]], " ".join(text))
            paint(tags, "mentions", (words[0], words[-1]), kinds)
    tags[~known] = ANY
    return tags
