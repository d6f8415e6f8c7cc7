"""Posts of a live blog carry their own stamps."""

from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.dates import clock_at
from dateline.ingest.html import read_html
from dateline.ingest.plain import read_plain
from dateline.ingest.posts import dated_posts
from dateline.model import Block, BlockKind, Report

MORE = (
    "Roads out of the town were crowded until the evening, according to people who live there, "
    "and many shops stayed shut."
)
NEW = ("2024-03-13T01:10:00+00:00", "01:10", "The army took Goma yesterday, officials said.")
OLD = ("2024-03-12T22:05:00+00:00", "22:05", "Rebels shelled Taiz today, medics said.")
POSTS = (NEW, OLD)


def page(body: str, **data: object) -> Report:
    said = {"headline": "War: live", "datePublished": "2024-03-12T20:00:00Z", **data}
    text = (
        "<html lang=en><head><title>War: live</title><script type='application/ld+json'>"
        f"{json.dumps({'@type': 'LiveBlogPosting', **said})}</script></head><body><main><article>"
        f"<h1>War: live</h1>{body}</article></main></body></html>"
    )
    (found,) = read_html(text.encode(), where="x")
    return found.report


def plain(text: str) -> Report:
    (found,) = read_plain(text.encode(), where="x")
    return found.report


def stamp_of(report: Report, words: str) -> str | None:
    return report.as_of(report.text.index(words)).published


def kind_of(report: Report, words: str) -> BlockKind:
    at = report.text.index(words)
    return next(b.kind for b in report.blocks if b.start <= at < b.end)


HELD = "".join(
    f"<div><time datetime='{s}'>{c}</time><p>{t}</p><p>{MORE}</p></div>" for s, c, t in POSTS
)
BELOW = "".join(
    f"<div><p>{t}</p><p>{MORE}</p><time datetime='{s}'>{c}</time></div>" for s, c, t in POSTS
)
FLAT = "".join(f"<time datetime='{s}'>{c}</time><p>{t}</p><p>{MORE}</p>" for s, c, t in POSTS)
BOLD = "".join(f"<p><b>{c}</b></p><p>{t}</p><p>{MORE}</p>" for _, c, t in POSTS)


@pytest.mark.parametrize("body", [HELD, BELOW, FLAT, BOLD])
def test_a_post_of_a_page_counts_from_the_stamp_beside_it(body: str) -> None:
    report = page(body)
    for stamp, clock, text in POSTS:
        assert stamp_of(report, text) == stamp
        assert kind_of(report, clock) is BlockKind.DATELINE
    assert report.published == "2024-03-12T20:00:00+00:00"


def test_a_post_counts_from_what_the_page_says_in_its_data() -> None:
    updates = [
        {"@type": "BlogPosting", "datePublished": s, "articleBody": f"{t} {MORE}"}
        for s, _, t in POSTS
    ]
    body = "".join(f"<p>{t}</p><p>{MORE}</p>" for _, _, t in POSTS)
    report = page(f"<p>A line before them, from which no post begins.</p>{body}",
                  liveBlogUpdate=updates)  # fmt: skip
    stamps = [b.published for b in report.blocks if b.kind is BlockKind.PARAGRAPH]
    assert stamps == [None, NEW[0], NEW[0], OLD[0], OLD[0]]


@pytest.mark.parametrize(
    "form", ["{c}\n\n{t}\n\n", "{c} GMT\n{t}\n", "{c} - {t}\n\n", "{c}: {t}\n\n", "{c} {t}\n\n"]
)
@pytest.mark.parametrize("posts", [POSTS, POSTS[::-1]])
def test_a_clock_time_heads_a_post_of_a_text(
    form: str, posts: tuple[tuple[str, str, str], ...]
) -> None:
    body = "".join(form.format(c=c, t=f"{t} {MORE}") for _, c, t in posts)
    report = plain(f"The war as it happens\n\nPublished 12 March 2024\n\n{body}")
    for stamp, clock, text in POSTS:
        assert (stamp_of(report, text) or "")[:19] == stamp[:19]
        assert kind_of(report, clock) is BlockKind.DATELINE
        assert kind_of(report, text) is BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    "text",
    [
        "14:05 was the hour of the blast.",
        "The blast came at 14:05.",
        "14:05 на часах, сказал он.",
        "2:1 was the score.",
        "12.30 people",
    ],
)
def test_an_hour_in_a_sentence_heads_no_post(text: str) -> None:
    report = plain(f"The war as it happens\n\n12 March 2024\n\n{text}\n\n{text}\n\n{MORE}\n")
    assert not any(block.published for block in report.blocks)


def test_one_date_of_a_page_is_its_own() -> None:
    report = page(f"<time datetime='{OLD[0]}'>22:05</time><p>{OLD[2]}</p><p>{MORE}</p>")
    assert not any(block.published for block in report.blocks)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("14:05", ("14:05:00", 5, None)),
        ("2.30pm BST – x", ("14:30:00", 10, "+01:00")),
        ("14h05", ("14:05:00", 5, None)),
        ("25:10", None),
        ("about 14:05", None),
    ],
)
def test_an_hour_at_the_beginning(text: str, read: tuple[str, int, str | None] | None) -> None:
    found = clock_at(text)
    assert (found and (found[0].isoformat(), *found[1:])) == read


@given(st.lists(st.sampled_from(["01:10", "22:05", "09:00 A", "x y", "01:10 – Z"]), max_size=8))
def test_blocks_stay_in_order_and_none_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    blocks, at = [], 0
    for number, line in enumerate(lines):
        earlier = lines.index(line)
        blocks.append(
            Block(kind=BlockKind.PARAGRAPH, start=at, end=at + len(line),
                  repeats=earlier if earlier < number else None)
        )  # fmt: skip
        at += len(line) + 1
    made = dated_posts(text, blocks, published="2024-03-12", zone=None)
    kept = "".join(text[b.start : b.end] for b in made)
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]
    assert all(a.end <= b.start for a, b in itertools.pairwise(made))
    assert all(b.repeats is None or b.repeats < i for i, b in enumerate(made))
