"""The stage that says whose an office is of which no state is named: that of the place.

"A Russian missile hit a market in Kramatorsk, the interior ministry said" -> Ukraine's. What was
hit decides, then the report's country; never the attacker because it stands first.
Invariant: a mention whose words name a state, and one that repeats such a mention, stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from dateline.mentions.bare_offices import Bare, OfficeFinder, is_pronoun
from dateline.mentions.bare_phrases import bare_phrases
from dateline.mentions.component import conflict_of, voice_of
from dateline.mentions.drafts import Draft, headed, of_state
from dateline.mentions.entries import states
from dateline.mentions.records import Sense
from dateline.mentions.registry import actor_id, actor_of
from dateline.mentions.stems import normal
from dateline.mentions.tongue import tongues
from dateline.model import (
    Actor,
    ActorKind,
    Coding,
    Layer,
    Mention,
    MentionKind,
    Toponym,
    ToponymKind,
)

SCORE = 0.6
"""Score of a mention whose state only the place gives."""

_COUNTRY = "PCL"
_WIDE = frozenset({"government", "police"})  # offices of regions are another actor
_NAMING = (MentionKind.STATE, MentionKind.PLACE)


class OfficePlacer:
    """Writes the actors of ministries, police and armies that no state stands beside."""

    name = "sides"
    needs: frozenset[Layer] = frozenset(
        {Layer.ANALYSIS, Layer.MENTIONS, Layer.ACTORS, Layer.TOPONYMS}
    )
    writes: frozenset[Layer] = frozenset({Layer.MENTIONS, Layer.ACTORS})

    def __call__(self, coding: Coding) -> Coding:
        """The coding with the state of each bare office where a place gives it."""
        return _Placing(coding).run()


class _Placing(OfficeFinder):
    """Gives the bare offices of one report their states."""

    def __init__(self, coding: Coding) -> None:
        super().__init__(coding)
        self.actors = {actor.id: actor for actor in coding.actors}
        self.places = _list_states(self)
        every = Counter(country for row in self.places.values() for country in row)
        self.country = _leading(every)
        voice = voice_of(coding.report, conflict_of(coding.conflict))
        self.own = frozenset({voice, self.lexicon.words.home} - {None})

    def run(self) -> Coding:
        """The coding with each bare office's actor settled."""
        lang = self.analysis.lang or self.coding.report.lang or ""
        bare = list(bare_phrases(self.coding, lang) if lang in tongues() else self.bare())
        placed = {
            one.mention.id: (one, country)
            for one in bare
            if (country := self._country(one)) is not None
        }
        if not placed:
            return self.coding
        drafts = {key: self._make_draft(one, country) for key, (one, country) in placed.items()}
        trades = self.trades()
        kept = {
            m.actor for m in self.coding.mentions
            if m.id not in drafts and not is_pronoun(m) and normal(m.text) not in trades
        }  # fmt: skip
        moved = self._find_moved(placed, drafts, kept)
        mentions = tuple(
            self._settled(m, drafts, moved) for m in self.coding.mentions
        )  # fmt: skip
        return replace(self.coding, mentions=mentions, actors=self._actors(drafts, mentions))

    def _find_moved(
        self, placed: dict[str, tuple[Bare, str]], drafts: dict[str, Draft], kept: set[str | None]
    ) -> dict[str, str]:
        """Actors that no other mention names, with the one that they turned out to be."""
        found: dict[str, str] = {}
        for key, (one, _) in placed.items():
            old = one.mention.actor
            if old is not None and old not in kept:
                found.setdefault(old, self._make_id(drafts[key], one.mention))
        return found

    def _settled(self, m: Mention, drafts: dict[str, Draft], moved: dict[str, str]) -> Mention:
        if m.id in drafts:
            return replace(m, actor=self._make_id(drafts[m.id], m), score=min(m.score, SCORE))
        return replace(m, actor=moved[m.actor]) if m.actor in moved else m

    def _make_id(self, draft: Draft, mention: Mention) -> str:
        return actor_id(draft, self.coding.report, mention.start)

    def _actors(self, drafts: dict[str, Draft], mentions: Sequence[Mention]) -> tuple[Actor, ...]:
        """The actors that are still named, those added here last."""
        added: dict[str, Actor] = {}
        for m in mentions:
            draft = drafts.get(m.id)
            for one in (draft, draft.of if draft else None):
                if one is not None:
                    key = self._make_id(one, m)
                    added.setdefault(key, actor_of(key, one, self.coding.report))
        used = {m.actor for m in mentions}
        used |= {actor.affiliation for actor in (*self.coding.actors, *added.values())}
        before = tuple(_better(a, added.get(a.id)) for a in self.coding.actors if a.id in used)
        known = {actor.id for actor in before}
        return (*before, *(a for a in added.values() if a.id not in known))

    def _make_draft(self, one: Bare, country: str) -> Draft:
        draft = headed(of_state(country), one.head, one.mention.text, one.sector)
        if one.head.name in _WIDE and len(one.mention.text.split()) > 1:
            return replace(draft, name=one.mention.text, local=True)
        return draft

    def _country(self, one: Bare) -> str | None:
        """The state whose office it is, where the place says another one than the words before."""
        actor = self.actors.get(one.mention.actor or "")
        if actor is None or (actor.country in self.own and actor.side):
            return None
        if actor.side is None and one.sector == "MIL" and one.head.cls == "office":
            return _find_seat(one, self) or self._find_home(one)
        here = _find_seat(one, self) or self._speakers_state(one) or self._find_home(one)
        here = here or _leading(Counter(self.places.get(one.sentence, ())))
        if here is None and (actor.side is None or self._is_by_adjective(one, actor)):
            here = self.country
        if here is None or (actor.side == here and actor.country == here):
            return None
        return None if self._tells_gain(one, actor) else here

    def _find_home(self, one: Bare) -> str | None:
        """The state whose language the report is in, where the report names it: its own ministry
        needs no name there."""
        words = self.lexicon.words
        named = any(actor.side == words.home for actor in self.actors.values())
        return words.home if named and one.head.name in words.state_offices else None

    def _speakers_state(self, one: Bare) -> str | None:
        """The state of the body that speaks of an army: 'Russia's ministry said the army'."""
        if one.head.cls != "force":
            return None
        for m in self._in_sentence(one.sentence):
            actor = self.actors.get(m.actor or "")
            if actor is None or m.end > one.mention.start or actor.side != actor.country:
                continue
            speaks = self._word_after(m) in self.lexicon.words.acts
            if actor.kind in (ActorKind.ORGANISATION, ActorKind.STATE) and speaks:
                return actor.side
        return None

    def _is_by_adjective(self, one: Bare, actor: Actor) -> bool:
        """Whether its sentence names that state as an attacker alone: 'an Israeli air strike'."""
        text = self.coding.report.text
        sentence = self.analysis.sentences[one.sentence]
        named = [
            m for m in self._in_sentence(one.sentence)
            if m.actor in self.actors and self.actors[m.actor].kind is ActorKind.STATE
            and self.actors[m.actor].country == actor.country
        ]  # fmt: skip
        spelt = {name.lower() for name in _list_names(actor.country)}
        return bool(text[sentence.start : sentence.end]) and not any(
            m.kind in _NAMING and m.text.lower() in spelt for m in named
        )

    def _tells_gain(self, one: Bare, actor: Actor) -> bool:
        """ "Russian forces captured Avdiivka, the defence ministry said": of what its own forces
        gained an army speaks itself."""
        if one.sector != "MIL" or one.head.cls != "office" or actor.side is None:
            return False
        forces = [
            m for m in self._in_sentence(one.sentence)
            if m.kind in (MentionKind.FORCE, MentionKind.STATE) and m.end <= one.mention.start
            and m.actor in self.actors and self.actors[m.actor].side == actor.side
        ]  # fmt: skip
        gains = self.lexicon.words.gains
        return any(self._word_after(m) in gains for m in forces)

    def _word_after(self, m: Mention) -> str:
        """The word after a mention, past auxiliaries of one word."""
        tokens = self.analysis.tokens
        last = self.analysis.tokens_in(m.start, m.end).stop
        words = [t.text.lower() for t in tokens[last : last + 2]]
        aux = self.lexicon.words.auxiliaries
        return next((word for word in words if word not in aux), "")

    def _in_sentence(self, number: int) -> Iterator[Mention]:
        for m, sentence in zip(self.coding.mentions, self.sentence_of, strict=True):
            if sentence == number:
                yield m


def _find_seat(one: Bare, finder: OfficeFinder) -> str | None:
    """The state whose seat follows: 'the defence ministry *in Moscow*'."""
    words, reading = finder.lexicon.words, finder.reading
    at = finder.analysis.tokens_in(one.mention.start, one.mention.end).stop
    if at + 1 >= len(reading.norms) or reading.norms[at] not in words.inside | words.of:
        return None
    named = finder.lexicon.name_at(reading.norms, reading.tokens, at + 1)
    entry = reading.entry(named[1]) if named else None
    return entry.country if entry and entry.sense in (Sense.SEAT, Sense.STATE) else None


def _list_states(finder: OfficeFinder) -> dict[int, list[str]]:
    """The states of the places in each sentence, named countries where there is none finer."""
    fine: dict[int, list[str]] = {}
    wide: dict[int, list[str]] = {}
    for toponym in finder.coding.toponyms:
        country = _state_at(toponym)
        sentence = finder.analysis.sentence_at(toponym.start)
        if country is None or sentence is None or _is_origin(toponym, finder):
            continue
        whole = toponym.place is not None and toponym.place.feature.startswith(_COUNTRY)
        (wide if whole else fine).setdefault(sentence, []).append(country)
    return {**wide, **fine}


def _is_origin(toponym: Toponym, finder: OfficeFinder) -> bool:
    """Whether it is where something came from: 'fired *from* Belgorod'."""
    first = finder.analysis.tokens_in(toponym.start, toponym.end).start
    before = finder.reading.norms[first - 1] if first else ""
    return before in finder.lexicon.words.origins


def _better(known: Actor, placed: Actor | None) -> Actor:
    """The record of an actor: the one with a side, where unnamed people have got one."""
    return placed if placed is not None and known.side is None else known


def _leading(countries: Counter[str]) -> str | None:
    """The country of more than half of the places."""
    if not countries:
        return None
    country, count = countries.most_common(1)[0]
    return country if 2 * count > countries.total() else None


def _state_at(toponym: Toponym) -> str | None:
    """ISO 3166-1 alpha-3 of the state of a place that is named as a place."""
    if toponym.kind is not ToponymKind.LITERAL or toponym.place is None:
        return None
    return _by_alpha2().get(toponym.place.country or "")


def _list_names(country: str | None) -> tuple[str, ...]:
    state = states().get(country or "")
    return (state.name, *state.names) if state else ()


@cache
def _by_alpha2() -> dict[str, str]:
    return {state.alpha2: code for code, state in states().items()}
