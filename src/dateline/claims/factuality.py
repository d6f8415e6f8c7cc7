"""How far a text commits to what it tells, by the neural reader's factuality.

Lexicons cannot tell "could reach the port" (ability) from "could be the last" (doubt); the reader
can. Only the main predicate of a claim counts, and only a modal verb over it is named as a hedge.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.claims.files import Hedges
from dateline.model import Analysis, Span, Token

COMMITTED = 1.2
"""Factuality (-3 to 3) from which a predicate counts as asserted (UDS-IH2's scale)."""


def doubted(analysis: Analysis, content: Sequence[Span], words: Hedges) -> tuple[Span, ...]:
    """The modal verbs over main predicates that the text does not commit to."""
    found = []
    for span in content:
        inside = analysis.tokens_in(span.start, span.end)
        for i in inside:
            modal = analysis.tokens[i]
            if modal.deprel != "aux" or modal.text.lower() not in words.modals:
                continue
            head = modal.head
            if (
                head is not None
                and head in inside
                and _is_uncommitted(analysis.tokens[head], inside)
            ):
                found.append(Span(modal.start, modal.end, modal.text))
    return tuple(found)


def _is_uncommitted(predicate: Token, inside: range) -> bool:
    """Whether a predicate is the main one of its claim and is not committed to."""
    main = predicate.head is None or predicate.head not in inside or predicate.deprel == "root"
    return main and predicate.factuality is not None and predicate.factuality < COMMITTED
