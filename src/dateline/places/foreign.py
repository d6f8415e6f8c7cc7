"""Names as other languages write them: without their articles and kinds, by the gazetteer's names.

'بحلب' is looked up as حلب, "la provincia de Járkov" as a province called Járkov or, by its exonym,
Kharkiv. The span stays as it is written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from dateline.places.gazetteer import Facts, Gazetteer
from dateline.places.kinds import Kind, by_word
from dateline.places.language import Language
from dateline.places.names import Found

_BEFORE = 40
_REGION = "ADM1"
_WATERS = ("STM", "LK", "SEA")
_SHORTEST = 4  # letters of a name behind a word that is written together with it
_CITY = 60  # 12 log10(people + 1): 100,000


class ForeignNames:
    """Says by which names the places of one language's reports are looked up.

    `countries`: those of the report's conflict, whose small places need less evidence.
    """

    def __init__(
        self, gazetteer: Gazetteer, language: Language, *, countries: Collection[str] = ()
    ) -> None:
        self._gazetteer = gazetteer
        self._language = language
        self._countries = countries

    def is_noun(self, written: str) -> bool:
        """Whether the words name no place: 'la presa', 'la ciudad', 'المدينة'."""
        language = self._language
        for whole in self._wholes(written.strip()):
            if language.called(whole):
                return False
            plain = whole.lower().removeprefix("ال")
            if plain in language.kinds or plain in language.nouns:
                return True
        rest = list(self._wholes(written.strip()))[-1]
        cased = rest.lower() != rest.upper()
        return cased and not any(letter.isupper() for letter in rest)

    def describe(self, found: Found, text: str) -> None:
        """Fills in a toponym's names, best first, and the kind that the words say."""
        written = found.text.strip()
        known: list[str] = []
        short: list[str] = []
        plain = written
        for whole in self._wholes(written):
            kind, name = self._without_kind(whole)
            if kind is not None and found.kind_word is None:
                found.kind_word, found.kind_inside, plain = kind, True, name
            for form in self._forms(whole, name):
                if form not in known and self._is_known(form, written, found.kind_word):
                    short += [form] if known else []
                    known.append(form)
        if found.kind_word is None:
            found.kind_word = self._kind_before(text[max(0, found.start - _BEFORE) : found.start])
        if _is_water(found.kind_word):
            found.names = tuple(known[:1]) or (written,)
            return
        known += [n for n in self._town_names(known[:1]) if n not in known]
        found.names, found.short = tuple(known) or (plain,), tuple(short)

    def _forms(self, whole: str, name: str) -> Iterator[str]:
        called = self._language.called
        yield from called(whole)
        yield from called(name)
        if name != whole:
            yield f"{name} River"
        yield whole
        yield name

    def _is_known(self, name: str, written: str, kind: Kind | None) -> bool:
        """Whether the gazetteer has a name, of waters where the words say so, and no small place
        far off where a letter of the written word was taken for another word."""
        facts = [self._gazetteer.facts(ref) for ref in self._gazetteer.named(name)]
        if kind is not None and _is_water(kind):
            facts = [f for f in facts if kind.allows(f.feature)]
        elif name.endswith(" River"):
            return False
        if len(name) < _SHORTEST and name != written:
            facts = [f for f in facts if self._is_large(f)]
        return bool(facts)

    def _is_large(self, facts: Facts) -> bool:
        town = facts.feature.startswith("PPL") and facts.feature not in ("PPLC", "PPLA")
        return not town or facts.people >= _CITY or facts.country in self._countries

    def _wholes(self, written: str) -> Iterator[str]:
        """The name with and without what stands before it: itself, then without its article, then
        without the word that is written together with it."""
        yield written
        lowered = written.lower()
        for article in self._language.articles:
            prefix = article if article[-1:] in "'’" else f"{article} "
            if lowered.startswith(prefix) and len(written) > len(prefix) + 1:
                yield written[len(prefix) :]
        for clitic in self._language.clitics:
            if written.startswith(clitic) and len(written) > len(clitic) + 2:
                yield written[len(clitic) :]

    def _without_kind(self, name: str) -> tuple[Kind | None, str]:
        """The kind with which a name begins, and the name behind it: 'provincia de Idlib'."""
        lowered = name.lower()
        for word, kind in self._language.kinds.items():
            if not lowered.startswith(f"{word} "):
                continue
            rest = name[len(word) + 1 :]
            for link in self._language.links:
                prefix = link if link[-1:] in "'’" else f"{link} "
                if rest.lower().startswith(prefix):
                    rest = rest[len(prefix) :]
                    break
            return by_word().get(kind), rest
        return None, name

    def _kind_before(self, before: str) -> Kind | None:
        """The kind that stands right before a name: 'la ciudad de' Goma."""
        lowered = before.lower().rstrip()
        for link in self._language.links:
            if lowered.endswith(f" {link}"):
                lowered = lowered[: -len(link)].rstrip()
                break
        for word, kind in self._language.kinds.items():
            if lowered.endswith(word) and not lowered[: -len(word)][-1:].isalpha():
                return by_word().get(kind)
        return None

    def _town_names(self, known: Sequence[str]) -> Iterator[str]:
        """What the gazetteer calls the largest town of the names, as a region may be called after
        it there alone, and the name is its main one: Járkov -> Kharkiv."""
        for name in known:
            refs = self._gazetteer.named(name)
            towns = [r for r in refs if self._gazetteer.facts(r).feature.startswith("PPL")]
            largest = max(towns, key=lambda ref: self._gazetteer.facts(ref).people, default=None)
            if largest is not None and self._is_large(self._gazetteer.facts(largest)):
                yield self._gazetteer.name(largest)


def _is_water(kind: Kind | None) -> bool:
    return kind is not None and any(kind.allows(code) for code in _WATERS)
