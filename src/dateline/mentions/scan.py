"""One pass over the sentences of a report: everything that names an actor, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from dateline.mentions.drafts import KINDS, Draft, Found, headed, of_entry
from dateline.mentions.persons import capital_run, organisation_at, person_at, title_gender
from dateline.mentions.phrases import Reading
from dateline.mentions.records import Entry, Head, Sense
from dateline.model import ActorKind, MentionKind, RawEntity, Sentence, ToponymKind

Role = tuple[int, Draft] | None
_GROUPS = {"force": ActorKind.FORCE, "unit": ActorKind.FORCE, "office": ActorKind.ORGANISATION,
           "media": ActorKind.ORGANISATION}  # fmt: skip
_FROM_READER = {"person": ActorKind.PERSON, "organisation": ActorKind.ORGANISATION,
                "force": ActorKind.FORCE, "group": ActorKind.GROUP}  # fmt: skip

PLACES = frozenset({"place", "facility"})


class Scanner:
    """Reads names sentence by sentence; `entities` are the neural reader's, by first token."""

    def __init__(self, reading: Reading, entities: Mapping[int, tuple[int, RawEntity]]) -> None:
        self.reading = reading
        self.entities = entities
        self.begin = self.limit = 0

    def sentence(self, sentence: Sentence) -> list[Found]:
        """The names and anaphors of one sentence."""
        i = self.begin = sentence.first
        self.limit = sentence.last
        result: list[Found] = []
        role: Role = None
        tokens, norms, firsts = self.reading.tokens, self.reading.norms, self.reading.lexicon.firsts
        while i < self.limit:
            first = tokens[i].text[0]
            begins = first.isalnum() and (norms[i] in firsts or first.isupper())
            found = self._at(i, role) if begins else []
            if not found:
                i += 1
                continue
            result += found
            main = found[-1]
            main.chain = self._chain(main)
            i = max(main.last, i + 1)
            shown = main.draft if main.draft and main.kind is MentionKind.PERSON else None
            role = (i, shown) if shown and shown.kind is ActorKind.UNNAMED else None
            self._acronym(result)
            self._apposition(result)
        return result

    def _chain(self, found: Found) -> int | None:
        """The coreference chain of the reader's name that stands in a mention, if any."""
        for k in range(found.last - 1, found.first - 1, -1):
            entity = self.entities.get(k)
            if entity is not None and entity[1].chain is not None:
                return entity[1].chain
        return None

    def _apposition(self, found: list[Found]) -> None:
        """'Oleh Zhdanov, a Ukrainian military analyst': the second name is the first's role."""
        if len(found) < 2:
            return
        name, role = found[-2], found[-1]
        person, shown = name.draft, role.draft
        if person is None or shown is None or person.kind is not ActorKind.PERSON:
            return
        between = [self.reading.tokens[k].text.lower() for k in range(name.last, role.first)]
        if shown.kind is not ActorKind.UNNAMED or between[:1] != [","] or len(between) > 2:
            return
        if (
            between[1:]
            and between[1] not in self.reading.lexicon.words.indefinite
            and between[1] not in self.reading.lexicon.determiners
        ):
            return
        name.draft = role.draft = _with_role(person, shown)
        role.anaphor = None

    def _acronym(self, found: list[Found]) -> None:
        """'National Liberation Army (ELN)': the name before a known acronym in brackets."""
        short, tokens = found[-1], self.reading.tokens
        i = short.first - 1
        known = short.draft is not None and not short.draft.local and short.anaphor is None
        bracketed = i > self.begin and tokens[i].text == "(" and tokens[short.first].text.isupper()
        if not known or not bracketed or short.draft is None:
            return
        first = i
        while first > self.begin and self._spells(first - 1):
            first -= 1
        while first < i and not tokens[first].text[0].isupper():
            first += 1
        if i - first < 2:
            return
        kept = [f for f in found[:-1] if f.last <= first]
        found[:] = [
            *kept, Found(first=first, last=i, kind=short.kind, draft=short.draft, score=0.9), short
        ]  # fmt: skip

    def _spells(self, i: int) -> bool:
        text = self.reading.tokens[i].text
        if text[0].isupper():
            return text.lower() not in self.reading.lexicon.determiners
        return text.lower() in self.reading.lexicon.words.of

    def _at(self, i: int, role: Role) -> list[Found]:
        reading = self.reading
        text = reading.tokens[i].text
        relative = self._relative(i)
        if relative:
            return [relative]
        if text.lower() in reading.lexicon.pronouns and not (text.isupper() and len(text) > 1):
            return [Found(first=i, last=i + 1, kind=MentionKind.PRONOUN, anaphor="pronoun",
                          head=text.lower(), score=0.8)]  # fmt: skip
        name = reading.lexicon.name_at(reading.norms, reading.tokens, i)
        if name:
            found = self._named(i, name[0], name[1], role)
            if found:
                return found
            if any(e.sense in (Sense.DEMONYM, Sense.STATE) for e in name[1]):
                organisation = organisation_at(reading, i, self.limit)
                return [organisation] if organisation else []
        found = self._headed(i)
        if found:
            return found
        return self._proper(i) if text[0].isupper() else []

    def _relative(self, i: int) -> Found | None:
        lexicon, norms = self.reading.lexicon, self.reading.norms
        if norms[i] not in lexicon.relative:
            return None
        for size in (3, 2, 1):
            key = tuple(norms[i : min(i + size, self.limit)])
            if key in lexicon.own or key in lexicon.other:
                anaphor = "own" if key in lexicon.own else "enemy"
                return Found(first=i, last=i + len(key), kind=MentionKind.FORCE, anaphor=anaphor,
                             score=0.7)  # fmt: skip
        return None

    def _named(self, i: int, n: int, entries: Sequence[Entry], role: Role) -> list[Found]:
        reading = self.reading
        entry = reading.entry(entries)
        if entry is None:
            return []
        if entry.sense is Sense.PERSON:
            draft = _with_role(of_entry(entry), _adjacent(role, i))
            return [Found(first=i, last=i + n, kind=MentionKind.PERSON, draft=draft, score=0.95)]
        dwellers = self._dwellers(i, n, entry)
        if dwellers:
            return [dwellers]
        armed = entry.sense is Sense.DEMONYM and reading.does_with_arms(i + n, self.limit)
        owned = None if armed else reading.owned(i, n, entry, self.limit)
        if owned:
            return self._owned(i, n, entry, owned)
        paired = self._paired(i, n, entry)
        if paired:
            return [paired]
        if entry.sense is Sense.DEMONYM and self._noun_use(i, i + n):
            people = reading.entry(entries, people=True)
            entry = people if people and people.sense is Sense.PEOPLE else entry
        if entry.sense is Sense.DEMONYM and (armed or reading.does(i + n, self.limit)):
            return [Found(first=i, last=i + n, kind=MentionKind.STATE, draft=of_entry(entry),
                          score=0.8)]  # fmt: skip
        after = reading.norms[i + n] if i + n < self.limit else ""
        if entry.sense is Sense.PEOPLE and after in reading.lexicon.words.dwell:
            draft = replace(of_entry(entry), sector="CVL", side=None)
            return [Found(first=i, last=i + n, kind=MentionKind.GROUP, draft=draft)]
        entity = self.entities.get(i)
        acting = entity is not None and entity[1].toponym_kind == ToponymKind.METONYMIC
        found = reading.bare(i, n, entry, sentence=self.begin, limit=self.limit, acting=acting)
        return [found] if found else []

    def _dwellers(self, i: int, n: int, entry: Entry) -> Found | None:
        """People who live in another state than the one that their name recalls: '*ethnic*
        Albanians', 'Bosnian Serbs'. They act for neither."""
        reading, last, country, first = self.reading, i + n, None, i
        people = reading.entry([entry], people=True)
        if i > self.begin and reading.norms[i - 1] in reading.lexicon.words.ethnic:
            first = i - 1
        elif entry.sense is Sense.DEMONYM:
            if last >= self.limit:
                return None
            other = reading.lexicon.name_at(reading.norms, reading.tokens, last)
            people = reading.entry(other[1], people=True) if other else None
            country, last = entry.country, last + (other[0] if other else 0)
        else:
            return None
        if people is None or people.sense is not Sense.PEOPLE or people.country == country:
            return None
        name = reading.words(first if country is None else i, last)
        draft = Draft(name=name, kind=ActorKind.GROUP, sector="CVL", country=country, gender="n",
                      plural=True, local=country is None)  # fmt: skip
        return Found(first=first, last=last, kind=MentionKind.GROUP, draft=draft)

    def _owned(
        self, i: int, n: int, entry: Entry, owned: tuple[int, int, Draft, Head]
    ) -> list[Found]:
        first, last, draft, head = owned
        result: list[Found] = []
        if draft.kind is ActorKind.UNNAMED:
            if entry.sense is not Sense.DEMONYM:
                inner = of_entry(entry)
                result.append(
                    Found(first=i, last=i + n, kind=KINDS[inner.kind], draft=inner, inner=True)
                )
            person = self._person(last, (last, draft))
            if person:
                return [*result, person]
        kind = MentionKind.PERSON if draft.kind is ActorKind.UNNAMED else KINDS[draft.kind]
        anaphor = "role" if head.cls == "role" and self._definite(first) else None
        return [*result, Found(first=first, last=last, kind=kind, draft=draft, anaphor=anaphor,
                               head=self.reading.norms[last - 1])]  # fmt: skip

    def _paired(self, i: int, n: int, entry: Entry) -> Found | None:
        """'Hungarian *and Romanian* officials': the first of two owners of one head."""
        reading, j = self.reading, i + n
        if entry.sense not in (Sense.DEMONYM, Sense.STATE) or j + 1 >= self.limit:
            return None
        if reading.norms[j] not in reading.lexicon.words.joins:
            return None
        other = reading.lexicon.name_at(reading.norms, reading.tokens, j + 1)
        second = reading.entry(other[1]) if other else None
        if other is None or second is None or second.sense is not Sense.DEMONYM:
            return None
        chain = reading.chain(j + 1 + other[0], self.limit)
        if chain is None or chain[1].cls == "nothing":
            return None
        words = f"{reading.words(i, j)} {reading.words(j + 1 + other[0], chain[0])}"
        draft = headed(of_entry(entry), chain[1], words, chain[2])
        return Found(first=i, last=j, kind=KINDS[draft.kind], draft=draft)

    def _definite(self, first: int) -> bool:
        before = self.reading.norms[first - 1] if first > self.begin else ""
        return before not in self.reading.lexicon.words.indefinite

    def _noun_use(self, i: int, last: int) -> bool:
        if i == self.begin or self.reading.norms[i - 1] not in self.reading.lexicon.determiners:
            return False
        after = self.reading.tokens[last].text.lower() if last < self.limit else "."
        return not after.isalpha() or after in self.reading.lexicon.words.acts

    def _person(self, i: int, role: Role) -> Found | None:
        """A person whose name begins at token i, right after a role."""
        if i >= self.limit or not self.reading.tokens[i].text[0].isupper():
            return None
        reading = self.reading
        name = reading.lexicon.name_at(reading.norms, reading.tokens, i)
        entry = reading.entry(name[1]) if name else None
        if name and entry and entry.sense is Sense.PERSON:
            draft = _with_role(of_entry(entry), _adjacent(role, i))
            return Found(
                first=i, last=i + name[0], kind=MentionKind.PERSON, draft=draft, score=0.95
            )
        other = entry is not None and entry.sense is not Sense.PERSON
        if entry and other and (not role or entry.sense is Sense.DEMONYM):
            return None
        title = title_gender(reading, i)
        if title and i + 1 < self.limit:
            return self._titled(i, title, role)
        found = person_at(reading, i, self.limit, after_role=role is not None, title=title)
        if found and found.draft and role:
            found.draft = _with_role(found.draft, role[1])
        elif found and role:
            found.draft = _with_role(Draft(name=reading.words(found.first, found.last),
                                           kind=ActorKind.PERSON), role[1])  # fmt: skip
        return found

    def _titled(self, i: int, title: str, role: Role) -> Found | None:
        """'Lt. Gen. Daniel Otieno': the name after its titles."""
        while i + 1 < self.limit and (shown := title_gender(self.reading, i)):
            title, i = shown, i + 1
        name = self.reading.lexicon.name_at(self.reading.norms, self.reading.tokens, i)
        entry = self.reading.entry(name[1]) if name else None
        if entry is not None and entry.sense is Sense.PERSON:
            return self._person(i, (i, role[1]) if role else None)
        found = person_at(self.reading, i, self.limit, after_role=role is not None, title=title)
        if found and found.draft and role:
            found.draft = _with_role(found.draft, role[1])
        return found

    def _headed(self, i: int) -> list[Found]:
        reading = self.reading
        if (
            reading.norms[i] not in reading.lexicon.heads
            and reading.norms[i] not in reading.lexicon.modifiers
        ):
            return []
        if reading.norms[i] in reading.lexicon.heads:
            postponed = reading.postponed(i, self.limit)
            if postponed:
                last, draft, head = postponed
                return self._headed_role(i, last, draft, head)
        chain = reading.chain(i, self.limit)
        if chain is None:
            return []
        last, head, sector = chain
        word = reading.tokens[last - 1].text.lower()
        adjectival = reading.norms[last - 1] in reading.lexicon.nouns_only
        if adjectival and word not in reading.lexicon.words.nouns_only:
            return []
        if head.cls == "nothing":
            return [Found(first=i, last=last, kind=MentionKind.OTHER, anaphor="nothing")]
        compound = last - i > 1 and reading.norms[i] in reading.lexicon.heads
        common = not compound and (reading.norms[last - 1],) in reading.lexicon.not_alone
        definite = i > self.begin and reading.norms[i - 1] in reading.lexicon.determiners
        if head.cls in ("role", "individual"):
            called = reading.words(i, last)
            draft = Draft(name=called, kind=ActorKind.UNNAMED, sector=sector, local=True,
                          role=called)  # fmt: skip
            person = self._person(last, (last, draft)) if head.cls == "role" else None
            if person:
                return [person]
            if common and not definite:
                return []
            return [self._anaphor(i, last, draft, MentionKind.PERSON)]
        if common and not definite:
            return []
        kind = _GROUPS.get(head.cls, ActorKind.GROUP)
        draft = Draft(name=reading.words(i, last), kind=kind, sector=sector, gender="n",
                      plural=head.cls != "office", local=True)  # fmt: skip
        found = self._anaphor(i, last, draft, KINDS[kind])
        if head.cls == "office" and head.name in reading.lexicon.words.state_offices:
            found.anaphor, found.title = "office", head.name
        return [found]

    def _anaphor(self, i: int, last: int, draft: Draft, kind: MentionKind) -> Found:
        head = self.reading.norms[last - 1]
        return Found(first=i, last=last, kind=kind, draft=draft, head=head, score=0.6,
                     anaphor=self.reading.lexicon.anaphors.get(head))  # fmt: skip

    def _headed_role(self, i: int, last: int, draft: Draft, head: Head) -> list[Found]:
        if draft.kind is ActorKind.UNNAMED:
            person = self._person(last, (last, draft))
            if person:
                return [person]
        kind = MentionKind.PERSON if draft.kind is ActorKind.UNNAMED else KINDS[draft.kind]
        return [Found(first=i, last=last, kind=kind, draft=draft, head=self.reading.norms[i],
                      anaphor="role" if head.cls == "role" else None)]  # fmt: skip

    def _proper(self, i: int) -> list[Found]:
        reading = self.reading
        if reading.norms[i] in reading.surnames and capital_run(reading, i, self.limit) == i + 1:
            return [Found(first=i, last=i + 1, kind=MentionKind.PERSON, anaphor="surname")]
        entity = self.entities.get(i)
        if entity and entity[1].kind in PLACES:
            return []
        if reading.norms[i] in reading.places:
            return []
        if entity and entity[1].kind in _FROM_READER:
            return [self._from_reader(i, entity[0], entity[1])]
        if (
            title_gender(reading, i)
            and i + 1 < self.limit
            and reading.tokens[i + 1].text[0].isupper()
        ):
            person = self._person(i, None)
            return [person] if person else []
        organisation = organisation_at(reading, i, self.limit)
        if organisation:
            return [organisation]
        person = person_at(reading, i, self.limit, after_role=False, title=None)
        if person:
            return [person]
        end = capital_run(reading, i, self.limit)
        if end == i + 1 and not reading.tokens[i].text.isupper():
            return [Found(first=i, last=end, kind=MentionKind.PERSON, anaphor="surname", score=0.8)]
        return []

    def _from_reader(self, i: int, last: int, entity: RawEntity) -> Found:
        kind = _FROM_READER[entity.kind]
        last = min(last, self.limit)
        if kind is ActorKind.PERSON and title_gender(self.reading, i) and i + 1 < last:
            titled = self._titled(i, "a", None)
            if titled is not None:
                return titled
        gender = self.reading.lexicon.genders.get(self.reading.norms[i], "a")
        draft = Draft(name=self.reading.words(i, last), kind=kind,
                      gender=gender if kind is ActorKind.PERSON else "n")  # fmt: skip
        found = Found(first=i, last=last, kind=KINDS[kind], draft=draft, score=entity.score)
        if kind is ActorKind.PERSON and last == i + 1:
            found.anaphor = "surname"
        return found


def _adjacent(role: Role, i: int) -> Draft | None:
    return role[1] if role and role[0] == i else None


def _with_role(person: Draft, role: Draft | None) -> Draft:
    """A person with what a role beside the name says; the lexicon's own side stays."""
    if role is None:
        return person
    return replace(
        person, role=role.role, of=role.of, side=person.side or role.side,
        sector=person.sector if person.sector and role.sector in (None, "CVL") else role.sector,
        country=person.country or role.country,
    )  # fmt: skip
