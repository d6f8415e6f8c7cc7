"""The codebook as data: codes, definitions and crosswalks, checked when they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from msgspec import Struct

from dateline.events.files import read_yaml
from dateline.model import AcledCode, ConfigError, PloverCode

# ACLED codebook 2023: event types and their 25 sub-event types.
ACLED: Mapping[str, tuple[str, ...]] = {
    "Battles": (
        "Armed clash",
        "Government regains territory",
        "Non-state actor overtakes territory",
    ),
    "Explosions/Remote violence": (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Violence against civilians": (
        "Sexual violence",
        "Attack",
        "Abduction/forced disappearance",
    ),
    "Protests": (
        "Excessive force against protesters",
        "Protest with intervention",
        "Peaceful protest",
    ),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
}
# PLOVER manual 0.8: the sixteen event categories.
PLOVER = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
VIOLENCE = (None, "fighting", "civilians")


class AcledTable(Struct, frozen=True, forbid_unknown_fields=True):
    """ACLED codes by who acts or what is told, the row "other" for the rest."""

    by: dict[str, str | None]


class Code(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One event type; see data/codebook.yaml for the fields."""

    when: str
    rank: int
    acled: str | AcledTable | None = None
    plover: str | None = None
    plover_ahead: str | None = None
    violence: str | None = None
    yields_to: tuple[str, ...] = ()

    def acled_code(self, row: str = "other") -> AcledCode | None:
        """The ACLED code, by a row of the table where there is one."""
        if isinstance(self.acled, AcledTable):
            return acled_code(self.acled.by.get(row, self.acled.by["other"]))
        return acled_code(self.acled)


class Codebook(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every code by its name; a name without a dot is a parent."""

    version: int
    codes: dict[str, Code]

    def __getitem__(self, name: str) -> Code:
        return self.codes[name]

    def children(self, parent: str) -> tuple[str, ...]:
        """The codes under a parent."""
        return tuple(name for name in self.codes if name.startswith(parent + "."))


def acled_code(written: str | None) -> AcledCode | None:
    """ "Battles / Armed clash" as a code; None for None."""
    if written is None:
        return None
    event, _, sub = written.partition(" / ")
    return AcledCode(event, sub)


def plover_code(written: str | None) -> PloverCode | None:
    """ "ASSAULT aerial" as a code; None for None."""
    if written is None:
        return None
    event, _, mode = written.partition(" ")
    return PloverCode(event, mode or None)


@cache
def codebook() -> Codebook:
    """The shipped codebook."""
    path = files("dateline.events") / "data" / "codebook.yaml"
    return read_codebook(path.read_bytes(), where=path.name)


def read_codebook(data: bytes, *, where: str) -> Codebook:
    """The codebook in some YAML; ConfigError lists everything that is wrong with it."""
    book = read_yaml(data, Codebook, where)
    faults = list(_faults(book))
    if faults:
        raise ConfigError("; ".join(faults), where=where, remedy="see docs/add-an-event-type.md")
    return book


def _faults(book: Codebook) -> Iterator[str]:
    for name, code in book.codes.items():
        if (
            name != name.lower()
            or name.count(".") > 1
            or not name.replace(".", "").replace("_", "").isalpha()
        ):
            yield f"codes.{name}: a code is lower-case letters with one dot at most"
        if not code.when.strip():
            yield f"codes.{name}.when: a code needs a definition"
        if code.violence not in VIOLENCE:
            yield f"codes.{name}.violence: {code.violence!r} is neither fighting nor civilians"
        if isinstance(code.acled, AcledTable) and "other" not in code.acled.by:
            yield f"codes.{name}.acled.by: the row 'other' is missing"
        yield from (f"codes.{name}.acled: {w!r} is no ACLED code" for w in _wrong_acled(code))
        yield from (
            f"codes.{name}: {w!r} is no code" for w in code.yields_to if w not in book.codes
        )
        for written in (code.plover, code.plover_ahead):
            if written and written.split(" ")[0] not in PLOVER:
                yield f"codes.{name}.plover: {written!r} is no PLOVER event"


def _wrong_acled(code: Code) -> list[str]:
    written = list(code.acled.by.values()) if isinstance(code.acled, AcledTable) else [code.acled]
    wrong = []
    for row in written:
        found = acled_code(row)
        if found and found.sub_event_type not in ACLED.get(found.event_type, ()):
            wrong.append(str(row))
    return wrong
