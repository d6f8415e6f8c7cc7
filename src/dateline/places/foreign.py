"""Names as other languages write them: without their articles and kinds, by the gazetteer's names.

'بحلب' is looked up as حلب, "la provincia de Járkov" as a province called Járkov or, by its exonym,
Kharkiv. The span stays as it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.places.gazetteer import Gazetteer
from dateline.places.kinds import Kind, by_word
from dateline.places.language import Language
from dateline.places.names import Found

_BEFORE = 40
_REGION = "ADM1"


class ForeignNames:
    """Says by which names the places of one language's reports are looked up."""

    def __init__(self, gazetteer: Gazetteer, language: Language) -> None:
        self._gazetteer = gazetteer
        self._language = language

    def describe(self, found: Found, text: str) -> None:
        """Fills in a toponym's names, best first, and the kind that the words say."""
        written = found.text.strip()
        names: list[str] = []
        plain = written
        for whole in self._wholes(written):
            kind, name = self._without_kind(whole)
            if kind is not None and found.kind_word is None:
                found.kind_word, found.kind_inside, plain = kind, True, name
            names += [*self._language.called(whole), *self._language.called(name), whole, name]
        if found.kind_word is None:
            found.kind_word = self._kind_before(text[max(0, found.start - _BEFORE) : found.start])
        known = [name for name in dict.fromkeys(names) if self._gazetteer.named(name)]
        if found.kind_word is not None and found.kind_word.allows(_REGION):
            known += list(self._region_names(tuple(known)))
        found.names = tuple(dict.fromkeys(known)) or (plain,)

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
            if lowered.endswith((f" {link}", f" {link.rstrip()}")):
                lowered = lowered[: -len(link)].rstrip()
                break
        for word, kind in self._language.kinds.items():
            if lowered.endswith(word) and not lowered[: -len(word)][-1:].isalpha():
                return by_word().get(kind)
        return None

    def _region_names(self, known: Sequence[str]) -> Iterator[str]:
        """What regions are called in the gazetteer whose town has the name: Járkov -> Kharkiv."""
        for name in known:
            refs = self._gazetteer.named(name)
            largest = max(refs, key=lambda ref: self._gazetteer.facts(ref).people, default=None)
            if largest is not None:
                yield self._gazetteer.name(largest)
