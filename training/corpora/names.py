"""CrossNER, WikiGold, re3d, MUC-4: names; LGL, GeoVirus, GeoWebNews: toponyms."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np

from training.corpora.files import records
from training.documents import Document, Ints, blank_set, fold, from_text, from_words, paint
from training.labels import ANY, KINDS, TOPONYMS, bits, mappings, refine

CONFIDENT = 0.5


def crossner(data: Path, part: str) -> list[Document]:
    """Sentences of one part, eight to a document so that they have company."""
    rows = list(records(data / "ner" / "crossner_politics" / f"{part}.jsonl"))
    documents = []
    for at in range(0, len(rows), 8):
        group = rows[at : at + 8]
        document = from_words(
            f"crossner-{part}-{at}", "crossner", [r["text"].split() for r in group]
        )
        _tag_sentences(document, group)
        documents.append(document)
    return documents


def _tag_sentences(document: Document, group: list[dict[str, Any]]) -> None:
    scheme = mappings()["mentions"]["crossner"]
    tags = blank_set(document, "mentions", scheme["outside"])
    at = 0
    for row in group:
        for entity in row["entities"]:
            span = document.span(at + entity["start"], at + entity["end"])
            if span:
                paint(
                    tags, "mentions", span, refine(scheme["labels"][entity["type"]], entity["text"])
                )
        at += len(" ".join(row["text"].split())) + 1
    document.sets.update(mentions=tags, toponyms=toponyms_of(tags))


def toponyms_of(mentions: Ints) -> Ints:
    """What names say of toponyms: a place is one, a person is none, a body may have one inside."""
    places, bodies = _tags_of(["place", "state", "facility"]), _tags_of(["organisation", "force"])
    others = _tags_of(["other", "group", "equipment"])
    inside = 1 | bits(["embedded"], TOPONYMS, "B") | bits(["embedded"], TOPONYMS, "I")
    people = bits(["demonym"], TOPONYMS, "B") | bits(["demonym"], TOPONYMS, "I")
    found = np.ones(len(mentions), dtype=np.int64)
    for i, tags in enumerate(mentions.tolist()):
        if tags & bodies:
            found[i] = inside
        elif tags & others and not tags & 1:
            found[i] = inside | people
        elif tags & places and not tags & 1:
            begins = tags & bits(["place", "state", "facility"], KINDS, "B")
            found[i] = bits(["literal", "metonymic"], TOPONYMS, "B" if begins else "I")
    return found


def _tags_of(kinds: list[str]) -> int:
    return bits(kinds, KINDS, "B") | bits(kinds, KINDS, "I")


def wikigold(data: Path, part: str) -> list[Document]:
    """Articles; a third by the hash of the name is dev."""
    scheme = mappings()["mentions"]["wikigold"]
    documents = []
    for record in records(data / "ner" / "wikigold" / "wikigold.jsonl"):
        if (fold(record["id"], 3) == 0) != (part == "dev"):
            continue
        sentences = [line.split() for line in record["text"].split("\n") if line.split()]
        document = from_words(record["id"], "wikigold", sentences)
        document.offsets = _word_offsets(record["text"])
        tags = blank_set(document, "mentions", scheme["outside"])
        for entity in record["entities"]:
            span = document.span(entity["start"], entity["end"])
            if span:
                paint(
                    tags, "mentions", span, refine(scheme["labels"][entity["type"]], entity["text"])
                )
        document.sets.update(mentions=tags, toponyms=toponyms_of(tags))
        documents.append(document)
    return documents


def _word_offsets(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\S+", text)]


def re3d(data: Path, part: str) -> list[Document]:
    """Whole noun phrases, and equipment; a third by the hash of the name is dev."""
    found = mappings()
    scheme = found["mentions"]["re3d"]
    documents = []
    for record in records(data / "re3d" / "re3d.jsonl"):
        if (fold(record["id"], 3) == 0) != (part == "dev"):
            continue
        document = from_text(record["id"], "re3d", record["text"])
        names = blank_set(document, "mentions", scheme["outside"])
        phrases = blank_set(document, "phrases", [])
        sure = [e for e in record["entities"] if e["confidence"] >= CONFIDENT]
        for entity in sorted(sure, key=lambda e: e["start"] - e["end"], reverse=True):
            span = document.span(entity["start"], entity["end"])
            if span and entity["type"] in scheme["labels"]:
                paint(names, "mentions", span, scheme["labels"][entity["type"]])
            if span and entity["type"] in scheme["names"] and _capitals(document, span):
                kinds = refine(scheme["names"][entity["type"]], entity["text"])
                paint(names, "mentions", span, kinds)
            if span and entity["type"] in found["phrases"]:
                paint(phrases, "phrases", span, [found["phrases"][entity["type"]]])
        document.sets.update(mentions=names, phrases=phrases)
        documents.append(document)
    return documents


def _capitals(document: Document, span: tuple[int, int]) -> bool:
    return all(word[0].isupper() for word in document.words[span[0] : span[1] + 1])


def muc4(data: Path, part: str) -> list[Document]:
    """Armed groups and weapons of the answer keys; all other words are masked."""
    scheme = mappings()["mentions"]["muc4"]
    documents = []
    for record in records(data / "muc4" / f"{part}.jsonl"):
        if not record["templates"]:
            continue
        document = from_text(record["id"], "muc4", record["text"])
        tags = blank_set(document, "mentions", scheme["outside"])
        for template in record["templates"]:
            for role, kinds in scheme["labels"].items():
                for filler in template[role]:
                    for string in filler["strings"]:
                        if string["start"] is None:
                            continue
                        span = document.span(string["start"], string["end"])
                        if span:
                            paint(tags, "mentions", span, kinds)
        document.sets["mentions"] = tags
        documents.append(document)
    return documents


def places(data: Path, name: str, part: str) -> list[Document]:
    """LGL or GeoVirus: toponyms whose use is not told; a fifth by hash is dev.

    They leave out demonyms and much that is embedded or metonymic: of capitalised words without a
    label nothing is known. A toponym beside no other capitalised word is also a name of a place.
    """
    documents = []
    for record in records(data / "geoparsing" / f"{name}.jsonl"):
        if (fold(record["id"]) == 0) != (part == "dev"):
            continue
        document = from_text(record["id"], name, record["text"])
        tags = small_words_only(document, "toponyms")
        names = blank_set(document, "mentions", "all")
        for toponym in record["toponyms"]:
            span = document.span(toponym["start"], toponym["end"])
            if span:
                paint(tags, "toponyms", span, ["literal", "metonymic", "embedded"])
                if _alone(document, span):
                    kinds = refine(["place", "state", "facility"], toponym["text"])
                    paint(names, "mentions", span, kinds)
        document.sets.update(toponyms=tags, mentions=names)
        documents.append(document)
    return documents


def small_words_only(document: Document, head: str) -> Ints:
    """O for words without a capital; of the others nothing is known."""
    tags = blank_set(document, head, [])
    capital = [not (word.islower() or not word[0].isalpha()) for word in document.words]
    tags[np.array(capital, dtype=bool)] = ANY
    return tags


def _alone(document: Document, span: tuple[int, int]) -> bool:
    around = [span[0] - 1, span[1] + 1]
    words = [document.words[i] for i in around if 0 <= i < len(document.words)]
    return not any(word[0].isupper() for word in words)


def geowebnews(data: Path) -> list[Document]:
    """GeoWebNews with the use of each toponym; folds are by the hash of the article's name."""
    documents = []
    for record in records(data / "geoparsing" / "gwn_dev.jsonl"):
        document = from_text(record["id"], "gwn", record["text"])
        tags = blank_set(document, "toponyms", [])
        for toponym in sorted(record["toponyms"], key=lambda t: t["start"] - t["end"]):
            kind = toponym_kind(toponym["kind"], toponym["text"])
            span = document.span(toponym["start"], toponym["end"])
            if span and kind:
                paint(tags, "toponyms", span, [kind])
        document.sets["toponyms"] = tags
        documents.append(document)
    return documents


def toponym_kind(kind: str, text: str) -> str | None:
    """Our kind of a toponym of GeoWebNews, None for what is none."""
    found = mappings()["toponyms"].get(kind)
    if kind == "Non_Literal_Modifier" and re.search(
        rf"{mappings()['demonym_endings']}$", text, re.I
    ):
        return "demonym"
    return None if found is None else str(found)
