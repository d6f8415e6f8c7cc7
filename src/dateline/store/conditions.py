"""What a filter and its query ask of reports, claims, events and places, as SQL.

A condition on a claim may look at its events and places; one on an event looks at its claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from msgspec.structs import replace
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    exists,
    false,
    func,
    not_,
    or_,
    select,
    true,
    tuple_,
    union_all,
)

from dateline.model import WIDEST_POINT, UsageError
from dateline.query import (
    AllOf,
    AnyOf,
    Field,
    Not,
    Term,
    Words,
    name_keys,
    split_rectangle,
    terms_of,
)
from dateline.query.fields import ANY_OR_NONE
from dateline.query.keys import BARE_BONES, FULL_BONES
from dateline.store import schema
from dateline.store.cut import folded
from dateline.store.matching import AmongIds, InIndex, IsFound, ask_source, ask_words
from dateline.store.rows import Filter
from dateline.store.times import day_bounds

Conditions = Sequence[ColumnElement[bool]]
Scope = Literal["claim", "event", "report"]
"""Where a query is asked: of claims, of events with their claims, of a report as a whole."""
_codings, _claim, _event, _toponym, _place = (
    schema.codings.c, schema.claims.c, schema.events.c, schema.toponyms.c, schema.places.c
)  # fmt: skip
OF_EVENT = frozenset({"type", "auxiliary", "since", "until"})
OF_PLACE = frozenset({"place", "near", "in", "within"})
OF_REPORT = frozenset({"published", "outlet", "lang", "conflict", "given", "report"})
IDS = ("rep-", "clm-", "evt-")
WHOLE_ID = 24
"""Letters of an id that is not cut short."""


def of_report(where: Filter) -> list[ColumnElement[bool]]:
    """Conditions on a report."""
    conditions: list[ColumnElement[bool]] = []
    if where.report is not None:
        conditions.append(_codings.report.startswith(where.report, autoescape=True))
    if where.codings is not None:
        conditions.append(_codings.seq.in_(where.codings))
    if where.changed_after is not None:
        table = schema.changes.c
        conditions.append(
            exists()
            .where(table.record == _codings.report, table.seq > where.changed_after)
            .correlate(schema.codings)
        )
    return conditions


def about_claim(where: Filter, *, as_of: str | None) -> list[ColumnElement[bool]]:
    """Conditions on a claim, those on its events and places among them."""
    conditions = of_claim(where)
    conditions += _some_event(where)
    if where.place is not None:
        conditions.append(_claim_at(named(where)))
    if where.query is not None:
        conditions.append(_Reading(where, "claim", as_of).condition(where.query))
    return conditions


def about_event(where: Filter, *, as_of: str | None) -> list[ColumnElement[bool]]:
    """Conditions on an event that is joined with its claim."""
    conditions = [*of_claim(where), *of_event(where)]
    if where.place is not None:
        conditions.append(_event_at(named(where)))
    if where.query is not None:
        conditions.append(_Reading(where, "event", as_of).condition(where.query))
    return conditions


def holds_claim(where: Filter, *, as_of: str | None) -> list[ColumnElement[bool]]:
    """Conditions on a report: its words stand anywhere in it, and one of its claims passes."""
    conditions: list[ColumnElement[bool]] = []
    about = about_claim(replace(where, query=None), as_of=as_of)
    if about:
        conditions.append(_some_claim(*about))
    if where.query is not None:
        conditions.append(_Reading(where, "report", as_of).condition(where.query))
    return conditions


def _some_claim(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(_claim.coding == _codings.seq, *conditions).correlate(schema.codings)


def of_claim(where: Filter) -> list[ColumnElement[bool]]:
    """Conditions on a claim alone."""
    conditions: list[ColumnElement[bool]] = []
    if where.source is not None:
        conditions.append(_claim.source_words.contains(folded(where.source), autoescape=True))
    if where.sources is not None:
        conditions.append(_claim.source.in_(where.sources))
    for column, value in (
        (_claim.side, where.side),
        (_claim.certainty, where.certainty),
        (_claim.stance, where.stance),
    ):
        if value is not None:
            conditions.append(column == value)
    return conditions


def of_event(where: Filter) -> list[ColumnElement[bool]]:
    """Conditions on an event alone."""
    conditions: list[ColumnElement[bool]] = []
    if where.type is not None:
        conditions.append(_event.type.startswith(where.type, autoescape=True))
    if where.auxiliary is not None:
        conditions.append(_event.auxiliary == where.auxiliary)
    since, until = day_bounds(where.since, where.until)
    if since is not None or until is not None:
        conditions.append(or_(_event.valid_from.is_not(None), _event.valid_to.is_not(None)))
    if since is not None:
        conditions.append(or_(_event.valid_to.is_(None), _event.valid_to >= since))
    if until is not None:
        conditions.append(or_(_event.valid_from.is_(None), _event.valid_from <= until))
    return conditions


def named(where: Filter) -> list[ColumnElement[bool]]:
    """Conditions on a toponym: a gazetteer id, a name in any script or a toponym as written;
    `*` at the end stands for any rest."""
    if where.place is None:
        return []
    words = folded(where.place)
    own, name = _toponym.words, _place.name_words
    if words.endswith("*"):
        stem = words.rstrip("*")
        begun = _at_any(name.startswith(stem, autoescape=True))
        return [or_(own.startswith(stem, autoescape=True), begun)]
    alike = [] if where.exact else [c.in_(_spellings(where.place)) for c in (own, name)]
    told = _at_any(or_(_place.place == where.place, name == words, *alike[1:]))
    return [or_(told, own == words, *alike[:1])]


def _at_any(place: ColumnElement[bool]) -> ColumnElement[bool]:
    """That a toponym was resolved to a place of which this is so."""
    return _toponym.spot.in_(select(_place.n).where(place))


def _inside(box: str) -> ColumnElement[bool]:
    """That a toponym's place has a point, and it lies in a rectangle; what is wider than a region
    has none. A rectangle whose west is greater than its east goes over the line of date."""
    west, south, east, north = split_rectangle(box)
    over = or_ if west > east else and_
    return and_(
        _toponym.where_prec <= WIDEST_POINT,
        _at_any(
            and_(_place.lat.between(south, north), over(_place.lon >= west, _place.lon <= east))
        ),
    )


def at_spot(name: str, value: str, where: Filter) -> list[ColumnElement[bool]]:
    """Conditions on a toponym that a field of places asks: `place`, `near`, `in` or `within`;
    UsageError where nobody has said which places lie there."""
    if name == "place":
        return named(Filter(place=value, exact=where.exact))
    if name == "within":
        return [_inside(value)]
    for spot in where.located:
        if (spot.field, spot.value) == (name, value):
            return [_at_any(AmongIds(_place.place, spot.places))]
    raise UsageError(f"nobody has looked up {name}:{value}", remedy="ask through dateline.Ledger")


def asked_of_place(where: Filter) -> tuple[list[ColumnElement[bool]], Term | None]:
    """Conditions on the toponym of a list of places, and what the query asks beside them."""
    terms = terms_of(where.query)
    own = [term for term in terms if isinstance(term, Field) and term.name in OF_PLACE]
    rest = tuple(term for term in terms if term not in own)
    conditions = [c for term in own for c in at_spot(term.name, term.value, where)]
    return conditions, AllOf(rest) if rest else None


def _spellings(name: str) -> Any:
    """The names of places that are written so in another script or by another system."""
    table = schema.names.c
    key, bones = name_keys(name)
    spelled: list[ColumnElement[bool]] = [table.key == key] if key else []
    if bones:
        bare = bones.replace(FULL_BONES, BARE_BONES)
        spelled.append(table.bones == bare)
        if FULL_BONES not in bones:  # as an abjad writes it: any other script may
            spelled.append(table.bones == bare.replace(BARE_BONES, FULL_BONES))
    same = or_(*spelled) if spelled else false()
    return select(table.name).where(table.kind == "place", same)


def verdict_on(record: ColumnElement[str], as_of: str | None) -> Any:
    """The latest verdict, right or wrong, that held on a record then."""
    table = schema.judgements.c
    query = (
        select(table.verdict)
        .where(table.target == record, table.verdict.in_(("right", "wrong")))
        .order_by(table.made_at.desc(), table.id.desc())
        .limit(1)
    )
    return query.where(*_standing(as_of)).scalar_subquery()


def _standing(as_of: str | None) -> list[ColumnElement[bool]]:
    table = schema.judgements.c
    if as_of is None:
        return [table.withdrawn_at.is_(None)]
    return [table.made_at <= as_of, or_(table.withdrawn_at.is_(None), table.withdrawn_at > as_of)]


def _some_event(where: Filter) -> list[ColumnElement[bool]]:
    """That one event of the claim passes."""
    of = of_event(where)
    if not of:
        return []
    joined = and_(_event.coding == _claim.coding, _event.claim == _claim.n)
    return [exists().where(joined, *of).correlate(schema.claims)]


def _claim_at(at: Conditions) -> ColumnElement[bool]:
    link = schema.claim_toponyms.c
    joined = and_(link.coding == _claim.coding, link.claim == _claim.n)
    return _at_place(joined, link, at, schema.claims)


def _event_at(at: Conditions) -> ColumnElement[bool]:
    link = schema.event_toponyms.c
    joined = and_(link.coding == _event.coding, link.event == _event.n)
    return _at_place(joined, link, at, schema.events)


def _at_place(
    joined: ColumnElement[bool], link: Any, at: Conditions, outer: Any
) -> ColumnElement[bool]:
    on_toponym = and_(_toponym.coding == link.coding, _toponym.n == link.toponym)
    return exists().where(joined, on_toponym, *at).correlate(outer)


class _Reading:
    """A query read in a scope."""

    def __init__(self, where: Filter, scope: Scope, as_of: str | None) -> None:
        self._where, self._exact = where, where.exact
        self._scope, self._as_of = scope, as_of

    def condition(self, term: Term) -> ColumnElement[bool]:
        """The term as a condition; what is unknown fails it, and fails its opposite not."""
        match term:
            case Words(text):
                return self._words(text)
            case Field(name, value):
                return self._fields([(name, value)])
            case Not() if self._scope == "report" and _is_of_claim(term):
                return and_(*self._all([term]))
            case Not(inner):
                return not_(func.coalesce(self.condition(inner), false()))
            case AnyOf(terms):
                return or_(false(), *map(self.condition, terms))
            case AllOf(terms):
                return and_(true(), *self._all(terms))

    def _all(self, terms: Sequence[Term]) -> Iterator[ColumnElement[bool]]:
        """Fields of events that are named once are asked of one and the same event, and those of
        a report's claims of one and the same claim."""
        together: dict[str, str] = {}
        if self._scope == "report":
            of_claims = [term for term in terms if _is_of_claim(term)]
            if of_claims:
                reading = _Reading(self._where, "claim", self._as_of)
                yield _some_claim(reading.condition(AllOf(tuple(of_claims))))
            terms = [term for term in terms if term not in of_claims]
        for term in terms:
            if isinstance(term, Field) and term.name in OF_EVENT and term.name not in together:
                together[term.name] = term.value
            else:
                yield self.condition(term)
        if together:
            yield self._fields(list(together.items()))

    def _fields(self, fields: Sequence[tuple[str, str]]) -> ColumnElement[bool]:
        """One field, or several of an event."""
        name, value = fields[0]
        if self._scope == "report" and name not in OF_REPORT:
            reading = _Reading(self._where, "claim", self._as_of)
            return _some_claim(reading._fields(fields))
        if name in OF_EVENT:
            return self._of_event(replace(Filter(), **dict(fields)))
        of_coding = _of_coding(name, value)
        if of_coding is not None:
            return of_coding
        return self._of_claim(name, value)

    def _of_event(self, where: Filter) -> ColumnElement[bool]:
        return and_(*(of_event(where) if self._scope == "event" else _some_event(where)))

    def _of_claim(self, name: str, value: str) -> ColumnElement[bool]:
        if name in OF_PLACE:
            at = at_spot(name, value, self._where)
            return _event_at(at) if self._scope == "event" else _claim_at(at)
        if name == "source":
            asked = ask_source(value, exact=self._exact)
            return true() if asked is None else InIndex(_claim.coding, _claim.n, asked)
        if name == "id":
            return self._with_id(value)
        if name == "judged":
            target = _event.id if self._scope == "event" else _claim.id
            verdict: ColumnElement[str | None] = verdict_on(target, self._as_of)
            return verdict.is_(None) if value == "none" else verdict == value
        if name == "note":
            noted = union_all(*self._noted(value))
            return tuple_(_claim.coding, _claim.n).in_(noted)
        column: ColumnElement[str] = getattr(_claim, name)
        return column == value

    def _with_id(self, value: str) -> ColumnElement[bool]:
        """A report, claim or event whose id begins so; a whole id is looked up in its index."""
        ways = {"rep-": self._of_report_id, "clm-": self._of_claim_id, "evt-": self._of_event_id}
        known = ways.get(value[:4])
        return known(value) if known else or_(*(way(value) for way in ways.values()))

    def _of_report_id(self, value: str) -> ColumnElement[bool]:
        return _begins(_codings.report, value)

    def _of_claim_id(self, value: str) -> ColumnElement[bool]:
        return _begins(_claim.id, value)

    def _of_event_id(self, value: str) -> ColumnElement[bool]:
        if self._scope == "event":
            return _begins(_event.id, value)
        event = schema.events.alias().c
        named = select(event.coding, event.claim).where(_begins(event.id, value))
        return tuple_(_claim.coding, _claim.n).in_(named)

    def _words(self, text: str) -> ColumnElement[bool]:
        """Words of a claim or of a note on it, or an id."""
        if text.startswith(IDS):
            return self._fields([("id", text)])
        asked = ask_words(text, exact=self._exact)
        if asked is None:
            return true()
        if self._scope == "report":
            return InIndex(_codings.seq, None, asked, self._noted_reports(text))
        if self._where.common:
            also = tuple_(_claim.coding, _claim.n).in_(union_all(*self._noted(text)))
            return or_(IsFound(_claim.coding, _claim.n, asked), also)
        return InIndex(_claim.coding, _claim.n, asked, *self._noted(text))

    def _noted(self, text: str) -> Iterator[Select[Any]]:
        return noted_claims(text, self._as_of)

    def _noted_reports(self, text: str) -> Select[Any]:
        coding = schema.codings.alias().c
        return select(coding.seq).where(coding.report.in_(_noted_records(text, self._as_of)))


def _noted_records(text: str, as_of: str | None) -> Select[Any]:
    """What judgements are about that hold and give these words as their reason."""
    table = schema.judgements.c
    reason = func.lower(table.reason).contains(text.rstrip("*").lower(), autoescape=True)
    return select(table.target).where(reason, *_standing(as_of))


def noted_codings(text: str, as_of: str | None) -> CompoundSelect[Any]:
    """The codings of claims, events and reports of which a judgement says so."""
    targets = _noted_records(text, as_of)
    coding = schema.codings.alias().c
    return union_all(
        select(schema.claims.c.coding).where(schema.claims.c.id.in_(targets)),
        select(schema.events.c.coding).where(schema.events.c.id.in_(targets)),
        select(coding.seq).where(coding.report.in_(targets)),
    )


def noted_claims(text: str, as_of: str | None) -> Iterator[Select[Any]]:
    """Claims (coding and number) on which, whose events or report, a judgement says so."""
    targets = _noted_records(text, as_of)
    claim, event = schema.claims.alias().c, schema.events.alias().c
    coding = schema.codings.alias().c
    yield select(claim.coding, claim.n).where(claim.id.in_(targets))
    yield select(event.coding, event.claim).where(event.id.in_(targets))
    in_report = select(coding.seq).where(coding.report.in_(targets))
    yield select(claim.coding, claim.n).where(claim.coding.in_(in_report))


def _begins(column: ColumnElement[str], value: str) -> ColumnElement[bool]:
    if len(value) == WHOLE_ID:
        return column == value
    return column.startswith(value, autoescape=True)


def _is_of_claim(term: Term) -> bool:
    """Whether a term asks for nothing but fields of one claim."""
    match term:
        case Field(name):
            return name not in OF_REPORT
        case Not(inner):
            return _is_of_claim(inner)
        case AllOf(terms) | AnyOf(terms):
            return bool(terms) and all(map(_is_of_claim, terms))
    return False


def _given(value: str) -> ColumnElement[bool]:
    """Rows of a data set whose name begins so, of any, or what was read."""
    if value in ANY_OR_NONE:
        return _codings.given.is_not(None) if value == ANY_OR_NONE[0] else _codings.given.is_(None)
    return func.lower(_codings.given).startswith(value, autoescape=True)


def _of_coding(name: str, value: str) -> ColumnElement[bool] | None:
    """A field that the report itself has."""
    match name:
        case "published":
            return _codings.published.startswith(value, autoescape=True)
        case "outlet":
            return func.lower(_codings.outlet).contains(value.lower(), autoescape=True)
        case "lang":
            return _codings.lang == value
        case "conflict":
            return _codings.conflict == value
        case "given":
            return _given(value)
        case "report":
            return _codings.report.startswith(value, autoescape=True)
    return None
