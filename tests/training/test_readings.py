"""Two readings of a batch, what their heads say, and layers that stay as they are."""

from __future__ import annotations

import random

import pytest

torch = pytest.importorskip("torch", reason="the training extra is not installed")

from torch import Tensor  # noqa: E402

from corpus.reading import read_folder  # noqa: E402
from corpus.records import HOME  # noqa: E402
from training.bert import WIDTH, Layer  # noqa: E402
from training.deeds.batch import Batch, make_batches, pack  # noqa: E402
from training.deeds.data import CODES, NONE, read_record  # noqa: E402
from training.deeds.losses import find_gap, find_gaps, find_losses, hear  # noqa: E402
from training.deeds.net import Dropout, DroppedLayer, Encoder, Reader  # noqa: E402


@pytest.fixture(scope="module")
def batch() -> Batch:
    examples = [read_record(one.record) for one in read_folder(HOME / "written")[0][:12]]
    for example in examples:
        example.pieces.extend((5 + len(word),) for word in example.words)
    return next(make_batches(pack(examples, random.Random(1)), 600, None))


@pytest.fixture(scope="module")
def reader() -> Reader:
    torch.manual_seed(1)
    return Reader(len(CODES), layers=3, inner=0.3)


def read(reader: Reader, batch: Batch, *, twice: bool) -> Tensor:
    torch.manual_seed(2)
    vectors = torch.randn(100, WIDTH)[batch.ids]
    return reader.words(vectors, batch.mask, batch.first, dtype=torch.float32, twice=twice)


def test_without_dropout_two_readings_are_one(reader: Reader, batch: Batch) -> None:
    one, other = read(reader.eval(), batch, twice=True).chunk(2)
    assert torch.allclose(one, other)
    assert torch.allclose(one, read(reader, batch, twice=False))
    heard = hear(reader, one, batch)
    gaps = find_gaps(heard, hear(reader, other, batch), batch)
    assert {"triggers", "codes", "slots"} <= gaps.keys()
    assert all(float(gap.detach()) < 1e-6 for gap in gaps.values())


def test_with_dropout_readings_differ_and_the_gap_teaches(reader: Reader, batch: Batch) -> None:
    one, other = read(reader.train(), batch, twice=True).chunk(2)
    heard = hear(reader, one, batch), hear(reader, other, batch)
    gaps = find_gaps(*heard, batch)
    assert all(float(gap.detach()) > 0 for gap in gaps.values())
    losses = find_losses(reader, one, batch, heard[0])
    assert all(torch.isfinite(value) for value in losses.values())
    sum(gaps.values()).backward()
    assert reader.encoder.layers[0].query.weight.grad.abs().sum() > 0
    reader.zero_grad()


def test_a_gap_is_the_same_from_both_sides() -> None:
    one, other = torch.randn(5, 7), torch.randn(5, 7)
    assert torch.allclose(find_gap(one, other), find_gap(other, one))
    assert float(find_gap(one, one + 3)) == pytest.approx(0, abs=1e-6)


def test_slots_are_asked_of_the_words_of_the_own_text(reader: Reader, batch: Batch) -> None:
    heard = hear(reader, read(reader.eval(), batch, twice=False), batch)
    assert len(heard.slots) == int((batch.slots != NONE).sum())
    words = sum(len(example.words) for example, trigger, _ in batch.owners if trigger.whole)
    assert len(heard.slots) == words


def test_frozen_layers_neither_learn_nor_forget(batch: Batch) -> None:
    reader = Reader(len(CODES), layers=3, inner=0.5, dropout=0.0).train()
    reader.encoder.freeze(3)
    one, other = read(reader, batch, twice=True).chunk(2)
    assert torch.allclose(one, other)
    learning = [n for n, p in reader.named_parameters() if p.requires_grad]
    assert not [name for name in learning if name.startswith("encoder.")]


def test_the_fused_layer_is_the_plain_one() -> None:
    torch.manual_seed(3)
    plain, fused = Layer().eval(), DroppedLayer(0.1).eval()
    fused.load_state_dict(plain.state_dict())
    x = torch.randn(2, 9, WIDTH)
    blind = torch.zeros(2, 1, 1, 9)
    blind[1, :, :, 5:] = -10000.0
    assert torch.allclose(plain(x, blind), fused(x, blind), atol=1e-4)
    assert len(Encoder(2).layers) == 2


def test_dropout_keeps_the_mean() -> None:
    drop = Dropout(0.2).train()
    dropped = drop(torch.ones(400, 500))
    assert float((dropped == 0).float().mean()) == pytest.approx(0.2, abs=0.01)
    assert float(dropped.mean()) == pytest.approx(1.0, abs=0.01)
    assert torch.equal(drop.eval()(dropped), dropped)
