"""One name a person across reports and scripts."""

from __future__ import annotations

from dateline.pipeline.names import spellings, with_shared_names
from tests.publish.factory import Draft


def _names(*drafts: tuple[str, str | None]) -> list[str]:
    codings = []
    for number, (name, lang) in enumerate(drafts):
        draft = Draft(f"{name}: {number}", lang=lang)
        draft.claim(str(number), source=name, side="RUS")
        codings.append(draft.coding())
    return [c.actors[0].name for c in with_shared_names(codings)]


def test_a_person_has_the_latin_name_that_a_report_writes() -> None:
    assert _names(("Дмитрий Песков", "ru"), ("Dmitry Peskov", "en")) == ["Dmitry Peskov"] * 2


def test_spellings_of_one_person_meet_under_the_most_frequent() -> None:
    given = [("Dmitri Peskov", "en"), ("Dmitry Peskov", "en"), ("Dmitry Peskov", "en")]
    assert _names(*given) == ["Dmitry Peskov"] * 3


def test_a_person_of_whom_no_report_writes_in_latin_is_transliterated() -> None:
    assert _names(("Віталій Кім", "uk")) == ["Vitalii Kim"]


def test_a_script_without_vowels_is_left_alone() -> None:
    assert _names(("محمد شياع", "ar")) == ["محمد شياع"]


def test_single_names_and_other_actors_stay_as_they_are() -> None:
    assert _names(("Песков", "ru"), ("Peskov", "en")) == ["Песков", "Peskov"]
    assert _names(("Jane Doe", "en"), ("John Roe", "en")) == ["Jane Doe", "John Roe"]


def test_spans_keep_the_words_as_written() -> None:
    draft = Draft("Дмитрий Песков: да", lang="ru")
    draft.claim("да", source="Дмитрий Песков")
    coding = with_shared_names([draft.coding()])[0]
    assert coding.claims[0].source.span is not None
    assert coding.claims[0].source.span.text == "Дмитрий Песков"


def test_names_are_found_by_their_words_in_any_order_and_script() -> None:
    names = ["Dmitry Peskov", "Дмитрий Песков", "Russian defence ministry", "Peskovo council", "M"]
    assert spellings("Peskov", names) == ("Dmitry Peskov", "Дмитрий Песков", "Peskovo council")
    assert spellings("Песков Дмитрий", names) == ("Dmitry Peskov", "Дмитрий Песков")
    assert spellings("Ministry of Defence", names) == ("Russian defence ministry",)
    assert spellings("ence min", names) == ("Russian defence ministry",)
    assert spellings("of", names) == ()
    assert spellings("ministry of culture", names) == ()
    assert spellings("!?", names) == ()
