"""The network: eight layers of multilingual-e5-small, and heads for triggers and their slots.

A trigger is the word that tells an event, or the cue of a claim. Every word is scored for every
trigger of its text, so that deeds of one sentence keep their own doers and places, and claims may
stand inside claims.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from dateline.encoder.blocks import open_blocks
from training.bert import WIDTH, Layer, Linear, Norm
from training.deeds.base import LAYERS
from training.deeds.labels import (
    ASPECTS,
    AUX,
    COUNTED,
    CUES,
    SCOPES,
    SLOTS,
    STANCES,
)
from training.heads import BUCKETS, bucket

PAIR, TOLD = 256, 64
KINDS = 2
"""Of triggers: those of events and those of claims."""


class Dropout(nn.Module):
    """Dropout by one random byte a number: on processors eight times as fast as torch's."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.least = round(share * 256)

    def forward(self, x: Tensor) -> Tensor:
        """The same shape; some numbers are 0 and the others larger, while it is fitted."""
        if not self.training or not self.least:
            return x
        drawn = torch.randint(-(2**63), 2**63 - 1, (x.numel() // 8 + 1,), dtype=torch.int64)
        kept = (drawn.view(torch.uint8)[: x.numel()] >= self.least).view(x.shape)
        return x * kept.to(x.dtype).mul_(256 / (256 - self.least))


class DroppedLayer(Layer):
    """A layer of the encoder that forgets some of what it adds, while it is fitted."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.drop = Dropout(dropout)

    def forward(self, x: Tensor, blind: Tensor) -> Tensor:
        """As `Layer`, its attention in one fused step."""
        b, n, _ = x.shape
        q, k, v = self.look(x)
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=blind)
        x = self.norm(x + self.drop(self.out(seen.transpose(1, 2).reshape(b, n, WIDTH))))
        return self.last(x + self.drop(self.narrow(F.gelu(self.wide(x)))))


class Encoder(nn.Module):
    """Piece vectors to contextual vectors; the embeddings stay as they are, and so do the lowest
    layers where some are `frozen`."""

    def __init__(self, layers: int = LAYERS, *, dropout: float = 0.0) -> None:
        super().__init__()
        self.position = nn.Parameter(torch.zeros(512, WIDTH), requires_grad=False)
        self.kind = nn.Parameter(torch.zeros(WIDTH), requires_grad=False)
        self.norm = Norm()
        self.layers = nn.ModuleList(DroppedLayer(dropout) for _ in range(layers))
        self.frozen = 0

    def freeze(self, count: int) -> None:
        """Leaves the lowest layers and what is below them as they are."""
        self.frozen = count
        for part in (self.norm, *self.layers[:count]) if count else ():
            for parameter in part.parameters():
                parameter.requires_grad = False

    def forward(
        self, vectors: Tensor, mask: Tensor, *, dtype: torch.dtype, twice: bool = False
    ) -> Tensor:
        """(b, n, width) embeddings of the pieces and their mask to (b, n, width); `twice`: to
        (2b, n, width), every window read again with other numbers dropped above what is frozen."""
        x = self.norm(vectors + self.position[: vectors.shape[1]] + self.kind).to(dtype)
        blind = (~mask)[:, None, None, :].to(dtype) * -10000.0
        for layer in self.layers[: self.frozen]:
            x = layer.eval()(x, blind)
        if twice:
            x, blind = torch.cat([x, x]), torch.cat([blind, blind])
        for layer in self.layers[self.frozen :]:
            x = layer(x, blind)
        return x


class Reader(nn.Module):
    """Encoder and heads.

    `words` gives of b windows of w words: `triggers` (b, w, 2 + codes: O, I, B of each code),
    `cues` (b, w, 2 + 2), `told` (b, w, aux + aspects + stances). `pairs` gives of t triggers and
    the w words of their windows: `slots`, `counts` (t, w, tags) and `scopes` (t, w, 3).
    """

    def __init__(
        self, codes: int, *, layers: int = LAYERS, dropout: float = 0.2, inner: float = 0.0
    ) -> None:
        super().__init__()
        self.encoder = Encoder(layers, dropout=inner)
        self.drop = Dropout(dropout)
        self.triggers = Linear(WIDTH, 2 + codes)
        self.cues = Linear(WIDTH, 2 + len(CUES))
        self.told_hidden = Linear(WIDTH, WIDTH)
        self.told = Linear(WIDTH, len(AUX) + len(ASPECTS) + len(STANCES))
        self.word, self.trigger = Linear(WIDTH, PAIR), Linear(WIDTH, PAIR)
        self.word_by, self.trigger_by = Linear(WIDTH, PAIR), Linear(WIDTH, PAIR)
        self.distance = nn.Parameter(torch.zeros(BUCKETS, PAIR))
        self.kind = nn.Parameter(torch.zeros(KINDS, PAIR))
        tags = (1 + 2 * len(SLOTS)) + (1 + 2 * len(COUNTED)) + len(SCOPES)
        self.slots = Linear(2 * PAIR, tags)
        self.repeat, self.repeated = Linear(WIDTH, TOLD), Linear(WIDTH, TOLD)
        self.first_told = nn.Parameter(torch.zeros(TOLD))

    def words(
        self, vectors: Tensor, mask: Tensor, first: Tensor, *, dtype: torch.dtype,
        twice: bool = False,
    ) -> Tensor:  # fmt: skip
        """The vectors (b, w, width) of the words, by their first pieces; (2b, w, width) `twice`."""
        pieces = self.encoder(vectors, mask, dtype=dtype, twice=twice)
        first = torch.cat([first, first]) if twice else first
        where = first[:, :, None].expand(-1, -1, WIDTH)
        return torch.gather(pieces, 1, where).float()

    def tag(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of triggers, of cues, and of how a trigger is told."""
        dropped = self.drop(words)
        told = self.told(self.drop(F.gelu(self.told_hidden(dropped))))
        return self.triggers(dropped), self.cues(dropped), told

    def pairs(
        self, words: Tensor, window: Tensor, place: Tensor, kind: Tensor, asked: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Slots, counts and scopes (n, tags) of n words for triggers at word `place` of window
        `window`; `asked` (n, 2): which trigger, and which word of its window."""
        by, at = asked.unbind(1)
        chosen = words[window, place]
        plain, crossed = self.word(words), self.word_by(words)
        added = self.trigger(chosen) + self.kind[kind]
        plain = plain[window[by], at] + added[by] + self.distance[bucket(at - place[by])]
        crossed = crossed[window[by], at] * self.trigger_by(chosen)[by]
        tags = self.slots(self.drop(torch.cat([F.gelu(plain, approximate="tanh"), crossed], -1)))
        sizes = [1 + 2 * len(SLOTS), 1 + 2 * len(COUNTED), len(SCOPES)]
        slots, counts, scopes = tags.split(sizes, -1)
        return slots, counts, scopes

    def repeats(self, chosen: Tensor) -> Tensor:
        """(t, width) triggers to (t, t + 1): which earlier one each tells again; last: none."""
        asks, offers = self.repeat(chosen), self.repeated(chosen)
        scores = asks @ offers.T * TOLD**-0.5
        none = asks @ self.first_told[:, None] * TOLD**-0.5
        return torch.cat([scores, none], -1)


def load_base(reader: Reader, folder: Path) -> None:
    """Puts the base's layers into a new reader."""
    with np.load(folder / "layers.npz") as stored:
        state = {name: torch.from_numpy(stored[name].copy()) for name in stored.files}
    mine = reader.encoder.state_dict()
    reader.encoder.load_state_dict({name: state[name] for name in mine})


class Embeddings:
    """The frozen embeddings of the base, opened from their blocks."""

    def __init__(self, path: Path) -> None:
        rows = np.load(path)
        opened = open_blocks(rows.reshape(-1, 18)).reshape(len(rows), WIDTH)
        self.table = torch.from_numpy(opened)

    def __call__(self, ids: Tensor) -> Tensor:
        """(b, n) pieces to (b, n, width)."""
        return F.embedding(ids, self.table)
