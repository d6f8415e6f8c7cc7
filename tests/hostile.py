"""Long texts of the kinds that make a careless scan quadratic, of any length asked for."""

from __future__ import annotations

from collections.abc import Callable

Maker = Callable[[int], str]


def _repeated(piece: str) -> Maker:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def _counted(piece: str, *, join: str = " ") -> Maker:
    """The piece again and again, each with a number of its own."""

    def made(size: int) -> str:
        parts: list[str] = []
        length = 0
        while length < size:
            parts.append(piece.format(n=len(parts), name=_name(len(parts))))
            length += len(parts[-1]) + len(join)
        return join.join(parts)[:size]

    return made


def _name(n: int) -> str:
    """A capitalised word, another one for each number."""
    letters = "aeioubdfgklmnprstvz"
    found = ""
    while True:
        found += letters[5 + n % 14] + letters[n % 5]
        n //= 14
        if not n:
            return found.capitalize() + "n"


HOSTILE: dict[str, Maker] = {
    "one name": _repeated("Kherson, "),
    "names": _counted("{name} Petrov{name},"),
    "names without commas": _counted("{name}"),
    "towns": _repeated("Kherson, Bakhmut, Izium, Lyman, Mariupol and Kupiansk, "),
    "commas": _repeated(", "),
    "opened quotes": _repeated("“the bridge is closed "),
    "plain quotes": _repeated('"the bridge is closed" said Anna. '),
    "an odd quote": _repeated('the "bridge is closed '),
    "nested quotes": _repeated("“he said ‘they said "),
    "quotations": _counted("“The bridge {n} is closed,” said {name} Kovalenko."),
    "brackets": _repeated("(a ["),
    "digits": _repeated("1234567890"),
    "numbers": _counted("{n},"),
    "numbers of people": _counted("{n} killed,"),
    "dates": _repeated("on 3 May 2022, "),
    "days": _repeated("on Monday and "),
    "cyrillic": _repeated("Війська залишили Херсон, повідомило міністерство. "),
    "cyrillic names": _repeated("Херсон, "),
    "no spaces": _repeated("withoutanyspace"),
    "capitals": _repeated("TROOPS LEFT KHERSON ON MONDAY "),
    "one-word lines": _repeated("Kherson\n\n"),
    "said": _repeated("said Anna said the ministry "),
    "said that": _repeated("officials said that "),
    "speakers": _counted("{name} Petrov, the minister, said troops left Kherson."),
    "offices": _counted("The ministry said the army shelled {name}, officials said."),
    "shelling": _repeated("Russian forces shelled Kherson and "),
    "paragraphs": _counted("Troops left {name} on Monday, {name} Petrov said.", join="\n\n"),
    "pronouns": _repeated("he said she told them that it "),
    "hyphens": _repeated("a-"),
    "full stops": _repeated(". "),
    "initials": _repeated("U.S. J. "),
    "of the": _repeated("of the mayor of the city of "),
    "semicolons": _repeated("rebels took Goma; "),
    "spaces": _repeated("a          "),
    "combining marks": _repeated("e\u0301"),
    "addresses": _repeated("https://a.example/b "),
    "colons": _repeated("Anna: yes. "),
    "speakers' lines": _counted("{name}: we left Kherson.", join="\n"),
}
"""Kinds of text by name; each makes as many characters as it is asked for."""
