"""No address that is shown holds a password."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import LedgerError
from dateline.store import open_ledger, shown_address

SECRETS = st.text(st.sampled_from("aZ9@:/?#&=% -"), min_size=1).map(lambda text: f"s3{text}cret")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://ada@host/db", "postgresql://ada@host/db"),
        ("postgresql://ada:pw@host/db", "postgresql://ada:***@host/db"),
        ("postgresql://ada:p@w/x@host:5432/db", "postgresql://ada:***@host:5432/db"),
        ("postgresql://host/db?password=pw&a=b", "postgresql://host/db?password=***&a=b"),
        ("here:is@one.sqlite", "here:is@one.sqlite"),
    ],
)
def test_a_password_is_stars(address: str, shown: str) -> None:
    assert shown_address(address) == shown


@given(SECRETS)
def test_no_password_is_shown(secret: str) -> None:
    assert secret not in shown_address(f"postgresql://ada:{secret}@host/db")


@pytest.mark.parametrize(
    "address",
    ["postgresql://ada:s3cret@host:port/x", "postgresql://ada:s3cret@127.0.0.1:1/x",
     "postgresql:ada:s3cret@h", "postgresql://127.0.0.1:1/x?password=s3cret"],
)  # fmt: skip
def test_no_error_shows_a_password(address: str) -> None:
    with pytest.raises(LedgerError) as failed:
        open_ledger(address)
    assert "s3cret" not in str(failed.value)
