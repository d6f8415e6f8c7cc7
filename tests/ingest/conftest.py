"""The language model is loaded before any test is timed: its first use takes most of a second."""

from __future__ import annotations

import pytest

from dateline.text.language import identify


@pytest.fixture(scope="session", autouse=True)
def loaded_language_model() -> None:
    """Loads it once for all tests of this folder."""
    assert identify("The army took the town.") == "en"
