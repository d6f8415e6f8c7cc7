"""`python -m training.deeds.export`: the fitted reader as the files that the package ships.

The graph takes vectors of pieces, since the embeddings stay in blocks of 4 bits outside it, and
answers for the words asked for. Layers and heads are int8.
"""

from __future__ import annotations

import argparse
import copy
import gzip
import hashlib
import json
import random
from pathlib import Path

import numpy as np
import torch
from msgspec.structs import asdict
from torch import Tensor, nn

from dateline.encoder.deeds import Labels
from dateline.encoder.pieces import SENTENCE_PIECE, Pieces
from training.bert import HEADS, WIDTH
from training.deeds.batch import LENGTH, make_batches, pack
from training.deeds.data import CODES, read_corpus, read_record
from training.deeds.labels import ASPECTS, AUX, COUNTED, SCOPES, SLOTS, STANCES
from training.deeds.measure import take_arrays
from training.deeds.net import Embeddings, Encoder, Reader
from training.fused import FusedLayer
from training.smooth import peaks, smooth

OUTPUTS = (
    "triggers", "cues", "told", "word", "trigger", "word_by", "trigger_by", "repeat", "repeated",
)  # fmt: skip


class FusedEncoder(nn.Module):
    """The encoder in the form that runs fastest when exported."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.position = nn.Parameter(encoder.position[:LENGTH].detach(), requires_grad=False)
        self.kind, self.norm = encoder.kind, encoder.norm
        self.layers = nn.ModuleList(FusedLayer(layer) for layer in encoder.layers)

    def forward(self, vectors: Tensor, mask: Tensor) -> Tensor:
        """(b, n, width) and mask (b, n) to (b, n, width)."""
        x = self.norm(vectors + self.position[: vectors.shape[1]] + self.kind)
        blind = ((1.0 - mask.to(x.dtype)) * -10000.0)[:, None, :, None].expand(-1, HEADS, -1, -1)
        ones = torch.ones_like(blind)
        for layer in self.layers:
            x = layer(x, ones, blind)
        return x


class Shipped(nn.Module):
    """Inputs: vectors (b, n, width), mask (b, n), words (t) places in the flattened windows."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.encoder = FusedEncoder(copy.deepcopy(reader.encoder))
        rows = [reader.triggers, reader.cues, reader.word, reader.trigger, reader.word_by,
                reader.trigger_by, reader.repeat, reader.repeated]  # fmt: skip
        self.sizes = [row.out_features for row in rows]
        self.all = nn.Linear(WIDTH, sum(self.sizes))
        with torch.no_grad():
            self.all.weight.copy_(torch.cat([row.weight for row in rows]))
            self.all.bias.copy_(torch.cat([row.bias for row in rows]))
        self.told_hidden, self.told = reader.told_hidden, reader.told

    def forward(self, vectors: Tensor, mask: Tensor, words: Tensor) -> tuple[Tensor, ...]:
        """What `OUTPUTS` names, a row a word."""
        found = self.encoder(vectors, mask).reshape(-1, WIDTH)[words]
        triggers, cues, *sides = self.all(found).split(self.sizes, -1)
        told = self.told(nn.functional.gelu(self.told_hidden(found)))
        return (triggers, cues, told, *sides)


def main() -> None:
    """Writes the files and their card."""
    parser = argparse.ArgumentParser(prog="training.deeds.export", description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, nargs="+", default=[Path("corpus/written")])
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--version", default="1")
    parser.add_argument("--layers", type=int, default=8)
    options = parser.parse_args()
    reader = Reader(len(CODES), layers=options.layers)
    reader.load_state_dict(torch.load(options.weights))
    seen = draw_windows(options.base, options.corpus)
    export(reader.float().eval(), options.base, options.into, seen, version=options.version)
    sizes = {p.name: p.stat().st_size for p in sorted(options.into.iterdir())}
    print(sizes, sum(sizes.values()))


def draw_windows(base: Path, corpus: list[Path], *, count: int = 12) -> list[tuple[Tensor, Tensor]]:
    """Vectors and masks of some batches, to find the channels that are smoothed."""
    cutter = Pieces(base / "tokenizer.json", marks=SENTENCE_PIECE)
    embed = Embeddings(base / "embedded.npy")
    examples = [read_record(record) for record in read_corpus(corpus)]
    for example in examples:
        example.pieces.extend(cutter.of_all(example.words))
    chance = random.Random(0)
    batches = list(make_batches(pack(examples, chance), 2048, chance))[:count]
    return [(embed(batch.ids), batch.mask) for batch in batches]


def export(
    reader: Reader, base: Path, into: Path, seen: list[tuple[Tensor, Tensor]], *, version: str
) -> None:
    """Writes `deeds.onnx`, `heads.npz`, `embedded.npy`, `tokenizer.json.gz` and `card.json`."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    into.mkdir(parents=True, exist_ok=True)
    shipped = Shipped(reader).eval()
    smooth(shipped.encoder, peaks(shipped.encoder, seen))  # type: ignore[arg-type]
    shaped = into / "shaped.onnx"
    trace(shipped, shaped)
    onnx.save(onnx.shape_inference.infer_shapes(onnx.load(str(shaped))), str(shaped))
    quantize_dynamic(
        str(shaped), str(into / "deeds.onnx"), per_channel=True, weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm"], extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    shaped.unlink()
    arrays = take_arrays(reader)._asdict()
    np.savez(into / "heads.npz", **{k: v.astype(np.float16) for k, v in arrays.items()})
    (into / "embedded.npy").write_bytes((base / "embedded.npy").read_bytes())
    packed = gzip.compress((base / "tokenizer.json").read_bytes(), mtime=0)
    (into / "tokenizer.json.gz").write_bytes(packed)
    write_card(into, version)


def write_card(into: Path, version: str) -> None:
    """The card: hashes of the files, and the labels in their order."""
    files = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(into.iterdir())
        if path.name != "card.json"
    }
    labels = Labels(tuple(CODES), SLOTS, COUNTED, SCOPES, AUX, ASPECTS, STANCES)
    card = {"name": "dateline-deeds", "version": version, "files": files, "labels": asdict(labels)}
    (into / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def trace(shipped: Shipped, path: Path) -> None:
    """The float32 graph."""
    vectors, mask = torch.randn(2, 16, WIDTH), torch.ones(2, 16, dtype=torch.bool)
    words = torch.tensor([1, 2, 5, 17, 20])
    torch.onnx.export(
        shipped, (vectors, mask, words), str(path), dynamo=False, opset_version=17,
        input_names=["vectors", "mask", "words"], output_names=list(OUTPUTS),
        dynamic_axes={
            "vectors": {0: "b", 1: "n"}, "mask": {0: "b", 1: "n"}, "words": {0: "t"},
            **{name: {0: f"{name}_0"} for name in OUTPUTS},
        },
    )  # fmt: skip


if __name__ == "__main__":
    main()
