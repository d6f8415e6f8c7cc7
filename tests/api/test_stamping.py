"""Stamps are asked for with a hash alone, kept as they came, and checked without the network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from dateline.api.stamping import ask_stamp, check_stamp
from dateline.model import FetchError, LedgerError, UsageError
from dateline.store import Ledger, open_ledger
from tests.api.stamp_authority import ADDRESS, Authority, needs_openssl
from tests.store.records import Ticking, coding, reading

pytestmark = needs_openssl


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa"))


@pytest.fixture(scope="module")
def chained(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """One whose replies carry its root, which rfc3161-client may not read."""
    return Authority(tmp_path_factory.mktemp("chain"), chain=True)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "some.sqlite", clock=Ticking(), who="Ana") as opened:
        read = reading(1, location="1.txt")
        opened.add(read, coding(read.report), program="by hand")
        yield opened


def asked(ledger: Ledger, authority: Authority) -> None:
    ask_stamp(ledger, ADDRESS, private=True, transport=authority.transport())


def test_one_request_stamps_all_and_is_in_the_audit(ledger: Ledger, authority: Authority) -> None:
    before = authority.asked
    told = ask_stamp(ledger, ADDRESS, private=True, transport=authority.transport())
    assert authority.asked == before + 1
    assert told.time is not None
    (stamp,) = ledger.archive_book().stamps()
    assert stamp.said().seals == 1
    deed = ledger.action_log().head()
    assert deed is not None
    assert (deed.action, deed.target, deed.who) == ("archive.stamped", stamp.id, "Ana")
    assert list(ledger.archive_book().verify()) == []
    assert list(ledger.check()) == []


def test_a_stamp_is_believed_by_its_root_alone(
    ledger: Ledger, authority: Authority, chained: Authority
) -> None:
    asked(ledger, authority)
    (stamp,) = ledger.archive_book().stamps()
    good = check_stamp(stamp.message, stamp.reply, [authority.root])
    assert (good.by, good.wrong) == ("rfc3161-client", None)
    assert check_stamp(stamp.message, stamp.reply, [chained.root]).wrong
    assert check_stamp(stamp.message + b" ", stamp.reply, [authority.root]).wrong
    with pytest.raises(UsageError, match="holds no certificate"):
        check_stamp(stamp.message, stamp.reply, [b"no certificate"])


@pytest.mark.parametrize("at", [0.3, 0.6, 0.9, 0.99])
def test_a_changed_byte_of_a_reply_is_not_believed(
    ledger: Ledger, authority: Authority, at: float
) -> None:
    asked(ledger, authority)
    (stamp,) = ledger.archive_book().stamps()
    forged = bytearray(stamp.reply)
    forged[int(len(forged) * at)] ^= 1
    assert check_stamp(stamp.message, bytes(forged), [authority.root]).wrong


def test_a_reply_with_its_chain_is_read_by_one_of_two(ledger: Ledger, chained: Authority) -> None:
    asked(ledger, chained)
    (stamp,) = ledger.archive_book().stamps()
    good = check_stamp(stamp.message, stamp.reply, [chained.root])
    assert good.wrong is None
    assert good.time
    assert check_stamp(stamp.message + b" ", stamp.reply, [chained.root]).wrong


def test_a_stamp_over_something_else_is_refused(ledger: Ledger, authority: Authority) -> None:
    asked(ledger, authority)
    (first,) = ledger.archive_book().stamps()
    replay = httpx.MockTransport(
        lambda _: httpx.Response(
            200, content=first.reply, headers={"Content-Type": "application/timestamp-reply"}
        )
    )
    with pytest.raises(LedgerError, match="stamped something else"):
        ask_stamp(ledger, ADDRESS, private=True, transport=replay)
    assert len(ledger.archive_book().stamps()) == 1


def test_what_is_no_stamp_is_refused(ledger: Ledger) -> None:
    def net(answer: httpx.Response) -> httpx.MockTransport:
        return httpx.MockTransport(lambda _: answer)

    page = httpx.Response(200, content=b"<p>hello", headers={"Content-Type": "text/html"})
    with pytest.raises(LedgerError, match="no stamp"):
        ask_stamp(ledger, ADDRESS, private=True, transport=net(page))
    with pytest.raises(LedgerError, match="no stamp"):
        ask_stamp(ledger, ADDRESS, private=True, transport=net(httpx.Response(200, content=b"hm")))
    with pytest.raises(FetchError, match="503"):
        ask_stamp(ledger, ADDRESS, private=True, transport=net(httpx.Response(503)))
    assert ledger.archive_book().stamps() == []


def test_a_private_address_is_asked_only_where_that_was_said(
    ledger: Ledger, authority: Authority
) -> None:
    with pytest.raises(FetchError, match="private network"):
        ask_stamp(ledger, ADDRESS, transport=authority.transport())
