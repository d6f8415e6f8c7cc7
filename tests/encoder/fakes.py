"""A small reader made by hand: its session looks words up in a table."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from dateline.encoder.bundle import Bundle, Card
from dateline.encoder.pieces import Pieces

VOCABULARY = [
    "[PAD]",
    "[CLS]",
    "[SEP]",
    "[UNK]",
    "the",
    "ministry",
    "said",
    "troops",
    "left",
    "kherson",
    "he",
    "denied",
    "it",
    ".",
    ",",
    "monday",
    "##s",
    "##ing",
    "in",
    "s",
]
ROLES = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]
KINDS = ["O", "B-person", "I-person", "B-organisation", "I-organisation", "B-place", "I-place",
         "B-pronoun", "I-pronoun"]  # fmt: skip
USES = ["O", "B-literal", "I-literal", "B-metonymic", "I-metonymic"]
PHRASES = ["O", "B-person", "I-person"]
TIMES = ["O", "B-DATE", "I-DATE"]
POS = ["NOUN", "VERB", "PUNCT"]
COLUMNS = {
    "attribution": ROLES, "mentions": KINDS, "toponyms": USES, "phrases": PHRASES, "times": TIMES,
    "pos": POS, "event": ["event"],
}  # fmt: skip
RELATIONS = ["root", "nsubj", "obj"]
PAIRS = ["cue_source", "content_cue", "coreference"]
SIZE = 2
OUTPUTS = [
    "scores",
    "links",
    "arc_child",
    "arc_parent",
    "child",
    "parent",
    "factuality",
    "vectors",
    "root",
]
WIDTH = sum(len(labels) for labels in COLUMNS.values())


def tokenizer_file(folder: Path) -> Path:
    """A tokenizer with a handful of words."""
    vocabulary = {piece: i for i, piece in enumerate(VOCABULARY)}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    path = folder / "tokenizer.json"
    tokenizer.save(str(path))
    return path


def card(files: dict[str, str] | None = None) -> Card:
    """A card for the small reader."""
    return Card(
        name="small", version="1", files=files or {}, columns=COLUMNS, relations=RELATIONS,
        pairs=PAIRS, platt={"attribution": (1.0, 0.0)},
    )  # fmt: skip


class TableSession:
    """Scores of the labels that a table gives a word's first piece; what is not there is O."""

    def __init__(self, table: dict[str, dict[str, str]]) -> None:
        self._table = {VOCABULARY.index(word): labels for word, labels in table.items()}

    def get_outputs(self) -> list[SimpleNamespace]:
        """The names of the outputs."""
        return [SimpleNamespace(name=name) for name in OUTPUTS]

    def run(self, _names: None, feed: dict[str, np.ndarray]) -> list[np.ndarray]:
        """All outputs for a batch of windows."""
        asked = feed["ids"].reshape(-1)[feed["words"]]
        scores = np.stack([self._row(int(piece)) for piece in asked])
        count, windows = len(asked), len(feed["ids"])
        arcs = np.ones((count, 3), np.float32)
        given = {
            "scores": scores,
            "links": np.zeros((count, len(PAIRS) * 4 * SIZE), np.float32),
            "arc_child": arcs, "arc_parent": arcs * asked[:, None],
            "child": arcs, "parent": arcs,
            "factuality": np.full(count, 2.5, np.float32),
            "vectors": np.eye(384, dtype=np.float32)[: len(feed["pool"])],
            "root": np.ones((windows, 6), np.float32),
        }  # fmt: skip
        return [given[name] for name in OUTPUTS]

    def _row(self, piece: int) -> np.ndarray:
        row = np.zeros(WIDTH, np.float32)
        at = 0
        labels = self._table.get(piece, {})
        for head, names in COLUMNS.items():
            row[at + names.index(labels.get(head, names[0]))] = 6.0
            at += len(names)
        return row


def small_reader(folder: Path, table: dict[str, dict[str, str]]) -> Bundle:
    """A bundle that answers from the table; nearer spans belong together."""
    near = -np.abs(np.arange(23, dtype=np.float32) - 11)
    arrays = {
        "moves": np.zeros((8, 7), np.float32),
        "relation": np.zeros((3, 4, 4), np.float32),
        "none": np.zeros((3, SIZE), np.float32),
        "distance": np.stack([near + 9] * 3),
    }
    return Bundle(card(), TableSession(table), Pieces(tokenizer_file(folder)), arrays)
