"""Whatever the text: spans are true, intervals have an order, and nothing breaks."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Basis, Interval, Report, shipped_conflicts
from dateline.times.component import timexes
from dateline.times.grammar import Grammar, grammar
from dateline.times.language import language, languages

PIECES = [
    "on", "in", "the", "of", "from", "to", "since", "until", "between", "and", "early", "late",
    "mid-", "end", "last", "next", "this", "week", "month", "years", "days", "ago", "later",
    "Friday", "May", "March", "December", "31", "29", "12", "2", "1939", "2022", "480", "BC",
    "5am", "at", "00:30", "24:00", "today", "last night", "three", "hundred", "quarter",
    "summer", "fall", "century", "99th", "'45", "1990s", "every", "daily", "-", ",", ".", "\n",
    "half", "GMT", "local time", "February", "30", "0", "9999", "the invasion began", "old",
    "Christmas", "Ramadan", "before", "after", "XXX", "Feb.",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
)
STAMPS = st.one_of(
    st.none(),
    st.dates().map(str),
    st.datetimes().map(lambda d: d.isoformat()),
    st.sampled_from(["0001-01-01", "9999-12-31", "2024-02-29T23:59", "nonsense"]),
)


def report(text: str, published: str | None, lang: str) -> Report:
    return Report(
        id="rep-1", sha256="0" * 64, lang=lang, text=text, title=None, published=published,
        updated=None, byline=(), outlet=None, url=None, blocks=(),
    )  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(TEXTS, STAMPS, st.sampled_from(languages()))
def test_spans_are_true_and_intervals_ordered(text: str, published: str | None, lang: str) -> None:
    ukraine = next(c for c in shipped_conflicts() if c.slug == "ukraine")
    read = report(text, published, lang)
    found = timexes(read, conflict=ukraine)
    assert found == timexes(read, conflict=ukraine)
    last = 0
    for timex in found:
        assert text[timex.start : timex.end] == timex.text
        assert timex.start >= last
        last = timex.end
        _ordered(timex.interval)


def _ordered(interval: Interval) -> None:
    first, last = interval.bounds()
    assert first is None or last is None or first <= last
    assert interval.date_prec in (None, 1, 2, 3, 4, 5)
    if first is None and last is None:
        assert interval.basis is Basis.UNKNOWN
    if first is None or last is None:
        assert interval.date_prec is None


class Eager(Grammar):
    """A grammar that passes over no rule."""

    def _needs(self, source: str) -> frozenset[str]:
        assert source
        return frozenset(self.lexicon.every())


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=15).map(" ".join))
def test_rules_passed_over_would_not_have_matched(text: str) -> None:
    quick, eager = grammar("en"), EAGER
    assert _spans(quick, text) == _spans(eager, text)


EAGER = Eager(language("en"))


def _spans(rules: Grammar, text: str) -> list[tuple[str, int, int]]:
    lexed = rules.lexicon.lex(text)
    return [(m.rule.make, m.first, m.last) for m in rules.matches(lexed, register="news")]
