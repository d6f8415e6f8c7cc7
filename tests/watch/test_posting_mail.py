"""The mail server that a person named."""

from __future__ import annotations

import pytest

from dateline.model import UsageError
from dateline.watch.posting_mail import PASSWORD, MailServer, server_at


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("smtp://mail.example", MailServer(host="mail.example", port=587, whole=False, user=None)),
        ("smtps://mail.example", MailServer(host="mail.example", port=465, whole=True, user=None)),
        (
            "smtp://ann%40a.example@mail.example:25",
            MailServer(host="mail.example", port=25, whole=False, user="ann@a.example"),
        ),
    ],
)
def test_the_parts_of_an_address(address: str, server: MailServer) -> None:
    assert server_at(address) == server


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("https://mail.example", "no address of a mail server"),
        ("smtp://", "no address of a mail server"),
        ("smtp://mail.example:x", "no address of a mail server"),
        ("mail.example", "no address of a mail server"),
        ("smtp://ann:hunter2@mail.example", "password does not belong"),
    ],
)
def test_no_server(address: str, fault: str) -> None:
    with pytest.raises(UsageError, match=fault) as caught:
        server_at(address)
    assert "hunter2" not in str(caught.value)


def test_where_a_password_goes_is_said() -> None:
    with pytest.raises(UsageError, match=PASSWORD):
        server_at("smtp://ann:hunter2@mail.example")
