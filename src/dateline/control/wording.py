"""What the words around an event's trigger say of its places and sides; see data/wording.yaml."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from dateline.control.left_out import Omission
from dateline.model import Actor, Coding, Event, MentionKind, Span, Toponym, ToponymKind

WORD = re.compile(r"\w+(?:[’'-]\w+)*")
SENTENCE = re.compile(r"[.!?…][\"”’)\]]*(?:\[\d+\])*\s+(?=[^\W\d_a-zа-яіїєґё])|\n")
REACH = 90
"""Characters between a trigger and a side's name that may still belong together."""
LIST_GAP = 40
EDGED = ("bank:", "part:")
"""Areas with an edge; a region's bare name is none: "recaptured almost all of it" and "attacked
in it" name it alike."""


class Wording(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True,
    rename={"from_": "from", "list_": "list"},
):  # fmt: skip
    """The word lists, all languages together."""

    beyond: frozenset[str]
    along: frozenset[str]
    aside: frozenset[str]
    inside: frozenset[str]
    loser: frozenset[str]
    from_: frozenset[str]
    clause: frozenset[str]
    deed: frozenset[str]
    finite: frozenset[str]
    undone: frozenset[str]
    state: frozenset[str]
    troops: frozenset[str]
    apart: frozenset[str]
    line: frozenset[str]
    region: frozenset[str]
    list_: frozenset[str]
    purpose: frozenset[str]
    achieved: frozenset[str]
    perfect: frozenset[str]
    unreal: frozenset[str]
    entire: frozenset[str]
    almost: frozenset[str]
    indefinite: frozenset[str]
    leads: frozenset[str]
    definite: frozenset[str]
    helped: frozenset[str]
    pending: frozenset[str]
    vague: frozenset[str]
    naming: frozenset[str]
    describing: frozenset[str]
    nearly: frozenset[str]
    begun: frozenset[str]
    facility: frozenset[str]
    facility_kind: frozenset[str]
    restores: tuple[str, ...]
    occupies: tuple[str, ...]
    participle: tuple[str, ...]
    ended: tuple[str, ...]
    repels: tuple[str, ...]
    part: tuple[str, ...]
    anaphor: frozenset[str]


@cache
def shipped_wording() -> Wording:
    """The word lists that the package ships."""
    data = (files("dateline.control") / "data" / "wording.yaml").read_bytes()
    raw = msgspec.yaml.decode(data, type=dict[str, dict[str, list[str]]])
    merged = {key: sorted({w for words in raw[key].values() for w in words}) for key in raw}
    return msgspec.convert(merged, Wording)


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return [w.casefold() for w in WORD.findall(text)]


def starts_with(text: str, beginnings: Iterable[str]) -> bool:
    """Whether a trigger begins with one of these."""
    return text.casefold().startswith(tuple(beginnings))


QUOTES = "\"“”„«»'‘’"


def quoted(text: str, trigger: Span) -> bool:
    """Whether the trigger alone stands in quotation marks: somebody else's word for it."""
    around = text[max(0, trigger.start - 1) : trigger.start], text[trigger.end : trigger.end + 1]
    return all(mark and mark in QUOTES for mark in around)


def intended(text: str, trigger: Span) -> bool:
    """Whether the words before the trigger make it a purpose or something still to come ('an
    operation to retake', 'before the liberation of', 'objective: encircle it and capture'), or
    another's deed ('helped them take')."""
    lists = shipped_wording()
    before = SENTENCE.split(text[max(0, trigger.start - FAR_BEFORE) : trigger.start])[-1]
    near = words_of(before[-40:])
    if not lists.helped.isdisjoint(near[-3:]) or not lists.pending.isdisjoint(near[-6:]):
        return True
    if any(word.rstrip(":").casefold() in lists.pending for word in ENDED.findall(before)):
        return True
    return _for_a_purpose(words_of(before), trigger, lists)


FAR_BEFORE = 160
ENDED = re.compile(r"\w+:")
"""A word that something is told of: 'objective: ...'."""


def _for_a_purpose(before: Sequence[str], trigger: Span, lists: Wording) -> bool:
    """'to retake', 'to encircle it and retake', 'to complete the capture of'; not 'managed to'."""
    at = max((n for n, word in enumerate(before) if word in lists.purpose), default=None)
    if at is None or before[at - 1 : at] in [[word] for word in lists.achieved]:
        return False
    between = before[at + 1 :]
    if not between:
        return True
    plain = not words_of(trigger.text)[0].endswith(lists.ended)
    if len(between) == 2 and between[1] in lists.definite:
        return between[0] not in lists.definite
    joined = between[-1] in lists.list_ and between[0] not in lists.definite
    return plain and joined and len(between) <= FAR_WORDS


FAR_WORDS = 10
"""So many words may part a purpose from a second verb of it."""


def done(text: str, trigger: Span) -> bool:
    """Whether the trigger's own tense tells it as done ('have almost completely withdrawn')."""
    lists = shipped_wording()
    near = words_of(SENTENCE.split(text[max(0, trigger.start - 40) : trigger.start])[-1])[-4:]
    told = [n for n, word in enumerate(near) if word in lists.perfect]
    return bool(told) and lists.unreal.isdisjoint(near[max(0, told[-1] - 2) :])


Verdict = str | Omission
"""How a place stands to an event ('inside', 'behind', 'ahead', 'before'), or the rule that says
that the event did not take place there."""


def standing(text: str, trigger: Span, toponyms: Sequence[Toponym]) -> dict[str, str]:
    """By toponym id, those at which the event took place: 'inside' where a word says so, 'behind'
    the trigger otherwise, or 'ahead' of it where nothing stands behind, or in
    the sentence 'before' where its own has no place.

    Left out: where it heads or what it lies near, other clauses and sentences, lines and regions.
    """
    verdicts = judge_places(text, trigger, toponyms)
    return {i: verdict for i, verdict in verdicts.items() if not isinstance(verdict, Omission)}


def judge_places(text: str, trigger: Span, toponyms: Sequence[Toponym]) -> dict[str, Verdict]:
    """By toponym id, how each stands to the event, or the rule that leaves it out."""
    lists = shipped_wording()
    found: dict[str, Verdict] = {}
    ordered = sorted(toponyms, key=lambda t: t.start)
    before: Toponym | None = None
    for number, toponym in enumerate(ordered):
        following = ordered[number + 1] if number + 1 < len(ordered) else None
        if toponym.start < trigger.end:
            verdict = _ahead(text, trigger, toponym, lists)
        else:
            verdict = _behind(text, trigger, toponym, before, found, lists)
            before = before if _bracketed(text[trigger.end : toponym.start]) else toponym
        if not isinstance(verdict, Omission) and _line(text, toponym, following, lists):
            verdict = Omission.LINE
        found[toponym.id] = verdict
    for nearer, farther in (("behind", ("ahead", "before")), ("ahead", ("before",))):
        if nearer in found.values():
            return {i: Omission.FARTHER if v in farther else v for i, v in found.items()}
    return found


BRACKETS = re.compile(r"\([^()]*\)")


def _bracketed(gap: str) -> bool:
    """Whether what follows stands in parentheses that the gap opens: an aside, not the next of a
    list."""
    return gap.rfind("(") > gap.rfind(")")


def _ahead(text: str, trigger: Span, toponym: Toponym, lists: Wording) -> Verdict:
    gap = text[toponym.end : max(trigger.start, toponym.end)]
    if not lists.apart.isdisjoint(words_of(gap)) or "\n" in gap or ";" in gap:
        return Omission.APART
    ended = len(SENTENCE.findall(gap))
    behind = SENTENCE.split(text[trigger.end : trigger.end + REACH])[0]
    if _vague_object(words_of(behind)[:5], lists):
        return Omission.VAGUE_OBJECT
    if ended > 1:
        return Omission.OTHER_SENTENCE
    return "before" if ended else "ahead"


def _vague_object(words: Sequence[str], lists: Wording) -> bool:
    """Whether these words after a trigger begin with something taken that has no name."""
    at = next((n for n, word in enumerate(words[:4]) if word in lists.vague), None)
    if at is None or not lists.definite.isdisjoint(words[:at]):
        return False
    return words[at + 1 : at + 2] == [] or words[at + 1] not in lists.naming


def object_named(text: str, trigger: Span, toponym: Span) -> bool:
    """Whether a trigger's object is the name itself: 'left the right bank of the Ash', not 'left
    positions on the right bank of the Ash'."""
    words = words_of(text[trigger.end : toponym.start])
    return shipped_wording().vague.isdisjoint(words)


def _named(gap: str, lists: Wording) -> bool:
    """Whether a vague object is given its name: 'the town of', 'villages, including'."""
    words = words_of(gap)
    last = max((n for n, word in enumerate(words) if word in lists.vague), default=None)
    if last is None or last == len(words) - 1:
        return True
    return words[last + 1] in lists.naming or words[-1] in lists.naming or ":" in gap


def _behind(
    text: str,
    trigger: Span,
    toponym: Toponym,
    before: Toponym | None,
    found: Mapping[str, Verdict],
    lists: Wording,
) -> Verdict:
    following = text[toponym.end : toponym.end + 14]
    if following.startswith(" ") and not lists.finite.isdisjoint(words_of(following)[:1]):
        return Omission.OWN_VERB
    if before is not None and _listed(text[before.end : toponym.start], lists):
        return found[before.id]
    gap = BRACKETS.sub(" ", text[trigger.end : toponym.start])
    if SENTENCE.search(gap) or ";" in gap or not lists.clause.isdisjoint(words_of(gap)):
        return Omission.OTHER_CLAUSE
    if not lists.deed.isdisjoint(words_of(gap)):
        return Omission.OTHER_DEED
    left = not lists.from_.isdisjoint(words_of(gap))
    if not _named(gap, lists) and not (left and (toponym.area or "").startswith(EDGED)):
        return Omission.VAGUE_OBJECT
    behind = text[before.end if before else trigger.start : toponym.start]
    near = words_of(BRACKETS.sub(" ", behind))
    known = lists.beyond | lists.along | lists.inside | lists.from_
    told = [w for w in near if w in known]
    if _is_town(toponym) and not lists.aside.isdisjoint(near[-4:]):
        return Omission.ASIDE
    if told and told[-1] in (
        lists.beyond if not lists.from_.isdisjoint(told) else lists.beyond | lists.along
    ):
        return Omission.HEADED
    inside = told and told[-1] in lists.inside and (lists.beyond | lists.along).isdisjoint(told)
    return "inside" if inside else "behind"


def _is_town(toponym: Toponym) -> bool:
    return toponym.place is not None and toponym.place.feature.startswith("PPL")


def _listed(gap: str, lists: Wording) -> bool:
    bare = re.sub(r"\([^()]*\)|\[\d+\]", " ", gap)
    joined = any(mark in bare for mark in ",;/") or bool(words_of(bare))
    return joined and len(bare) <= 2 * LIST_GAP and all(w in lists.list_ for w in words_of(bare))


def _line(text: str, toponym: Toponym, following: Toponym | None, lists: Wording) -> bool:
    """Whether the name stands for a direction, line or region: by its own next word, or by the
    word that closes a list ('Ash and Birch regions')."""
    own = words_of(toponym.text)
    if _is_town(toponym) and len(own) > 1 and own[-1] in lists.line:
        return True
    after = text[toponym.end : toponym.end + 1]
    behind = words_of(text[toponym.end : toponym.end + 24])
    line = lists.line if _is_town(toponym) else lists.line - lists.region
    if after in (" ", "-") and behind[:1] and behind[0] in line:
        return True
    if after in (" ", "-") and _facility(text[toponym.end + 1 : toponym.end + 60], lists):
        return True
    if following is None or not _listed(text[toponym.end : following.start], lists):
        return False
    closing = words_of(following.text) + words_of(text[following.end : following.end + 14])[:1]
    plural = line - {"of", "oblast", "region", "province", "область"}
    return len(own) == 1 and not plural.isdisjoint(closing)


def _facility(after: str, lists: Wording) -> bool:
    """Whether the words after a name make it a facility's: 'Riverton Gelatin Factory'."""
    words = re.match(r"(?:[\w’'-]+ ){0,3}[\w’'-]+", after)
    for word in words.group().split(" ") if words else ():
        if word.casefold() in lists.facility:
            return True
        if not word[:1].isupper() and word.casefold() not in lists.facility_kind:
            return False
    return False


ENTIRE, NEARLY = "entire", "nearly"


def extent(text: str, trigger: Span, toponym: Span) -> str | None:
    """How much of a region the words of an event mean: ENTIRE ('retook the whole of', 'completely
    left'), NEARLY ('almost completely left'), or None where they do not say, or less."""
    lists = shipped_wording()
    begin, end = min(trigger.start, toponym.start), max(trigger.end, toponym.end)
    if end - begin > REACH + len(trigger.text) or SENTENCE.search(text[begin:end]):
        return None
    before = SENTENCE.split(text[max(0, begin - 40) : begin])[-1]
    after = SENTENCE.split(text[end : end + 24])[0]
    near = words_of(before)[-4:] + words_of(text[begin:end]) + words_of(after)[:2]
    told = [n for n, word in enumerate(near) if word in lists.entire]
    if not told:
        return None
    limits = [w for w in near[max(0, told[0] - 2) :] if w in lists.almost]
    if not limits:
        return ENTIRE
    return NEARLY if lists.nearly.issuperset(limits) else None


def attributive(text: str, trigger: Span, toponyms: Iterable[Toponym]) -> Toponym | None:
    """The place that a trigger describes, where it tells of no deed: 'from liberated Riverton',
    'in the Ashland-occupied town of Riverton'."""
    lists = shipped_wording()
    before = text[max(0, trigger.start - 24) : trigger.start]
    lead = words_of(SENTENCE.split(before)[-1])[-1:]
    if not before.endswith("-") and lists.describing.isdisjoint(lead):
        return None
    if not trigger.text.casefold().endswith(lists.participle):
        return None
    for toponym in sorted(toponyms, key=lambda t: t.start):
        if toponym.start < trigger.end:
            continue
        gap = text[trigger.end : toponym.start]
        plain = not gap.strip(" ") or gap.replace(" ", "").isalpha()
        kinds = [w for w in words_of(gap) if w not in lists.naming]
        return toponym if plain and lists.anaphor.issuperset(kinds) else None
    return None


def begun(text: str, trigger: Span) -> bool:
    """Whether the words beside the trigger tell only its beginning ('began to withdraw', 'retreat
    underway')."""
    near = words_of(SENTENCE.split(text[max(0, trigger.start - 40) : trigger.start])[-1])
    after = words_of(SENTENCE.split(text[trigger.end : trigger.end + 20])[0])
    return not shipped_wording().begun.isdisjoint([*near[-3:], *after[:1]])


def town_meant(text: str, trigger: Span, towns: Iterable[Toponym]) -> Toponym | None:
    """Of these towns the one named last before, where the trigger's object is 'the city'."""
    near = SENTENCE.split(text[trigger.end : trigger.end + 40])[0]
    words, lists = words_of(near)[:4], shipped_wording()
    if lists.anaphor.isdisjoint(words) or not lists.indefinite.isdisjoint(words):
        return None
    earlier = [t for t in towns if t.end <= trigger.start]
    return max(earlier, key=lambda t: t.start, default=None)


def side_before(coding: Coding, trigger: Span, sides: Mapping[str, str]) -> str | None:
    """The side whose adjective stands right before the trigger ('the Ashland withdrawal')."""
    begin = max(0, trigger.start - 40)
    near = re.findall(r"[\w’']+", coding.report.text[begin : trigger.start])
    if not near or SENTENCE.search(coding.report.text[begin : trigger.start][-len(near[-1]) - 3 :]):
        return None
    for word in reversed(near[-2:]):
        if word in sides:
            return sides[word]
    return None


def side_within(trigger: Span, sides: Mapping[str, str]) -> str | None:
    """The side whose adjective stands among the trigger's own words ('shows Ashland troops in')."""
    return next((sides[w] for w in re.findall(r"[\w’']+", trigger.text) if w in sides), None)


def side_after(coding: Coding, trigger: Span, sides: Mapping[str, str]) -> str | None:
    """The side named right after the trigger ('in the hands of Ashland forces')."""
    near = re.match(r"\W*(?:of |by |the )*([\w’']+)", coding.report.text[trigger.end :])
    return sides.get(near.group(1)) if near else None


def holder_after(coding: Coding, trigger: Span, actors: Mapping[str, Actor]) -> str | None:
    """The side of the actor named right after a trigger that ends with what leads to the holder
    ('in the hands of the Ashland Front')."""
    if not _leads(trigger):
        return None
    sides = (
        actors[m.actor or ""].side
        for m in coding.mentions
        if m.actor in actors
        and 0 <= m.start - trigger.end <= ARTICLE
        and not words_of(coding.report.text[trigger.end : m.start])[1:]
    )
    return next(iter(sides), None)


ARTICLE = 6
"""Characters that an article may take between a trigger and a name."""


def _leads(trigger: Span) -> bool:
    return not shipped_wording().leads.isdisjoint(words_of(trigger.text)[-1:])


def adjectives(
    coding: Coding, actors: Mapping[str, Actor], home: Callable[[str], str | None]
) -> dict[str, str]:
    """The capitalised words with which mentions of one side, and hardly of another, begin:
    'Ashland' where it speaks of 'Ashland forces', and the adjectives of the sides' countries."""
    seen: dict[str, Counter[str]] = {}
    for mention in coding.mentions:
        actor = actors.get(mention.actor or "")
        first = re.match(r"[\w’']+", mention.text)
        if actor is None or actor.side is None or first is None:
            continue
        if mention.text[:1].isupper() and first.group() != mention.text:
            seen.setdefault(first.group(), Counter())[actor.side] += 1
    for toponym in coding.toponyms:
        country = toponym.place.country if toponym.place is not None else None
        side = home(country) if toponym.kind is ToponymKind.DEMONYM and country else None
        if side is not None:
            seen.setdefault(toponym.text, Counter())[side] += 1
    often = {word: told.most_common(1)[0] for word, told in seen.items()}
    return {w: side for w, (side, n) in often.items() if n >= MOSTLY * seen[w].total()}


MOSTLY = 0.8
"""Share of a word's mentions from which on it is one side's."""


def names(coding: Coding, actors: Mapping[str, Actor], sides: Mapping[str, str]) -> dict[str, str]:
    """The words of `adjectives`, and the names of one word that the report's mentions of a side
    are: 'AFF' in 'AFF-held Riverton'."""
    whole: dict[str, str] = {}
    for mention in coding.mentions:
        words = WORD.findall(mention.text)
        if len(words) == 2 and words[0].casefold() in shipped_wording().definite:
            words = words[1:]
        actor = actors.get(mention.actor or "")
        if actor is not None and actor.side is not None and len(words) == 1:
            whole[words[0]] = actor.side
    return {**{word: side for word, side in whole.items() if word[:1].isupper()}, **sides}


def state_before(text: str, trigger: Span) -> bool:
    """Whether the country's own state is joined to a trigger: 'government-held Riverton'."""
    return not shipped_wording().state.isdisjoint(_joined(text, trigger))


def undone(text: str, trigger: Span) -> bool:
    """Whether what is joined to a trigger turns it round: 'de-occupied Riverton'."""
    return not shipped_wording().undone.isdisjoint(_joined(text, trigger))


def _joined(text: str, trigger: Span) -> list[str]:
    before = text[max(0, trigger.start - 24) : trigger.start]
    return words_of(before)[-1:] if before.endswith("-") else []


def in_sentence(coding: Coding, trigger: Span, actor: str) -> bool:
    """Whether an actor is mentioned in the sentence of a trigger."""
    text = coding.report.text
    for mention in coding.mentions:
        begin, end = min(mention.start, trigger.start), max(mention.end, trigger.end)
        if mention.actor == actor and end - begin < FAR and not SENTENCE.search(text[begin:end]):
            return True
    return False


FAR = 600
"""No sentence is longer, in characters."""


def loses(coding: Coding, event: Event, actor: str) -> bool:
    """Whether the actor is named only behind 'from': 'liberated from the Ashland forces'."""
    lists, text = shipped_wording(), coding.report.text
    trigger = event.trigger
    for mention in coding.mentions:
        if mention.actor != actor or mention.kind is MentionKind.PRONOUN:
            continue
        if 0 <= trigger.start - mention.end <= 2 * REACH:
            return False
        if not 0 <= mention.start - trigger.end <= REACH:
            continue
        told = words_of(text[trigger.end : mention.start])
        told = [w for w in told if w in lists.loser or w == "by" or w in lists.beyond]
        return bool(told) and told[-1] in lists.loser
    return False
