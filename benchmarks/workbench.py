"""How long a workbench over many claims lets one person wait: `python -m benchmarks.workbench
LEDGER...`.

Each ledger is copied and served as a user serves it (`python -m benchmarks.derived` writes some of
any size). Then pages are opened, claims are judged with the page that follows, as a browser does,
and it is waited until what follows from a decision is worked out.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
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


class Took(Struct, frozen=True):
    """Seconds by the clock, and of the processor in the server."""

    wall: float
    cpu: float


class Waits(Struct, frozen=True, kw_only=True):
    """What was waited for: `worst` of decisions with their page, `fresh` until what follows from
    them is worked out; `peak`: the server's memory in MiB."""

    claims: int
    pages: dict[str, Took]
    decision: Took
    worst: Took
    card: Took
    fresh: Took
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
        with served(ledger) as (client, pid):
            timed = partial(time_of, pid)
            claims = [row["id"] for row in client.get("/claims.json").json()]
            chosen = claims[:: max(1, len(claims) // TIMES)][:TIMES]
            pages = {page: timed(partial(ask, client, page)) for page in PAGES}
            decisions = [timed(partial(judge, client, claim)) for claim in chosen]
            fresh = timed(partial(ask, client, "/fresh"))
            cards = [timed(partial(review, client)) for _ in range(TIMES)]
            return Waits(
                claims=len(claims), pages=pages, decision=middle(decisions),
                worst=max(decisions, key=lambda took: took.wall), card=middle(cards), fresh=fresh,
                peak=peak_of(pid),
            )  # fmt: skip


@contextmanager
def served(ledger: Path) -> Iterator[tuple[httpx.Client, int]]:
    """`dateline serve`, and a browser that is signed in."""
    with subprocess.Popen(serve_command(ledger), stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        address = running.stdout.readline().split("/?")[0]
        headers = {"authorization": f"Bearer {TOKEN}"}
        try:
            with httpx.Client(
                base_url=address, headers=headers, timeout=PATIENT, follow_redirects=True
            ) as client:
                yield client, running.pid
        finally:
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


def time_of(pid: int, work: Callable[[], object]) -> Took:
    """How long something takes, by the clock and in the server's processor time."""
    began = perf_counter(), cpu_of(pid)
    work()
    return Took(perf_counter() - began[0], cpu_of(pid) - began[1])


def cpu_of(pid: int) -> float:
    """Processor seconds of a process so far; 0 where the system does not tell."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def middle(found: list[Took]) -> Took:
    """The median of each."""
    return Took(median(t.wall for t in found), median(t.cpu for t in found))


def peak_of(pid: int) -> float:
    """The most memory of a process, in MiB; 0 where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0.0
    lines = status.read_text(encoding="utf-8").splitlines()
    kib = next((line.split()[1] for line in lines if line.startswith("VmHWM")), "0")
    return int(kib) * KIB / MIB


def table(found: list[Waits]) -> list[str]:
    """The figures as Markdown: the processor's seconds, and for decisions those of the clock."""
    rows = [(f"`{page}`", [f"{w.pages[page].cpu:.2f}" for w in found]) for page in PAGES]
    rows += [
        ("what follows from nine decisions", [f"{w.fresh.cpu:.2f}" for w in found]),
        ("a decision on a claim and its page again, by the clock, median of nine",
         [f"{w.decision.wall:.2f}" for w in found]),
        ("the same, the slowest", [f"{w.worst.wall:.2f}" for w in found]),
        ("a card of the review, decided, and the next, by the clock, median of nine",
         [f"{w.card.wall:.2f}" for w in found]),
        ("most memory, MiB", [f"{w.peak:.0f}" for w in found]),
    ]  # fmt: skip
    lines = ["| | " + " | ".join(f"{w.claims:,} claims" for w in found) + " |",
             "|---" * (len(found) + 1) + "|"]  # fmt: skip
    return [*lines, *(f"| {name} | {' | '.join(values)} |" for name, values in rows)]


if __name__ == "__main__":
    main()
