"""Tokens are exactly the text at their offsets; sentences never cross a block."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Block, BlockKind, Coding, Layer, Report
from dateline.text.component import Segmenter
from dateline.text.segment import LONGEST, analyse


def report(*paragraphs: str, lang: str | None = "en") -> Report:
    text, blocks = "", []
    for paragraph in paragraphs:
        start = len(text)
        text += paragraph
        blocks.append(Block(kind=BlockKind.PARAGRAPH, start=start, end=len(text)))
        text += "\n"
    return Report(
        id="rep-1", sha256="0" * 64, lang=lang, text=text, title=None, published=None,
        updated=None, byline=(), outlet=None, url=None, blocks=tuple(blocks),
    )  # fmt: skip


def sentences(text: str, lang: str | None = "en") -> list[str]:
    found = report(text, lang=lang)
    return [found.text[s.start : s.end] for s in analyse(found).sentences]


def words(text: str, lang: str | None = "en") -> list[str]:
    return [token.text for token in analyse(report(text, lang=lang)).tokens]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't go.", ["They", "do", "n't", "go", "."]),
        ("He can’t; she cannot.", ["He", "ca", "n’t", ";", "she", "can", "not", "."]),
        ("Moscow's war", ["Moscow", "'s", "war"]),
        ("the Russians' retreat", ["the", "Russians", "'", "retreat"]),
        ("Arkhanhel's'ke fell", ["Arkhanhel's'ke", "fell"]),
        ("a well-known ex-minister", ["a", "well", "-", "known", "ex-minister"]),
        ("at 5am, 3.5 of 100,000", ["at", "5", "am", ",", "3.5", "of", "100,000"]),
        ("The U.S. and Gen. Smith", ["The", "U.S.", "and", "Gen.", "Smith"]),
        ("a 20-year-old man on 2022-11-11", ["a", "20", "-", "year", "-", "old", "man", "on",
                                             "2022-11-11"]),
        ("see https://a.example/b?c=1, and x@y.example", ["see", "https://a.example/b?c=1", ",",
                                                           "and", "x@y.example"]),
        ("Wait... what?!", ["Wait", "...", "what", "?!"]),
    ],
)  # fmt: skip
def test_english_words_as_in_ewt(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_other_scripts() -> None:
    assert words("п'ять прес-секретарів 2014-го", "uk") == [
        "п'ять", "прес", "-", "секретарів", "2014-го",
    ]  # fmt: skip
    assert words("какой-то премьер-министр", "ru") == ["какой-то", "премьер-министр"]
    assert words("قال الجيش: «انسحبنا»", "ar") == ["قال", "الجيش", ":", "«", "انسحبنا", "»"]
    assert words("L'armée n'a qu’un fief: N'Djamena", "fr") == [
        "L'", "armée", "n'", "a", "qu’", "un", "fief", ":", "N'Djamena",
    ]  # fmt: skip
    assert words("¿Cayó EE. UU. a 5km?", "es") == [
        "¿", "Cayó", "EE.", "UU.", "a", "5", "km", "?",
    ]  # fmt: skip
    assert words("军队撤退。", "zh") == ["军", "队", "撤", "退", "。"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Gen. Smith met J. K. Rowan in St. Ives. He left.", 2),
        ("It fell 3.5 km away. No. 5 is next.", 2),
        ("Troops left the U.S. The rest stayed.", 2),
        ("Troops left the U.S. Army base.", 1),
        ("“Why now?” he asked. “Because.”", 2),
        ('She said: "We go. They stay." Then she left.', 3),
        ("He paused... and went on. Then silence.", 2),
        ("It ended at 5 a.m. on Friday. That was all.", 2),
        ("They crossed the river.Troops followed.", 2),
        ("It was so.[12] They left.", 2),
        ("1. Withdraw the troops. 2. Rebuild.", 2),
    ],
)
def test_english_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_sentences_in_other_languages() -> None:
    assert len(sentences("Про це сказав ген. Іваненко у м. Київ. Він додав: «Йдемо».", "uk")) == 2
    assert len(sentences("Это сообщил г-н Иванов в г. Орёл в 2022 г. Он добавил.", "ru")) == 2
    assert len(sentences("انسحب الجيش. هل عاد؟ لا.", "ar")) == 3
    assert len(sentences("قال د. محمد إنه انسحب. هل عاد؟ نعم! قُتل 3.5 ألف.", "ar")) == 4
    assert (
        len(sentences("El Gral. Pérez llegó a EE. UU. ayer. «¿Por qué?», dijo. ¡Fuego!", "es")) == 3
    )
    assert len(sentences("Tropas de EE. UU. Ayer llegaron.", "es")) == 2
    assert (
        len(sentences("M. Diop, le gén. Ba et Mme. Sy. « Partez ! » dit-il. C'est fini.", "fr"))
        == 3
    )
    assert len(sentences("军队撤退。城市自由了！", "zh")) == 2


def test_no_sentence_crosses_a_block() -> None:
    analysis = analyse(report("A headline without a stop", "And then the text. It goes on."))
    assert [s.block for s in analysis.sentences] == [0, 1, 1]


def test_a_run_without_stops_is_cut() -> None:
    analysis = analyse(report("word " * (3 * LONGEST)))
    assert all(s.last - s.first <= LONGEST for s in analysis.sentences)


@given(
    st.text(max_size=300), st.sampled_from(["en", "uk", "ru", "ar", "es", "fr", "de", None, "xx"])
)
def test_tokens_and_sentences_always_agree_with_the_text(text: str, lang: str | None) -> None:
    found = report(text, "The end.", lang=lang)
    analysis = analyse(found)
    end = 0
    for token in analysis.tokens:
        assert end <= token.start < token.end
        assert found.text[token.start : token.end] == token.text
        end = token.end
    nearest = 0
    for sentence in analysis.sentences:
        block = found.blocks[sentence.block]
        assert block.start <= sentence.start < sentence.end <= block.end
        assert sentence.first == nearest < sentence.last
        assert sentence.start == analysis.tokens[sentence.first].start
        assert sentence.end == analysis.tokens[sentence.last - 1].end
        nearest = sentence.last
    assert nearest == len(analysis.tokens)


def test_the_component_writes_the_analysis_alone() -> None:
    segmenter = Segmenter()
    coding = Coding(report=report("It fell. It stood."))
    after = segmenter(coding)
    assert segmenter.writes == {Layer.ANALYSIS}
    assert len(after.linguistics().sentences) == 2
    assert after.report is coding.report
