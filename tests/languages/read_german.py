"""Reads a few German phrases with the package that is on the path, and prints what was read."""

from __future__ import annotations

import json
import sys

from dateline.events.numbers import number_words, numbers_in
from dateline.events.words import words_of
from dateline.ingest.phrases import phrases
from dateline.model import Block, BlockKind, Report
from dateline.places.language import language
from dateline.text.language import READ, unread_note
from dateline.times.component import timexes
from tests.mentions.phrased import actors


def read_days(text: str) -> list[str | None]:
    """The first day of each time in a text, seen from 15 May 2024."""
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text))
    report = Report(
        id="rep-1", sha256="0" * 64, lang="de", text=text, title=None, published="2024-05-15",
        updated=None, byline=(), outlet=None, url=None, blocks=(block,),
    )  # fmt: skip
    return [timex.earliest for timex in timexes(report)]


def read_numbers(text: str) -> list[list[float | None]]:
    """The bounds of each number in a text."""
    words = number_words("de")
    if words is None:
        return []
    return [[n.low, n.best, n.high] for n in numbers_in(words_of(text, 0, len(text)), text, words)]


def read_actors(text: str) -> list[list[str | None]]:
    """Name and side of each actor in square brackets."""
    return [[actor.name, actor.side] for actor in actors(text, "de")]


if __name__ == "__main__":
    sys.stdout.write(
        json.dumps(
            {
                "read": "de" in READ,
                "note": unread_note("de"),
                "days": read_days("Am 3. Mai und gestern fiel die Stadt, am 12. April 2023 nicht."),
                "numbers": read_numbers("mindestens zwölf Soldaten"),
                "actors": read_actors("[Die russischen Truppen] trafen [Kiew] nicht, so [Moskau]."),
                "place": language("de").code,
                "month": phrases("de")[0].month_numbers.get("dezember"),
            }
        )
    )
