"""Makes docs/images/dossier.png from the shipped example: `python scripts/picture.py [DOSSIER]`.

Needs Playwright and Debian's Chromium. Without DOSSIER, builds examples/kherson first.
"""

from __future__ import annotations

import base64
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "dossier.png"
MARK = ".report .m.s-deny[id]"
LARGEST = 350_000
SIZE: ViewportSize = {"width": 1240, "height": 690}


def main() -> None:
    """Builds the example where no dossier is given, and takes its picture."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else build(Path(folder))
        take(page / "index.html")
    size = PICTURE.stat().st_size
    print(f"{PICTURE}: {size:,} bytes")
    if size > LARGEST:
        sys.exit(f"larger than {LARGEST:,} bytes")


def build(folder: Path) -> Path:
    """The dossier of the shipped example."""
    example = ROOT / "examples" / "kherson"
    command = [sys.executable, "-m", "dateline", "build", str(example), "-o", str(folder)]
    subprocess.run(command, check=True)
    return folder


def take(page: Path) -> None:
    """The first screen, and below it the words of a denial as a reader sees them who chose it."""
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as running:
        browser = running.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        tab = browser.new_page(viewport=SIZE)
        tab.goto(page.as_uri())
        tab.wait_for_timeout(500)
        first = tab.screenshot()
        mark = tab.locator(MARK).first
        tab.goto(f"{page.as_uri()}#{mark.get_attribute('id')}")
        tab.wait_for_selector("#inspector.open")
        tab.mouse.move(0, 0)
        tab.wait_for_timeout(1500)
        chosen = tab.screenshot(clip={"x": 0, "y": 0, "width": SIZE["width"], "height": 430})
        stacked(browser.new_page(viewport=SIZE), [first, chosen])
        browser.close()


def stacked(tab: Page, pictures: list[bytes]) -> None:
    """The pictures as one, from top to bottom."""
    sources = [f"data:image/png;base64,{base64.b64encode(one).decode()}" for one in pictures]
    frames = "".join(
        f'<img src="{one}" style="display:block;margin-bottom:6px">' for one in sources
    )
    tab.set_content(f'<body style="margin:0;background:#888">{frames}</body>')
    tab.screenshot(path=PICTURE, full_page=True)


if __name__ == "__main__":
    main()
