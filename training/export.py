"""The fitted reader as the files that the package ships: int8 ONNX, small arrays, tokenizer.

The exported graph reads windows, and answers for the words asked for, without padding.
"""

from __future__ import annotations

import copy
import shutil
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training.bert import WIDTH
from training.fused import FusedEncoder
from training.heads import ARC, PAIRS, USE_LAYERS, Reader
from training.labels import TAGS
from training.smooth import peaks, smooth

FLAT = [*TAGS, "pos", "event"]


class Shipped(nn.Module):
    """The reader with its tag heads as one map, over the words asked for.

    Inputs: ids (b, n) int64, mask (b, n) bool, shapes (b, n) int64; words (t) int64, places of
    first pieces in the flattened windows; pool (s, k) int64 places of the pieces of sentences,
    -1 for none.
    """

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.encoder = FusedEncoder(copy.deepcopy(reader.encoder))
        rows = [reader.tags[name] for name in TAGS] + [reader.pos, reader.event]
        rows += [reader.links, reader.arc_child, reader.arc_parent, reader.child, reader.parent]
        self.sizes = [row.out_features for row in rows]
        self.all = nn.Linear(WIDTH, sum(self.sizes))
        with torch.no_grad():
            self.all.weight.copy_(torch.cat([row.weight for row in rows]))
            self.all.bias.copy_(torch.cat([row.bias for row in rows]))
        self.uses = reader.uses
        self.factuality, self.vector = reader.factuality, reader.vector
        self.root = nn.Linear(WIDTH, reader.arc_parent.out_features + reader.parent.out_features)
        with torch.no_grad():
            self.root.weight.copy_(torch.cat([reader.arc_parent.weight, reader.parent.weight]))
            self.root.bias.copy_(torch.cat([reader.arc_parent.bias, reader.parent.bias]))
        self.register_buffer("arc", reader.arc.detach() * ARC**-0.5)

    def forward(
        self, ids: Tensor, mask: Tensor, shapes: Tensor, words: Tensor, pool: Tensor
    ) -> tuple[Tensor, ...]:
        """scores (t, tags, pos and event), links, child arcs, parent arcs, child, parent, ..."""
        layers = self.encoder(ids, mask, shapes)
        pieces = layers[-1]
        flat = pieces.reshape(-1, WIDTH)
        found = flat[words]
        *tags, links, arc_child, arc_parent, child, parent = self.all(found).split(self.sizes, -1)
        if self.uses is not None:
            seen = [layers[k].reshape(-1, WIDTH)[words] for k in USE_LAYERS]
            tags[list(TAGS).index("toponyms")] = self.uses(torch.cat(seen, -1))
        gelu = nn.functional.gelu
        known = (pool >= 0).float()
        total = (flat[pool.clamp(min=0)] * known[..., None]).sum(1)
        vectors = self.vector(total / known.sum(1, keepdim=True))
        return (
            torch.cat(tags, -1),
            links,
            gelu(arc_child) @ self.arc,
            gelu(arc_parent),
            gelu(child),
            gelu(parent),
            self.factuality(found)[..., 0],
            nn.functional.normalize(vectors, dim=-1),
            gelu(self.root(pieces[:, 0])),
        )


INPUTS = ["ids", "mask", "shapes", "words", "pool"]
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


Windows = list[tuple[Tensor, Tensor, Tensor]]


def export(reader: Reader, base: Path, out: Path, seen: Windows, *, floats: Path) -> None:
    """Writes `reader.onnx` (int8), `heads.npz`, `tokenizer.json`; `floats`: the float32 graph.

    `seen`: ids, masks and shapes of some windows, to find the channels that are smoothed.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    shipped = Shipped(reader.float()).eval()
    _trace(shipped, floats)
    smooth(shipped.encoder, peaks(shipped.encoder, seen))
    shaped = out / "shaped.onnx"
    _trace(shipped, shaped)
    onnx.save(onnx.shape_inference.infer_shapes(onnx.load(str(shaped))), str(shaped))
    quantize_dynamic(
        str(shaped), str(out / "reader.onnx"), per_channel=True, weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    shaped.unlink()
    shutil.copy(base / "tokenizer.json", out / "tokenizer.json")
    np.savez(
        out / "heads.npz",
        moves=reader.moves["attribution"].detach().numpy(),
        relation=reader.relation.detach().numpy().astype(np.float16),
        none=reader.none.detach().numpy(),
        distance=reader.distance.detach().numpy(),
    )


def _trace(shipped: Shipped, path: Path) -> None:
    ids = torch.randint(200, 2000, (2, 16))
    mask = torch.ones(2, 16, dtype=torch.bool)
    shapes = torch.ones(2, 16, dtype=torch.long)
    words = torch.tensor([1, 2, 5, 17, 20])
    pool = torch.tensor([[1, 2, 3], [5, 6, -1]])
    torch.onnx.export(
        shipped, (ids, mask, shapes, words, pool), str(path), dynamo=False, opset_version=17,
        input_names=INPUTS, output_names=OUTPUTS,
        dynamic_axes={
            "ids": {0: "b", 1: "n"}, "mask": {0: "b", 1: "n"},
            "shapes": {0: "b", 1: "n"}, "words": {0: "t"},
            "pool": {0: "s", 1: "k"}, **{name: {0: f"{name}_0"} for name in OUTPUTS},
        },
    )  # fmt: skip


__all__ = ["FLAT", "INPUTS", "OUTPUTS", "PAIRS", "export"]
