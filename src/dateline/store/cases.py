"""Cases: a chosen set of records with notes, comments, and somebody who works on it.

Invariant: nothing is deleted; what is taken out of a case has the time of that. An item keeps the
claims that it stood for when it was chosen, since incidents follow from claims and may change.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, func, insert, select, update

from dateline.model import LedgerError, UsageError, content_id
from dateline.store import changes
from dateline.store.access import Access
from dateline.store.actions import Deed, append
from dateline.store.cut import plain
from dateline.store.people_schema import case_comments, case_items, cases

KINDS = ("report", "claim", "event", "incident", "contradiction")
LONGEST = 200
MOST_WORDS = 20_000


class Case(Struct, frozen=True, kw_only=True):
    """A chosen set of records. `items`, `comments`: how many it holds; `closed_at` None: open."""

    id: str
    title: str
    about: str
    assignee: str | None
    made_by: str
    made_at: str
    closed_at: str | None = None
    items: int = 0
    comments: int = 0


class CaseItem(Struct, frozen=True, kw_only=True):
    """A record of a case. `claims`: what it stands for; of a report: none, it stands for all."""

    id: str
    case_id: str
    kind: str
    target: str
    claims: tuple[str, ...]
    note: str
    added_by: str
    added_at: str
    withdrawn_at: str | None = None


class CaseComment(Struct, frozen=True, kw_only=True):
    """What somebody wrote about a case."""

    id: str
    case_id: str
    author: str
    words: str
    made_at: str
    withdrawn_at: str | None = None


class CaseBook:
    """The cases of one ledger."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def cases(self, *, closed: bool = True) -> list[Case]:
        """Cases, those that are open first, the newest first."""
        query = select(cases).order_by(
            cases.c.closed_at.is_not(None), cases.c.made_at.desc(), cases.c.id
        )
        if not closed:
            query = query.where(cases.c.closed_at.is_(None))
        with self._access.reading() as connection:
            items, comments = _count(connection, case_items), _count(connection, case_comments)
            return [
                Case(**row._mapping, items=items.get(row.id, 0), comments=comments.get(row.id, 0))
                for row in connection.execute(query)
            ]

    def find_case(self, said: str) -> Case:
        """The case of this title, or whose id begins so; LedgerError: there is none, or more."""
        known = self.cases()
        found = [c for c in known if c.id == said or c.title == said]
        found = found or [c for c in known if said and c.id.startswith(said)]
        if len(found) != 1:
            what = "more than one case is" if found else "there is no case"
            raise LedgerError(f"{what} {said!r}", where=self._access.where,
                              remedy="`dateline cases list` shows them")  # fmt: skip
        return found[0]

    def make_case(self, title: str, *, about: str = "", assignee: str | None = None) -> Case:
        """Begins a case."""
        said = _words(title, LONGEST, "a case needs a title")
        with self._access.writing() as connection:
            at, who = self._access.now(), self._access.who
            made = Case(
                id=content_id("case", said, who, at), title=said, about=_clean(about),
                assignee=assignee or None, made_by=who, made_at=at,
            )  # fmt: skip
            row = msgspec.structs.asdict(made)
            connection.execute(insert(cases), {c.name: row[c.name] for c in cases.columns})
            self._note(connection, "case.made", made.id, at, what=changes.ADDED, title=said)
        return made

    def change_case(
        self, case: str, *, title: str | None = None, about: str | None = None,
        assignee: str | None = None, closed: bool | None = None,
    ) -> Case:  # fmt: skip
        """Changes what is given of a case; an empty `assignee`: nobody."""
        values: dict[str, str | None] = {}
        if title is not None:
            values["title"] = _words(title, LONGEST, "a case needs a title")
        if about is not None:
            values["about"] = _clean(about)
        if assignee is not None:
            values["assignee"] = plain(assignee.strip()) or None
        with self._access.writing() as connection:
            at = self._access.now()
            if closed is not None:
                values["closed_at"] = at if closed else None
            if values:
                done = connection.execute(update(cases).where(cases.c.id == case).values(values))
                if not done.rowcount:
                    raise self._missing(case)
                self._note(connection, "case.changed", case, at, what="changed", **values)
        return self.find_case(case)

    def add_item(
        self, case: str, kind: str, target: str, *, claims: Collection[str] = (), note: str = ""
    ) -> CaseItem:
        """Puts a record into a case; one that is in it already is not put in again."""
        if kind not in KINDS:
            raise UsageError(f"a case holds no {kind!r}", remedy="choose " + ", ".join(KINDS))
        items = case_items
        with self._access.writing() as connection:
            at = self._access.now()
            self._known(connection, case)
            same = (items.c.case_id == case, items.c.kind == kind, items.c.target == target,
                    items.c.withdrawn_at.is_(None))  # fmt: skip
            before = connection.execute(select(items).where(*same)).first()
            if before is not None:
                return _item(before)
            row = {
                "id": content_id("item", case, kind, target, at), "case_id": case, "kind": kind,
                "target": plain(target), "claims": msgspec.json.encode(list(claims)).decode(),
                "note": _clean(note), "added_by": self._access.who, "added_at": at,
                "withdrawn_at": None,
            }  # fmt: skip
            connection.execute(insert(items), row)
            self._note(connection, "case.item_added", case, at, what="changed", kind=kind,
                       record=target)  # fmt: skip
            made = connection.execute(select(items).where(items.c.id == row["id"])).one()
            return _item(made)

    def take_out(self, item: str) -> None:
        """Takes a record out of its case; it stays in the ledger, and that it was in the case."""
        self._withdraw(case_items, item, "case.item_removed")

    def comment(self, case: str, words: str) -> CaseComment:
        """Writes something about a case."""
        said = _words(words, MOST_WORDS, "a comment needs words")
        with self._access.writing() as connection:
            at, who = self._access.now(), self._access.who
            self._known(connection, case)
            made = CaseComment(
                id=content_id("comment", case, who, said, at), case_id=case, author=who,
                words=said, made_at=at,
            )  # fmt: skip
            connection.execute(insert(case_comments), msgspec.structs.asdict(made))
            self._note(connection, "case.commented", case, at, what="changed", comment=made.id)
        return made

    def take_back(self, comment: str) -> None:
        """Takes a comment back; it stays in the ledger."""
        self._withdraw(case_comments, comment, "case.comment_withdrawn")

    def items(self, case: str) -> list[CaseItem]:
        """What is in a case, in the order in which it came."""
        query = select(case_items).where(
            case_items.c.case_id == case, case_items.c.withdrawn_at.is_(None)
        )
        with self._access.reading() as connection:
            rows = connection.execute(query.order_by(case_items.c.added_at, case_items.c.id))
            return [_item(row) for row in rows]

    def comments(self, case: str) -> list[CaseComment]:
        """What is written about a case, in that order."""
        table = case_comments
        query = select(table).where(table.c.case_id == case, table.c.withdrawn_at.is_(None))
        with self._access.reading() as connection:
            rows = connection.execute(query.order_by(table.c.made_at, table.c.id))
            return [CaseComment(**row._mapping) for row in rows]

    def find_comment(self, name: str) -> CaseComment:
        """A comment by its id; LedgerError where there is none."""
        query = select(case_comments).where(case_comments.c.id == name)
        with self._access.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise LedgerError(f"there is no comment {name!r}", where=self._access.where)
        return CaseComment(**row._mapping)

    def _withdraw(self, table: Any, name: str, action: str) -> None:
        with self._access.writing() as connection:
            at = self._access.now()
            row = connection.execute(select(table.c.case_id).where(table.c.id == name)).first()
            if row is None:
                raise LedgerError(f"no case holds {name!r}", where=self._access.where,
                                  remedy="see the case")  # fmt: skip
            held = (table.c.id == name) & table.c.withdrawn_at.is_(None)
            done = connection.execute(update(table).where(held).values(withdrawn_at=at))
            if done.rowcount:
                self._note(connection, action, row.case_id, at, what="changed", item=name)

    def _known(self, connection: Connection, case: str) -> None:
        if connection.execute(select(cases.c.id).where(cases.c.id == case)).first() is None:
            raise self._missing(case)

    def _missing(self, case: str) -> LedgerError:
        return LedgerError(f"there is no case {case!r}", where=self._access.where,
                           remedy="`dateline cases list` shows them")  # fmt: skip

    def _note(
        self, connection: Connection, action: str, case: str, at: str, *, what: str, **detail: Any
    ) -> None:
        deed = Deed(action=action, target=case, detail=detail)
        append(connection, [deed], who=self._access.who, at=at)
        changes.record(connection, [("case", case, what)], at=at)


def _count(connection: Connection, table: Any) -> dict[str, int]:
    query = (
        select(table.c.case_id, func.count())
        .where(table.c.withdrawn_at.is_(None))
        .group_by(table.c.case_id)
    )
    return {case: int(n) for case, n in connection.execute(query)}


def _item(row: Any) -> CaseItem:
    values = dict(row._mapping)
    return CaseItem(**{**values, "claims": tuple(msgspec.json.decode(values["claims"]))})


def _clean(text: str) -> str:
    if len(text) > MOST_WORDS:
        raise UsageError("the text is too long", remedy=f"give at most {MOST_WORDS} letters")
    return plain(text.strip())


def _words(text: str, most: int, what: str) -> str:
    said = _clean(text)
    if not said or len(said) > most:
        raise UsageError(what, remedy=f"give 1 to {most} letters")
    return said
