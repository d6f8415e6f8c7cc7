from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.model import Analysis, Coding, Toponym, ToponymKind
from dateline.model.analysis import RawEntity
from dateline.model.mentions import Mention, MentionKind
from dateline.model.report import Block, BlockKind, Report
from dateline.places.component import Geoparser, _names_group
from dateline.places.gazetteer import Gazetteer
from dateline.places.ranker import shipped_ranker


def coding(text: str, *, lang: str = "en", conflict: str | None = "ukraine") -> Coding:
    report = Report(
        id="r", sha256="0" * 64, lang=lang, text=text, title=None, published=None, updated=None,
        byline=(), outlet=None, url=None,
        blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),),
    )  # fmt: skip
    analysis = Analysis(lang=lang, tokens=(), sentences=())
    return Coding(report=report, conflict=conflict, analysis=analysis)


def toponyms(places: Gazetteer, given: Coding) -> dict[str, Toponym]:
    found = Geoparser(places, shipped_ranker())(given).toponyms
    for one in found:
        assert given.report.text[one.start : one.end] == one.text
    return {one.text: one for one in found}


def test_toponyms_carry_place_area_and_evidence(small: Gazetteer) -> None:
    found = toponyms(small, coding("Fighting near Kherson in Ukraine killed nobody."))
    kherson = found["Kherson"]
    assert kherson.place is not None
    assert kherson.place.id == "geonames:1"
    assert (kherson.area, kherson.place.where_prec) == ("near", 2)
    assert kherson.why
    assert kherson.candidates[0].id == "geonames:1"
    assert found["Ukraine"].place is not None


def test_banks_follow_the_river_named_before(small: Gazetteer) -> None:
    text = "Troops crossed the Dnipro river. Nothing was left on the western bank."
    found = toponyms(small, coding(text))
    assert found["the western bank"].area == "bank:right"
    place = found["the western bank"].place
    assert place is not None
    assert place.id == "dateline:dnipro"


def test_demonyms_and_metonyms(small: Gazetteer) -> None:
    found = toponyms(small, coding("Moscow denied that Ukrainian forces held Kherson."))
    assert found["Moscow"].kind is ToponymKind.METONYMIC
    assert found["Ukrainian"].kind is ToponymKind.DEMONYM
    assert found["Kherson"].kind is ToponymKind.LITERAL


def test_boilerplate_is_not_read(small: Gazetteer) -> None:
    given = coding("Click here for Kherson")
    block = Block(kind=BlockKind.BOILERPLATE, start=0, end=len(given.report.text))
    given = replace(given, report=replace(given.report, blocks=(block,)))
    assert toponyms(small, given) == {}


def test_names_of_persons_and_organisations(small: Gazetteer) -> None:
    text = "Kherson said hello to Odesa Theatre."
    person = Mention(id="m1", kind=MentionKind.PERSON, start=0, end=7, text="Kherson")
    theatre = Mention(
        id="m2", kind=MentionKind.ORGANISATION, start=22, end=35, text="Odesa Theatre"
    )
    found = toponyms(small, replace(coding(text), mentions=(person, theatre)))
    assert "Kherson" not in found
    assert found["Odesa"].kind is ToponymKind.EMBEDDED


def test_the_reader_and_the_gazetteer_together(small: Gazetteer) -> None:
    text = "Qwrtzp fell. Kherson met Odesa."
    entities = (
        RawEntity(start=0, end=6, kind="place", score=0.9),
        RawEntity(start=13, end=20, kind="person", score=0.9),
        RawEntity(start=25, end=30, kind="place", score=0.4),
    )
    given = coding(text)
    analysis = replace(given.linguistics(), reader="test", entities=entities)
    found = toponyms(small, replace(given, analysis=analysis))
    assert set(found) == {"Qwrtzp", "Odesa"}
    assert found["Qwrtzp"].place is None
    assert found["Qwrtzp"].why


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet="Kherson Odesa,.'\n-’Д", max_size=60))
def test_spans_are_true_for_any_text(small: Gazetteer, text: str) -> None:
    toponyms(small, coding(text))


def test_a_group_of_an_unknown_name_is_no_place(small: Gazetteer) -> None:
    text = "Qwrtzp fighters left Kherson."
    given = coding(text)
    entities = (
        RawEntity(start=0, end=6, kind="place", score=0.9),
        RawEntity(start=21, end=28, kind="place", score=0.9),
    )
    analysis = replace(given.linguistics(), reader="test", entities=entities)
    fighters = Mention(start=0, end=15, text=text[:15], id="men-1", kind=MentionKind.FORCE)
    found = toponyms(small, replace(given, analysis=analysis, mentions=(fighters,)))
    assert set(found) == {"Kherson"}


def test_a_doubtful_person_may_be_a_town(small: Gazetteer) -> None:
    text = "Groups attacked Odesa again."
    given = coding(text)
    for score, expected in ((0.55, {"Odesa"}), (0.95, set())):
        entities = (RawEntity(start=16, end=21, kind="person", score=score),)
        analysis = replace(given.linguistics(), reader="test", entities=entities)
        assert set(toponyms(small, replace(given, analysis=analysis))) == expected


def test_a_part_of_a_region_that_is_named_by_its_town(small: Gazetteer) -> None:
    found = toponyms(small, coding("Fighting in southern Kherson went on near Kherson city."))
    place = found["Kherson"].place
    assert place is not None
    found = toponyms(small, coding("They shelled southern Kherson."))
    place = found["Kherson"].place
    assert place is not None
    assert (place.id, place.where_prec) == ("geonames:2", 4)
    assert found["Kherson"].area == "part:south"


def test_a_town_of_the_conflict_that_the_reader_overlooked(small: Gazetteer) -> None:
    text = "Kherson and Arkhanhelske were retaken."
    given = coding(text)
    analysis = replace(given.linguistics(), reader="tests")
    found = toponyms(small, replace(given, analysis=analysis))
    assert set(found) == {"Kherson", "Arkhanhelske"}
    elsewhere = replace(coding(text, conflict=None), analysis=analysis)
    assert toponyms(small, elsewhere) == {}


def test_a_person_that_stands_in_a_list_of_places_is_one(small: Gazetteer) -> None:
    text = "Kherson and Arkhanhelske were retaken."
    entities = (
        RawEntity(start=0, end=7, kind="person", score=0.9),
        RawEntity(start=12, end=24, kind="place", score=0.6),
    )
    given = coding(text)
    analysis = replace(given.linguistics(), reader="tests", entities=entities)
    assert set(toponyms(small, replace(given, analysis=analysis))) == {"Kherson", "Arkhanhelske"}
    alone = replace(given.linguistics(), reader="tests", entities=entities[:1])
    assert "Kherson" not in toponyms(small, replace(coding("Kherson spoke."), analysis=alone))


@pytest.mark.parametrize("after", [" party condemned it.", " newspaper.", " рух заявив."])
def test_a_word_for_a_group_makes_the_name_its_own(after: str) -> None:
    assert _names_group(after)


@pytest.mark.parametrize("after", [", a party", " was shelled.", " partying crowds", ""])
def test_other_words_leave_the_name_a_place(after: str) -> None:
    assert not _names_group(after)
