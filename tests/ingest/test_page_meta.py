"""What a page says of itself: JSON-LD first, then meta elements."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dateline.ingest.markup import Page
from dateline.ingest.page_meta import PageMeta, page_meta


def describe(
    *, article: dict[str, Any] | None = None, canonical: str | None = None,
    lang: str | None = None, **meta: str,
) -> PageMeta:  # fmt: skip
    """The metadata of a page with this JSON-LD and these meta elements (: written as __)."""
    page = Page()
    page.canonical, page.lang = canonical, lang
    page.meta = {name.replace("__", ":"): value for name, value in meta.items()}
    if article is not None:
        page.linked_data = [json.dumps({"@type": "NewsArticle", **article})]
    return page_meta(page, lang="en")


@pytest.mark.parametrize(
    ("given", "published", "warned"),
    [
        (
            {"article": {"datePublished": "2026-01-05T10:00:00Z"}},
            "2026-01-05T10:00:00+00:00",
            False,
        ),
        ({"article__published_time": "2026-01-05"}, "2026-01-05", False),
        (
            {"article": {"datePublished": "2026-01-05"}, "date": "2020-01-01"},
            "2026-01-05",
            False,
        ),
        ({"article": {"datePublished": "soon"}, "date": "2026-01-05"}, "2026-01-05", True),
        ({"date": "2026-13-45"}, None, True),
        ({"date": "  "}, None, False),
        ({}, None, False),
    ],
)
def test_the_day_of_publication(
    *, given: dict[str, Any], published: str | None, warned: bool
) -> None:
    found = describe(**given)
    assert (found.published.iso if found.published else None) == published
    assert bool(found.warnings) is warned
    assert found.misdated is (published is None and warned)


@pytest.mark.parametrize(
    ("published", "updated", "kept"),
    [
        ("2026-01-05", "2026-01-06", "2026-01-06"),
        ("2026-01-05", "2026-01-05", None),
        (None, "2026-01-06", "2026-01-06"),
        ("2026-01-05", None, None),
    ],
)
def test_an_update_is_another_time_than_that_of_publication(
    published: str | None, updated: str | None, kept: str | None
) -> None:
    found = describe(article={"datePublished": published, "dateModified": updated})
    assert (found.updated.iso if found.updated else None) == kept


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("Mara Quill", ("Mara Quill",)),
        ({"name": "Mara  Quill"}, ("Mara Quill",)),
        ([{"name": "Mara Quill"}, {"name": "Jon Reed"}], ("Mara Quill", "Jon Reed")),
        ("https://a.example/mara", ()),
        ([], ()),
        (5, ()),
    ],
)
def test_who_wrote_it(author: object, byline: tuple[str, ...]) -> None:
    assert describe(article={"author": author}).byline == byline


def test_a_page_without_linked_data_is_read_by_its_elements() -> None:
    found = describe(
        og__title="Bridge  falls", og__site_name="Weir Gazette", author="Mara Quill",
        og__url="https://a.example/x", og__locale="uk_UA",
    )  # fmt: skip
    assert (found.title, found.outlet, found.byline) == (
        "Bridge falls",
        "Weir Gazette",
        ("Mara Quill",),
    )
    assert (found.url, found.lang) == ("https://a.example/x", "uk")


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("javascript:alert(1)", None),
        ("/x", None),
        (None, None),
    ],
)
def test_only_a_web_address_is_an_address(canonical: str | None, url: str | None) -> None:
    assert describe(canonical=canonical).url == url


@pytest.mark.parametrize(
    ("code", "lang"), [("en-GB", "en"), ("UK", "uk"), ("eng", None), ("12", None), ("", None)]
)
def test_a_language_has_two_letters(code: str, lang: str | None) -> None:
    assert describe(lang=code).lang == lang


def test_the_article_is_found_however_deep_and_the_first_counts() -> None:
    nested: dict[str, Any] = {
        "@type": "WebPage",
        "mainEntity": [{"@type": ["Thing", "NewsArticle"], "headline": "Bridge falls"}],
    }
    page = Page()
    page.linked_data = ["{broken", json.dumps(nested), json.dumps({"@type": "Article"})]
    assert page_meta(page, lang="en").title == "Bridge falls"


def test_posts_of_a_live_blog_keep_their_times_without_their_tags() -> None:
    posts = [
        {"datePublished": "2026-01-05T10:00:00Z", "articleBody": "They <b>left</b>."},
        {"datePublished": "soon", "articleBody": "Never."},
        "no post",
    ]
    found = describe(article={"@type": "LiveBlogPosting", "liveBlogUpdate": posts})
    assert [(u.published, " ".join(u.text.split())) for u in found.updates] == [
        ("2026-01-05T10:00:00+00:00", "They left .")
    ]
