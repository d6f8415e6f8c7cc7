"""One pass over a report in a language read by phrases: its mentions, and whose bare nouns are.

A phrase of the neural reader is one mention, with the span that it has. Beside them the lexicon's
names are mentions, and nouns with their owner ("el Ejército ruso"), where no phrase covers them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from dateline.mentions.drafts import KINDS, Draft, Found, of_entry
from dateline.mentions.followers import ARMED, LONGEST
from dateline.mentions.phrase_actors import (
    OF_STATES,
    Named,
    Phrase,
    PhraseReader,
    draft_of,
    owner_of,
    people_of,
    with_role,
)
from dateline.mentions.phrase_finder import PhraseFinder, Told
from dateline.mentions.phrase_owners import PhraseOwners
from dateline.mentions.records import Sense
from dateline.mentions.tongue_names import tongue_names
from dateline.model import ActorKind, Analysis, Conflict, MentionKind

_FULL = 2
"""Words of the shortest name of a person that no list knows."""


class PhrasePass:
    """Finds the mentions of one report."""

    def __init__(self, analysis: Analysis, *, conflict: Conflict | None, least: float) -> None:
        self.analysis = analysis
        names = tongue_names(analysis.lang or "")
        self.reader = PhraseReader(analysis.tokens, names, conflict.slug if conflict else None)
        self.least = least
        self.owners = PhraseOwners(self.reader, conflict)

    def run(self, blocks: Sequence[bool]) -> list[Found]:
        """The mentions in order; `blocks` says of which blocks the words count."""
        sentences = [s for s in self.analysis.sentences if blocks[s.block]]
        told, alone = PhraseFinder(self.reader, self.analysis, least=self.least).find(sentences)
        items: list[Told | Named] = [*told, *alone]
        found = [f for one in sorted(items, key=self._place) for f in self._mentions(one)]
        return sorted(found, key=lambda f: (f.first, -f.last))

    def _place(self, one: Told | Named) -> int:
        return self.reader.words[one.first].token if isinstance(one, Named) else one[0]

    def _mentions(self, one: Told | Named) -> Iterator[Found]:
        return self._alone(one) if isinstance(one, Named) else self._found(*one)

    def _found(self, first: int, last: int, score: float) -> Iterator[Found]:
        phrase = self.reader.read(first, last)
        if phrase.main is not None and phrase.main.row.cls in ARMED and phrase.owner is None:
            last = self._take_name(last)
            phrase = self.reader.read(first, last)
        draft = self._draft(phrase)
        kind = MentionKind.PERSON if draft.kind is ActorKind.UNNAMED else KINDS[draft.kind]
        head = phrase.main.row.words[0] if phrase.main else None
        self.owners.remember(phrase.main, draft)
        yield Found(first=first, last=last, kind=kind, draft=draft, head=head, score=score)
        joined = [n for n in phrase.names if n.entry.sense not in OF_STATES]
        if phrase.main is None and len(joined) > 1:
            yield from map(self._named, joined)

    def _take_name(self, last: int) -> int:
        """One past the name that a phrase of armed people broke off before: "las tropas *de
        Haftar*"; `last` itself where none follows."""
        tokens, of = self.analysis.tokens, self.reader.data.genitive
        end = last
        while end < len(tokens) and tokens[end].text.lower() in of:
            end += 1
        follows = end > last or tokens[last - 1].text.lower() in of
        stop = min(end + LONGEST, len(tokens))
        begin = end
        while follows and end < stop and tokens[end].text[0].isupper():
            end += 1
        return end if end > begin else last

    def _named(self, name: Named) -> Found:
        draft = owner_of(name.entry)
        first = self.reader.words[name.first].token
        last = self.reader.words[name.last - 1].token + 1
        return Found(first=first, last=last, kind=KINDS[draft.kind], draft=draft, inner=True)

    def _draft(self, phrase: Phrase) -> Draft:
        person = next((n for n in phrase.names if self._is_person(n, phrase)), None)
        if phrase.owner is not None and phrase.main is None and person is None:
            return self._without_noun(phrase, phrase.owner)
        owner = self._given(phrase)
        called = None if person else self._person(phrase)
        if owner is None and person is None and called is None:
            known = self.owners.antecedent(phrase)
            if known is not None:
                return known
        begin = self.reader.words[person.first].token if person else called
        if begin is not None:
            phrase = replace(phrase, text=self.reader.text(phrase.begin, begin).rstrip(" ,،"))
        draft = draft_of(phrase, owner=owner or self.owners.only_state(phrase))
        if person is not None:
            return with_role(of_entry(person.entry), draft)
        if called is not None and draft.kind is ActorKind.UNNAMED:
            name = self.reader.text(called, phrase.last)
            return with_role(Draft(name=name, kind=ActorKind.PERSON), draft)
        return draft

    @staticmethod
    def _is_person(name: Named, phrase: Phrase) -> bool:
        """Whether a name is a person's of the list; not a surname alone behind another first name,
        which no list knows."""
        if name.entry.sense is not Sense.PERSON:
            return False
        return name.last - name.first > 1 or name.first - 1 not in phrase.rest

    def _without_noun(self, phrase: Phrase, name: Named) -> Draft:
        """The actor of a phrase that is a name alone; where a word that no list knows stands by a
        state's or a body's name, an actor of this report: "une étude menée au Burkina Faso"."""
        word = self.reader.words[name.last - 1]
        plain = self.reader.data.plain(self.analysis.tokens[word.token].text)
        draft = people_of(name.entry, plain, self.reader.data)
        unknown = [at for at in phrase.rest if not self._is_count(at)]
        bound = name.entry.sense in OF_STATES and draft.kind is ActorKind.STATE
        longer = name.entry.sense is Sense.BODY and name.last in unknown
        surname = name.entry.sense is Sense.PERSON
        if not (surname or longer or (bound and unknown)):
            return draft
        country = draft.country if bound else None
        return Draft(name=phrase.text, kind=ActorKind.GROUP, gender="n", country=country,
                     local=True)  # fmt: skip

    def _is_count(self, at: int) -> bool:
        """Whether a word is a figure."""
        return self.analysis.tokens[self.reader.words[at].token].text[:1].isdigit()

    @staticmethod
    def _given(phrase: Phrase) -> Draft | None:
        """Whose the noun is by the phrase's own words."""
        owners = [n for n in phrase.names if n.entry.sense is not Sense.PERSON]
        if phrase.owner is None or not owners:
            return None
        chosen = phrase.owner if phrase.owner in owners else owners[0]
        return owner_of(chosen.entry)

    def _person(self, phrase: Phrase) -> int | None:
        """The token where a person's name begins at the end of a phrase, after an office."""
        if phrase.main is None or phrase.main.row.cls != "role":
            return None
        tokens, begin = self.analysis.tokens, phrase.last
        free = {self.reader.words[at].token for at in phrase.rest}
        while begin > phrase.begin and begin - 1 in free and tokens[begin - 1].text[:1].isupper():
            begin -= 1
        before = self.reader.data.plain(tokens[begin - 1].text) if begin > phrase.begin else ""
        told = phrase.last - begin >= _FULL and before not in self.reader.data.dropped
        return begin if told else None

    def _alone(self, name: Named) -> Iterator[Found]:
        """A name as a mention; a state's is a place's where the reader takes it for one."""
        sense = name.entry.sense
        if sense in (Sense.DEMONYM, Sense.PEOPLE, Sense.SEAT, Sense.PLATFORM):
            return
        found = self._named(name)
        found.inner = False
        if sense is Sense.STATE:
            found.kind = MentionKind.PLACE if self._is_place(found) else MentionKind.STATE
        elif found.draft is not None:
            self.owners.remember(None, found.draft)
        yield found

    def _is_place(self, found: Found) -> bool:
        start = self.analysis.tokens[found.first].start
        return any(e.start <= start < e.end for e in self.analysis.entities)
