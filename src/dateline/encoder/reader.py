"""From tokens and sentences to the whole analysis, in one pass of the encoder."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from dateline.encoder.attribution import Found, Layout, attributions
from dateline.encoder.bundle import Bundle
from dateline.encoder.chains import chains
from dateline.encoder.forward import Readings, read_words
from dateline.encoder.names import Name, head_spans, kinds_of, names, noun_phrases
from dateline.encoder.tags import TagSpan
from dateline.encoder.trees import heads_of, relations_of
from dateline.encoder.undergone import mend_places
from dateline.encoder.windows import first_words
from dateline.model import Analysis, RawAttribution, RawEntity, RawTimex, Token

PREDICATES = frozenset({"VERB", "AUX", "ADJ", "NOUN", "ADV", "PROPN"})
"""What may tell an event and so has a factuality."""
ONCE = (
    frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass"}), frozenset({"obj"}),
)  # fmt: skip
"""Relations of which a word has one at most in Universal Dependencies."""


def read(bundle: Bundle, given: Analysis) -> Analysis:
    """The analysis with everything the reader finds; its tokens and sentences are kept."""
    if not given.tokens:
        return given
    words = [token.text for token in given.tokens]
    starts = [sentence.first for sentence in given.sentences]
    readings = read_words(bundle, words, starts)
    found = mend_places(names(bundle, readings, words, starts), words)
    phrases = noun_phrases(bundle, readings, starts)
    of_names, of_phrases = chains(bundle, readings, found, phrases, words)
    types = kinds_of(bundle, "times")
    return msgspec.structs.replace(
        given,
        reader=f"{bundle.card.name} {bundle.card.version}",
        tokens=parsed(bundle, readings, given.tokens, starts),
        attributions=tuple(
            _attribution(bundle, one, given.tokens)
            for one in attributions(bundle, readings, Layout(starts, first_words(given)))
        ),
        entities=tuple(
            _entity(name, chain, given.tokens) for name, chain in zip(found, of_names, strict=True)
        ),
        phrases=tuple(
            _entity(name, chain, given.tokens)
            for name, chain in zip(phrases, of_phrases, strict=True)
        ),
        timexes=tuple(
            _timex(span, types[span.kind], given.tokens)
            for span in head_spans(bundle, readings, "times", starts)
        ),
    )


def parsed(
    bundle: Bundle, readings: Readings, tokens: Sequence[Token], starts: Sequence[int]
) -> tuple[Token, ...]:
    """The tokens with part of speech, head, relation and factuality."""
    heads, relations, pos = syntax(bundle, readings, starts)
    tags = [bundle.card.columns["pos"][k] for k in pos.tolist()]
    labels = [bundle.card.relations[k] for k in relations.tolist()]
    certain = np.clip(readings.words["factuality"].astype(np.float64), -3, 3).round(2).tolist()
    logits = readings.words["scores"][:, bundle.column("event")][:, 0].astype(np.float64)
    events = (1 / (1 + np.exp(-logits))).round(3).tolist()
    return tuple(
        Token(
            t.start, t.end, t.text, tag, head, label, t.lemma,
            value if tag in PREDICATES else None, event if tag in PREDICATES else None,
        )
        for t, tag, head, label, value, event in zip(
            tokens, tags, heads.tolist(), labels, certain, events, strict=True
        )
    )  # fmt: skip


def syntax(
    bundle: Bundle, readings: Readings, starts: Sequence[int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Heads, relations and parts of speech of the words, as numbers."""
    words = readings.words
    arc = words["arc_child"].shape[1]
    heads = heads_of(words["arc_child"], words["arc_parent"], readings.roots[:, :arc], starts)
    relations = relations_of(
        words["child"], words["parent"], readings.roots[:, arc:], heads,
        bundle.arrays["relation"], bundle.card.relations.index("root"),
        once=[[k for k, name in enumerate(bundle.card.relations) if name in family]
              for family in ONCE],
    )  # fmt: skip
    pos = words["scores"][:, bundle.column("pos")].argmax(1)
    return heads, relations, pos


def _characters(spans: Sequence[TagSpan], tokens: Sequence[Token]) -> tuple[tuple[int, int], ...]:
    return tuple((tokens[s.first].start, tokens[s.last].end) for s in spans)


def _attribution(bundle: Bundle, found: Found, tokens: Sequence[Token]) -> RawAttribution:
    return RawAttribution(
        source=_characters(found.source, tokens),
        cue=_characters(found.cue, tokens),
        content=_characters(found.content, tokens),
        score=bundle.probability("attribution", found.score),
    )


def _entity(name: Name, chain: int | None, tokens: Sequence[Token]) -> RawEntity:
    return RawEntity(
        start=tokens[name.first].start,
        end=tokens[name.last].end,
        kind=name.kind,
        score=round(name.score, 4),
        toponym_kind=name.toponym,
        chain=chain,
    )


def _timex(span: TagSpan, kind: str, tokens: Sequence[Token]) -> RawTimex:
    return RawTimex(
        start=tokens[span.first].start,
        end=tokens[span.last].end,
        type=kind,
        score=round(span.score, 4),
    )
