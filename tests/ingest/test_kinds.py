"""What kinds of records a text can be that are no prose."""

from __future__ import annotations

import pytest

from dateline.ingest.kinds import (
    delimiter_of,
    is_mail,
    is_mbox,
    is_private_chat,
    is_records,
    is_tar,
    is_telegram,
    opens_json,
)

HEADERS = "From: a@b.example\nTo: c@d.example\nSubject: x\n\nThey left."


@pytest.mark.parametrize(
    ("text", "mail"),
    [
        pytest.param(HEADERS, True, id="headers and an empty line"),
        pytest.param(HEADERS.replace("To:", "X-To:"), False, id="none of mail alone"),
        pytest.param("From: the desk\nDate: Monday\nSubject: a truce\n\nThey left.", False,
                     id="a press release"),
        pytest.param("To: c@d.example\nSubject: x\n\nFrom: a", False, id="too few"),
        pytest.param(HEADERS.replace("Subject: x", "Subject: x\n  goes on"), True,
                     id="a header that is folded"),
        pytest.param("They left.\n" + HEADERS, False, id="prose first"),
        pytest.param("\n" + HEADERS, True, id="after an empty line"),
    ],
)  # fmt: skip
def test_mail_is_known_by_its_headers(*, text: str, mail: bool) -> None:
    assert is_mail(text, "") is mail


def test_a_mailbox_begins_with_its_line_before_the_headers() -> None:
    line = "From a@b.example Mon Jan  5 10:00:00 2026\n"
    assert is_mbox(line + HEADERS, "")
    assert not is_mbox(HEADERS, "")
    assert not is_mbox(line + "They left.", "")


@pytest.mark.parametrize(
    ("text", "json"),
    [
        ('{"a": 1}', True),
        ('[{"a": 1}]', True),
        ('  {"a": [1, 2', True),
        ('{"a\\"b": 1}', True),
        ("[1, 2]", True),
        ("[KHERSON] They left.", False),
        ("{not json}", False),
        ("They left.", False),
        ("", False),
    ],
)
def test_json_whole_or_cut(*, text: str, json: bool) -> None:
    assert opens_json(text) is json


@pytest.mark.parametrize(
    ("text", "records"),
    [
        pytest.param('[{"text": "x"}]', True, id="a list"),
        pytest.param('{\n"items": []}', True, id="an object on several lines"),
        pytest.param('{"items": [{"a": 1}]}', True, id="an object that holds a list"),
        pytest.param('{"text": "x"}\n{"text": "y"}', False, id="lines with a text each"),
        pytest.param('{"body": "x"}\n{"body": "y"}', True, id="lines with none"),
        pytest.param("They left.", False, id="prose"),
    ],
)
def test_records(*, text: str, records: bool) -> None:
    assert is_records(text, "") is records


@pytest.mark.parametrize(
    ("text", "telegram"),
    [
        ('{"name": "x", "type": "y", "id": 1, "messages": []}', True),
        ('{"name": "x", "type": "y", "messages": []}', False),
        ('{"about": "x", "chats": {}}', True),
        ('<div class="page_wrap">\n<div class="page_header">', True),
        ('name: "name": "type": "id": "messages":', False),
    ],
)
def test_telegrams_own_export(*, text: str, telegram: bool) -> None:
    assert is_telegram(text, "") is telegram


@pytest.mark.parametrize(
    ("text", "chat"),
    [
        ("[5/11/2022, 10:00:00] Ann: hi\n[5/11/2022, 10:01:00] Bo: yes", True),
        ("05.11.22, 10:00 - Ann: hi\n05.11.22, 10:01 - Bo: yes", True),
        ("[5/11/2022, 10:00:00] Ann: hi", False),
        ("[5/11/2022, 10:00] A: x\n[5/11/2022, 10:01] B: y\nOne.\nTwo.\nThree.", False),
        ("5/11/2022, 10:00 They left.\n5/11/2022, 10:05 They came.", False),
    ],
)
def test_a_private_chat(*, text: str, chat: bool) -> None:
    assert is_private_chat(text) is chat


@pytest.mark.parametrize(
    ("text", "where", "sign"),
    [
        pytest.param("date,place,text\n1,2,3\n4,5,6", "x.txt", ",", id="named columns"),
        pytest.param("date;place;text\n1;2;3", "x.txt", ";", id="semicolons"),
        pytest.param("date\tplace\ttext\n1\t2\t3", "x.txt", "\t", id="tabs"),
        pytest.param("date,text\n1,2", "x.txt", None, id="two columns are prose"),
        pytest.param("date,text\n1,2", "x.csv", ",", id="unless its name says so"),
        pytest.param("date,text\n1,2", "x.csv.gz", ",", id="packed"),
        pytest.param("foo,bar,baz\n1,2,3", "x.txt", None, id="no usual column"),
        pytest.param("foo,bar,baz\n1,2,3", "x.csv", ",", id="no usual column, but named"),
        pytest.param("date,place,date\n1,2,3", "x.txt", None, id="a column twice"),
        pytest.param("date,place,text", "x.csv", None, id="a head alone"),
        pytest.param("date,place,text\n1,2,3\n4,5", "x.txt", None, id="uneven rows"),
        pytest.param("date,place,2024\n1,2,3", "x.txt", None, id="a head with numbers"),
    ],
)
def test_a_table(text: str, where: str, sign: str | None) -> None:
    assert delimiter_of(text, where) == sign


def test_a_tar_archive_has_its_mark_behind_the_name() -> None:
    assert is_tar("a.txt" + "\x00" * 252 + "\x00ustar\x0000", "")
    assert not is_tar("ustar is a word", "")
