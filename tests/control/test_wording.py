"""What the words around an event say of its places."""

from __future__ import annotations

import pytest

from dateline.control.wording import (
    ENTIRE,
    NEARLY,
    attributive,
    begun,
    done,
    extent,
    intended,
    quoted,
    standing,
    town_meant,
)
from dateline.model import Place, Span, Toponym, ToponymKind
from tests.fusion.factory import HILLTOP, REGION, RIVERTON

NAMES = {"Riverton": RIVERTON, "Hilltop": HILLTOP, "West Region": REGION}


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def toponyms(text: str) -> list[Toponym]:
    return [toponym(text, name, place) for name, place in NAMES.items() if name in text]


def toponym(text: str, name: str, place: Place) -> Toponym:
    at = span(text, name)
    return Toponym(
        start=at.start, end=at.end, text=name, id=name, kind=ToponymKind.LITERAL, place=place
    )


def places(text: str, trigger: str) -> set[str]:
    return set(standing(text, span(text, trigger), toponyms(text)))


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("They captured Riverton and Hilltop", "captured", {"Riverton", "Hilltop"}),
        ("They captured Riverton, north of Hilltop", "captured", {"Riverton"}),
        ("They advanced in the direction of Riverton", "advanced", set()),
        ("They secured positions northwest of Riverton", "secured", set()),
        ("They took ground 12 km from Riverton", "took", set()),
        ("They captured territory in Riverton", "captured", set()),
        ("They captured the town of Riverton", "captured", {"Riverton"}),
        ("They captured several villages, including Riverton", "captured", {"Riverton"}),
        ("Trouble in Riverton after troops retake a small town", "retake", set()),
        ("In Riverton troops retook the town", "retook", {"Riverton"}),
        ("They freed Riverton; the others left", "left", set()),
        ("They captured Riverton (19 km south of Hilltop) and Ash", "captured", {"Riverton"}),
        ("They took Ash (8 km north of Riverton) and Hilltop", "took", {"Hilltop"}),
        ("They captured the Riverton Gelatin Factory", "captured", set()),
        ("They captured the Riverton oil refinery and Hilltop", "captured", {"Hilltop"}),
        ("They captured Riverton and its refinery", "captured", {"Riverton"}),
        ("They captured villages near Ash; Hilltop burned", "captured", set()),
        ("They left Riverton and Hilltop remains in other hands", "left", {"Riverton"}),
        ("They captured Riverton and were driven out of Hilltop", "captured", {"Riverton"}),
        ("They captured Riverton and entered Hilltop", "captured", {"Riverton"}),
        ("Riverton: вони захопили його частину, а в місті бої", "захопили", set()),
    ],
)
def test_where_it_took_place(text: str, trigger: str, expected: set[str]) -> None:
    assert places(text, trigger) == expected


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("An operation to retake Riverton", "retake"),
        ("a man who helped the army capture Riverton", "capture"),
        ("long before the liberation of Riverton", "liberation"),
        ("the main objective: capture Riverton", "capture"),
        ("(objective: encircle the army in the east and capture all of Riverton)", "capture"),
        ("They seek to encircle the army and capture Riverton", "capture"),
        ("operations to complete the capture of Riverton", "capture"),
        ("the prospects for the liberation of Riverton", "liberation"),
    ],
)
def test_what_is_meant_or_to_come_is_no_deed(text: str, trigger: str) -> None:
    assert intended(text, span(text, trigger))


def test_an_end_that_was_reached_is_a_deed() -> None:
    text = "The army managed to retake Riverton"
    assert not intended(text, span(text, "retake"))
    text = "It led to the capture of Riverton"
    assert not intended(text, span(text, "capture"))
    text = "They went to Ash and captured Riverton"
    assert not intended(text, span(text, "captured"))
    text = "They planned it for weeks. They captured Riverton"
    assert not intended(text, span(text, "captured"))


@pytest.mark.parametrize(
    ("text", "trigger", "whole"),
    [
        ("The army retook the entire West Region", "retook", True),
        ("They completely vacated West Region on Monday", "vacated", True),
        ("West Region has been fully liberated", "liberated", True),
        ("They have almost completely left West Region", "left", False),
        ("They fought in West Region and retook it", "retook", False),
        ("All of Riverton mourns. They left West Region", "left", False),
        ("They retook all settlements in West Region", "retook", False),
    ],
)
def test_a_region_as_a_whole(text: str, trigger: str, *, whole: bool) -> None:
    assert (extent(text, span(text, trigger), span(text, "West Region")) == ENTIRE) is whole


def test_a_region_of_which_hardly_a_place_is_left_out() -> None:
    region = "West Region"
    text = f"They have almost completely left {region}"
    assert extent(text, span(text, "left"), span(text, region)) == NEARLY
    text = f"All of {region} except one town was liberated"
    assert extent(text, span(text, "liberated"), span(text, region)) is None


@pytest.mark.parametrize(
    ("text", "trigger", "describes"),
    [
        ("He fled from liberated Riverton", "liberated", True),
        ("In the occupied town of Riverton", "occupied", True),
        ("fighting near Ashland-liberated Riverton", "liberated", True),
        ("Вибух в окупованому Riverton", "окупованому", True),
        ("The army liberated Riverton", "liberated", False),
        ("after the liberation of Riverton", "liberation", False),
        ("They managed to liberate Riverton", "liberate", False),
        ("credited with capturing Riverton", "capturing", False),
    ],
)
def test_words_that_describe_a_place_tell_no_deed(
    text: str, trigger: str, *, describes: bool
) -> None:
    found = attributive(text, span(text, trigger), toponyms(text))
    assert (found is not None) is describes


def test_only_the_beginning_is_told() -> None:
    for text, trigger in (
        ("They began a large withdrawal from Riverton", "withdrawal"),
        ("A chaotic retreat underway in Riverton", "retreat"),
    ):
        assert begun(text, span(text, trigger))
    text = "They began the war. They withdrew from Riverton"
    assert not begun(text, span(text, "withdrew"))


def test_a_tense_of_what_is_done() -> None:
    text = "They have almost completely withdrawn from Riverton and will leave Hilltop"
    assert done(text, span(text, "withdrawn"))
    assert not done(text, span(text, "leave"))
    text = "They will have withdrawn from Riverton"
    assert not done(text, span(text, "withdrawn"))


def test_a_region_in_a_list_of_regions_is_no_line() -> None:
    text = "They withdrew from West Region and Riverton provinces"
    assert places(text, "withdrew") == {"West Region"}


def test_the_town_is_the_one_named_last_but_a_town_is_another() -> None:
    text = "Troops entered Riverton. They retook the whole city. They also seized a town."
    (riverton,) = toponyms(text)
    assert town_meant(text, span(text, "retook"), [riverton]) == riverton
    assert town_meant(text, span(text, "seized"), [riverton]) is None


def test_words_in_quotation_marks_are_somebody_elses() -> None:
    text = "The “liberation” of Riverton"
    assert quoted(text, span(text, "liberation"))
    assert not quoted("“The liberation of Riverton”", span("“The liberation", "liberation"))
