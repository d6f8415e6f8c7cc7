"""Files of other kinds are known by what they hold and refused by name; prose never is."""

from __future__ import annotations

import io
import json
import time
import zipfile

import pytest

from dateline.ingest.decode import decode
from dateline.ingest.plain import read_plain
from dateline.model import UnreadableInput

MAIL = """Return-Path: <desk@example.org>
Received: from mx.example.org by mail.example.org;
\tTue, 4 Mar 2031 09:00:00 +0000
From: Desk <desk@example.org>
To: readers@example.org
Subject: Bulletin
Date: Tue, 4 Mar 2031 09:00:00 +0000

Rebels captured Lower Ford on Monday, the army said.
"""
TELEGRAM = json.dumps(
    {"name": "Ford news", "type": "public_channel", "id": 7,
     "messages": [{"id": 1, "type": "message", "date": "2031-03-04", "text": "Shelling."}]},
    indent=1,
)  # fmt: skip
ENGLISH_TABLE = """event_date,location,fatalities,notes
2031-03-04,Lower Ford,3,"Rebels attacked the town, killing three."
2031-03-05,Upper Ford,0,"Shelling, no one was hurt."
"""
UKRAINIAN_TABLE = "дата;місце;текст\n4.03.2031;Нижній Брід;Обстріл.\n5.03.2031;Верхній Брід;Тихо.\n"


def packed(name: str, body: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, body)
    return out.getvalue()


def refusal(data: bytes | str, where: str = "given.dat") -> UnreadableInput:
    raw = data.encode() if isinstance(data, str) else data
    with pytest.raises(UnreadableInput) as refused:
        list(read_plain(raw, where=where))
    return refused.value


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (MAIL, "e-mail"),
        (f"From desk@example.org Tue Mar  4 09:00:00 2031\n{MAIL}", "mailbox"),
        (TELEGRAM, "Telegram"),
        (TELEGRAM[:150], "Telegram"),
        ('[{"title": "Ford", "text": "Rebels left."}]', "JSON"),
        ('{\n  "articles": [\n    {"title": "Ford"}\n  ]\n}', "JSON"),
        (ENGLISH_TABLE, "table"),
        (ENGLISH_TABLE.replace(",", "\t"), "table"),
        (UKRAINIAN_TABLE, "table"),
        (packed("word/document.xml"), "Word"),
        (packed("xl/workbook.xml"), "Excel"),
        (packed("mimetype", b"application/vnd.oasis.opendocument.text"), "OpenDocument"),
        (packed("a.html"), "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old office"),
        (b"a.txt".ljust(257, b"\0") + b"ustar\x0000" + b"\0" * 300, "tar"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
    ],
)
def test_another_kind_is_named(data: bytes | str, kind: str) -> None:
    error = refusal(data)
    assert kind in error.what
    assert error.where == "given.dat"
    assert error.remedy


def test_a_name_tells_a_table_of_two_columns() -> None:
    table = "when,what\n4 March,Shelling.\n5 March,Nothing.\n"
    assert "table" in refusal(table, where="days.csv").what
    assert list(read_plain(table.encode(), where="days.txt"))


@pytest.mark.parametrize(
    "text",
    [
        "From: the ministry\nDate: 4 March 2031\nSubject: Lower Ford\n\nRebels left the town.",
        "Kherson, Kyiv, Lviv\nOdesa, Sumy, Poltava\nIzium, Lyman, Bakhmut\n",
        "Rebels, soldiers, police\nfought, fled, hid\nin the town, the hills, the port\n",
        "{Editor: check} Rebels left Lower Ford on Monday.",
        "[Lower Ford] Rebels left on Monday.",
        "The army said, on Monday, it left.\nRebels said, on Tuesday, they came.\n",
        "From Lower Ford the road goes east.\n\nSoldiers hold it.",
    ],
)
def test_prose_is_read(text: str) -> None:
    assert [r.report.text for r in read_plain(text.encode(), where="a.txt")] == [text]


def test_many_bad_bytes_take_one_pass() -> None:
    data = ("Бої тривають. " * 60 + "\xff").encode("utf-8").replace(b"\xc3\xbf", b"\xff") * 4000
    started = time.process_time()
    decoded = decode(data, where="a.txt")
    assert time.process_time() - started < 5
    assert decoded.text.count("\ufffd") == 4000


CHATS = [
    "14/11/2022, 09:00 - Ana: Two killed in Velmar\n14/11/2022, 09:05 - Bo: ok\n",
    "[14.11.22, 09:00:01] Ana B.: Двоє загинули\nу Велмарі\n[14.11.22, 09:05:10] Bo: так\n",
    "11/14/22, 9:00 PM - +380 50 000 00 00: Two killed\n11/14/22, 9:05 PM - Bo: ok\n",
    "\u200e[2022-11-14, 09:00:01] Ana: one\n\u200e[2022-11-14, 09:00:09] Bo: two\n",
]
CHRONICLES = [
    "14/11/2022, 09:00 - Two people were killed in Velmar, the governor said: a shell hit.\n",
    "9:00 Police said: two were killed.\n9:30 The mayor said: the bridge is shut.\n",
    "14.11.2022\nThe governor said: two were killed.\n15.11.2022\nThe mayor said: one was hurt.\n",
]


@pytest.mark.parametrize("text", CHATS)
def test_a_private_chat_is_refused_as_one(text: str) -> None:
    with pytest.raises(UnreadableInput, match="which nobody has published"):
        list(read_plain(text.encode(), where="chat.txt"))


@pytest.mark.parametrize("text", CHRONICLES)
def test_a_chronicle_is_no_chat(text: str) -> None:
    assert list(read_plain(text.encode(), where="a.txt"))
