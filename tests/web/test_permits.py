"""Who may do what: each route for each role, and no route without a row in the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from dateline.model.roles import Role
from tests.web.conftest import bearer

FORM = {"content-type": "application/x-www-form-urlencoded"}
WITHOUT = {"OPTIONS", "HEAD"}


def routes() -> Iterator[tuple[str, str]]:
    """Method and path of every route of the application."""
    from dateline.web.app import make_app
    from dateline.web.desk import Desk

    app: Any = make_app(Desk("none.sqlite", author="Ada"), token="x" * 20)
    for route in app.app.routes:
        for method in sorted(set(route.methods) - WITHOUT):
            yield method, str(route.path_format if hasattr(route, "path_format") else route.path)


def rows() -> list[tuple[str, str, Role | None]]:
    """Each row of the table."""
    from dateline.web.permits import PERMITS

    return [(*name.split(" ", 1), role) for name, role in PERMITS.items()]  # type: ignore[misc]


def plain(path: str) -> str:
    """A path with the names of its parts alone: /claims/{name:str} -> /claims/{name}."""
    return re.sub(r"\{(\w+):\w+\}", r"{\1}", path)


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    pytest.importorskip("litestar", reason="the workbench is not installed (dateline[serve])")
    there = {f"{method} {plain(path)}" for method, path in routes()}
    table = {f"{method} {plain(path)}" for method, path, _ in rows()}
    assert there - table == set(), "these routes need a row in web/permits.py"
    assert table - there == set(), "these rows are of no route"


def ask(client: Any, method: str, path: str, **more: Any) -> int:
    """The status of a request to a route, with something for each part of its path."""
    address = re.sub(r"\{\w+:\w+\}", "none", path)
    answer = client.request(method, address, follow_redirects=False, **more)
    status: int = answer.status_code
    return status


@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_what_the_table_says_and_no_more(
    client: Any, people: dict[str, str], role: Role
) -> None:
    client.cookies.clear()
    for method, path, needed in rows():
        if needed is not None and not role.includes(needed):
            status = ask(client, method, path, headers=bearer(people[role]))
            assert status == 403, (role, method, path, status)
        elif needed is role:
            status = ask(client, method, path, headers=bearer(people[role]))
            assert status not in (401, 403), (role, method, path, status)


def test_nobody_may_do_anything_but_sign_in(client: Any, people: dict[str, str]) -> None:
    del people
    client.cookies.clear()
    for method, path, needed in rows():
        status = ask(client, method, path)
        if needed is None:
            assert status in (200, 400, 404), (method, path, status)
        else:
            assert status == (401 if path.startswith("/api/") else 303), (method, path, status)


def test_without_users_not_even_the_page_to_sign_in_is_there(client: Any) -> None:
    client.cookies.clear()
    assert {ask(client, method, path) for method, path, _ in rows()} == {401}


def test_a_refusal_says_what_role_it_takes(client: Any, people: dict[str, str]) -> None:
    client.cookies.clear()
    answer = client.get("/api/v1/audit", headers=bearer(people["reader"]))
    assert answer.headers["content-type"] == "application/problem+json"
    assert "editor" in answer.json()["title"]
