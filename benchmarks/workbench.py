"""How long a workbench over many claims lets one person wait: `python -m benchmarks.workbench
LEDGER...`.

Each ledger is copied and served as a user serves it (`python -m benchmarks.derived` writes some of
any size). Then pages are opened, claims are judged with the page that follows, as a browser does,
and it is waited until what follows from a decision is worked out.
"""

from __future__ import annotations

import argparse
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import httpx
from msgspec import Struct

from benchmarks.load import TOKEN, serve_command

TIMES = 9
PATIENT = 600.0
PAGES = ("/", "/claims", "/claims?q=w7", "/incidents", "/contradictions", "/control", "/map",
         "/timeline", "/review/contradictions", "/review/control")  # fmt: skip
KIB, MIB = 1024, 1 << 20


class Waits(Struct, frozen=True, kw_only=True):
    """Seconds by the clock; `worst` of a decision with its page, `fresh` until what follows from
    it is worked out; `peak`: the server's memory in MiB."""

    claims: int
    start: float
    pages: dict[str, float]
    decision: float
    worst: float
    card: float
    fresh: float
    peak: float


def main() -> None:
    """Prints a table: a column a ledger."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.workbench", description=__doc__)
    parser.add_argument("ledgers", nargs="+", type=Path)
    found = [measure(path) for path in parser.parse_args().ledgers]
    print("\n".join(table(found)))


def measure(path: Path) -> Waits:
    """What one person waits for at a copy of a ledger."""
    with TemporaryDirectory() as folder:
        ledger = Path(folder) / "ledger.sqlite"
        ledger.write_bytes(path.read_bytes())
        began = perf_counter()
        with served(ledger) as (client, pid):
            start = perf_counter() - began
            claims = [row["id"] for row in client.get("/claims.json").json()]
            chosen = claims[:: max(1, len(claims) // (2 * TIMES))][: 2 * TIMES]
            pages = {page: timed(lambda page=page: ask(client, page)) for page in PAGES}
            decisions = [
                timed(lambda claim=claim: judge(client, claim)) for claim in chosen[:TIMES]
            ]
            fresh = timed(lambda: client.get("/fresh").raise_for_status())
            cards = [timed(lambda: review(client)) for _ in range(TIMES)]
            return Waits(
                claims=len(claims), start=start, pages=pages, decision=median(decisions),
                worst=max(decisions), card=median(cards), fresh=fresh, peak=peak_of(pid),
            )  # fmt: skip


@contextmanager
def served(ledger: Path) -> Iterator[tuple[httpx.Client, int]]:
    """`dateline serve`, and a browser that is signed in."""
    with subprocess.Popen(serve_command(ledger), stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        address = running.stdout.readline().split("/?")[0]
        headers = {"authorization": f"Bearer {TOKEN}"}
        with httpx.Client(
            base_url=address, headers=headers, timeout=PATIENT, follow_redirects=True
        ) as client:
            yield client, running.pid
        running.send_signal(signal.SIGINT)


def ask(client: httpx.Client, page: str) -> None:
    """Opens a page, whole."""
    client.get(page).raise_for_status()


def judge(client: httpx.Client, claim: str) -> None:
    """Holds a claim to be right on its page, which is shown again."""
    said = {"kind": "claim", "target": claim, "verdict": "right", "back": f"/claims/{claim}"}
    client.post("/judgements", data=said).raise_for_status()


def review(client: httpx.Client) -> None:
    """Decides the card that the review shows; the next one follows."""
    page = client.get("/review/contradictions").text
    name = page.partition('name="target" value="')[2].partition('"')[0]
    said = {"kind": "contradiction", "target": name, "verdict": "right",
            "back": "/review/contradictions"}  # fmt: skip
    client.post("/judgements", data=said).raise_for_status()


def timed(work: Callable[[], object]) -> float:
    """Seconds by the clock."""
    began = perf_counter()
    work()
    return perf_counter() - began


def peak_of(pid: int) -> float:
    """The most memory of a process, in MiB; 0 where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0.0
    lines = status.read_text(encoding="utf-8").splitlines()
    kib = next((line.split()[1] for line in lines if line.startswith("VmHWM")), "0")
    return int(kib) * KIB / MIB


def table(found: list[Waits]) -> list[str]:
    """The figures as Markdown."""
    rows = [(f"`{page}`, s", [w.pages[page] for w in found]) for page in PAGES]
    rows += [
        ("a decision on a claim and its page again, median, s", [w.decision for w in found]),
        ("the same, the slowest of nine, s", [w.worst for w in found]),
        ("a card of the review, decided, and the next, median, s", [w.card for w in found]),
        ("until what follows is worked out, s", [w.fresh for w in found]),
        ("until the workbench answers, s", [w.start for w in found]),
    ]
    lines = ["| | " + " | ".join(f"{w.claims:,} claims" for w in found) + " |",
             "|---" * (len(found) + 1) + "|"]  # fmt: skip
    lines += [f"| {name} | {' | '.join(f'{v:.2f}' for v in values)} |" for name, values in rows]
    return [*lines, f"| most memory, MiB | {' | '.join(f'{w.peak:.0f}' for w in found)} |"]


if __name__ == "__main__":
    main()
