"""`jsonld`: claims as schema.org Claim; ClaimReview only where a person gave a verdict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from dateline.model import Judgement, SourceKind, TargetKind, Verdict
from dateline.publish.embedding import embeddable
from dateline.publish.exports.material import Material
from dateline.publish.plain import web_address
from dateline.publish.views import ClaimView, Views

_RATING = {Verdict.RIGHT: 5, Verdict.WRONG: 1}


def jsonld(material: Material) -> Iterator[bytes]:
    """One graph, one node a line: every claim, then the reviews that persons made."""
    yield b'{"@context":"https://schema.org","@graph":['
    nodes = [*_claims(material), *_reviews(material)]
    for number, node in enumerate(nodes):
        yield (b",\n" if number else b"\n") + embeddable(msgspec.json.encode(node))
    yield b"\n]}\n"


def _claims(material: Material) -> Iterator[dict[str, Any]]:
    views = material.views
    for view in material.claims():
        yield {
            "@type": "Claim",
            "@id": _iri(view.claim.id),
            "identifier": view.claim.id,
            "text": view.quote,
            "author": _author(view),
            "appearance": _article(view, views),
            "additionalProperty": [
                {"@type": "PropertyValue", "name": name, "value": value}
                for name, value in (
                    ("manner", view.claim.manner),
                    ("stance", view.claim.stance),
                    ("certainty", view.claim.certainty),
                    ("start", view.claim.start),
                    ("end", view.claim.end),
                )
            ],
        }


def _author(view: ClaimView) -> dict[str, Any]:
    person = view.source.kind is SourceKind.PERSON
    author: dict[str, Any] = {
        "@type": "Person" if person else "Organization",
        "name": view.source.name,
    }
    if view.source.role:
        author["jobTitle" if person else "description"] = view.source.role
    return author


def _article(view: ClaimView, views: Views) -> dict[str, Any]:
    report = views.reports[view.report].coding.report
    known = {
        "headline": report.title,
        "datePublished": report.published,
        "url": web_address(report.url),
        "inLanguage": report.lang,
    }
    return {
        "@type": "NewsArticle",
        "identifier": report.id,
        "publisher": {"@type": "Organization", "name": view.outlet},
        **{name: value for name, value in known.items() if value},
    }


def _reviews(material: Material) -> Iterator[dict[str, Any]]:
    for judgement in material.judgements:
        index = material.views.by_id.get(judgement.target)
        given = judgement.verdict in _RATING and judgement.withdrawn_at is None
        if judgement.target_kind is TargetKind.CLAIM and index is not None and given:
            yield _review(judgement, material.views.claims[index])


def _review(judgement: Judgement, view: ClaimView) -> dict[str, Any]:
    review: dict[str, Any] = {
        "@type": "ClaimReview",
        "@id": _iri(judgement.id),
        "claimReviewed": view.quote,
        "itemReviewed": {"@id": _iri(view.claim.id)},
        "author": {"@type": "Person", "name": judgement.author},
        "datePublished": judgement.made_at,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": _RATING[judgement.verdict],
            "worstRating": 1,
            "bestRating": 5,
            "alternateName": judgement.verdict,
        },
    }
    if judgement.reason:
        review["reviewBody"] = judgement.reason
    return review


def _iri(key: str) -> str:
    return f"urn:dateline:{key}"
