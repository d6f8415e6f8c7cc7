"""The stage that finds the places of a report and resolves them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dateline.model.coding import Coding, Layer
from dateline.model.conflicts import Conflict, shipped_conflicts
from dateline.model.ids import content_id
from dateline.model.mentions import MentionKind
from dateline.model.places import Candidate, Toponym, ToponymKind
from dateline.model.report import BlockKind, Report
from dateline.places.areas import Area, area_of, banks_alone
from dateline.places.features import Setting
from dateline.places.gazetteer import Gazetteer, gazetteer
from dateline.places.language import Language, language
from dateline.places.names import Found
from dateline.places.precision import where_prec
from dateline.places.ranker import Ranker, shipped_ranker
from dateline.places.recognise import Recogniser
from dateline.places.resolve import Answer, Resolver
from dateline.places.rivers import side_of
from dateline.places.uses import use

_SKIPPED = (BlockKind.BOILERPLATE, BlockKind.CREDIT, BlockKind.BYLINE)
_NAMES = (MentionKind.ORGANISATION, MentionKind.FORCE, MentionKind.FACILITY)


class Geoparser:
    """Writes the toponyms of a report: by the neural reader's heads where it has read the text,
    by the gazetteer and patterns where it has not."""

    name = "places"
    needs: frozenset[Layer] = frozenset({Layer.ANALYSIS, Layer.MENTIONS})
    writes: frozenset[Layer] = frozenset({Layer.TOPONYMS})

    def __init__(self, places: Gazetteer | None = None, ranker: Ranker | None = None) -> None:
        self._places = places
        self._ranker = ranker

    def __call__(self, coding: Coding) -> Coding:
        """The coding with its toponyms; nothing else is touched."""
        places = self._places or gazetteer()
        setting = setting_of(coding.conflict)
        tongue = language(coding.report.lang)
        founds = recognised(coding, places, setting, tongue)
        resolver = Resolver(places, self._ranker or shipped_ranker())
        answers = resolver(founds, coding.report.text, setting=setting)
        writer = _Writer(coding.report, places, tongue)
        toponyms = [writer.toponym(f, a) for f, a in zip(founds, answers, strict=True)]
        toponyms += writer.banks(toponyms)
        ordered = sorted(toponyms, key=lambda toponym: (toponym.start, toponym.end))
        return msgspec.structs.replace(coding, toponyms=tuple(ordered))


def setting_of(slug: str | None) -> Setting:
    """The countries and the focus of the conflict with this slug."""
    conflict = _conflict(slug)
    if conflict is None:
        return Setting()
    return Setting(countries=conflict.countries, focus=conflict.focus)


def _conflict(slug: str | None) -> Conflict | None:
    return next((c for c in shipped_conflicts() if c.slug == slug), None) if slug else None


def recognised(
    coding: Coding, places: Gazetteer, setting: Setting, tongue: Language
) -> list[Found]:
    """The toponyms of the report before they are resolved, in order and apart."""
    report, analysis = coding.report, coding.linguistics()
    spans = [(b.start, b.end) for b in report.blocks if b.kind not in _SKIPPED]
    spans = spans if report.blocks else [(0, len(report.text))]
    starts = frozenset(sentence.start for sentence in analysis.sentences)
    by_name = Recogniser(places, tongue, setting)(report.text, spans, starts=starts)
    if analysis.reader is None:
        founds = _without_persons(by_name, coding)
    else:
        founds = _joined(_read(coding), by_name, spans)
    _embed(founds, coding)
    return founds


def _read(coding: Coding) -> list[Found]:
    text = coding.report.text
    return [
        Found(
            start=entity.start,
            end=entity.end,
            text=text[entity.start : entity.end],
            kind=ToponymKind(entity.toponym_kind or ToponymKind.LITERAL),
            score=entity.score,
        )
        for entity in coding.linguistics().entities
        if entity.kind == MentionKind.PLACE or entity.toponym_kind
    ]


def _joined(
    read: Sequence[Found], by_name: Sequence[Found], spans: Sequence[tuple[int, int]]
) -> list[Found]:
    """What the reader found, and the demonyms that it left to the table."""
    kept = [f for f in read if any(start <= f.start and f.end <= end for start, end in spans)]
    taken = {at for found in kept for at in range(found.start, found.end)}
    kept += [f for f in by_name if f.of and f.start not in taken and f.end - 1 not in taken]
    return sorted(kept, key=lambda found: (found.start, found.end))


def _without_persons(founds: Sequence[Found], coding: Coding) -> list[Found]:
    people = [(m.start, m.end) for m in coding.mentions if m.kind == MentionKind.PERSON]
    return [
        found
        for found in founds
        if found.of or not any(start < found.end and found.start < end for start, end in people)
    ]


def _embed(founds: Sequence[Found], coding: Coding) -> None:
    """Marks the names that are parts of an organisation's, a force's or a facility's name."""
    names = [(m.start, m.end) for m in coding.mentions if m.kind in _NAMES]
    for found in founds:
        inside = any(
            start <= found.start and found.end <= end and (found.start, found.end) != (start, end)
            for start, end in names
        )
        if inside and found.kind is not ToponymKind.DEMONYM:
            found.kind = ToponymKind.EMBEDDED


class _Writer:
    """Makes records of what was found in one report."""

    def __init__(self, report: Report, places: Gazetteer, tongue: Language) -> None:
        self._report = report
        self._places = places
        self._tongue = tongue

    def toponym(self, found: Found, answer: Answer) -> Toponym:
        """One toponym with its place, area and the evidence for both."""
        area: Area | None = None
        kind = ToponymKind.DEMONYM if found.of else found.kind
        if answer.ref is not None and not found.of:
            kind, area = self._used(found, answer)
        place = None
        if answer.ref is not None:
            feature = self._places.facts(answer.ref).feature
            precision = where_prec(feature, area)
            place = self._places.place(answer.ref, where_prec=precision)
        return self._record(
            found.start, found.end, kind, place and (area.rule if area else None),
            place=place, why=answer.why, score=round(found.score * (answer.score or 1.0), 4),
            candidates=tuple(
                Candidate(id=self._places.id(ref), name=self._places.name(ref), score=round(s, 4))
                for ref, s in answer.candidates
            ),
        )  # fmt: skip

    def _used(self, found: Found, answer: Answer) -> tuple[ToponymKind, Area | None]:
        assert answer.ref is not None
        extra = self._places.extra(answer.ref)
        text, tongue = self._report.text, self._tongue
        feature = self._places.facts(answer.ref).feature
        kind = found.kind
        if kind is ToponymKind.LITERAL:
            kind = use(
                text, found.start, found.end,
                feature=feature, seat=bool(extra.get("seat")), language=tongue,
            )  # fmt: skip
        if kind in (ToponymKind.METONYMIC, ToponymKind.DEMONYM):
            return kind, None
        line = extra.get("line")
        return kind, area_of(text, found.start, found.end, language=tongue, river=line)

    def banks(self, toponyms: Sequence[Toponym]) -> list[Toponym]:
        """Banks that are named without their river: the one named last before, or at all."""
        rivers = [t for t in toponyms if t.place is not None and t.place.feature in ("STM", "WAD")]
        found: list[Toponym] = []
        if not rivers:
            return found
        for block in self._report.blocks:
            if block.kind in _SKIPPED:
                continue
            text, tongue = self._report.text, self._tongue
            for start, end, side in banks_alone(text, block.start, block.end, language=tongue):
                river = self._river_before(rivers, start, end)
                if river is not None:
                    found += self._bank(river, start, end, side)
        return found

    def _river_before(self, rivers: Sequence[Toponym], start: int, end: int) -> Toponym | None:
        if any(r.area and r.area.startswith("bank:") and _beside(r, start, end) for r in rivers):
            return None
        earlier = [river for river in rivers if river.end <= start]
        return earlier[-1] if earlier else rivers[0]

    def _bank(self, river: Toponym, start: int, end: int, side: str) -> list[Toponym]:
        assert river.place is not None
        ref = self._places.find(river.place.id)
        line = self._places.extra(ref).get("line") if ref else None
        which = side_of(line, side) if line else None
        if which is None:
            return []
        why = f"a bank of the river that the report names ({river.place.name})"
        return [
            self._record(
                start, end, ToponymKind.LITERAL, f"bank:{which}",
                place=river.place, why=why, score=0.7, candidates=(),
            )
        ]  # fmt: skip

    def _record(
        self, start: int, end: int, kind: ToponymKind, area: str | None, **rest: object
    ) -> Toponym:
        text = self._report.text[start:end]
        key = content_id("toponym", self._report.id, start, end)
        fields = {"id": key, "start": start, "end": end, "text": text, "kind": kind, "area": area}
        return msgspec.convert({**fields, **rest}, Toponym)


def _beside(river: Toponym, start: int, end: int) -> bool:
    return river.start - 80 < end and start < river.end + 60
