"""E-mail: whose words a message's are, whom it is from, and what is attached to it."""

from __future__ import annotations

import base64
import quopri
import time
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.formats import format_of
from dateline.ingest.mail import read_mail
from dateline.ingest.mail_words import headline_of, is_office, own_ranges
from dateline.ingest.mailbox import read_mailbox
from dateline.model import BlockKind, Reading, ReportError
from dateline.text.source_map import locate

WORDS = "Rebels captured Lower Ford on Monday, the army said."
HEAD = """Return-Path: <press@ministry.example>
From: Press Service <press@ministry.example>
To: "Anna Secret" <anna.secret@home.example>, boris@home.example
Cc: carla@home.example
Subject: Rebels take Lower Ford
Date: Tue, 4 Mar 2031 09:00:00 +0200
Message-ID: <a1@ministry.example>
"""
UKRAINIAN = "Війська залишили Нижній Брід у вівторок, заявило міністерство оборони."


def read(data: bytes | str) -> list[Reading | ReportError]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read_mail(raw, where="a.eml"))


def one(data: bytes | str) -> Reading:
    (found,) = read(data)
    assert isinstance(found, Reading), found
    return found


def kinds(reading: Reading) -> list[tuple[str, str]]:
    text = reading.report.text
    return [(b.kind.value, text[b.start : b.end]) for b in reading.report.blocks]


def bytes_of(reading: Reading, words: str) -> bytes | None:
    at = reading.report.text.index(words)
    found = locate(reading.source_map, reading.report.text, at, at + len(words))
    return None if found is None else reading.original.data[slice(*found)]


def test_a_message_is_a_report_with_the_subject_as_its_headline() -> None:
    found = one(f"{HEAD}\n{WORDS}\n")
    report = found.report
    assert kinds(found) == [("headline", "Rebels take Lower Ford"), ("paragraph", WORDS)]
    assert (report.title, report.outlet) == ("Rebels take Lower Ford", "Press Service")
    assert (report.published, report.zone) == ("2031-03-04T09:00:00+02:00", "+02:00")
    assert (report.key, report.byline) == ("a1@ministry.example", ())
    assert bytes_of(found, "Rebels take") == b"Rebels take"
    assert bytes_of(found, WORDS) == WORDS.encode()


def test_whom_it_went_to_is_never_in_the_text() -> None:
    report = one(f"{HEAD}\n{WORDS}\n").report
    for name in ("Anna", "boris", "carla", "home.example"):
        assert name not in report.text
        assert name not in str((report.title, report.outlet, report.byline, report.links))


@pytest.mark.parametrize(
    ("sender", "more", "outlet"),
    [
        ("Press Service <press@ministry.example>", "", "Press Service"),
        ("news@gazette.example", "", "gazette.example"),
        ("Ministry <no-reply@ministry.example>", "", "Ministry"),
        ("Anna Petrova <anna.petrova@ministry.example>", "", None),
        ("Anna <news.anna@gmail.com>", "", None),
        ("anna@home.example", "", None),
        ("Anna <anna@home.example>", "List-Id: Ford Watch <ford.lists.example>\n", "Ford Watch"),
        ("Anna <anna@home.example>", "List-Id: <ford-watch.lists.example>\n", "ford-watch"),
        ("Gazette <a7@mailer.example>", "List-Unsubscribe: <https://x.example>\n", "Gazette"),
        ("=?utf-8?q?=D0=9C=D1=96=D0=BD?= <press@m.example>", "", "Мін"),
    ],
)
def test_a_list_or_an_organisation_is_the_outlet_and_no_person(
    sender: str, more: str, outlet: str | None
) -> None:
    head = HEAD.replace("Press Service <press@ministry.example>\nTo", f"{sender}\n{more}To")
    assert one(f"{head}\n{WORDS}\n").report.outlet == outlet


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "koi8-u", "windows-1251"])
def test_words_are_found_in_the_bytes_through_any_encoding(encoding: str, charset: str) -> None:
    body = f"{UKRAINIAN}\n\nMore = {UKRAINIAN} A line that ends with a space. \n".encode(charset)
    pack: dict[str, Callable[[bytes], bytes]] = {
        "base64": base64.encodebytes,
        "quoted-printable": quopri.encodestring,
        "8bit": bytes,
    }
    head = (f"{HEAD}MIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n"
            f"Content-Transfer-Encoding: {encoding}\n\n")  # fmt: skip
    found = one(head.encode() + pack[encoding](body))
    assert UKRAINIAN in found.report.text
    assert found.report.lang == "uk"
    raw = bytes_of(found, "Нижній Брід")
    assert raw
    if encoding == "base64":
        whole = b"".join(pack["base64"](body).split())
        assert b"".join(raw.split()) in whole
    else:
        plain = quopri.decodestring(raw) if encoding == "quoted-printable" else raw
        assert "Нижній Брід" in plain.decode(charset)


def test_texts_between_pictures_are_one_text() -> None:
    other = "Soldiers left Upper Ford on Sunday, residents said."
    parts = (f"--b\nContent-Type: text/plain\n\n{WORDS}\n--b\nContent-Type: image/png\n\nx\n--b\n"
             f"Content-Type: text/plain\n\n{other}\n--b--\n")  # fmt: skip
    found = one(f"{HEAD}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n{parts}")
    assert [text for _, text in kinds(found)][1:] == [WORDS, other]
    assert bytes_of(found, other) == other.encode()


def test_html_is_read_where_plain_is_a_stub_or_absent() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "desk@gazette.example", "Ford"
    message.set_content("Open this message in a browser.")
    message.add_alternative(
        f"<html><body><div style='display:none'>Preheader</div><p>{WORDS}</p>"
        f"<p>{WORDS.replace('Lower', 'Upper')}</p></body></html>", subtype="html",
    )  # fmt: skip
    text = one(message.as_bytes()).report.text
    assert "browser" not in text
    assert "Preheader" not in text
    assert text.startswith("Ford\n\nRebels captured Lower Ford")


def test_a_quotation_in_an_html_answer_is_boilerplate() -> None:
    body = (f"<p>{WORDS}</p><p>On Mon, 3 Mar 2031, Anna wrote:</p>"
            "<blockquote><p>Did soldiers leave Upper Ford?</p></blockquote>")  # fmt: skip
    html = f"{HEAD}Content-Type: text/html\n\n{body}"
    assert [kind for kind, _ in kinds(one(html))] == [
        "headline", "paragraph", "boilerplate", "boilerplate",
    ]  # fmt: skip
    quoted = html.replace("On Mon, 3 Mar 2031, Anna wrote:", "The minister spoke.")
    assert "quotation" in [kind for kind, _ in kinds(one(quoted))]


HEADS = ("<p><b>From:</b> Anna Secret<br><b>Sent:</b> Monday<br><b>To:</b> Boris Hidden<br>"
         "<b>Subject:</b> Ford</p>")  # fmt: skip


@pytest.mark.parametrize(
    ("body", "own"),
    [
        (f"<p>{WORDS}</p>{HEADS}<p>Who holds it, asked the army?</p>", [WORDS]),
        (f"<p>{WORDS}</p><p>From: Anna</p><p>Sent: Monday</p><p>To: Boris</p><p>Who?</p>", [WORDS]),
        ("<div>---------- Forwarded message ---------<br>From: Anna<br>Date: Monday<br>Subject: "
         f"Ford<br>To: Boris Hidden<br></div><br><br><div>{WORDS}</div>", [WORDS]),
        (f"<p>{WORDS}</p><p>From: the army</p><p>Nothing was heard.</p>",
         [WORDS, "From: the army", "Nothing was heard."]),
    ],
)  # fmt: skip
def test_heads_of_other_messages_in_html_are_not_its_own(body: str, own: list[str]) -> None:
    found = one(f"{HEAD}Content-Type: text/html\n\n<html><body>{body}</body></html>")
    told = [text for kind, text in kinds(found) if kind not in ("boilerplate", "headline")]
    assert told == own


QUOTED = {
    "an answer above": (f"{WORDS}\n\nOn Mon, 3 Mar 2031 at 09:00, Anna <a@b.example>\nwrote:\n"
                        "> Who holds it?\n> And Upper Ford?\n", [WORDS]),
    "answers between": (f"> Who holds it?\n{WORDS}\n> And Upper Ford?\nThe army.\n",
                        [WORDS, "The army."]),
    "Ukrainian": (f"{UKRAINIAN}\n\nпн, 3 бер. 2031 р. о 09:00 Анна пише:\n> Хто?\n", [UKRAINIAN]),
    "German": (f"{WORDS}\n\nAm 3. März 2031 schrieb Anna:\n> Wer?\n", [WORDS]),
    "an earlier message whole": (f"{WORDS}\n\n-----Original Message-----\nFrom: Anna\nTo: B\n"
                                 "Subject: Ford\n\nWho holds it?\n", [WORDS]),
    "a head alone": (f"{WORDS}\n\nFrom: Anna\nSent: Monday\nTo: Boris\nSubject: Ford\n\nWho?\n",
                     [WORDS]),
    "a signature": (f"{WORDS}\n\n-- \nAnna Secret\n+1 555\n", [WORDS]),
    "a message passed on": ("---------- Forwarded message ---------\nFrom: Anna <a@b.example>\n"
                            f"Date: Mon, 3 Mar 2031\nTo: Boris\nSubject: Ford\n\n{WORDS}\n",
                            [WORDS]),
    "an arrow in prose": ("The army said x > y.\n\nRebels wrote:\n\nWe took it.\n",
                          ["The army said x > y.", "Rebels wrote:", "We took it."]),
    "a From of mailboxes": (f"{WORDS}\n\n>From Lower Ford the road goes east.\n",
                            [WORDS, ">From Lower Ford the road goes east."]),
    "a labelled list": ("From: the army\nRebels left.\n", ["From: the army", "Rebels left."]),
}  # fmt: skip


@pytest.mark.parametrize("name", QUOTED)
def test_what_is_quoted_is_not_the_message_s_own(name: str) -> None:
    text, own = QUOTED[name]
    ranges, foreign = own_ranges(text)
    assert [text[a:b] for n, (a, b) in enumerate(ranges) if n not in foreign] == own


@given(st.text(alphabet="a> \n-:From wrote", max_size=300))
def test_ranges_are_in_order_and_hold_every_word(text: str) -> None:
    ranges, _ = own_ranges(text)
    flat = [place for pair in ranges for place in pair]
    assert flat == sorted(flat)
    assert "".join("".join(text[a:b] for a, b in ranges).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("subject", "headline", "answered"),
    [
        ("Re: [ford] Rebels leave", "Rebels leave", True),
        ("[ford-watch] Rebels leave", "Rebels leave", False),
        ("Fwd: Rebels leave", "Rebels leave", False),
        ("RE[2]: Fw: Rebels leave", "Rebels leave", True),
        ("Відп: Війська пішли", "Війська пішли", True),
        ("Report: rebels leave", "Report: rebels leave", False),
        ("Re:", "Re:", True),
        ("", "", False),
    ],
)
def test_the_headline_in_a_subject(subject: str, headline: str, answered: bool) -> None:  # noqa: FBT001
    begin, found = headline_of(subject)
    assert (subject[begin:], found) == (headline, answered)


def test_an_answer_s_subject_is_not_told_again() -> None:
    found = one(f"{HEAD.replace('Subject: ', 'Subject: Re: ')}\n{WORDS}\n")
    assert found.report.title == "Rebels take Lower Ford"
    assert kinds(found) == [("paragraph", WORDS)]


def with_file(data: bytes, kind: str, name: str) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "desk@gazette.example", "Ford"
    message.set_content(WORDS)
    main, _, sub = kind.partition("/")
    message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


def test_what_is_attached_is_a_report_of_its_own() -> None:
    page = f"<html><body><article><h1>Upper Ford</h1><p>{WORDS * 4}</p></article></body></html>"
    body, attached = read(with_file(page.encode(), "text/html", "Звіт.html"))
    assert isinstance(body, Reading)
    assert isinstance(attached, Reading)
    assert attached.original.location == "a.eml!/Звіт.html"
    assert attached.original.data == page.encode()
    assert attached.report.title == "Upper Ford"
    assert WORDS * 2 not in body.report.text


def test_a_picture_is_counted_and_another_kind_refused() -> None:
    found = one(with_file(b"\x89PNG\r\n\x1a\n", "image/png", "a.png"))
    assert "1 of its parts hold no words (image/png)" in found.warnings[-1]
    body, error = read(with_file(b"Rar!\x1a\x07\x00", "application/octet-stream", "a.rar"))
    assert isinstance(body, Reading)
    assert isinstance(error, ReportError)
    assert str(error).startswith("a.eml!/a.rar: it is a RAR archive")


def test_a_message_in_a_message_is_one_too() -> None:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "press@ministry.example", "Upper Ford"
    inner.set_content("Soldiers left Upper Ford on Sunday.")
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "desk@gazette.example", "Fwd: Upper Ford"
    outer.set_content(WORDS)
    outer.add_attachment(inner)
    first, second = read(outer.as_bytes())
    assert isinstance(first, Reading)
    assert isinstance(second, Reading)
    assert (first.report.outlet, second.report.outlet) == ("gazette.example", "ministry.example")
    assert "Soldiers left" in second.report.text


def mailbox(*messages: str) -> bytes:
    return "".join(f"From a@b.example Tue Mar  4 09:00:00 2031\n{m}\n\n" for m in messages).encode()


def test_a_mailbox_is_its_messages_and_old_ones_keep_their_ids() -> None:
    first, second = f"{HEAD}\n{WORDS}\n", f"{HEAD.replace('a1@', 'a2@')}\nSoldiers left it.\n"
    old = list(read_mailbox(mailbox(first), where="m.mbox"))
    new = list(read_mailbox(mailbox(first, second), where="m.mbox"))
    assert format_of(mailbox(first), where="inbox").name == "mbox"
    assert format_of(first.encode(), where="inbox").name == "mail"
    assert [isinstance(item, Reading) for item in (*old, *new)] == [True] * 3
    assert isinstance(old[0], Reading)
    assert isinstance(new[0], Reading)
    assert isinstance(new[1], Reading)
    assert old[0].report.id == new[0].report.id
    assert (new[1].original.location, new[1].report.key) == ("m.mbox#2", "a2@ministry.example")


NESTED = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(400))
HOSTILE = {
    "nothing but a head": HEAD,
    "deep parts": f"{HEAD}{NESTED}\n{WORDS}",
    "very deep parts": f"{HEAD}{NESTED * 50}\n{WORDS}",
    "many parts": f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * 20_000,
    "a long header": f"{HEAD}X: {'a' * 2_000_000}\n\n{WORDS}",
    "many headers": HEAD + "X-A: b\n" * 200_000 + f"\n{WORDS}",
    "a folded subject": HEAD.replace("Ford\nDate", "Ford" + "\n x" * 100_000 + "\nDate")
    + f"\n{WORDS}",
    "encoded words": HEAD.replace("Rebels take", "=?utf-8?q?" + "=41" * 100_000 + "?=")
    + f"\n{WORDS}",
    "torn encoded words": HEAD.replace("Rebels take", "=?x?b?" * 50_000) + f"\n{WORDS}",
    "an unknown charset": f"{HEAD}Content-Type: text/plain; charset=klingon\n\n{WORDS}",
    "a charset of no letters": f"{HEAD}Content-Type: text/plain; charset=\x00\x01\n\n{WORDS}",
    "base64 that is none": f"{HEAD}Content-Transfer-Encoding: base64\n\n{WORDS}!!!",
    "an unknown transfer": f"{HEAD}Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n{WORDS}",
    "encrypted": f"{HEAD}Content-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b--\n",
    "openers": f"{HEAD}\n" + ("on " + "a" * 190 + "\n") * 20_000,
    "colons": f"{HEAD}\n" + ("On a, b wrote:\n> x\n" * 20_000),
    "heads": f"{HEAD}\n" + "From: a\nx\n" * 50_000,
    "dashes": f"{HEAD}\n" + "-" * 500_000,
    "quotes": f"{HEAD}\n" + "> " * 200_000,
    "an attached name that climbs": f"{HEAD}Content-Type: application/octet-stream; "
    f"name=../../etc/passwd\n\n{WORDS}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_message_ends_soon_and_costs_itself_alone(name: str) -> None:
    begun = time.process_time()
    data = mailbox(f"{HEAD}\n{WORDS}\n", HOSTILE[name], f"{HEAD}\n{WORDS}\n")
    found = list(read_mailbox(data, where="m.mbox"))
    assert time.process_time() - begun < 10
    assert isinstance(found[0], Reading)
    assert isinstance(found[-1], Reading)
    assert found[-1].report.id == found[0].report.id
    for item in found:
        assert isinstance(item, Reading | ReportError)
        if isinstance(item, ReportError):
            assert "its reader failed" not in str(item)
            assert item.remedy


def test_bytes_that_may_not_be_in_an_encoding_cost_the_map_and_no_word() -> None:
    head = f"{HEAD}Content-Transfer-Encoding: quoted-printable\n\n".encode()
    found = one(head + WORDS.encode() + b" \xff\xfe Fire.\n")
    assert WORDS in found.report.text
    assert "Fire." in found.report.text
    assert b"Fire." in (bytes_of(found, "Fire.") or b"Fire.")


def test_what_has_no_head_is_no_message() -> None:
    with pytest.raises(ReportError, match="no From, Date or Subject"):
        read(f"{WORDS}\n\nThe army said so.\n")


def test_files_attached_in_files_attached_end() -> None:
    data = with_file(WORDS.encode(), "text/plain", "a.txt")
    for _ in range(6):
        data = with_file(data, "application/octet-stream", "a.eml")
    found = read(data)
    assert [isinstance(item, Reading) for item in found] == [True, True, True, True, False]
    assert "files deep in files" in str(found[-1])


@pytest.mark.parametrize(
    ("address", "office"),
    [("press@m.example", True), ("press-office@m.example", True), ("anna@m.example", False),
     ("impress@m.example", False), ("news@mail.ru", False), ("press", False), ("", False)],
)  # fmt: skip
def test_offices(address: str, office: bool) -> None:  # noqa: FBT001
    assert is_office(address) is office


@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_are_read_or_refused(data: bytes, headed: bool) -> None:  # noqa: FBT001
    for reader in (read_mail, read_mailbox):
        raw = (HEAD.encode() if headed else b"") + data
        try:
            found = list(reader(raw, where="a.eml"))
        except ReportError:
            continue
        for item in found:
            assert isinstance(item, Reading | ReportError)
            assert "its reader failed" not in str(item) or isinstance(item, Reading)
            if isinstance(item, Reading):
                assert all(b.kind in BlockKind for b in item.report.blocks)
