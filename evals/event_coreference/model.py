"""The same event in several reports, for events that no codebook types: words and stories.

Pairs of tellings within one story are scored by a logistic model of what they have in common
(coreference.yaml, fitted by scripts/fit_coreference.py on ECB+'s training topics) and
clustered by average link. With the reader's vectors where its weights are, without them else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct

from evals.event_coreference.agglomerate import average_link
from evals.event_coreference.pairs import Corpus, Telling, corpus_of, features
from evals.event_coreference.stories import stories, tfidf
from evals.event_coreference.vectors import Floats, Read


class Model(Struct, frozen=True, forbid_unknown_fields=True):
    """A logistic model: `weights` of features, and of products of two (`a*b`).

    `story`: cosine from which reports tell one story; `threshold`: mean probability from which
    two groups of tellings are one event.
    """

    story: float
    threshold: float
    bias: float
    weights: dict[str, float]


@cache
def shipped_models() -> dict[str, Model]:
    """The models that the package ships: `vectors` and `words`."""
    data = Path(__file__).with_name("coreference.yaml").read_bytes()
    return msgspec.yaml.decode(data, type=dict[str, Model])


def chains_of(
    tellings: Sequence[Telling], *, read: Read | None = None, model: Model | None = None
) -> list[int]:
    """A chain number for each telling; equal numbers: the same event."""
    chosen = model or shipped_models()["words" if read is None else "vectors"]
    corpus, groups = by_story(tellings, chosen.story)
    chains = [0] * len(tellings)
    chain = 0
    for members in groups:
        group = [tellings[m] for m in members]
        similar = probabilities(chosen, features(group, corpus, read))
        for found in average_link(similar, chosen.threshold):
            chain += 1
            for at in found:
                chains[members[at]] = chain
    return chains


def by_story(tellings: Sequence[Telling], threshold: float) -> tuple[Corpus, list[list[int]]]:
    """What tellings are measured against, and their numbers by story."""
    texts = {t.report: t.text for t in tellings}
    names = sorted(texts)
    vectors = dict(zip(names, tfidf([texts[n] for n in names]), strict=True))
    story = stories(vectors, threshold)
    groups: dict[int, list[int]] = defaultdict(list)
    for number, telling in enumerate(tellings):
        groups[story[telling.report]].append(number)
    return corpus_of(tellings, vectors), list(groups.values())


def probabilities(model: Model, found: Mapping[str, Floats]) -> Floats:
    """The probability that two tellings are of one event, for all pairs: (n, n)."""
    total = sum(
        (weight * product(name, found) for name, weight in model.weights.items()),
        start=np.full_like(found["same"], model.bias),
    )
    scored: Floats = 1 / (1 + np.exp(-np.clip(total, -30, 30)))
    return scored


def product(name: str, found: Mapping[str, Floats]) -> Floats:
    """A feature, or the product of the two that `a*b` names."""
    first, _, second = name.partition("*")
    return found[first] * found[second] if second else found[first]
