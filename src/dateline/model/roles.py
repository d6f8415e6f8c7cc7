"""What people may do with a ledger, and what their tokens are for."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What somebody may do; each may also do what those before it may."""

    READER = "reader"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    OWNER = "owner"

    def includes(self, other: Role) -> bool:
        """Whether it may do what another role may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


class TokenKind(StrEnum):
    """What a token is for: to sign in once, for a program, or the session of a browser."""

    ONCE = "once"
    PROGRAM = "program"
    SESSION = "session"
