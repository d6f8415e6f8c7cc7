"""E-mail (.eml): a message is a report, and so is each file attached to it.

Invariants: whom a message went to is never in a report's text, and no private sender becomes an
outlet or a byline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email import policy
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr

from msgspec import Struct

from dateline.ingest.build import Draft, reading
from dateline.ingest.dates import Instant, parse_instant
from dateline.ingest.decode import Decoded, decode
from dateline.ingest.html import body_of
from dateline.ingest.inner import Allowance, limits, printable, read_inner
from dateline.ingest.layout import layout
from dateline.ingest.mail_words import (
    foreign_ranges,
    headline_of,
    is_office,
    is_opener,
    own_ranges,
)
from dateline.ingest.markup import PageParser, Unit
from dateline.ingest.saved_page import read_saved, saved_part
from dateline.ingest.transfer import as_known, part_text
from dateline.model import BlockKind, Reading, ReportError, UnreadableInput
from dateline.text.language import identify
from dateline.text.source_map import ByteIndex, MapBuilder, copy_mapped

MEDIA_TYPE = "message/rfc822"
_SUBJECT = re.compile(rb"(?im)^Subject:[ \t]*(?P<value>[^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*)")
_WORDLESS = ("image/", "audio/", "video/", "font/", "application/pgp", "application/pkcs7-sig",
             "application/x-pkcs7-sig", "text/calendar", "text/vcard", "text/x-vcard",
             "text/css", "text/javascript", "application/javascript", "application/x-javascript",
             "application/ms-tnef", "message/delivery", "text/rfc822-headers")  # fmt: skip
_SEALED = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
_STUB = 100
_KNOWN = ("from", "date", "subject", "message-id", "received")
_PLAIN = policy.compat32.clone(mangle_from_=False, max_line_length=0)
_ANGLES = " <>\t\r\n"


class _Parts(Struct, kw_only=True):
    """The parts of a message by what they are to it."""

    text: list[Message]
    html: list[Message]
    files: list[Message]
    wordless: list[str]


def read_mail(
    data: bytes,
    *,
    where: str,
    charset: str | None = None,
    fetched: str | None = None,
    allowance: Allowance | None = None,
) -> Iterator[Reading | ReportError]:
    """The message's report, then those of the files attached to it."""
    del charset
    allowance = allowance or Allowance()
    message = _parsed(data, where=where)
    page = saved_part(message)
    if page is not None:
        yield from read_saved(message, page, where=where, allowance=allowance)
        return
    parts = _sorted_parts(message, where=where)
    try:
        body = _body(parts, data, where=where)
        if body is not None:
            draft = _draft(message, *body, data, parts)
            yield reading(draft, data=data, media_type=MEDIA_TYPE, location=where, fetched=fetched)
        elif not parts.files:
            yield UnreadableInput("it holds no words", where=where, remedy="leave this message out")
    except ReportError as error:
        yield error
    for number, part in enumerate(parts.files, start=1):
        yield from _attached(part, number, where=where, fetched=fetched, allowance=allowance)


def _parsed(data: bytes, *, where: str) -> Message:
    if data.count(b"oundary=") > limits().parts:
        raise _too_many(where)
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(data)
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise UnreadableInput(
            f"not an e-mail: {type(error).__name__}", where=where, remedy="save the message again"
        ) from error
    if not any(name in message for name in _KNOWN):
        raise UnreadableInput(
            "not an e-mail: it has no From, Date or Subject",
            where=where,
            remedy="save the message again, or give its text as .txt",
        )
    return message


def _too_many(where: str) -> UnreadableInput:
    return UnreadableInput(
        f"it has more than {limits().parts} parts", where=where, remedy="save its text as a file"
    )


def _sorted_parts(message: Message, *, where: str) -> _Parts:
    """The parts in order; what stands inside an attached message is that message's."""
    found = _Parts(text=[], html=[], files=[], wordless=[])
    waiting = [message]
    seen = 0
    while waiting:
        part = waiting.pop(0)
        seen += 1
        if seen > limits().parts:
            raise _too_many(where)
        kind = part.get_content_type()
        if kind in _SEALED:
            raise UnreadableInput("it is encrypted", where=where, remedy="decrypt it first")
        inside = part.get_payload()
        if kind.startswith("multipart/") and isinstance(inside, list):
            waiting = [each for each in inside if isinstance(each, Message)] + waiting
        else:
            _sort_part(part, kind, found, first=part is message)
    return found


def _sort_part(part: Message, kind: str, found: _Parts, *, first: bool) -> None:
    attached = part.get_content_disposition() == "attachment" or bool(_filename(part))
    if kind.startswith(_WORDLESS):
        found.wordless.append(kind)
    elif kind == "text/plain" and not attached:
        found.text.append(part)
    elif kind == "text/html" and not attached:
        found.html.append(part)
    elif not first or attached or not kind.startswith(("text/", "multipart/")):
        found.files.append(part)
    else:
        found.text.append(part)


def _filename(part: Message) -> str:
    try:
        return _words(part.get_filename() or "")
    except (ValueError, LookupError, TypeError, IndexError):
        return ""


def _body(parts: _Parts, data: bytes, *, where: str) -> tuple[Message, Decoded] | None:
    """The part that is the message's text: plain, or HTML where plain is absent or a stub."""
    head = head_end(data)
    plain = [part_text(p, data, where=where, after=head) for p in parts.text if _has_words(p)]
    html = [p for p in parts.html if _has_words(p)]
    if html and sum(len(each.text.strip()) for each in plain) < _STUB:
        page = part_text(html[0], data, where=where, after=head)
        if not plain or len(page.text) > _STUB:
            parts.wordless += ["text/html"] * (len(html) - 1)
            return html[0], page
    if not plain:
        return None
    return parts.text[0], _joined(plain)


def _has_words(part: Message) -> bool:
    payload = part.get_payload(decode=True)
    return isinstance(payload, bytes) and bool(payload.strip())


def _joined(texts: Sequence[Decoded]) -> Decoded:
    """The texts of a message in their order, as where pictures stand between them."""
    if len(texts) == 1:
        return texts[0]
    built = MapBuilder()
    for each in texts:
        if len(built):
            built.insert("\n\n")
        copy_mapped(built, each.text, each.source_map)
    return Decoded(
        text=built.text(),
        encoding=texts[0].encoding,
        source_map=built.runs(),
        warnings=tuple(dict.fromkeys(w for each in texts for w in each.warnings)),
    )


def head_end(data: bytes) -> int:
    """The byte at which the head of a message ends."""
    ends = [at for mark in (b"\n\n", b"\r\n\r\n") if (at := data.find(mark)) >= 0]
    return min(ends, default=0)


def _draft(message: Message, part: Message, decoded: Decoded, data: bytes, parts: _Parts) -> Draft:
    subject = _header(message, "subject")
    begin, answered = headline_of(subject)
    title = " ".join(subject[begin:].split()) or None
    answered = answered or bool(_header(message, "in-reply-to"))
    html = part.get_content_type() == "text/html"
    built, ranges, given = (_html if html else _plain)(decoded, answered=answered)
    if title and not answered:
        built, ranges, given = _headed(title, data, built, ranges, given)
    text = built.text()
    lang = identify(text)
    found = layout(text, lang=lang, title=title, ranges=ranges, given=given)
    published, doubts = _date(message, lang)
    silent = len(parts.wordless)
    note = f"{silent} of its parts hold no words ({', '.join(sorted(set(parts.wordless)))[:80]})"
    return Draft(
        text=text,
        blocks=found.blocks,
        title=title,
        published=published.iso if published else None,
        zone=published.zone if published else None,
        outlet=_outlet(message),
        url=_archived(message),
        lang=lang,
        key=_header(message, "message-id").strip(_ANGLES) or None,
        source_map=built.runs(),
        warnings=(*decoded.warnings, *doubts, *((note,) if silent else ())),
    )


Body = tuple[MapBuilder, list[tuple[int, int]], dict[int, BlockKind]]


def _plain(decoded: Decoded, *, answered: bool) -> Body:
    """Plain text as it is, with what is quoted in it told apart."""
    del answered  # plain text marks what it quotes
    built = MapBuilder()
    copy_mapped(built, decoded.text, decoded.source_map)
    ranges, foreign = own_ranges(decoded.text)
    return built, ranges, dict.fromkeys(foreign, BlockKind.BOILERPLATE)


def _html(decoded: Decoded, *, answered: bool) -> Body:
    """The page's words; a quotation in an answer is what it answers."""
    units: list[Unit] = PageParser().read(decoded.text).units
    body = body_of(units, ByteIndex(decoded.source_map, decoded.text))
    given = dict(body.given)
    foreign = foreign_ranges(body.text)
    for number, unit in enumerate(units):
        start, end = body.ranges[number]
        if any(a <= start and end <= b for a, b in foreign):
            given[number] = BlockKind.BOILERPLATE
        if "blockquote" not in unit.roles:
            continue
        led = number > 0 and is_opener(body.text[slice(*body.ranges[number - 1])])
        if led:
            given[number - 1] = BlockKind.BOILERPLATE
        if led or answered:
            given[number] = BlockKind.BOILERPLATE
    return body.built, body.ranges, given


def _headed(
    title: str,
    data: bytes,
    body: MapBuilder,
    ranges: list[tuple[int, int]],
    given: dict[int, BlockKind],
) -> Body:
    """The body under the subject's words as its headline."""
    built = MapBuilder()
    found = _SUBJECT.search(data, 0, head_end(data) + 1)
    place = found["value"].rfind(title.encode()) if found else -1
    if found is not None and place >= 0:
        built.add(title, found.start("value") + place, len(title.encode()))
    elif found is not None and len(found["value"]) != len(title.encode()):
        built.add(title, found.start("value"), len(found["value"]))
    else:
        built.insert(title)
    built.insert("\n\n")
    shift = len(built)
    copy_mapped(built, body.text(), body.runs())
    moved = [(0, len(title)), *((a + shift, b + shift) for a, b in ranges)]
    kinds = {0: BlockKind.HEADLINE, **{n + 1: kind for n, kind in given.items()}}
    return built, moved, kinds


def _date(message: Message, lang: str | None) -> tuple[Instant | None, tuple[str, ...]]:
    written = _header(message, "date").strip()
    if not written:
        return None, ("it states no date; taken as unknown",)
    instant = parse_instant(written[:100], lang=lang)
    if instant is None or instant.iso is None:
        return None, (f"Date: {written[:60]!r} is not a date; taken as unknown",)
    return instant, ()


def _outlet(message: Message) -> str | None:
    """The list, or the organisation that sends; None where a person does."""
    listed = _header(message, "list-id").strip()
    if listed:
        name, _, rest = listed.rpartition("<")
        return name.strip(' "') or rest.strip(_ANGLES).partition(".")[0] or None
    name, address = parseaddr(_header(message, "from"))
    bulk = bool(_header(message, "list-unsubscribe"))
    if not is_office(address) and not bulk:
        return None
    return name.strip() or address.rpartition("@")[2] or None


def _archived(message: Message) -> str | None:
    address = _header(message, "archived-at").strip(_ANGLES)
    return address if address.startswith(("http://", "https://")) else None


def _header(message: Message, name: str) -> str:
    """A header's words, decoded; empty where it is absent or cannot be read."""
    found = next((value for key, value in message.raw_items() if key.lower() == name), "")
    try:
        return _words(_unescaped(str(found)[: limits().header], message))
    except (ValueError, LookupError, TypeError):
        return ""


def _unescaped(written: str, message: Message) -> str:
    """A header whose letters stand bare in it, in UTF-8 or in the encoding of the text."""
    if written.isascii():
        return written
    raw = written.encode("utf-8", "surrogateescape")
    return decode(raw, where="", declared=as_known(message.get_content_charset())).text


def _words(written: str) -> str:
    """What RFC 2047 encodes, as words; what is damaged as it stands."""
    try:
        pieces = decode_header(written)
    except (MessageError, ValueError):
        return written
    made = []
    for piece, charset in pieces:
        if isinstance(piece, str):
            made.append(piece)
            continue
        try:
            made.append(piece.decode(charset or "utf-8", "replace"))
        except LookupError:
            made.append(piece.decode("utf-8", "replace"))
    return "".join(made)


def _attached(
    part: Message, number: int, *, where: str, fetched: str | None, allowance: Allowance
) -> Iterator[Reading | ReportError]:
    name = printable(_filename(part)) or f"part-{number}"
    place = f"{where}!/{name}"
    inside = part.get_payload()
    if isinstance(inside, list):  # an attached message, which has been taken apart
        try:
            messages = [each for each in inside if isinstance(each, Message)]
            data = b"".join(each.as_bytes(policy=_PLAIN) for each in messages)
        except RecursionError:
            yield UnreadableInput(
                "its messages stand too deep in each other", where=place,
                remedy="save the innermost one as a file",
            )  # fmt: skip
            return
        kind = MEDIA_TYPE if part.get_content_maintype() == "message" else None
    else:
        payload = part.get_payload(decode=True)
        data, kind = (payload if isinstance(payload, bytes) else b""), part.get_content_type()
    yield from read_inner(
        data,
        where=place,
        allowance=allowance,
        media_type=kind,
        charset=part.get_content_charset(),
        fetched=fetched,
    )
