"""Who may work with a ledger, and with which tokens.

Invariant: a token is kept as its SHA-256 alone, and is shown once, when it is made. It has 256
bits of chance, so that a slow hash would add nothing.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, insert, select, update

from dateline.model import LedgerError, UsageError, sha256
from dateline.model.roles import Role, TokenKind
from dateline.store.access import Access
from dateline.store.actions import Deed, append
from dateline.store.people_schema import tokens, users
from dateline.store.times import stamp

LONGEST = 60
LETTERS = 32
"""Bytes of chance in a token."""
PREFIX = "dl_"
"""By this people and scanners of leaked secrets know a token."""


class User(Struct, frozen=True, kw_only=True):
    """Somebody who may work with a ledger."""

    name: str
    role: Role
    added_at: str = ""
    withdrawn_at: str | None = None


class UserBook:
    """The users of one ledger."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def users(self, *, withdrawn: bool = False) -> list[User]:
        """Users by name; with `withdrawn` those too who may no more."""
        query = select(users).order_by(users.c.name)
        if not withdrawn:
            query = query.where(users.c.withdrawn_at.is_(None))
        with self._access.reading() as connection:
            return [read_user(row) for row in connection.execute(query)]

    def add_user(self, name: str, role: Role, *, days: float) -> str:
        """Adds somebody; the token that signs in once, within so many days. UsageError: a name
        that cannot be, or is taken."""
        said = name.strip()
        if not said or len(said) > LONGEST or not said.isprintable():
            raise UsageError("a user needs a name", remedy=f"give 1 to {LONGEST} letters")
        with self._access.writing() as connection:
            at = self._access.now()
            known = connection.execute(select(users).where(users.c.name == said)).first()
            if known is not None and known.withdrawn_at is None:
                raise UsageError(f"{said} is a user already", remedy="choose another name, or "
                                 "`dateline users token` for a new token")  # fmt: skip
            values = {"role": role.value, "added_at": at, "withdrawn_at": None}
            if known is None:
                connection.execute(insert(users), {"name": said, **values})
            else:
                connection.execute(update(users).where(users.c.name == said).values(values))
            self._note(connection, "user.added", said, at, role=role.value)
            return self._make(connection, said, TokenKind.ONCE, at=at, days=days)

    def make_token(self, name: str, kind: TokenKind, *, days: float) -> str:
        """A new token of a user; one that signs in once takes the place of those before it."""
        with self._access.writing() as connection:
            at = self._access.now()
            self._find(connection, name)
            if kind is TokenKind.ONCE:
                self._end(connection, name, at=at, kind=kind)
            self._note(connection, "token.made", name, at, kind=kind.value)
            return self._make(connection, name, kind, at=at, days=days)

    def change_role(self, name: str, role: Role) -> User:
        """Gives somebody another role."""
        with self._access.writing() as connection:
            at = self._access.now()
            self._find(connection, name)
            connection.execute(update(users).where(users.c.name == name).values(role=role.value))
            self._note(connection, "user.role", name, at, role=role.value)
            return self._find(connection, name)

    def remove_user(self, name: str) -> None:
        """Lets somebody in no more; what they did stays, with their name."""
        with self._access.writing() as connection:
            at = self._access.now()
            self._find(connection, name)
            gone = update(users).where(users.c.name == name).values(withdrawn_at=at)
            connection.execute(gone)
            self._end(connection, name, at=at)
            self._note(connection, "user.removed", name, at)

    def sign_in(self, token: str, *, days: float) -> tuple[User, str] | None:
        """Who a token that signs in once is of, and a session; the token is spent. None: it is
        none, or was spent."""
        with self._access.writing() as connection:
            at = self._access.now()
            user = self._holder(connection, token, (TokenKind.ONCE,), at=at)
            if user is None:
                return None
            spent = update(tokens).where(tokens.c.hash == digest(token))
            connection.execute(spent.values(used_at=at, withdrawn_at=at))
            deed = Deed(action="session.begun", target=user.name)
            append(connection, [deed], who=user.name, at=at)
            return user, self._make(connection, user.name, TokenKind.SESSION, at=at, days=days)

    def sign_out(self, token: str) -> None:
        """Ends a session."""
        with self._access.writing() as connection:
            at = self._access.now()
            user = self._holder(connection, token, (TokenKind.SESSION,), at=at)
            if user is not None:
                ended = update(tokens).where(tokens.c.hash == digest(token))
                connection.execute(ended.values(withdrawn_at=at))
                deed = Deed(action="session.ended", target=user.name)
                append(connection, [deed], who=user.name, at=at)

    def holder(self, token: str) -> User | None:
        """Who a session or a program's token is of; None: nobody."""
        kinds = (TokenKind.SESSION, TokenKind.PROGRAM)
        with self._access.reading() as connection:
            return self._holder(connection, token, kinds, at=self._access.now())

    def _holder(
        self, connection: Connection, token: str, kinds: tuple[TokenKind, ...], *, at: str
    ) -> User | None:
        query = (
            select(users).join(tokens, tokens.c.user_name == users.c.name)
            .where(
                tokens.c.hash == digest(token), tokens.c.kind.in_([k.value for k in kinds]),
                tokens.c.withdrawn_at.is_(None), tokens.c.expires_at > at,
                users.c.withdrawn_at.is_(None),
            )
        )  # fmt: skip
        row = connection.execute(query).first()
        return None if row is None else read_user(row)

    def _make(
        self, connection: Connection, name: str, kind: TokenKind, *, at: str, days: float
    ) -> str:
        token = PREFIX + secrets.token_urlsafe(LETTERS)
        ends = datetime.fromisoformat(at) + timedelta(days=days)
        connection.execute(
            insert(tokens),
            {"hash": digest(token), "user_name": name, "kind": kind.value, "made_at": at,
             "expires_at": stamp(ends), "used_at": None, "withdrawn_at": None},
        )  # fmt: skip
        return token

    def _find(self, connection: Connection, name: str) -> User:
        query = select(users).where(users.c.name == name, users.c.withdrawn_at.is_(None))
        row = connection.execute(query).first()
        if row is None:
            raise LedgerError(f"there is no user {name!r}", where=self._access.where,
                              remedy="`dateline users list`")  # fmt: skip
        return read_user(row)

    def _end(
        self, connection: Connection, name: str, *, at: str, kind: TokenKind | None = None
    ) -> None:
        open_ = (tokens.c.user_name == name) & tokens.c.withdrawn_at.is_(None)
        if kind is not None:
            open_ &= tokens.c.kind == kind.value
        connection.execute(update(tokens).where(open_).values(withdrawn_at=at))

    def _note(self, connection: Connection, action: str, name: str, at: str, **detail: str) -> None:
        deed = Deed(action=action, target=name, detail=detail)
        append(connection, [deed], who=self._access.who, at=at)


def digest(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode("utf-8", "replace"))


def read_user(row: Row[Any]) -> User:
    """A row as a record."""
    return User(
        name=row.name, role=Role(row.role), added_at=row.added_at, withdrawn_at=row.withdrawn_at
    )
