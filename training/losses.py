"""One loss a head. Words, spans and sentences without a label count for nothing."""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from training.documents import IGNORE
from training.heads import Reader
from training.labels import ANY, TAGS
from training.windows import MOST_LINKS, Batch

BLOCKED = -1e4
FEW = 100
"""Below so many labelled words a batch's loss counts in proportion."""


def _mean(values: Tensor, few: int = FEW) -> Tensor:
    return values.sum() / max(values.numel(), few)


def losses(reader: Reader, found: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    """The mean loss of every head that has a label in the batch."""
    given: dict[str, Tensor | None] = {
        name: _sets(found[name], batch[name], batch["words"])
        for name in TAGS
        if name != "attribution"
    }
    given["attribution"] = _chain(reader, found["attribution"], batch)
    given["pos"] = _classes(found["pos"], batch["pos"])
    given["arcs"] = _arcs(found["arcs"], batch)
    given["relations"] = _relations(reader, found, batch)
    given["factuality"] = _factuality(found["factuality"], batch["factuality"])
    given["event"] = _binary(found["event"], batch["event"])
    given["links"] = _links(reader, found["links"], batch)
    given["coreference"] = _coreference(reader, found["links"], batch)
    given["vectors"] = _vectors(found["vectors"], batch["vectors"])
    return {name: value for name, value in given.items() if value is not None}


def _allowed(sets: Tensor, count: int) -> Tensor:
    return (sets[..., None] >> torch.arange(count, device=sets.device)) & 1 == 1


def _sets(scores: Tensor, sets: Tensor, words: Tensor) -> Tensor | None:
    """-log of what falls on the allowed tags, over words of which something is known."""
    known = (sets != ANY) & words
    if not known.any():
        return None
    scores, sets = scores[known], sets[known]
    inside = scores.masked_fill(~_allowed(sets, scores.shape[-1]), BLOCKED)
    return _mean(scores.logsumexp(-1) - inside.logsumexp(-1))


def _chain(reader: Reader, scores: Tensor, batch: Batch) -> Tensor | None:
    """Negative log likelihood of the tag sequence, a linear-chain CRF, per word."""
    sets, words = batch["attribution"], batch["words"]
    rows = ((sets != ANY) | ~words).all(1)
    if not rows.any():
        return None
    scores, sets, words = scores[rows], sets[rows], words[rows]
    moves = reader.moves["attribution"]
    tags = _allowed(sets, scores.shape[-1]).float().argmax(-1).where(words, 0)
    path = scores.gather(-1, tags[..., None])[..., 0]
    before = torch.cat([torch.full_like(tags[:, :1], len(moves) - 1), tags[:, :-1]], 1)
    gold = ((path + moves[before, tags]) * words).sum(1)
    alpha = scores[:, 0] + moves[-1]
    for t in range(1, scores.shape[1]):
        ahead = torch.logsumexp(alpha[:, :, None] + moves[None, :-1], 1) + scores[:, t]
        alpha = torch.where(words[:, t, None], ahead, alpha)
    return (alpha.logsumexp(-1) - gold).sum() / words.sum()


def _classes(scores: Tensor, gold: Tensor) -> Tensor | None:
    known = gold != IGNORE
    if not known.any():
        return None
    return _mean(F.cross_entropy(scores[known], gold[known], reduction="none"))


def _arcs(arcs: Tensor, batch: Batch) -> Tensor | None:
    """Heads are sought in the word's own sentence, or at the root."""
    gold = batch["head"]
    rows = (gold != IGNORE).any(1)
    if not rows.any():
        return None
    sentence = batch["sentence"][rows]
    same = sentence[:, :, None] == sentence[:, None, :]
    same = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
    return _classes(arcs[rows].masked_fill(~same, BLOCKED), gold[rows])


def _relations(reader: Reader, found: dict[str, Tensor], batch: Batch) -> Tensor | None:
    known = (batch["relation"] != IGNORE) & (batch["head"] != IGNORE)
    if not known.any():
        return None
    parents = torch.cat([found["root"][:, None], found["parent"]], 1)
    where = batch["head"].clamp(min=0)[..., None].expand(-1, -1, parents.shape[-1])
    chosen = torch.gather(parents, 1, where)
    scores = reader.relations(found["child"][known], chosen[known])
    return _mean(F.cross_entropy(scores, batch["relation"][known], reduction="none"))


def _factuality(scores: Tensor, gold: Tensor) -> Tensor | None:
    known = ~gold.isnan()
    if not known.any():
        return None
    return _mean(F.smooth_l1_loss(scores[known], gold[known], reduction="none"), 40)


def _binary(scores: Tensor, gold: Tensor) -> Tensor | None:
    known = gold != IGNORE
    if not known.any():
        return None
    gold = gold[known].float()
    return _mean(F.binary_cross_entropy_with_logits(scores[known], gold, reduction="none"))


def _links(reader: Reader, links: Tensor, batch: Batch) -> Tensor | None:
    sources, cues, contents = (batch[f"{r}_spans"] for r in ("source", "cue", "content"))
    found = []
    for pair, left, right, gold in (
        ("cue_source", cues, sources, batch["cue_source"]),
        ("content_cue", contents, cues, batch["content_cue"]),
    ):
        known = gold != IGNORE
        if known.any():
            scores = reader.pair_scores(links, pair, left, right)
            assert scores.shape[-1] == MOST_LINKS + 1
            found.append(_mean(F.cross_entropy(scores[known], gold[known], reduction="none"), 10))
    return torch.stack(found).sum() if found else None


def _coreference(reader: Reader, links: Tensor, batch: Batch) -> Tensor | None:
    """-log of what falls on any earlier mention of the chain, or on none where it is the first."""
    rows = (batch["chain"] >= 0).any(1)
    if not rows.any():
        return None
    spans, chain, person = batch["mention_spans"][rows], batch["chain"][rows], batch["person"][rows]
    scores = reader.pair_scores(links[rows], "coreference", spans, spans)
    count = spans.shape[1]
    earlier = torch.ones(count, count, dtype=torch.bool, device=scores.device).tril(-1)
    scores = torch.cat([scores[..., :-1].masked_fill(~earlier, BLOCKED), scores[..., -1:]], -1)
    same = (chain[:, :, None] == chain[:, None, :]) & earlier & (chain[:, :, None] >= 0)
    right = torch.cat([same, ~same.any(-1, keepdim=True)], -1)
    loss = scores.logsumexp(-1) - scores.masked_fill(~right, BLOCKED).logsumexp(-1)
    return _mean(loss[person], 20) if person.any() else None


def _vectors(vectors: Tensor, gold: Tensor) -> Tensor | None:
    known = gold.abs().sum(-1) > 0
    if not known.any():
        return None
    return _mean(1 - (vectors[known] * gold[known]).sum(-1), 10)
