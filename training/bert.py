"""The MiniLM encoder (BERT, 6 layers of 384) in plain PyTorch; computes in bfloat16 if told.

On processors with bfloat16 products this is four times as fast as float32.
"""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from safetensors.torch import load_file
from torch import Tensor, nn

from dateline.encoder.capitals import SHAPES

LAYERS, WIDTH, HEADS = 6, 384, 12
EPSILON = 1e-12


class Linear(nn.Linear):
    """A linear map whose weights follow the type of what comes in."""

    def forward(self, x: Tensor) -> Tensor:
        """(..., in) to (..., out)."""
        if x.dtype == self.weight.dtype:
            return F.linear(x, self.weight, self.bias)
        bias = None if self.bias is None else self.bias.to(x.dtype)
        return F.linear(x, self.weight.to(x.dtype), bias)


class Norm(nn.LayerNorm):
    """Layer normalisation that follows the type of what comes in."""

    def __init__(self) -> None:
        super().__init__(WIDTH, eps=EPSILON)

    def forward(self, x: Tensor) -> Tensor:
        """(..., width) to the same."""
        if x.dtype == self.weight.dtype:
            return super().forward(x)
        return F.layer_norm(x, (WIDTH,), self.weight.to(x.dtype), self.bias.to(x.dtype), EPSILON)


class Layer(nn.Module):
    """Self-attention and feed-forward, normalised after each."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (Linear(WIDTH, WIDTH) for _ in range(3))
        self.out, self.norm = Linear(WIDTH, WIDTH), Norm()
        self.wide, self.narrow, self.last = Linear(WIDTH, 1536), Linear(1536, WIDTH), Norm()

    def forward(self, x: Tensor, blind: Tensor) -> Tensor:
        """x (b, n, width); blind (b, 1, 1, n): 0 where attended to, very negative elsewhere."""
        b, n, _ = x.shape
        q, k, v = self.look(x)
        scores = (q @ k.transpose(-1, -2)) * (WIDTH // HEADS) ** -0.5 + blind
        seen = (torch.softmax(scores, -1) @ v).transpose(1, 2).reshape(b, n, WIDTH)
        x = self.norm(x + self.out(seen))
        return self.last(x + self.narrow(F.gelu(self.wide(x))))

    def look(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Queries, keys and values (b, heads, n, width of a head)."""
        b, n, _ = x.shape
        parts = (self.query(x), self.key(x), self.value(x))
        q, k, v = (part.view(b, n, HEADS, WIDTH // HEADS).transpose(1, 2) for part in parts)
        return q, k, v


class Encoder(nn.Module):
    """Pieces to contextual vectors. Embeddings are kept as they are (`frozen`)."""

    def __init__(self) -> None:
        super().__init__()
        self.embedded = nn.Embedding(30522, WIDTH)
        self.position = nn.Embedding(512, WIDTH)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = Norm()
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        for frozen in (self.embedded.weight, self.position.weight, self.kind):
            frozen.requires_grad = False
        nn.init.zeros_(self.shape.weight)

    def forward(
        self, ids: Tensor, mask: Tensor, shapes: Tensor, *, dtype: torch.dtype = torch.float32
    ) -> Tensor:
        """ids, mask and shapes (b, n) to (b, n, width) of the type asked for."""
        return self.layers_of(ids, mask, shapes, dtype=dtype)[-1]

    def layers_of(
        self, ids: Tensor, mask: Tensor, shapes: Tensor, *, dtype: torch.dtype = torch.float32
    ) -> list[Tensor]:
        """What comes out of the embeddings and of every layer."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.embedded(ids) + self.position(places) + self.kind + self.shape(shapes)
        x = self.norm(x).to(dtype)
        blind = (~mask)[:, None, None, :].to(dtype) * -10000.0
        found = [x]
        for layer in self.layers:
            found.append(layer(found[-1], blind))
        return found


NAMES = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "norm",
    "intermediate.dense": "wide",
    "output.dense": "narrow",
    "output.LayerNorm": "last",
}


def load_base(path: Path) -> Encoder:
    """The encoder with the weights of the base's `model.safetensors`."""
    raw = {key.removeprefix("bert."): value for key, value in load_file(str(path)).items()}
    state = {
        "embedded.weight": raw["embeddings.word_embeddings.weight"],
        "position.weight": raw["embeddings.position_embeddings.weight"],
        "kind": raw["embeddings.token_type_embeddings.weight"][0],
        "shape.weight": torch.zeros(SHAPES, WIDTH),
        "norm.weight": raw["embeddings.LayerNorm.weight"],
        "norm.bias": raw["embeddings.LayerNorm.bias"],
    }
    for i in range(LAYERS):
        for theirs, ours in NAMES.items():
            for part in ("weight", "bias"):
                state[f"layers.{i}.{ours}.{part}"] = raw[f"encoder.layer.{i}.{theirs}.{part}"]
    encoder = Encoder()
    encoder.load_state_dict(state)
    return encoder
