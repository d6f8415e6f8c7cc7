"""A text that is cut anywhere is read: feeds and channels cut after so many characters."""

from __future__ import annotations

import re

import pytest

from dateline.ingest.plain import read_plain
from dateline.pipeline import code, components

STAGES = components(reader=False)
TEXTS = {
    "en": (
        "Ukrainian Defense Minister Oleksii Reznikov said on 11 November that Russian and Syrian "
        "Kurdish forces had left the western bank of the Dnipro; a U.S. official in Washington "
        'denied that "2,000 to 3,000" soldiers of the 80th Brigade were killed near Kherson.'
    ),
    "uk": (
        "Міністр оборони України Олексій Резніков заявив 11 листопада, що російські війська "
        "залишили правий берег Дніпра, а в Херсоні загинули 20 військових 80-ї бригади."
    ),
    "ru": (
        "Министр обороны России Сергей Шойгу заявил 9 ноября, что российские войска отойдут на "
        "левый берег Днепра; по данным украинской стороны, под Херсоном погибли 20 военных."
    ),
}


@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_a_text_cut_after_any_token_is_read(lang: str) -> None:
    text = TEXTS[lang]
    for end in [match.end() for match in re.finditer(r"\w+|[^\w\s]", text)]:
        report = next(read_plain(text[:end].encode(), where="cut.txt")).report
        coded = code(report, STAGES)
        assert not [note for note in coded.notes if "failed" in note], text[:end]
