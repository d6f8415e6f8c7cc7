"""Whose text a report prints."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.fusion.agencies import agency_of, named
from dateline.model import Block, BlockKind, Report
from tests.fusion.factory import Told, coding

OWN = Told(type="strike.air", words="bombs hit the market")


def headed(text: str, kind: BlockKind, *, byline: tuple[str, ...] = ()) -> Report:
    made = coding(OWN, byline=byline).report
    blocks = (Block(kind=kind, start=0, end=len(text)),)
    return replace(made, text=text, blocks=blocks)


@pytest.mark.parametrize("words", ["reuters", "AP", "Агентство ТАСС агентство", "Ukrinform"])
def test_agencies_are_known_by_any_of_their_names(words: str) -> None:
    assert named(words) is not None


@pytest.mark.parametrize("words", ["Mara Ellin", "the agency said so", "Reuters Street", ""])
def test_people_and_longer_words_are_no_agencies(words: str) -> None:
    assert named(words) is None


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("KHERSON, Nov 11 (Reuters) - Troops left.", BlockKind.PARAGRAPH, "Reuters"),
        ("RIVERTON, Jan 5 (Northwind Agency) -", BlockKind.DATELINE, "Northwind Agency"),
        ("RIVERTON (Boreas) -", BlockKind.DATELINE, "Boreas"),
        ("Photo: town hall (AFP)", BlockKind.CREDIT, "Agence France-Presse"),
    ],
)
def test_the_text_says_whose_it_is(text: str, kind: BlockKind, name: str) -> None:
    found = agency_of(headed(text, kind))
    assert found is not None
    assert found[0] == name


def test_an_agency_that_is_only_quoted_signs_nothing() -> None:
    text = "The minister told Reuters (the agency) on Friday. (AP) reported it too."
    assert agency_of(headed(text, BlockKind.PARAGRAPH)) is None


@pytest.mark.parametrize(
    ("byline", "outlet", "relay", "found"),
    [
        (("Mara Ellin", "Reuters"), "Post", None, ("Reuters", "its byline")),
        ((), "TASS", None, ("TASS", "its outlet")),
        ((), "Post", "Укрінформ", ("Ukrinform", "its outlet")),
        ((), "TASS", "Weir News", None),
        (("Mara Ellin",), "Post", None, None),
        (("Northwind news agency.",), "Post", None, ("Northwind news agency", "its byline")),
    ],
)
def test_the_byline_comes_before_the_outlet(
    byline: tuple[str, ...], outlet: str, relay: str | None, found: tuple[str, str] | None
) -> None:
    report = replace(coding(OWN, byline=byline).report, outlet=outlet, relay=relay)
    assert agency_of(report) == found


def test_only_the_first_three_paragraphs_can_sign_a_report() -> None:
    lines = ["Nothing."] * 3 + ["KHERSON, Nov 11 (Reuters) - Troops left."]
    text, blocks = "", []
    for line in lines:
        blocks.append(Block(kind=BlockKind.PARAGRAPH, start=len(text), end=len(text) + len(line)))
        text += line + "\n"
    made = replace(coding(OWN).report, text=text, blocks=tuple(blocks))
    assert agency_of(made) is None
    assert agency_of(replace(made, blocks=tuple(blocks[1:]))) == ("Reuters", "its dateline")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Picture: Mara Ellin / AFP", "Agence France-Presse"),
        ("© Reuters", "Reuters"),
        ("Picture: Mara Ellin (own work) (AP)", "Associated Press"),
        ("Picture: Mara Ellin, AP", None),
    ],
)
def test_a_credit_names_its_agency_in_brackets_or_after_a_stroke(
    text: str, found: str | None
) -> None:
    agency = agency_of(headed(text, BlockKind.CREDIT))
    assert (agency and agency[0]) == found


def test_a_dateline_with_a_number_in_brackets_signs_nothing() -> None:
    assert agency_of(headed("RIVERTON (Day 5) -", BlockKind.DATELINE)) is None
    assert agency_of(headed("RIVERTON (east) -", BlockKind.DATELINE)) is None
    assert agency_of(headed("RIVERTON (Boreas) - They left.", BlockKind.PARAGRAPH)) is None
