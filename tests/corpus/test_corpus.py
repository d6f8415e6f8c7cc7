"""The corpus that ships keeps its own rules."""

from __future__ import annotations

from corpus.__main__ import BEGIN, CARD, END, place_counts
from corpus.agreement import compare_codings
from corpus.checking import check_records
from corpus.counting import render_counts
from corpus.overlap import find_duplicates, find_shared
from corpus.reading import SECOND, WRITTEN, read_folder
from corpus.records import HOME, SLOTS, load_vocabulary
from dateline.events.codebook import codebook

MANUAL = (HOME.parent / "docs" / "coding-manual.md").read_text(encoding="utf-8")


def test_every_shipped_record_is_right() -> None:
    written, faults = read_folder(WRITTEN)
    second, unread = read_folder(SECOND)
    assert len(written) >= 65
    faults += unread + check_records(written) + check_records(second)
    faults += find_duplicates(written) + find_shared(written, data=None)
    faults += compare_codings(written, second)[1]
    assert [str(fault) for fault in faults] == []


def test_the_manual_speaks_of_every_name_that_a_record_may_use() -> None:
    words = load_vocabulary()
    named = [f"`{slot}`" for slot in SLOTS]
    named += [*words.aux, *words.aspect, *words.counted, *words.scope, *words.stance, *words.forms]
    named += [*codebook().codes, *words.genres]
    assert [name for name in named if name not in MANUAL] == []


def test_the_card_has_a_place_for_the_counts() -> None:
    page = place_counts(CARD.read_text(encoding="utf-8"), "| table |")
    assert page.count("| table |") == page.count(BEGIN) == page.count(END) == 1
    assert place_counts(page, "| table |") == page


def test_counts_name_what_there_is() -> None:
    written, _ = read_folder(WRITTEN)
    table = render_counts([one.record for one in written])
    assert f"| texts | {len(written)} |" in table
    assert "| territory.taken |" in table
