"""A text that ends after any of its words is read: no name looks past the end."""

from __future__ import annotations

import pytest

from tests.mentions.reading import read

TEXTS = (
    ("en", "Zaporizhzhia nuclear plant is Ukrainian and Bosnian Serbs, the US-backed Kurdish "
           "forces of Kenya's army and Prime Minister Ana Silva of the Defence Ministry of "
           "Ukraine said that ethnic Albanians in Russia and the Russian-installed governor "
           "had left Kherson"),
    ("uk", "Речник Генерального штабу ЗСУ Андрій Ковальов заявив, що російські війська та "
           "білоруські військові обстріляли Харківську область, повідомило Міністерство "
           "оборони України, наші захисники і етнічні росіяни"),
    ("ru", "Представитель Минобороны России Игорь Конашенков заявил, что украинские войска "
           "и польские наёмники обстреляли Белгородскую область, сообщил МИД Украины, наши "
           "военные и президент Белоруссии"),
)  # fmt: skip


@pytest.mark.parametrize(("lang", "text"), TEXTS)
def test_a_text_cut_after_any_word_is_read(lang: str, text: str) -> None:
    words = text.split()
    for count in range(1, len(words) + 1):
        coding = read(" ".join(words[:count]), lang=lang)
        assert all(m.end <= len(coding.report.text) for m in coding.mentions)


def test_an_adjective_of_a_people_may_end_a_text() -> None:
    read("The plant is Ukrainian")


def test_a_people_of_the_next_sentence_is_not_of_the_one_before() -> None:
    coding = read("The plant is Bosnian. Serbs said so.")
    assert "Bosnian. Serbs" not in [m.text for m in coding.mentions]
