"""What our reading of a report says of the nouns in it: the candidates for MUC-4's fillers.

A candidate is a noun or a name with the head word that MUC's scoring compares, its classes, the
triggers that it is an argument of, and where it stands. Nothing here knows MUC's answers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.events.coder import Coder
from dateline.events.component import coder_for
from dateline.events.drafts import Draft
from dateline.events.known import known_classes
from dateline.events.lexicon import Entry
from dateline.events.lines import Line, Trigger, line_of
from dateline.events.nearby import by_sentence, of_claim
from dateline.events.syntax import Clause, Phrase
from dateline.events.tree import Tree
from dateline.model import Analysis, BlockKind, Coding

NOUNS = frozenset({"NOUN", "PROPN"})
_VERBS = frozenset({"VERB", "AUX", "ADJ"})
_HARM = ("killed", "wounded")
_SILENT = frozenset({BlockKind.BOILERPLATE, BlockKind.CREDIT, BlockKind.BYLINE, BlockKind.DATELINE})
_MEMBERS = frozenset({"of", "from"})
# Who did it, by words that only say so: the links from the word to whom it names.
_RESPONSIBLE = {
    "accuse": ("obj", "nsubj:pass"),
    "blame": ("obj", "nsubj:pass", "obl on"),
    "attribute": ("obl to",),
    "responsible": ("nsubj",),
    "responsibility": ("obl by", "nmod of"),
    "claim": ("nsubj",),
    "suspect": ("obj", "nsubj:pass"),
    "author": ("nsubj",),
}
_CLAIMED = frozenset({"responsibility", "credit"})
_MARKS = "[](){}\"'.,;:!?-"
_STOPS = frozenset(
    {"of", "in", "on", "at", "from", "for", "with", "by", "to", "who", "which", "that", "wearing",
     "carrying", "belonging", "near", "under", "against", "named", "called", "identified"}
)  # fmt: skip
_WHOLE = {
    "men": "man", "women": "woman", "children": "child", "houses": "house", "buses": "bus",
    "policemen": "policeman", "gunmen": "gunman", "servicemen": "serviceman",
    "seamen": "seaman", "bus": "bus", "gas": "gas", "wives": "wife", "forces": "force",
}  # fmt: skip


@dataclass(frozen=True)
class Link:
    """A candidate's part (agent, patient, means, near) in what a trigger tells; `code` and
    `auxiliary` are empty where the words were read as no event."""

    sense: str
    base: str
    part: str
    code: str
    auxiliary: str
    draft: int


@dataclass(frozen=True)
class Candidate:
    """One noun: characters [start, end) of its head, and the token, sentence and words."""

    head: str
    start: int
    end: int
    sentence: int
    token: int
    classes: frozenset[str]
    kinds: frozenset[str]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Reading:
    """A report: its candidates, its drafts in order, and the tree of each sentence."""

    coding: Coding
    candidates: tuple[Candidate, ...]
    drafts: tuple[Draft, ...]
    trees: Mapping[int, Tree]


def reading(coding: Coding) -> Reading:
    """The candidates of a report in English that the neural reader has parsed."""
    analysis = coding.linguistics()
    coder = coder_for(analysis)
    assert coder is not None, "MUC is in English"
    drafts: list[Draft] = []
    candidates: list[Candidate] = []
    trees: dict[int, Tree] = {}
    kinds = _kinds(coding)
    for line, found in _lines(coding, coder):
        trees[line.index] = tree = Tree.of(line, analysis)
        links = _links(line, found, coder, tree, analysis, len(drafts))
        candidates += _nouns(line, tree, analysis, links, kinds, coding.report.text)
        drafts += found
    return Reading(coding, tuple(candidates), tuple(drafts), trees)


def head_of(text: str) -> str:
    """The head noun of a filler as the key writes it, in the singular."""
    words = text.lower().split()
    for at, word in enumerate(words):
        if at and word in _STOPS:
            words = words[:at]
            break
    words = [w for w in (cleaned(w) for w in words) if w]
    return singular(words[-1]) if words else ""


def cleaned(word: str) -> str:
    """A word without the marks around it and without a possessive ending."""
    bare = word.lower().replace("’", "'").strip(_MARKS)
    return bare.removesuffix("'s")


def singular(word: str) -> str:
    """An English noun in the singular, by its ending; the same rule for key and answer."""
    if word in _WHOLE:
        return _WHOLE[word]
    if word.endswith(("ies", "ses", "xes", "ches")):
        return word[:-3] + "y" if word.endswith("ies") else word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _lines(coding: Coding, coder: Coder) -> Iterator[tuple[Line, list[Draft]]]:
    analysis, report = coding.linguistics(), coding.report
    known = by_sentence(analysis.sentences, known_classes(coding), lambda k: (k[:2],))
    claims = by_sentence(analysis.sentences, coding.claims, of_claim)
    for index, sentence in enumerate(analysis.sentences):
        block = report.blocks[sentence.block] if sentence.block < len(report.blocks) else None
        if block is not None and block.kind in _SILENT:
            continue
        line = line_of(report.text, analysis, index, coder.lexicon, known[index], bare=True)
        yield line, coder.drafts(line, analysis, tuple(claims[index])) if line.triggers else []


def _kinds(coding: Coding) -> Mapping[int, frozenset[str]]:
    """By character, the kinds of the mentions over it, and the sectors of their actors."""
    actors = {actor.id: actor for actor in coding.actors}
    out: dict[int, set[str]] = defaultdict(set)
    for mention in coding.mentions:
        actor = actors.get(mention.actor or "")
        labels = {mention.kind.value}
        if actor is not None and actor.sector:
            labels.add(actor.sector)
        for at in range(mention.start, mention.end):
            out[at] |= labels
    return {at: frozenset(labels) for at, labels in out.items()}


Links = dict[int, list[Link]]


def _links(
    line: Line, drafts: Sequence[Draft], coder: Coder, tree: Tree, analysis: Analysis, before: int
) -> Links:
    """By token of the line, its parts in what the triggers of the line tell."""
    out: Links = defaultdict(list)
    told = set()
    for at, draft in enumerate(drafts):
        told |= set(range(draft.trigger.first, draft.trigger.last))
        entry = draft.match.entry
        for part, token in _arguments(line, tree, draft.clause):
            link = Link(
                entry.sense, entry.base, part, draft.code, draft.auxiliary.value, before + at
            )
            out[token].append(link)
    for trigger in line.triggers:
        if told.isdisjoint(range(trigger.first, trigger.last)):
            entry_or_none = _entry(line, trigger, analysis, coder)
            if entry_or_none is None:
                continue
            entry = entry_or_none
            sense = coder.lexicon.senses[entry.sense]
            narrowed = Trigger(trigger.first, trigger.last, (entry,))
            clause = coder.syntax.clause(line, narrowed, noun=entry.noun, of=sense.of, start=0)
            for part, token in _arguments(line, tree, clause):
                out[token].append(Link(entry.sense, entry.base, part, "", "", -1))
    for token, base in _responsible(tree):
        out[token].append(Link("responsible", base, "agent", "", "", -1))
    return out


def _responsible(tree: Tree) -> Iterator[tuple[int, str]]:
    """Who is said to have done what a sentence tells ("claimed responsibility", "accused")."""
    for token, word in enumerate(tree.lower):
        base = next((b for b in _RESPONSIBLE if word.startswith(b.removesuffix("e"))), None)
        if base is None:
            continue
        if base == "claim" and not any(
            tree.lower[c] in _CLAIMED for c in tree.kids(token, "obj", "obl")
        ):
            continue
        for way in _RESPONSIBLE[base]:
            relation, _, case = way.partition(" ")
            for child in tree.kids(token, relation):
                if not case or tree.case(child) == case:
                    for named in _joined(tree, child):
                        yield named, base


def _entry(line: Line, trigger: Trigger, analysis: Analysis, coder: Coder) -> Entry | None:
    """The entry that the part of speech allows, one of harm to people before others."""
    allowed = []
    for entry in trigger.entries:
        pos = analysis.tokens[line.tokens[trigger.last - 1 if entry.noun else trigger.first]].pos
        if entry.form == "phrase" or pos is None or pos in (NOUNS if entry.noun else _VERBS):
            allowed.append(entry)
    senses = coder.lexicon.senses
    return min(allowed, key=lambda e: senses[e.sense].counts not in _HARM, default=None)


def _arguments(line: Line, tree: Tree, clause: Clause) -> Iterator[tuple[str, int]]:
    for part, phrases in (
        ("agent", clause.agents), ("patient", clause.patients), ("means", clause.means),
    ):  # fmt: skip
        for phrase in phrases:
            for token in _spread(line, tree, phrase):
                yield part, token
                for inner in tree.kids(token, "nmod"):
                    if tree.case(inner) in _MEMBERS:
                        yield f"{part} of", inner
    for word in clause.near:
        yield "near", line.tokens[word] - line.sentence.first


def _spread(line: Line, tree: Tree, phrase: Phrase) -> Iterator[int]:
    """A phrase's head and what is joined to it or says who it is."""
    return _joined(tree, line.tokens[phrase.head] - line.sentence.first)


def _joined(tree: Tree, token: int) -> Iterator[int]:
    stack, seen = [token], set[int]()
    while stack:
        token = stack.pop()
        if token in seen:
            continue
        seen.add(token)
        yield token
        stack += tree.kids(token, "conj", "appos", "nmod:desc")


def name_end(tree: Tree, token: int) -> int:
    """The last token of a name, which is its head word in MUC's scoring."""
    flat = tree.kids(token, "flat")
    return max([token, *flat])


def _nouns(
    line: Line, tree: Tree, analysis: Analysis, links: Links,
    kinds: Mapping[int, frozenset[str]], text: str,
) -> Iterator[Candidate]:  # fmt: skip
    first = line.sentence.first
    for token, tag in enumerate(tree.tags):
        if tag not in NOUNS or tree.base(token) == "flat":
            continue
        last = name_end(tree, token)
        record = analysis.tokens[first + last]
        head = singular(cleaned(_written(text, record.start, record.end)))
        if len(head) < 2 or not any(c.isalnum() for c in head):
            continue
        words = set(tree.words[token]) | set(tree.words[last])
        yield Candidate(
            head, record.start, record.end, line.index, token, line.classes(words),
            kinds.get(record.start, frozenset()), tuple(links.get(token, ())),
        )  # fmt: skip


def _written(text: str, start: int, end: int) -> str:
    """The whole word between blanks that a token is part of ("AK-47")."""
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] == "-"):
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] == "-"):
        end += 1
    return text[start:end]
