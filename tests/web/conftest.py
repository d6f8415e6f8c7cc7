"""A workbench over the ledger of the shipped example and of a hostile report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.cli.app import run

EXAMPLE = Path(__file__).parents[2] / "examples" / "kherson"
TOKEN = "a-token-of-twenty-letters"
HOSTILE = """<script>alert(1)</script> troops leave Oleshky

12 November 2022

The mayor said "<img src=x onerror=alert(2)>" and that \u202etroops had left Oleshky. \
</textarea></span>' onmouseover='alert(3) javascript:alert(4)
"""


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger's file that no test writes to."""
    folder = tmp_path_factory.mktemp("web")
    (folder / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    ledger = folder / "ledger.sqlite"
    assert run(["ingest", str(EXAMPLE), str(folder / "hostile.txt"), "--ledger", str(ledger)]) == 0
    return ledger


@pytest.fixture
def ledger(filled: Path, tmp_path: Path) -> Path:
    """A copy of it to write to."""
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(filled.read_bytes())
    return path


@pytest.fixture(scope="session")
def taken(filled: Path) -> Any:
    """What follows from the ledger before anybody judged."""
    pytest.importorskip("litestar", reason="the workbench is not installed (dateline[serve])")
    from dateline.web.desk import Desk

    return Desk(str(filled), author="Ada").snapshot()


@pytest.fixture
def desk(ledger: Path, taken: Any) -> Any:
    """A desk over the copy."""
    from dateline.web.desk import Desk

    return Desk(str(ledger), author="Ada", kept=taken)


@pytest.fixture
def client(desk: Any) -> Iterator[Any]:
    """A browser that is signed in."""
    from litestar.testing import TestClient

    from dateline.web.app import make_app

    app = make_app(desk, token=TOKEN)
    with TestClient(app, base_url="http://127.0.0.1") as made:
        made.cookies.set("dateline", TOKEN)
        yield made


@pytest.fixture
def people(ledger: Path) -> dict[str, str]:
    """A program's token of one user of each role, by role."""
    from dateline.store import Role, TokenKind, open_ledger

    with open_ledger(ledger) as opened:
        book = opened.user_book()
        for role in Role:
            book.add_user(f"the {role}", role, days=1)
        return {r: book.make_token(f"the {r}", TokenKind.PROGRAM, days=1) for r in Role}


def bearer(token: str) -> dict[str, str]:
    """The header with which a program says who it is."""
    return {"authorization": f"Bearer {token}"}
