"""What the words beside a deed or a name say that its fields do not, from `data/words.yaml`.

All of them look at one sentence only, and say nothing where no word of the data stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.control.parameters import is_word_of, known_phrases, known_words
from dateline.model import Coding, Event, Span, Toponym

SENTENCE = re.compile(r"[.!?…][\"”’)\]]*(?:\[\d+\])*\s+(?=[^\W\d_a-zа-яіїєґё])|\n")
WORD = re.compile(r"\w+(?:[’'-]\w+)*")
TOKEN = re.compile(r"\w+(?:[’'-]\w+)*|[,;:()—–]")
ASIDE = re.compile(r"\([^()]*\)")
FAR = 600
"""No sentence is longer, in characters."""
BEFORE, BETWEEN, CLOSE, SITE = 5, 2, 3, 2
"""Words before a deed in which it is said how far it came; from there to it; beside it; behind a
name."""
SHOUTED = 0.6
"""Share of a sentence's longer words in capitals from which on capitals say nothing."""
LONGER = 4


def before_of(text: str, start: int) -> str:
    """A sentence as far as a character."""
    return SENTENCE.split(text[max(0, start - FAR) : start])[-1]


def after_of(text: str, end: int) -> str:
    """A sentence from a character on."""
    return SENTENCE.split(text[end : end + FAR])[0]


def only_strives(coding: Coding, event: Event) -> bool:
    """Whether what stands before a deed's word says that it is only tried or fought for.

    "fought for control of", "efforts to seize", "намагаються захопити" -> True
    """
    before = TOKEN.findall(before_of(coding.report.text, event.trigger.start).casefold())
    near = before[len(before) - before[::-1].index(",") :] if "," in before else before
    return any(
        _stands_in(near[-len(phrase) - BETWEEN :], phrase) for phrase in known_phrases("striving")
    )


def _stands_in(words: list[str], phrase: tuple[str, ...]) -> bool:
    """Whether words that begin so follow each other."""
    last = len(words) - len(phrase)
    return any(
        all(_begins(word, known) for word, known in zip(words[at:], phrase, strict=False))
        for at in range(last + 1)
    )


def _begins(word: str, known: str) -> bool:
    return word.startswith(known[:-1]) if known.endswith("*") else word == known


def only_recalls(coding: Coding, event: Event, toponym: Toponym) -> bool:
    """Whether a deed that no word dates only describes the place that is named before it, so that
    it was so by then: "Riverton, which has been captured by", "temporarily captured", "occupied".
    """
    if event.time.timex is not None:
        return False
    text, start = coding.report.text, event.trigger.start
    words = [w.casefold() for w in WORD.findall(before_of(text, start))]
    lasts = event.trigger.text.casefold().startswith(known_words("lasting"))
    if lasts or any(is_word_of(word, "passing") for word in words[-CLOSE:]):
        return True
    if toponym.end > start or SENTENCE.search(text[toponym.end : start]):
        return False
    gap = [w.casefold() for w in WORD.findall(text[toponym.end : start])]
    return any(word in known_words("relative") for word in gap[-BEFORE:])


def goes_on(coding: Coding, toponym: Toponym) -> bool:
    """Whether a name is the beginning of a longer one: another place's, or that of a site in it.

    "Riverton Druha", "the Riverton Gelatin Factory", "Riverton-Vuzlova" -> True for Riverton
    """
    text, place = coding.report.text, toponym.place
    if place is not None and toponym.text.startswith(f"{place.name} "):
        rest = toponym.text[len(place.name) + 1 :]
        return rest[:1].isupper() and rest.casefold() not in known_words("town")
    found = re.match(r"[ -]([^\W\d_][\w’'-]*)", text[toponym.end : toponym.end + FAR])
    if found is None or not found[1][0].isupper():
        return False
    if found[1].casefold() in known_words("town") or _is_shouted(coding, toponym):
        return False
    start = toponym.end + 1
    beside = _named_beside(coding, toponym)
    return not any(toponym.end <= span.start <= start < span.end for span in beside)


def _named_beside(coding: Coding, toponym: Toponym) -> Iterator[Span]:
    """All else that a report names: who, when, and places that are known."""
    yield from coding.mentions
    yield from coding.timexes
    yield from (t for t in coding.toponyms if t.id != toponym.id and t.place is not None)


def _is_shouted(coding: Coding, toponym: Toponym) -> bool:
    """Whether a sentence writes most of its words in capitals, as headlines do."""
    text = coding.report.text
    words = WORD.findall(before_of(text, toponym.start)) + WORD.findall(after_of(text, toponym.end))
    longer = [word for word in words if len(word) >= LONGER]
    return sum(1 for word in longer if word[0].isupper()) > SHOUTED * max(len(longer), 1)


def is_a_site(coding: Coding, toponym: Toponym) -> bool:
    """Whether only a site in a town is meant, as the words right beside its name say.

    "the Riverton oil refinery", "the airfield in Riverton" -> True
    """
    text = coding.report.text
    behind = TOKEN.findall(after_of(text, toponym.end).casefold())[:SITE]
    ahead = TOKEN.findall(before_of(text, toponym.start).casefold())[-CLOSE:]
    beside = (*_to_mark(behind), *_to_mark(ahead[::-1]))
    return any(_begins(word, known) for word in beside for known in known_words("site"))


def _to_mark(words: list[str]) -> Iterator[str]:
    """Words up to the first that joins names or marks a pause."""
    for word in words:
        if word in known_words("parting") or not word[0].isalnum():
            return
        yield word


def is_listed(coding: Coding, first: Toponym, second: Toponym) -> bool:
    """Whether two names stand beside each other in a list, what stands in brackets left out.

    "Riverton (9 km south of Ashford) and Hilltop" -> True for Riverton and Hilltop
    """
    gap = ASIDE.sub(" ", coding.report.text[first.end : second.start])
    tokens = TOKEN.findall(gap.casefold())
    joins = all(token == "," or token in known_words("listing") for token in tokens)
    return bool(tokens) and joins and not SENTENCE.search(gap)


def lies_in(coding: Coding, inner: Toponym, outer: Toponym) -> bool:
    """Whether words say that one named place lies in the other: "Riverton in Ashland" """
    gap = coding.report.text[inner.end : outer.start].casefold().split()
    return len(gap) == 1 and gap[0] in known_words("inside")


def is_unverified(coding: Coding, event: Event) -> bool:
    """Whether the sentence says that nobody could verify it."""
    return _says(coding, event, "unverified")


def is_untrue(coding: Coding, event: Event) -> bool:
    """Whether the sentence says that what it tells is false: "reports of its fall are false" """
    return _says(coding, event, "untrue")


def _says(coding: Coding, event: Event, kind: str) -> bool:
    text, span = coding.report.text, event.trigger
    sentence = before_of(text, span.start) + " " + after_of(text, span.end)
    words = WORD.findall(sentence.casefold())
    return any(_stands_in(words, phrase) for phrase in known_phrases(kind))
