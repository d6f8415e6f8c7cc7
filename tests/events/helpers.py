"""Small hand-built codings: texts with tokens, and parses written by hand."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.events.component import EventCoder
from dateline.model import (
    Actor,
    ActorKind,
    Analysis,
    Block,
    BlockKind,
    Claim,
    Coding,
    Event,
    Mention,
    MentionKind,
    Place,
    Report,
    Sentence,
    Token,
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


def parsed(text: str, tree: str, **more: object) -> Coding:
    """A coding whose tokens carry a parse, given as "word/TAG/head/relation ..." (head from 1)."""
    made = coding(text)
    tokens, at = [], 0
    for part in tree.split():
        word, tag, head, relation = part.rsplit("/", 3)
        at = text.index(word, at)
        tokens.append(Token(at, at + len(word), word, pos=tag, head=int(head) - 1, deprel=relation))
        at += len(word)
    sentence = Sentence(start=0, end=len(text), first=0, last=len(tokens), block=0)
    analysis = Analysis(lang="en", tokens=tuple(tokens), sentences=(sentence,), reader="by hand")
    return replace(made, analysis=analysis, **more)


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
