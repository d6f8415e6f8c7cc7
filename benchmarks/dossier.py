"""How long a dossier takes to open from disk, and how much memory it holds, in Chromium.

python -m benchmarks.dossier --reports 2000 20000 --folder /tmp/dossiers
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, NamedTuple

from benchmarks.synthetic import Writer
from dateline.publish.dossier import write_dossier
from dateline.store import open_ledger

MIB = 1024 * 1024
PAGE = os.sysconf("SC_PAGE_SIZE")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
RARE, COMMON = 19_000, 0  # words of the writer's list: in a few claims, and in most
WAIT = 120_000  # milliseconds: a browser that takes longer is not waited for


def main() -> None:
    """Builds dossiers that are not there yet, and prints a table: a row a question."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dossier", description=__doc__)
    parser.add_argument("--reports", type=int, nargs="+", default=[2_000])
    parser.add_argument("--sentences", type=int, default=6, help="claims of each report")
    parser.add_argument(
        "--page-alone", action="store_true",
        help="without incidents and control, whose reckoning takes longest",
    )  # fmt: skip
    parser.add_argument("--folder", type=Path, required=True, help="folder to keep them in")
    chosen = parser.parse_args()
    columns = []
    for reports in chosen.reports:
        folder = chosen.folder / str(reports)
        found = {"claims": f"{reports * chosen.sentences:,}"}
        if not (folder / "index.html").is_file():
            build = _written if chosen.page_alone else _built
            found |= build(folder, reports, sentences=chosen.sentences)
        columns.append(found | _measured(folder))
    print(f"| dossier | {' | '.join(f'{n:,} reports' for n in chosen.reports)} |")
    print("|---|" + "---|" * len(columns))
    for name in columns[-1]:
        print(f"| {name} | {' | '.join(column.get(name, '-') for column in columns)} |")


def _measured(folder: Path) -> dict[str, str]:
    found = {"index.html, MiB": f"{(folder / 'index.html').stat().st_size / MIB:.1f}"}
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


def _written(folder: Path, reports: int, *, sentences: int) -> dict[str, str]:
    """The page of the same codings by the function that `dateline build` writes it with."""
    codings = (coding for _, coding in Writer(sentences=sentences).written(reports))
    began = process_time()
    write_dossier(codings, folder, title="Synthetic", generated_at="2026-01-01T00:00:00")
    return {"page written, processor s": f"{process_time() - began:.0f}"}


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
    found["opens, processor s"] = f"{_renderer().spent:.2f}"
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
    return f"{heap / MIB:.0f} heap, {_renderer().resident / MIB:.0f} process"


class Process(NamedTuple):
    """The resident bytes of a process, and the processor seconds that it has spent."""

    resident: int
    spent: float


def _renderer() -> Process:
    """This program's largest Chromium page process."""
    found = [Process(0, 0.0)]
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_bytes()
            if b"--type=renderer" in command and b"chromium" in command and _is_ours(path.parent):
                pages = int((path.parent / "statm").read_text().split()[1])
                times = (path.parent / "stat").read_text().rpartition(")")[2].split()
                ticks = int(times[11]) + int(times[12])
                found.append(Process(pages * PAGE, ticks / os.sysconf("SC_CLK_TCK")))
        except OSError:  # it ended in the meantime
            continue
    return max(found)


def _is_ours(process: Path) -> bool:
    """Whether the process descends from this one: others may run browsers here."""
    while process.name not in ("0", "1"):
        parent = (process / "stat").read_text().rpartition(")")[2].split()[1]
        if int(parent) == os.getpid():
            return True
        process = process.parent / parent
    return False


if __name__ == "__main__":
    main()
