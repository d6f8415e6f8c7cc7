"""Small hand-built codings: texts with tokens, and deeds written by hand."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.events.component import EventCoder
from dateline.model import (
    Actor,
    ActorKind,
    Block,
    BlockKind,
    Claim,
    Coding,
    Event,
    Mention,
    MentionKind,
    Place,
    RawDeed,
    RawSlot,
    Report,
    Toponym,
    ToponymKind,
)
from dateline.text.segment import analyse

FORCES = {
    "Russian forces": ("RUS", "MIL"),
    "Ukrainian forces": ("UKR", "MIL"),
    "rebels": (None, "REB"),
}


def report(text: str, *, lang: str = "en", published: str | None = "2022-11-11") -> Report:
    """A report of one paragraph."""
    return Report(
        id="rep-1", sha256="0", lang=lang, text=text, title=None, published=published, updated=None,
        byline=(), outlet=None, url=None,
        blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),),
    )  # fmt: skip


def coding(text: str, *, lang: str = "en", places: tuple[str, ...] = ()) -> Coding:
    """A coding with tokens, the forces named in FORCES and some places; no claims, no parse."""
    made = report(text, lang=lang)
    actors, mentions = [], []
    for name, (side, sector) in FORCES.items():
        at = text.find(name)
        if at >= 0:
            actors.append(
                Actor(id=f"act-{name}", name=name, kind=ActorKind.FORCE, side=side, sector=sector,
                      country=side)
            )  # fmt: skip
            mentions.append(
                Mention(start=at, end=at + len(name), text=name, id=f"men-{at}",
                        kind=MentionKind.FORCE, actor=f"act-{name}")
            )  # fmt: skip
    return Coding(
        report=made, analysis=analyse(made), actors=tuple(actors), mentions=tuple(mentions),
        toponyms=tuple(toponym(text, name) for name in places),
    )  # fmt: skip


def toponym(text: str, name: str, country: str = "UA") -> Toponym:
    """The first mention of a place in a text."""
    at = text.index(name)
    place = Place(id=f"test:{name}", name=name, lat=0.0, lon=0.0, country=country, admin1=None,
                  feature="PPL", where_prec=1)  # fmt: skip
    return Toponym(start=at, end=at + len(name), text=name, id=f"top-{name}",
                   kind=ToponymKind.LITERAL, place=place)  # fmt: skip


def deed(
    text: str, on: str, type_: str, *, aux: str = "asserted", aspect: str = "done",
    counts: dict[str, str] | None = None, before: int | None = None, **slots: str,
) -> RawDeed:  # fmt: skip
    """A deed by hand: the word that tells it, its type, and the words of each slot and count."""
    at = text.index(on)
    return RawDeed(
        start=at, end=at + len(on), type=type_, auxiliary=aux, aspect=aspect, score=0.9,
        slots=tuple(slot(text, words, name) for name, words in slots.items()),
        counts=tuple(slot(text, w, n, scope="incident") for n, w in (counts or {}).items()),
        told_before=before,
    )  # fmt: skip


def slot(text: str, words: str, name: str, *, scope: str | None = None) -> RawSlot:
    """Some words of a text in a slot."""
    start = text.index(words)
    return RawSlot(name=name, start=start, end=start + len(words), score=0.9, scope=scope)


def told(made: Coding, *deeds: RawDeed) -> Coding:
    """The coding, as if a reader had found these deeds."""
    return replace(made, analysis=replace(made.linguistics(), deeds=deeds))


def events(made: Coding) -> tuple[Event, ...]:
    """The events of a coding, in the order of the text."""
    return tuple(sorted(EventCoder()(made).events, key=lambda e: e.trigger.start))


def one(made: Coding) -> Event:
    """The only event of a coding."""
    (event,) = events(made)
    return event


def with_claim(made: Coding, claim: Claim) -> Coding:
    """The coding with one claim."""
    return replace(made, claims=(claim,))
