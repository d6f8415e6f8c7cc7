"""What a saved search found, as one mail: plain text, in which nothing of a report can be run.

Invariant: what reports say stands in the body alone and never in a header; a mail of the same finds
has the same Message-ID, by which one that was sent twice is known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from itertools import groupby

from msgspec import Struct

from dateline.model import content_id
from dateline.store import Watch
from dateline.watch.finds import Find
from dateline.watch.limits import limits

_SPACE = re.compile(r"\s+")
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
FROM = "dateline@localhost"


class Letter(Struct, frozen=True, kw_only=True):
    """What a digest is of. `what`: a watch's name, or a query; `failing`: watches that fail."""

    what: str
    since: str | None
    finds: Sequence[Find]
    failing: Sequence[Watch] = ()


def digest_text(letter: Letter) -> str:
    """The body: the finds by report, in the order of their publication."""
    return "\n".join(_lines(letter)) + "\n"


def digest_mail(letter: Letter, *, now: datetime, to: str, sender: str | None) -> EmailMessage:
    """The digest as a message; `to` and `sender` are what a person said."""
    mail = EmailMessage(policy=SMTP)
    count = len(letter.finds)
    mail["From"] = plain_words(sender or FROM)
    mail["To"] = plain_words(to)
    mail["Subject"] = f"{count} new {_noun(count)}: {plain_words(letter.what)[:60]}"
    mail["Date"] = format_datetime(now)
    name = content_id("dig", letter.what, sorted(find.id for find in letter.finds))
    mail["Message-ID"] = f"<{name}@dateline>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(digest_text(letter), cte="base64")
    return mail


def plain_words(text: str) -> str:
    """Some words on one line, without what steers a terminal or turns a line around."""
    kept = "".join(
        " " if unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") else letter
        for letter in text
        if letter not in _BIDI
    )
    return _SPACE.sub(" ", kept).strip()


def _lines(letter: Letter) -> Iterator[str]:
    count, most = len(letter.finds), limits().finds_in_mail
    since = f" since {letter.since[:16]}Z" if letter.since else ""
    yield f"{count} new {_noun(count)}{since}: {plain_words(letter.what)}"
    ordered = sorted(
        letter.finds[:most], key=lambda find: (find.published is None, find.published, find.report)
    )
    for _, group in groupby(ordered, key=lambda find: (find.published, find.report)):
        yield from _of_report(list(group))
    if count > most:
        yield ""
        yield f"... and {count - most} more: dateline watch preview shows all"
    if letter.failing:
        yield ""
        yield "Not well:"
        for watch in letter.failing:
            error = plain_words(watch.error or watch.note or "stopped")
            yield f"  {plain_words(watch.name)}: {error[:200]}"


def _of_report(finds: Sequence[Find]) -> Iterator[str]:
    head = finds[0]
    yield ""
    facts = (head.published or "undated", head.outlet, head.title)
    yield " - ".join(plain_words(fact) for fact in facts if fact)
    if head.url:
        yield f"  {plain_words(head.url)}"
    for find in finds:
        who = plain_words(find.source or find.outlet or "unnamed source")
        yield f"  * {who} ({find.stance}, {find.certainty}): {plain_words(find.content)}"
        places = ", ".join(plain_words(place) for place in find.places)
        yield f"    {places + ' ' if places else ''}[{find.id}]"


def _noun(count: int) -> str:
    return "claim" if count == 1 else "claims"
