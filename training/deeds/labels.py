"""What the heads tell of a word, a trigger and a pair of both; the order is the model's."""

from __future__ import annotations

from dateline.events.codebook import codebook

SLOTS = (
    "who", "whom", "at", "into", "from", "towards", "near", "part_of", "whole_of", "beside",
    "when", "with", "source", "content",
)  # fmt: skip
COUNTED = (
    "killed", "wounded", "missing", "captured", "lost", "displaced", "evacuated", "deployed",
    "settlements", "equipment", "area_km2", "distance_km", "other",
)  # fmt: skip
SCOPES = ("incident", "period", "conflict")
AUX = ("asserted", "negated", "historical", "future", "hypothetical", "demanded")
ASPECTS = ("meant", "begun", "done")
STANCES = ("assert", "deny", "predict", "demand", "estimate", "decline")
CUES = ("cue", "source")
"""A claim is found by its cue, or by its source where it has no cue."""


def list_codes() -> list[str]:
    """The codes of the codebook, sorted."""
    return sorted(codebook().codes)


def index_begins(count: int) -> list[int]:
    """The tags that begin a span among O, B, I, B, I, ... of so many kinds."""
    return [1 + 2 * k for k in range(count)]
