"""Reports that nobody wrote, coded without being read: a ledger of any size in minutes.

Words follow Zipf's law, so that a search meets common and rare ones; places and sources are even.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate

from dateline.model import (
    Actor,
    ActorKind,
    Auxiliary,
    Basis,
    Block,
    BlockKind,
    Certainty,
    Claim,
    Codes,
    Coding,
    Event,
    Interval,
    Manner,
    Original,
    Place,
    Reading,
    Report,
    Source,
    SourceKind,
    Span,
    Stance,
    Toponym,
    ToponymKind,
    content_id,
    report_id,
    sha256,
    span_of,
)

SENTENCES, WORDS = 20, 14
"""Claims of a report, and words of a claim."""
PLACES, OUTLETS, SOURCES = 500, 40, 200
TYPES = ("strike.air", "battle", "territory.taken", "territory.left", "politics.request")
SIDES = ("RUS", "UKR", None, "USA")
_AT = 5  # the word of a sentence that is a place


class Writer:
    """Writes the same reports for the same seed."""

    def __init__(self, seed: int = 1, *, sentences: int = SENTENCES) -> None:
        self._sentences = sentences
        self._chance = random.Random(seed)
        syllables = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
        self.words = ["".join(self._chance.choices(syllables, k=2 + n % 3)) for n in range(20_000)]
        self._weights = list(accumulate(1 / (n + 1) for n in range(len(self.words))))
        self.places = [
            Place(
                id=f"geonames:{n}", name=self.words[n + 500].capitalize(), lat=n % 60, lon=n % 90,
                country="UA", admin1=None, feature="PPL", where_prec=1,
            )
            for n in range(PLACES)
        ]  # fmt: skip
        self.sources = [f"Ministry of {word}" for word in self.words[1_000 : 1_000 + SOURCES]]

    def written(self, count: int) -> Iterator[tuple[Reading, Coding]]:
        """So many reports with their codings."""
        for number in range(count):
            yield self._one(number)

    def _one(self, number: int) -> tuple[Reading, Coding]:
        chosen = self._chance.choices(self.places, k=self._sentences)
        sentences = [self._sentence(place) for place in chosen]
        report, original = self._report(number, " ".join(sentences))
        actors = self._actors()
        claims, events, toponyms = [], [], []
        at = 0
        for n, (sentence, place) in enumerate(zip(sentences, chosen, strict=True)):
            toponym = self._toponym(report, at, sentence, place)
            claim = self._claim(report, span_of(report.text, at, at + len(sentence)), actors)
            if n % 2 == 0:
                events.append(self._event(report, claim, toponym))
            claims.append(claim)
            toponyms.append(toponym)
            at += len(sentence) + 1
        coding = Coding(
            report=report, actors=actors, claims=tuple(claims), events=tuple(events),
            toponyms=tuple(toponyms),
        )  # fmt: skip
        return Reading(report=report, original=original), coding

    def _sentence(self, place: Place) -> str:
        words = self._chance.choices(self.words, cum_weights=self._weights, k=WORDS)
        return " ".join([*words[:_AT], place.name, *words[_AT + 1 :]]) + "."

    def _report(self, number: int, text: str) -> tuple[Report, Original]:
        data = text.encode()
        day = f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number // 12 % 28:02}"
        published, outlet = f"{day}T{number % 24:02}:00:00", f"Outlet {number % OUTLETS}"
        hashed = sha256(data)
        name = report_id(
            sha256=hashed, text=text, title=None, published=published, outlet=outlet, url=None
        )
        report = Report(
            id=name, sha256=hashed, lang="en", text=text, title=None, published=published,
            updated=None, byline=(), outlet=outlet, url=None,
            blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),),
        )  # fmt: skip
        where = f"{number}.txt"
        return report, Original(sha256=hashed, data=data, media_type="text/plain", location=where)

    def _actors(self) -> tuple[Actor, ...]:
        names = self._chance.sample(self.sources, k=len(SIDES))
        return tuple(
            Actor(id=content_id("act", name), name=name, kind=ActorKind.ORGANISATION, side=side)
            for name, side in zip(names, SIDES, strict=True)
        )

    def _toponym(self, report: Report, at: int, sentence: str, place: Place) -> Toponym:
        start = at + len(" ".join(sentence.split(" ")[:_AT])) + 1
        span = span_of(report.text, start, start + len(place.name))
        return Toponym(
            span.start, span.end, span.text, id=content_id("top", report.id, start),
            kind=ToponymKind.LITERAL, place=place,
        )  # fmt: skip

    def _claim(self, report: Report, span: Span, actors: tuple[Actor, ...]) -> Claim:
        source = Source(
            kind=SourceKind.INSTITUTION, actor=self._chance.choice(actors).id, span=None
        )
        return Claim(
            id=content_id("clm", report.id, span.start), content=(span,), source=source, cue=None,
            manner=Manner.INDIRECT, stance=self._chance.choice(tuple(Stance)),
            certainty=self._chance.choice(tuple(Certainty)), score=0.5,
        )  # fmt: skip

    def _event(self, report: Report, claim: Claim, toponym: Toponym) -> Event:
        day = f"20{10 + self._chance.randrange(15)}-0{1 + self._chance.randrange(9)}-11"
        trigger = span_of(report.text, claim.start, claim.start + 2)
        return Event(
            id=content_id("evt", claim.id), claim=claim.id, type=self._chance.choice(TYPES),
            auxiliary=Auxiliary.ASSERTED, trigger=trigger,
            actors=(claim.source.actor or "",), recipients=(), toponyms=(toponym.id,),
            time=Interval(earliest=day, latest=day, date_prec=1, basis=Basis.STATED),
            quantities=(), codes=Codes(acled=None, plover=None), score=0.5,
        )  # fmt: skip
