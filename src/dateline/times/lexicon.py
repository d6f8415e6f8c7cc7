"""Words to symbols: each word becomes one character that stands for all groups it is in.

Rules are then plain regular expressions over short strings of such characters, so that their
cost does not depend on the length of words, and a text without time words costs one pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import accumulate, islice

from dateline.times.language import LanguageData, Words

# a line break before a small letter or a figure may stand inside a sentence, and is no word
_BREAK = r"\n(?![a-z0-9\u0430-\u045f\u0491])"
# the marks over and under Arabic letters belong to their word
_WORD = r"[^\W\d_]+(?:[\u064b-\u0652\u0670]+[^\W\d_]*)*"
_PLAIN = rf"\d+|{_WORD}|{_BREAK}|[^\w\s]|_"
_APOSTROPHES = rf"\d+|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|{_BREAK}|[^\w\s]|_"
_FOLD = {"’": "'", "ʼ": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "−": "-"}
_FIRST = 0xE000
_NEUTRAL = {"LOW", "LOWS", "CAP", "MARK"}
BREAK = "\n"


class Lexed:
    """A text's words: character offsets and one symbol a word; `plain` gives a word's letters."""

    __slots__ = ("_plain", "_words", "starts", "symbols")

    def __init__(
        self, words: list[str], starts: list[int], symbols: str, plain: Callable[[str], str]
    ) -> None:
        self._words = words
        self._plain = plain
        self.starts = starts
        self.symbols = symbols

    def end(self, index: int) -> int:
        """Where a word ends."""
        return self.starts[index] + len(self._words[index])

    def words(self, first: int, last: int) -> list[str]:
        """The words [first, last), lower-cased, with plain apostrophes and hyphens."""
        return [self.raw(i).lower() for i in range(first, last)]

    def raw(self, index: int) -> str:
        """One word as written, with plain apostrophes and hyphens."""
        return self._plain(self._words[index])


class Lexicon:
    """The words of a language and of its rules' literals, as groups, values and symbols."""

    def __init__(self, data: LanguageData, literals: Iterable[str]) -> None:
        self._fold = str.maketrans({**_FOLD, **data.fold})
        self._proclitics = data.proclitics
        self._values: dict[tuple[str, str], str] = {}
        self._groups: dict[str, set[str]] = {}
        self._exact: dict[str, set[str]] = {}
        self._add(data.words, self._groups, str.lower)
        self._add(data.exact, self._exact, lambda word: word)
        for literal in literals:
            word = self._plain_letters(literal)
            if literal[:1].isalpha() and literal != literal.lower():
                self._exact.setdefault(word, set()).add("=" + literal)
            else:
                self._groups.setdefault(word, set()).add("=" + literal)
        self._plain = frozenset(data.plain)
        self._symbols: dict[frozenset[str], str] = {}
        self._split = re.compile(f"({_APOSTROPHES if data.apostrophes else _PLAIN})")
        self.symbol: Callable[[str], str] = lru_cache(maxsize=200_000)(self._symbol)
        self._seed()

    def _add(self, words: Words, into: dict[str, set[str]], key: Callable[[str], str]) -> None:
        for group, by_value in words.items():
            for value, listed in by_value.items():
                for word in map(self._plain_letters, listed.split()):
                    into.setdefault(key(word), set()).add(group)
                    self._values[(group, word.lower())] = str(value)

    def _seed(self) -> None:
        """Give every set of groups that the data can yield its symbol before rules compile."""
        for word in [*self._groups, *self._exact]:
            for form in (word, word.lower(), word.capitalize(), word.upper()):
                self.symbol(form)
        for form in (*_NUMBERS, "xx", "xxs", "Xx", "¤", BREAK):
            self.symbol(form)

    def groups(self, word: str) -> frozenset[str]:
        """All groups that a word is in; it has no more if it is seen later."""
        folded = self._plain_letters(word)
        if folded.isdigit() and folded.isascii():
            return frozenset(_digits(folded)) | frozenset(self._groups.get(folded, ()))
        found = set(self._groups.get(folded.lower(), ())) | self._exact.get(folded, set())
        if found <= self._plain:
            found.add(_shape(folded))
        return frozenset(found)

    def _plain_letters(self, word: str) -> str:
        """A word as written, with plain apostrophes and hyphens and the letters of the data."""
        return word.translate(self._fold)

    def _attached(self, word: str) -> int:
        """How many letters of a word are another one that is written together with it: 1 in
        'والأحد', as only without it the word is in the lexicon."""
        if self._plain_letters(word) in self._groups:
            return 0
        ends = ((c, word.removeprefix(c)) for c in self._proclitics if word.startswith(c))
        return next((len(c) for c, end in ends if self._plain_letters(end) in self._groups), 0)

    def _symbol(self, word: str) -> str:
        if word == BREAK:
            return BREAK
        groups = self.groups(word)
        if groups not in self._symbols:
            self._symbols[groups] = chr(_FIRST + len(self._symbols))
        return self._symbols[groups]

    def value(self, group: str, word: str) -> str | None:
        """The value of a word in a group; None: it is not in it."""
        return self._values.get((group, word))

    def symbols_of(self, group: str) -> str:
        """All symbols of words in a group ('=word' for a literal)."""
        return "".join(s for groups, s in self._symbols.items() if group in groups)

    def symbols_by_group(self) -> dict[str, str]:
        """The symbols of every group, each as `symbols_of` gives them, in one pass."""
        found: dict[str, list[str]] = {}
        for groups, symbol in self._symbols.items():
            for group in groups:
                found.setdefault(group, []).append(symbol)
        return {group: "".join(symbols) for group, symbols in found.items()}

    def every(self) -> str:
        """All symbols."""
        return "".join(self._symbols.values())

    def neutral(self) -> str:
        """Symbols of words that no rule names."""
        return "".join(s for groups, s in self._symbols.items() if groups <= _NEUTRAL)

    def lex(self, text: str) -> Lexed:
        """The words of a text."""
        pieces = self._split.split(text)  # what stands between the words, and the words
        words = pieces[1::2]
        starts = list(islice(accumulate(map(len, pieces)), 0, len(pieces) - 1, 2))
        if self._proclitics:
            cuts = [self._attached(word) for word in words]
            words = [word[cut:] for word, cut in zip(words, cuts, strict=True)]
            starts = [start + cut for start, cut in zip(starts, cuts, strict=True)]
        return Lexed(words, starts, "".join(map(self.symbol, words)), self._plain_letters)


_EDGES = (0, 60, 1000, 1060, 1650, 1660, 2100, 2160, 2200, 2260, 2400, 9999)
"""Years and clock times with four digits on both sides of each bound of `_digits`."""
_NUMBERS = (
    *(str(number).zfill(width) for width in (1, 2) for number in range(100)),
    "000",
    *(str(number).zfill(4) for number in _EDGES),
    "00000",
)
"""Numbers of all kinds: no other number has a set of groups that none of these has."""


def _shape(word: str) -> str:
    if not word[0].isalpha():
        return "MARK"
    if word[0].isupper():
        return "CAP"
    return "LOWS" if word[-1] == "s" else "LOW"


def _digits(word: str) -> Iterable[str]:
    value, width = int(word[:6]), len(word)
    yield "DIG"
    if 2 <= width <= 4:
        yield f"D{width}"
    if width <= 2:
        for most in (12, 24, 31):
            if value <= most and (value > 0 or most == 24):
                yield f"D{most}"
        if width == 2 and value < 60:
            yield "D59"
    if width == 4 and 1000 <= value < 2200:
        yield "Y4"
        if 1650 <= value < 2100:
            yield "YEARISH"
    if width == 4 and value < 2400 and value % 100 < 60:
        yield "HM"
