"""From tokens to deeds and claims: windows of pieces through the encoder, then decoding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from dateline.encoder.deed_bundle import DeedBundle
from dateline.encoder.deeds import CLAIM, EVENT, Deed, Filled, Scores, answer_words, find_deeds
from dateline.encoder.windows import Window, first_words, lay_pieces, plan
from dateline.model import (
    Analysis,
    Asked,
    Auxiliary,
    RawAttribution,
    RawDeed,
    RawEntity,
    RawSlot,
    RawTimex,
    Token,
    share_letters,
)

SHORT = 4
"""Letters of "al", "de", "of", "the" at most and one."""
KEPT = frozenset({"place", "state", "facility", "pronoun"})
"""Kinds of names that a deed's place does not change."""
SURE = 0.75
"""Score from which a place of a deed outranks another kind of name."""
DOUBTFUL = 0.1
"""Chance from which an event that is not kept is told to who asks why."""


class Read(NamedTuple):
    """All events and claims of a report by its words, doubtful events too; and the answers."""

    found: list[Deed]
    answers: list[Deed]


def read_deeds(bundle: DeedBundle, given: Analysis, asked: Sequence[Asked] = ()) -> Read:
    """What is found in a report, block by block, and what belongs to words that are asked about."""
    if not given.tokens:
        return Read([], [])
    words = [token.text for token in given.tokens]
    starts = [sentence.first for sentence in given.sentences]
    scores = score_words(bundle, words, starts)
    labels, blocks, least = bundle.card.labels, first_words(given), bundle.least(given.lang)
    found = find_deeds(scores, bundle.arrays, labels, blocks, least, doubtful=DOUBTFUL)
    spans = [given.tokens_in(one.start, one.end) for one in asked]
    ends = [(span.start, span.stop - 1) for span in spans]
    return Read(found, answer_words(scores, bundle.arrays, labels, ends, blocks, least.slot))


def score_words(bundle: DeedBundle, words: Sequence[str], starts: Sequence[int]) -> Scores:
    """What the heads say of every word; windows are read one by one (see forward.py)."""
    pieces = bundle.pieces.of_all(words)
    parts: list[list[np.ndarray]] = [[] for _ in Scores._fields]
    for window in plan([len(p) for p in pieces], starts):
        feed = make_feed(bundle, window, pieces)
        for part, found in zip(parts, bundle.session.run(list(Scores._fields), feed), strict=True):
            part.append(found)
    return Scores(*(np.concatenate(part) for part in parts))


def make_feed(
    bundle: DeedBundle, window: Window, pieces: Sequence[tuple[int, ...]]
) -> dict[str, np.ndarray]:
    """The inputs of one window: vectors of its pieces, and the first pieces of the words asked."""
    ids, at = lay_pieces(window, pieces, (bundle.pieces.first, bundle.pieces.last))
    return {
        "vectors": bundle.embed(ids)[None],
        "mask": np.ones((1, len(ids)), bool),
        "words": np.array(at[window.own - window.first : window.end - window.first]),
    }


def record_deeds(
    deeds: Sequence[Deed], given: Analysis, bundle: DeedBundle
) -> tuple[tuple[RawDeed, ...], tuple[RawDeed, ...]]:
    """The events among what was found, in characters: those kept, and those doubted."""
    tokens, least = given.tokens, bundle.least(given.lang).event
    events = [k for k, deed in enumerate(deeds) if deed.kind == EVENT]
    kept = [k for k in events if deeds[k].score >= least]
    place = {k: number for number, k in enumerate(kept)}
    doubted = (deeds[k] for k in events if k not in place)
    return (
        tuple(_record(deeds[k], tokens, place, bundle) for k in kept),
        tuple(_record(deed, tokens, place, bundle) for deed in doubted),
    )


def _record(
    deed: Deed, tokens: Sequence[Token], place: dict[int, int], bundle: DeedBundle
) -> RawDeed:
    return RawDeed(
        start=tokens[deed.first].start, end=tokens[deed.last].end, type=deed.label,
        auxiliary=deed.told[0], aspect=deed.told[1], score=bundle.calibrate(deed.score),
        slots=tuple(_slot(slot, tokens) for slot in deed.slots),
        counts=tuple(_slot(count, tokens) for count in deed.counts),
        told_before=None if deed.before is None else place.get(deed.before),
    )  # fmt: skip


def _answer(deed: Deed, tokens: Sequence[Token], bundle: DeedBundle) -> RawDeed:
    """What belongs to words that were asked about; not small words alone ("The" of "The water
    supply"), which a reader that was not fitted on such deeds takes for something."""
    made = _record(deed, tokens, {}, bundle)
    words = [[tokens[i].text for i in range(f.first, f.last + 1)] for f in deed.slots]
    slots = zip(made.slots, words, strict=True)
    return replace(
        made, slots=tuple(s for s, told in slots if any(len(word) >= SHORT for word in told))
    )


def _slot(filled: Filled, tokens: Sequence[Token]) -> RawSlot:
    return RawSlot(
        name=filled.name, start=tokens[filled.first].start, end=tokens[filled.last].end,
        score=round(filled.score, 4), scope=filled.scope or None,
    )  # fmt: skip


def record_claims(deeds: Sequence[Deed], tokens: Sequence[Token]) -> tuple[RawAttribution, ...]:
    """The claims among what was found: none without content, none with neither cue nor source."""
    found = []
    for claim in (deed for deed in deeds if deed.kind == CLAIM):
        spans = {name: _spans(claim.words(name), tokens) for name in ("source", "content")}
        on = _spans([(claim.first, claim.last)], tokens)
        cue = on if claim.label == "cue" else ()
        source = spans["source"] or (() if cue else on)
        if spans["content"]:
            found.append(
                RawAttribution(
                    source=source,
                    cue=cue,
                    content=spans["content"],
                    score=round(claim.score, 4),
                    stance=claim.told[0],
                )
            )
    return tuple(found)


def _spans(
    words: Sequence[tuple[int, int]], tokens: Sequence[Token]
) -> tuple[tuple[int, int], ...]:
    return tuple((tokens[first].start, tokens[last].end) for first, last in words)


PLACES = frozenset({"at", "into", "from", "towards", "near", "part_of", "whole_of", "beside"})
PARTIES = frozenset({"who", "whom"})


def with_deeds(
    bundle: DeedBundle, given: Analysis,
    *, foreign: frozenset[int] = frozenset(), asked: Sequence[Asked] = (),
) -> Analysis:  # fmt: skip
    """The analysis with its deeds; where no other reader has read, also with the claims, names,
    phrases and times among them; of `foreign` blocks with the claims.

    A deed at words that are `asked` about takes their code; where none is, one is made.
    """
    deeds, answers = read_deeds(bundle, given, asked)
    told, doubted = record_deeds(deeds, given, bundle)
    answered = [_answer(deed, given.tokens, bundle) for deed in answers]
    told = with_answers(told, asked, answered)
    if given.reader is not None:
        return replace(
            given, deeds=told, doubted=doubted, entities=_with_places(given, told),
            attributions=_joined(given, record_claims(deeds, given.tokens), foreign),
        )  # fmt: skip
    claims = record_claims(deeds, given.tokens)
    speakers = [
        RawEntity(start=start, end=end, kind="group", score=claim.score)
        for claim in claims
        for start, end in claim.source
    ]
    return replace(
        given, deeds=told, doubted=doubted,
        attributions=claims,
        entities=_apart(_entities(told, PLACES, "place")),
        phrases=_apart([*_entities(told, PARTIES, "group"), *speakers]),
        timexes=tuple(
            RawTimex(start=s.start, end=s.end, type="DATE", score=s.score)
            for s in _apart(_entities(told, frozenset({"when"}), "other"))
        ),
    )  # fmt: skip


def with_answers(
    told: Sequence[RawDeed], asked: Sequence[Asked], answers: Sequence[RawDeed]
) -> tuple[RawDeed, ...]:
    """The deeds, those at words asked about under their code, and the others of those words."""
    made = []
    taken: set[Asked] = set()
    for deed in told:
        here = next((a for a in asked if a.start < deed.end and deed.start < a.end), None)
        if here is not None:
            taken.add(here)
            deed = replace(deed, type=here.type, rule=here.rule)
        made.append(deed)
    made += [
        _as_asked(answer, one)
        for one, answer in zip(asked, answers, strict=True)
        if one not in taken
    ]  # fmt: skip
    return tuple(made)


def _as_asked(answer: RawDeed, one: Asked) -> RawDeed:
    """What belongs to words that were asked about, as a deed of their code."""
    own = one.denies and answer.auxiliary == Auxiliary.NEGATED
    return replace(
        answer, start=one.start, end=one.end, type=one.type, score=one.score, rule=one.rule,
        auxiliary=Auxiliary.ASSERTED.value if own else answer.auxiliary,
    )  # fmt: skip


def _joined(
    given: Analysis, claims: Sequence[RawAttribution], foreign: frozenset[int]
) -> tuple[RawAttribution, ...]:
    """The other reader's attributions with the stance of the same claim here, and the claims that
    it has not found; in blocks in another language these alone."""

    def is_foreign(raw: RawAttribution) -> bool:
        at = given.sentence_at((raw.content or raw.cue or raw.source)[0][0])
        return at is not None and given.sentences[at].block in foreign

    own = [_with_stance(raw, claims) for raw in given.attributions if not is_foreign(raw)]
    taken = [span for raw in own for span in (*raw.cue, *raw.content)]
    new = [
        claim
        for claim in claims
        if is_foreign(claim)
        or (claim.score >= SURE and not share_letters((*claim.cue, *claim.content), taken))
    ]
    return (*own, *new)


def _with_stance(raw: RawAttribution, claims: Sequence[RawAttribution]) -> RawAttribution:
    same = next((c for c in claims if raw.cue and share_letters(c.cue, raw.cue)), None)
    return raw if same is None else replace(raw, stance=same.stance)


def _with_places(given: Analysis, deeds: Sequence[RawDeed]) -> tuple[RawEntity, ...]:
    """The names that the other reader found, with those of deeds' places that it did not; what it
    takes for a person's or a body's is a place's where a deed is sure to be there."""
    places = [p for p in _apart(_entities(deeds, PLACES, "place")) if is_written_as_name(given, p)]
    kept = [
        entity
        for entity in given.entities
        if entity.kind in KEPT
        or not any(
            place.score >= SURE and place.start <= entity.start and entity.end <= place.end
            for place in places
        )
    ]
    new = [p for p in places if all(e.end <= p.start or p.end <= e.start for e in kept)]
    return tuple(sorted((*kept, *new), key=lambda e: (e.start, e.end)))


def is_written_as_name(given: Analysis, place: RawEntity) -> bool:
    """Whether every word of a place but the shortest begins with a capital: no "the airport"."""
    words = [given.tokens[i].text for i in given.tokens_in(place.start, place.end)]
    return all(word[:1].isupper() or len(word) < SHORT for word in words)


def _entities(deeds: Sequence[RawDeed], slots: frozenset[str], kind: str) -> list[RawEntity]:
    return [
        RawEntity(
            start=slot.start, end=slot.end, kind=kind, score=slot.score,
            toponym_kind="literal" if kind == "place" else None,
        )
        for deed in deeds
        for slot in deed.slots
        if slot.name in slots
    ]  # fmt: skip


def _apart(entities: Sequence[RawEntity]) -> tuple[RawEntity, ...]:
    """The entities in the order of the text; of those that overlap the longest."""
    kept: list[RawEntity] = []
    for one in sorted(entities, key=lambda e: (e.start - e.end, e.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda e: e.start))
