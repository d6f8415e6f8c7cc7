"""`dateline languages`: what each language is read for, and how well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct

from dateline.cli.options import Form
from dateline.cli.output import Format, print_rows


class LanguageRow(Struct, frozen=True, kw_only=True):
    """A language, what reads it, and F1 of claims and of events with their code on texts kept apart
    from the fit (None: not measured)."""

    COLUMNS: ClassVar = ("lang", "name", "read_by", "claims_f1", "events_f1")

    lang: str
    name: str
    read_by: str
    claims_f1: float | None
    events_f1: float | None


def languages(form: Form = Format.TABLE) -> None:
    """List the languages that are read, by what, and how well.

    Others are kept as they are, with a note that says so; `--zero-shot` reads them all the same.
    """
    print_rows(list_languages(), form=form, kind=LanguageRow, columns=LanguageRow.COLUMNS)


def list_languages() -> Iterator[LanguageRow]:
    """A row for each language that is read."""
    from dateline.encoder.component import LANGUAGES
    from dateline.encoder.deed_bundle import read_card
    from dateline.text.language import BY_RULES, READ, called

    measured = read_card().languages
    for lang in READ:
        by = ["reader of text"] if lang in LANGUAGES else []
        by += ["reader of deeds"]
        by += ["patterns of claims"] if lang in BY_RULES else []
        scores = measured.get(lang, {})
        yield LanguageRow(
            lang=lang, name=called(lang).partition(" (")[0], read_by=", ".join(by),
            claims_f1=scores.get("claims"), events_f1=scores.get("events"),
        )  # fmt: skip
