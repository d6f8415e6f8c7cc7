"""Spanish, French and Arabic times: what each phrase denotes, seen from Wednesday 15 May 2024."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import (
    Analysis,
    Basis,
    Block,
    BlockKind,
    Coding,
    RawTimex,
    Report,
    Timex,
    shipped_conflicts,
)
from dateline.times.component import TimeReader, timexes
from dateline.times.grammar import grammar
from dateline.times.language import language


def report(text: str, lang: str) -> Report:
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text))
    return Report(
        id="rep-1", sha256="0" * 64, lang=lang, text=text, title=None, published="2024-05-15",
        updated=None, byline=(), outlet=None, url=None, blocks=(block,),
    )  # fmt: skip


def only(text: str, lang: str) -> Timex:
    (found,) = timexes(report(text, lang))
    return found


@pytest.mark.parametrize(
    ("lang", "text", "words", "earliest", "latest"),
    [
        ("es", "El lunes atacaron la ciudad.", "lunes", "2024-05-13", "2024-05-13"),
        ("es", "Murieron ayer por la noche.", "ayer por la noche", "2024-05-14", "2024-05-14"),
        ("es", "Cayó en la noche del lunes al martes.",
         "noche del lunes al martes", "2024-05-13", "2024-05-14"),
        ("es", "La madrugada de este martes cayó.",
         "madrugada de este martes", "2024-05-14", "2024-05-14"),
        ("es", "El 12 de mayo de 2023 cayó.", "12 de mayo de 2023", "2023-05-12", "2023-05-12"),
        ("es", "Desde 2014 hay guerra.", "2014", "2014-01-01", "2024-05-15"),
        ("es", "Resisten desde el domingo.", "domingo", "2024-05-12", "2024-05-15"),
        ("es", "La semana pasada cayó.", "semana pasada", "2024-05-06", "2024-05-12"),
        ("es", "Cayó hace dos días.", "hace dos días", "2024-05-13", "2024-05-13"),
        ("es", "Cayó a principios de mayo.", "a principios de mayo", "2024-05-01", "2024-05-10"),
        ("es", "El pasado viernes cayó.", "pasado viernes", "2024-05-10", "2024-05-10"),
        ("es", "El próximo viernes se reunirán.", "próximo viernes", "2024-05-17", "2024-05-17"),
        ("es", "Habrá elecciones mañana.", "mañana", "2024-05-16", "2024-05-16"),
        ("es", "Cayó esta mañana.", "esta mañana", "2024-05-15", "2024-05-15"),
        ("es", "Hay tregua hasta el jueves.", "jueves", None, "2024-05-16"),
        ("fr", "Lundi, ils ont attaqué la ville.", "Lundi", "2024-05-13", "2024-05-13"),
        ("fr", "Dans la nuit de mardi à mercredi, elle est tombée.",
         "nuit de mardi à mercredi", "2024-05-14", "2024-05-15"),
        ("fr", "Le 1er avril elle est tombée.", "1er avril", "2024-04-01", "2024-04-01"),
        ("fr", "Depuis l’année dernière ils résistent.",
         "année dernière", "2023-01-01", "2024-05-15"),
        ("fr", "Elle est tombée il y a deux jours.",
         "il y a deux jours", "2024-05-13", "2024-05-13"),
        ("fr", "La semaine dernière elle est tombée.",
         "semaine dernière", "2024-05-06", "2024-05-12"),
        ("fr", "Elle est tombée aujourd’hui.", "aujourd’hui", "2024-05-15", "2024-05-15"),
        ("fr", "Une réunion aura lieu demain.", "demain", "2024-05-16", "2024-05-16"),
        ("fr", "Elle est tombée fin 2023.", "fin 2023", "2023-09-02", "2023-12-31"),
        ("fr", "La trêve dure jusqu'à jeudi.", "jeudi", None, "2024-05-16"),
        ("fr", "Lundi matin, elle est tombée.", "Lundi matin", "2024-05-13", "2024-05-13"),
        ("fr", "L'an dernier elle est tombée.", "an dernier", "2023-01-01", "2023-12-31"),
        ("ar", "قصف الجيش المدينة يوم الأحد", "يوم الأحد", "2024-05-12", "2024-05-12"),
        ("ar", "سقطت أمس", "أمس", "2024-05-14", "2024-05-14"),
        ("ar", "يوم أمس الثلاثاء سقطت", "يوم أمس الثلاثاء", "2024-05-14", "2024-05-14"),
        ("ar", "ليل الاثنين الثلاثاء سقطت", "ليل الاثنين الثلاثاء", "2024-05-13", "2024-05-14"),
        ("ar", "سقطت في 12 مايو/أيار 2023", "12 مايو/أيار 2023", "2023-05-12", "2023-05-12"),
        ("ar", "سقطت في ١٢ نيسان ٢٠٢٣", "١٢ نيسان ٢٠٢٣", "2023-04-12", "2023-04-12"),
        ("ar", "سقطت في 3 جويلية 2023", "3 جويلية 2023", "2023-07-03", "2023-07-03"),
        ("ar", "سقطت في 15 تشرين الثاني 2023",
         "15 تشرين الثاني 2023", "2023-11-15", "2023-11-15"),
        ("ar", "سقطت في السابع من أكتوبر/تشرين الأول 2023",
         "السابع من أكتوبر/تشرين الأول 2023", "2023-10-07", "2023-10-07"),
        ("ar", "الحرب مستمرة منذ عام 2014", "عام 2014", "2014-01-01", "2024-05-15"),
        ("ar", "سقطت الأسبوع الماضي", "الأسبوع الماضي", "2024-05-06", "2024-05-12"),
        ("ar", "سقطت قبل يومين", "قبل يومين", "2024-05-13", "2024-05-13"),
        ("ar", "سقطت قبل ثلاثة أيام", "قبل ثلاثة أيام", "2024-05-12", "2024-05-12"),
        ("ar", "ستبدأ المحادثات الجمعة", "الجمعة", "2024-05-17", "2024-05-17"),
        ("ar", "سقطت مساءَ الاثنين", "مساءَ الاثنين", "2024-05-13", "2024-05-13"),
        ("ar", "سقطت في آب 2023", "آب 2023", "2023-08-01", "2023-08-31"),
        ("ar", "قبل أحد عشر يوما سقطت", "قبل أحد عشر يوما", "2024-05-04", "2024-05-04"),
        ("ar", "يقصفونها منذ الفجر", "الفجر", "2024-05-15", "2024-05-15"),
        ("ar", "الهدنة قائمة حتى الخميس", "الخميس", None, "2024-05-16"),
    ],
)  # fmt: skip
def test_phrase(lang: str, text: str, words: str, earliest: str | None, latest: str) -> None:
    found = only(text, lang)
    assert (found.text, found.earliest, found.latest) == (words, earliest, latest)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "entre el lunes y el miércoles"),
        ("fr", "entre lundi et mercredi"),
        ("ar", "بين الاثنين والأربعاء"),
    ],
)
def test_a_range_is_its_two_ends(lang: str, text: str) -> None:
    found = timexes(report(text, lang))
    assert [(t.earliest, t.latest) for t in found] == [("2024-05-13", "2024-05-15")] * 2


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Murieron 1.500 soldados y 200 civiles."),
        ("es", "La tercera brigada marchó con un segundo batallón."),
        ("fr", "Plus de 15 000 soldats, dont 200 civils."),
        ("ar", "قتل نحو 200 شخص بينهم 15 جنديا"),
        ("ar", "قتل أب وطفلاه وجنديان اثنين اثنين"),
        ("ar", "سافر إلى المغرب"),
    ],
)
def test_counts_are_no_times(lang: str, text: str) -> None:
    assert timexes(report(text, lang)) == ()


@pytest.mark.parametrize(
    ("lang", "text", "slug", "words", "earliest"),
    [
        ("es", "Resisten desde el comienzo de la invasión.", "ukraine",
         "desde el comienzo de la invasión", "2022-02-24"),
        ("fr", "Ils résistent depuis le début de l’invasion russe.", "ukraine",
         "depuis le début de l’invasion russe", "2022-02-24"),
        ("ar", "نزحوا منذ بدء القتال", "sudan", "منذ بدء القتال", "2023-04-15"),
    ],
)  # fmt: skip
def test_dated_by_an_event_of_the_conflict(
    lang: str, text: str, slug: str, words: str, earliest: str
) -> None:
    conflict = next(c for c in shipped_conflicts() if c.slug == slug)
    (found,) = timexes(report(text, lang), conflict=conflict)
    assert (found.text, found.earliest, found.latest) == (words, earliest, "2024-05-15")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Three years later they took the town."),
        ("es", "Tres años después tomaron la ciudad."),
        ("fr", "Trois ans après, ils ont pris la ville."),
        ("ar", "بعد ثلاث سنوات سيطرت القوات على المدينة"),
    ],
)
def test_later_than_a_day_not_named_is_no_day_to_come(lang: str, text: str) -> None:
    found = only(text, lang)
    assert (found.earliest, found.latest, found.basis) == (None, None, Basis.UNKNOWN)


def test_what_only_the_reader_takes_for_a_time_is_unknown() -> None:
    text = "Cayó cuando la cosecha, el lunes."
    start, monday = text.index("cuando"), text.index("el lunes")
    raw = (
        RawTimex(start=start, end=start + len("cuando la cosecha"), type="DATE", score=0.9),
        RawTimex(start=monday, end=monday + len("el lunes"), type="DATE", score=0.9),
    )
    analysis = Analysis(lang="es", tokens=(), sentences=(), timexes=raw)
    coding = TimeReader()(Coding(report=report(text, "es"), analysis=analysis))
    assert [(t.text, t.basis) for t in coding.timexes] == [
        ("cuando la cosecha", Basis.UNKNOWN),
        ("lunes", Basis.RELATIVE),
    ]
    assert coding.timexes[0].value is None


@pytest.mark.parametrize("lang", ["es", "fr", "ar"])
def test_every_rule_is_a_pattern(lang: str) -> None:
    grammar(lang).check_rules()
    assert language(lang).rules


WORDS = st.sampled_from(
    ["el", "lunes", "la", "noche", "del", "12", "de", "mayo", "hace", "dos", "días", "desde",
     "2014", "l'an", "dernier", "nuit", "mardi", "à", "jeudi", "يوم", "الأحد", "والاثنين",
     "مساءً", "منذ", "عام", "٢٠١٤", "قبل", "يومين", "10:30", "«", ",", ".", "\n"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=12), st.sampled_from(["es", "fr", "ar"]))
def test_spans_are_the_words_of_the_text(words: list[str], lang: str) -> None:
    text = " ".join(words)
    for found in timexes(report(text, lang)):
        assert text[found.start : found.end] == found.text
        assert found.text == found.text.strip()
