"""`python -m corpus [--data DIR] [--write] [--part train|dev]`: checks and counts the corpus.

Exit code 1 where a record is at fault. `--write` puts the counts into corpus/README.md; `--part`
prints the records of one part as JSON Lines and nothing else.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from corpus.agreement import compare_codings
from corpus.checking import check_records
from corpus.counting import render_agreement, render_counts, render_rows
from corpus.overlap import find_duplicates, find_shared
from corpus.reading import SECOND, WRITTEN, read_folder
from corpus.records import HOME
from corpus.splitting import choose_part
from corpus.standoff import open_rows, read_rows

CARD = HOME / "README.md"
BEGIN, END = "<!-- counts: python -m corpus --write -->", "<!-- end of counts -->"


def main() -> int:
    """Checks all records, prints counts and agreement; 1 where something is wrong."""
    parser = argparse.ArgumentParser(prog="corpus", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with texts that measure, to compare with")
    parser.add_argument("--write", action="store_true", help="put the counts into the card")
    parser.add_argument("--part", choices=("train", "dev"), help="print the records of this part")
    options = parser.parse_args()
    if options.data is not None and not options.data.is_dir():
        print(f"{options.data}: no such folder; give the one with contrast/", file=sys.stderr)
        return 1
    written, faults = read_folder(WRITTEN)
    second, unread = read_folder(SECOND)
    if options.part:
        for one in written:
            if choose_part(one.record) == options.part:
                print(msgspec.json.encode(one.record).decode())
        return 0
    faults += unread + check_records(written) + check_records(second)
    faults += find_duplicates(written) + find_shared(written, data=options.data)
    agreement, strays = compare_codings(written, second)
    rows, unread_rows = read_rows()
    faults += strays + unread_rows
    if options.data is not None:
        faults += open_rows(options.data)[1]
    counts = render_counts([one.record for one in written])
    real = render_rows([row for _, row in rows])
    report = f"{counts}\n\n## Answers on real texts\n\n{real}"
    report += f"\n\n## Agreement of two coders\n\n{render_agreement(agreement)}"
    print(report)
    if options.write:
        CARD.write_text(place_counts(CARD.read_text(encoding="utf-8"), report), encoding="utf-8")
    for fault in faults:
        print(fault, file=sys.stderr)
    print(
        f"{len(written)} records, {len(rows)} real paragraphs, {len(second)} coded twice, "
        f"{len(faults)} faults"
    )
    return 1 if faults else 0


def place_counts(page: str, report: str) -> str:
    """The card with the report between its marks; ValueError where it has none."""
    start, end = page.index(BEGIN) + len(BEGIN), page.index(END)
    return f"{page[:start]}\n\n{report}\n\n{page[end:]}"


if __name__ == "__main__":
    sys.exit(main())
