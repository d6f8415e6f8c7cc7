"""Toponyms in a text by the gazetteer and the words around: where no neural reader has read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import product

from msgspec import Struct
from rapidfuzz.distance import Levenshtein

from dateline.model.places import ToponymKind
from dateline.places.demonyms import demonym
from dateline.places.features import Setting
from dateline.places.gazetteer import Gazetteer, Ref
from dateline.places.keys import fold, standard
from dateline.places.kinds import beside as kinds_beside
from dateline.places.language import Language
from dateline.places.names import Found, abbreviated, initials
from dateline.places.uses import WHERE
from dateline.text.transliterate import latin

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:['’ʼ`]\w+)*(?:[-‐]\w+(?:['’ʼ`]\w+)*)*")
_APOSTROPHES = ("'", "’")
_POSSESSIVE = re.compile(r"['’]s?$")
_CALLED = re.compile(r", (?:the |a |an )?(?:\w+ )?(?:capital|city|town|village|settlement|port)\b")
_ALIKE = 0.7
_TAIL = 3
_SHORT = 5
_WIDE = ("PCLI", "CONT", "OCN", "SEA", "RGN")
_LONGEST = 5
_REMEMBERED = 50_000
_FORMS = 24
# 12 log10(people + 1): a city of 100,000; a town of 10,000 and of 1,000; a village of 100
_CITY, _MARKET, _TOWN, _VILLAGE = 60, 48, 36, 24
# letters of a name that is hardly also a common word
_LONG = 6
_AND = frozenset(("and", "or", "і", "й", "та", "и", "или"))


class _Word(Struct, gc=False):
    start: int
    end: int
    text: str
    capital: bool
    first: bool


class Recogniser:
    """Finds toponyms by name.

    `setting`: the conflict, whose places need less evidence.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        language: Language,
        setting: Setting,
    ) -> None:
        self._longer: Sequence[tuple[int, int]] = ()
        self._run_end = 0
        self._gazetteer = gazetteer
        self._language = language
        self._setting = setting
        self._known: dict[str, tuple[str, ...]] = {}
        self._shape = lru_cache(maxsize=_REMEMBERED)(self._shaped)

    def __call__(
        self,
        text: str,
        spans: Sequence[tuple[int, int]],
        *,
        starts: frozenset[int] = frozenset(),
        longer: Sequence[tuple[int, int]] = (),
    ) -> list[Found]:
        """The toponyms in these spans of the text, in order.

        `starts`: where sentences begin; `longer`: the spans of names of organisations and the
        like, within which a place's name may stand beside other capitals.
        """
        self._longer = longer
        found: list[Found] = []
        for start, end in spans:
            found += self._is_in(text, self._list_words(text, start, end, starts))
        return found

    def _list_words(self, text: str, start: int, end: int, starts: frozenset[int]) -> list[_Word]:
        words: list[_Word] = []
        fresh = True
        for match in _WORD.finditer(text, start, end):
            at, to = match.span()
            word, capital = self._shape(match[0])
            words.append(_Word(at, at + len(word), word, capital, fresh or at in starts))
            fresh = text[to : to + 1] in ("", "\n")
        return words

    def _shaped(self, word: str) -> tuple[str, bool]:
        """A word without its possessive ending, and whether it may be of a name."""
        if word[-2:-1] in _APOSTROPHES or word[-1] in _APOSTROPHES:
            word = _POSSESSIVE.sub("", word)
        return word, self._capital(word)

    def _capital(self, word: str) -> bool:
        """Whether a word may be of a name: Kherson, ez-Zor; in Arabic every word."""
        if word[0].isupper() or self._language.code == "ar":
            return True
        if "-" not in word:
            return False
        small, _, name = word.partition("-")
        return small in self._language.joins and name[:1].isupper()

    def _is_in(self, text: str, words: list[_Word]) -> Iterator[Found]:
        at = self._run_end = 0
        while at < len(words):
            word = words[at]
            may_start = word.capital or (not word.text.isascii() and bool(demonym(word.text)))
            match = self._longest(text, words, at) if may_start else None
            if match is None:
                at += 1
                continue
            found, length = match
            yield found
            at += length

    def _longest(self, text: str, words: list[_Word], at: int) -> tuple[Found, int] | None:
        top = self._count_name_words(text, words, at)
        facility = self._facility(text, words, at, top)
        if facility:
            return facility
        for length in range(min(top, _LONGEST), 0, -1):
            if not words[at + length - 1].capital and length > 1:
                continue
            start, end = words[at].start, words[at + length - 1].end
            name = text[start:end]
            owner = demonym(name)
            if owner:
                kind = ToponymKind.DEMONYM
                return Found(start=start, end=end, text=name, kind=kind, of=owner), length
            forms = self.known(name) or (
                self._misspelled(text, words, at, length)
                if length == top or not words[at + length].capital
                else ()
            )
            if forms and self._accepts(text, words, at, length, forms):
                return self._widen_by_kind(text, words, at, length, forms)
        return None

    def _widen_by_kind(
        self, text: str, words: list[_Word], at: int, length: int, forms: tuple[str, ...]
    ) -> tuple[Found, int]:
        """The match with a kind in capitals after it (Orange County), or its full stop (Pa.)."""
        start, end = words[at].start, words[at + length - 1].end
        if at + length < len(words):
            after = words[at + length]
            beside = text[end : after.start] == " "
            if beside and after.capital and after.text.lower() in kinds_beside():
                end, length = after.end, length + 1
        if text[end : end + 1] == "." and end - start <= _SHORT and self._abbreviates(forms):
            end += 1
        return Found(start=start, end=end, text=text[start:end], names=forms, score=0.7), length

    def _abbreviates(self, forms: tuple[str, ...]) -> bool:
        refs = [ref for name in forms for ref in self._gazetteer.named(name)]
        regions = [ref for ref in refs if self._gazetteer.facts(ref).feature == "ADM1"]
        names = [self._gazetteer.name(ref) for ref in regions]
        whole = {fold(name.split()[0]) for name in names}
        return any(len(name) > _SHORT for name in names) and whole.isdisjoint(map(fold, forms))

    def _count_name_words(self, text: str, words: list[_Word], at: int) -> int:
        """How many words from here may be one name: capitals, and small words between them.

        Where a run ends is the same from each of its words, so it is sought once.
        """
        if at >= self._run_end:
            self._run_end = self._end_of_run(text, words, at)
        length = self._run_end - at
        while length > 1 and not words[at + length - 1].capital:
            length -= 1
        return length

    def _end_of_run(self, text: str, words: list[_Word], at: int) -> int:
        end = at + 1
        while end < len(words):
            before, word = words[end - 1], words[end]
            gap = text[before.end : word.start]
            if not (abbreviated(before.text) and gap == ". "):
                if gap not in (" ", "'s ", "’s ", "-", "\u00a0", " '", " “"):
                    break
                if not word.capital and word.text.lower() not in self._language.joins:
                    break
            end += 1
        return end

    def known(self, name: str) -> tuple[str, ...]:
        """The forms of a name that the gazetteer has."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        if name not in self._known:
            self._known[name] = tuple(n for n in self._list_forms(name) if self._gazetteer.named(n))
        return self._known[name]

    def _list_forms(self, name: str) -> Iterator[str]:
        yield from self._language.called(name)
        yield name
        words = name.split(" ")
        if len(words) > 3:
            return
        several = product(*(self._word_forms(word) for word in words))
        for count, forms in enumerate(several):
            if 0 < count < _FORMS:
                yield " ".join(forms)
        for clitic in self._language.clitics:
            if name.startswith(clitic) and len(name) > len(clitic) + 2:
                yield from self._language.called(name[len(clitic) :])
                yield name[len(clitic) :]

    def _misspelled(self, text: str, words: list[_Word], at: int, length: int) -> tuple[str, ...]:
        """A name where a place is expected that the gazetteer has in another transliteration."""
        name = text[words[at].start : words[at + length - 1].end]
        if not self._setting.countries:
            return ()
        cued = self._has_cue(text, words, at, length) or self._listed(text, words, at, length)
        if length < 2 and not cued:
            return ()
        if len(name) < 5 or (length == 1 and name in self._language.never):
            return ()
        written = standard(latin(name))
        for ref in self._gazetteer.spelled(name):
            if self._gazetteer.facts(ref).country not in self._setting.countries:
                continue
            known = standard(latin(self._gazetteer.name(ref)))
            if Levenshtein.normalized_similarity(written, known) >= _ALIKE:
                return (name,)
        return ()

    def _facility(
        self, text: str, words: list[_Word], at: int, top: int
    ) -> tuple[Found, int] | None:
        """A name with a kind in small letters: Zaporizhzhia nuclear power plant, Rafah crossing."""
        for tail in range(_TAIL, 0, -1):
            last = at + top + tail - 1
            if last >= len(words) or words[last].text.lower() not in _list_last_words():
                continue
            if any(word.capital for word in words[at + top : last + 1]):
                continue
            name = text[words[at].start : words[last].end]
            refs = self._gazetteer.named(name)
            if any(self._gazetteer.facts(r).feature[:3] not in ("PPL", "ADM") for r in refs):
                found = Found(start=words[at].start, end=words[last].end, text=name, score=0.8)
                return found, top + tail
        return None

    def _word_forms(self, word: str) -> tuple[str, ...]:
        """A word's forms; of each half of a double name: Каменке-Днепровской."""
        halves = word.split("-")
        if len(halves) != 2 or word.isascii():
            return self._language.forms(word)
        pairs = product(*(self._language.forms(half) for half in halves))
        return tuple("-".join(pair) for pair in pairs)[:_FORMS]

    def _accepts(
        self, text: str, words: list[_Word], at: int, length: int, forms: tuple[str, ...]
    ) -> bool:
        word = words[at]
        if length == 1 and (word.text in self._language.never or len(word.text) < 2):
            return False
        cued = self._has_cue(text, words, at, length)
        if length == 1 and initials(word.text) and self._only_towns(forms):
            return False
        crowded = self._crowded(text, words, at, length) and not self._part_of_name(
            words, at, length, forms
        )
        if crowded and not cued:
            return False
        refs = [ref for name in forms for ref in self._gazetteer.named(name)]
        cued = (cued and not crowded) or self._listed(text, words, at, length)
        letters = words[at + length - 1].end - word.start
        return not refs or any(
            self._weighs(ref, first=word.first, cued=cued, letters=letters) for ref in refs
        )

    def _weighs(self, ref: Ref, *, first: bool, cued: bool, letters: int) -> bool:
        long, middling = letters >= _LONG, letters >= _SHORT
        facts = self._gazetteer.facts(ref)
        if facts.feature[:3] != "PPL" and facts.feature != "ADM2":
            return True
        ours = facts.country in self._setting.countries
        if ours:
            # of places that we keep by hand the people are not known
            kept = long and not facts.people
            least = _TOWN if long else _MARKET if middling else _CITY
            return cued or not first or kept or facts.people >= least
        return facts.people >= (_VILLAGE if cued else _CITY)

    def _has_cue(self, text: str, words: list[_Word], at: int, length: int) -> bool:
        """Whether the words beside say that this is a place."""
        before = words[at - 1] if at else None
        if before and before.text.lower() in self._language.before:
            return True
        if before and not before.capital and before.text.lower() in kinds_beside():
            return True
        end = words[at + length - 1].end
        if at + length >= len(words):
            return False
        after = words[at + length]
        if after.text.lower() in kinds_beside() and after.start - end < 2:
            return True
        if _CALLED.match(text, end):
            return True
        return text[end : end + 2] == ", " and after.capital and self._region(after.text)

    def _listed(self, text: str, words: list[_Word], at: int, length: int) -> bool:
        """Whether a place of the conflict stands beside it in a list, or its region behind 'in'."""
        last = at + length - 1
        if last + 2 < len(words) and words[last + 1].text.lower() in _AND:
            other = words[last + 2]
            if text[words[last].end : other.start].count(" ") == 2 and self._is_known_here(
                other.text
            ):
                return True
        if last + 2 < len(words) and words[last + 1].text.lower() == "in":
            return self._region(words[last + 2].text)
        if at > 1 and words[at - 1].text.lower() in _AND:
            return self._is_known_here(words[at - 2].text)
        return False

    def _is_known_here(self, name: str) -> bool:
        if not name[:1].isupper() or len(name) < _SHORT or name in self._language.never:
            return False
        refs = (ref for form in self.known(name) for ref in self._gazetteer.named(form))
        return any(self._gazetteer.facts(ref).country in self._setting.countries for ref in refs)

    def _region(self, name: str) -> bool:
        refs = self._gazetteer.named(name)
        return any(self._gazetteer.facts(ref).feature in ("ADM1", "PCLI") for ref in refs)

    def likely(self, found: Found, text: str) -> bool:
        """In a report of a conflict: whether a word of place stands before a name, or a town of the
        conflict has it."""
        if not self._setting.countries:
            return False
        before = text[max(0, found.start - 16) : found.start].removesuffix("the ")
        if before.rstrip().rpartition(" ")[2].lower() in WHERE:
            return True
        refs = (ref for name in found.names for ref in self._gazetteer.named(name))
        facts = [self._gazetteer.facts(ref) for ref in refs]
        return any(f.country in self._setting.countries and f.people >= _TOWN for f in facts)

    def own(self, found: Found, *, least: int = _SHORT - 1) -> bool:
        """In a report of a conflict: whether a name of some letters is one of its own places', and
        no larger place's elsewhere."""
        if not self._setting.countries or len(found.text) < least:
            return False
        refs = (ref for name in found.names or (found.text,) for ref in self._gazetteer.named(name))
        facts = [self._gazetteer.facts(ref) for ref in refs]
        ours = [f.people for f in facts if f.country in self._setting.countries]
        rest = [f.people for f in facts if f.country not in self._setting.countries]
        return bool(ours) and max(ours) >= max(rest, default=0)

    def wide(self, found: Found) -> bool:
        """Whether a name in full can only be a country's, a continent's or a wider region's."""
        if len(found.text) < 4 or found.text.isupper():
            return False
        refs = (ref for name in found.names for ref in self._gazetteer.named(name))
        facts = [self._gazetteer.facts(ref) for ref in refs]
        towns = {one.region for one in facts if one.feature.startswith("PPL")}
        return any(
            one.feature in _WIDE or (one.feature == "ADM1" and one.region not in towns)
            for one in facts
        )

    def _only_towns(self, forms: tuple[str, ...]) -> bool:
        refs = (ref for name in forms for ref in self._gazetteer.named(name))
        return all(self._gazetteer.facts(ref).feature[:3] == "PPL" for ref in refs)

    def _part_of_name(
        self, words: list[_Word], at: int, length: int, forms: tuple[str, ...]
    ) -> bool:
        """Whether a known place begins or ends a name of an organisation: Texas Rangers."""
        start, end = words[at].start, words[at + length - 1].end
        inside = any(a <= start and end <= b for a, b in self._longer)
        return inside and any(self._prominent(name) for name in forms)

    def _prominent(self, name: str) -> bool:
        facts = [
            self._gazetteer.facts(ref)
            for form in self.known(name)
            for ref in self._gazetteer.named(form)
        ]
        return any(f.people >= _CITY or f.feature in ("ADM1", "PCLI") for f in facts)

    def _crowded(self, text: str, words: list[_Word], at: int, length: int) -> bool:
        """Whether capitals beside it make it a part of another name."""
        for here, there in ((at, at - 1), (at + length - 1, at + length)):
            if not 0 <= there < len(words) or not words[there].capital:
                continue
            low, high = sorted((words[here], words[there]), key=lambda word: word.start)
            if text[low.end : high.start] not in (" ", "\u00a0"):
                continue
            other = words[there].text
            people = demonym(other) or demonym(other.partition("-")[0])  # Russian-held Tokmak
            if other in self._language.never or people or self._prominent(other):
                continue
            return True
        return False


@cache
def _list_last_words() -> frozenset[str]:
    """The last words of kinds: 'plant' of 'nuclear power plant'."""
    return frozenset(word.rpartition(" ")[2] for word in kinds_beside())
