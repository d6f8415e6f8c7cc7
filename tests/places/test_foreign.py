"""Places in Spanish, French and Arabic: the reader's names, as written, in the gazetteer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.model import Analysis, Coding, RawEntity, Report, Toponym, ToponymKind
from dateline.model.report import Block, BlockKind
from dateline.places.component import Geoparser
from dateline.places.gazetteer import gazetteer
from dateline.places.keys import fold
from dateline.places.kinds import by_word
from dateline.places.language import language
from tests.mentions.phrased import marked

FOREIGN = ("ar", "es", "fr")


def toponyms(text: str, lang: str, conflict: str | None) -> tuple[Toponym, ...]:
    """The toponyms of a report whose names of places stand in square brackets."""
    plain, spans = marked(text)
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(plain))
    report = Report(
        id="r", sha256="0" * 64, lang=lang, text=plain, title=None, published=None, updated=None,
        byline=(), outlet=None, url=None, blocks=(block,),
    )  # fmt: skip
    entities = tuple(
        RawEntity(start=a, end=b, kind="place", score=0.9, toponym_kind="literal") for a, b in spans
    )
    analysis = Analysis(lang=lang, tokens=(), sentences=(), reader="test", entities=entities)
    return Geoparser()(Coding(report=report, analysis=analysis, conflict=conflict)).toponyms


@pytest.mark.parametrize(
    ("lang", "conflict", "text", "name", "feature"),
    [
        ("es", "syria", "Atacaron [Alepo].", "Aleppo", "PPLA"),
        ("es", "syria", "Atacaron [la provincia de Idlib].", "Idlib Governorate", "ADM1"),
        ("es", "ukraine", "Atacaron [Járkov].", "Kharkiv", "PPLA"),
        ("es", "ukraine", "Atacaron [la región de Járkov].", "Kharkiv Oblast", "ADM1"),
        ("es", "ukraine", "Atacaron la región de [Járkov].", "Kharkiv Oblast", "ADM1"),
        ("es", "gaza", "Atacaron [la Franja de Gaza].", "Gaza Strip", "ADM1"),
        ("es", "gaza", "Viajó a [EE. UU.] ayer.", "United States", "PCLI"),
        ("es", "sudan", "Atacaron [Jartum].", "Khartoum", "PPLC"),
        ("es", "sudan", "Viajó a [Yamena].", "N'Djamena", "PPLC"),
        ("es", "colombia", "Atacaron [el Cauca].", "Cauca Department", "ADM1"),
        ("fr", "syria", "Ils ont attaqué [Alep].", "Aleppo", "PPLA"),
        ("fr", "congo", "Ils ont pris la ville de [Goma].", "Goma", "PPL"),
        ("fr", "congo", "Ils ont pris [le Sud-Kivu].", "South Kivu", "ADM1"),
        ("fr", "congo", "Dans [l’Ituri], en [RDC].", "Ituri", "ADM1"),
        ("fr", "sahel", "Un convoi vers [N'Djamena].", "N'Djamena", "PPLC"),
        ("fr", "gaza", "Ils sont [au Liban].", "Lebanon", "PCLI"),
        ("ar", "syria", "قصف [بحلب]", "Aleppo", "PPLA"),
        ("ar", "syria", "قصف [محافظة ادلب]", "Idlib Governorate", "ADM1"),
        ("ar", "sudan", "هجوم على [الفاشر]", "El Fasher", "PPLA"),
        ("ar", "sudan", "هجوم على [الخَرطوم]", "Khartoum", "PPLC"),
        ("ar", "sudan", "في [شمال دارفور]", "North Darfur State", "ADM1"),
        ("ar", "gaza", "غارة على [مخيم جباليا]", "Jabalia Camp", "CMPRF"),
        ("ar", "gaza", "هجوم [للضفة الغربية]", "West Bank", "ADM1"),
        ("ar", "ukraine", "قصف [خاركيف]", "Kharkiv", "PPLA"),
        ("ar", None, "سافر [والولايات المتحدة]", "United States", "PCLI"),
    ],
)  # fmt: skip
def test_names_as_written(
    lang: str, conflict: str | None, text: str, name: str, feature: str
) -> None:
    place = toponyms(text, lang, conflict)[0].place
    assert place is not None
    assert (place.name, place.feature) == (name, feature)


@pytest.mark.parametrize(
    ("lang", "text", "area"),
    [
        ("es", "Combates cerca de [Homs]", "near"),
        ("es", "Combates a 20 km al norte de [Homs]", "20 km north of"),
        ("es", "Combates en el norte de [Siria]", "part:north"),
        ("fr", "Combats près de [Homs]", "near"),
        ("fr", "Combats dans le nord de [Homs]", "part:north"),
        ("ar", "اشتباكات قرب [حمص]", "near"),
        ("ar", "اشتباكات شمال [سوريا]", "part:north"),
    ],
)
def test_words_beside_a_name_say_where(lang: str, text: str, area: str) -> None:
    (found,) = toponyms(text, lang, "syria")
    assert found.area == area


@pytest.mark.parametrize(
    ("lang", "text"),
    [("es", "El alcalde cayó en [Alepo]."), ("ar", "سقط رجل في [حلب] على يد الجديدة")],
)
def test_only_what_the_reader_takes_for_a_place_is_one(lang: str, text: str) -> None:
    found = toponyms(text, lang, "syria")
    assert [one.place.name for one in found if one.place] == ["Aleppo"]
    assert len(found) == 1


@pytest.mark.parametrize(
    ("lang", "text"),
    [("es", "Cayó [la presa]."), ("es", "[La ciudad] cayó."), ("fr", "[Le camp] est tombé."),
     ("ar", "سقطت [المدينة]"), ("ar", "هجوم على [مدرسة]")],
)  # fmt: skip
def test_a_noun_names_no_place(lang: str, text: str) -> None:
    assert toponyms(text, lang, "syria") == ()


def test_a_river_is_not_the_country_of_its_name() -> None:
    (found,) = toponyms("Le long du [fleuve Niger].", "fr", "sahel")
    assert found.place is not None
    assert (found.place.name, found.place.feature) == ("Niger River", "STM")


def test_a_town_is_meant_where_its_region_bears_the_name_too() -> None:
    (found,) = toponyms("قصف [حماة]", "ar", None)
    assert found.place is not None
    assert (found.place.name, found.place.feature) == ("Hama", "PPLA")


def test_how_a_name_is_used_is_what_the_reader_says() -> None:
    (found,) = toponyms("[Siria] dijo que no.", "es", "syria")
    assert found.kind is ToponymKind.LITERAL


def test_a_name_that_no_list_has_is_unknown() -> None:
    (found,) = toponyms("Atacaron [la aldea de Qwrtzpol].", "es", "syria")
    assert found.place is None
    assert found.why == "no place called 'Qwrtzpol' in the gazetteer"


@pytest.mark.parametrize("lang", FOREIGN)
def test_exonyms_are_of_places_that_the_gazetteer_has(lang: str) -> None:
    tongue = language(lang)
    for name in tongue.exonyms:
        assert gazetteer().named(name), name
    assert set(tongue.kinds.values()) <= set(by_word())


@pytest.mark.parametrize("lang", FOREIGN)
def test_no_exonym_is_listed_twice(lang: str) -> None:
    rows = language(lang).exonyms.values()
    written = [key for names in rows for key in {fold(name) for name in names}]
    assert len(written) == len(set(written))


WORDS = st.sampled_from(
    ["[la provincia de Idlib]", "[Alepo]", "[l'Ituri]", "[بحلب]", "[محافظة]", "de", "«", "[de]",
     "[وال]", "[la]", "\n", "[EE. UU.]", "[ville de]", "12", "[على]"]
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(WORDS, max_size=6), st.sampled_from(FOREIGN))
def test_spans_are_the_words_of_the_text(words: list[str], lang: str) -> None:
    text = " ".join(words)
    plain, spans = marked(text)
    found = toponyms(text, lang, "syria")
    assert [plain[one.start : one.end] for one in found] == [one.text for one in found]
    assert {(one.start, one.end) for one in found} <= set(spans)


@pytest.mark.parametrize("lang", FOREIGN)
def test_without_a_reader_the_gazetteer_finds_names(lang: str) -> None:
    text = {"es": "Combates en Alepo.", "fr": "Combats à Alep.", "ar": "اشتباكات في مدينة حلب"}[
        lang
    ]
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text))
    report = Report(
        id="r", sha256="0" * 64, lang=lang, text=text, title=None, published=None, updated=None,
        byline=(), outlet=None, url=None, blocks=(block,),
    )  # fmt: skip
    coding = Coding(report=report, conflict="syria",
                    analysis=Analysis(lang=lang, tokens=(), sentences=()))  # fmt: skip
    found = Geoparser()(replace(coding)).toponyms
    assert [one.place and one.place.name for one in found] == ["Aleppo"]
