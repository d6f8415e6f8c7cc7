"""Mailboxes (.mbox): each message is read as a mail, as it was before the mailbox marked its lines.

The original is the message, so a mailbox that has grown gives old messages the ids that they had,
and a message has one id, whether it stands in a mailbox or in a file of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.ingest.build import crashed
from dateline.ingest.inner import Allowance
from dateline.ingest.mail import head_end, read_mail
from dateline.ingest.mail_words import is_folder_data
from dateline.ingest.tellings import with_note
from dateline.model import Reading, ReportError, UnreadableInput

_LINE = re.compile(rb"(?m)^From [^\r\n]{0,300}\d{4}[^\r\n]{0,10}\r?\n(?=[!-9;-~]{1,80}:)")
_MARKED = re.compile(rb"(?m)^>(?P<line>>*From )")
_STATE = re.compile(rb"(?m)^X-Mozilla-Status: (?P<bits>[0-9a-fA-F]{4})\r?$")
_EXPUNGED = 0x0008
"""The bit of Thunderbird's for a message that was deleted and that stands in the file until it is
compacted."""


def read_mailbox(
    data: bytes,
    *,
    where: str,
    charset: str | None = None,
    fetched: str | None = None,
    allowance: Allowance | None = None,
) -> Iterator[Reading | ReportError]:
    """The messages of a mailbox in its order, each with what is attached to it."""
    del charset  # each part says its own
    heads = list(_LINE.finditer(data))
    if not heads:
        raise UnreadableInput(
            "it is a mailbox without messages", where=where, remedy="leave this input out"
        )
    kept = [(n, m) for n, m in _messages(data, heads) if not _is_aside(m)]
    aside = len(heads) - len(kept)
    if not kept:
        raise UnreadableInput(
            f"all of its {aside} messages were deleted, or are the mail program's own",
            where=where,
            remedy="leave this input out",
        )
    note = f"{aside} of its messages were deleted, or are the mail program's own: no reports"
    found = _each(kept, where, fetched, allowance or Allowance())
    yield from with_note(found, note if aside else None)


def _messages(data: bytes, heads: list[re.Match[bytes]]) -> Iterator[tuple[int, bytes]]:
    """Each message with its number; one mark is taken off lines such as `>From the hill`."""
    for number, head in enumerate(heads, start=1):
        end = heads[number].start() if number < len(heads) else len(data)
        message = data[head.end() : end].rstrip(b"\r\n") + b"\n"
        yield number, _MARKED.sub(rb"\g<line>", message)


def _is_aside(message: bytes) -> bool:
    """Whether a message was deleted and not yet thrown out, or is the data of its folder.

    "X-Mozilla-Status: 0009" -> deleted
    """
    head = message[: head_end(message) + 1]
    state = _STATE.search(head)
    if state is not None and int(state["bits"], 16) & _EXPUNGED:
        return True
    return b"MAILER-DAEMON" in head and is_folder_data(head.decode("ascii", "replace"))


def _each(
    messages: Sequence[tuple[int, bytes]], where: str, fetched: str | None, allowance: Allowance
) -> Iterator[Reading | ReportError]:
    for number, message in messages:
        place = f"{where}#{number}"
        allowance.take(0, where=where)
        try:
            yield from read_mail(message, where=place, fetched=fetched, allowance=allowance)
        except ReportError as error:
            yield error
        except Exception as error:
            yield crashed(error, where=place)
