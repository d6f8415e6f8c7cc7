"""How long a dossier takes to open from disk, and how much memory it holds, in Chromium.

python -m benchmarks.dossier --reports 2000 20000 --folder /tmp/dossiers
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.synthetic import Writer
from dateline.store import open_ledger

MIB = 1024 * 1024
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
RARE, COMMON = 19_000, 0  # words of the writer's list: in a few claims, and in most
WAIT = 120_000  # milliseconds: a browser that takes longer is not waited for


def main() -> None:
    """Builds dossiers that are not there yet, and prints a table: a row a question."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dossier", description=__doc__)
    parser.add_argument("--reports", type=int, nargs="+", default=[2_000])
    parser.add_argument("--sentences", type=int, default=6, help="claims of each report")
    parser.add_argument("--folder", type=Path, required=True, help="folder to keep them in")
    chosen = parser.parse_args()
    columns = [
        _measured(chosen.folder / str(n), n, sentences=chosen.sentences) for n in chosen.reports
    ]
    print(f"| dossier | {' | '.join(f'{n:,} reports' for n in chosen.reports)} |")
    print("|---|" + "---|" * len(columns))
    for name in columns[-1]:
        print(f"| {name} | {' | '.join(column.get(name, '-') for column in columns)} |")


def _measured(folder: Path, reports: int, *, sentences: int) -> dict[str, str]:
    found = {"claims": f"{reports * sentences:,}"}
    if not (folder / "index.html").is_file():
        found |= _built(folder, reports, sentences=sentences)
    found["index.html, MiB"] = f"{(folder / 'index.html').stat().st_size / MIB:.1f}"
    beside = [p.stat().st_size for p in folder.glob("parts-*/*.js")]
    found["files beside it, MiB"] = f"{sum(beside) / MIB:.1f} in {len(beside)}"
    with _browser() as page:
        found |= _opened(page, folder / "index.html")
    return found


def _built(folder: Path, reports: int, *, sentences: int) -> dict[str, str]:
    folder.mkdir(parents=True, exist_ok=True)
    ledger = folder / "ledger.sqlite"
    if not ledger.exists():
        with open_ledger(ledger) as opened:
            for _ in opened.add_all(Writer(sentences=sentences).written(reports), program="none"):
                pass
    began = perf_counter()
    subprocess.run(
        [sys.executable, "-m", "dateline", "build", "-o", str(folder)],
        check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return {"dateline build, s": f"{perf_counter() - began:.0f}"}


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        arguments = ["--no-sandbox", "--enable-precise-memory-info"]
        browser = running.chromium.launch(executable_path=CHROMIUM, args=arguments)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(WAIT)
        # Without a graphics card the live map would measure the processor's drawing of it.
        page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
        yield page
        browser.close()


def _opened(page: Any, path: Path) -> dict[str, str]:
    """Opening, then what a reader does first: a filter, words, a link to a claim."""
    found = {}
    found["opens, s"] = _timed(
        lambda: page.goto(path.as_uri()), page, "window.dateline !== undefined"
    )
    found["memory then, MiB"] = _memory(page)
    page.locator("#filterbutton").click()
    found["filter opens, s"] = _timed(None, page, "filters.querySelectorAll('option').length > 20")
    side = page.locator("select[name=side]")
    found["one side, s"] = _timed(
        lambda: side.select_option(index=1), page, "!seen.hidden && rows.children.length > 59"
    )
    words = Writer().words
    for name, word in (("a rare word, s", words[RARE]), ("a common word, s", words[COMMON])):
        page.locator("#filters input[name=words]").fill("")
        page.wait_for_timeout(1_000)
        counted = page.locator("#count").inner_text()
        field = page.locator("#filters input[name=words]")
        found[name] = _timed(
            lambda field=field, word=word: field.fill(word), page,
            f"document.getElementById('count').textContent !== {counted!r}",
        )  # fmt: skip
    last = page.evaluate("dateline.data.total - 1")
    found["to the last claim, s"] = _timed(
        lambda: page.evaluate(f"location.hash = 'n-{last}'"), page,
        "inspector.classList.contains('open')",
    )  # fmt: skip
    found["memory at the end, MiB"] = _memory(page)
    return found


def _timed(act: Any, page: Any, until: str) -> str:
    began = perf_counter()
    if act is not None:
        act()
    while not page.evaluate(until):
        if perf_counter() - began > WAIT / 1e3:
            return "never"
        page.wait_for_timeout(10)
    return f"{perf_counter() - began:.2f}"


def _memory(page: Any) -> str:
    """The page's scripts and data after a collection, and its whole process."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    heap = page.evaluate("performance.memory.usedJSHeapSize")
    return f"{heap / MIB:.0f} heap, {_largest_renderer() / MIB:.0f} process"


def _largest_renderer() -> int:
    """The resident bytes of this program's largest Chromium page process."""
    sizes = [0]
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if b"--type=renderer" in path.read_bytes() and b"chromium" in path.read_bytes():
                pages = int((path.parent / "statm").read_text().split()[1])
                sizes.append(pages * 4096)
        except OSError:
            continue
    return max(sizes)


if __name__ == "__main__":
    main()
