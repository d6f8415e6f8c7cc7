"""A digest tells each find once, as plain text, and through no server that was not named."""

from __future__ import annotations

import email
import socketserver
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.policy import default
from random import Random

import pytest

from dateline.model import UsageError
from dateline.store import Watch, stamp
from dateline.watch.adding import hold_watch
from dateline.watch.digest import Letter, digest_mail, digest_text, plain_words
from dateline.watch.finds import Find
from dateline.watch.limits import limits
from dateline.watch.loop import Loop, Setup
from dateline.watch.posting_mail import send_mail, server_at
from dateline.watch.quiet import hours_of, is_quiet
from tests.watch.conftest import Desk
from tests.watch.test_searches import add

NOW = datetime(2026, 1, 2, 9, tzinfo=UTC)
TO = "desk@weir.example"


class Handler(socketserver.StreamRequestHandler):
    """As much of SMTP as one mail needs."""

    def handle(self) -> None:
        server = self.server
        assert isinstance(server, MailDesk)
        self._say("220 hello")
        while line := self.rfile.readline().strip():
            verb = line.upper()[:4]
            if verb == b"DATA" and not server.refuses:
                self._say("354 go on")
                body = b""
                while (part := self.rfile.readline()) not in (b".\r\n", b""):
                    body += part
                server.mails.append(body)
            if verb == b"QUIT":
                self._say("221 bye")
                return
            self._say("550 no" if server.refuses and verb == b"DATA" else "250 ok")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class MailDesk(socketserver.ThreadingTCPServer):
    """A mail server on this machine that keeps what it gets."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.mails: list[bytes] = []
        self.refuses = False

    @property
    def address(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


@pytest.fixture
def post() -> Iterator[MailDesk]:
    with MailDesk() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def find(n: int = 1, **more: object) -> Find:
    values: dict[str, object] = {
        "id": f"clm-{n}", "found_at": stamp(NOW), "report": f"rep-{n // 3}", "outlet": "The Wire",
        "published": f"2026-01-0{1 + n % 3}", "title": "A title", "url": "https://weir.example/1",
        "source": "The ministry", "side": None, "stance": "assert", "certainty": "certain",
        "content": f"{n} soldiers had left", "places": ("Kherson",),
    }  # fmt: skip
    return Find(**{**values, **more})  # type: ignore[arg-type]


def look(desk: Desk, *, hours: float = 2) -> Watch:
    desk.clock.sleep(hours * 3600)
    told: list[Watch] = []
    Loop(desk.ledger, Setup(coder=desk.coder, clock=desk.clock, chance=Random(1)),
         tell=told.append).run_once()  # fmt: skip
    return told[0]


def body_of(mail: bytes) -> str:
    return str(email.message_from_bytes(mail, policy=default).get_content())


def test_a_search_writes_one_mail_of_all_that_it_found_and_no_second(
    desk: Desk, post: MailDesk
) -> None:
    desk.watch(query="Kherson", mail_to=TO, smtp=post.address, name="river")
    assert look(desk).error is None
    assert post.mails == []
    add(desk, 2)
    add(desk, 3)
    assert look(desk).found == 2
    assert look(desk).error is None
    (mail,) = post.mails
    read = email.message_from_bytes(mail, policy=default)
    assert (read["To"], read["Subject"]) == (TO, "2 new claims: river")
    assert read["Auto-Submitted"] == "auto-generated"
    assert body_of(mail).count("soldiers had left Kherson") == 2


def test_a_mail_that_is_not_taken_is_sent_again_with_the_same_name(
    desk: Desk, post: MailDesk
) -> None:
    desk.watch(query="Kherson", mail_to=TO, smtp=post.address)
    add(desk, 2)
    post.refuses = True
    failed = look(desk)
    assert failed.error is not None
    assert "cannot be told" in failed.error
    post.refuses = False
    assert look(desk).error is None
    assert len(post.mails) == 1


def test_in_quiet_hours_nobody_is_told_and_afterwards_all_is(desk: Desk, post: MailDesk) -> None:
    start = desk.clock.now() + timedelta(hours=1)
    quiet = f"{start.hour}-{(start.hour + 4) % 24}"
    desk.watch(query="Kherson", mail_to=TO, smtp=post.address, quiet=quiet)
    add(desk, 2)
    held = look(desk, hours=2)
    assert held.found == 1
    assert held.note is not None
    assert held.note.startswith("quiet from")
    assert post.mails == []
    assert look(desk, hours=5).note is None
    assert len(post.mails) == 1


def test_what_is_held_tells_nobody_until_it_does(desk: Desk, post: MailDesk) -> None:
    watch = desk.watch(query="Kherson", mail_to=TO, smtp=post.address, name="river")
    until = stamp(desk.clock.now() + timedelta(hours=3))
    hold_watch(desk.ledger, "river", until=until)
    add(desk, 2)
    assert (look(desk).note or "").startswith("held until")
    assert post.mails == []
    look(desk)
    assert len(post.mails) == 1
    hold_watch(desk.ledger, watch.id, until=None)
    page = desk.watch("http://127.0.0.1:9/x")
    with pytest.raises(UsageError, match="only a search tells"):
        hold_watch(desk.ledger, page.id, until=until)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"mail_to": TO}, "through which server"),
        ({"smtp": "smtp://h"}, "nobody to tell"),
        ({"mail_to": "a@b, c@d", "smtp": "smtp://h"}, "no address of mail"),
        ({"mail_to": "a@b\nBcc: c@d", "smtp": "smtp://h"}, "no address of mail"),
        ({"mail_to": TO, "smtp": "http://h"}, "no address of a mail server"),
        ({"mail_to": TO, "smtp": "smtp://u:secret@h"}, "a password does not belong"),
        ({"mail_to": TO, "smtp": "smtp://h:x"}, "no address of a mail server"),
        ({"mail_to": TO, "smtp": "smtp://h", "webhook": "http://h/"}, "either writes mails or"),
        ({"mail_to": TO, "smtp": "smtp://h", "quiet": "25-99"}, "are no hours"),
    ],
)
def test_what_makes_no_sense_is_refused(desk: Desk, options: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=told) as refused:
        desk.watch(query="Kherson", **options)
    assert "secret" not in str(refused.value).replace("--secret-file", "")


def test_hostile_words_reach_no_header_and_steer_no_terminal() -> None:
    words = "x\r\nBcc: all@weir.example\r\n\r\n<script>\x1b[2J\u202egpj"
    letter = Letter(what=words, since=None, finds=[find(content=words, title=words, url=words)])
    mail = digest_mail(letter, now=NOW, to=TO, sender=None)
    read = email.message_from_bytes(bytes(mail), policy=default)
    assert read["Bcc"] is None
    assert read.get_content_type() == "text/plain"
    body = str(read.get_content())
    assert "\x1b" not in body
    assert "\u202e" not in body
    assert plain_words("a\u2028b\tc") == "a b c"


def test_what_is_not_spelled_out_is_counted_and_what_fails_is_named(desk: Desk) -> None:
    many = [find(n) for n in range(limits().finds_in_mail + 3)]
    page = desk.watch("http://127.0.0.1:9/x", name="a feed")
    text = digest_text(Letter(what="all", since=stamp(NOW), finds=many, failing=[page]))
    assert text.startswith(f"{len(many)} new claims since 2026-01-02T09:00Z: all\n")
    assert "... and 3 more" in text
    assert "Not well:\n  a feed: stopped" in text
    assert text.count("[clm-") == limits().finds_in_mail


def test_one_mail_of_the_same_finds_has_one_name() -> None:
    finds = [find(1), find(2)]
    first = digest_mail(Letter(what="q", since=None, finds=finds), now=NOW, to=TO, sender=None)
    again = digest_mail(Letter(what="q", since=None, finds=finds[::-1]), now=NOW + timedelta(1),
                        to=TO, sender="a@b.example")  # fmt: skip
    assert first["Message-ID"] == again["Message-ID"]


def test_nothing_is_sent_in_the_clear_to_another_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    assert server_at("smtp://ana@mail.example").port == 587
    assert server_at("smtps://mail.example").whole
    calls: list[str] = []

    class Link:
        def __init__(self, *_: object, **__: object) -> None: ...
        def __enter__(self) -> Link:
            return self

        def __exit__(self, *_: object) -> None: ...
        def ehlo_or_helo_if_needed(self) -> None: ...
        def has_extn(self, _: str) -> bool:
            return False

        def starttls(self, **_: object) -> None:
            raise OSError("STARTTLS extension not supported by server")

        def send_message(self, _: object) -> None:
            calls.append("sent")

    monkeypatch.setattr("dateline.watch.posting_mail.smtplib.SMTP", Link)
    mail = digest_mail(Letter(what="q", since=None, finds=[]), now=NOW, to=TO, sender=None)
    with pytest.raises(OSError, match="STARTTLS"):
        send_mail(mail, "smtp://mail.example")
    assert calls == []
    send_mail(mail, "smtp://localhost")
    assert calls == ["sent"]


@pytest.mark.parametrize(
    ("said", "hour", "quiet"),
    [("22-7", 23, "quiet"), ("22-7", 6, "quiet"), ("22-7", 7, "loud"), ("13-14:30", 14, "quiet"),
     ("13-14:30", 15, "loud"), ("22-24", 23, "quiet"), ("0-6", 0, "quiet")],
)  # fmt: skip
def test_quiet_hours_may_pass_midnight(said: str, hour: int, quiet: str) -> None:
    assert is_quiet(said, datetime(2026, 1, 1, hour, tzinfo=UTC)) is (quiet == "quiet")


@pytest.mark.parametrize("said", ["", "22", "7-7", "22-25", "a-b", "22:99-3"])
def test_what_are_no_hours_is_refused(said: str) -> None:
    with pytest.raises(UsageError, match="are no hours"):
        hours_of(said)
