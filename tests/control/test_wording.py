"""What words beside a deed or a name say that its fields do not: right values, language by
language, each with its contrast."""

from __future__ import annotations

from dataclasses import replace as told_as

import pytest
from msgspec.structs import replace

from dateline.control.scene import Scene
from dateline.control.wording import (
    goes_on,
    is_a_site,
    is_listed,
    is_untrue,
    is_unverified,
    lies_in,
    only_recalls,
    only_strives,
)
from dateline.model import Basis, Coding, Event, EventPlace, PlaceRole, Timex, TimexType, Toponym
from tests.fusion.factory import HILLTOP, RIVERTON, Told, coding

TAKEN = Told(type="territory.taken", side="BBB")


def worded(text: str) -> Coding:
    return coding(told_as(TAKEN, words=text))


def named(whole: Coding, name: str, number: int = 1) -> Toponym:
    start = whole.report.text.index(name)
    base = whole.toponyms[0]
    return replace(base, id=f"top-{number}", start=start, end=start + len(name), text=name)


def told_by(whole: Coding, trigger: str) -> Event:
    at = whole.report.text.index(trigger)
    return replace(whole.events[0], trigger=whole.report.span(at, at + len(trigger)))


@pytest.mark.parametrize(
    ("text", "trigger", "tried"),
    [
        ("troops fought for control of Ash", "control", True),
        ("troops fought for full control of Ash", "control", True),
        ("continued efforts to take control of Ash", "control", True),
        ("війська намагаються захопити Ясен", "захопити", True),
        ("войска пытались взять под контроль Ясень", "контроль", True),
        ("las tropas intentan tomar Fresno", "tomar", True),
        ("les troupes tentent de prendre Frêne", "prendre", True),
        ("القوات تحاول السيطرة على", "السيطرة", True),
        ("troops took control of Ash", "control", False),
        ("after efforts to talk, troops captured Ash", "captured", False),
        ("troops who fought for months of rain took Ash", "took", False),
        ("війська захопили Ясен", "захопили", False),
    ],
)
def test_what_is_only_tried_or_fought_for_is_no_taking(
    text: str, trigger: str, *, tried: bool
) -> None:
    whole = worded(text)
    assert only_strives(whole, told_by(whole, trigger)) is tried


@pytest.mark.parametrize(
    ("text", "trigger", "name", "recalled"),
    [
        ("blasts in Ash, which has been captured by them", "captured", "Ash", True),
        ("Ash, temporarily captured by them", "captured", "Ash", True),
        ("вибухи в Ясені, тимчасово захопленому ними", "захопленому", "Ясені", True),
        ("взрыв в Ясене, который захватили войска", "захватили", "Ясене", True),
        ("blasts in occupied Ash", "occupied", "Ash", True),
        ("вибухи в окупованому Ясені", "окупованому", "Ясені", True),
        ("взрывы в оккупированном Ясене", "оккупированном", "Ясене", True),
        ("Fresno, ciudad ocupada por ellos", "ocupada", "Fresno", True),
        ("Frêne, ville occupée par eux", "occupée", "Frêne", True),
        ("Ash was captured by them", "captured", "Ash", False),
        ("they captured Ash, which is a town", "captured", "Ash", False),
        ("left Ash, which burns. Then they captured it", "captured", "Ash", False),
        ("Ash, which lies on the river near the old mill, was captured", "captured", "Ash", False),
    ],
)
def test_a_deed_that_only_describes_its_place_was_so_before(
    text: str, trigger: str, name: str, *, recalled: bool
) -> None:
    whole = worded(text)
    assert only_recalls(whole, told_by(whole, trigger), named(whole, name)) is recalled


def test_a_deed_with_a_day_of_its_own_is_no_description() -> None:
    whole = worded("Ash, which they captured on Monday")
    event = told_by(whole, "captured")
    dated = replace(event, time=replace(event.time, timex="tmx-1"))
    assert only_recalls(whole, event, named(whole, "Ash"))
    assert not only_recalls(whole, dated, named(whole, "Ash"))


@pytest.mark.parametrize(
    ("text", "name", "longer"),
    [
        ("they seized Ash Druha and left", "Ash", True),
        ("they seized the Ash Gelatin Factory there", "Ash", True),
        ("they seized Ash-Vuzlova at dawn", "Ash", True),
        ("they seized Ash City at dawn", "Ash", False),
        ("they seized Ash at dawn", "Ash", False),
        ("they seized Ash, Birch at dawn", "Ash", False),
        ("Army Retakes Ash After Long Battle Yesterday", "Ash", False),
    ],
)
def test_a_name_that_goes_on_is_another_places(text: str, name: str, *, longer: bool) -> None:
    whole = worded(text)
    assert goes_on(whole, named(whole, name)) is longer


def test_a_name_beside_one_that_is_known_does_not_go_on() -> None:
    whole = worded("they seized Ash Monday morning")
    start = whole.report.text.index("Monday")
    day = Timex(
        start=start, end=start + 6, text="Monday", id="tmx-1", type=TimexType.DATE, value=None,
        mod=None, earliest=None, latest=None, date_prec=1, basis=Basis.STATED,
    )  # fmt: skip
    assert goes_on(whole, named(whole, "Ash"))
    assert not goes_on(replace(whole, timexes=(day,)), named(whole, "Ash"))


def test_a_name_that_was_read_with_more_words_than_its_place_has_is_longer() -> None:
    whole = worded("they seized Riverton Druha and Riverton City")
    assert RIVERTON.name == "Riverton"
    assert goes_on(whole, named(whole, "Riverton Druha"))
    assert not goes_on(whole, named(whole, "Riverton City"))


@pytest.mark.parametrize(
    ("text", "name", "site"),
    [
        ("they seized the Ash oil refinery", "Ash", True),
        ("they seized the airport in Ash", "Ash", True),
        ("вони захопили аеропорт Ясена", "Ясена", True),
        ("они взяли завод Ясеня", "Ясеня", True),
        ("tomaron el aeropuerto de Fresno", "Fresno", True),
        ("ils ont pris la gare de Frêne", "Frêne", True),
        ("they seized Ash and a bridge", "Ash", False),
        ("they seized the bridge and Ash", "Ash", False),
        ("they seized Ash from the station", "Ash", False),
        ("they seized Ash yesterday", "Ash", False),
    ],
)
def test_a_site_in_a_town_is_not_the_town(text: str, name: str, *, site: bool) -> None:
    whole = worded(text)
    assert is_a_site(whole, named(whole, name)) is site


@pytest.mark.parametrize(
    ("text", "first", "second", "listed"),
    [
        ("freed Ash and Birch", "Ash", "Birch", True),
        ("freed Ash, Birch", "Ash", "Birch", True),
        ("freed Ash (9 km south of Elm) and Birch", "Ash", "Birch", True),
        ("звільнили Ясен та Березу", "Ясен", "Березу", True),
        ("freed Ash near Birch", "Ash", "Birch", False),
        ("freed Ash (9 km south of Birch)", "Ash", "Birch", False),
        ("freed Ash. Birch burns", "Ash", "Birch", False),
        ("freed Ash-Birch", "Ash", "Birch", False),
    ],
)
def test_names_of_a_list_stand_beside_each_other(
    text: str, first: str, second: str, *, listed: bool
) -> None:
    whole = worded(text)
    assert is_listed(whole, named(whole, first), named(whole, second)) is listed


@pytest.mark.parametrize(
    ("gap", "role"), [(" (9 km south of Elm) and ", PlaceRole.AT), (" near ", PlaceRole.NEAR)]
)
def test_in_a_list_each_place_is_what_the_first_is(gap: str, role: PlaceRole) -> None:
    whole = worded(f"freed Ash{gap}Birch")
    first, second = named(whole, "Ash", 1), replace(named(whole, "Birch", 2), place=HILLTOP)
    event = replace(
        told_by(whole, "freed"), toponyms=("top-1",),
        places=(EventPlace(PlaceRole.AT, "top-1"), EventPlace(PlaceRole.NEAR, "top-2")),
    )  # fmt: skip
    scene = Scene.of(replace(whole, toponyms=(first, second), events=(event,)))
    assert scene.roles(event) == {"top-1": PlaceRole.AT, "top-2": role}


def test_what_lies_in_a_place_is_said_by_one_word_between_them() -> None:
    for text, inside in (
        ("Ash in Birch", True),
        ("Ash and Birch", False),
        ("Ash is in Birch", False),
    ):
        whole = worded(text)
        assert lies_in(whole, named(whole, "Ash"), named(whole, "Birch")) is inside


@pytest.mark.parametrize(
    ("text", "unverified"),
    [
        ("they captured Ash, though analysts cannot independently verify this", True),
        ("this claim could not be independently verified: they captured Ash", True),
        ("они взяли Ясень, это невозможно проверить", True),
        ("they captured Ash and analysts verify this", False),
        ("they captured Ash. Nobody knows. We cannot verify the rest", False),
    ],
)
def test_what_nobody_could_verify_is_told_as_such(text: str, *, unverified: bool) -> None:
    whole = worded(text)
    trigger = "взяли" if "взяли" in text else "captured"
    assert is_unverified(whole, told_by(whole, trigger)) is unverified


@pytest.mark.parametrize(
    ("text", "untrue"),
    [
        ("they said that reports that troops captured Ash are false", True),
        ("повідомлення про те, що війська captured Ясен, не відповідають дійсності", True),
        ("сообщения, что войска captured Ясень, фейк", True),
        ("they captured Ash under a false flag", False),
        ("they captured Ash. Other reports are false", False),
    ],
)
def test_what_the_sentence_calls_false_is_denied(text: str, *, untrue: bool) -> None:
    whole = worded(text)
    assert is_untrue(whole, told_by(whole, "captured")) is untrue
