"""The page of a contradiction: its two claims side by side, and what differs between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from litestar import Response
from markupsafe import Markup
from msgspec import Struct

from dateline.model import Contradiction, LedgerError
from dateline.publish.labels import label
from dateline.publish.plain import clipped, safe
from dateline.publish.views import ClaimView
from dateline.web.answers import page, twin
from dateline.web.desk import Desk, Snapshot
from dateline.web.nearby import blocks_near

WORDS = 600
"""Letters of a claim's words that are compared."""
ALIKE = 0.15
"""Share of words that two claims must have in common for a comparison to say anything."""
SLOTS = ("Source", "Stance", "Certainty", "What", "Told as", "Who", "To whom", "Where", "When",
         "How many")  # fmt: skip
"""What is compared, by the names that the page shows."""
_PIECES = re.compile(r"\w+|[^\w\s]+|\s+")


class Fact(Struct, frozen=True, kw_only=True):
    """One slot of what two claims were read to tell, beside each other."""

    name: str
    values: tuple[str, str]

    @property
    def apart(self) -> bool:
        """Whether the two differ."""
        return self.values[0] != self.values[1]


def show_contradiction(
    desk: Desk, taken: Snapshot, name: str, suffix: str
) -> Response[str] | Response[bytes]:
    """A contradiction: its two claims side by side, the difference marked."""
    del desk
    found = find_contradiction(taken, name)
    if suffix:
        return twin([found], suffix)
    sides = [taken.views.by_id[c] for c in found.claims]
    pair = (taken.views.claims[sides[0]], taken.views.claims[sides[1]])
    return page(
        "contradiction", taken=taken, d=found, sides=sides,
        near={i: blocks_near(taken, i) for i in sides},
        marked=mark_difference(pair[0].quote, pair[1].quote), facts=compare_facts(pair, found),
        judged=[j for j in taken.judgements if j.target == found.id],
    )  # fmt: skip


def find_contradiction(taken: Snapshot, name: str) -> Contradiction:
    """The one contradiction whose id begins so; LedgerError where there is none or several."""
    known = {**taken.disputes, **taken.perhaps}
    found = [d for key, d in known.items() if key.startswith(name)]
    if len(found) != 1:
        raise LedgerError(
            f"no one contradiction begins with {name!r}", remedy="see the contradictions"
        )
    return found[0]


def mark_difference(
    first: str, second: str, *, most: int | None = WORDS
) -> tuple[Markup, Markup] | None:
    """Both texts with the words marked that the other has not; None: they share too little.
    `most`: letters that are compared; None: all.

    >>> mark_difference("the bridge is open", "the bridge is not open")[1]
    Markup('the bridge is <mark class="apart">not </mark>open')
    """
    a, b = (_PIECES.findall(clipped(text, most) if most else text) for text in (first, second))
    told = [[piece.casefold() for piece in text] for text in (a, b)]
    matcher = SequenceMatcher(None, told[0], told[1], autojunk=False)
    words = [sum(not piece.isspace() for piece in text) for text in told]
    same = sum(
        not piece.isspace()
        for at, _, size in matcher.get_matching_blocks()
        for piece in told[0][at : at + size]
    )
    if not sum(words) or 2 * same / sum(words) < ALIKE:
        return None
    codes = matcher.get_opcodes()
    left = Markup().join(mark_piece(a[i:j], apart=code != "equal") for code, i, j, _, _ in codes)
    right = Markup().join(mark_piece(b[i:j], apart=code != "equal") for code, _, _, i, j in codes)
    return left, right


def mark_piece(pieces: Sequence[str], *, apart: bool) -> Markup:
    """A stretch of words, marked where it is apart and says anything."""
    text = safe("".join(pieces))
    if not apart or not "".join(pieces).strip():
        return text
    return Markup('<mark class="apart">{}</mark>').format(text)


def compare_facts(pair: tuple[ClaimView, ClaimView], found: Contradiction) -> list[Fact]:
    """What was read of each claim, slot by slot, where either has anything to say."""
    a, b = (facts_of(view, found) for view in pair)
    rows = [Fact(name=name, values=(a[name], b[name])) for name in a]
    return [row for row in rows if any(row.values)]


def facts_of(view: ClaimView, found: Contradiction) -> dict[str, str]:
    """The slots of a claim and of the event of it that the contradiction is about."""
    own = [e for e in view.events if e.event.id in found.events] or list(view.events)
    event = own[0] if own else None
    told = {
        "Source": view.source.name,
        "Stance": label("stance", view.claim.stance),
        "Certainty": label("certainty", view.claim.certainty),
    }
    if event is not None:
        told |= {
            "What": event.type_label,
            "Told as": label("auxiliary", event.event.auxiliary),
            "Who": ", ".join(event.who),
            "To whom": ", ".join(event.to_whom),
            "Where": ", ".join(event.where),
            "When": event.when,
            "How many": "; ".join(event.quantities),
        }
    return {slot: told.get(slot, "") for slot in SLOTS}
