"""Prints how long reading and keeping take: messages a minute, milliseconds a page of PDF."""

from __future__ import annotations

import argparse
import json
import resource
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from dateline.ingest.mailbox import read_mailbox
from dateline.ingest.pdf import read_pdf
from dateline.ingest.telegram import read_telegram
from dateline.model import Coding, Reading, ReportError
from dateline.store import open_ledger
from tests.ingest.pdf_maker import Put, column, made_pdf

SENTENCE = "Rebels captured town {n} on Monday, the army said, and {n} families left it by boat."
Reader = Callable[..., Iterator[Reading | ReportError]]


def main() -> None:
    """Measures each format on inputs of the wanted size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.formats", description=__doc__)
    parser.add_argument("--messages", type=int, default=1000)
    parser.add_argument("--pages", type=int, default=100)
    chosen = parser.parse_args()
    print("| format | reports | processor s | wall s | rate |")
    print("|---|---|---|---|---|")
    sources: list[tuple[str, Reader, bytes]] = [
        ("e-mails (quoted-printable, mbox)", read_mailbox, mailbox(chosen.messages)),
        ("Telegram messages (JSON)", read_telegram, export(chosen.messages)),
    ]
    for name, reader, data in sources:
        count, cpu, wall = timed(reader, data)
        print(f"| {name} | {count} | {cpu:.2f} | {wall:.2f} | {60 * count / cpu:,.0f} a minute |")
    for name, reader, data in sources:
        count, cpu, wall = timed(into_ledger(reader), data)
        rate = f"{60 * count / cpu:,.0f} a minute"
        print(f"| {name}, into a ledger | {count} | {cpu:.2f} | {wall:.2f} | {rate} |")
    for name, pages in (("one page of PDF", 1), (f"{chosen.pages} pages of PDF", chosen.pages)):
        count, cpu, wall = timed(read_pdf, paper(pages))
        print(f"| {name} | {count} | {cpu:.2f} | {wall:.2f} | {1000 * cpu / pages:.1f} ms a page |")


def timed(reader: Reader, data: bytes) -> tuple[int, float, float]:
    """How many reports were read, in which processor time (that of processes that were started
    counts) and in which time on the clock."""
    list(reader(data, where="warm"))
    begun, cpu, child = perf_counter(), process_time(), _children()
    count = sum(isinstance(item, Reading) for item in reader(data, where="measured"))
    return count, process_time() - cpu + _children() - child, perf_counter() - begun


def into_ledger(reader: Reader) -> Reader:
    """A reader that writes what it reads into a new ledger, uncoded: all that ingesting takes
    beside the coding of language."""

    def written(data: bytes, *, where: str) -> Iterator[Reading | ReportError]:
        with TemporaryDirectory() as folder, open_ledger(Path(folder) / "l.sqlite") as ledger:
            readings = [one for one in reader(data, where=where) if isinstance(one, Reading)]
            pairs = ((one, Coding(report=one.report)) for one in readings)
            list(ledger.add_all(pairs, program="uncoded"))
        yield from readings

    return written


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def mailbox(count: int) -> bytes:
    """A mailbox of messages of some 2,000 characters with a quoted answer each."""
    made = []
    for n in range(count):
        message = EmailMessage()
        message["From"] = "Press Service <press@ministry.example>"
        message["To"] = "reader@home.example"
        message["Subject"] = f"Bulletin {n}: the river"
        message["Date"] = "Tue, 4 Mar 2031 09:00:00 +0200"
        message["Message-ID"] = f"<{n}@ministry.example>"
        words = "\n\n".join(SENTENCE.format(n=n * 20 + k) for k in range(20))
        message.set_content(f"{words} Війська відійшли.\n\nOn Monday, Anna wrote:\n> {words}\n",
                            cte="quoted-printable")  # fmt: skip
        made.append(b"From a@b.example Tue Mar  4 09:00:00 2031\n" + message.as_bytes() + b"\n")
    return b"".join(made)


def export(count: int) -> bytes:
    """A channel's export with messages of some 500 characters."""
    messages = [
        {"id": n, "type": "message", "date": "2031-03-04T11:00:00", "date_unixtime": "1930381200",
         "text": [" ".join(SENTENCE.format(n=n * 6 + k) for k in range(6)),
                  {"type": "link", "text": "https://weir.example"}]}
        for n in range(count)
    ]  # fmt: skip
    return json.dumps(
        {"name": "Weir News", "type": "public_channel", "id": 7, "messages": messages}, indent=1
    ).encode()


def paper(pages: int) -> bytes:
    """A PDF of two columns, some 3,500 letters a page, with heads and feet."""
    made: list[list[Put]] = []
    for n in range(pages):
        lines = [SENTENCE.format(n=n * 200 + k)[:42] for k in range(90)]
        page = [*column(60, 760, lines[:45], size=11), *column(320, 760, lines[45:], size=11)]
        made.append([(60, 810, 9, "Weir Monitoring Group"), *page, (280, 40, 9, f"Page {n + 1}")])
    return made_pdf(made)


if __name__ == "__main__":
    main()
