"""What the words around an event's trigger say of its places and sides; see data/wording.yaml."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

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
    apart: frozenset[str]
    line: frozenset[str]
    list_: frozenset[str]
    purpose: frozenset[str]
    achieved: frozenset[str]
    entire: frozenset[str]
    almost: frozenset[str]
    indefinite: frozenset[str]
    leads: frozenset[str]
    definite: frozenset[str]
    helped: frozenset[str]
    pending: frozenset[str]
    vague: frozenset[str]
    naming: frozenset[str]
    restores: tuple[str, ...]
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
    operation to retake', 'before the liberation of'), or another's deed ('helped them take')."""
    lists = shipped_wording()
    near = words_of(SENTENCE.split(text[max(0, trigger.start - 40) : trigger.start])[-1])
    if not lists.helped.isdisjoint(near[-3:]) or not lists.pending.isdisjoint(near[-6:]):
        return True
    return (
        near[-1:] != []
        and near[-1] in lists.purpose
        and near[-2:-1] not in [[word] for word in lists.achieved]
    )


def standing(text: str, trigger: Span, toponyms: Sequence[Toponym]) -> dict[str, str]:
    """By toponym id, those at which the event took place: 'inside' where a word says so, 'behind'
    the trigger otherwise, or 'ahead' of it where nothing stands behind, or in
    the sentence 'before' where its own has no place.

    Left out: where it heads or what it lies near, other clauses and sentences, lines and regions.
    """
    lists = shipped_wording()
    found: dict[str, str] = {}
    ordered = sorted(toponyms, key=lambda t: t.start)
    before: Toponym | None = None
    for number, toponym in enumerate(ordered):
        following = ordered[number + 1] if number + 1 < len(ordered) else None
        if toponym.start < trigger.end:
            verdict = _ahead(text, trigger, toponym, lists)
        else:
            verdict = _behind(text, trigger, toponym, before, found, lists)
            before = toponym
        if verdict and not _line(text, toponym, following, lists):
            found[toponym.id] = verdict
    for nearer, farther in (("behind", ("ahead", "before")), ("ahead", ("before",))):
        if nearer in found.values():
            return {i: verdict for i, verdict in found.items() if verdict not in farther}
    return found


def _ahead(text: str, trigger: Span, toponym: Toponym, lists: Wording) -> str | None:
    gap = text[toponym.end : max(trigger.start, toponym.end)]
    if not lists.apart.isdisjoint(words_of(gap)) or "\n" in gap:
        return None
    ended = len(SENTENCE.findall(gap))
    behind = SENTENCE.split(text[trigger.end : trigger.end + REACH])[0]
    if _vague_object(words_of(behind)[:5], lists):
        return None
    return "before" if ended == 1 else None if ended else "ahead"


def _vague_object(words: Sequence[str], lists: Wording) -> bool:
    """Whether these words after a trigger begin with something taken that has no name."""
    at = next((n for n, word in enumerate(words[:4]) if word in lists.vague), None)
    if at is None or not lists.definite.isdisjoint(words[:at]):
        return False
    return words[at + 1 : at + 2] == [] or words[at + 1] not in lists.naming


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
    found: Mapping[str, str],
    lists: Wording,
) -> str | None:
    if before is not None and _listed(text[before.end : toponym.start], lists):
        return found.get(before.id)
    gap = text[trigger.end : toponym.start]
    if SENTENCE.search(gap) or not lists.clause.isdisjoint(words_of(gap)):
        return None
    left = not lists.from_.isdisjoint(words_of(gap))
    if not _named(gap, lists) and not (left and (toponym.area or "").startswith(EDGED)):
        return None
    near = words_of(text[before.end if before else trigger.start : toponym.start])
    known = lists.beyond | lists.along | lists.inside | lists.from_
    told = [w for w in near if w in known]
    if _is_town(toponym) and not lists.aside.isdisjoint(near[-4:]):
        return None
    if told and told[-1] in (
        lists.beyond if not lists.from_.isdisjoint(told) else lists.beyond | lists.along
    ):
        return None
    inside = told and told[-1] in lists.inside and (lists.beyond | lists.along).isdisjoint(told)
    return "inside" if inside else "behind"


def _is_town(toponym: Toponym) -> bool:
    return toponym.place is not None and toponym.place.feature.startswith("PPL")


def _listed(gap: str, lists: Wording) -> bool:
    bare = re.sub(r"\([^()]*\)|\[\d+\]", " ", gap)
    joined = "," in bare or bool(words_of(bare)) or "/" in bare
    return joined and len(gap) <= 2 * LIST_GAP and all(w in lists.list_ for w in words_of(bare))


def _line(text: str, toponym: Toponym, following: Toponym | None, lists: Wording) -> bool:
    """Whether the name stands for a direction, line or region: by its own next word, or by the
    word that closes a list ('Ash and Birch regions')."""
    own = words_of(toponym.text)
    if _is_town(toponym) and len(own) > 1 and own[-1] in lists.line:
        return True
    after = text[toponym.end : toponym.end + 1]
    behind = words_of(text[toponym.end : toponym.end + 24])
    if after in (" ", "-") and behind[:1] and behind[0] in lists.line:
        return True
    if following is None or not _listed(text[toponym.end : following.start], lists):
        return False
    closing = words_of(following.text) + words_of(text[following.end : following.end + 14])[:1]
    plural = lists.line - {"of", "oblast", "region", "province", "область"}
    return len(own) == 1 and not plural.isdisjoint(closing)


def entire(text: str, trigger: Span, toponym: Span) -> bool:
    """Whether the words of an event say that all of a region is meant: 'retook the whole of',
    'completely left'; not 'almost all of'."""
    lists = shipped_wording()
    begin, end = min(trigger.start, toponym.start), max(trigger.end, toponym.end)
    if end - begin > REACH + len(trigger.text) or SENTENCE.search(text[begin:end]):
        return False
    before = SENTENCE.split(text[max(0, begin - 40) : begin])[-1]
    after = SENTENCE.split(text[end : end + 24])[0]
    near = words_of(before)[-4:] + words_of(text[begin:end]) + words_of(after)[:2]
    told = [n for n, word in enumerate(near) if word in lists.entire]
    return bool(told) and lists.almost.isdisjoint(near[max(0, told[0] - 2) :])


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
    return words_of(trigger.text)[-1:] != [] and (
        words_of(trigger.text)[-1] in shipped_wording().leads
    )


def adjectives(
    coding: Coding, actors: Mapping[str, Actor], home: Callable[[str], str | None]
) -> dict[str, str]:
    """The capitalised words with which the report's mentions of one side, and of no other, begin:
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
    return {word: next(iter(told)) for word, told in seen.items() if len(told) == 1}


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
