"""The dependency tree of one line, in the line's own tokens counted from 0."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dateline.events.lines import Line, Trigger
from dateline.model import Analysis

_CLAUSES = frozenset({"root", "ccomp", "advcl", "acl", "parataxis", "csubj", "conj"})
_OUTSIDE = frozenset({"ccomp", "acl:relcl", "parataxis", "csubj", "advcl:relcl"})
_VERBAL = frozenset({"VERB", "AUX"})
_SUBJECTS = ("nsubj", "csubj", "expl")
_WITH_TIMES = frozenset({"acl", "advcl"})
_ADJUNCTS = frozenset({"obl", "advcl", "advmod", "obl:unmarked", "obl:tmod"})
_STOPS = frozenset({",", ";", ":", "–", "—", '"', "”", "“"})
_PARTITIVE_LINKS = frozenset({"nmod", "nmod:of"})


@dataclass(frozen=True, eq=False)
class Tree:
    """Heads (-1: root), relations, tags and lower-case words of a line's tokens."""

    heads: tuple[int, ...]
    relations: tuple[str, ...]
    tags: tuple[str, ...]
    lower: tuple[str, ...]
    words: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, line: Line, analysis: Analysis) -> Tree:
        """The tree of a line whose tokens have heads."""
        first, last = line.sentence.first, line.sentence.last
        tokens = analysis.tokens[first:last]
        words: list[list[int]] = [[] for _ in tokens]
        for word, token in enumerate(line.tokens):
            words[token - first].append(word)
        heads = [
            t.head - first if t.head is not None and first <= t.head < last else -1 for t in tokens
        ]
        relations = tuple(t.deprel or "dep" for t in tokens)
        commas = [at for at, t in enumerate(tokens) if t.text in _STOPS]
        return cls(
            tuple(_lifted(heads, relations, commas)),
            relations,
            tuple(t.pos or "X" for t in tokens),
            tuple(t.text.lower().replace("’", "'") for t in tokens),
            tuple(tuple(w) for w in words),
        )

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The dependents of each token, in order."""
        out: list[list[int]] = [[] for _ in self.heads]
        for token, head in enumerate(self.heads):
            if 0 <= head != token:
                out[head].append(token)
        return tuple(tuple(c) for c in out)

    def base(self, token: int) -> str:
        """The relation without its subtype."""
        return self._bases[token]

    @cached_property
    def _bases(self) -> tuple[str, ...]:
        return tuple(relation.partition(":")[0] for relation in self.relations)

    def kids(self, token: int, *relations: str) -> list[int]:
        """The dependents with one of these relations (with or without subtype)."""
        bases, full = self._bases, self.relations
        return [c for c in self.children[token] if bases[c] in relations or full[c] in relations]

    def case(self, token: int) -> str:
        """The preposition of a phrase, or ""."""
        return next((self.lower[c] for c in self.kids(token, "case", "mark")), "")

    def verbal(self, token: int) -> bool:
        """Whether a token is a verb."""
        return self.tags[token] in _VERBAL

    def subtree(self, token: int, without: frozenset[int] = frozenset()) -> set[int]:
        """A token and all under it, without the subtrees of some."""
        out: set[int] = set()
        stack = [token]
        while stack:
            at = stack.pop()
            if at in out or at in without:
                continue
            out.add(at)
            stack += self.children[at]
        return out

    def head_of(self, line: Line, trigger: Trigger) -> int:
        """The token that carries a trigger: the one whose head lies outside it."""
        inside = sorted({line.tokens[word] - line.sentence.first for word in _core(trigger)})
        own = line.tokens[trigger.head] - line.sentence.first
        tops = [t for t in inside if self.heads[t] not in inside]
        if self.relations[own] == "case" and self.heads[own] in inside:
            return self.heads[own]  # "under Russian control" is said of by its noun
        if own in tops or "_" in trigger.entries[0].base:
            return own
        return next((t for t in tops if self.verbal(t)), tops[0] if tops else own)

    def clause_root(self, token: int) -> int:
        """The predicate of the clause that a token stands in."""
        at = token
        for _ in range(len(self.heads)):
            head = self.heads[at]
            if head < 0 or (self.base(at) in _CLAUSES and self._clausal(at)):
                return at
            at = head
        return at

    def _clausal(self, token: int) -> bool:
        if self.base(token) != "conj":
            return True
        return self.verbal(token) and (
            self.verbal(self.heads[token]) or bool(self.kids(token, *_SUBJECTS))
        )

    def clause(self, token: int) -> set[int]:
        """The tokens of a token's clause: without clauses that say or tell something else."""
        root = self.clause_root(token)
        if self._participial(root) and self.heads[root] >= 0:
            root = self.clause_root(self.heads[root])
        line_of_descent = self._ancestors(token)
        without = self._others - line_of_descent - {root}
        return self.subtree(root, without) | self.subtree(token)

    def told_apart(self, token: int) -> set[int]:
        """The tokens of clauses under a token's own that have a subject of their own."""
        root = self.clause_root(token)
        line_of_descent = self._ancestors(token)
        tops = [
            at for at in self.subtree(root) - line_of_descent
            if self.relations[at] in ("advcl", "conj", "parataxis")
            and self.verbal(at) and self.kids(at, "nsubj")
        ]  # fmt: skip
        return {at for top in tops for at in self.subtree(top)}

    def said_where(self, token: int, sayings: frozenset[str]) -> set[int]:
        """The tokens that say where and when the speaker of a token's clause spoke, and what else
        the speaker did."""
        line_of_descent = self._ancestors(token)
        return {
            at
            for verb in range(len(self.heads))
            if verb != token and self.lower[verb] in sayings and self.kids(verb, "nsubj")
            for part in self.kids(verb, "obl", "advcl")
            if part > verb and part not in line_of_descent
            for at in self.subtree(part)
        }

    @cached_property
    def _others(self) -> frozenset[int]:
        """The tokens whose clauses say or tell something else than the one that they hang on."""
        return frozenset(token for token in range(len(self.heads)) if self._other(token))

    def _other(self, token: int) -> bool:
        relation = self.relations[token]
        if relation in _OUTSIDE:
            return True
        if relation == "conj":
            return self.verbal(token) and (
                self.verbal(self.heads[token]) or bool(self.kids(token, *_SUBJECTS))
            )
        return relation == "advcl" and bool(self.kids(token, *_SUBJECTS))

    def apart(self, token: int, background: frozenset[str]) -> set[int]:
        """The tokens of clauses whose time is their own and not the token's: relative ones, and
        those that a background word opens ("since fighting resumed in May")."""
        found: set[int] = set()
        for top, base in enumerate(self._bases):
            if base in _WITH_TIMES and self._has_own_time(top, background):
                inside = self.subtree(top)
                opening = {c for c in self.kids(top, "mark") if self.lower[c] in background}
                found |= set() if token in inside else inside - opening
        return found

    def _has_own_time(self, top: int, background: frozenset[str]) -> bool:
        opened = [self.lower[c] for c in self.kids(top, "mark", "nsubj", "obj")]
        return self.relations[top].endswith(":relcl") or not background.isdisjoint(opened)

    def _participial(self, token: int) -> bool:
        return self.relations[token] == "advcl" and not self.kids(token, *_SUBJECTS)

    def _ancestors(self, token: int) -> set[int]:
        out = {token}
        while self.heads[token] >= 0 and self.heads[token] not in out:
            token = self.heads[token]
            out.add(token)
        return out

    def core(self, token: int) -> set[int]:
        """The tokens of a noun phrase that say what it is: head, modifiers, what it is joined
        to; what it is "of" only where the head itself is a measure (dozens of soldiers)."""
        out = {token}
        for child in self.children[token]:
            if self.base(child) in ("compound", "amod", "flat", "conj", "appos", "nummod", "det"):
                out |= self.subtree(child) if self.base(child) != "conj" else self.core(child)
        return out


def _lifted(heads: list[int], relations: tuple[str, ...], commas: list[int]) -> list[int]:
    """The heads, where what a parser hung across the governor of a clause hangs on that governor:
    "they left, he said *in Baku*" tells where he spoke."""
    out = list(heads)
    for token, head in enumerate(heads):
        over = heads[head] if head >= 0 else -1
        if not head < over < token or relations[token] not in _ADJUNCTS:
            continue
        across = relations[head] in ("ccomp", "parataxis")
        if across and not any(over < comma < token for comma in commas):
            out[token] = over
    return out


def _core(trigger: Trigger) -> range:
    return range(trigger.first, trigger.last)
