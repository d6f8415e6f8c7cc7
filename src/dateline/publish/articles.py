"""Reports as the page shows them: head, marked text, what is known of the original.

Invariant: text of reports reaches the page only through `safe`, `shown` or autoescape.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dateline.publish.dates import instant_words
from dateline.publish.plain import web_address
from dateline.publish.report_text import blocks_of
from dateline.publish.templating import environment
from dateline.publish.views import ReportView, Views


def article_of(view: ReportView, views: Views, *, titled: bool) -> dict[str, Any]:
    """What the template of a report needs; `titled`: each mark has its source as its title."""
    report = view.coding.report
    blocks = blocks_of(report, [(i, views.claims[i]) for i in view.claims], titled=titled)
    url = web_address(report.url)
    return {
        "view": view,
        "number": int(view.anchor.removeprefix("r-")) - 1,
        "title": report.title,
        "published": instant_words(report.published),
        "updated": instant_words(report.updated) if report.updated else None,
        "byline": report.byline,
        "lang": report.lang,
        "url": url,
        "bad_url": report.url if url is None else None,
        "sha": report.sha256,
        "blocks": blocks,
        "has_headline": any(b.kind == "headline" and not b.repeats for b in blocks),
    }


def articles_html(reports: Iterable[ReportView], views: Views) -> str:
    """The reports as HTML to be put into the page; marks have no titles."""
    template = environment().get_template("articles.html.j2")
    return template.render(reports=[article_of(r, views, titled=False) for r in reports])
