from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np

from training.corpora import attribution, names, statements, trees
from training.documents import IGNORE, Document, fold
from training.labels import ANY, POS, RELATIONS, TAGS


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")


def _tags(document: Document, head: str) -> list[str]:
    """The tag of each word, '?' where several are allowed."""
    names_of = TAGS[head]
    found = []
    for bits in document.sets[head].tolist():
        allowed = [tag for k, tag in enumerate(names_of) if bits >> k & 1]
        found.append(allowed[0] if len(allowed) == 1 else "?")
    return found


def test_polnear_spans_become_tags_and_links(tmp_path: Path) -> None:
    text = "The mayor said the bridge held.\nRain fell."
    row = {
        "id": "a_1", "text": text,
        "attributions": [{"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 30]]}],
    }  # fmt: skip
    _write(tmp_path / "attribution" / "train.jsonl", [row])
    (document,) = attribution.load(tmp_path, "train")
    assert _tags(document, "attribution") == [
        "B-source", "I-source", "B-cue", "B-content", "I-content", "I-content", "O", "O", "O", "O",
    ]  # fmt: skip
    assert document.links is not None
    assert document.links[0].cue == [(2, 2)]
    assert document.paragraphs == [0, 7]


def _conllu(path: Path, rows: list[str], *, name: str = "d") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"# newdoc id = {name}", *("\t".join(row.split()) for row in rows), "", ""]
    path.write_bytes(gzip.compress("\n".join(lines).encode()))


ROWS = [
    "1 She she PRON PRP _ 2 nsubj _ _",
    "2 left leave VERB VBD _ 0 root _ _",
    "3 Kyiv Kyiv PROPN NNP _ 2 obj _ _",
]


def test_treebank_heads_are_words_of_the_document(tmp_path: Path) -> None:
    _conllu(tmp_path / "ner" / "ud_en_ewt" / "en_ewt-ud-train.conllu.gz", ROWS)
    (document,) = trees.ewt(tmp_path, "train")
    assert document.numbers["head"].tolist() == [1, -1, 1]
    assert [POS[k] for k in document.numbers["pos"]] == ["PRON", "VERB", "PROPN"]
    assert [RELATIONS[k] for k in document.numbers["relation"]] == ["nsubj", "root", "obj"]
    assert _tags(document, "mentions")[:2] == ["B-pronoun", "O"]
    assert document.sets["mentions"][2] == ANY


def test_gum_names_are_of_proper_nouns_alone(tmp_path: Path) -> None:
    _conllu(tmp_path / "ner" / "gum" / "gum-ud-train.conllu.gz", ROWS)
    entities = [
        {"start": 0, "end": 3, "text": "She", "type": "person", "chain": "1", "wiki": None},
        {"start": 9, "end": 13, "text": "Kyiv", "type": "place", "chain": "2", "wiki": "Kyiv"},
    ]
    row = {"id": "d", "text": "She left Kyiv", "entities": entities}
    _write(tmp_path / "ner" / "gum" / "train.jsonl", [row])
    (document,) = trees.gum(tmp_path, "train")
    assert document.chains == [(0, 0, 1, True), (2, 2, 2, False)]
    assert _tags(document, "mentions")[2] == "B-place"


def test_wikigold_is_parted_by_hash(tmp_path: Path) -> None:
    rows = [
        {"id": f"w{k}", "text": "Lviv grew .", "entities": [
            {"start": 0, "end": 4, "text": "Lviv", "type": "LOC"}]}
        for k in range(12)
    ]  # fmt: skip
    _write(tmp_path / "ner" / "wikigold" / "wikigold.jsonl", rows)
    train, dev = names.wikigold(tmp_path, "train"), names.wikigold(tmp_path, "dev")
    assert len(train) + len(dev) == 12
    assert all(fold(d.name, 3) == 0 for d in dev)
    assert _tags(train[0], "mentions")[0] == "B-place"


def test_crossner_countries_are_states(tmp_path: Path) -> None:
    entities = [
        {"start": 0, "end": 6, "text": "France", "type": "country"},
        {"start": 16, "end": 23, "text": "Red Guard"[:7], "type": "organisation"},
    ]
    row = {"id": "x", "text": "France and the Militia", "entities": entities}
    _write(tmp_path / "ner" / "crossner_politics" / "train.jsonl", [row])
    (document,) = names.crossner(tmp_path, "train")
    assert _tags(document, "mentions")[0] == "B-state"


def test_unlabelled_words_of_muc_are_masked(tmp_path: Path) -> None:
    filler = {"strings": [{"text": "REBELS", "start": 4, "end": 10}], "optional": False}
    empty: list[Any] = []
    row = {
        "id": "m", "text": "THE REBELS STRUCK.",
        "templates": [{"perp_org": [filler], "weapon": empty}],
    }  # fmt: skip
    _write(tmp_path / "muc4" / "train.jsonl", [row])
    (document,) = names.muc4(tmp_path, "train")
    assert _tags(document, "mentions")[1] == "B-force"
    assert document.sets["mentions"][0] == ANY


def test_toponyms_of_geowebnews_have_kinds() -> None:
    assert names.toponym_kind("Mixed", "Kyiv") == "literal"
    assert names.toponym_kind("Non_Literal_Modifier", "Syrian") == "demonym"
    assert names.toponym_kind("Non_Literal_Modifier", "UK") == "metonymic"
    assert names.toponym_kind("Non_Toponym", "Kyiv Post") is None


def test_factuality_moves_to_the_treebank_where_the_sentence_stands_there(tmp_path: Path) -> None:
    _conllu(tmp_path / "ner" / "ud_en_ewt" / "en_ewt-ud-train.conllu.gz", ROWS)
    rows = [
        {"text": "She left Kyiv", "predicate": [4, 8], "score": 2.5},
        {"text": "Another one stays", "predicate": [12, 17], "score": -1.0},
    ]
    _write(tmp_path / "factuality" / "uds_ih2_train.jsonl", rows)
    treebank = trees.ewt(tmp_path, "train")
    rest = statements.add_factuality(treebank, statements.factuality(tmp_path, "uds_ih2", "train"))
    assert treebank[0].factuality is not None
    assert treebank[0].factuality[1] == np.float32(2.5)
    assert len(rest) == 1


def test_ecbplus_knows_only_the_chosen_sentences(tmp_path: Path) -> None:
    row = {
        "id": "1_1ecb", "topic": 1, "tokens": ["Kyiv", "burned", ".", "It", "rained"],
        "sentences": [0, 0, 0, 1, 1],
        "mentions": [{"tokens": [1], "type": "ACTION_OCCURRENCE", "instance": None},
                     {"tokens": [0], "type": "LOC_GEO", "instance": None}],
    }  # fmt: skip
    folder = tmp_path / "ecbplus"
    _write(folder / "ecbplus.jsonl", [row])
    (folder / "selected_sentences.csv").write_text("id,sentence\n1_1ecb,0\n", encoding="utf-8")
    (document,) = statements.ecbplus(tmp_path, "train") + statements.ecbplus(tmp_path, "dev")
    assert document.numbers["event"].tolist() == [0, 1, 0, IGNORE, IGNORE]
    assert _tags(document, "mentions")[0] == "B-place"
    assert document.sets["mentions"][4] == ANY
