"""Telegram's own exports: a report a message, JSON (result.json) or HTML (messages.html).

Invariant: nothing that was not published is read. Chats of persons are refused by their kind,
and no message of one is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec
from msgspec import Struct

from dateline.ingest.build import Draft, crashed, reading
from dateline.ingest.dates import parse_instant
from dateline.ingest.json_map import Path, joined_map
from dateline.ingest.layout import layout
from dateline.ingest.telegram_page import read_export_page
from dateline.ingest.tellings import with_note
from dateline.model import Reading, ReportError, UnreadableInput
from dateline.text.language import identify

MEDIA_TYPE = "application/json"
PUBLIC = frozenset({"public_channel", "public_supergroup"})
_LINKED = frozenset({"text_link"})
_NEVER = ("1970-01-01", "1969-12-31")
_AGAIN = "export the channel again"


class Piece(Struct, frozen=True):
    """A stretch of a message with markup of its own."""

    text: str
    type: str = ""
    href: str | None = None


class Message(Struct, frozen=True, kw_only=True):
    """A message as the export gives it; fields that are not named here are left alone."""

    id: int
    type: str = "message"
    date: str | None = None
    date_unixtime: str | int | None = None
    edited: str | None = None
    edited_unixtime: str | int | None = None
    text: str | list[str | Piece] = ""
    forwarded_from: str | None = None
    author: str | None = None
    reply_to_message_id: int | None = None


class Chat(Struct, frozen=True, kw_only=True):
    """A chat and its messages, each still as written."""

    name: str | None = None
    type: str = ""
    id: int | None = None
    messages: list[msgspec.Raw] = []


class Chats(Struct, frozen=True):
    """The chats of an account's whole export."""

    each: list[Chat] = msgspec.field(default_factory=list, name="list")


class Export(Chat, frozen=True, kw_only=True):
    """One chat's export, or an account's with all its chats."""

    chats: Chats | None = None
    left_chats: Chats | None = None


def read_telegram(
    data: bytes, *, where: str, charset: str | None = None, fetched: str | None = None
) -> Iterator[Reading | ReportError]:
    """The messages of an export in its order; an error for each chat that is not public."""
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        yield from read_export_page(data, where=where, charset=charset, fetched=fetched)
        return
    export = _export(data, where=where)
    if export.chats is None and export.left_chats is None:
        yield from _chat(export, where=where, fetched=fetched)
        return
    for chats in (export.chats, export.left_chats):
        for chat in chats.each if chats else ():
            if chat.messages:
                yield from _chat(chat, where=f"{where}#{chat.id}", fetched=fetched)


def _export(data: bytes, *, where: str) -> Export:
    try:
        return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=Export)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableInput(
            f"the Telegram export is damaged: {error}", where=where, remedy=_AGAIN
        ) from error


def _chat(chat: Chat, *, where: str, fetched: str | None) -> Iterator[Reading | ReportError]:
    if chat.type not in PUBLIC:
        kind = chat.type.replace("_", " ") or "chat of no stated kind"
        yield UnreadableInput(
            f"it is a Telegram {kind}, which nobody has published",
            where=where,
            remedy="export a public channel; private chats are not read",
        )
        return
    silent = sum(not _worded(raw) for raw in chat.messages)
    found = _messages(chat, where=where, fetched=fetched)
    if silent == len(chat.messages):
        yield UnreadableInput(
            f"none of its {silent} messages holds words",
            where=where,
            remedy="leave this export out",
        )
        return
    note = f"{silent} of its messages hold no words (pictures, service lines) and are no reports"
    yield from with_note(found, note if silent else None)


class _Kind(Struct, frozen=True):
    type: object = "message"
    text: object = ""


def _worded(raw: msgspec.Raw) -> bool:
    """Whether a message has text, or is broken so that its error must be told."""
    try:
        message = msgspec.json.decode(raw, type=_Kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return True
    return message.type == "message" and message.text not in ("", [])


def _messages(chat: Chat, *, where: str, fetched: str | None) -> Iterator[Reading | ReportError]:
    for number, raw in enumerate(chat.messages, start=1):
        if not _worded(raw):
            continue
        place = f"{where}#{number}"
        try:
            message = _decoded(raw, where=place)
            place = f"{where}#{message.id}"
            found = reading(
                _draft(message, chat, bytes(raw), where=place),
                data=bytes(raw), media_type=MEDIA_TYPE, location=place, fetched=fetched,
            )  # fmt: skip
        except ReportError as error:
            yield error
        except Exception as error:
            yield crashed(error, where=place)
        else:
            yield found


def _decoded(raw: msgspec.Raw, *, where: str) -> Message:
    try:
        bytes(raw).decode("utf-8")  # also in fields that are left alone
        return msgspec.json.decode(raw, type=Message)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableInput(
            f"not a Telegram message: {error}", where=where, remedy=_AGAIN
        ) from error


def _draft(message: Message, chat: Chat, raw: bytes, *, where: str) -> Draft:
    pieces = [message.text] if isinstance(message.text, str) else message.text
    text = "".join(piece if isinstance(piece, str) else piece.text for piece in pieces)
    if not text.strip():
        raise UnreadableInput("its text is empty", where=where, remedy="leave this message out")
    lang = identify(text)
    found = layout(text, lang=lang)
    published, doubt = _moment("date", message.date, message.date_unixtime)
    edited, more = _edited(message)
    return Draft(
        text=text,
        blocks=found.blocks,
        title=found.title,
        published=published,
        updated=edited if edited != published else None,
        byline=(message.author,) if message.author else (),
        outlet=chat.name,
        url=_address(chat, message.id),
        lang=lang,
        key=str(message.id) if chat.id is None else f"{chat.id}/{message.id}",
        links=_links(message, chat),
        relay=message.forwarded_from if message.forwarded_from != chat.name else None,
        source_map=joined_map(raw, paths=_paths(message), value=text),
        warnings=(*doubt, *more),
    )


def _edited(message: Message) -> tuple[str | None, tuple[str, ...]]:
    """When a message was edited; old exports write the first day of 1970 where it never was."""
    if (message.edited or "").startswith(_NEVER):
        return None, ()
    return _moment("edited", message.edited, message.edited_unixtime)


def _paths(message: Message) -> list[Path]:
    """Where the pieces of the text stand in the message."""
    if isinstance(message.text, str):
        return [("text",)]
    return [
        ("text", n) if isinstance(piece, str) else ("text", n, "text")
        for n, piece in enumerate(message.text)
    ]


def _moment(
    name: str, local: str | None, unix: str | int | None
) -> tuple[str | None, tuple[str, ...]]:
    """An instant in UTC where the export gives one, else its local time without a zone: that is
    the clock of whoever exported, which the file does not name."""
    if unix is not None:
        try:
            return datetime.fromtimestamp(int(unix), UTC).isoformat(), ()
        except (ValueError, OverflowError, OSError):
            return None, (f"{name}_unixtime: {str(unix)[:40]!r} is no instant; taken as unknown",)
    if not local:
        return None, ()
    instant = parse_instant(local, lang=None)
    if instant is None or instant.iso is None:
        return None, (f"{name}: {local[:40]!r} is not a date; taken as unknown",)
    return instant.iso, ()


def _address(chat: Chat, number: int) -> str | None:
    """The message's own address; for all who may see the channel it is the same."""
    return None if chat.id is None else f"https://t.me/c/{abs(chat.id)}/{number}"


def _links(message: Message, chat: Chat) -> tuple[str, ...]:
    """Addresses that the message links to, first that of the message it answers."""
    answered = message.reply_to_message_id
    links = [_address(chat, answered)] if answered is not None else []
    for piece in message.text if isinstance(message.text, list) else ():
        if isinstance(piece, Piece):
            links.append(piece.href if piece.type in _LINKED else piece.text)
    return tuple(dict.fromkeys(x for x in links if x and x.startswith(("http://", "https://"))))
