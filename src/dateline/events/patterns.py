"""Grammar by the order of words: for languages without a parser.

A clause is what stands between two breaks (conjunctions, relative pronouns, verbs of saying);
who acts stands before an active verb and after "by"; who suffers, the other way round.
"""

from __future__ import annotations

from dateline.events.frames import classes_of
from dateline.events.lines import Line, Trigger
from dateline.events.phrases import Hit
from dateline.events.scope import Scope
from dateline.events.syntax import Clause, Cue, Phrase

_STOPS = frozenset('.;:!?()"')
_REACH = 12
_AUXILIARY_REACH = 4
_PHRASE = 9
_BY = 8
_NOT = "negators"
_PEOPLE = frozenset(
    {"soldiers", "rebels", "police", "armed_actor", "state_actor", "officials", "civilian",
     "protesters", "mob", "captives"}
)  # fmt: skip
_ACTING = frozenset({"soldiers", "rebels", "police", "armed_actor"})
_ARMS = frozenset({"w_air", "w_drone", "w_artillery", "w_mine", "w_grenade", "stores", "equipment"})


class PatternSyntax:
    """The strategy without a parse, with the scope words of one language."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._words = words = scope.words
        self._breaks = words.breaks | _STOPS
        self._before_verbs = words.be | words.have
        self._after_objects = words.prepositions - {"of"}
        self._closes = words.determiners | words.prepositions | {","}
        self._line: Line | None = None
        self._cues_of_line: tuple[tuple[str, ...], list[Hit[str]]] = ((), [])

    def unsaid(self, line: Line, first: int, last: int) -> Cue | None:
        """The future among the words of saying themselves ("will declare")."""
        words = line.words.lower[first:last]
        ahead = any(hit.payload == "future" for hit in self._scope.cues.find(words))
        return Cue("future", " ".join(words)) if ahead else None

    def clause(self, line: Line, trigger: Trigger, *, noun: bool, of: str, start: int) -> Clause:
        """The clause of a trigger, by the nearest breaks and prepositions."""
        first, last = self._bounds(line, trigger, start)
        agents, patients = (
            self._nominal(line, trigger, first, last, of)
            if noun
            else self._verbal(line, trigger, first, last)
        )
        return Clause(
            near=frozenset(range(first, last)),
            agents=agents,
            patients=patients,
            means=self._means(line, trigger, last),
            depth=1.0 if noun and self._light_verb(line, trigger, first) is None else 0.0,
            company=self._prepositional(line, trigger.last, last, self._words.company),
            cues=self._cues(line, trigger, max(first - 1, start), last, noun=noun),
            noun=noun,
            content=not (noun and self._predicated(line, trigger, last)),
        )

    def _predicated(self, line: Line, trigger: Trigger, last: int) -> bool:
        """Whether something is said of a noun ("the retreat was a humiliation")."""
        before = line.words.lower[trigger.first - 1] if trigger.first else ""
        if before in self._words.subject_after:
            return True
        tail = line.words.lower[trigger.last : last]
        return any(word in self._words.be or word in self._words.have for word in tail)

    def _bounds(self, line: Line, trigger: Trigger, start: int) -> tuple[int, int]:
        lower = line.words.lower
        first = trigger.first
        while first > start and lower[first - 1] not in self._breaks:
            first -= 1
        last = trigger.last
        while last < len(lower) and lower[last] not in self._breaks:
            last += 1
        return first, last

    def _verbal(
        self, line: Line, trigger: Trigger, first: int, last: int
    ) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
        before = self._before(line, first, trigger.first)
        after = _gap(line, trigger) or self._after(line, trigger.last, last)
        if self._words.passive_ends and self._participle(line, trigger):
            return (after, before) if before else ((), after)
        by = self._prepositional(line, trigger.last, last, frozenset({"by"}))
        if self._passive(line, trigger, first) or (by and not after):
            return by, before
        if not after:
            after = self._prepositional(line, trigger.last, last, self._words.targets)
        if self._words.free_order and self._turned(line, before, after):
            return after, before
        return before or by, after

    def _turned(self, line: Line, before: tuple[Phrase, ...], after: tuple[Phrase, ...]) -> bool:
        """Whether the object stands first: "the village shelled *the troops*", where no ending
        that we read tells, and only what stands last can act."""
        first, last = classes_of(line, before), classes_of(line, after)
        return bool(first) and not first & _PEOPLE and not first & _ARMS and bool(last & _ACTING)

    def _participle(self, line: Line, trigger: Trigger) -> bool:
        """Whether the form of the verb is passive, in languages that show it by its ending."""
        return line.words.lower[trigger.first].endswith(self._words.passive_ends)

    def _passive(self, line: Line, trigger: Trigger, first: int) -> bool:
        form = trigger.entries[0].form
        if form not in ("past", "participle", "phrase", "base"):
            return False
        low = max(first, trigger.first - _AUXILIARY_REACH)
        between = line.words.lower[low : trigger.first]
        return any(word in self._words.be for word in between)

    def _nominal(
        self, line: Line, trigger: Trigger, first: int, last: int, of: str
    ) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
        lower = line.words.lower
        agents = self._prepositional(line, trigger.last, last, frozenset({"by", "between"}))
        patients = self._prepositional(line, trigger.last, last, self._words.targets)
        governed = self._prepositional(line, trigger.last, last, frozenset({"of"}), reach=1)
        if of == "agent":
            agents = agents or governed
        else:
            patients = governed or patients
        light = self._light_verb(line, trigger, first)
        if light is not None:
            agents = agents or self._before(line, first, light)
        elif trigger.first > first and lower[trigger.first - 1] in self._words.under:
            patients = patients or self._before(line, first, trigger.first - 1)
        else:
            agents = agents or self._modifiers(line, trigger, first)
        return agents, patients

    def _light_verb(self, line: Line, trigger: Trigger, first: int) -> int | None:
        for at in range(trigger.first - 1, max(first - 1, trigger.first - 6), -1):
            if line.words.lower[at] in self._words.light_verbs:
                return at
        return None

    def _modifiers(self, line: Line, trigger: Trigger, first: int) -> tuple[Phrase, ...]:
        low = trigger.first
        lower = line.words.lower
        while low > first and trigger.first - low < 4 and lower[low - 1] not in self._closes:
            low -= 1
        return (_phrase(low, trigger.first),) if low < trigger.first else ()

    def _before(self, line: Line, first: int, stop: int) -> tuple[Phrase, ...]:
        """The subject: the clause up to the verb, up to its first preposition at least."""
        last = stop
        while last > first and line.words.lower[last - 1] in self._before_verbs:
            last -= 1
        first = self._after_another(line, first, last)
        return (_phrase(first, last),) if last > first else ()

    def _after_another(self, line: Line, first: int, last: int) -> int:
        """Where a subject begins that another verb and a comma stand before."""
        if not self._words.free_order:
            return first
        verbs = [v for v in _verbs(line) if first <= v < last]
        commas = [i for i in range(first, last) if line.words.lower[i] == ","]
        return next((c + 1 for c in reversed(commas) if any(v < c for v in verbs)), first)

    def _after(self, line: Line, first: int, last: int) -> tuple[Phrase, ...]:
        end = first
        while end < last and end - first < _PHRASE:
            if line.words.lower[end] == ",":
                break
            if line.words.lower[end] in self._after_objects and not _figure(line, end + 1):
                break
            if line.words.lower[end] in self._words.conjunctions and end + 1 in _verbs(line):
                break
            end += 1
        return (_phrase(first, end),) if end > first else ()

    def _prepositional(
        self, line: Line, first: int, last: int, prepositions: frozenset[str], reach: int = _BY
    ) -> tuple[Phrase, ...]:
        for at in range(first, min(last, first + reach)):
            if line.words.lower[at] in prepositions:
                return self._after(line, at + 1, last)
        return ()

    def _means(self, line: Line, trigger: Trigger, last: int) -> tuple[Phrase, ...]:
        found: list[Phrase] = []
        for at in range(trigger.last, last):
            if line.words.lower[at] in self._words.means:
                found += self._after(line, at + 1, last)
        return tuple(found)

    def _cues(
        self, line: Line, trigger: Trigger, first: int, last: int, *, noun: bool
    ) -> tuple[Cue, ...]:
        lower, hits = self._heard(line)
        low = max(first, trigger.first - _REACH, 0)
        out = []
        for hit in hits:
            if hit.first < low or hit.last > trigger.first:
                continue
            between = lower[hit.last : trigger.first]
            if "," in between:
                continue
            if "and" not in between or (not noun and trigger.entries[0].form == "base"):
                out.append(Cue(hit.payload, " ".join(lower[hit.first : hit.last])))
        inside = lower[trigger.first : trigger.last] if self._words.free_order else ()
        out += [Cue(h.payload, "") for h in self._scope.cues.find(inside) if h.payload == _NOT]
        if noun:
            out += self._later(line, trigger, last)
        elif trigger.first and lower[trigger.first - 1] == "to":
            out += self._infinitive(line, trigger)
        return tuple(out)

    def _heard(self, line: Line) -> tuple[tuple[str, ...], list[Hit[str]]]:
        """A line's words and the cues in them, found once for all its triggers."""
        if self._line is not line:
            lower = self._scope.heard(line.words.lower)
            self._line, self._cues_of_line = line, (lower, self._scope.cues.find(lower))
        return self._cues_of_line

    def _later(self, line: Line, trigger: Trigger, last: int) -> list[Cue]:
        """A noun's own predicate: "an assault is now impossible", "no attack took place"."""
        tail = line.words.lower[trigger.last : last]
        if not any(word in self._words.be or word in ("did", "will") for word in tail[:8]):
            return []
        hits = self._scope.cues.find(tail)
        kinds = ("negators", "hypothetical", "future")
        return [
            Cue(h.payload, " ".join(tail[h.first : h.last])) for h in hits if h.payload in kinds
        ]

    def _infinitive(self, line: Line, trigger: Trigger) -> list[Cue]:
        before = line.words.lower[max(0, trigger.first - 4) : trigger.first - 1]
        if any(word.startswith(stem) for word in before for stem in self._words.implicatives):
            return []
        return [Cue("purpose", "to")]


def _gap(line: Line, trigger: Trigger) -> tuple[Phrase, ...]:
    """What stands inside a trigger with a gap ("hand the town over")."""
    inner = sorted(set(range(trigger.first, trigger.last)) - trigger.fixed(line.words.lower))
    return (_phrase(inner[0], inner[-1] + 1),) if inner else ()


def _figure(line: Line, at: int) -> bool:
    return at < len(line.words) and line.words.lower[at][0].isdigit()


def _verbs(line: Line) -> frozenset[int]:
    return frozenset(t.first for t in line.triggers if not t.entries[0].noun)


def _phrase(first: int, last: int) -> Phrase:
    return Phrase(head=last - 1, core=frozenset(range(first, last)), first=first, last=last)
