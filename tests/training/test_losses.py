from __future__ import annotations

import random

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the training extra is not installed")

from training.documents import Document, Link, from_words, paint  # noqa: E402
from training.heads import bucket  # noqa: E402
from training.windows import MOST_LINKS, collate, cut  # noqa: E402


def _document(sentences: int = 6, words: int = 12) -> Document:
    document = from_words("d", "polnear", [["word"] * words for _ in range(sentences)])
    document.pieces = [(2000, 2001)] * len(document.words)
    tags = np.ones(len(document.words), dtype=np.int64)
    paint(tags, "attribution", (0, 1), ["source"])
    document.sets["attribution"] = tags
    document.links = [Link([(0, 1)], [(2, 2)], [(3, 11)])]
    return document


def test_windows_cover_a_document_once() -> None:
    document = _document()
    for chance in (None, random.Random(3)):
        windows = cut(document, chance, length=60)
        words = [w for window in windows for w in range(window.first, window.last)]
        assert words == list(range(len(document.words)))
        assert all(window.pieces <= 60 for window in windows)


def test_links_are_indices_of_spans() -> None:
    batch = collate(cut(_document(), None))
    assert batch["cue_source"][0, 0] == 0
    assert batch["content_cue"][0, 0] == 0
    assert batch["source_spans"][0, 0].tolist() == [0, 1]
    assert batch["cue_source"].shape[1] == MOST_LINKS


def test_distances_agree_with_the_package() -> None:
    from dateline.encoder.links import bucket as shipped

    away = np.arange(-3000, 3000)
    assert bucket(torch.from_numpy(away)).tolist() == shipped(away).tolist()


def test_losses_are_finite_and_teach(monkeypatch: pytest.MonkeyPatch) -> None:
    from training.bert import WIDTH, Encoder
    from training.heads import Reader
    from training.losses import losses

    monkeypatch.setattr(Encoder, "__init__", lambda self: torch.nn.Module.__init__(self))
    monkeypatch.setattr(
        Encoder, "forward",
        lambda _self, ids, _mask, _shapes, dtype: (
            torch.nn.functional.one_hot(ids % 7, WIDTH).to(dtype)
        ),
    )  # fmt: skip
    torch.manual_seed(0)
    reader = Reader(Encoder(), dropout=0.0)
    batch = collate(cut(_document(), None))
    given_in = [batch[key] for key in ("ids", "mask", "shapes", "first", "pool")]
    found = reader(*given_in, dtype=torch.float32)
    given = losses(reader, found, batch)
    assert {"attribution", "links"} <= given.keys()
    total = sum(given.values())
    assert torch.isfinite(total)
    total.backward()
    assert reader.tags["attribution"].weight.grad.abs().sum() > 0


def test_words_are_shown_with_their_shapes_but_for_some_windows() -> None:
    from training.fit import noisy

    batch = collate(cut(from_capitals(), None) * 200)
    assert batch["shapes"][0].tolist() == [0, 3, 3, 1, 1, 7, 7, 0]
    torch.manual_seed(1)
    blind = (noisy(batch, 0.0)["shapes"] == 0).all(1).float().mean()
    assert 0.02 < blind < 0.3


def from_capitals() -> Document:
    """A sentence that opens with a capital; every word two pieces, so each shape counts twice."""
    document = from_words("d", "polnear", [["Shells", "fell", "."]])
    document.pieces = [(2000, 2001)] * 3
    return document
