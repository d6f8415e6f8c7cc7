from __future__ import annotations

from msgspec.structs import replace

from dateline.claims.factuality import doubted
from dateline.claims.files import hedges
from dateline.model import Analysis
from dateline.text.segment import analyse
from tests.claims.reading import report_of

TEXT = "This could be decisive."


def parsed(factuality: float) -> Analysis:
    """'could' over 'decisive', the root, with this factuality."""
    analysis = analyse(report_of(TEXT))
    tokens = list(analysis.tokens)
    tokens[1] = replace(tokens[1], pos="AUX", deprel="aux", head=3)
    tokens[3] = replace(tokens[3], pos="ADJ", deprel="root", head=-1, factuality=factuality)
    return replace(analysis, tokens=tuple(tokens))


def test_a_modal_over_what_the_text_does_not_commit_to_is_a_hedge() -> None:
    span = report_of(TEXT).span(0, len(TEXT))
    assert [h.text for h in doubted(parsed(0.2), [span], hedges("en"))] == ["could"]


def test_over_what_it_commits_to_it_is_none() -> None:
    span = report_of(TEXT).span(0, len(TEXT))
    assert doubted(parsed(2.4), [span], hedges("en")) == ()


def test_without_a_parse_there_is_none() -> None:
    report = report_of(TEXT)
    assert doubted(analyse(report), [report.span(0, len(TEXT))], hedges("en")) == ()
