"""The stage that finds the places of a report and resolves them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from dateline.model.analysis import RawEntity
from dateline.model.coding import Coding, Layer
from dateline.model.conflicts import Conflict, shipped_conflicts
from dateline.model.ids import content_id
from dateline.model.mentions import MentionKind
from dateline.model.places import Candidate, Toponym, ToponymKind
from dateline.model.report import BlockKind, Report
from dateline.places.areas import Area, area_of, banks_alone
from dateline.places.features import Setting
from dateline.places.foreign import ForeignNames
from dateline.places.gazetteer import Gazetteer, gazetteer
from dateline.places.language import Language, language
from dateline.places.names import Found, in_list, tables
from dateline.places.outlet import outlet_of
from dateline.places.parts import region_meant
from dateline.places.precision import where_prec
from dateline.places.ranker import Ranker, shipped_ranker
from dateline.places.recognise import Recogniser
from dateline.places.resolve import Answer, Resolver
from dateline.places.rivers import side_of
from dateline.places.told import with_told
from dateline.places.uses import use

_SKIPPED = (BlockKind.BOILERPLATE, BlockKind.CREDIT, BlockKind.BYLINE)
_PERSON, _SURE, _LIKELY = 0.5, 0.5, 0.3
_DOUBTFUL = 0.75  # less sure of a person than this, the words around and the gazetteer may differ
_PLACES = (MentionKind.PLACE, MentionKind.STATE)
_READ_KINDS = (ToponymKind.METONYMIC, ToponymKind.EMBEDDED)
_WORD = 24  # letters behind a name in which its next word ends
_LEAST = 3  # letters of a name that stands in a list of places
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
        self._recognisers: dict[tuple[str, str | None], Recogniser] = {}

    def __call__(self, coding: Coding) -> Coding:
        """The coding with its toponyms; nothing else is touched."""
        places = self._places or gazetteer()
        setting = replace(setting_of(coding.conflict), outlet=outlet_of(coding.report.url))
        tongue = language(coding.report.lang)
        key = (tongue.code, coding.conflict)
        if key not in self._recognisers:
            self._recognisers[key] = Recogniser(places, tongue, setting)
        founds = recognised(coding, self._recognisers[key])
        resolver = Resolver(places, self._ranker or shipped_ranker())
        if tongue.foreign:
            names = ForeignNames(places, tongue, countries=setting.countries)
            founds = [found for found in founds if not names.is_noun(found.text)]
            for found in founds:
                names.describe(found, coding.report.text)
        answers = resolver(founds, coding.report.text, setting=setting)
        writer = _Writer(coding.report, places, tongue, as_read=is_trusted(coding))
        told = [pair for pair in zip(founds, answers, strict=True) if not _is_name_abroad(*pair)]
        toponyms = [writer.toponym(found, answer) for found, answer in told]
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


def recognised(coding: Coding, recogniser: Recogniser) -> list[Found]:
    """The toponyms of the report before they are resolved, in order and apart."""
    report, analysis = coding.report, coding.linguistics()
    spans = [(b.start, b.end) for b in report.blocks if b.kind not in _SKIPPED]
    spans = spans if report.blocks else [(0, len(report.text))]
    if is_trusted(coding):
        return _as_read(analysis.entities, report.text, spans)
    starts = frozenset(sentence.start for sentence in analysis.sentences)
    by_name = recogniser(report.text, spans, starts=starts, longer=_longer_names(coding))
    if analysis.reader is None:
        told = with_told(by_name, analysis.entities, report.text, recogniser)
        founds = _without_persons(told, coding)
    else:
        founds = joined(by_name, analysis.entities, report.text, spans, recogniser)
        founds = _without_groups(founds, coding, recogniser)
    _embed(founds, coding)
    for found in founds:
        if not found.of and _names_group(report.text[found.end :][:_WORD]):
            found.kind = ToponymKind.EMBEDDED
    return founds


def is_trusted(coding: Coding) -> bool:
    """Whether the neural reader has read the report, and alone says what its places are."""
    given = coding.linguistics()
    read = given.reader is not None or given.deeds is not None
    return read and language(coding.report.lang).trusted


def _as_read(
    entities: Sequence[RawEntity], text: str, spans: Sequence[tuple[int, int]]
) -> list[Found]:
    """The reader's names of places, each once, used as it says."""
    founds: list[Found] = []
    for e in sorted(entities, key=lambda e: (e.start, -e.end)):
        inside = any(start <= e.start and e.end <= end for start, end in spans)
        if e.kind not in _PLACES or e.score < _LIKELY or not inside:
            continue
        if founds and e.start < founds[-1].end:
            continue
        found = Found(start=e.start, end=e.end, text=text[e.start : e.end], score=e.score)
        if e.toponym_kind in _READ_KINDS:
            found.kind = ToponymKind(e.toponym_kind)
        founds.append(found)
    return founds


def _names_group(after: str) -> bool:
    """Whether the word after a name makes it a group's own: 'the al-Salam party'."""
    words = after.split(maxsplit=1)
    return after[:1] == " " and bool(words) and words[0].strip(".,;:").lower() in tables()["groups"]


def _without_groups(founds: Sequence[Found], coding: Coding, recogniser: Recogniser) -> list[Found]:
    """Leaves out what is no name of the gazetteer and is a group's or a force's, or begins it."""
    groups = [
        (m.start, m.end) for m in coding.mentions
        if m.kind in (MentionKind.FORCE, MentionKind.GROUP, MentionKind.ORGANISATION)
    ]  # fmt: skip
    return [
        found
        for found in founds
        if found.of
        or recogniser.known(found.text)
        or not any(start <= found.start and found.end <= end for start, end in groups)
    ]


def _longer_names(coding: Coding) -> tuple[tuple[int, int], ...]:
    """The spans of names of organisations, forces and facilities, which may hold places' names."""
    said = [(m.start, m.end) for m in coding.mentions if m.kind in _NAMES]
    read = [(e.start, e.end) for e in coding.linguistics().entities if e.kind in _NAMES]
    return tuple(sorted({*said, *read}))


def joined(
    by_name: Sequence[Found],
    entities: Sequence[RawEntity],
    text: str,
    spans: Sequence[tuple[int, int]],
    recogniser: Recogniser,
) -> list[Found]:
    """What the neural reader and the gazetteer find together.

    A name that the reader takes for a person's is no place's unless the reader is not sure and the
    words or the gazetteer speak for a place; one that it takes for none must be a country's or
    wider, or a town's of the conflict; a place that it is less than sure of must be in the
    gazetteer; where both find one, the gazetteer's span counts.
    """
    people = [e for e in entities if e.kind == MentionKind.PERSON and e.score >= _PERSON]
    sure = [e for e in people if e.score >= _DOUBTFUL]
    kept = [
        found
        for found in by_name
        if found.of
        or (
            not any(_over(found, e) for e in (sure if recogniser.likely(found, text) else people))
            and (
                recogniser.wide(found)
                or any(_over(found, e) for e in entities)
                or recogniser.own(found)
            )
        )
    ]
    kept = _with_their_lists(kept, by_name, text, recogniser)
    for entity in entities:
        written = text[entity.start : entity.end]
        if entity.kind not in _PLACES or not any(c.isupper() for c in written):
            continue
        if entity.kind != MentionKind.PLACE and not recogniser.known(written):
            continue
        if not any(start <= entity.start and entity.end <= end for start, end in spans):
            continue
        inside = [f for f in kept if _over(f, entity)]
        if inside:
            _widen(inside, entity, written)
            continue
        if entity.score >= _SURE or (entity.score >= _LIKELY and recogniser.known(written)):
            kept.append(Found(start=entity.start, end=entity.end, text=written, score=entity.score))
    for found in kept:
        _kind_as_read(found, entities)
    return sorted(kept, key=lambda found: (found.start, found.end))


def _with_their_lists(
    kept: list[Found], by_name: Sequence[Found], text: str, recogniser: Recogniser
) -> list[Found]:
    """With the conflict's own places that stand in a list with a place: 'Sittwe, Ann and Kyaukphyu'
    are no persons where one of them is none."""
    places = {(f.start, f.end) for f in kept}
    for order in (1, -1):
        before: Found | None = None
        for found in by_name[::order]:
            ends = sorted((found, before or found), key=lambda f: f.start)
            beside = before is not None and in_list(text[ends[0].end : ends[1].start])
            told = before is not None and (before.start, before.end) in places
            if beside and told and recogniser.own(found, least=_LEAST):
                places.add((found.start, found.end))
            before = found
    return [f for f in by_name if (f.start, f.end) in places]


def _widen(inside: Sequence[Found], entity: RawEntity, written: str) -> None:
    """Gives a match the reader's longer span around it: St. Peter's Basilica."""
    found = inside[0]
    whole = entity.start <= found.start and found.end <= entity.end
    if len(inside) == 1 and whole and entity.score >= _SURE and not found.of and "," not in written:
        found.start, found.end, found.text = entity.start, entity.end, written


def _kind_as_read(found: Found, entities: Sequence[RawEntity]) -> None:
    """Takes over the reader's kind of use; demonyms are what the table says."""
    for entity in entities:
        same = (entity.start, entity.end) == (found.start, found.end)
        if same and entity.toponym_kind in _READ_KINDS and entity.score >= _SURE and not found.of:
            found.kind = ToponymKind(entity.toponym_kind)


def _over(found: Found, entity: RawEntity) -> bool:
    return found.start < entity.end and entity.start < found.end


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


def _is_name_abroad(found: Found, answer: Answer) -> bool:
    """Whether a part of a longer name has a namesake only in countries that nobody speaks of: the
    longer name's own mention stands, 'Lincoln Fund'."""
    return answer.abroad and found.kind is ToponymKind.EMBEDDED


class _Writer:
    """Makes records of what was found in one report."""

    def __init__(
        self, report: Report, places: Gazetteer, tongue: Language, *, as_read: bool = False
    ) -> None:
        self._as_read = as_read
        self._report = report
        self._places = places
        self._tongue = tongue
        self._candidates: dict[int, tuple[Candidate, ...]] = {}

    def toponym(self, found: Found, answer: Answer) -> Toponym:
        """One toponym with its place, area and the evidence for both."""
        area: Area | None = None
        kind = ToponymKind.DEMONYM if found.of else found.kind
        if answer.ref is not None and not found.of:
            kind, area = self._used(found, answer)
            region = region_meant(found, answer.ref, area, self._places)
            if region is not None:
                answer = replace(answer, ref=region, why=f"a part of its region; {answer.why}")
        place = None
        if answer.ref is not None:
            feature = self._places.facts(answer.ref).feature
            precision = answer.precision or where_prec(feature, area)
            place = self._places.place(answer.ref, where_prec=precision)
        start, end = found.start, found.end
        return Toponym(
            start, end, self._report.text[start:end], id=self._id(start, end), kind=kind,
            area=area.rule if place and area else None, place=place, why=answer.why,
            score=round(found.score * (answer.score or 1.0), 4),
            candidates=self._considered(answer),
        )  # fmt: skip

    def _considered(self, answer: Answer) -> tuple[Candidate, ...]:
        """The candidates as records, made once for all mentions of a name."""
        if id(answer) not in self._candidates:
            places = self._places
            self._candidates[id(answer)] = tuple(
                Candidate(id=places.id(ref), name=places.name(ref), score=round(score, 4))
                for ref, score in answer.candidates
            )
        return self._candidates[id(answer)]

    def _used(self, found: Found, answer: Answer) -> tuple[ToponymKind, Area | None]:
        assert answer.ref is not None
        extra = self._places.extra(answer.ref)
        text, tongue = self._report.text, self._tongue
        feature = self._places.facts(answer.ref).feature
        kind = found.kind
        common = feature.startswith("PPL") and feature != "PPLC" and not extra.get("seat")
        judged = not self._as_read
        if judged and (kind is ToponymKind.LITERAL or (kind is ToponymKind.METONYMIC and common)):
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
            Toponym(
                start, end, self._report.text[start:end], id=self._id(start, end),
                kind=ToponymKind.LITERAL, area=f"bank:{which}", place=river.place, why=why,
                score=0.7,
            )
        ]  # fmt: skip

    def _id(self, start: int, end: int) -> str:
        return content_id("toponym", self._report.id, start, end)


def _beside(river: Toponym, start: int, end: int) -> bool:
    return river.start - 80 < end and start < river.end + 60
