"""The heads of the reader on top of the encoder's word vectors.

`Reader.forward` gives what the exported model gives, by name; decoding is the package's work.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from training.bert import WIDTH, Encoder, Linear
from training.labels import POS, RELATIONS, TAGS

ARC, REL, LINK = 192, 80, 64
PAIRS = ("cue_source", "content_cue", "coreference")
USE_LAYERS = (4, 6)
"""Layers of the encoder that the head for toponyms and their use reads."""
BUCKETS = 23
"""Signed distances in words, by powers of two: 0 for -1024 and beyond, 22 for the other side."""


class Reader(nn.Module):
    """Encoder and heads. Outputs, for b windows of w words (arcs: head 0 is the root):

    tags of each tagging head (b, w, tags), pos (b, w, 17), arcs (b, w, w + 1), child and parent
    (b, w, REL) and root (b, REL) for relations, factuality and event (b, w), links
    (b, w, 12 * LINK), vectors (b, sentences, 384).
    """

    def __init__(self, encoder: Encoder, *, dropout: float) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(dropout)
        self.tags = nn.ModuleDict({name: Linear(WIDTH, len(tags)) for name, tags in TAGS.items()})
        self.pos = Linear(WIDTH, len(POS))
        self.arc_child, self.arc_parent = Linear(WIDTH, ARC), Linear(WIDTH, ARC)
        self.child, self.parent = Linear(WIDTH, REL), Linear(WIDTH, REL)
        self.arc = nn.Parameter(torch.zeros(ARC, ARC))
        self.relation = nn.Parameter(torch.zeros(len(RELATIONS), REL + 1, REL + 1))
        self.factuality = nn.Sequential(Linear(WIDTH, 128), nn.GELU(), Linear(128, 1))
        self.event = Linear(WIDTH, 1)
        self.links = Linear(WIDTH, len(PAIRS) * 4 * LINK)
        self.vector = Linear(WIDTH, WIDTH)
        self.none = nn.Parameter(torch.zeros(len(PAIRS), LINK))
        self.distance = nn.Parameter(torch.zeros(len(PAIRS), BUCKETS))
        self.uses: nn.Sequential | None = None
        self.moves = nn.ParameterDict(
            {
                name: nn.Parameter(torch.zeros(len(TAGS[name]) + 1, len(TAGS[name])))
                for name in ("attribution",)
            }
        )
        nn.init.eye_(self.vector.weight)
        nn.init.zeros_(self.vector.bias)
        nn.init.normal_(self.arc, std=ARC**-0.5)
        nn.init.normal_(self.none, std=0.05)

    def forward(
        self, ids: Tensor, mask: Tensor, shapes: Tensor, first: Tensor, pool: Tensor,
        *, dtype: torch.dtype,
    ) -> dict[str, Tensor]:  # fmt: skip
        """Everything the heads say of the windows; float32 whatever the encoder computes in."""
        pieces = self.encoder(ids, mask, shapes, dtype=dtype)
        where = first[:, :, None].expand(-1, -1, WIDTH)
        words = self.drop(torch.gather(pieces, 1, where).float())
        root = self.drop(pieces[:, 0].float())
        found = {name: head(words) for name, head in self.tags.items()}
        found["pos"] = self.pos(words)
        child = F.gelu(self.arc_child(words))
        heads = F.gelu(self.arc_parent(torch.cat([root[:, None], words], 1)))
        found["arcs"] = (child @ self.arc) @ heads.transpose(1, 2) * ARC**-0.5
        found["child"] = F.gelu(self.child(words))
        found["parent"] = F.gelu(self.parent(words))
        found["root"] = F.gelu(self.parent(root))
        found["factuality"] = self.factuality(words)[..., 0]
        found["event"] = self.event(words)[..., 0]
        found["links"] = self.links(words)
        found["vectors"] = F.normalize(self.vector(pool @ pieces.float()), dim=-1)
        return found

    def relations(self, child: Tensor, parent: Tensor) -> Tensor:
        """(n, REL) pairs to scores (n, relations), with a constant in each vector."""
        one = child.new_ones(len(child), 1)
        left, right = torch.cat([child, one], 1), torch.cat([parent, one], 1)
        count = len(RELATIONS)
        mixed = left @ self.relation.permute(1, 0, 2).reshape(REL + 1, count * (REL + 1))
        return (mixed.view(-1, count, REL + 1) * right[:, None]).sum(-1)

    def pair_scores(self, links: Tensor, pair: str, left: Tensor, right: Tensor) -> Tensor:
        """Scores (b, l, r + 1) that spans left (b, l, 2) belong to spans right; the last: to none.

        A span speaks through its first and last word; padded spans are [-1, -1].
        """
        index = PAIRS.index(pair)
        parts = links.view(*links.shape[:2], len(PAIRS), 4, LINK)[:, :, index]
        asks = _at(parts[:, :, 0], left[..., 0]) + _at(parts[:, :, 1], left[..., 1])
        offers = _at(parts[:, :, 2], right[..., 0]) + _at(parts[:, :, 3], right[..., 1])
        scores = asks @ offers.transpose(1, 2) * LINK**-0.5
        away = left[:, :, None, 0] - right[:, None, :, 0]
        scores = scores + self.distance[index][bucket(away)]
        scores = scores.masked_fill((right[..., 0] < 0)[:, None], -1e4)
        none = asks @ self.none[index] * LINK**-0.5
        return torch.cat([scores, none[..., None]], -1)


def use_head() -> nn.Sequential:
    """The head for toponyms and their use, which the finish fits (`finish.py`)."""
    count = len(TAGS["toponyms"])
    return nn.Sequential(
        Linear(len(USE_LAYERS) * WIDTH, 256), nn.GELU(), nn.Dropout(0.3), Linear(256, count)
    )


def bucket(away: Tensor) -> Tensor:
    """Signed word distances to 0 .. BUCKETS - 1 by powers of two; 11: the same word."""
    size = torch.floor(torch.log2(away.abs().clamp(min=1).float())).long() + 1
    size = torch.where(away == 0, 0, size).clamp(max=11)
    return 11 + torch.sign(away) * size


def _at(parts: Tensor, where: Tensor) -> Tensor:
    index = where.clamp(min=0)[..., None].expand(-1, -1, parts.shape[-1])
    return torch.gather(parts, 1, index)
