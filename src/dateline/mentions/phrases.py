"""Noun phrases that name actors: owners ('Russian', "Ukraine's", 'Wagner') and heads ('troops')."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.mentions.conflict import place_words
from dateline.mentions.drafts import KINDS, Draft, Found, headed, of_entry
from dateline.mentions.lexicon import Lexicon
from dateline.mentions.records import Entry, Head, Sense
from dateline.mentions.surnames import party_surnames
from dateline.model import ActorKind, MentionKind, Token

LONGEST = 7
"""Tokens that may stand between an owner and the last head."""

_POSSESSIVE = frozenset({"'s", "'"})
_OWNS = frozenset({"'s", "’s", "'", "’"})
_HYPHENS = frozenset("-‐‑–")
_PREFERENCE = (
    Sense.PERSON, Sense.FORCE, Sense.GROUP, Sense.BODY, Sense.STATE, Sense.DEMONYM, Sense.SEAT,
    Sense.PEOPLE, Sense.OUTLET, Sense.PLATFORM,
)  # fmt: skip


class Reading:
    """The words of one report with what the lexicon knows of them."""

    def __init__(
        self, tokens: Sequence[Token], norms: Sequence[str], lexicon: Lexicon, conflict: str | None
    ) -> None:
        self.tokens = tokens
        self.norms = norms
        self.lexicon = lexicon
        self.conflict = conflict
        self.slavic = lexicon.lang != "en"
        self.places = place_words(conflict) if conflict else frozenset()
        self.surnames = frozenset(party_surnames(conflict)) if conflict else frozenset()
        self._prefixes = lexicon.words.pro | lexicon.words.anti

    def entry(self, options: Sequence[Entry], *, people: bool = False) -> Entry | None:
        """The reading of a name that fits this report's conflict best."""
        usable = [e for e in options if e.usable(self.conflict)]
        if not usable:
            return None
        wanted = Sense.PEOPLE if people else None
        return min(
            usable,
            key=lambda e: (
                e.sense is not wanted, e.conflict != self.conflict or e.conflict is None,
                e.conflict is not None, _PREFERENCE.index(e.sense),
            ),
        )  # fmt: skip

    def words(self, first: int, last: int) -> str:
        """The words of tokens [first, last) as a name: single spaces, none before clitics."""
        parts: list[str] = []
        for i in range(first, last):
            if parts and self.tokens[i].start > self.tokens[i - 1].end:
                parts.append(" ")
            parts.append(self.tokens[i].text)
        return "".join(parts)

    def owned(
        self, i: int, n: int, entry: Entry, limit: int
    ) -> tuple[int, int, Draft, Head] | None:
        """First, last token, actor and head of the phrase whose owner stands at token i."""
        owner, first = of_entry(entry), i
        if entry.sense is Sense.STATE and self._told_of(i + n, limit):
            return None
        ethnic = i > 0 and self.norms[i - 1] in self.lexicon.words.ethnic
        if ethnic:
            owner = Draft(name=owner.name, kind=ActorKind.GROUP)
        j, relation = self._joined(i + n, limit)
        if i >= 2 and self.tokens[i - 1].text in _HYPHENS and self.norms[i - 2] in self._prefixes:
            relation, first = "other", i - 2
        chain = self.chain(j, limit) if j <= limit else None
        if chain is None or chain[1].cls == "nothing":
            return None
        last, head, sector = chain
        if i and self.norms[i - 1] in self.lexicon.former and head.cls == "role":
            sector = "ELI"
        words = self.words(first, last)
        if relation == "other":
            owner = Draft(name=owner.name, kind=ActorKind.GROUP, sector=owner.sector)
            draft = headed(owner, head, words, "REB" if head.cls == "force" else sector)
        else:
            draft = headed(owner, head, words, sector)
        return first, last, replace(draft, name=words, local=True) if ethnic else draft, head

    def _joined(self, j: int, limit: int) -> tuple[int, str | None]:
        """Where the head may begin after an owner, and how a participle relates them."""
        if j < limit and self.norms[j] in _POSSESSIVE:
            return j + 1, None
        if j + 1 < limit and self.tokens[j].text in _HYPHENS:
            relation = self._relation(self.norms[j + 1])
            if relation is None and self.norms[j + 1] not in self.lexicon.names:
                return limit + 1, None
            return j + (2 if relation else 1), relation
        return j, None

    def _relation(self, norm: str) -> str | None:
        relations = self.lexicon.words.relations
        return "own" if norm in relations.own else "other" if norm in relations.other else None

    def chain(self, j: int, limit: int) -> tuple[int, Head, str] | None:
        """End, last head and sector of the run of modifiers and heads from token j."""
        found: tuple[int, Head, str] | None = None
        sector: str | None = None
        start, k = j, j
        former = j > 0 and self.norms[j - 1] in self.lexicon.former
        while k < min(limit, start + LONGEST):
            at = self.lexicon.head_at(self.norms, k)
            if at and k + at[0] <= limit and self._nominal(k + at[0] - 1):
                head = at[1]
                sector = self._sector(sector, head)
                if found and self.slavic and head.cls in ("office", "force"):
                    head = found[1]
                k += at[0]
                former = former and head.cls == "role"
                found = (k, head, "ELI" if former else sector)
            elif self.norms[k] in self.lexicon.former:
                former, k = True, k + 1
            elif self._between(k):
                k += 1
            else:
                break
        return found

    def _nominal(self, k: int) -> bool:
        """Whether token k is no verb, as far as the parse says."""
        return self.tokens[k].pos not in ("VERB", "AUX", "ADV")

    def does(self, j: int, limit: int) -> bool:
        """Whether a deed of the owner before token j follows: 'Russian *missile strikes*',
        'Russian-*held*'."""
        lexicon = self.lexicon
        if j + 1 < limit and self.tokens[j].text in _HYPHENS:
            return self.tokens[j + 1].text.lower() in lexicon.words.holds
        for k in range(j, min(limit, j + LONGEST)):
            if self.norms[k] in lexicon.deeds and self._nominal(k):
                return True
            if self.norms[k] not in lexicon.arms and not self._between(k):
                return False
        return False

    def does_with_arms(self, j: int, limit: int) -> bool:
        """Whether a deed follows with its weapon before it: "Russian missile *strikes*" are done
        by Russia, and no missile does them."""
        return j < limit and self.norms[j] in self.lexicon.arms and self.does(j, limit)

    def _between(self, k: int) -> bool:
        """Whether token k may stand between an owner and a head."""
        text, token = self.tokens[k].text, self.tokens[k]
        if token.pos == "VERB" and token.deprel not in ("amod", "compound"):
            return False
        if self.norms[k] in self.lexicon.modifiers or text in _HYPHENS:
            return True
        return text[0].isdigit() and not text.isdigit()

    def _sector(self, sector: str | None, head: Head) -> str:
        """The sector of a run so far and the next head: 'army spokesman' is MIL, not GOV."""
        if sector and not head.sector:
            return sector
        general = head.sector in ("GOV", "JRN") and head.cls in ("officials", "role", "office")
        return sector if sector and general else head.sector

    def postponed(self, i: int, limit: int) -> tuple[int, Draft, Head] | None:
        """'Ministry of Defence *of Ukraine*': last token, actor and head from a head at i."""
        chain = self.chain(i, limit)
        if chain is None:
            return None
        j, head, sector = chain
        inside = not self.slavic and j < limit and self.norms[j] in self.lexicon.words.inside
        if inside and (head.cls in ("role", "media") or self._abroad(i, j, head)):
            return None
        if not self.slavic:
            if j >= limit or not (inside or self.norms[j] in self.lexicon.words.of):
                return None
            j += 1
            while j < limit and self.norms[j] in self.lexicon.determiners:
                j += 1
        army = self._army(j, limit) if head.cls == "force" and not self.slavic else None
        if army is not None:
            return army
        named = self._owner(j, limit, seat=not (self.slavic or inside))
        if named is None:
            return None
        last, entry = named
        if last + 1 < limit and self.tokens[last].text in _OWNS and self.chain(last + 1, limit):
            return None  # "leaders of Romania's new government"
        return last, headed(of_entry(entry), head, self.words(i, last), sector), head

    def _army(self, j: int, limit: int) -> tuple[int, Draft, Head] | None:
        """A state's forces named at token j: "units of *Kenya's army*" are that army."""
        named = self._named(j, limit)
        if named is None or named[1].sense not in (Sense.DEMONYM, Sense.STATE):
            return None
        k, entry = named
        k += k < limit and self.tokens[k].text in _OWNS
        theirs = self.chain(k, limit)
        if theirs is None or theirs[1].cls != "force":
            return None
        last, head, sector = theirs
        return last, headed(of_entry(entry), head, self.words(j, last), sector), head

    def _told_of(self, j: int, limit: int) -> bool:
        """Whether a verb follows a state's name: "Kenya *captured* soldiers" are not Kenya's."""
        if self.slavic or j >= limit or self.norms[j] in self.lexicon.heads:
            return False
        return self.norms[j].endswith("ed") and self.tokens[j].text[0].islower()

    def _abroad(self, i: int, j: int, head: Head) -> bool:
        """Whether forces "in X" may well be another's: troops, but not the army or police."""
        bare = j - i == 1 and self.norms[i] not in self.lexicon.of_states
        return bare and head.cls == "force" and head.sector == "MIL"

    def _owner(self, j: int, limit: int, *, seat: bool) -> tuple[int, Entry] | None:
        """The state, body or group named at token j, and one past its last token."""
        named = self._named(j, limit)
        if named is None or (named[1].sense is Sense.SEAT and not seat):
            return None
        return None if named[1].sense in (Sense.PERSON, Sense.OUTLET, Sense.DEMONYM) else named

    def _named(self, j: int, limit: int) -> tuple[int, Entry] | None:
        """One past the last token of the lexicon's name at token j, and what it names."""
        at = self.lexicon.name_at(self.norms, self.tokens, j) if j < limit else None
        entry = self.entry(at[1]) if at else None
        return (j + at[0], entry) if at and entry else None

    def bare(
        self, i: int, n: int, entry: Entry, *, sentence: int, limit: int, acting: bool = False
    ) -> Found | None:
        """What a name of the lexicon is without a head after it; None for mere adjectives.

        `acting`: the neural reader takes the name of a place for an actor's.
        """
        last = i + n
        if entry.sense is Sense.DEMONYM:
            return None
        draft = of_entry(entry)
        where = entry.sense is Sense.STATE and self._locative(i, sentence)
        where = where or (entry.sense is Sense.SEAT and not self._acts(i, last, sentence, limit))
        if where and not acting:
            return Found(first=i, last=last, kind=MentionKind.PLACE, draft=draft, anaphor="place")
        kind = MentionKind.STATE if entry.sense is Sense.SEAT else KINDS[draft.kind]
        return Found(first=i, last=last, kind=kind, draft=draft)

    def _locative(self, i: int, sentence: int) -> bool:
        before = i - 1
        while before >= sentence and self.norms[before] in self.lexicon.determiners:
            before -= 1
        return before >= sentence and self.norms[before] in self.lexicon.locative

    def _acts(self, i: int, last: int, sentence: int, limit: int) -> bool:
        if self._locative(i, sentence):
            return False
        if self.tokens[last - 1].deprel in ("nsubj", "nsubj:outer"):
            return True
        if last < limit and self.norms[last] in _POSSESSIVE:
            return True
        if last < limit and self.tokens[last].text.lower() in self.lexicon.words.acts:
            return True
        return i > sentence and self.tokens[i - 1].text.lower() in self.lexicon.words.between
