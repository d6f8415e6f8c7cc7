"""The encoder in the form that runs fastest when exported; the same function.

Query, key and value are one map; what a window does not hold is blinded by one more dimension
of query and key instead of a sum over all pairs of pieces.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from training.bert import HEADS, WIDTH, Encoder, Layer, Linear

SIZE = WIDTH // HEADS


class FusedLayer(nn.Module):
    """One layer; the scale of the scores is in the weights of the query."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.qkv = Linear(WIDTH, 3 * WIDTH)
        parts = [layer.query, layer.key, layer.value]
        with torch.no_grad():
            scales = (SIZE**-0.5, 1.0, 1.0)
            weights = [part.weight * scale for part, scale in zip(parts, scales, strict=True)]
            biases = [part.bias * scale for part, scale in zip(parts, scales, strict=True)]
            self.qkv.weight.copy_(torch.cat(weights))
            self.qkv.bias.copy_(torch.cat(biases))
        self.out, self.norm = layer.out, layer.norm
        self.wide, self.narrow, self.last = layer.wide, layer.narrow, layer.last

    def forward(self, x: Tensor, ones: Tensor, blind: Tensor) -> Tensor:
        """x (b, n, width); ones and blind (b, heads, n, 1): what is added to query and key."""
        b, n, _ = x.shape
        parts = self.qkv(x).view(b, n, 3, HEADS, SIZE).permute(2, 0, 3, 1, 4)
        query, key = torch.cat([parts[0], ones], -1), torch.cat([parts[1], blind], -1)
        seen = torch.softmax(query @ key.transpose(-1, -2), -1) @ parts[2]
        x = self.norm(x + self.out(seen.transpose(1, 2).reshape(b, n, WIDTH)))
        found: Tensor = self.last(x + self.narrow(F.gelu(self.wide(x))))
        return found


class FusedEncoder(nn.Module):
    """The whole encoder, float32."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.embedded, self.position = encoder.embedded, encoder.position
        self.kind, self.norm, self.shape = encoder.kind, encoder.norm, encoder.shape
        self.layers = nn.ModuleList(FusedLayer(layer) for layer in encoder.layers)

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> list[Tensor]:
        """ids, mask and shapes (b, n) to what comes out of the embeddings and of every layer."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.embedded(ids) + self.position(places) + self.kind + self.shape(shapes))
        blind = ((1.0 - mask.to(x.dtype)) * -10000.0)[:, None, :, None]
        blind = blind.expand(-1, HEADS, -1, -1)
        ones = torch.ones_like(blind)
        found = [x]
        for layer in self.layers:
            found.append(layer(found[-1], ones, blind))
        return found
