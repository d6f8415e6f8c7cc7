from __future__ import annotations

from pathlib import Path

from dateline.encoder.deed_bundle import FOLDER
from evals.deeds_card import render_card


def test_the_page_is_the_card_that_ships() -> None:
    page = Path("docs/deeds-card.md").read_text(encoding="utf-8")
    assert page == render_card(FOLDER) + "\n"
