"""Codes beyond the reader's: told by the small lexicon, once, and over the reader's own code."""

from __future__ import annotations

import pytest

from dateline.events.beyond import beyond_coder, drafts_beyond
from dateline.events.lexicon import beyond_lexicon
from dateline.model import Auxiliary
from tests.events.helpers import coding as analysed


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The town of Riverton was without electricity on Monday.", "damage.utility"),
        ("Power cuts hit the whole of Riverton.", "damage.utility"),
        ("The last reactor at the Riverton nuclear plant was shut down.", "damage.utility"),
        ("Engineers repaired the power line to Riverton.", "damage.repaired"),
        ("The water supply of Riverton was restored.", "damage.repaired"),
        ("The government shut down two newspapers in Riverton.", None),
        ("The army stopped the advance near Riverton.", None),
        ("The company restored its logo.", None),
    ],
)
def test_what_is_cut_and_mended_is_told(text: str, code: str | None) -> None:
    coding = analysed(text)
    coder = beyond_coder(coding)
    assert coder is not None
    drafts = drafts_beyond(coding, coder)
    assert [d.code for d in drafts] == ([code] if code else [])
    assert all(d.auxiliary is Auxiliary.ASSERTED for d in drafts)


def test_a_language_without_such_words_has_none() -> None:
    assert beyond_lexicon("xx") is None
