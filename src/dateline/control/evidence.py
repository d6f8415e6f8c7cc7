"""Control assertions from coded events: who says that who holds what, from when.

Each assertion names its claim and event; nothing is derived from the outlet's city, from a
metonym or from an event that is only feared, demanded or planned. Control reads the fields of
events (place roles, auxiliary, aspect, time, who did it to whom), and no letters but those of
`data/words.yaml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from dateline.control.area_reach import WHOLLY, AreaReach, Spread
from dateline.control.assertions import Sides, claimant_kind, control_assertion
from dateline.control.left_out import LeftOut, Omission
from dateline.control.parameters import EventRule, Parameters
from dateline.control.scene import WITHIN, Scene, is_part_of_town, is_settlement
from dateline.control.wording import goes_on, is_untrue, is_unverified, only_recalls, only_strives
from dateline.model import (
    Aspect,
    Auxiliary,
    Certainty,
    Claim,
    Coding,
    ControlAssertion,
    Event,
    PlaceRole,
    QuantityOf,
    Stance,
    Toponym,
    ToponymKind,
)

UNSAID = frozenset({Stance.DEMAND, Stance.PREDICT})
"""What a source wants or expects; what its sentence tells as done counts all the same."""
SILENT = frozenset({Stance.DECLINE, Stance.UNKNOWN})
Parties = Callable[[str | None], frozenset[str]]
"""Gives the sides between whom a place in a country (ISO 3166-1 alpha-2) can pass."""
TWO = 2


def no_home(_country: str) -> str | None:
    """No country has a side."""
    return None


@dataclass(frozen=True)
class Evidence:
    """An assertion with what the model needs to weigh it.

    `weight` is that of event and certainty; `claimant_kind` one of gain, loss, third, imagery,
    unnamed; `area` whether it was said of an area and spread to its places, `whole` of all of it;
    `words` around the event, by which copies are known; `said`: its sentence; `parties`: the sides
    between whom the place can pass (none: those that the reckoning is given); `former`: who held
    the place before, as the event tells it; `change`: whether it tells that the place changed hands
    then, and not only a state.
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
    former: str | None = None
    change: bool = False
    score: float = 1.0


@dataclass(frozen=True)
class _Spot:
    """A place that an event is about: how much of it, and where it is named."""

    place: str
    part: bool = False
    area: bool = False
    whole: bool = False


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
        scene = Scene.of(coding)
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
        used = tuple(_without_former(best.values(), scene, events))
        return used, tuple(dict.fromkeys(scene.left))

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
        claims = {c.id: c for c in scene.coding.claims}
        for event in scene.coding.events:
            rule = self._rule(event)
            if rule is None:
                continue
            claim = claims.get(event.claim)
            if claim is None:
                scene.leave_out(event, Omission.NO_CLAIM)
                continue
            if claim.stance in UNSAID and event.aspect is Aspect.DONE:
                claim = replace(claim, stance=Stance.ASSERT, certainty=Certainty.CERTAIN)
            omission = _untold(event, claim, rule, scene.coding)
            if omission is None and is_untrue(scene.coding, event):
                omission = Omission.DENIAL
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
        weight = rule.weight * self.parameters.certainty[claim.certainty.value]
        if event.auxiliary is Auxiliary.NEGATED:
            weight *= self.parameters.negated
        if event.aspect is Aspect.BEGUN and rule.says == "gone":
            weight *= self.parameters.begun
        if is_unverified(scene.coding, event):
            weight *= self.parameters.certainty["possible"]
        words = scene.around(event)
        for spot, country in dict(self._places(event, rule, scene)).items():
            parties = self.parties_at(country)
            here = scene.toponyms_at(event, spot.place)[:1]
            share = self._share(spot)
            for side, told, sure in self._sides(event, claim, rule, scene, country, here):
                if told.change and (scene.describes(event) or _recalls(event, here, scene)):
                    told = replace(told, says="there", change=False)
                elif spot.part or _falls_short(event, told, scene):
                    told = replace(told, says="fights")
                elif self._repelled(side, told, event, scene):
                    told, sure = replace(told, says="there"), sure * self.parameters.repelled
                if told.says == "fights" and spot.area:
                    scene.leave_out(event, Omission.AREA_BEGUN, *here)
                    continue
                made = control_assertion(spot.place, side, event, claim, scene, told)
                kind = claimant_kind(claim, made, parties, self.holds_for)
                yield Evidence(
                    made, weight * share * sure, kind, told.says, area=spot.area,
                    whole=spot.whole, words=words, report=scene.coding.report.id,
                    said=scene.words(event), parties=parties,
                    former=self._former(side, told, event, scene, parties),
                    change=_is_change(told, event),
                    score=event.score,
                )  # fmt: skip

    def _repelled(self, side: str, rule: EventRule, event: Event, scene: Scene) -> bool:
        """Whether a place was held against somebody: near it more often than in it."""
        against = self._sides_of(event.recipients, scene) - {side}
        return rule.holds and not rule.change and bool(against)

    def _sides_of(self, actors: Iterable[str], scene: Scene) -> frozenset[str]:
        """The sides for which some actors hold places, of those whose side is known."""
        known = (scene.actors[a].side for a in actors if a in scene.actors)
        return frozenset(self.holds_for(side) for side in known if side)

    def _share(self, spot: _Spot) -> float:
        if not spot.area:
            return 1.0
        return self.parameters.whole if spot.whole else self.parameters.area

    def _former(
        self, side: str, rule: EventRule, event: Event, scene: Scene, parties: frozenset[str]
    ) -> str | None:
        """Who held a place before: who left it, from whom it was taken, or the only other party."""
        if rule.says == "gone":
            return side
        if not rule.change:
            return None
        lost = self._sides_of(event.recipients, scene) - {side}
        others = parties - {side}
        known = lost & others if parties else lost
        found = known or (others if len(parties) == TWO else frozenset())
        return next(iter(found)) if len(found) == 1 else None

    def _sides(
        self, event: Event, claim: Claim, rule: EventRule, scene: Scene, country: str | None,
        here: Sequence[Toponym],
    ) -> Iterator[tuple[str, EventRule, float]]:  # fmt: skip
        """The sides that act, what each then does, and how sure that it is them."""
        parties, home = self.parties_at(country), self.home(country or "")
        acting: dict[str, float] = {}
        told: dict[str, EventRule] = {}
        for actor in event.actors:
            found = scene.sided(actor, home)
            if found is None:
                continue
            side = self.holds_for(found[0])
            if parties and side not in parties:
                scene.leave_out(event, Omission.NO_PARTY, *here, side=side)
                continue
            acting[side] = max(acting.get(side, 0.0), self.parameters.inferred if found[1] else 1.0)
            lost = rule.tells_hold and rule.holds and scene.lost_by(event, actor)
            told[side] = replace(rule, says="gone") if lost else rule
        if len(acting) > 1 and rule.says != "fights":
            scene.leave_out(event, Omission.BOTH_SIDES, *here)
            return
        if acting:
            yield from ((side, told[side], acting[side]) for side in sorted(acting))
        elif rule.says == "fights":
            yield "", rule, 1.0
        else:
            yield from self._unnamed(event, claim, rule, scene, country, here)

    def _unnamed(
        self, event: Event, claim: Claim, rule: EventRule, scene: Scene, country: str | None,
        here: Sequence[Toponym],
    ) -> Iterator[tuple[str, EventRule, float]]:  # fmt: skip
        """Where nobody with a side acts: from whom a place was taken, or to whom it was given back:
        the belligerent who says so, else its own country."""
        parties, home = self.parties_at(country), self.home(country or "")
        named = self._sides_of(event.actors, scene)
        lost = self._sides_of(event.recipients, scene) & parties
        if rule.says == "holds" and not named and len(lost) == 1:
            yield next(iter(lost)), replace(rule, says="gone"), self.parameters.inferred
        elif rule.says == "holds" and not named and scene.restores(event):
            teller = self.holds_for(scene.teller(claim) or "")
            side = teller if teller in parties else home
            if side is not None and (not parties or side in parties):
                yield side, rule, self.parameters.inferred
                return
            scene.leave_out(event, Omission.NO_SIDE, *here)
        elif rule.says == "holds" and not rule.holds and (shown := self._shown(event, here, scene)):
            yield shown, rule, self.parameters.inferred
        elif not named:
            scene.leave_out(event, Omission.NO_SIDE, *here)

    def _shown(self, event: Event, here: Sequence[Toponym], scene: Scene) -> str | None:
        """Whose flag was raised, where only the flag's word says it."""
        sides = {scene.shown_side(event, toponym) for toponym in here} - {None}
        side = self.holds_for(next(iter(sides)) or "") if len(sides) == 1 else None
        return side if side and side in self.parties_at(_country_of(here)) else None

    def _places(
        self, event: Event, rule: EventRule, scene: Scene
    ) -> Iterator[tuple[_Spot, str | None]]:
        """Settlements where the event took place; an area's places only where it stands alone."""
        roles = scene.roles(event)
        if not roles:
            scene.leave_out(event, Omission.NO_PLACE)
        here: list[Toponym] = []
        standing = False
        for toponym in scene.named(event):
            omission = self._unfit(event, toponym, scene) or _apart(roles[toponym.id], rule)
            place = toponym.place
            if omission is not None or place is None:
                scene.leave_out(event, omission or Omission.UNRESOLVED, toponym)
                standing = standing or place is None or is_settlement(place)
            elif not is_settlement(place):
                here.append(toponym)
            elif (spot := _settlement(toponym, roles[toponym.id], rule, scene)) is None:
                scene.leave_out(event, _narrowed(toponym, rule), toponym)
            else:
                standing = True
                yield spot, place.country
        reach = AreaReach(
            spread=self.spread,
            here=here,
            roles=roles,
            towns=scene.towns(),
            says_wholly=scene.says_wholly,
        )
        for toponym in here:
            yield from self._area(event, rule, scene, toponym, reach, standing=standing)

    def _unfit(self, event: Event, toponym: Toponym, scene: Scene) -> Omission | None:
        """The rule by which a name is no place to reckon with."""
        if toponym.place is None:
            return Omission.UNRESOLVED
        if toponym.kind is not ToponymKind.LITERAL:
            return Omission.NOT_LITERAL
        known = bool(self.parties_at(toponym.place.country))
        if scene.strays(toponym) or (not known and scene.lies_abroad(event, toponym, self.home)):
            return Omission.NAMESAKE
        if is_settlement(toponym.place):
            if scene.on_a_line(toponym):
                return Omission.ASIDE
            if goes_on(scene.coding, toponym) or scene.holds_another(event, toponym):
                return Omission.LONGER_NAME
        return Omission.UNSURE_PLACE if toponym.score < self.parameters.toponym else None

    def _area(
        self, event: Event, rule: EventRule, scene: Scene, toponym: Toponym, reach: AreaReach,
        *, standing: bool,
    ) -> Iterator[tuple[_Spot, str | None]]:  # fmt: skip
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
            told = reach(event, toponym, leaves=rule.says == "gone")
        if isinstance(told, Omission):
            scene.leave_out(event, told, toponym)
            return
        country = toponym.place.country if toponym.place is not None else None
        whole = told[0] == WHOLLY
        yield from ((_Spot(place, area=True, whole=whole), country) for place in told[1])


def _without_former(
    found: Iterable[Evidence], scene: Scene, events: Mapping[str, Event]
) -> Iterator[Evidence]:
    """All but the states that were so before a change of which the same report tells: 'retook
    Riverton from Ashland's occupation'."""
    items = list(found)
    takers = {(e.assertion.place, e.assertion.controller) for e in items
              if e.change and e.assertion.controller and e.says != "fights"}  # fmt: skip
    for item in items:
        made = item.assertion
        others = {side for place, side in takers if place == made.place} - {made.controller}
        if item.change or made.controller is None or not others:
            yield item
            continue
        event = events[made.event or ""]
        here = scene.toponyms_at(event, made.place)[:1]
        scene.leave_out(event, Omission.FORMER, *here, side=made.controller)


def _untold(event: Event, claim: Claim, rule: EventRule, coding: Coding) -> Omission | None:
    """The rule by which an event as a whole says nothing of who holds what."""
    denied = event.auxiliary is Auxiliary.NEGATED
    if claim.stance in UNSAID | SILENT or (claim.stance is Stance.DENY and not denied):
        return Omission.STANCE
    if event.aspect is Aspect.MEANT:
        return Omission.INTENDED
    if _to_come(event, coding):
        return Omission.TO_COME
    dated = event.auxiliary is Auxiliary.HISTORICAL and event.time.timex is not None
    if event.auxiliary not in (Auxiliary.ASSERTED, Auxiliary.NEGATED) and not dated:
        return Omission.NOT_TOLD
    return Omission.DENIAL if denied and not rule.denial else None


def _apart(role: PlaceRole, rule: EventRule) -> Omission | None:
    """The rule by which a place is none where the event was; who leaves is where they came from."""
    came, went = PlaceRole.FROM, (PlaceRole.INTO, PlaceRole.TOWARDS)
    if role is PlaceRole.TOWARDS or (rule.says == "gone" and role in went):
        return Omission.HEADED
    if role is came and rule.says != "gone":
        return Omission.HEADED
    if role is PlaceRole.NEAR:
        return Omission.ASIDE
    return Omission.APART if role is PlaceRole.BESIDE else None


def _falls_short(event: Event, rule: EventRule, scene: Scene) -> bool:
    """Whether a taking has only begun, or is only tried: the place is then fought over."""
    begun = event.aspect is Aspect.BEGUN and rule.gains
    return begun or (rule.tells_hold and only_strives(scene.coding, event))


def _is_change(rule: EventRule, event: Event) -> bool:
    """Whether an event tells that a place changed hands then."""
    return rule.change and rule.says != "fights" and event.auxiliary is not Auxiliary.NEGATED


def _country_of(here: Sequence[Toponym]) -> str | None:
    return next((t.place.country for t in here if t.place is not None), None)


def _recalls(event: Event, here: Sequence[Toponym], scene: Scene) -> bool:
    return any(only_recalls(scene.coding, event, toponym) for toponym in here)


def _settlement(toponym: Toponym, role: PlaceRole, rule: EventRule, scene: Scene) -> _Spot | None:
    """A settlement as an event is about it; None where only what lies around it is meant."""
    place = toponym.place
    if place is None or (rule.inside and role is not PlaceRole.INTO):
        return None
    flag = rule.says == "holds" and not rule.wide  # over any part of a town, it is the town's
    part = not flag and (scene.names_a_part(toponym) or role is PlaceRole.PART_OF)
    if part:
        return _Spot(place.id, part=True) if rule.wide or rule.inside else None
    return _Spot(place.id) if toponym.area in WITHIN else None


def _narrowed(toponym: Toponym, rule: EventRule) -> Omission:
    if toponym.area not in WITHIN:
        return Omission.PART_OF_TOWN if is_part_of_town(toponym) else Omission.ASIDE
    return Omission.NOT_INSIDE if rule.inside else Omission.PART_OF_TOWN


def _to_come(event: Event, coding: Coding) -> bool:
    """Whether the words date an event after the report ('by June 26', on the 20th)."""
    report = coding.report.as_of(event.trigger.start)
    known = (report.updated or report.published or "")[:10]
    earliest = event.time.earliest
    return bool(known) and event.time.timex is not None and str(earliest or "")[:10] > known
