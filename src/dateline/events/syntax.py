"""What the coder asks of a sentence's grammar, and the records that answer it.

Two strategies stand behind one interface: `parsed` where tokens have heads, `patterns` (order
of words and clause breaks) for languages without a model.
"""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from dateline.events.lines import Line, Trigger


class Phrase(Struct, frozen=True, gc=False):
    """An argument: words [first, last) of a line; `core` are those that say what it is."""

    head: int
    core: frozenset[int]
    first: int
    last: int


class Cue(Struct, frozen=True, gc=False):
    """Words of scope over a trigger; `kind` is one of scope.KINDS, or "purpose", "imperative",
    "subordinate" (attributive or relative use, in the background of its sentence)."""

    kind: str
    text: str


class Clause(Struct, frozen=True, gc=False):
    """A trigger's clause. `near`: its words; `means`: phrases of with, by, in, from; `company`: of
    with alone; `given`: of to ("sent tanks *to Kyiv*"); `content`: it is the main predicate or the
    whole of what is said (a denial negates it); `depth`: how far from the main predicate of its
    sentence (0); `controlled`: its subject is that of the verb over it ("denied *having fired*");
    `apart`: words of its sentence whose time is not its own; `others`: those of clauses with a
    subject of their own; `saying`: those that tell where a speaker spoke."""

    near: frozenset[int]
    agents: tuple[Phrase, ...] = ()
    patients: tuple[Phrase, ...] = ()
    means: tuple[Phrase, ...] = ()
    company: tuple[Phrase, ...] = ()
    given: tuple[Phrase, ...] = ()
    cues: tuple[Cue, ...] = ()
    noun: bool = False
    content: bool = True
    depth: float = 0.0
    controlled: bool = False
    apart: frozenset[int] = frozenset()
    others: frozenset[int] = frozenset()
    saying: frozenset[int] = frozenset()


class Syntax(Protocol):
    """Finds the clause of a trigger. `of` says whether "of X" after the noun names its agent
    or its patient; `start` is the first word of what the claim says."""

    def clause(
        self, line: Line, trigger: Trigger, *, noun: bool, of: str, start: int
    ) -> Clause: ...

    def unsaid(self, line: Line, first: int, last: int) -> Cue | None:
        """What stands over the words of saying [first, last) of a line that are not said yet."""
