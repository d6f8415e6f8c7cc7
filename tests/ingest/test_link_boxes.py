"""Links to other stories inside a report are no part of it; a linked word in prose is."""

from __future__ import annotations

import pytest

from dateline.ingest.html import read_html
from dateline.ingest.link_boxes import mark_link_boxes
from dateline.ingest.markup import Unit
from dateline.ingest.plain import read_plain
from dateline.model import BlockKind, Report

FIRST = "Rebels captured Lower Ford on Monday after two days of fighting, the army said."
LAST = "Residents said that the market, which had burned for hours, would stay closed for weeks."


def report_of(inside: str) -> Report:
    page = (
        f"<html><body><article><h1>Rebels take Lower Ford</h1><p>{FIRST}</p>{inside}<p>{LAST}</p>"
        "</article></body></html>"
    )
    return next(read_html(page.encode(), where="a.html")).report


def told(report: Report) -> str:
    return "\n".join(
        report.text[b.start : b.end] for b in report.blocks if b.kind is not BlockKind.BOILERPLATE
    )


@pytest.mark.parametrize(
    "box",
    [
        '<div class="x1"><h3>Elsewhere</h3><ul><li><a href="/a">Tanks enter the port city</a></li>'
        '<li><a href="/b">Junta loses second outpost</a></li></ul></div>',
        '<div><a href="/a"><h3>Tanks enter the port city</h3></a><span>2 min</span>'
        '<a href="/b"><h3>Junta loses second outpost</h3></a></div>',
        '<p><strong><a href="/a">Tanks enter the port city</a></strong></p>',
    ],
)
def test_a_box_of_links_is_no_part_of_the_report(box: str) -> None:
    report = report_of(box)
    assert "Tanks" not in told(report)
    assert "Elsewhere" not in told(report)
    assert FIRST in told(report)
    assert LAST in told(report)


def test_a_brief_of_one_sentence_is_a_report() -> None:
    page = "<html><body><main><h1>Rebels take Ford</h1><p>Rebels took Ford, police said.</p></main>"
    assert "police said" in next(read_html(page.encode(), where="a.html")).report.text


def test_linked_words_in_a_sentence_stay() -> None:
    sentence = 'Troops had <a href="/c">left the town of Upper Ford</a> on Sunday, officials said.'
    assert "left the town of Upper Ford" in told(report_of(f"<p>{sentence}</p>"))


def test_where_links_are_most_of_a_page_they_are_kept() -> None:
    words = "Shells hit the market on Monday"
    units = [Unit(pieces=[(words, 0, len(words))], path=(1, n), linked=27) for n in range(2, 9)]
    assert not any(unit.roles for unit in units)
    mark_link_boxes(units)
    assert not any(unit.roles for unit in units)


@pytest.mark.parametrize("opener", ["Recommended Stories", "Keep reading", "You may also like:"])
def test_a_list_of_stories_in_plain_text_ends_with_the_next_sentence(opener: str) -> None:
    text = f"{FIRST}\n\n{opener}\n\nTanks enter port city\n\nJunta loses outpost\n\n{LAST}\n"
    report = next(read_plain(text.encode(), where="a.txt")).report
    assert told(report) == f"{FIRST}\n{LAST}"


def test_a_list_of_stories_in_ukrainian() -> None:
    first = "Сили оборони звільнили Нижній Брід у понеділок, повідомив Генеральний штаб України."
    text = f"{first}\n\nЧитайте також\n\nТанки увійшли до порту\n\nМіністерство це заперечило.\n"
    report = next(read_plain(text.encode(), where="a.txt")).report
    assert told(report) == f"{first}\nМіністерство це заперечило."


def test_a_sentence_that_begins_like_an_opener_opens_nothing() -> None:
    text = f"{FIRST}\n\nRelated attacks hit two towns.\n\nTanks enter port city\n\n{LAST}\n"
    assert "Tanks" in told(next(read_plain(text.encode(), where="a.txt")).report)
