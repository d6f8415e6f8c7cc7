"""What is known of an opposed pair, as named features of 0 to 1 for the model of `chances`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import log2

from dateline.fusion.contrast import Marks, find_marks, is_added
from dateline.fusion.deniers import is_doer, relate_denier
from dateline.fusion.opposed import Opposition, middle_of
from dateline.fusion.oppositions import oppositions
from dateline.fusion.relations import (
    days_apart,
    is_country,
    known_by,
    relate_doers,
    relate_places,
    relate_sources,
    relate_targets,
    relate_times,
    share_words,
)
from dateline.fusion.tellings import STEM, Telling, head_of
from dateline.model import Aspect, Basis, ContradictionKind, PlaceRole, Quantity, Stance

LATER = 7
"""Days by which a state may be told after the change that it goes against."""
LOOSE = ("carried", "inside", "area", "near")
"""Levels of place that say little where two reports are compared."""
OWN_WORDS = 3
"""Longer words that a denial without a deed has for itself, from which it names what it denies."""
LASTING = ("territory.held", "force.present")
"""States: that they go on says nothing against them."""
BETWEEN = 500
"""Characters between two deeds within which a word of contrast joins them."""


def levels_of(found: Opposition) -> dict[str, str] | None:
    """How the two stand to each other; None where they cannot be about one proposition."""
    a, b = found.a, found.b
    if group_of(found) == "denial" and (b.marks.not_told or _is_own_verb(a, b)):
        return None
    place = _relate_places(found)
    time = _relate_times(found)
    if place is None or time is None:
        return None
    if group_of(found) == "denial" and is_clause_before(a, b) and is_explicit(a, b) and not b.spots:
        place = time = "clause"
    return {
        "form": found.form, "place": place, "time": time, "source": relate_sources(a, b),
        "doer": relate_doers(a, b), "target": relate_targets(a, b),
    }  # fmt: skip


def _is_own_verb(a: Telling, b: Telling) -> bool:
    """Whether the one is a word of the denial itself: "rejected accusations of", "denies help"."""
    if a.fact.report != b.fact.report:
        return False
    return head_of(b.fact.claim) <= a.at < b.fact.claim.end


def _relate_places(found: Opposition) -> str | None:
    """The level of place; None where it cannot carry this kind of opposition.

    Two sides each took something of one region; only what is denied, and a number, may be of a
    region as a whole. A country carries only counts of a whole campaign.
    """
    if found.form == "denied_bare":
        return "near"
    a, b = found.a, found.b
    level = relate_places(a, b)
    if _is_of_campaign(found):
        both = all(any(not is_country(s.place) for s in t.spots if s.place) for t in (a, b))
        return level or (None if both else "country")
    wide = level in ("area", "inside")
    if wide and not found.form.startswith(("denied", "numbers")):
        return None
    return None if level == "country" else level


def _relate_times(found: Opposition) -> str | None:
    if found.kind is ContradictionKind.TIME:
        return "days"
    if found.form == "denied_bare":
        return "same"
    if _is_of_campaign(found):
        return _relate_known(found.a, found.b)
    level = relate_times(found.a, found.b)
    if group_of(found) == "denial":
        level = _relate_denial(found.a, found.b, level)
    lasting = found.form in ("gone", "held_or_taken")
    if level is None and lasting and days_apart(found.a, found.b) <= LATER:
        return "later"
    return level


def _relate_denial(a: Telling, b: Telling, level: str | None) -> str | None:
    """told after: a denial without a day of its own, of what a report or two before was dated; None
    where what is denied was only to come when it was denied."""
    known, (begun, _) = known_by(b), a.fact.bounds
    if known is not None and begun is not None and known.date() < begun.date():
        return None
    undated = b.fact.event.time.basis is Basis.DOCUMENT
    later = known is not None and begun is not None and known > begun
    return "told after" if level == "next" and undated and later else level


def _is_of_campaign(found: Opposition) -> bool:
    """Whether it is of numbers that sum up a campaign, as of a day."""
    campaign = oppositions().campaign
    return found.numbers is not None and found.numbers[0].of.value in campaign


def _relate_known(a: Telling, b: Telling) -> str | None:
    """How the days as of which two sums are told stand to each other."""
    one, other = known_by(a), known_by(b)
    if one is None or other is None:
        return "unknown"
    days = abs((one.date() - other.date()).days)
    return "same" if days == 0 else "next" if days <= 2 else None


def features_of(
    found: Opposition, levels: Mapping[str, str], *, incident_of: Mapping[str, str]
) -> dict[str, float]:
    """Every feature that is not 0, by name; those of one group of forms begin with it."""
    a, b = found.a, found.b
    group = group_of(found)
    made = {f"{name}:{levels[name]}": 1.0 for name in ("place", "time", "source")}
    made[group] = 1.0
    made["words"] = made[f"{group}:words"] = share_words(a, b)
    made["score"] = min(a.fact.event.score, b.fact.event.score)
    if found.form == "denied_bare":
        made["gap"] = min(1.0, max(0, b.at - a.at) / BETWEEN)
    if levels["place"] in LOOSE and a.fact.report != b.fact.report:
        made[f"{group}:elsewhere"] = 1.0
    made.update(dict.fromkeys(_shared_flags(found, incident_of), 1.0))
    flags = _FLAGS[group](found, levels)
    made.update({f"{group}:{flag}": 1.0 for flag in flags})
    if found.numbers is not None:
        made.update(_of_numbers(found, *found.numbers))
    return {name: value for name, value in made.items() if value}


def group_of(found: Opposition) -> str:
    """The group of forms that share their evidence: denial, doers, ground, numbers."""
    return _GROUPS.get(found.form.partition("_")[0], "ground")


def _shared_flags(found: Opposition, incident_of: Mapping[str, str]) -> Iterator[str]:
    a, b = found.a, found.b
    if _share_trigger(a, b):
        yield "trigger:same"
    incident = incident_of.get(a.fact.event.id)
    if incident is not None and incident == incident_of.get(b.fact.event.id):
        yield "incident:same"
    if a.fact.report == b.fact.report and marks_between(a, b).turn:
        yield "between:turn"
    if a.fact.hedged or b.fact.hedged:
        yield "hedged"
    own = a.fact.report == b.fact.report
    if own and a.fact.claim.source.span is None and b.fact.claim.source.span is None:
        yield "both in the outlet's voice"
    if a.marks.not_told or b.marks.not_told:
        yield "not told"
    for name, telling in (("for", a), ("against", b)):
        aspect, lasts = telling.fact.event.aspect, telling.fact.is_a(LASTING)
        if aspect is not None and aspect is not Aspect.DONE and not lasts:
            yield f"{name} aspect:{aspect.value}"
    if any(t.fact.event.auxiliary.value == "historical" for t in (a, b)):
        yield "historical"
    if any(s.place is None for t in (a, b) for s in t.spots):
        yield "unresolved"


def _denial_flags(found: Opposition, levels: Mapping[str, str]) -> Iterator[str]:
    a, b = found.a, found.b
    doers = a.fact.sides | b.fact.sides
    yield found.form.partition("_")[2]
    explicit = is_explicit(a, b)
    yield "explicit" if explicit else "plain"
    if found.form == "denied_bare":
        yield "bare by its word" if b.marks.denial else "bare without a word"
        if b.fact.claim.source.span is None:
            yield "bare in the outlet's voice"
        if len(b.stems - a.stems) >= OWN_WORDS:
            yield "bare of its own words"
    if found.form != "denied_bare":
        yield f"of whom: {relate_denier(a, b)}"
    if b.fact.sides and not a.fact.sides:
        yield "of a doer where none is told"
    if a.fact.is_a(oppositions().speech):
        yield "of words that somebody said"
    by_doer = b.fact.source_side is not None and b.fact.source_side in doers
    by_doer = by_doer or is_doer(b.fact, a.fact)
    if by_doer:
        yield "explicit by the doer" if explicit else "plain by the doer"
    before = is_clause_before(a, b)
    if before:
        yield "explicit of the clause before" if explicit else "plain of the clause before"
    charged = a.accuses or is_accuser(a)
    if charged:
        yield "of a charge"
    if explicit and before and (charged or len(b.stems) <= 2):
        yield "answers the charge before"
        if by_doer:
            yield "the doer answers the charge before"
    if explicit and not before and by_doer and charged:
        yield "the doer answers a charge elsewhere"
    if not explicit and b.fact.claim.source.span is None:
        yield "plain in the outlet's voice"
    if len(b.stems) <= 2:
        yield "in few words"
    if a.fact.is_a(("territory",)):
        yield "of ground"
        yield "explicit of ground" if explicit else "plain of ground"
    if names_other_site(a, b):
        yield "of another site"
    if levels["doer"] == "same":
        yield "one doer"
    if levels["doer"] == "other":
        yield "of another camp"
    if a.fact.is_a(("politics",)):
        yield "of politics"
    if a.fact.is_a(("force",)) and not explicit:
        yield "plain of a move"
    if is_qualified(b):
        if _share_manner(a, b) and _share_trigger(a, b):
            yield "of the same words"
        elif word_before(b)[:STEM] not in a.stems:
            yield "of a manner"


def names_other_site(a: Telling, b: Telling) -> bool:
    """Whether the words of the one name a kind of site that those of the other do not."""
    roots = oppositions().sites
    left, right = ({r for w in t.stems for r in roots if w.startswith(r)} for t in (a, b))
    return bool(right - left) or bool(left and right and left != right)


def is_accuser(telling: Telling) -> bool:
    """Whether a source of one side tells the deed of another."""
    fact = telling.fact
    return bool(fact.source_side and fact.sides and fact.source_side not in fact.sides)


def is_explicit(a: Telling, b: Telling) -> bool:
    """Whether the one denies or is called untrue in so many words, rather than says "not"."""
    if b.fact.claim.stance is Stance.DENY or b.marks.denial or a.marks.denial:
        return True
    return a.called_false or b.called_false


def is_clause_before(a: Telling, b: Telling) -> bool:
    """Whether the denial stands right after what it may deny, in one paragraph."""
    one = a.fact.report == b.fact.report and a.block == b.block
    return one and 0 < b.at - a.at <= BETWEEN


def _doers_flags(found: Opposition, levels: Mapping[str, str]) -> Iterator[str]:
    a, b = found.a, found.b
    p, q = a.fact, b.fact
    yield found.form.partition("_")[2]
    answers = p.source_side in q.sides, q.source_side in p.sides
    if any(answers):
        yield "each blames the other" if all(answers) else "the accused answers"
    if not (p.sides and q.sides):
        yield "by camps"
    if p.report == q.report and a.block == b.block:
        yield "one paragraph"
    if levels["target"] == "same":
        yield "one target"
    if levels["target"] == "other":
        yield "other targets"
    if is_explicit(a, b):
        yield "explicit"


def _ground_flags(found: Opposition, _levels: Mapping[str, str]) -> Iterator[str]:
    a, b = found.a, found.b
    p, q = a.fact, b.fact
    yield found.form
    if not (p.sides and q.sides):
        yield "by camps"
    if p.report == q.report and a.block == b.block:
        yield "one paragraph"
    if p.source_side in p.sides and q.source_side in q.sides and p.source_side != q.source_side:
        yield "each for itself"
    elif is_doer(p, p) and is_doer(q, q):
        yield "each for its camp"
    elif is_doer(p, p) or is_doer(q, q):
        yield "one for itself"
    if found.form == "held_or_taken" and is_told_after(b, a):
        yield "held after it was taken"
    if a.called_false or b.called_false or is_explicit(a, b):
        yield "called untrue"
    if any(place.role is PlaceRole.PART_OF for t in (p, q) for place in t.event.places):
        yield "of a part"
    if any(place.role is PlaceRole.NEAR for t in (p, q) for place in t.event.places):
        yield "near it"


def is_told_after(held: Telling, taken: Telling) -> bool:
    """Whether a holding is told as of the day of a change, or of a later one."""
    known, (begun, _) = known_by(held), taken.fact.bounds
    return known is not None and begun is not None and known.date() >= begun.date()


def _number_flags(found: Opposition, levels: Mapping[str, str]) -> Iterator[str]:
    a, b = found.a, found.b
    if a.fact.event.type == b.fact.event.type:
        yield "one type"
    if _is_of_campaign(found):
        yield "one campaign"
    if levels["place"] in ("same", "site") and levels["time"] in ("same", "overlap"):
        yield "one place and day"
    if a.fact.report == b.fact.report:
        yield "within"
    if levels["doer"] == "same":
        yield "one doer"


def _day_flags(found: Opposition, _levels: Mapping[str, str]) -> Iterator[str]:
    if found.a.fact.report == found.b.fact.report:
        yield "within"


_GROUPS = {
    "denied": "denial", "doers": "doers", "numbers": "numbers", "days": "days",
}  # fmt: skip
_FLAGS: Mapping[str, Callable[[Opposition, Mapping[str, str]], Iterator[str]]] = {
    "denial": _denial_flags,
    "doers": _doers_flags,
    "ground": _ground_flags,
    "numbers": _number_flags,
    "days": _day_flags,
}


def marks_between(a: Telling, b: Telling) -> Marks:
    """The words of contrast between two deeds of one report, where they are near."""
    first, last = sorted((a, b), key=lambda t: t.at)
    start, end = first.fact.event.trigger.end, last.at
    if end - start > BETWEEN:
        return Marks()
    return find_marks(first.text, start, end, lang=first.lang)


def is_qualified(telling: Telling) -> bool:
    """Whether the denied deed has a long word right before it: "no *controlled* withdrawal"."""
    return len(word_before(telling)) >= 6


def word_before(telling: Telling) -> str:
    """The word right before the deed's, within its claim, folded."""
    first = max(telling.fact.claim.start, telling.at - 40)
    words = telling.text[first : telling.at].split()
    return words[-1].casefold().strip(".,;:\"'“”") if words else ""


def _share_manner(a: Telling, b: Telling) -> bool:
    return word_before(a) == word_before(b)


def _share_trigger(a: Telling, b: Telling) -> bool:
    one, other = (t.fact.event.trigger.text.casefold()[:6] for t in (a, b))
    return one == other


def _of_numbers(found: Opposition, p: Quantity, q: Quantity) -> Iterator[tuple[str, float]]:
    low, high = sorted((middle_of(p), middle_of(q)))
    yield f"of:{p.of.value}", 1.0
    yield "numbers:ratio", min(1.0, log2((high + 1) / (low + 1)) / 4)
    told = ((found.a, p), (found.b, q))
    if any(is_added(t.text, n.start, n.end, lang=t.lang) for t, n in told):
        yield "numbers:added", 1.0
    if low <= 1:
        yield "numbers:one", 1.0
    if noun_of(p) and noun_of(p) == noun_of(q):
        yield "numbers:one noun", 1.0
    elif noun_of(p) and noun_of(q):
        yield "numbers:other nouns", 1.0
    if any(v.low is None or v.high is None for v in (p, q)):
        yield "numbers:bound", 1.0


def noun_of(quantity: Quantity) -> str:
    """The last word of a count, cut to its beginning: what is counted, where it is told."""
    words = quantity.text.casefold().split()
    return words[-1][:5] if len(words) > 1 and words[-1].isalpha() else ""
