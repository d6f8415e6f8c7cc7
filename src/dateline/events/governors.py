"""What stands over an event in the tree: negation, modality, demands, conditions, purpose."""

from __future__ import annotations

from functools import cache

from dateline.events.scope import KINDS, Scope
from dateline.events.syntax import Cue
from dateline.events.tree import Tree

_FUNCTION = frozenset(
    {"to", "of", "for", "that", "on", "about", "by", "it", "against", "having", "at"}
)
_OWN = ("aux", "advmod", "mark", "det", "case", "cc:preconj", "discourse")
_AHEAD = ("hypothetical", "future")
_ARGUMENTS = frozenset({"obj", "nsubj", "obl", "nmod", "iobj", "compound", "csubj"})
_HELD = frozenset({"of", "for", "to", "about", "at", "against", "over", "on", "with", "from", ""})
_STEPS = 12


class Governors:
    """Looks up words of scope by where they stand in a tree, for one language."""

    def __init__(self, scope: Scope) -> None:
        words = scope.words
        self._words = words
        self._single: dict[str, str] = {}
        for kind in KINDS:
            for phrase in getattr(words, kind):
                parts = [p for p in phrase.lower().split() if p not in _FUNCTION]
                if len(parts) == 1 and parts[0] not in words.be | words.have:
                    self._single.setdefault(parts[0], kind)
        self._kept = words.light_verbs | words.occurrence
        self._not_governors = frozenset(words.not_governors)
        self.sayings = frozenset(words.sayings)

    def cues(self, tree: Tree, head: int, *, noun: bool, start: int) -> tuple[Cue, ...]:
        """The cues over the token `head`, the nearest first; none from before token `start`."""
        found = self._own(tree, head)
        found += self._arguments(tree, head, noun=noun)
        found += self._climb(tree, head, start)
        return tuple(dict.fromkeys(found))

    def unsaid(self, tree: Tree, verb: int) -> Cue | None:
        """What stands over a verb of saying whose words nobody has said yet: "will declare that",
        "lets it claim that"; not the modals of courtesy ("can confirm", "would say")."""
        over = [*self._own(tree, verb), *self._climb(tree, verb, 0)]
        ahead = (c for c in over if c.kind in _AHEAD and c.text not in self._words.courtesy)
        return next(ahead, None)

    def _own(self, tree: Tree, token: int) -> list[Cue]:
        """Auxiliaries, adverbs, markers and determiners of a token."""
        found = []
        for child in tree.kids(token, *_OWN):
            word = tree.lower[child]
            kind = self._single.get(word)
            if word in self._words.conditionals and tree.base(child) == "mark":
                kind = "hypothetical"
            if kind is not None and word not in self._not_own:
                found.append(Cue(kind, word))
        for child in tree.kids(token, "advmod"):
            inner = [tree.lower[c] for c in tree.children[child]]
            if any(self._single.get(w) == "negators" for w in inner):
                found.append(Cue("negators", f"{inner[0]} {tree.lower[child]}"))
        for child in tree.kids(token, "amod"):
            kind = self._single.get(tree.lower[child])
            if kind in _AHEAD:
                found.append(Cue(kind, tree.lower[child]))
        for child in tree.kids(token, "advcl"):
            marks = [tree.lower[m] for m in tree.kids(child, "mark")]
            if any(m in self._words.conditionals for m in marks):
                found.append(Cue("hypothetical", marks[0]))
        if self._ahead(tree, token):
            found.append(Cue("future", "is to"))
        return found

    @property
    def _not_own(self) -> frozenset[str]:
        return self._words.not_own

    def _ahead(self, tree: Tree, token: int) -> bool:
        """ "is to attack", "going to attack"."""
        up = tree.heads[token]
        return (
            up >= 0
            and tree.lower[up] in ("going", "set", "due", "about")
            and tree.base(token) in ("xcomp", "advcl", "ccomp")
        )

    def _arguments(self, tree: Tree, token: int, *, noun: bool) -> list[Cue]:
        """ "No troops were captured", "nobody died"; "the only city to have been captured"."""
        found = []
        if not noun:
            for child in tree.kids(token, "nsubj", "obj", "obl"):
                words = [tree.lower[d] for d in tree.kids(child, "det", "advmod")] + [
                    tree.lower[child]
                ]
                found += [Cue("negators", w) for w in words if self._single.get(w) == "negators"]
        up = tree.heads[token]
        if up >= 0 and tree.base(token) == "acl":
            modifiers = {tree.lower[c] for c in tree.kids(up, "amod", "advmod")}
            found += [
                Cue("historical", phrase)
                for phrase in self._words.superlatives
                if phrase.split()[-1] in modifiers
            ]
        return found

    def _climb(self, tree: Tree, token: int, start: int) -> list[Cue]:
        found: list[Cue] = []
        at = token
        for _ in range(_STEPS):
            up = tree.heads[at]
            if up < 0:
                found += self._root(tree, at)
                break
            link = tree.base(at)
            if link == "conj":
                if self._inherits(tree, at):
                    found += self._own(tree, up)
                at = up
                continue
            cue = self._governor(tree, at, up, link) if up >= start else None
            if cue is not None:
                found.append(cue)
            if link == "ccomp" and cue is None and up >= start:
                found += [Cue("hypothetical", f"not {tree.lower[up]}") for c in self._own(tree, up)
                          if c.kind == "negators"]  # fmt: skip
            if link == "advcl":
                found += self._adverbial(tree, at, cue)
                break
            if not self._goes_on(tree, at, up, link, cue):
                break
            if up >= start:
                found += self._own(tree, up)
            at = up
        return found

    def _root(self, tree: Tree, at: int) -> list[Cue]:
        """An imperative: a bare verb without a subject at the root."""
        bare = tree.verbal(at) and not tree.kids(at, "nsubj", "aux", "cop", "mark", "expl")
        first = not any(tree.tags[t] in ("NOUN", "PROPN", "PRON") for t in range(at))
        if bare and first and not tree.lower[at].endswith(("ed", "ing", "s", "en")):
            return [Cue("imperative", tree.lower[at])]
        return []

    def _inherits(self, tree: Tree, token: int) -> bool:
        return not tree.kids(token, "aux", "nsubj")

    def _governor(self, tree: Tree, at: int, up: int, link: str) -> Cue | None:
        word = tree.lower[up]
        kind = None if word in self._not_governors else self._single.get(word)
        if link in ("nsubj", "csubj"):
            would = [tree.lower[c] for c in tree.kids(up, "aux") if tree.kids(up, "cop")]
            if any(w in self._words.unreal for w in would):
                return Cue("hypothetical", would[0])
            predicate = tree.relations[at] == "nsubj:pass" or tree.tags[up] == "ADJ"
            return Cue(kind, word) if predicate and kind is not None else None
        if kind is None:
            return None
        if link in ("obl", "nmod") and tree.case(at) not in _HELD:
            return None
        if link in ("acl", "advcl") and not self._infinitive(tree, at):
            doubt = link == "acl" and kind == "hypothetical" and tree.tags[up] == "NOUN"
            return Cue(kind, word) if doubt else None
        if link == "ccomp" and kind == "demanded" and not self._infinitive(tree, at):
            return Cue(kind, word) if word in self._words.strict_demands else None
        if link in _ARGUMENTS or link in ("xcomp", "ccomp", "acl", "advcl", "parataxis", "amod"):
            return Cue(kind, word)
        return None

    def _adverbial(self, tree: Tree, at: int, cue: Cue | None) -> list[Cue]:
        """A clause of purpose that nothing else governs; a clause with "since" is background."""
        marks = {tree.lower[m] for m in tree.kids(at, "mark")}
        if "since" in marks:
            return [Cue("historical", "since")]
        return [Cue("purpose", "to")] if cue is None and self._infinitive(tree, at) else []

    def _infinitive(self, tree: Tree, at: int) -> bool:
        return any(tree.lower[m] == "to" for m in tree.kids(at, "mark"))

    def _goes_on(self, tree: Tree, at: int, up: int, link: str, cue: Cue | None) -> bool:
        """Whether what stands over the governor stands over the event, too."""
        if link in ("xcomp", "amod", "compound"):
            return True
        if link in ("ccomp", "parataxis"):
            return False
        if cue is not None:
            return True
        if link in ("obj", "nsubj", "obl"):
            return tree.lower[up] in self._kept and not (
                link == "obl" and tree.case(at) not in _HELD
            )
        return link == "nmod" and tree.case(at) in ("of", "for")


@cache
def governors(scope: Scope) -> Governors:
    """The governors of a language, built once."""
    return Governors(scope)
