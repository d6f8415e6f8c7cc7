"""Copies: found across outlets, not invented from common phrases."""

from __future__ import annotations

from dateline.fusion.duplicates import Passage, copies


def passage(report: str, words: str, at: str) -> Passage:
    return Passage(report, 0, 0, len(words), tuple(words.split()), at)


AGENCY = "the ministry said on friday that the last of its troops had crossed the river at dawn"


def test_a_lightly_edited_copy_names_the_earliest_original() -> None:
    found = copies(
        [
            passage("c", AGENCY.replace("on friday ", ""), "2020-01-03"),
            passage("a", AGENCY, "2020-01-01"),
            passage("b", AGENCY + " it added", "2020-01-02"),
        ]
    )
    assert [(c.later.report, c.earlier.report) for c in found] == [("b", "a"), ("c", "a")]


def test_another_text_is_no_copy() -> None:
    other = "residents of the town said on friday that shells had hit the market in the morning"
    assert not copies([passage("a", AGENCY, "1"), passage("b", other, "2")])


def test_a_report_does_not_copy_itself() -> None:
    assert not copies([passage("a", AGENCY, "1"), passage("a", AGENCY, "1")])
