"""The words of a claim in their place, with those around them."""

from __future__ import annotations

from typing import Any

from dateline.publish.report_text import blocks_of
from dateline.web.desk import Snapshot


def blocks_near(taken: Snapshot, index: int) -> list[Any]:
    """The paragraph of a claim with its marks, and those on both sides."""
    view = taken.views.claims[index]
    coding = taken.views.reports[view.report].coding
    marks = [(i, taken.views.claims[i]) for i in taken.views.reports[view.report].claims]
    blocks = blocks_of(coding.report, marks)
    here = [n for n, b in enumerate(blocks) if f'id="{view.anchor}"' in b.html + (b.rest or "")]
    first = here[0] if here else 0
    return blocks[max(0, first - 1) : first + 2]
