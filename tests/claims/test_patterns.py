from __future__ import annotations

import pytest

from dateline.claims.patterns import read
from dateline.model import Block, BlockKind, Report
from dateline.text.segment import analyse
from tests.claims.reading import attributions, report_of, words


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content"),
    [
        ("The depot was empty, the governor said.", "the governor", "said", "The depot was empty"),
        ("The mayor said the depot was empty.", "The mayor", "said", "the depot was empty"),
        (
            "The depot, the mayor said, was empty.",
            "the mayor",
            "said",
            "The depot | was empty",
        ),
        (
            "Ahmed Saleh, a teacher, said that the school had been hit.",
            "Ahmed Saleh, a teacher,",
            "said",
            "that the school had been hit",
        ),
        (
            "According to the harbour master, two ships sank.",
            "the harbour master",
            "According to",
            "two ships sank",
        ),
        (
            "Two ships sank, according to the harbour master.",
            "the harbour master",
            "according to",
            "Two ships sank",
        ),
        ("The army denied losing the airfield.", "The army", "denied", "losing the airfield"),
        ("The consul refused to comment.", "The consul", "refused", "to comment"),
        (
            "Satellite images show new trenches near the town.",
            "Satellite images",
            "show",
            "new trenches near the town",
        ),
        (
            "The envoy told Reuters that talks would resume.",
            "The envoy",
            "told",
            "that talks would resume",
        ),
        (
            "On Tuesday the ministry announced a truce.",
            "the ministry",
            "announced",
            "a truce",
        ),
    ],
)
def test_indirect_speech(sentence: str, source: str, cue: str, content: str) -> None:
    assert attributions(sentence) == [(source, cue, content)]


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        ("“We held the bridge,” said Colonel Ito.", "Colonel Ito", "“We held the bridge,”"),
        ('"We held the bridge," Colonel Ito said.', "Colonel Ito", '"We held the bridge,"'),
        ("Colonel Ito said: “We held the bridge.”", "Colonel Ito", "“We held the bridge.”"),
        (
            "“We held the bridge,” Colonel Ito said. “Nobody crossed it.”",
            "Colonel Ito",
            "“We held the bridge,” | “Nobody crossed it.”",
        ),
    ],
)
def test_direct_speech(sentence: str, source: str, content: str) -> None:
    ((found, _, said),) = attributions(sentence)
    assert (found, said) == (source, content)


def test_a_quotation_runs_over_paragraphs_that_open_it_again() -> None:
    ((source, _, said),) = attributions(
        "The commander said: “The road is cut.", "“Nothing moves on it. We wait.”"
    )
    assert source == "The commander"
    assert said == "“The road is cut. | “Nothing moves on it. We wait.”"


def test_a_loose_quotation_goes_to_the_last_speaker() -> None:
    ((source, _, said),) = attributions(
        "“The well is dry,” Amina Yusuf said.", "“The children walk for hours.”"
    )
    assert source == "Amina Yusuf"
    assert said.endswith("“The children walk for hours.”")


def test_a_second_verb_shares_the_source() -> None:
    first, second = attributions("The envoy said the talks failed and added that both sides left.")
    assert first == ("The envoy", "said", "the talks failed")
    assert second == ("The envoy", "added", "that both sides left")


def test_a_main_clause_beside_another_has_its_own_source() -> None:
    first, second = attributions(
        "The army said it shelled a camp on Monday, and the health ministry reported ten deaths."
    )
    assert first[2] == "it shelled a camp on Monday"
    assert second == ("the health ministry", "reported", "ten deaths")


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("There were said to be hundreds of fighters in the hills.", "were said"),
        ("The convoy reportedly crossed the border.", "reportedly"),
        ("The dam is believed to have been mined.", "is believed"),
        ("The depot burned down, with some suggestion the guards lit it.", "with some suggestion"),
    ],
)
def test_what_nobody_says(sentence: str, cue: str) -> None:
    ((source, found, content),) = attributions(sentence)
    assert source == ""
    assert found == cue
    assert content


@pytest.mark.parametrize(
    "sentence",
    [
        "The state of the roads is poor.",
        "The report of the committee was long.",
        "Soldiers walked to the river in the morning.",
        "Its claims on the island are old.",
    ],
)
def test_nouns_that_look_like_verbs_attribute_nothing(sentence: str) -> None:
    assert [a for a in attributions(sentence) if a[0]] == []


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        ("Мер заявив, що міст зруйновано.", "Мер", "що міст зруйновано"),
        ("Міст зруйновано, повідомив мер.", "мер", "Міст зруйновано"),
        ("За словами мера, міст зруйновано.", "мера", "міст зруйновано"),
        ("«Міст зруйновано», – сказав мер.", "мер", "«Міст зруйновано»"),
        ("Як повідомляє штаб, міст зруйновано.", "штаб", "міст зруйновано"),
    ],
)
def test_ukrainian(sentence: str, source: str, content: str) -> None:
    ((found, _, said),) = attributions(sentence, lang="uk")
    assert (found, said) == (source, content)


def test_of_this_reported_takes_the_sentence_before() -> None:
    report = report_of("Міст зруйновано. Про це повідомив мер.", lang="uk")
    (raw,) = read(analyse(report), report)
    assert words(report, raw) == ("мер", "повідомив", "Міст зруйновано.")


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        ("Мэр заявил, что мост разрушен.", "Мэр", "что мост разрушен"),
        ("Мост разрушен, сообщил мэр.", "мэр", "Мост разрушен"),
        ("По словам мэра, мост разрушен.", "мэра", "мост разрушен"),
        ("«Мост разрушен», — сказал мэр.", "мэр", "«Мост разрушен»"),
    ],
)
def test_russian(sentence: str, source: str, content: str) -> None:
    ((found, _, said),) = attributions(sentence, lang="ru")
    assert (found, said) == (source, content)


def test_repeated_blocks_and_credits_say_nothing() -> None:
    said = "The mayor said the depot was empty."
    text = f"{said}\n{said}\nThe desk said so."
    ends = [text.index("\n"), text.rindex("\n"), len(text)]
    blocks = (
        Block(kind=BlockKind.PARAGRAPH, start=0, end=ends[0]),
        Block(kind=BlockKind.CAPTION, start=ends[0] + 1, end=ends[1], repeats=0),
        Block(kind=BlockKind.CREDIT, start=ends[1] + 1, end=ends[2]),
    )
    report = Report(
        id="r", sha256="", lang="en", text=text, title=None, published=None, updated=None,
        byline=(), outlet=None, url=None, blocks=blocks,
    )  # fmt: skip
    assert len(read(analyse(report), report)) == 1


@pytest.mark.parametrize(
    ("lang", "sentence", "source", "cue", "content"),
    [
        ("uk", "За його словами, міст відкрито.", "його", "За його словами", "міст відкрито"),
        ("ru", "По её словам, мост открыт.", "её", "По её словам", "мост открыт"),
        (
            "en",
            "The mayor said the depot was empty; the fire was out.",
            "The mayor",
            "said",
            "the depot was empty",
        ),
    ],
)
def test_where_a_clause_ends_and_whose_words_they_are(
    lang: str, sentence: str, source: str, cue: str, content: str
) -> None:
    assert attributions(sentence, lang=lang) == [(source, cue, content)]
