"""The neural reader's attributions are made by hand here: no weights are needed."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.claims.joined import read
from dateline.model import RawAttribution, Report
from dateline.text.segment import analyse
from tests.claims.reading import report_of, words


def found(
    report: Report, raw: Sequence[tuple[str, str, list[str], float]]
) -> list[tuple[str, ...]]:
    """What becomes of attributions given by their words."""
    given = tuple(
        RawAttribution(
            source=_at(report, source), cue=_at(report, cue),
            content=tuple(p for c in content for p in _at(report, c)), score=score,
        )
        for source, cue, content, score in raw
    )  # fmt: skip
    analysis = replace(analyse(report), reader="by hand", attributions=given)
    return [words(report, one) for one in read(analysis, report)]


def _at(report: Report, text: str) -> tuple[tuple[int, int], ...]:
    start = report.text.find(text)
    return ((start, start + len(text)),) if text else ()


def test_what_the_reader_finds_is_kept() -> None:
    report = report_of("The mayor will have it that all is well.")
    raw = [("The mayor", "will have it", ["that all is well"], 0.6)]
    assert found(report, raw) == [("The mayor", "will have it", "that all is well")]


def test_what_it_hardly_believes_is_not() -> None:
    report = report_of("The mayor will have it that all is well.")
    assert found(report, [("The mayor", "will have it", ["that all is well"], 0.1)]) == []


def test_a_source_far_away_gives_way_to_the_patterns() -> None:
    report = report_of(
        "The ministry slept.", "All was well.", "Nobody came.", "Pictures showed a fire."
    )
    raw = [("The ministry", "showed", ["a fire"], 0.5)]
    assert found(report, raw) == [("Pictures", "showed", "a fire")]


def test_content_of_another_page_is_dropped() -> None:
    report = report_of("The mayor said it burned.", "One.", "Two.", "Three.", "Ships left port.")
    raw = [("The mayor", "said", ["it burned", "Ships left port"], 0.8)]
    assert found(report, raw) == [("The mayor", "said", "it burned")]


def test_a_quotation_is_taken_whole() -> None:
    report = report_of("The mayor said: “It burned. Nobody slept.”")
    raw = [("The mayor", "said", ["“It burned."], 0.8)]
    assert found(report, raw) == [("The mayor", "said", "“It burned. Nobody slept.”")]


def test_a_quotation_that_goes_on_is_added() -> None:
    report = report_of("The mayor said: “It burned.", "“Nobody slept.”")
    raw = [("The mayor", "said", ["“It burned."], 0.8)]
    assert found(report, raw) == [("The mayor", "said", "“It burned. | “Nobody slept.”")]


def test_one_attribution_a_cue() -> None:
    report = report_of("The mayor said it burned.")
    raw = [
        ("The mayor", "said", ["it burned"], 0.8),
        ("The mayor", "said", ["burned"], 0.4),
    ]
    assert found(report, raw) == [("The mayor", "said", "it burned")]


def test_what_only_the_patterns_find_is_added() -> None:
    report = report_of("It burned, the mayor said.")
    assert found(report, []) == [("the mayor", "said", "It burned")]


def test_who_asks_not_to_be_named_says_something_else() -> None:
    report = report_of("An official who asked not to be named was seen there.")
    raw = [("who", "asked", ["not to be named"], 0.6)]
    assert found(report, raw) == []


def test_a_second_verb_of_the_speaker_has_its_own_content() -> None:
    report = report_of("The army said it held the town and denied having shelled it.")
    content = "it held the town and denied having shelled it"
    raw = RawAttribution(
        source=_at(report, "The army"), cue=_at(report, "said"), content=_at(report, content),
        score=0.7,
    )  # fmt: skip
    analysis = analyse(report)
    tokens = list(analysis.tokens)
    said, denied = (
        next(i for i, t in enumerate(tokens) if t.text == w) for w in ("said", "denied")
    )
    tokens[said] = replace(tokens[said], pos="VERB", deprel="root", head=-1)
    tokens[denied] = replace(tokens[denied], pos="VERB", deprel="conj", head=said)
    tokens[denied - 1] = replace(tokens[denied - 1], pos="CCONJ", deprel="cc", head=denied)
    read_so = replace(analysis, reader="by hand", tokens=tuple(tokens), attributions=(raw,))
    assert [words(report, one) for one in read(read_so, report)] == [
        ("The army", "said", "it held the town"),
        ("The army", "denied", "having shelled it"),
    ]


def test_a_heading_before_is_no_part_of_what_is_said() -> None:
    report = report_of("12:20 Evacuation orders", "Residents must leave, a spokesman wrote.")
    content = ["12:20 Evacuation orders", "Residents must leave"]
    raw = [("a spokesman", "wrote", content, 0.8)]
    assert found(report, raw) == [("a spokesman", "wrote", "Residents must leave")]
