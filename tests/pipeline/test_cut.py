"""A text that ends after any of its words goes through every stage."""

from __future__ import annotations

import pytest

from dateline.ingest.plain import read_plain
from dateline.pipeline import code, components

TEXTS = {
    "en": "Kyiv, 3 May 2024 - The UN nuclear watchdog's chief says the Zaporizhzhia plant is "
    'Ukrainian. "We lost 12 of our men," Gen. Musa "Lion" Hilal of the US-backed Bosnian Serbs '
    "said on Friday, as Russian-installed officials in Kherson denied that 15 to 20 people, "
    "among them two children, had been killed near the western bank of the Dnipro",
    "uk": "Генштаб ЗСУ повідомив у середу, 9 листопада 2022 року, що російські війська "
    "обстріляли Куп'янськ. «Загинули 12 осіб», — сказав речник Андрій Коваль. Українські "
    "захисники звільнили три села на правому березі Дніпра, заявили в Києві",
    "ru": "Минобороны России сообщило 9 ноября 2022 года, что украинские войска обстреляли "
    "Белгород. «Погибли 12 человек», — сказал представитель Игорь Петров. Российские военные "
    "оставили три села на правом берегу Днепра, заявили в Москве",
}


@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_a_text_cut_after_any_word_costs_no_layer(lang: str) -> None:
    stages = components(reader=False)
    words = TEXTS[lang].split(" ")
    for count in range(1, len(words) + 1):
        (reading,) = read_plain(" ".join(words[:count]).encode(), where=f"{count}.txt")
        coding = code(reading.report, stages)
        assert not [note for note in coding.notes if "stage" in note], coding.notes
