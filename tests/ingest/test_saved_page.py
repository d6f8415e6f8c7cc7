"""A page that a browser saved in one file is that page; a mail with a page in it stays a mail."""

from __future__ import annotations

import pytest

from dateline.ingest.formats import format_of
from dateline.ingest.mail import read_mail
from dateline.model import Reading, ReportError
from dateline.publish.exports.warc import address_of

AT = "https://weir.example/a?b=1"
WORDS = "Two people were killed in Velmar on Monday, the governor said."
HEAD = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: {at}\r\nSubject: T\r\n"
    "Date: Mon, 14 Nov 2022 11:00:00 +0200\r\nMIME-Version: 1.0\r\n{more}"
    'Content-Type: multipart/related; type="text/html"; boundary="XX"\r\n\r\n'
)
PAGE = (
    "<html><head><title>Bridge hit</title></head><body><article><h1>Bridge hit</h1><p>{words}</p>"
    "</article></body></html>"
)


def saved(*, at: str = AT, more: str = "", words: str = WORDS, charset: str = "utf-8") -> bytes:
    """A page as Chrome saves it, with a picture beside it."""
    head = HEAD.format(at=at, more=more).encode()
    html = PAGE.format(words=words).encode(charset)
    return (
        head + f"--XX\r\nContent-Type: text/html; charset={charset}\r\n".encode()
        + f"Content-Location: {at}\r\n\r\n".encode() + html
        + b"\r\n--XX\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-Location: https://weir.example/p.png\r\n\r\niVBORw0KGgo=\r\n--XX--\r\n"
    )  # fmt: skip


def read(data: bytes) -> list[Reading | ReportError]:
    return list(read_mail(data, where="a.mhtml"))


def test_it_is_the_page_at_its_address_seen_when_it_was_saved() -> None:
    (found,) = read(saved())
    assert isinstance(found, Reading)
    assert (found.report.title, found.report.url) == ("Bridge hit", AT)
    assert WORDS in found.report.text
    assert found.report.text.count("Bridge hit") == 1
    assert found.report.published is None
    assert found.original.fetched == "2022-11-14T11:00:00+02:00"
    assert address_of(found.original.location) == AT


def test_its_bytes_are_in_the_charset_that_it_says() -> None:
    words = "Двоє людей загинули у Херсоні, сказав губернатор."
    (found,) = read(saved(words=words, charset="windows-1251"))
    assert isinstance(found, Reading)
    assert words in found.report.text


@pytest.mark.parametrize(
    "data",
    [
        saved(more="To: ana@weir.example\r\n"),
        saved(more="Message-ID: <1@weir.example>\r\n"),
        saved(at="cid:frame-1@mhtml.blink"),
        saved(at="file:///home/ana/a.html"),
    ],
)
def test_a_mail_stays_a_mail(data: bytes) -> None:
    found = [one for one in read(data) if isinstance(one, Reading)]
    assert [one.report.url for one in found] == [None]
    assert found[0].original.location == "a.mhtml"


def test_it_is_known_by_its_name_and_by_what_it_holds() -> None:
    assert format_of(saved(), where="a.mhtml").name == "mail"
    assert format_of(saved(), where="a.mht").name == "mail"
    assert format_of(saved(), where="x", media_type="multipart/related").name == "mail"


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_one_that_is_cut_off_ends_with_what_is_there_or_an_error(cut: float) -> None:
    data = saved()
    found = read(data[: int(len(data) * cut)])
    assert found
    assert all(isinstance(one, Reading | ReportError) for one in found)


def test_messages_in_messages_without_end_are_refused_in_plain_words() -> None:
    data = b"From: a@b\r\nContent-Type: message/rfc822\r\n\r\n" * 300 + b"Subject: x\r\n\r\nbody"
    (error,) = read_mail(data, where="a.eml")
    assert isinstance(error, ReportError)
    assert "too deep in each other" in str(error) or "files deep in files" in str(error)
