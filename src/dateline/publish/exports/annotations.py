"""`annotations`: claims as W3C Web Annotations: Recogito and Hypothesis show them in a text.

Quotes and positions are those of the report's text (positions in Unicode code points, as the
standard says). `dateline judge --from` takes them back with what persons wrote beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from dateline.model import Report, Span
from dateline.publish.embedding import embeddable
from dateline.publish.exports.material import Material
from dateline.publish.plain import web_address
from dateline.publish.views import ClaimView, Views

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after a quote, by which its place is found again where it stands twice."""


def annotation_page(material: Material) -> Iterator[bytes]:
    """One page of annotations, one a line."""
    yield b'{"@context":"%s","type":"AnnotationPage","items":[' % CONTEXT.encode()
    for number, view in enumerate(material.claims()):
        item = msgspec.json.encode(_annotation(view, material.views))
        yield (b",\n" if number else b"\n") + embeddable(item)
    yield b"\n]}\n"


def _annotation(view: ClaimView, views: Views) -> dict[str, Any]:
    report = views.reports[view.report].coding.report
    claim = view.claim
    targets = [_target(span, report) for span in claim.content]
    said = f"{view.source.name}: {claim.stance.value}, {claim.certainty.value}"
    return {
        "id": f"urn:dateline:{claim.id}",
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"type": "Software", "name": "Dateline"},
        "body": [
            _body("describing", said),
            *(_body("tagging", event.event.type) for event in view.events),
            *(_body("describing", verdict) for verdict in view.verdicts),
        ],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _target(span: Span, report: Report) -> dict[str, Any]:
    text = report.text
    return {
        "type": "SpecificResource",
        "source": web_address(report.url) or f"urn:dateline:{report.id}",
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.text,
                "prefix": text[max(0, span.start - AROUND) : span.start],
                "suffix": text[span.end : span.end + AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }
