"""Grammar by the parse: subjects, objects, agents and what stands over a trigger."""

from __future__ import annotations

from dataclasses import replace

from dateline.events.governors import Governors
from dateline.events.lines import Line, Trigger
from dateline.events.scope import Scope
from dateline.events.syntax import Clause, Cue, Phrase
from dateline.events.tree import Tree
from dateline.events.words import HYPHENS
from dateline.model import Analysis

# How much further from the main predicate each link leads.
_DEPTHS = {"conj": 0.1, "parataxis": 0.2, "xcomp": 0.5, "ccomp": 0.5, "obj": 0.5, "nsubj": 0.5,
           "advcl": 1.0, "acl": 1.5, "obl": 1.5, "nmod": 1.5, "amod": 1.5}  # fmt: skip
_BEFORE, _SEVERAL = 6, 3  # words before a trigger that are read, and that make a cue of several
_ARMED = frozenset({"soldiers", "rebels", "police", "armed_actor"})
_POWERS = _ARMED | {"state_actor", "state_words", "nonstate_words", "mob"}
_ABOUT = frozenset({"into", "about", "of", "over", "on", "for", "after"})
_PAST = frozenset({"past", "participle"})
_OF_DEEDS = frozenset({"of", "from"})  # "accused them of -ing", "kept them from -ing"


class ParsedSyntax:
    """The strategy for tokens that have heads (Universal Dependencies), for one report."""

    def __init__(self, scope: Scope, governors: Governors, analysis: Analysis) -> None:
        self._words = scope.words
        self._scope = scope
        self._governors = governors
        self._analysis = analysis
        self._trees: dict[int, Tree] = {}

    def _tree(self, line: Line) -> Tree:
        tree = self._trees.get(line.index)
        if tree is None:
            whole = Tree.of(line, self._analysis)
            tree = replace(whole, lower=self._scope.heard(whole.lower))
            self._trees[line.index] = tree
        return tree

    def unsaid(self, line: Line, first: int, last: int) -> Cue | None:
        """What stands over the verb of saying among these words by the tree."""
        tree = self._tree(line)
        tokens = {line.tokens[word] - line.sentence.first for word in range(first, last)}
        verbs = [
            t for t in sorted(tokens) if tree.tags[t] == "VERB" and tree.heads[t] not in tokens
        ]
        return self._governors.unsaid(tree, verbs[0]) if verbs else None

    def clause(self, line: Line, trigger: Trigger, *, noun: bool, of: str, start: int) -> Clause:
        """The clause of a trigger by the tree of its sentence."""
        tree = self._tree(line)
        head = tree.head_of(line, trigger)
        fixed = trigger.fixed(line.words.lower)
        inside = {line.tokens[word] - line.sentence.first for word in fixed}
        agents, patients = (
            self._nominal(tree, head, inside, of)
            if noun
            else self._verbal(tree, head, inside, trigger.entries[0].form)
        )
        if noun and of == "victim" and not patients:
            agents, patients = self._owned(tree, agents, line)
        if not (agents or patients) and trigger.entries[0].form == "phrase":
            agents = self._armed_before(line, trigger)
        joined = not noun and self._hyphened(tree, head, trigger.entries[0].form)
        if joined:
            agents, patients = self._held(tree, head)
        told = tree.subtree(patients[0]) if joined and patients else tree.clause(head)
        near = _words(tree, told)
        apart = tree.apart(head, self._words.background)
        measures = self._words.partitives
        return Clause(
            near=near | frozenset(range(trigger.first, trigger.last)),
            agents=_phrases(tree, agents, line, measures),
            patients=_phrases(tree, patients, line, measures),
            means=_phrases(tree, self._means(tree, head, inside), line, measures),
            given=_phrases(tree, self._given(tree, head, inside), line, measures),
            company=_phrases(tree, self._company(tree, head), line, measures),
            depth=self._depth(tree, head),
            cues=(
                *self._governors.cues(tree, head, noun=noun, start=_token(line, start)),
                *self._before(line, trigger, start),
            ),
            noun=noun,
            content=self._content(tree, head, line, start)
            and not (noun and self._predicated(line, trigger)),
            controlled=not noun and self._controlled(tree, head),
            apart=_words(tree, apart),
            others=_words(tree, tree.told_apart(head)),
            saying=_words(tree, tree.said_where(head, self._governors.sayings)),
        )

    def _controlled(self, tree: Tree, head: int) -> bool:
        """Whether a verb without a subject takes that of the verb over it, by its form."""
        if tree.kids(head, "nsubj"):
            return False
        infinite = tree.lower[head].endswith("ing") or any(
            tree.lower[c] in self._words.have and tree.lower[c].endswith("ing")
            for c in tree.kids(head, "aux")
        )
        return tree.base(head) == "xcomp" or (tree.base(head) in ("advcl", "ccomp") and infinite)

    def _hyphened(self, tree: Tree, head: int, form: str) -> bool:
        """Whether a participle is joined to its doer: "*Russian-held*"."""
        joined = head > 1 and tree.lower[head - 1] in HYPHENS
        return joined and form in ("phrase", *_PAST)

    def _held(self, tree: Tree, head: int) -> tuple[list[int], list[int]]:
        """Doer and object of a joined participle, wherever the parser hung it."""
        up = tree.heads[head]
        after = up if up > head else head + 1
        return [head - 2], [after] if after < len(tree.heads) else []

    def _predicated(self, line: Line, trigger: Trigger) -> bool:
        """Whether something is said of a noun right after it ("the retreat was a blow")."""
        following = line.words.lower[trigger.last : trigger.last + 1]
        return any(word in self._words.be | self._words.have for word in following)

    def _armed_before(self, line: Line, trigger: Trigger) -> list[int]:
        """Who a phrase without a verb is about: the forces named last before it."""
        words = [m.last - 1 for m in line.marks if m.label in _ARMED and m.last <= trigger.first]
        return [line.tokens[max(words)] - line.sentence.first] if words else []

    def _content(self, tree: Tree, head: int, line: Line, start: int) -> bool:
        """Whether a trigger is the root of what is said, or its light verb's noun."""
        first = _token(line, start)
        at = head
        while tree.heads[at] >= first and tree.heads[at] != at:
            up = tree.heads[at]
            light = tree.lower[up] in self._words.light_verbs | self._words.occurrence
            light = light and (tree.base(at) != "obl" or tree.case(at) not in _ABOUT)
            joined = tree.base(at) in ("conj", "xcomp")
            if not joined and not (light and not tree.kids(up, "cop")):
                return tree.lower[up] in self._governors.sayings
            at = up
        return True

    def _verbal(
        self, tree: Tree, head: int, inside: set[int], form: str
    ) -> tuple[list[int], list[int]]:
        agents, patients = self._own(tree, head, inside)
        relation = tree.relations[head]
        if relation == "amod":
            return ([], [tree.heads[head]]) if form in _PAST else ([tree.heads[head]], [])
        bare = self._bare_subject(tree, head, form)
        if bare is not None and not agents:
            return [bare], patients or [tree.heads[head]]
        passive = self._passive(tree, head, form)
        if (passive and not patients) or (not passive and not agents):
            subject = self._inherited(tree, head, form)
            if passive:
                patients = patients or subject
            else:
                agents = agents or subject
        if not patients and not passive:
            patients = self._targets(tree, head, inside)
        return agents, patients

    def _bare_subject(self, tree: Tree, head: int, form: str) -> int | None:
        """Who acts in "the town *the rebels* took", where the parser hung it on the town."""
        up = tree.heads[head]
        if tree.base(head) != "acl" or form not in _PAST or head == 0 or up < 0:
            return None
        if tree.kids(head, "nsubj", "aux"):
            return None
        before = head - 1
        hung = tree.heads[before] == up and tree.base(before) in ("nmod", "appos", "compound")
        named = tree.tags[before] in ("PROPN", "NOUN", "PRON") and up < before
        return before if hung and named and not tree.kids(before, "case") else None

    def _own(self, tree: Tree, head: int, inside: set[int]) -> tuple[list[int], list[int]]:
        """What hangs on the verb itself (and on the nouns inside a longer trigger)."""
        agents = tree.kids(head, "obl:agent")
        agents += [
            c for c in tree.kids(head, "obl", "nmod")
            if tree.case(c) in ("by", "between") and c not in agents
        ]  # fmt: skip
        patients = [c for c in tree.kids(head, "obj") if c not in inside]
        patients += [c for c in tree.kids(head, "obl") if self._bare(tree, c) and c not in inside]
        for clause in tree.kids(head, "ccomp"):
            if tree.case(clause) == "of":  # "accused *them* of firing"
                patients += tree.kids(clause, "nsubj")
        subjects = tree.kids(head, "nsubj")
        if self._passive_aux(tree, head):
            patients += subjects
        else:
            agents = subjects or agents
        for token in inside - {head}:
            patients += [
                c
                for c in tree.kids(token, "nmod", "obj", "nsubj")
                if c not in inside and tree.case(c) in ("of", "")
            ]
        return self._resolved(tree, head, agents), self._resolved(tree, head, patients)

    def _resolved(self, tree: Tree, head: int, arguments: list[int]) -> list[int]:
        """Relative pronouns give way to the noun that their clause hangs on."""
        out = []
        for token in arguments:
            relative = tree.lower[token] in self._words.relative
            if relative and tree.relations[head] == "acl:relcl" and tree.heads[head] >= 0:
                out.append(tree.heads[head])
            elif not relative:
                out.append(token)
        return out

    def _bare(self, tree: Tree, token: int) -> bool:
        """An object that the parser took for a modifier: no preposition, no time."""
        return tree.relations[token] == "obl" and not tree.case(token) and tree.tags[token] != "NUM"

    def _passive_aux(self, tree: Tree, head: int) -> bool:
        """A form of "be" before the verb; a subject marked passive counts only without one."""
        auxiliaries = tree.kids(head, "aux")
        if any(tree.lower[c] in self._words.be for c in auxiliaries):
            ing = tree.lower[head].endswith("ing")
            return not ing or any(tree.relations[c] == "aux:pass" for c in auxiliaries)
        return not auxiliaries and any(
            tree.relations[c] == "nsubj:pass" for c in tree.kids(head, "nsubj")
        )

    def _passive(self, tree: Tree, head: int, form: str) -> bool:
        if self._passive_aux(tree, head):
            return True
        return form in _PAST and tree.relations[head] == "acl" and not tree.kids(head, "obj")

    def _inherited(self, tree: Tree, head: int, form: str) -> list[int]:
        """The subject of a verb that has none: from the clause or noun that it hangs on."""
        relation, up = tree.relations[head], tree.heads[head]
        if up < 0:
            return []
        if relation in ("acl", "acl:relcl"):
            objects = tree.kids(head, "nsubj") and relation == "acl:relcl"
            return [] if objects else [up]
        if tree.base(head) in ("conj", "xcomp", "advcl", "ccomp", "parataxis"):
            if tree.base(head) == "xcomp" and (objects := tree.kids(up, "obj")):
                return objects
            if told := self._told_to(tree, head, up):
                return told
            subjects = tree.kids(up, "nsubj")
            if subjects:
                return self._resolved(tree, up, subjects)
            if tree.verbal(up) and tree.relations[up] != "root":
                return self._inherited(tree, up, form)
        return []

    def _told_to(self, tree: Tree, head: int, up: int) -> list[int]:
        """Who shall act in "called on *them* to act", or did in "accused *them* of acting"."""
        if tree.case(head) in _OF_DEEDS:
            return tree.kids(up, "obj")
        if tree.case(head) not in self._words.infinitive:
            return []
        return [c for c in tree.kids(up, "obl") if self._demands(tree.lower[up], tree.case(c))]

    def _demands(self, verb: str, preposition: str) -> bool:
        if not preposition:
            return False
        return any(h.payload == "demanded" for h in self._scope.cues.find((verb, preposition)))

    def _targets(self, tree: Tree, head: int, inside: set[int]) -> list[int]:
        relation, up = tree.relations[head], tree.heads[head]
        if relation == "acl:relcl" and up >= 0 and tree.kids(head, "nsubj"):
            pronouns = [
                c for c in tree.kids(head, "nsubj") if tree.lower[c] in self._words.relative
            ]
            if not pronouns:
                return [up]
        found = []
        for token in (head, *inside):
            found += [
                c for c in tree.kids(token, "obl", "nmod")
                if tree.case(c) in self._words.targets and c not in inside
            ]  # fmt: skip
        return found

    def _nominal(
        self, tree: Tree, head: int, inside: set[int], of: str
    ) -> tuple[list[int], list[int]]:
        agents = [c for c in tree.kids(head, "nmod:poss", "amod", "compound") if c not in inside]
        patients: list[int] = []
        for child in tree.kids(head, "nmod", "obl"):
            case = tree.case(child)
            if case in ("by", "between"):
                agents.insert(0, child)
            elif case == "of":
                (agents if of == "agent" else patients).insert(0, child)
            elif case in self._words.targets:
                patients.append(child)
        for child in tree.kids(head, "acl"):
            agents = [c for c in tree.kids(child, "obl") if tree.case(c) == "by"] + agents
        doers, done_to = self._through_light_verb(tree, head)
        named = [a for a in agents if tree.base(a) in ("nmod", "obl")]
        return (named or doers or agents), patients + done_to

    def _owned(self, tree: Tree, agents: list[int], line: Line) -> tuple[list[int], list[int]]:
        """ "The minister's murder": whose it is, it befell, unless they bear arms or rule."""
        owners = []
        for token in agents:
            classes = line.classes(tree.words[token])
            whose = tree.relations[token] == "nmod:poss" and not classes & _POWERS
            person = "civilian" in classes and not classes & _ARMED
            if whose or (person and tree.relations[token] in ("nmod:poss", "compound")):
                owners.append(token)
        return [a for a in agents if a not in owners], owners

    def _through_light_verb(self, tree: Tree, head: int) -> tuple[list[int], list[int]]:
        """ "X launched an attack on Y", "Y came under attack": arguments of the verb."""
        up, relation = tree.heads[head], tree.base(head)
        if up < 0 or not tree.verbal(up):
            return [], []
        subjects = [c for c in tree.kids(up, "nsubj") if c != head] or self._inherited(tree, up, "")
        if relation == "obl" and tree.case(head) in self._words.under:
            return [], self._resolved(tree, up, subjects)
        if tree.lower[up] not in self._words.light_verbs:
            return [], []
        targets = [c for c in tree.kids(up, "obl") if tree.case(c) in self._words.targets]
        if relation == "obj" and not tree.kids(up, "aux:pass"):
            return self._resolved(tree, up, subjects), targets
        if tree.relations[head] == "nsubj:pass":
            return [c for c in tree.kids(up, "obl") if tree.case(c) == "by"], targets
        return [], []

    def _before(self, line: Line, trigger: Trigger, start: int) -> list[Cue]:
        """Cues of several words right before a trigger ("stopped short of attacking")."""
        first = max(start, trigger.first - _BEFORE)
        window = line.words.lower[first : trigger.first]
        spoken = " ".join(window)
        found = [
            Cue("historical", phrase)
            for phrase in self._words.superlatives
            if phrase in spoken and "," not in spoken.split(phrase)[1] and self._past(trigger)
        ]
        return found + [
            Cue(hit.payload, " ".join(window[hit.first : hit.last]))
            for hit in self._scope.cues.find(window)
            if hit.last >= len(window) - 1 and hit.last - hit.first >= _SEVERAL
        ]

    def _past(self, trigger: Trigger) -> bool:
        return trigger.entries[0].form in _PAST

    def _depth(self, tree: Tree, head: int) -> float:
        """How far a token is from its sentence's main predicate, by the links between."""
        depth, at = 0.0, head
        for _ in range(len(tree.heads)):
            up = tree.heads[at]
            if up < 0:
                break
            light = tree.lower[up] in self._words.light_verbs | self._governors.sayings
            free = light and tree.base(at) in ("obj", "nsubj", "ccomp", "xcomp")
            depth += 0.0 if free else _DEPTHS.get(tree.base(at), 1.0)
            at = up
        return depth

    def _company(self, tree: Tree, head: int) -> list[int]:
        found = tree.kids(head, "obl", "nmod")
        return [c for c in found if tree.case(c) in self._words.company]

    def _given(self, tree: Tree, head: int, inside: set[int]) -> list[int]:
        """To whom something goes, wherever the parser hung it."""
        over = (head, *sorted(inside - {head}), *tree.kids(head, "obj"))
        found = [c for token in over for c in tree.kids(token, "obl", "nmod")]
        return [c for c in found if tree.case(c) in self._words.dative and c not in inside]

    def _means(self, tree: Tree, head: int, inside: set[int]) -> list[int]:
        found = []
        for token in (head, *inside):
            found += [
                c for c in tree.kids(token, "obl", "nmod")
                if tree.case(c) in self._words.means and c not in inside
            ]  # fmt: skip
            for clause in tree.kids(token, "advcl", "acl"):
                if tree.lower[clause] in self._words.means:
                    found += tree.kids(clause, "obj")
        up = tree.heads[head]
        if up >= 0 and tree.base(head) in ("conj", "advcl") and tree.verbal(up):
            found += [c for c in tree.kids(up, "obl") if tree.case(c) in self._words.means]
            if tree.base(head) == "advcl":
                found += tree.kids(up, "nsubj")
        return found


def _words(tree: Tree, tokens: set[int]) -> frozenset[int]:
    return frozenset(word for token in tokens for word in tree.words[token])


def _phrases(
    tree: Tree, tokens: list[int], line: Line, partitives: frozenset[str]
) -> tuple[Phrase, ...]:
    out = []
    for token in dict.fromkeys(tokens):
        core = _extended(tree, token, line, partitives)
        words = sorted(w for t in core for w in tree.words[t])
        if words and tree.words[token]:
            out.append(Phrase(tree.words[token][-1], frozenset(words), words[0], words[-1] + 1))
    return tuple(out)


def _extended(tree: Tree, token: int, line: Line, partitives: frozenset[str]) -> set[int]:
    """The core, and what a measure, or a head without a class of its own, is "of"."""
    core = tree.core(token)
    measure = tree.lower[token] in partitives
    if measure or not line.classes({w for t in core for w in tree.words[t]}):
        for child in tree.kids(token, "nmod"):
            if tree.case(child) in ("of", "from"):
                core |= tree.core(child)
    return core


def _token(line: Line, word: int) -> int:
    if word >= len(line.tokens):
        return 0
    return line.tokens[word] - line.sentence.first
