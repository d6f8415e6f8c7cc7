"""Telegram's exports: a message a report, the channel its outlet, chats of persons refused."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.formats import format_of
from dateline.ingest.telegram import read_telegram
from dateline.model import Reading, ReportError, UnreadableInput
from dateline.text.source_map import locate

CHANNEL: dict[str, Any] = {"name": "Weir News", "type": "public_channel", "id": 1700000001}
STAMP = {"date": "2031-03-04T11:00:00", "date_unixtime": "1930381200"}
WORDS = "Rebels captured Lower Ford on Monday, the army said."


def message(number: int, text: object, **more: object) -> dict[str, Any]:
    return {"id": number, "type": "message", **STAMP, "from": "Weir News",
            "from_id": "channel1700000001", "text": text, **more}  # fmt: skip


def export(*messages: Mapping[str, Any], **more: object) -> bytes:
    return json.dumps({**CHANNEL, **more, "messages": messages}, indent=1).encode()


def read(data: bytes) -> list[Reading | ReportError]:
    return list(read_telegram(data, where="result.json"))


def readings(data: bytes) -> list[Reading]:
    found = read(data)
    assert all(isinstance(item, Reading) for item in found), found
    return [item for item in found if isinstance(item, Reading)]


def refusal(data: bytes) -> ReportError:
    try:
        (error,) = read(data)
    except ReportError as raised:
        return raised
    assert isinstance(error, ReportError)
    return error


def test_a_message_is_a_report_of_its_channel() -> None:
    (one,) = readings(export(message(12, WORDS, author="A. Desk")))
    report = one.report
    assert (report.text, report.outlet, report.key) == (WORDS, "Weir News", "1700000001/12")
    assert report.published == "2031-03-04T09:00:00+00:00"
    assert (report.zone, report.updated, report.byline) == (None, None, ("A. Desk",))
    assert report.url == "https://t.me/c/1700000001/12"
    assert (report.relay, one.original.location) == (None, "result.json#12")


def test_an_export_is_known_by_what_it_holds_indented_or_not() -> None:
    for indent in (None, 1):
        data = json.dumps({**CHANNEL, "messages": [message(1, WORDS)]}, indent=indent).encode()
        assert format_of(data, where="x.json").name == "telegram"
    assert format_of(b'{"text": "The name, type and id."}\n', where="x.jsonl").name == "jsonl"


def test_a_text_in_pieces_is_joined_and_found_in_its_bytes() -> None:
    text = ["Бригада «", {"type": "bold", "text": "Захід"}, "» \U0001f1fa вийшла.\n\n",
            {"type": "text_link", "text": "More", "href": "https://a.example/1"}]  # fmt: skip
    for ascii_only in (True, False):
        raw = {**CHANNEL, "messages": [message(1, text)]}
        (one,) = readings(json.dumps(raw, ensure_ascii=ascii_only).encode())
        assert one.report.text == "Бригада «Захід» \U0001f1fa вийшла.\n\nMore"
        assert one.report.links == ("https://a.example/1",)
        at = one.report.text.index("Захід")
        found = locate(one.source_map, one.report.text, at, at + 5)
        assert found is not None
        assert json.loads(b'"' + one.original.data[slice(*found)] + b'"') == "Захід"


def test_a_forwarded_message_has_its_first_channel_as_relay() -> None:
    own, other = readings(export(message(1, WORDS, forwarded_from="Upper Ford"),
                                 message(2, WORDS, forwarded_from="Weir News")))  # fmt: skip
    assert (own.report.outlet, own.report.relay) == ("Weir News", "Upper Ford")
    assert other.report.relay is None


def test_an_edit_is_a_later_version_of_the_same_address() -> None:
    (before,) = readings(export(message(1, WORDS)))
    after, = readings(export(message(1, f"{WORDS} It is not confirmed.",
                                     edited_unixtime="1930384800")))  # fmt: skip
    assert after.report.updated == "2031-03-04T10:00:00+00:00"
    assert before.report.url == after.report.url
    assert before.report.id != after.report.id


def test_a_grown_export_gives_old_messages_their_ids() -> None:
    old = readings(export(message(1, WORDS)))
    new = readings(export(message(1, WORDS), message(2, "Soldiers left Upper Ford.")))
    assert new[0].report.id == old[0].report.id


def test_the_message_that_is_answered_is_linked_first() -> None:
    (one,) = readings(export(message(9, ["See ", {"type": "link", "text": "https://b.example"}],
                                     reply_to_message_id=4)))  # fmt: skip
    assert one.report.links == ("https://t.me/c/1700000001/4", "https://b.example")


def test_what_holds_no_words_is_counted_on_the_last_report() -> None:
    service = {"id": 1, "type": "service", "action": "create_channel", "text": "", **STAMP}
    first, last = readings(export(service, message(2, WORDS), message(3, "", photo="a.jpg"),
                                  message(4, "Soldiers left."), message(5, [])))  # fmt: skip
    assert first.warnings == ()
    assert last.warnings[0].startswith("3 of its messages hold no words")


def test_an_older_export_has_local_time_without_a_zone() -> None:
    plain = message(1, WORDS)
    del plain["date_unixtime"]
    (one,) = readings(export(plain))
    assert one.report.published == "2031-03-04T11:00:00"


@pytest.mark.parametrize(
    "kind",
    ["personal_chat", "bot_chat", "saved_messages", "private_group", "private_supergroup",
     "private_channel", "", "something_new"],
)  # fmt: skip
def test_a_chat_that_is_not_public_is_refused_whole(kind: str) -> None:
    error = refusal(export(message(1, WORDS), type=kind))
    assert "nobody has published" in error.what
    assert WORDS not in str(error)


def test_of_an_account_only_public_channels_are_read() -> None:
    chats = [
        {**CHANNEL, "messages": [message(1, WORDS)]},
        {"name": "Anna", "type": "personal_chat", "id": 7, "messages": [message(2, "Hi.")]},
    ]
    data = json.dumps({"about": "x", "personal_information": {"phone_number": "+1"},
                       "chats": {"about": "y", "list": chats}}).encode()  # fmt: skip
    one, error = read(data)
    assert isinstance(one, Reading)
    assert isinstance(error, UnreadableInput)
    assert "personal chat" in error.what
    assert b"+1" not in one.original.data
    assert format_of(data, where="result.json").name == "telegram"


HOSTILE = {
    "cut": export(message(1, WORDS))[:-40],
    "empty": b'{"name": "x", "type": "public_channel", "id": 1, "messages": []}',
    "deep": b'{"name": "x", "type": "public_channel", "id": 1, "messages": ' + b"[" * 100_000,
    "no list": b'{"name": "x", "type": "public_channel", "id": 1, "messages": {"a": 1}}',
    "not UTF-8": export(message(1, WORDS)).replace(b"Monday", b"Mo\xff\xfe"),
    "an id of letters": export(message(1, WORDS), id="x"),
}
BROKEN = {
    "a text of numbers": message(1, [1, 2]),
    "a text of text": message(1, {"text": "x"}),
    "deep markup": message(1, [["x"]]),
    "no id": {"type": "message", "text": "x"},
    "an id of letters": message(1, "x", id="x"),
    "white space": message(1, " \n "),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_damaged_export_is_refused_in_one_line(name: str) -> None:
    begun = time.process_time()
    error = refusal(HOSTILE[name])
    assert error.where
    assert error.where.startswith("result.json")
    assert error.remedy
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_message_costs_itself_alone(name: str) -> None:
    found = read(export(message(5, WORDS), BROKEN[name], message(6, WORDS)))
    assert [isinstance(item, Reading) for item in found] == [True, False, True]


def test_bad_bytes_in_a_field_that_is_left_alone_cost_one_message() -> None:
    data = export(message(1, WORDS, photo="PICTURE"), message(2, WORDS))
    error, good = read(data.replace(b"PICTURE", b"\xff\xfe"))
    assert "not a Telegram message" in str(error)
    assert isinstance(good, Reading)


@pytest.mark.parametrize("stamp", ["x", "9" * 30, "-" + "9" * 30])
def test_an_instant_that_cannot_be_is_unknown(stamp: str) -> None:
    (one,) = readings(export(message(1, WORDS, date_unixtime=stamp)))
    assert one.report.published is None
    assert "date_unixtime" in one.warnings[0]


PAGE = """<!DOCTYPE html><html><head><title>Exported Data</title></head><body>
<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">
Weir &amp; News
</div></div></div><div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">4 March 2031</div></div>
{}
</div></div></div></body></html>"""
POST = """<div class="message default clearfix" id="message{n}"><div class="body">
<div class="pull_right date details" title="04.03.2031 11:00:00 UTC+02:00">11:00</div>
<div class="from_name">{name}</div>{text}</div></div>"""
WORDED = '<div class="text">Rebels <strong>captured</strong> Lower&nbsp;Ford.<br><br>Fire.</div>'
CARRIED = ("<div class=\"forwarded body\"><div class=\"from_name\">Upper Ford <span class=\"date "
           f"details\" title=\"03.03.2031 10:00:00\"> 03</span></div>{WORDED}</div>")  # fmt: skip


def post(number: int, text: str = WORDED, name: str = "Weir &amp; News") -> str:
    return POST.format(n=number, name=name, text=text)


def test_a_page_gives_the_same_fields() -> None:
    data = PAGE.format(post(3) + post(4, CARRIED) + post(5, '<div class="photo"></div>')).encode()
    assert format_of(data, where="messages.html").name == "telegram"
    own, carried = readings(data)
    assert own.report.text == "Rebels captured Lower Ford.\n\nFire."
    assert (own.report.outlet, own.report.key) == ("Weir & News", "3")
    assert own.report.published == "2031-03-04T11:00:00+02:00"
    assert (own.report.relay, carried.report.relay) == (None, "Upper Ford")
    assert own.original.data.startswith(b'<div class="message default')
    assert "2 of its messages hold no words" in carried.warnings[-1]
    at = own.report.text.index("captured")
    found = locate(own.source_map, own.report.text, at, at + 8)
    assert found is not None
    assert own.original.data[slice(*found)] == b"captured"


@pytest.mark.parametrize("text", [WORDED, '<div class="photo"></div>'])
def test_a_page_in_which_a_person_writes_is_refused(text: str) -> None:
    error = refusal(PAGE.format(post(3) + post(4, text, name="Anna")).encode())
    assert "more than its channel writes" in error.what
    assert "captured" not in str(error)


def test_a_page_without_messages_is_refused() -> None:
    assert "without messages" in refusal(PAGE.format("").encode()).what
    assert "holds words" in refusal(PAGE.format(post(1, "")).encode()).what


@pytest.mark.parametrize(
    "body",
    ['<div class="message default" id="message1">' * 20_000,
     post(1, '<div class="text">' * 20_000),
     post(1, '<div class="from_name">' * 20_000),
     post(1, '<div class="text">' + "<b>" * 50_000 + "x</div>")],
)  # fmt: skip
def test_a_torn_page_ends_soon(body: str) -> None:
    begun = time.process_time()
    try:
        read(PAGE.format(body).encode())
    except ReportError as error:
        assert error.remedy  # noqa: PT017
    assert time.process_time() - begun < 5


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for begin in (b"", b"<", b'{"messages": '):
        try:
            found = read(begin + data)
        except ReportError:
            continue
        assert all(isinstance(item, Reading | ReportError) for item in found)
