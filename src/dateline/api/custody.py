"""The chain of custody of a claim, event, report, incident or case, gathered from a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from dateline import __version__
from dateline.model import LedgerError
from dateline.model.custody import (
    CUSTODY,
    Custody,
    Decided,
    KeptBytes,
    Link,
    ReadBy,
    ReadReport,
    SaidClaim,
    SeenAt,
    Stamped,
    Words,
)

if TYPE_CHECKING:
    from dateline.model import Claim, Coding, Judgement
    from dateline.store import Case, Ledger

FOLDER = "evidence"
AROUND = 240
"""Letters around a claim's words that are shown with them."""


class Subject(Struct, frozen=True, kw_only=True):
    """Whose custody is told: its codings, and the claims of them (None: all)."""

    kind: str
    record: str
    title: str
    codings: tuple[Coding, ...]
    claims: frozenset[str] | None = None


def find_subject(ledger: Ledger, said: str) -> Subject:
    """The claim, event, report or incident whose id begins so, or the case of this title."""
    try:
        kind, full = ledger.find(said)
    except LedgerError as error:
        found = _of_incident(ledger, said) or _of_case(ledger, said)
        if found is None:
            raise LedgerError(
                f"holds no record and no case {said!r}", where=error.where,
                remedy="give an id of a claim, event, report or incident, or a case's title",
            ) from error  # fmt: skip
        return found
    return _of_record(ledger, kind.value, full)


def _of_record(ledger: Ledger, kind: str, full: str) -> Subject:
    coding = _coding_of(ledger, kind, full)
    if kind == "report":
        title = coding.report.title or coding.report.id
        return Subject(kind=kind, record=full, title=title, codings=(coding,))
    event = next((one for one in coding.events if one.id == full), None)
    name = full if event is None else event.claim
    claim = next((one for one in coding.claims if one.id == name), None)
    if claim is None:
        raise LedgerError(f"{full} rests on no claim", remedy="give the id of its report")
    return Subject(
        kind=kind, record=full, title=_content(claim), codings=(coding,),
        claims=frozenset({claim.id}),
    )  # fmt: skip


def _coding_of(ledger: Ledger, kind: str, full: str) -> Coding:
    """The coding that holds now and has a record; LedgerError where only an old one had it."""
    from dateline.pipeline.whereabouts import read_asked

    where = read_asked(ledger, f"id:{full}")
    if kind == "report":
        report: str | None = full
    elif kind == "claim":
        report = next((row.report for row in ledger.claims(where)), None)
    else:
        report = next((row.report for row in ledger.events(where)), None)
    coding = ledger.coding(report) if report else None
    if coding is None:
        raise LedgerError(f"{full} is of a reading that no longer holds",
                          remedy="`dateline claims` and `events` show those that do")  # fmt: skip
    return coding


def _of_incident(ledger: Ledger, said: str) -> Subject | None:
    from dateline.pipeline.following import Following

    following = Following(ledger)
    codings, incidents = following.codings, following.derived.incidents
    found = [one for one in incidents if said and one.id.startswith(said)]
    if len(found) != 1:
        return None
    claims = frozenset(found[0].claims)
    chosen = tuple(c for c in codings if any(claim.id in claims for claim in c.claims))
    return Subject(
        kind="incident", record=found[0].id, title=f"{found[0].type}, {found[0].id}",
        codings=chosen, claims=claims,
    )  # fmt: skip


def _of_case(ledger: Ledger, said: str) -> Subject | None:
    from dateline.api.case_export import choose_codings

    try:
        case = ledger.case_book().find_case(said)
    except LedgerError:
        return None
    codings = choose_codings(ledger, ledger.case_book().items(case.id))
    return case_subject(ledger, case, codings)


def case_subject(ledger: Ledger, case: Case, codings: Sequence[Coding]) -> Subject:
    """What is in a case, of the codings that were chosen for it; each is told of whole."""
    claims = frozenset(claim.id for coding in codings for claim in coding.claims)
    whole = (ledger.coding(coding.report.id) for coding in codings)
    return Subject(
        kind="case", record=case.id, title=case.title, claims=claims,
        codings=tuple(one for one in whole if one is not None),
    )  # fmt: skip


def gather_custody(ledger: Ledger, subject: Subject) -> Custody:
    """All that the ledger knows of how a record came about."""
    book = ledger.archive_book()
    seals = book.seals()
    claims = tuple(_claims(subject))
    reports = tuple(_report(ledger, coding) for coding in subject.codings)
    ids = frozenset(_ids_of(subject))
    known = ledger.judgements(withdrawn=True)
    judgements = [one for one in known if one.target in ids or one.other in ids]
    audit, decided = _audit(ledger, subject, judgements)
    return Custody(
        format=CUSTODY, kind=subject.kind, record=subject.record, title=subject.title,
        ledger_changed_at=ledger.changed_at(), program=f"dateline {__version__}", claims=claims,
        reports=reports, originals=tuple(_originals(ledger, subject)), judgements=decided,
        audit=audit, stamps=tuple(_stamps(ledger)), seals=len(seals),
        seal_head=seals[-1].hash if seals else None,
    )  # fmt: skip


def _claims(subject: Subject) -> Iterator[SaidClaim]:
    for coding in subject.codings:
        for claim in coding.claims:
            if _tells(subject, claim.id):
                yield _claim(claim, coding)


def _claim(claim: Claim, coding: Coding) -> SaidClaim:
    from dateline.pipeline.derive import source_name

    text = coding.report.text
    start, end = claim.content[0].start, claim.content[-1].end
    words = [claim.source.span, claim.cue, *claim.hedges, *claim.content]
    return SaidClaim(
        id=claim.id, report=coding.report.id, source=source_name(claim, coding) or None,
        stance=claim.stance.value, certainty=claim.certainty.value,
        words=tuple(
            Words(start=w.start, end=w.end, text=w.text)
            for w in sorted((w for w in words if w), key=lambda w: (w.start, w.end))
        ),
        sentence=text[max(0, start - AROUND) : end + AROUND],
    )  # fmt: skip


def _report(ledger: Ledger, coding: Coding) -> ReadReport:
    report = coding.report
    read = ledger.archive_book().readings(report.id)
    return ReadReport(
        id=report.id, title=report.title, outlet=report.outlet, published=report.published,
        url=report.url, sha256=report.sha256, file=f"{FOLDER}/{report.id}.json",
        read_by=tuple(ReadBy(**msgspec.structs.asdict(one)) for one in read),
    )  # fmt: skip


def _originals(ledger: Ledger, subject: Subject) -> Iterator[KeptBytes]:
    book = ledger.archive_book()
    names = dict.fromkeys(coding.report.sha256 for coding in subject.codings)
    met = {name: book.sightings(name) for name in names}
    proofs = iter(book.proofs([one for name in names for one in met[name]]))
    for name in names:
        kept = ledger.original(name)
        if kept is None:
            raise LedgerError(f"has lost the original {name}",
                              remedy="`dateline archive verify` tells more")  # fmt: skip
        seen = [
            SeenAt(
                location=one.location, media_type=one.media_type, fetched=one.fetched,
                recorded_at=one.recorded_at, proof=msgspec.to_builtins(next(proofs)),
            )
            for one in met[name]
        ]  # fmt: skip
        yield KeptBytes(
            sha256=name, size=len(kept.data), file=f"{FOLDER}/{name}.bin", seen=tuple(seen)
        )


def _ids_of(subject: Subject) -> Iterator[str]:
    """The record, and all that it rests on."""
    yield subject.record
    for coding in subject.codings:
        yield coding.report.id
        yield from (c.id for c in coding.claims if _tells(subject, c.id))
        yield from (e.id for e in coding.events if _tells(subject, e.claim))


def _tells(subject: Subject, claim: str) -> bool:
    """Whether a claim is one of those whose custody is told."""
    return subject.claims is None or claim in subject.claims


def _audit(
    ledger: Ledger, subject: Subject, judgements: list[Judgement]
) -> tuple[tuple[Link, ...], tuple[Decided, ...]]:
    """The chain of actions, whole where they concern the record, and the judgements by them."""
    mine = {subject.record, *(j.id for j in judgements), *(c.report.id for c in subject.codings)}
    links: list[Link] = []
    told: dict[str, list[int]] = {}
    for action in sorted(ledger.action_log().actions(), key=lambda one: one.seq):
        if action.target in mine:
            links.append(Link(**msgspec.structs.asdict(action)))
            told.setdefault(action.target, []).append(action.seq)
        else:
            links.append(Link(seq=action.seq, previous=action.previous, hash=action.hash))
    return tuple(links), tuple(_decided(judgements, told))


def _decided(judgements: Iterable[Judgement], told: dict[str, list[int]]) -> Iterator[Decided]:
    for one in judgements:
        values = msgspec.to_builtins(one)
        fields = {name: values.get(name) for name in Decided.__struct_fields__ if name != "actions"}
        yield Decided(**fields, actions=tuple(told.get(one.id, ())))


def _stamps(ledger: Ledger) -> Iterator[Stamped]:
    from dateline.api.stamping import time_of

    for one in ledger.archive_book().stamps():
        yield Stamped(
            id=one.id, at=one.at, who=one.who, address=one.address, time=time_of(one.reply),
            message=f"{FOLDER}/{one.id}.json", reply=f"{FOLDER}/{one.id}.tsr",
        )  # fmt: skip


def _content(claim: Claim) -> str:
    return " … ".join(span.text for span in claim.content)[:AROUND]
