"""Spanish, French and Arabic actors are those that English words give, by name, kind and side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.mentions.entries import states
from dateline.mentions.offices import OfficePlacer
from dateline.mentions.tongue import tongue, tongues
from dateline.mentions.tongue_names import tongue_names
from dateline.model import MentionKind, Place, Toponym, ToponymKind
from tests.mentions.phrased import actors, phrased
from tests.mentions.reading import actor, read


@pytest.mark.parametrize(
    ("lang", "text", "name", "side"),
    [
        ("es", "[Las tropas] en Ulloa avanzaron.", "tropas", None),
        ("es", "[Los vecinos] de Ulloa avanzaron.", "vecinos", None),
        ("es", "[El Ejército ruso] avanzó.", "Russian forces", "RUS"),
        ("es", "[Las tropas de Israel] avanzaron.", "Israeli forces", "ISR"),
        ("es", "[Combatientes de Hamás] dispararon.", "Hamas", "hamas"),
        ("es", "[Las Fuerzas de Apoyo Rápido] avanzaron.", "Rapid Support Forces", "rsf"),
        ("es", "[La Fuerza Aérea israelí] bombardeó Gaza.", "Israeli air force", "ISR"),
        ("es", "[el Ministerio de Defensa ruso] lo negó.", "Russian defence ministry", "RUS"),
        ("es", "[La Casa Blanca] lo negó.", "White House", "USA"),
        ("es", "[Moscú] lo negó.", "Russia", "RUS"),
        ("es", "[EE. UU.] lo negó.", "United States", "USA"),
        ("es", "[Hezbolá] lo negó.", "Hezbollah", "hezbollah"),
        ("es", "[guerrilleros de las FARC] en el Cauca y Arauca, Colombia", "FARC", "farc"),
        ("es", "[el gobierno sudanés] lo negó.", "Sudanese government", "SDN"),
        ("fr", "[L'armée malienne] avance.", "Malian forces", "MLI"),
        ("fr", "[Les forces armées ukrainiennes] avancent.", "Ukrainian forces", "UKR"),
        ("fr", "[Les rebelles du M23] avancent.", "M23", "m23"),
        ("fr", "[Le ministère russe de la Défense] dément.", "Russian defence ministry", "RUS"),
        ("fr", "[La Maison Blanche] dément.", "White House", "USA"),
        ("fr", "[le Hezbollah] dément.", "Hezbollah", "hezbollah"),
        ("fr", "[des combattants du Jnim] au Mali",
         "Jama'at Nusrat al-Islam wal-Muslimin", "jnim"),
        ("fr", "[la police congolaise] dément.", "Congolese police", "COD"),
        ("ar", "[الجيش السوداني] تقدم", "Sudanese forces", "SDN"),
        ("ar", "هجوم [للجيش السوداني] على المدينة", "Sudanese forces", "SDN"),
        ("ar", "[وبالجيش الإسرائيلي]", "Israeli forces", "ISR"),
        ("ar", "[قوات الدعم السريع] تقدمت", "Rapid Support Forces", "rsf"),
        ("ar", "[وزارة الدفاع الروسية] نفت", "Russian defence ministry", "RUS"),
        ("ar", "[الكرملين] نفى", "Kremlin", "RUS"),
        ("ar", "[حماس] نفت", "Hamas", "hamas"),
        ("ar", "[حَمَاس] نفت", "Hamas", "hamas"),
        ("ar", "[مسلحو حركة الشباب] هاجموا", "Al-Shabaab", "al-shabaab"),
        ("ar", "[الحوثيون] هاجموا", "Houthis", "houthis"),
        ("ar", "[القوات الأوكرانية] تقدمت", "Ukrainian forces", "UKR"),
        ("ar", "[جيش جنوب السودان] تقدم", "South Sudanese forces", "SSD"),
        ("ar", "[الأمم المتحدة] نفت", "United Nations", "UN"),
    ],
)  # fmt: skip
def test_one_phrase(lang: str, text: str, name: str, side: str) -> None:
    (found,) = actors(text, lang)
    assert (found.name, found.side) == (name, side)


@pytest.mark.parametrize(
    ("lang", "theirs", "english", "words"),
    [
        ("es", "[El Ejército ruso] avanzó.", "Russian troops advanced.", "Russian troops"),
        ("fr", "[L'armée ukrainienne] avance.", "Ukrainian troops advanced.", "Ukrainian troops"),
        ("ar", "[قوات الدعم السريع] في دارفور",
         "The Rapid Support Forces won.", "Rapid Support Forces"),
        ("ar", "[نتنياهو] نفى", "Benjamin Netanyahu denied it.", "Benjamin Netanyahu"),
    ],
)  # fmt: skip
def test_the_actor_is_the_one_of_english_reports(
    lang: str, theirs: str, english: str, words: str
) -> None:
    (found,) = actors(theirs, lang)
    same = actor(read(english), words)
    assert (found.id, found.side, found.sector) == (same.id, same.side, same.sector)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "[el portavoz del Ejército ruso] y [el portavoz del Gobierno ruso]"),
        ("fr", "[le porte-parole de l'armée russe] et [le porte-parole du gouvernement russe]"),
        ("ar", "[المتحدث باسم الجيش الروسي] ثم [المتحدث باسم الحكومة الروسية]"),
    ],
)
def test_who_speaks_is_of_what_they_speak_for(lang: str, text: str) -> None:
    military, civil = actors(text, lang)
    assert (military.sector, civil.sector) == ("MIL", "GOV")
    assert military.side == civil.side == "RUS"
    assert military.role == military.name


@pytest.mark.parametrize(
    ("lang", "text", "name", "role"),
    [
        ("es", "[el alcalde de Tibú, Richar Claro]", "Richar Claro", "alcalde de Tibú"),
        ("es", "[el presidente ucraniano, Volodímir Zelenski]",
         "Volodymyr Zelensky", "presidente ucraniano"),
        ("fr", "[le président ukrainien Volodymyr Zelensky]",
         "Volodymyr Zelensky", "président ukrainien"),
        ("ar", "[رئيس الوزراء الإسرائيلي بنيامين نتنياهو]",
         "Benjamin Netanyahu", "رئيس الوزراء الإسرائيلي"),
    ],
)  # fmt: skip
def test_a_person_has_the_office_before_the_name(
    lang: str, text: str, name: str, role: str
) -> None:
    (found,) = actors(text, lang)
    assert (found.name, found.role) == (name, role)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "[El Ejército ruso] atacó Ucrania. [El Ejército] lo negó."),
        ("fr", "[L'armée russe] a attaqué l'Ukraine. [L'armée] dément."),
        ("ar", "هاجم [الجيش الروسي] أوكرانيا. ونفى [الجيش] ذلك."),
    ],
)
def test_the_army_is_the_one_named_before(lang: str, text: str) -> None:
    first, second = actors(text, lang)
    assert first.id == second.id


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "[El M23] avanza. [El grupo] lo niega. [Un grupo] lo vio."),
        ("fr", "[Le M23] avance. [Le groupe] dément. [Un groupe] l'a vu."),
    ],
)
def test_a_group_that_is_known_of_is_the_one_named_before(lang: str, text: str) -> None:
    named, same, other = actors(text, lang)
    assert named.id == same.id != other.id
    assert other.side is None


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "[las tropas en Siria]"),
        ("fr", "[les soldats au Mali]"),
        ("fr", "[les soldats présents en Syrie]"),
        ("ar", "[القوات في سوريا]"),
        ("ar", "[القوات بسوريا]"),
    ],
)
def test_troops_in_a_state_are_not_its_own(lang: str, text: str) -> None:
    (found,) = actors(text, lang)
    assert found.side is None


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("es", "[los rusos]", "Russians"),
        ("fr", "[les Russes]", "Russians"),
        ("ar", "[الفلسطينيون]", "Palestinians"),
    ],
)
def test_an_adjective_in_the_plural_is_a_people(lang: str, text: str, name: str) -> None:
    (found,) = actors(text, lang)
    assert found.name == name


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Israel atacó. [El Ministerio de Sanidad borduriano] lo negó."),
        ("fr", "Israël a attaqué. [Le ministère bordure de la Santé] dément."),
    ],
)
def test_an_office_with_a_word_that_no_list_knows_is_nobodys(lang: str, text: str) -> None:
    (found,) = actors(text, lang)
    assert found.side is None


def test_the_health_ministry_of_gaza_is_not_the_one_of_israel() -> None:
    (found,) = actors("Israel atacó Gaza, según [el Ministerio de Sanidad gazatí].", "es")
    assert found.side == "hamas"


@pytest.mark.parametrize(
    ("lang", "text", "country"),
    [
        ("fr", "[une étude menée au Burkina Faso]", "BFA"),
        ("fr", "[des ressortissants rwandais]", "RWA"),
        ("ar", "[العلم العراقي]", "IRQ"),
        ("ar", "[شركات إماراتية]", "ARE"),
        ("ar", "[تمثال حافظ الأسد]", None),
    ],
)
def test_a_thing_of_a_state_is_not_the_state(lang: str, text: str, country: str | None) -> None:
    (found,) = actors(text, lang)
    assert (found.side, found.country) == (None, country)


def test_a_ministry_is_not_of_the_only_state_named_where_others_fight() -> None:
    ministry, army = actors("Israel atacó Gaza. [El Ministerio de Sanidad] y [el Ejército]", "es")
    assert (ministry.side, army.side) == (None, "ISR")


def test_an_army_that_a_body_names_counts_as_its_state() -> None:
    _, army = actors("[Les FARDC] et les Rwandais. [L'armée] dément.", "fr")
    assert army.side != "RWA"


def test_a_town_behind_an_office_is_no_person() -> None:
    (found,) = actors("Lo dijo [el alcalde de San José].", "es")
    assert (found.name, found.role) == ("alcalde de San José", "alcalde de San José")


def test_a_bare_army_is_nobodys_where_several_states_are_named() -> None:
    (found,) = actors("Siria y Turquía lo niegan, dijo [el Ejército].", "es")
    assert found.side is None


def test_a_bare_army_is_of_the_only_state_of_the_conflict() -> None:
    (found,) = actors("[El Ejército] avanza en Arauca y el Catatumbo.", "es")
    assert found.side == "COL"


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("es", "Siria y Turquía lo niegan. [El Ejército] avanzó en Alepo.", "Alepo"),
        ("fr", "La Syrie et la Turquie démentent. [L'armée] avance à Alep.", "Alep"),
        ("ar", "نفت سوريا وتركيا. وتقدم [الجيش] في حلب.", "حلب"),
    ],
)
def test_a_bare_army_is_of_the_state_of_the_place(lang: str, text: str, words: str) -> None:
    coding = phrased(text, lang)
    start = coding.report.text.index(words)
    place = Place(id="geonames:1", name="Aleppo", lat=36.2, lon=37.2, country="SY", admin1=None,
                  feature="PPLA", where_prec=1)  # fmt: skip
    told = Toponym(start, start + len(words), words, id="t1", kind=ToponymKind.LITERAL, place=place,
                   area=None, why="its name", score=0.9)  # fmt: skip
    placed = OfficePlacer()(replace(coding, toponyms=(told,)))
    (army,) = [m for m in placed.mentions if m.kind is MentionKind.FORCE]
    found = next(a for a in placed.actors if a.id == army.actor)
    assert (found.name, found.side) == ("Syrian forces", "SYR")


def test_names_and_owned_nouns_outside_phrases_are_mentions_too() -> None:
    coding = phrased("El Ejército israelí atacó Líbano; Hezbolá respondió.", "es")
    told = [(m.text, m.kind) for m in coding.mentions]
    assert told == [
        ("Ejército israelí", MentionKind.FORCE), ("Líbano", MentionKind.STATE),
        ("Hezbolá", MentionKind.GROUP),
    ]  # fmt: skip


def test_what_no_list_knows_is_an_actor_of_this_report_alone() -> None:
    (found,) = actors("Lo hicieron [unos desconocidos con capucha].", "es")
    assert (found.name, found.side) == ("desconocidos con capucha", None)


@pytest.mark.parametrize(
    ("lang", "text", "slug"),
    [
        ("es", "Las Fuerzas de Apoyo Rápido atacaron Jartum.", "sudan"),
        ("fr", "L'armée israélienne a frappé la bande de Gaza.", "gaza"),
        ("ar", "قصف الجيش السوداني مواقع في دارفور", "sudan"),
        ("ar", "قصفت إسرائيل قطاع غزة", "gaza"),
        ("es", "El presidente inauguró un mercado en Lima.", None),
        ("es", "La junta se reunió con el comité.", None),
        ("ar", "أعلنت البلدية فتح الطريق", None),
    ],
)
def test_the_conflict_is_told_by_names(lang: str, text: str, slug: str | None) -> None:
    assert phrased(text, lang).conflict == slug


@pytest.mark.parametrize("lang", ["ar", "es", "fr"])
def test_every_state_has_a_name_and_its_adjectives_are_read(lang: str) -> None:
    data, names = tongue(lang), tongue_names(lang)
    assert all(state.exonyms.get(lang) for state in states().values())
    assert set(data.of) <= set(states())
    assert len(data.of) >= 195
    for country, words in data.of.items():
        for word in words.split():
            key = data.key(word.replace("_", " "))
            found = names.names.at([[part] for part in key], 0)
            assert found is not None
            assert country in {entry.country for entry in found[1]}


def test_languages_have_files() -> None:
    assert tongues() == ("ar", "es", "fr")


WORDS = st.sampled_from(
    ["el", "Ejército", "ruso", "de", "l'", "armée", "malienne", "[Hamás]", "«Wagner»", "الجيش",
     "السوداني", "وحماس", "[قوات الدعم السريع]", "portavoz", "[le président Zelensky]", "EE. UU.",
     "l'ONU", ",", ".", "M23", "[los rusos]", "[de]", "[القاعدة]"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=10), st.sampled_from(["es", "fr", "ar"]))
def test_spans_are_the_words_of_the_text(words: list[str], lang: str) -> None:
    text = " ".join(words)
    coding = phrased(text, lang)
    for mention in coding.mentions:
        assert coding.report.text[mention.start : mention.end] == mention.text
        assert mention.actor in {actor.id for actor in coding.actors}


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("es", "[Las tropas] de Ulloa avanzaron.", "tropas de Ulloa"),
        ("fr", "[Les rebelles de] Sabri Ulu avancent.", "rebelles de Sabri Ulu"),
    ],
)
def test_armed_people_take_in_the_name_that_a_phrase_broke_off_before(
    lang: str, text: str, name: str
) -> None:
    assert name in [actor.name for actor in phrased(text, lang=lang).actors]
