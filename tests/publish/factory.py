"""Small codings built by hand for tests of what is published. All texts are our own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dateline.model import (
    UNKNOWN_INTERVAL,
    AcledCode,
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
    ControlSpan,
    ControlState,
    Event,
    Interval,
    Manner,
    Place,
    Quantity,
    QuantityOf,
    Report,
    Source,
    SourceKind,
    Span,
    Stance,
    Toponym,
    ToponymKind,
    report_id,
    sha256,
)
from dateline.publish.control_layer import ControlLayer, ControlPlace

KHERSON = Place(
    id="gn:706448", name="Kherson", lat=46.6558, lon=32.6178, country="UA",
    admin1="Kherson", feature="PPLA", where_prec=1,
)  # fmt: skip
OBLAST = Place(
    id="gn:706442", name="Kherson Oblast", lat=46.667, lon=33.5, country="UA",
    admin1="Kherson", feature="ADM1", where_prec=4,
)  # fmt: skip
DNIPRO = Place(
    id="gn:709932", name="Dnipro", lat=46.5, lon=32.3, country="UA", admin1=None,
    feature="STM", where_prec=5,
)  # fmt: skip
SNIHURIVKA = Place(
    id="gn:692818", name="Snihurivka", lat=47.0747, lon=32.8057, country="UA",
    admin1="Mykolaiv", feature="PPL", where_prec=1,
)  # fmt: skip


def day(iso: str, until: str | None = None, *, prec: int = 1) -> Interval:
    """A stated interval of days."""
    return Interval(earliest=iso, latest=until or iso, date_prec=prec, basis=Basis.STATED)


class Draft:
    """A coding in the making: blocks of text first, then what is said in them."""

    def __init__(
        self,
        *blocks: str | tuple[BlockKind, str],
        title: str | None = None,
        published: str | None = "2022-11-11T12:51:00",
        outlet: str | None = "The Southern Post",
        url: str | None = None,
        lang: str | None = "en",
    ) -> None:
        kinds = [b if isinstance(b, tuple) else (BlockKind.PARAGRAPH, b) for b in blocks]
        self.text = "\n\n".join(text for _, text in kinds)
        self._blocks: list[Block] = []
        at = 0
        for kind, text in kinds:
            self._blocks.append(Block(kind=kind, start=at, end=at + len(text)))
            at += len(text) + 2
        self._meta: dict[str, Any] = {
            "title": title, "published": published, "outlet": outlet, "url": url,
        }  # fmt: skip
        self._lang = lang
        self._claims: list[Claim] = []
        self._events: list[Event] = []
        self._actors: dict[str, Actor] = {}
        self._toponyms: list[Toponym] = []
        self._contradictions: list[Contradiction] = []
        self.sha = sha256(self.text.encode("utf-8", "replace"))
        self.id = report_id(sha256=self.sha, text=self.text, **self._meta)

    def span(self, words: str, *, after: int = 0) -> Span:
        """The first such words of the text, as a span."""
        start = self.text.index(words, after)
        return Span(start, start + len(words), words).check(self.text)

    def actor(self, name: str, *, side: str | None = None, role: str | None = None) -> str:
        """An actor's id, made on first mention."""
        key = f"act-{len(self._actors)}"
        known = {a.name: a.id for a in self._actors.values()}
        if name not in known:
            self._actors[key] = Actor(
                id=key, name=name, kind=ActorKind.PERSON, side=side, role=role
            )
        return known.get(name, key)

    def claim(
        self,
        *content: str,
        source: str | None = None,
        side: str | None = None,
        role: str | None = None,
        kind: SourceKind = SourceKind.OFFICE,
        cue: str | None = None,
        manner: Manner = Manner.INDIRECT,
        stance: Stance = Stance.ASSERT,
        certainty: Certainty = Certainty.CERTAIN,
        hedges: Sequence[str] = (),
        relays: Sequence[str] = (),
        named: bool = True,
    ) -> str:
        """Adds a claim in these words and returns its id; without a source: narration."""
        number = f"{self.id[-8:]}-{len(self._claims)}"
        own = source is None
        self._claims.append(
            Claim(
                id=f"clm-{number}",
                content=tuple(self.span(words) for words in content),
                source=Source(
                    kind=SourceKind.OUTLET if own else kind,
                    actor=self.actor(source, side=side, role=role) if source and named else None,
                    span=self.span(source) if source and source in self.text else None,
                ),
                cue=self.span(cue) if cue else None,
                manner=Manner.NARRATION if own else manner,
                stance=stance,
                certainty=certainty,
                score=0.8,
                hedges=tuple(self.span(h) for h in hedges),
                relays=tuple(
                    Source(kind=SourceKind.OUTLET, actor=self.actor(r), span=None) for r in relays
                ),
            )
        )
        return self._claims[-1].id

    def event(
        self,
        claim: str,
        type_: str,
        trigger: str,
        *,
        actors: Sequence[str] = (),
        at: Sequence[tuple[Place, str]] = (),
        time: Interval = UNKNOWN_INTERVAL,
        auxiliary: Auxiliary = Auxiliary.ASSERTED,
        quantity: tuple[str, QuantityOf, float] | None = None,
    ) -> str:
        """Adds an event to a claim and returns its id."""
        number = f"evt-{self.id[-8:]}-{len(self._events)}"
        toponyms = tuple(self.toponym(place, words) for place, words in at)
        counted: tuple[Quantity, ...] = ()
        if quantity:
            words, of, best = quantity
            where = self.span(words)
            counted = (
                Quantity(where.start, where.end, words, of=of, low=None, best=best, high=None),
            )
        self._events.append(
            Event(
                id=number,
                claim=claim,
                type=type_,
                auxiliary=auxiliary,
                trigger=self.span(trigger),
                actors=tuple(self.actor(a) for a in actors),
                recipients=(),
                toponyms=toponyms,
                time=time,
                quantities=counted,
                codes=Codes(acled=AcledCode("Strategic developments", "Other"), plover=None),
                score=0.7,
            )
        )
        index = next(i for i, c in enumerate(self._claims) if c.id == claim)
        old = self._claims[index]
        fields = {f: getattr(old, f) for f in old.__struct_fields__}
        self._claims[index] = Claim(**{**fields, "events": (*old.events, number)})
        return number

    def toponym(self, place: Place | None, words: str) -> str:
        """Adds a place as written and returns its id."""
        where = self.span(words)
        number = f"top-{self.id[-8:]}-{len(self._toponyms)}"
        self._toponyms.append(
            Toponym(where.start, where.end, words, id=number, kind=ToponymKind.LITERAL, place=place)
        )
        return number

    def contradict(self, a: str, b: str, kind: ContradictionKind, why: str) -> None:
        """Adds a contradiction between two claims."""
        self._contradictions.append(Contradiction(claims=(a, b), kind=kind, why=why))

    def coding(self) -> Coding:
        """The finished coding."""
        return Coding(
            report=Report(
                id=self.id, sha256=self.sha, lang=self._lang, text=self.text, updated=None,
                byline=("By Our Reporter",), blocks=tuple(self._blocks), **self._meta,
            ),
            actors=tuple(self._actors.values()),
            claims=tuple(self._claims),
            events=tuple(self._events),
            toponyms=tuple(self._toponyms),
            contradictions=tuple(self._contradictions),
        )  # fmt: skip


def withdrawal() -> Coding:
    """A report with every stance, nested and crossing claims, places of several precisions."""
    draft = Draft(
        (BlockKind.HEADLINE, "Flags over Kherson as the last troops cross the river"),
        (BlockKind.CAPTION, "A flag on the roof of the regional administration"),
        "Ukrainian flags were raised in the centre of Kherson on Friday.",
        "The defence ministry said the withdrawal across the Dnipro was finished at 5am, "
        "in a statement carried by a state news agency.",
        "The Kremlin denied that the retreat was a humiliation. A spokesman said there had been "
        "“no losses of equipment”, an officer said, quoting him.",
        "There were said to be thousands of Russian soldiers still on the western bank. "
        "According to a recent US estimate, Russia has lost around 100,000 soldiers.",
        "Analysts expect that Kherson Oblast may see further shelling. The mayor of Snihurivka "
        "demanded that the mines be cleared.",
        title="Flags over Kherson as the last troops cross the river",
        url="https://southern-post.example/kherson",
    )
    flags = draft.claim("Ukrainian flags were raised in the centre of Kherson on Friday")
    draft.event(flags, "territory.flag", "raised", at=[(KHERSON, "Kherson")],
                time=day("2022-11-11"))  # fmt: skip
    draft.event(flags, "territory.taken", "flags", at=[(KHERSON, "Kherson")],
                time=day("2022-11-11"))  # fmt: skip
    done = draft.claim(
        "the withdrawal across the Dnipro was finished at 5am",
        source="The defence ministry", side="RUS", cue="said", relays=["a state news agency"],
    )  # fmt: skip
    draft.event(
        done, "territory.left", "withdrawal", at=[(DNIPRO, "Dnipro")],
        time=Interval(earliest="2022-11-11T05:00", latest="2022-11-11T05:00", date_prec=1,
                      basis=Basis.STATED),
    )  # fmt: skip
    draft.claim(
        "the retreat was a humiliation", source="The Kremlin", side="RUS", cue="denied",
        stance=Stance.DENY,
    )  # fmt: skip
    draft.claim(
        "A spokesman said there had been “no losses of equipment”", source="an officer",
        side="RUS", kind=SourceKind.UNNAMED, cue="said, quoting",
    )  # fmt: skip
    draft.claim(
        "there had been “no losses of equipment”", source="A spokesman", side="RUS",
        manner=Manner.MIXED, cue="said there",
    )  # fmt: skip
    _doubts(draft, done)
    return draft.coding()


def _doubts(draft: Draft, done: str) -> None:
    """What the report tells of numbers, presence, fears and demands."""
    left = draft.claim(
        "thousands of Russian soldiers still on the western bank",
        source="not named", kind=SourceKind.UNNAMED, named=False, cue="There were said",
        certainty=Certainty.POSSIBLE, hedges=["said to be"],
    )  # fmt: skip
    draft.event(left, "force.present", "still", at=[(DNIPRO, "western bank")],
                time=day("2022-11-09", "2022-11-11", prec=2))  # fmt: skip
    lost = draft.claim(
        "Russia has lost around 100,000 soldiers", source="US estimate", side="USA",
        kind=SourceKind.INSTITUTION, cue="According to", stance=Stance.ESTIMATE,
        certainty=Certainty.PROBABLE, hedges=["around"],
    )  # fmt: skip
    draft.event(lost, "force.lost", "lost", time=day("2022-02-24", "2022-11-11", prec=5),
                quantity=("around 100,000", QuantityOf.LOST, 100_000.0),
                auxiliary=Auxiliary.HISTORICAL)  # fmt: skip
    shelling = draft.claim(
        "Kherson Oblast may see further shelling", source="Analysts", kind=SourceKind.PERSON,
        cue="expect", stance=Stance.PREDICT, certainty=Certainty.POSSIBLE, hedges=["may"],
    )  # fmt: skip
    draft.event(shelling, "strike.shelling", "shelling", at=[(OBLAST, "Kherson Oblast")],
                auxiliary=Auxiliary.FUTURE)  # fmt: skip
    mines = draft.claim(
        "the mines be cleared", source="The mayor of Snihurivka", side="UKR", cue="demanded",
        stance=Stance.DEMAND, kind=SourceKind.OFFICE,
    )  # fmt: skip
    draft.event(mines, "politics.request", "demanded", at=[(SNIHURIVKA, "Snihurivka")],
                time=day("2022-11-10"))  # fmt: skip
    draft.contradict(done, left, ContradictionKind.PRESENCE,
                     "all troops across the river, or thousands still on the western bank")  # fmt: skip  # noqa: E501


def second_report() -> Coding:
    """A report of another outlet, in Ukrainian, a day later."""
    draft = Draft(
        (BlockKind.HEADLINE, "Херсон повертається додому"),
        "Військові заявили, що Херсон повністю звільнено.",
        title="Херсон повертається додому",
        published="2022-11-12T09:00:00+02:00",
        outlet="Південний вісник",
        lang="uk",
    )
    claim = draft.claim(
        "Херсон повністю звільнено", source="Військові", side="UKR", cue="заявили",
        kind=SourceKind.INSTITUTION,
    )  # fmt: skip
    draft.event(claim, "territory.taken", "звільнено", at=[(KHERSON, "Херсон")],
                time=day("2022-11-11", "2022-11-12", prec=2))  # fmt: skip
    return draft.coding()


HOSTILE_TITLE = '<img src=x onerror="window.hacked=1">Markup in a title</title><script>1</script>'


def hostile_report() -> Coding:
    """A report that tries to run code and to turn the words around."""
    draft = Draft(
        "<script>window.hacked = 1</script> said the spokesman & nobody laughed.",
        'He pointed at javascript:alert(1) and at "onmouseover=alert(2) x=".',
        "The file was called \u202egnp.exe\u202c, and </script><!-- it was not a picture.",
        "{{ 7 * 7 }} {% raw %} &lt;b&gt; \u2028 \u2029 \x00 \x1b[31m",
        title=HOSTILE_TITLE,
        outlet='Outlet "><svg onload=window.hacked=1>',
        url="javascript:window.hacked=1",
        published="2022-11-13",
    )
    draft.claim("<script>window.hacked = 1</script>", source="the spokesman", cue="said")
    draft.claim("The file was called \u202egnp.exe\u202c")
    return draft.coding()


def collection() -> list[Coding]:
    """Three reports: one with everything, one from another outlet, one hostile."""
    return [withdrawal(), second_report(), hostile_report()]


def control() -> ControlLayer:
    """Three places of which one changes hands on 11 November, known a day later."""
    held = ControlState.HELD
    kherson = [
        ControlSpan(start="2022-03-02", end=None, known_from=None, known_to="2022-11-12T06:00:00Z",
                    state=held, controller="RUS", confidence=0.9, claims_for=("gone",)),
        ControlSpan(start="2022-03-02", end="2022-11-11", known_from="2022-11-12T06:00:00Z",
                    known_to=None, state=held, controller="RUS", confidence=0.9),
        ControlSpan(start="2022-11-11", end=None, known_from="2022-11-12T06:00:00Z", known_to=None,
                    state=held, controller="UKR", confidence=0.8,
                    claims_for=(withdrawal().claims[0].id,)),
    ]  # fmt: skip
    snihurivka = [
        ControlSpan(start="2022-11-10", end=None, known_from=None, known_to=None,
                    state=ControlState.CONTESTED, controller=None, sides=("RUS", "UKR"),
                    confidence=0.4),
    ]  # fmt: skip
    oleshky = [
        ControlSpan(start="2022-02-24", end=None, known_from=None, known_to=None,
                    state=ControlState.CLAIMED, controller="RUS", confidence=0.5),
    ]  # fmt: skip
    return ControlLayer(
        places=tuple(
            ControlPlace(id=key, name=name, lat=lat, lon=lon, country="UA", admin1="Kherson",
                         spans=tuple(spans))
            for key, name, lat, lon, spans in (
                (KHERSON.id, "Kherson", KHERSON.lat, KHERSON.lon, kherson),
                (SNIHURIVKA.id, "Snihurivka", SNIHURIVKA.lat, SNIHURIVKA.lon, snihurivka),
                ("gn:700000", "Oleshky", 46.6333, 32.7167, oleshky),
                ("gn:700001", "Mykolaiv", 46.9659, 31.9974, [ControlSpan(
                    start=None, end=None, known_from=None, known_to=None, state=held,
                    controller="UKR", confidence=0.95)]),
            )
        ),
        sides=(("UKR", "Ukraine"), ("RUS", "Russia")),
        first="2022-11-07", last="2022-11-14", known_first="2022-11-10", known_last="2022-11-14",
    )  # fmt: skip
