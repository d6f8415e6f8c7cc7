"""Which actor a pronoun, a surname or 'the ministry' stands for: sieves over what came before.

Recency decides, after gender and number; subjects and speakers are preferred (Lee et al. 2013).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from dateline.mentions.binding import barred, is_barred
from dateline.mentions.drafts import Draft, Found, headed, of_state
from dateline.mentions.phrases import Reading
from dateline.mentions.records import Head, Pronoun
from dateline.mentions.stems import normal
from dateline.mentions.surnames import leader_surnames, party_surnames
from dateline.model import ActorKind, Conflict, MentionKind

_NOWHERE = frozenset({"IGO", "NGO", "JRN", None, ""})
_BETWEEN = 4  # words between people and the place that they are said to be in
MEMORY = 40
"""Mentions that stay candidates for a pronoun."""


class Resolver:
    """Goes through the names of a report in order and gives every one its actor."""

    def __init__(self, reading: Reading, conflict: Conflict | None, *, voice: str | None) -> None:
        self.reading = reading
        self.conflict = conflict
        self.voice = voice
        self.surnames = dict(party_surnames(conflict.slug)) if conflict else {}
        self.past: list[tuple[int, Found, float]] = []
        self.chains: dict[int, Draft] = {}

    def run(self, sentences: Sequence[Sequence[Found]]) -> None:
        """Settle the drafts of all mentions, sentence by sentence."""
        for found in (f for s in sentences for f in s):
            if found.draft and found.draft.kind is ActorKind.PERSON and found.anaphor != "surname":
                self._learn(found.draft)
        for number, sentence in enumerate(sentences):
            for position, found in enumerate(sentence):
                self._settle(number, sentence, found)
                self._possessed(sentence, position)
                self._loyal(sentence, position)
                self._its(sentence, position)
                if found.draft is not None and found.anaphor != "place":
                    self._remember(number, found, first=position == 0)
            self._in_place(sentence)
            self._locate(sentence)

    def _in_place(self, sentence: Sequence[Found]) -> None:
        """'the militias in Kenya': of the country of the place that follows them."""
        words, norms = self.reading.lexicon.words, self.reading.norms
        for found, place in pairwise(sentence):
            draft, between = found.draft, norms[found.last : place.first]
            if draft is None or place.draft is None or draft.country or not draft.local:
                continue
            near = between and len(between) <= _BETWEEN and between[0] in words.in_place
            if near and place.kind is MentionKind.PLACE and place.draft.country:
                found.draft = replace(draft, country=place.draft.country)

    def _locate(self, sentence: Sequence[Found]) -> None:
        """People and offices without a state are of the one state that their sentence names."""
        countries = {f.draft.country for f in sentence if f.draft and f.draft.country}
        if len(countries) != 1:
            return
        (country,) = countries
        for found in sentence:
            draft = found.draft
            if draft is None or draft.country or draft.sector in _NOWHERE:
                continue
            if draft.local or (draft.kind is ActorKind.PERSON and draft.role):
                found.draft = replace(draft, country=country)

    def _its(self, sentence: Sequence[Found], position: int) -> None:
        """'its forces', 'its spokesman': those of the actor that the pronoun stands for."""
        found, owner = sentence[position], sentence[position - 1] if position else None
        if owner is None or owner.anaphor != "pronoun" or owner.last != found.first:
            return
        whose = owner.draft
        if whose is None or whose.kind in (ActorKind.PERSON, ActorKind.UNNAMED):
            return
        told = found.draft
        if told is not None and told.kind is ActorKind.UNNAMED and told.sector != "CVL":
            found.draft = replace(told, of=whose, side=whose.side, country=whose.country)
        elif found.kind is MentionKind.FORCE:
            head = Head(cls="force", sector=found.sector or "MIL", name="forces")
            found.draft = headed(whose, head, whose.name, "MIL")
        elif found.kind is MentionKind.GROUP and whose.kind is ActorKind.GROUP:
            found.draft = whose

    def _possessed(self, sentence: Sequence[Found], position: int) -> None:
        """'the group's spokesman', 'Haftar's brigades': who speaks or fights for the name before
        the possessive."""
        found = sentence[position]
        draft = found.draft
        if position == 0 or draft is None or draft.side:
            return
        owner = sentence[position - 1]
        fights = draft.name == self.reading.words(owner.first, found.last)
        if draft.kind is not ActorKind.UNNAMED and not fights:
            return
        tokens = self.reading.norms[owner.last : found.first]
        if owner.draft is None or tokens not in (["'s"], ["'"]):
            return
        whose = owner.draft
        if fights and whose.side is not None:
            found.draft = replace(draft, of=whose, side=whose.side, country=whose.country)
        elif not fights and draft.sector != "CVL":
            found.draft = replace(draft, of=whose, side=whose.side, sector=whose.sector,
                                  country=whose.country)  # fmt: skip

    def _loyal(self, sentence: Sequence[Found], position: int) -> None:
        """'forces *loyal to* Haftar': those before these words fight for the name after them."""
        if position == 0:
            return
        found, whose = sentence[position - 1], sentence[position].draft
        draft, norms = found.draft, self.reading.norms
        between = " ".join(norms[found.last : sentence[position].first])
        if between not in self.reading.lexicon.words.loyal or whose is None or draft is None:
            return
        if whose.side is None or sentence[position].kind is MentionKind.PLACE:
            return
        if draft.local and draft.side is None and draft.kind in (ActorKind.FORCE, ActorKind.GROUP):
            name = self.reading.words(found.first, sentence[position].last)
            found.draft = replace(draft, name=name, of=whose, side=whose.side,
                                  country=draft.country or whose.country)  # fmt: skip

    def _learn(self, draft: Draft) -> None:
        parts = draft.name.split()
        if len(parts) > 1:
            self.surnames.setdefault(normal(parts[-1]), draft)
            if "-" in parts[-1]:
                self.surnames.setdefault(normal(parts[-1].split("-")[-1]), draft)

    def _remember(self, number: int, found: Found, *, first: bool) -> None:
        weight = 1.0 + (0.6 if first else 0.0) + (1.2 if self._speaks(found) else 0.0)
        if found.inner:
            weight -= 0.5
        if found.chain is not None and found.draft is not None and found.anaphor != "pronoun":
            self.chains[found.chain] = found.draft
        self.past.append((number, found, weight))
        if len(self.past) > MEMORY:
            del self.past[0]

    def _speaks(self, found: Found) -> bool:
        tokens, acts = self.reading.tokens, self.reading.lexicon.words.acts
        after = tokens[found.last].text.lower() if found.last < len(tokens) else ""
        before = tokens[found.first - 1].text.lower() if found.first else ""
        return after in acts or before in acts or after == "," or self._credited(found)

    def _credited(self, found: Found) -> bool:
        """Whether "according to" or its like stands before, with an article between."""
        words, at = self.reading.lexicon.words, found.first
        small = words.indefinite | words.determiners
        while at and self.reading.tokens[at - 1].text.lower() in small:
            at -= 1
        before = [token.text.lower() for token in self.reading.tokens[max(0, at - 2) : at]]
        return " ".join(before) in words.credits

    def _settle(self, number: int, sentence: Sequence[Found], found: Found) -> None:
        if found.anaphor == "pronoun":
            found.draft = self._pronoun(number, sentence, found)
        elif found.anaphor == "surname":
            self._surname(found)
        elif found.anaphor in ("own", "enemy"):
            self._relative(sentence, found)
        elif found.anaphor == "role":
            self._role(found)
        elif found.anaphor in ("force", "group", "office", "person"):
            self._noun(number, sentence, found)

    def _surname(self, found: Found) -> None:
        key = self.reading.norms[found.last - 1]
        known = self.surnames.get(key)
        if known is None and found.draft is not None and found.last == found.first + 1:
            known = leader_surnames().get(key)
        if known is not None:
            role = found.draft
            if role and (role.role or role.side):
                known = replace(known, role=known.role or role.role, of=known.of or role.of,
                                side=known.side or role.side)  # fmt: skip
            found.draft = known

    def _pronoun(self, number: int, sentence: Sequence[Found], found: Found) -> Draft | None:
        pronoun = self.reading.lexicon.pronouns[found.head or ""]
        if pronoun.person == 1:
            return None
        people = pronoun.gender != "n" or pronoun.number == "p"
        known = self.chains.get(found.chain) if people and found.chain is not None else None
        below = barred(self.reading, found, sentence)
        if known is not None and _agrees(pronoun, known) and not is_barred(known, below):
            return known
        best, top = None, 0.0
        for at, other, weight in self.past:
            draft = other.draft
            if draft is None or not _agrees(pronoun, draft) or number - at > 6:
                continue
            if is_barred(draft, below):
                continue
            score = weight + 3.0 / (1 + number - at)
            if not people and draft.kind is ActorKind.FORCE:
                score -= 1.0
            if score >= top:
                best, top = draft, score
        found.score = min(0.9, 0.4 + top / 10)
        return best

    def _relative(self, sentence: Sequence[Found], found: Found) -> None:
        speaker = self._speaker_side(sentence)
        side = speaker if found.anaphor == "own" else self._opponent(speaker)
        party = self._party_draft(side)
        if party is not None:
            found.draft = party

    def _speaker_side(self, sentence: Sequence[Found]) -> str | None:
        named = [f for f in sentence if f.draft and f.draft.side and f.anaphor is None]
        for found in [*named, *(f for _, f, _ in reversed(self.past))]:
            draft = found.draft
            if draft and draft.side and draft.kind in (ActorKind.PERSON, ActorKind.ORGANISATION):
                return draft.side
        return self.voice

    def _opponent(self, side: str | None) -> str | None:
        if self.conflict is None or side is None:
            return None
        allied = {side, *(a for p in self.conflict.parties if p.side == side for a in p.allies)}
        return next((p.side for p in self.conflict.parties if p.side not in allied), None)

    def _party_draft(self, side: str | None) -> Draft | None:
        party = (
            next((p for p in self.conflict.parties if p.side == side), None)
            if self.conflict
            else None
        )
        if party is None:
            return None
        owner = Draft(name=party.name, kind=ActorKind(party.kind), side=party.side,
                      sector=party.sector, country=party.country)  # fmt: skip
        return headed(owner, Head(cls="force", sector="MIL", name="forces"), party.name, "MIL")

    def _role(self, found: Found) -> None:
        """'the Russian president': a person of this report who has that role."""
        draft = found.draft
        if draft is None or found.head is None:
            return
        for _, other, _ in reversed(self.past):
            person = other.draft
            if (
                person
                and person.kind is ActorKind.PERSON
                and person.side == draft.side
                and person.role
            ) and found.head in map(normal, person.role.split()):
                found.draft = person
                return

    def _noun(self, number: int, sentence: Sequence[Found], found: Found) -> None:
        definite = self._definite(found)
        if not definite:
            return
        known = self._antecedent(number, found)
        if known is not None:
            found.draft = known
            return
        if found.anaphor == "person" and self._recent_speaker(number, found):
            return
        owner = self._owner(sentence, found)
        if found.title is not None:
            owner = owner or self._home()
        if found.anaphor == "office" and owner is not None and found.draft:
            name = found.title or found.draft.name
            head = Head(cls="office", sector=found.draft.sector or "GOV", name=name)
            found.draft = replace(headed(owner, head, found.draft.name, head.sector), local=False)

    def _antecedent(self, number: int, found: Found) -> Draft | None:
        """Who was called by the same noun ("Sudan's army ... the army"), else whom it fits."""
        fitting = [
            (other, other.draft)
            for at, other, _ in reversed(self.past)
            if other.draft is not None and not other.draft.local and number - at <= 12
            and _fits(found, other.draft) and self._same_office(found, other.draft)
        ]  # fmt: skip
        norms = self.reading.norms
        same = (draft for other, draft in fitting if norms[other.last - 1] == found.head)
        official = found.head in self.reading.lexicon.of_states
        able = (draft for _, draft in fitting if not official or draft.sector == "MIL")
        return next(same, None) or next(able, None)

    def _same_office(self, found: Found, draft: Draft) -> bool:
        """Whether an office that is named with its trade is of the same one: 'the foreign ministry'
        is no defence ministry, 'the ministry' may be any."""
        if found.anaphor != "office" or found.last - found.first < 2:
            return True
        name = draft.name.lower()
        words = self.reading.words(found.first, found.last).lower()
        return name.endswith(words) or (found.title is not None and name.endswith(found.title))

    def _recent_speaker(self, number: int, found: Found) -> bool:
        """'the president' for a person just named whose office the report has not given."""
        for at, other, _ in reversed(self.past):
            draft = other.draft
            if draft is None or number - at > 2 or other.anaphor == "pronoun":
                continue
            if draft.kind is ActorKind.PERSON and draft.role is None and draft.sector == "GOV":
                found.draft = draft
                return True
        return False

    def _definite(self, found: Found) -> bool:
        if self.reading.slavic:
            return found.last == found.first + 1
        if found.first == 0:
            return False
        before = self.reading.tokens[found.first - 1].text
        return before.lower() in self.reading.lexicon.determiners

    def _home(self) -> Draft | None:
        """Whose an office is that no state stands beside: the outlet's, that of the country
        whose language it is in, or of the only state that the report has named so far."""
        named = {_state(other.draft) for _, other, _ in self.past if other.draft} - {None}
        home = self.reading.lexicon.words.home
        parties = self.conflict.parties if self.conflict else ()
        states = {p.side for p in parties if p.kind == "state"}
        whose = next((s for s in (self.voice, home) if s is not None and s in states), None)
        if whose is None and len(named) == 1:
            (whose,) = named
        return of_state(whose) if whose is not None else None

    def _owner(self, sentence: Sequence[Found], found: Found) -> Draft | None:
        """The state whose office it is: named earlier in the sentence."""
        for other in reversed([f for f in sentence if f.last <= found.first]):
            draft = other.draft
            if draft and draft.of is not None and draft.of.kind is ActorKind.STATE:
                return draft.of
            if draft and draft.kind is ActorKind.STATE:
                return draft
        return None


def _state(draft: Draft) -> str | None:
    """The state that an actor is, or acts for."""
    office = draft.kind in (ActorKind.FORCE, ActorKind.ORGANISATION, ActorKind.PERSON)
    return draft.side if draft.side == draft.country and (
        draft.kind is ActorKind.STATE or office
    ) else None  # fmt: skip


def _fits(found: Found, draft: Draft) -> bool:
    if found.anaphor == "force":
        return draft.kind is ActorKind.FORCE
    if found.anaphor == "office":
        return draft.kind is ActorKind.ORGANISATION and normal(draft.name.split()[-1]) == found.head
    if found.anaphor == "group":
        return draft.kind is ActorKind.GROUP and draft.sector in ("REB", "CRM", "OPP", "UAF")
    if draft.kind is not ActorKind.PERSON or not draft.role:
        return False
    return found.head in [normal(word) for word in draft.role.split()]


def _agrees(pronoun: Pronoun, draft: Draft) -> bool:
    if pronoun.gender in ("m", "f"):
        person = draft.kind is ActorKind.PERSON or (draft.kind is ActorKind.UNNAMED)
        return person and draft.gender in (pronoun.gender, "a")
    if pronoun.number == "p":
        return draft.plural
    people = draft.kind is ActorKind.GROUP and draft.plural and draft.sector is None
    return not people and draft.kind not in (ActorKind.PERSON, ActorKind.UNNAMED)
