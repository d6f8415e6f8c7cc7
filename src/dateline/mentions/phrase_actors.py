"""What one phrase of a language read by phrases says of its actor: its noun, and whose that is.

"el portavoz del Ejército ruso" -> noun portavoz, of the army, of Russia. Articles, prepositions and
where an adjective stands make no difference: "ministère russe de la Défense" is looked up as
"ministère Défense" with "russe" as its owner.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from dateline.mentions.drafts import Draft, headed, of_entry, of_state
from dateline.mentions.entries import like
from dateline.mentions.records import Entry, Head, Sense
from dateline.mentions.tongue import HeadWords, Tongue
from dateline.mentions.tongue_names import TongueNames
from dateline.model import ActorKind, Token

_PREFERENCE = (
    Sense.PERSON, Sense.FORCE, Sense.GROUP, Sense.BODY, Sense.STATE, Sense.DEMONYM, Sense.SEAT,
    Sense.PEOPLE, Sense.OUTLET, Sense.PLATFORM,
)  # fmt: skip
OF_STATES = frozenset({Sense.STATE, Sense.DEMONYM, Sense.SEAT, Sense.PEOPLE})
_GENERAL = frozenset({"GOV", "JRN"})
_SPEAKING = frozenset({"officials", "role", "office"})
_KINDS = {"force": ActorKind.FORCE, "unit": ActorKind.FORCE, "office": ActorKind.ORGANISATION,
          "media": ActorKind.ORGANISATION}  # fmt: skip


class Word(Struct, frozen=True, gc=False):
    """A word that is no article or preposition: the token that it stands in, and its forms."""

    token: int
    forms: tuple[str, ...]


class Named(Struct, frozen=True, gc=False):
    """Words [first, last) that a name is, and what it names."""

    first: int
    last: int
    entry: Entry


class HeadAt(Struct, frozen=True, gc=False):
    """A heading noun: where it begins, its forms, and its row of the language's file."""

    first: int
    forms: tuple[str, ...]
    row: HeadWords
    head: Head


class Phrase(Struct, frozen=True, kw_only=True):
    """A phrase taken apart. `begin`: its first token that is no article; `main`: the noun that it
    is about; `owner`: whose that is; `rest`: words that are neither noun nor name."""

    first: int
    begin: int
    last: int
    text: str
    names: tuple[Named, ...]
    heads: tuple[HeadAt, ...]
    main: HeadAt | None
    owner: Named | None
    definite: bool
    former: bool
    pro: bool
    rest: tuple[int, ...]


class NameIndex:
    """The words of one report, and the names that begin at them."""

    def __init__(self, tokens: Sequence[Token], names: TongueNames, conflict: str | None) -> None:
        self.tokens, self.names, self.conflict = tokens, names, conflict
        self.data = names.data
        self.words = [
            Word(i, self.data.forms(piece))
            for i, token in enumerate(tokens)
            for piece in self.data.pieces(token.text)
        ]
        self._first: dict[int, int] = {}
        for at, word in enumerate(self.words):
            self._first.setdefault(word.token, at)

    def range_of(self, first: int, last: int) -> range:
        """The words in tokens [first, last)."""
        inside = [at for at in map(self._first.get, range(first, last)) if at is not None]
        if not inside:
            return range(0)
        stop = inside[0]
        while stop < len(self.words) and self.words[stop].token < last:
            stop += 1
        return range(inside[0], stop)

    def name_at(self, at: int, stop: int) -> Named | None:
        """The name that begins at a word."""
        found = self.names.names.at([w.forms for w in self.words[at:stop]], 0)
        if found is None:
            return None
        entry = self._entry(found[1], at, at + found[0])
        return Named(at, at + found[0], entry) if entry else None

    def _entry(self, rows: Sequence[Entry], first: int, last: int) -> Entry | None:
        """The reading of a name that fits this report's conflict best."""
        usable = [e for e in rows if e.usable(self.conflict) and self._cased(e, first, last)]
        return min(
            usable, default=None,
            key=lambda e: (
                e.conflict != self.conflict or e.conflict is None, e.conflict is not None,
                _PREFERENCE.index(e.sense),
            ),
        )  # fmt: skip

    def _cased(self, entry: Entry, first: int, last: int) -> bool:
        texts = [self.tokens[word.token].text for word in self.words[first:last]]
        if entry.upper:
            return all(text.isupper() for text in texts)
        if entry.capitals > 1:
            return sum(not text[0].islower() for text in texts) >= min(entry.capitals, len(texts))
        return not entry.capital or not texts[0][0].islower()


class PhraseReader(NameIndex):
    """Takes apart the phrases of one report."""

    def read(self, first: int, last: int) -> Phrase:
        """The phrase that tokens [first, last) are."""
        inside = self.range_of(first, last)
        names = self._names(inside)
        taken = {at for name in names for at in range(name.first, name.last)}
        rest = [at for at in inside if at not in taken]
        heads, free = self._heads(rest)
        main = self._main(heads, names)
        owner = self._owner(main, names)
        begin = self.words[inside.start].token if len(inside) else first
        opening = [token.text for token in self.tokens[first:begin]]
        noun = self.data.plain(self.tokens[begin].text)
        before = owner.first - 1 if owner else -1
        return Phrase(
            first=first, begin=begin, last=last, text=self.text(begin, last), names=names,
            heads=heads, main=main, owner=owner, definite=self.data.is_definite(opening, noun),
            former=self._is_among(self.data.former, free),
            pro=before in free and self._is_among(self.data.pro, [before]), rest=tuple(free),
        )  # fmt: skip

    def _is_among(self, words: frozenset[str], places: Sequence[int]) -> bool:
        plain = {self.data.plain(word) for word in words}
        return any(not plain.isdisjoint(self.words[at].forms) for at in places)

    def text(self, first: int, last: int) -> str:
        """The words of tokens [first, last) as a name: with single spaces."""
        parts: list[str] = []
        for i in range(first, last):
            if parts and self.tokens[i].start > self.tokens[i - 1].end:
                parts.append(" ")
            parts.append(self.tokens[i].text)
        return "".join(parts)

    def _names(self, inside: range) -> tuple[Named, ...]:
        found: list[Named] = []
        at = inside.start
        while at < inside.stop:
            name = self.name_at(at, inside.stop)
            if name is not None:
                found.append(name)
            at = name.last if name else at + 1
        return tuple(found)

    def _heads(self, rest: Sequence[int]) -> tuple[tuple[HeadAt, ...], list[int]]:
        """The nouns among words, and the words that are neither."""
        forms = [self.words[at].forms for at in rest]
        found: list[HeadAt] = []
        free: list[int] = []
        k = 0
        while k < len(rest):
            at = self.names.heads.at(forms, k)
            if at is None:
                free.append(rest[k])
                k += 1
                continue
            found.append(HeadAt(rest[k], forms[k], *at[1]))
            k += at[0]
        return tuple(found), free

    @staticmethod
    def _main(heads: Sequence[HeadAt], names: Sequence[Named]) -> HeadAt | None:
        """The first noun; not 'group', where another noun says more or a name stands by."""
        telling = [at for at in heads if at.row.sector]
        if telling or any(name.entry.sense not in OF_STATES for name in names):
            return telling[0] if telling else None
        return heads[0] if heads else None

    def _owner(self, main: HeadAt | None, names: Sequence[Named]) -> Named | None:
        """The first name after the noun, else the first; not the place where people only are:
        "las tropas en Siria"."""
        if main is None:
            return names[0] if names else None
        own = [n for n in names if main.row.cls == "office" or not self._is_place(n)]
        after = (n for n in own if n.first > main.first and n.entry.sense is not Sense.OUTLET)
        return next(after, None) or next(iter(own), None)

    def _is_place(self, name: Named) -> bool:
        """Whether a word like "in" stands before a state or its seat, or is written with it."""
        if name.entry.sense not in (Sense.STATE, Sense.SEAT):
            return False
        word = self.words[name.first]
        text = self.data.plain(self.tokens[word.token].text)
        if self.data.article and self.names.names.at([word.forms[:1]], 0) is None:
            return text.startswith(tuple(self.data.inside)) and name.last - name.first == 1
        before = [self.data.plain(t.text) for t in self.tokens[max(0, word.token - 2) : word.token]]
        last = next((t for t in reversed(before) if t not in self.data.definite), "")
        return (before[-1:] or [""])[0] in self.data.inside or last in self.data.inside


def people_of(entry: Entry, word: str, data: Tongue) -> Draft:
    """The actor that a name without a noun stands for: "los rusos" are Russians."""
    if entry.sense is Sense.DEMONYM and entry.country and data.is_people(entry.country, word):
        return of_entry(like(entry, entry.name, Sense.PEOPLE))
    return owner_of(entry)


def owner_of(entry: Entry) -> Draft:
    """The actor that a name in a phrase stands for: of an adjective its state."""
    if entry.sense in OF_STATES and entry.country:
        return of_state(entry.country)
    return of_entry(entry)


def sector_of(phrase: Phrase) -> str:
    """The sector of a noun and of what it speaks for: an army's spokesman is MIL."""
    assert phrase.main is not None
    row = phrase.main.row
    if row.sector not in _GENERAL or row.cls not in _SPEAKING:
        return row.sector
    later = (at.row.sector for at in phrase.heads if at.first > phrase.main.first)
    return next((s for s in later if s), row.sector)


def draft_of(phrase: Phrase, *, owner: Draft | None) -> Draft:
    """The actor that a phrase names, with the owner that it gives or that was found for it."""
    main = phrase.main
    if main is None:
        return owner or Draft(name=phrase.text, kind=ActorKind.GROUP, gender="n", local=True)
    sector = sector_of(phrase)
    if owner is None or owner.kind is ActorKind.PERSON:
        return _unowned(phrase, main, sector)
    if phrase.pro:
        owner = Draft(name=owner.name, kind=ActorKind.GROUP, sector=owner.sector)
        sector = "REB" if main.row.cls == "force" else sector
    elif phrase.former and main.row.cls == "role":
        sector = "ELI"
    draft = headed(owner, main.head, phrase.text, sector)
    return replace(draft, sector=draft.sector or None)


def _unowned(phrase: Phrase, main: HeadAt, sector: str) -> Draft:
    if main.row.cls in ("role", "individual"):
        return Draft(name=phrase.text, kind=ActorKind.UNNAMED, sector=sector, local=True,
                     role=phrase.text)  # fmt: skip
    kind = _KINDS.get(main.row.cls, ActorKind.GROUP)
    return Draft(name=phrase.text, kind=kind, sector=sector or None, gender="n",
                 plural=main.row.cls != "office", local=True)  # fmt: skip


def with_role(person: Draft, role: Draft) -> Draft:
    """A person with what the phrase says of the office."""
    return replace(
        person, role=role.role or person.role, of=person.of or role.of,
        side=person.side or role.side, sector=person.sector or role.sector,
        country=person.country or role.country,
    )  # fmt: skip
