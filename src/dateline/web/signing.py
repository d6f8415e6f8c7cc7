"""Signing in and out, and who may come in at all."""

from __future__ import annotations

from time import monotonic
from typing import Annotated, Any

from litestar import Request, Response, get, post
from litestar.datastructures import Cookie, State
from litestar.enums import RequestEncodingType
from litestar.exceptions import TooManyRequestsException
from litestar.params import Body, FromPath, FromQuery
from litestar.response import Redirect
from msgspec import Struct

from dateline.model import UsageError
from dateline.store import Role, TokenKind, User
from dateline.web.answers import page
from dateline.web.guard import COOKIE, LOCAL, host_of
from dateline.web.judging import inside
from dateline.web.numbers import numbers
from dateline.web.pages import desk_of
from dateline.web.threads import threaded

DAY = 24 * 3600
MINUTE = 60.0


class Failures:
    """Sign-ins that failed in the last minute, of all who tried."""

    def __init__(self) -> None:
        self._times: list[float] = []

    def check(self) -> None:
        """TooManyRequestsException where too many failed."""
        now = monotonic()
        self._times = [t for t in self._times if now - t < MINUTE]
        if len(self._times) >= numbers().failures_a_minute:
            raise TooManyRequestsException("too many sign-ins have failed: wait a minute")

    def add(self) -> None:
        """One more failed."""
        self._times.append(monotonic())


class Ticket(Struct, kw_only=True):
    """What the form to sign in sends."""

    token: str
    back: str = "/"


class NewUser(Struct, kw_only=True):
    """Somebody to be let in."""

    name: str
    role: Role


class UserChange(Struct, kw_only=True):
    """What is to become of a user: a role, a new token, or nothing more."""

    what: str
    role: Role = Role.READER


TicketForm = Annotated[Ticket, Body(media_type=RequestEncodingType.URL_ENCODED)]
NewForm = Annotated[NewUser, Body(media_type=RequestEncodingType.URL_ENCODED)]
ChangeForm = Annotated[UserChange, Body(media_type=RequestEncodingType.URL_ENCODED)]


@get("/login", sync_to_thread=False)
def login_page(back: FromQuery[str] = "/") -> Response[Any]:
    """Where a token is given."""
    return page("login", back=inside(back, usual="/"), failed=False)


@post("/login")
@threaded
def sign_in(state: State, data: TicketForm, request: Request[Any, Any, Any]) -> Response[Any]:
    """Begins a session with a token that signs in once."""
    failures: Failures = state.failures
    failures.check()
    desk = desk_of(state)
    with desk.open(who="nobody") as opened:
        found = opened.user_book().sign_in(data.token.strip(), days=numbers().session_days)
        if found is None:
            failures.add()
            opened.action_log().keep("session.refused")
    back = inside(data.back, usual="/")
    if found is None:
        return page("login", status=401, back=back, failed=True)
    local = host_of(request.headers.get("host", "")) in LOCAL
    cookie = Cookie(
        key=COOKIE, value=found[1], httponly=True, samesite="strict", path="/",
        secure=not local, max_age=int(numbers().session_days * DAY),
    )  # fmt: skip
    return Redirect(back, status_code=303, cookies=[cookie])


@post("/logout")
@threaded
def sign_out(state: State, request: Request[Any, Any, Any]) -> Redirect:
    """Ends the session at hand."""
    with desk_of(state).open() as opened:
        opened.user_book().sign_out(request.cookies.get(COOKIE, ""))
    gone = Cookie(key=COOKIE, value="", httponly=True, samesite="strict", path="/", max_age=0)
    return Redirect("/login", status_code=303, cookies=[gone])


@get("/users")
@threaded
def users_page(state: State) -> Response[Any]:
    """Who may come in, and with which role."""
    return show_users(state)


def show_users(state: State, *, name: str = "", token: str = "") -> Response[Any]:
    """The page of users, with a token that was just made."""
    with desk_of(state).open() as opened:
        users = opened.user_book().users()
    return page("users", users=users, roles=list(Role), name=name, token=token,
                days=int(numbers().once_days))  # fmt: skip


@post("/users", status_code=200)
@threaded
def add_user(state: State, data: NewForm) -> Response[Any]:
    """Lets somebody in; the token is shown this once."""
    with desk_of(state).open() as opened:
        token = opened.user_book().add_user(data.name, data.role, days=numbers().once_days)
    return show_users(state, name=data.name.strip(), token=token)


@post("/users/{name:str}", status_code=200)
@threaded
def change_user(state: State, name: FromPath[str], data: ChangeForm) -> Response[Any]:
    """Gives a user another role or a new token, or lets them in no more."""
    with desk_of(state).open() as opened:
        book = opened.user_book()
        if data.what == "token":
            token = book.make_token(name, TokenKind.ONCE, days=numbers().once_days)
            return show_users(state, name=name, token=token)
        if data.what == "remove":
            book.remove_user(name)
        elif data.what == "role":
            book.change_role(name, data.role)
        else:
            raise UsageError(f"{data.what!r} is nothing to do", remedy="role, token or remove")
    return show_users(state)


@get("/api/v1/users")
@threaded
def list_users(state: State) -> list[User]:
    """Who may come in, and with which role."""
    with desk_of(state).open() as opened:
        return opened.user_book().users()


HANDLERS = (login_page, sign_in, sign_out, users_page, add_user, change_user, list_users)
