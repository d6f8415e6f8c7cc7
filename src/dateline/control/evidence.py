"""Control assertions from coded events: who says that who holds what, from when.

Each assertion names its claim and event; nothing is derived from the outlet's city, from a
metonym or from an event that is only feared, demanded or planned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from dateline.control.area_reach import AREA, WHOLLY, AreaReach, Spread
from dateline.control.assertions import Sides, claimant_kind, control_assertion
from dateline.control.left_out import LeftOut, Omission
from dateline.control.parameters import EventRule, Parameters
from dateline.control.scene import (
    PART,
    WHOLE,
    WITHIN,
    Scene,
    is_part_of_town,
    is_settlement,
)
from dateline.control.wording import (
    NEARLY,
    attributive,
    begun,
    done,
    holder_after,
    in_sentence,
    intended,
    judge_places,
    loses,
    quoted,
    shipped_wording,
    side_after,
    side_before,
    side_within,
    starts_with,
    state_before,
    town_meant,
    undone,
    words_of,
)
from dateline.model import (
    Auxiliary,
    Certainty,
    Claim,
    Coding,
    ControlAssertion,
    Event,
    QuantityOf,
    Stance,
    Toponym,
    ToponymKind,
)

TELLING = frozenset({Auxiliary.ASSERTED, Auxiliary.NEGATED})
UNSAID = frozenset({Stance.DEMAND, Stance.PREDICT, Stance.DECLINE, Stance.UNKNOWN})
Parties = Callable[[str | None], frozenset[str]]
"""Gives the sides between whom a place in a country (ISO 3166-1 alpha-2) can pass."""
Reach = tuple[str, str | None]
"""How much of a place is meant (WHOLE, PART, AREA, WHOLLY, NEARLY), and the place's country."""


def no_home(_country: str) -> str | None:
    """No country has a side."""
    return None


@dataclass(frozen=True)
class Evidence:
    """An assertion with what the model needs to weigh it.

    `weight` is that of event and certainty; `claimant_kind` one of gain, loss, third, imagery,
    unnamed; `area` whether it was said of an area and spread to its places, `whole` of all of it;
    `words` around the event, by which copies are known; `said`: its sentence; `parties`: the sides
    between whom the place can pass (none: those that the reckoning is given).
    """

    assertion: ControlAssertion
    weight: float
    claimant_kind: str
    says: str
    area: bool = False
    whole: bool = False
    words: str = ""
    report: str = ""
    said: str = ""
    parties: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reader:
    """Reads codings for control.

    `spread` gives an area's places, `holds_for` a side's patron, `home` the side of a country
    (ISO 3166-1 alpha-2) or None; `belligerents` are the sides that fight, whose words are weighed
    by their interest: in all places, or where `parties` is given, those that it gives for each.
    """

    parameters: Parameters
    spread: Spread
    holds_for: Sides = str
    home: Callable[[str], str | None] = no_home
    belligerents: frozenset[str] = frozenset()
    parties: Parties | None = None

    def evidence_of(self, coding: Coding) -> Iterator[Evidence]:
        """All control evidence in one coding; of what one claimant repeats, the strongest."""
        yield from self.read(coding)[0]

    def read(self, coding: Coding) -> tuple[tuple[Evidence, ...], tuple[LeftOut, ...]]:
        """All control evidence in one coding, and all that was left out, with the rules."""
        best: dict[tuple[str, str, str | None, str | None, str], Evidence] = {}
        scene = Scene.of(coding, self.home)
        events = {event.id: event for event in coding.events}
        for found in self._given(scene) if coding.report.given else self._told(scene):
            made = found.assertion
            key = (made.place, made.claimant, made.controller, made.not_controller, found.says)
            weaker = found
            if key not in best or best[key].weight < found.weight:
                weaker, best[key] = best.get(key, found), found
            if weaker is not best[key]:
                event = events[weaker.assertion.event or ""]
                here = scene.toponyms_at(event, made.place)[:1]
                scene.leave_out(event, Omission.REPEATED, *here)
        return tuple(best.values()), tuple(dict.fromkeys(scene.left))

    def parties_at(self, country: str | None) -> frozenset[str]:
        """The sides between whom a place in a country can pass; none: not known."""
        return self.parties(country) if self.parties is not None else self.belligerents

    def _given(self, scene: Scene) -> Iterator[Evidence]:
        from dateline.control.given import given_evidence

        return given_evidence(
            scene, self._rule, parameters=self.parameters, parties=self.parties_at,
            holds_for=self.holds_for,
        )  # fmt: skip

    def _told(self, scene: Scene) -> Iterator[Evidence]:
        coding = scene.coding
        claims = {c.id: c for c in coding.claims}
        for event in coding.events:
            rule = self._rule(event)
            if rule is None:
                continue
            claim = claims.get(event.claim)
            if claim is None:
                scene.leave_out(event, Omission.NO_CLAIM)
                continue
            if claim.stance is Stance.PREDICT and done(coding.report.text, event.trigger):
                claim = replace(claim, stance=Stance.ASSERT, certainty=Certainty.CERTAIN)
                told = event.auxiliary is Auxiliary.FUTURE
                event = replace(event, auxiliary=Auxiliary.ASSERTED) if told else event
            omission = _untold(event, claim, rule, coding)
            if omission is None:
                yield from self._event(event, claim, rule, scene)
            else:
                scene.leave_out(event, omission)

    def _rule(self, event: Event) -> EventRule | None:
        rules = self.parameters.events
        return rules.get(event.type) or rules.get(event.type.split(".")[0])

    def _event(
        self, event: Event, claim: Claim, rule: EventRule, scene: Scene
    ) -> Iterator[Evidence]:
        described = self._described(event, rule, scene)
        if described is not None:
            yield from self._kept(event, claim, described, scene)
            return
        weight = rule.weight * self.parameters.certainty[claim.certainty.value]
        if event.auxiliary is Auxiliary.NEGATED:
            weight *= self.parameters.negated
        if rule.says == "holds" and starts_with(event.trigger.text, shipped_wording().repels):
            rule = EventRule(says="there", weight=rule.weight)
            weight *= self.parameters.repelled
        if rule.says == "gone" and begun(scene.coding.report.text, event.trigger):
            weight *= self.parameters.begun
        words = " ".join(words_of(scene.around(event)))
        whole = self.parameters.whole
        shares = {AREA: self.parameters.area, WHOLLY: whole, NEARLY: whole * self.parameters.nearly}
        for place, (reach, country) in dict(self._places(event, rule, scene)).items():
            parties = self.parties_at(country)
            here = scene.toponyms_at(event, place)[:1]
            for side, told, share in self._sides(event, claim, rule, scene, parties, here):
                if reach == PART:
                    told = EventRule(says="fights", weight=told.weight)
                made = control_assertion(place, side, event, claim, scene, told)
                kind = claimant_kind(claim, made, parties, self.holds_for)
                yield Evidence(
                    made, weight * share * shares.get(reach, 1.0), kind, told.says,
                    area=reach in shares, whole=reach in (WHOLLY, NEARLY), words=words,
                    report=scene.coding.report.id, said=scene.words(event), parties=parties,
                )  # fmt: skip

    def _described(self, event: Event, rule: EventRule, scene: Scene) -> Toponym | None:
        """The settlement that words only describe ('from liberated Riverton')."""
        if rule.says != "holds" or event.auxiliary is Auxiliary.NEGATED:
            return None
        named = [scene.toponyms[i] for i in event.toponyms if i in scene.toponyms]
        return attributive(scene.coding.report.text, event.trigger, named)

    def _kept(
        self, event: Event, claim: Claim, toponym: Toponym, scene: Scene
    ) -> Iterator[Evidence]:
        """Who holds a place that words only describe: since when, they do not say."""
        place, rule = toponym.place, self.parameters.events["territory.held"]
        omission = _unfit(toponym, self.parameters) or _no_town(toponym)
        if place is None or omission is not None:
            scene.leave_out(event, omission or Omission.UNRESOLVED, toponym)
            return
        parties = self.parties_at(place.country)
        text = scene.coding.report.text
        joined = text[: event.trigger.start].endswith("-")
        sides = scene.names if joined else scene.adjectives
        side = side_before(scene.coding, event.trigger, sides)
        if side is None and (state_before(text, event.trigger) or undone(text, event.trigger)):
            side = self.home(place.country or "")
        elif side is None and starts_with(event.trigger.text, shipped_wording().occupies):
            foreign = parties - {self.home(place.country or "")}
            side = next(iter(foreign)) if len(foreign) == 1 < len(parties) else None
        elif side is None:
            side = self._implied(event, claim, rule, scene)
        if side is None:
            scene.leave_out(event, Omission.DESCRIBED, toponym)
            return
        keeps = EventRule(says="there", weight=rule.weight)
        made = control_assertion(place.id, self.holds_for(side), event, claim, scene, keeps)
        weight = rule.weight * self.parameters.certainty[claim.certainty.value]
        kind = claimant_kind(claim, made, parties, self.holds_for)
        words = " ".join(words_of(scene.around(event)))
        yield Evidence(
            made, weight * self.parameters.inferred, kind, "there", words=words,
            report=scene.coding.report.id, said=scene.words(event), parties=parties,
        )  # fmt: skip

    def _sides(
        self, event: Event, claim: Claim, rule: EventRule, scene: Scene, parties: frozenset[str],
        here: Sequence[Toponym],
    ) -> Iterator[tuple[str, EventRule, float]]:  # fmt: skip
        """The sides that act, what each then does, and how sure that it is them."""
        acting = [a for a in event.actors if a in scene.actors and scene.actors[a].side]
        nobody = not event.actors or (
            not acting and (scene.by_state(event) or scene.by_troops(event))
        )
        if starts_with(event.trigger.text, shipped_wording().restores):
            acting = [a for a in acting if in_sentence(scene.coding, event.trigger, a)]
            nobody = not acting
        told: dict[str, EventRule] = {}
        for actor in acting:
            side = self.holds_for(scene.actors[actor].side or "")
            if parties and side not in parties:
                scene.leave_out(event, Omission.NO_PARTY, *here, side=side)
                continue
            lost = rule.says == "holds" and loses(scene.coding, event, actor)
            told[side] = EventRule(says="gone", weight=rule.weight) if lost else rule
        yield from ((side, told[side], 1.0) for side in sorted(told))
        if nobody and rule.says in ("holds", "gone", "there"):
            implied = self._implied(event, claim, rule, scene)
            if implied is not None:
                yield self.holds_for(implied), rule, self.parameters.inferred
                return
        if not acting and rule.says != "fights":
            scene.leave_out(event, Omission.NO_SIDE, *here)

    def _implied(self, event: Event, claim: Claim, rule: EventRule, scene: Scene) -> str | None:
        """Whose doing it is where only an adjective beside the words says so, where a state tells
        of 'troops' that took a place of its own country, or where a place is given back: a
        belligerent's who says so itself, else its own country's; nobody's where the words stand
        in quotation marks."""
        told = holder_after(scene.coding, event.trigger, scene.actors)
        told = told or side_within(event.trigger, scene.names)
        if rule.says == "there":
            return told
        told = told or side_before(scene.coding, event.trigger, scene.adjectives)
        if told is None and (rule.says == "gone" or not rule.wide):
            told = side_after(scene.coding, event.trigger, scene.names)
        if told is None and scene.by_state(event):
            return self._home_of(event, scene)
        if told is None and rule.says == "holds" and scene.by_troops(event):
            own = self.holds_for(scene.teller(claim) or "")
            told = own if own and own == self._home_of(event, scene) else None
        if told or not starts_with(event.trigger.text, shipped_wording().restores):
            return told
        teller = self.holds_for(scene.teller(claim) or "")
        if teller in self.belligerents:
            return teller
        if quoted(scene.coding.report.text, event.trigger):
            return None
        return self._home_of(event, scene)

    def _home_of(self, event: Event, scene: Scene) -> str | None:
        """The side of the country that an event's places lie in."""
        places = (scene.toponyms[i].place for i in event.toponyms if i in scene.toponyms)
        homes = {self.home(p.country) for p in places if p is not None and p.country}
        return homes.pop() if len(homes) == 1 else None

    def _places(self, event: Event, rule: EventRule, scene: Scene) -> Iterator[tuple[str, Reach]]:
        """Settlements where the event took place; an area's places only where it stands alone."""
        named = [scene.toponyms[i] for i in event.toponyms if i in scene.toponyms]
        where = self._here(event, named, scene)
        here = [t for t in named if t.id in where]
        towns = {t.id: _no_town(t, rule, where) for t in here}
        for toponym in here:
            omission, place = towns[toponym.id], toponym.place
            if place is not None and omission is None:
                yield place.id, (PART if is_part_of_town(toponym) else WHOLE, place.country)
            elif place is not None and is_settlement(place) and omission is not None:
                scene.leave_out(event, omission, toponym)
        if not here and rule.wide:
            yield from self._town_before(event, named, scene)
        elif not named:
            scene.leave_out(event, Omission.NO_PLACE)
        reach = AreaReach(
            text=scene.coding.report.text, spread=self.spread, here=here, where=where,
            towns=scene.towns(),
        )  # fmt: skip
        standing = None in towns.values()
        for toponym in here:
            if toponym.place is not None and not is_settlement(toponym.place):
                yield from self._area(event, rule, scene, toponym, reach, standing=standing)

    def _here(self, event: Event, named: Sequence[Toponym], scene: Scene) -> dict[str, str]:
        """How each place at which the event took place stands to it; the others are left out."""
        fit: list[Toponym] = []
        for toponym in named:
            omission = _unfit(toponym)
            if omission is None:
                fit.append(toponym)
            else:
                scene.leave_out(event, omission, toponym)
        where: dict[str, str] = {}
        verdicts = judge_places(scene.coding.report.text, event.trigger, fit)
        for toponym in fit:
            namesake = scene.strays(toponym) or self._lies_abroad(event, toponym, scene)
            verdict = Omission.NAMESAKE if namesake else verdicts[toponym.id]
            if not isinstance(verdict, Omission) and toponym.score < self.parameters.toponym:
                verdict = Omission.UNSURE_PLACE
            if isinstance(verdict, Omission):
                scene.leave_out(event, verdict, toponym)
            else:
                where[toponym.id] = verdict
        return where

    def _lies_abroad(self, event: Event, toponym: Toponym, scene: Scene) -> bool:
        """Whether a place is a namesake in a country where no known war is fought."""
        country = toponym.place.country if toponym.place is not None else None
        known = bool(self.parties_at(country))
        return not known and scene.lies_abroad(event, toponym, self.home)

    def _town_before(
        self, event: Event, named: Sequence[Toponym], scene: Scene
    ) -> Iterator[tuple[str, Reach]]:
        """The town named before, where the event's object is 'the city'."""
        literal = [t for t in named if _unfit(t) is None and not scene.strays(t)]
        towns = literal if named else scene.near_towns(event.trigger)
        meant = town_meant(scene.coding.report.text, event.trigger, towns)
        meant = None if meant is not None and scene.nearer(meant, event.trigger) else meant
        if meant is not None and meant.place is not None and is_settlement(meant.place):
            yield meant.place.id, (WHOLE, meant.place.country)
        elif not named:
            scene.leave_out(event, Omission.NO_PLACE)

    def _area(
        self, event: Event, rule: EventRule, scene: Scene, toponym: Toponym, reach: AreaReach,
        *, standing: bool,
    ) -> Iterator[tuple[str, Reach]]:  # fmt: skip
        """The places of an area; `standing`: whether a settlement is named with it."""
        counted = any(
            q.of in (QuantityOf.SETTLEMENTS, QuantityOf.AREA_KM2) for q in event.quantities
        )
        told: tuple[str, Sequence[str]] | Omission
        if standing:
            told = Omission.NO_TOWN
        elif counted:
            told = Omission.COUNTED
        elif not rule.wide:
            told = Omission.NARROW
        else:
            told = reach(event, rule, toponym)
        if isinstance(told, Omission):
            scene.leave_out(event, told, toponym)
            return
        country = toponym.place.country if toponym.place is not None else None
        yield from ((place, (told[0], country)) for place in told[1])


def _untold(event: Event, claim: Claim, rule: EventRule, coding: Coding) -> Omission | None:
    """The rule by which an event as a whole says nothing of who holds what."""
    denied = event.auxiliary is Auxiliary.NEGATED
    if claim.stance in UNSAID:
        return Omission.STANCE
    if intended(coding.report.text, event.trigger):
        return Omission.INTENDED
    if _to_come(event, coding):
        return Omission.TO_COME
    if event.auxiliary not in TELLING:
        return Omission.NOT_TOLD
    return Omission.DENIAL if denied and not rule.denial else None


def _unfit(toponym: Toponym, parameters: Parameters | None = None) -> Omission | None:
    """The rule by which a name is no place to reckon with; with parameters, its score too."""
    if toponym.place is None:
        return Omission.UNRESOLVED
    if toponym.kind is not ToponymKind.LITERAL:
        return Omission.NOT_LITERAL
    unsure = parameters is not None and toponym.score < parameters.toponym
    return Omission.UNSURE_PLACE if unsure else None


def _no_town(
    toponym: Toponym, rule: EventRule | None = None, where: Mapping[str, str] | None = None
) -> Omission | None:
    """The rule by which a place is no settlement that is meant as a whole."""
    if toponym.place is None or not is_settlement(toponym.place):
        return Omission.NO_TOWN
    wide = rule is not None and rule.wide
    if toponym.area not in WITHIN and not (is_part_of_town(toponym) and wide):
        return Omission.PART_OF_TOWN
    if rule is not None and rule.inside and (where or {})[toponym.id] != "inside":
        return Omission.NOT_INSIDE
    return None


def _to_come(event: Event, coding: Coding) -> bool:
    """Whether the words date an event after the report ('by June 26', on the 20th)."""
    report = coding.report.as_of(event.trigger.start)
    known = (report.updated or report.published or "")[:10]
    earliest = event.time.earliest
    return bool(known) and event.time.timex is not None and str(earliest or "")[:10] > known
