"""A headless Chromium and the dossier of the factory, opened from disk."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dateline.publish.dossier import write_dossier
from tests.publish.factory import collection, control
from tests.web.conftest import TOKEN

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]

# The live map is slow on a processor: only the tests of the map draw it.
NO_WEBGL = "HTMLCanvasElement.prototype.getContext = () => null"

Open = Callable[..., Any]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests; they are skipped where there is none."""
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium here: the browser tests were skipped (apt-get install chromium)")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of three reports, one of them hostile, with control."""
    return write_dossier(
        collection(),
        tmp_path_factory.mktemp("dossier"),
        title="Kherson, 9–14 November 2022",
        generated_at="2022-11-14T08:00:00+00:00",
        control=control(),
    )


@contextmanager
def serving(ledger: Path | str, *more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`dateline serve` as a user runs it: the process, and the address that signs in."""
    command = [sys.executable, "-m", "dateline", "serve", str(ledger), "--port", "0",
               "--token", TOKEN, *more]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        try:
            yield running, running.stdout.readline().strip()
        finally:
            running.kill()


def until(page: Any, expression: str, *, seconds: float = 15) -> None:
    """Waits until an expression holds in the page (whose policy forbids Playwright's own way)."""
    for _ in range(int(seconds * 20)):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"after {seconds} s not yet: {expression}")


class Told:
    """What a page told the console and asked the network for."""

    def __init__(self, page: Any) -> None:
        self.problems: list[str] = []
        self.requests: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("dialog", lambda dialog: self.problems.append(f"dialog {dialog.message}"))

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning") and "GPU stall" not in message.text:
            self.problems.append(message.text)


@pytest.fixture
def open_page(chromium: Any, dossier: Path) -> Iterator[Open]:
    """Opens the dossier; after the test the page must have told of no problem."""
    opened: list[tuple[Any, Told]] = []

    def open_(
        anchor: str = "", *, path: Path = dossier, first: str = NO_WEBGL, **options: Any
    ) -> Any:
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = chromium.new_context(**options)
        page = context.new_page()
        page.add_init_script(first)
        opened.append((context, Told(page)))
        page.goto(path.as_uri() + anchor)
        return page

    yield open_
    for context, told in opened:
        context.close()
        assert told.problems == []
        outside = [u for u in told.requests if not u.startswith(("file:", "blob:", "data:"))]
        assert outside == []
        assert len([u for u in told.requests if u.startswith("file:")]) == 1
