"""Small reports and codings, built by hand, for the tests of everything around them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

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
    Contradiction,
    ContradictionKind,
    Event,
    Interval,
    Manner,
    Mention,
    MentionKind,
    Original,
    Place,
    Quantity,
    QuantityOf,
    Reading,
    Report,
    Source,
    SourceKind,
    SourceRun,
    Span,
    Stance,
    Timex,
    TimexType,
    Toponym,
    ToponymKind,
    content_id,
    report_id,
    sha256,
    span_of,
)

TEMPLATE = (
    "The ministry said {n} soldiers had left Kherson on 11 November. "
    "The governor denied that the town was empty. It may rain in Lower Velm."
)
KHERSON = Place(
    id="geonames:706448", name="Kherson", lat=46.63, lon=32.61, country="UA",
    admin1="Kherson Oblast", feature="PPLA", where_prec=1,
)  # fmt: skip


class Ticking:
    """A clock that is one second later each time."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


def reading(n: int = 7, *, location: str = "a.txt", published: str | None = None) -> Reading:
    """A report of three sentences in which `n` soldiers leave."""
    text = TEMPLATE.format(n=n)
    data = text.encode()
    published = published or f"2022-11-{10 + n % 15:02}"
    report = Report(
        id=report_id(
            sha256=sha256(data), text=text, title=None, published=published, outlet="The Wire",
            url=None,
        ),
        sha256=sha256(data), lang="en", text=text, title=None, published=published, updated=None,
        byline=(), outlet="The Wire", url=None,
        blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),),
    )  # fmt: skip
    original = Original(sha256=report.sha256, data=data, media_type="text/plain", location=location)
    runs = (SourceRun(0, len(text), 0, len(data)),)
    return Reading(report=report, original=original, source_map=runs)


def find(report: Report, words: str) -> Span:
    """The span of some words of a report."""
    start = report.text.index(words)
    return span_of(report.text, start, start + len(words))


def coding(report: Report) -> Coding:
    """Two claims, one event with place, time and quantity, and a contradiction."""
    actors = (
        Actor(id="act-min", name="Ministry of Defence", kind=ActorKind.ORGANISATION, side="RUS"),
        Actor(id="act-gov", name="Governor", kind=ActorKind.PERSON, side="UKR"),
    )
    toponyms, timexes = _where(report), _when(report)
    left = _claim(report, "soldiers had left Kherson", source="The ministry", actor="act-min")
    empty = _claim(
        report, "the town was empty", source="The governor", actor="act-gov",
        stance=Stance.DENY, cue="denied",
    )  # fmt: skip
    rain = _claim(report, "It may rain in Lower Velm", source=None, actor=None, hedge="may")
    event = _event(report, claim=left.id, toponym=toponyms[0].id, timex=timexes[0])
    left = msgspec.structs.replace(left, events=(event.id,))
    mention = find(report, "The ministry")
    return Coding(
        report=report,
        mentions=(
            Mention(
                mention.start, mention.end, mention.text,
                id=content_id("men", report.id, mention.start),
                kind=MentionKind.ORGANISATION, actor="act-min",
            ),
        ),
        actors=actors,
        claims=(left, empty, rain),
        events=(event,),
        toponyms=toponyms,
        timexes=timexes,
        contradictions=(
            Contradiction(
                claims=(left.id, empty.id), kind=ContradictionKind.PRESENCE, why="gone or not"
            ),
        ),
        conflict="velm",
    )  # fmt: skip


def _where(report: Report) -> tuple[Toponym, ...]:
    found = []
    for words, place in (("Kherson", KHERSON), ("Lower Velm", None)):
        span = find(report, words)
        made = Toponym(
            span.start, span.end, span.text, id=content_id("top", report.id, span.start),
            kind=ToponymKind.LITERAL, place=place,
        )  # fmt: skip
        found.append(made)
    return tuple(found)


def _when(report: Report) -> tuple[Timex, ...]:
    span = find(report, "11 November")
    return (
        Timex(
            span.start, span.end, span.text, id=content_id("tmx", report.id, span.start),
            type=TimexType.DATE, value="2022-11-11", mod=None, earliest="2022-11-11",
            latest="2022-11-11", date_prec=1, basis=Basis.STATED,
        ),
    )  # fmt: skip


def _claim(
    report: Report,
    content: str,
    *,
    source: str | None,
    actor: str | None,
    stance: Stance = Stance.ASSERT,
    cue: str | None = None,
    hedge: str | None = None,
) -> Claim:
    span = find(report, content)
    return Claim(
        id=content_id("clm", report.id, span.start),
        content=(span,),
        source=Source(
            kind=SourceKind.OFFICE if source else SourceKind.OUTLET,
            actor=actor,
            span=find(report, source) if source else None,
        ),
        cue=find(report, cue) if cue else None,
        manner=Manner.INDIRECT if source else Manner.NARRATION,
        stance=stance,
        certainty=Certainty.POSSIBLE if hedge else Certainty.CERTAIN,
        hedges=(find(report, hedge),) if hedge else (),
        score=0.5,
    )


def _event(report: Report, *, claim: str, toponym: str, timex: Timex) -> Event:
    number = find(report, report.text.split()[3])
    n = float(number.text)
    return Event(
        id=content_id("evt", report.id, claim),
        claim=claim,
        type="withdrawal",
        auxiliary=Auxiliary.ASSERTED,
        trigger=find(report, "left"),
        actors=("act-min",),
        recipients=(),
        toponyms=(toponym,),
        time=Interval(
            earliest=timex.earliest, latest=timex.latest, date_prec=1, basis=Basis.STATED,
            timex=timex.id,
        ),
        quantities=(
            Quantity(
                number.start, number.end, number.text, of=QuantityOf.DEPLOYED, low=n, best=n,
                high=n,
            ),
        ),
        codes=Codes(acled=None, plover=None),
        score=0.5,
    )  # fmt: skip
