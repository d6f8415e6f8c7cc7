"""How a workbench bears many who read and judge at once: locust against `dateline serve`.

python -m benchmarks.load [LEDGER] [--users 20] [--seconds 60]
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

TOKEN = "a-token-for-this-measurement"
EXAMPLE = Path(__file__).parents[1] / "examples" / "kherson"
COLUMNS = ("Request Count", "Failure Count", "Median Response Time", "95%", "99%", "Requests/s")
WORDS = ("Kherson", "bridge", "withdrew", "place:Kherson", "stance:deny", "Херсон", "-Kyiv")
PAGES = ("/", "/claims", "/events", "/reports", "/incidents", "/contradictions", "/review")


def main() -> None:
    """Serves a copy of a ledger, sets users on it, and prints a table: a row a kind of request."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("ledger", nargs="?", type=Path, help="without it, the shipped example")
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=60)
    chosen = parser.parse_args()
    with TemporaryDirectory() as folder:
        ledger = Path(folder) / "ledger.sqlite"
        fill(ledger, chosen.ledger)
        with subprocess.Popen(serve_command(ledger), stdout=subprocess.PIPE, text=True) as served:
            assert served.stdout is not None
            address = served.stdout.readline().split("/?")[0]
            done = subprocess.run(
                locust_command(address, folder, users=chosen.users, seconds=chosen.seconds),
                env={**os.environ, "DATELINE_TOKEN": TOKEN}, check=False,
            )  # fmt: skip
            print(table(Path(folder) / "load_stats.csv"))
            served.send_signal(signal.SIGINT)
        check = subprocess.run(
            [sys.executable, "-m", "dateline", "audit", "verify", str(ledger)], check=False
        )
    sys.exit(done.returncode or check.returncode)


def fill(ledger: Path, given: Path | None) -> None:
    """A copy of the ledger that was given, or one of the shipped example."""
    if given is not None:
        ledger.write_bytes(given.read_bytes())
        return
    command = [sys.executable, "-m", "dateline", "ingest", str(EXAMPLE), "--ledger", str(ledger)]
    subprocess.run(command, check=True)


def serve_command(ledger: Path) -> list[str]:
    """`dateline serve` as a user runs it."""
    return [sys.executable, "-m", "dateline", "serve", str(ledger), "--port", "0",
            "--author", "load", "--token", TOKEN]  # fmt: skip


def locust_command(address: str, folder: str, *, users: int, seconds: int) -> list[str]:
    """Locust without its page, with the users of this file."""
    return [sys.executable, "-m", "locust", "-f", __file__, "--headless", "--host", address,
            "--users", str(users), "--spawn-rate", str(users), "--run-time", f"{seconds}s",
            "--csv", f"{folder}/load", "--only-summary", "--loglevel", "WARNING"]  # fmt: skip


def table(path: Path) -> str:
    """Locust's figures as a Markdown table; times in milliseconds."""
    lines = ["| request | " + " | ".join(COLUMNS) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            cells = [str(round(float(row[c]), 1)).removesuffix(".0") for c in COLUMNS]
            lines.append(f"| {row['Name']} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def make_reader() -> type[Any]:
    """A person at work: lists, searches, records, and now and then a decision. Locust looks for
    such a class in this file, and replaces sockets where it is imported."""
    from locust import HttpUser, between, task

    class Reader(HttpUser):
        """Somebody who reads, searches and judges."""

        wait_time = between(0.1, 0.3)

        def on_start(self) -> None:
            self.client.headers["authorization"] = f"Bearer {os.environ['DATELINE_TOKEN']}"
            found = self.client.get("/api/v1/claims?limit=50", name="/api/v1/claims").json()
            self.claims = [row["id"] for row in found["items"]]

        @task(4)
        def open_page(self) -> None:
            page = random.choice(PAGES)
            self.client.get(page, name=page)

        @task(4)
        def search(self) -> None:
            self.client.get("/claims", params={"q": random.choice(WORDS)}, name="/claims?q=")

        @task(4)
        def open_claim(self) -> None:
            self.client.get(f"/claims/{random.choice(self.claims)}", name="/claims/ID")

        @task(1)
        def judge(self) -> None:
            ruling = {"kind": "claim", "target": random.choice(self.claims), "verdict": "right"}
            self.client.put("/api/v1/judgements", json=ruling, name="PUT /api/v1/judgements")

        @task(1)
        def look_for_news(self) -> None:
            self.client.get("/api/v1/changes?since=0", name="/api/v1/changes")

    return Reader


if "locust" in sys.modules:
    Reader = make_reader()
elif __name__ == "__main__":
    main()
