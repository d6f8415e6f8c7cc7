"""Files as real tools write them: what must come out of each, and how many there are."""

from __future__ import annotations

import time
from collections.abc import Sized

import pytest

from dateline.model import ReportError
from tests.ingest import (
    test_archive,
    test_docx,
    test_given,
    test_hostile,
    test_mail,
    test_pdf,
    test_records,
    test_subtitles,
    test_table,
    test_telegram,
    test_warc,
)
from tests.ingest.wild import (
    archives,
    docx,
    hostile,
    mail,
    pages,
    pdf,
    records,
    subtitles,
    telegram,
)
from tests.ingest.wild.due import Made, check_made, read_made

REAL: dict[str, dict[str, Made]] = {
    "mail": mail.MAIL, "mbox": mail.MBOX, "telegram": telegram.TELEGRAM,
    "telegram page": telegram.TELEGRAM_PAGES, "pdf": pdf.PDF, "docx": docx.DOCX,
    "subtitles": subtitles.SUBTITLES, "warc": archives.WARC, "wacz": archives.WACZ,
    "zip": archives.ZIP, "tar": archives.TAR, "records": records.JSON, "table": records.TABLES,
    "live page": pages.LIVE_PAGES, "page": pages.FORMS, "feed": pages.FEEDS,
    "saved page": pages.MHTML,
}  # fmt: skip
HOSTILE: dict[str, Sized] = {
    "mail": test_mail.HOSTILE, "mbox": test_mail.HOSTILE, "telegram": (
        *test_telegram.HOSTILE, *test_telegram.BROKEN),
    "telegram page": hostile.TELEGRAM_PAGES, "pdf": test_pdf.HOSTILE, "docx": test_docx.HOSTILE,
    "subtitles": test_subtitles.HOSTILE, "warc": test_warc.HOSTILE, "wacz": hostile.WACZ,
    "zip": test_archive.HOSTILE, "tar": test_archive.HOSTILE, "records": test_records.HOSTILE,
    "table": (*test_table.HOSTILE, *test_given.HOSTILE), "live page": hostile.LIVE_PAGES,
    "page": test_hostile.PARTS, "feed": test_hostile.PARTS, "saved page": hostile.SAVED,
}  # fmt: skip
FEWEST = 10


@pytest.mark.parametrize(("kind", "name"), [(k, n) for k, each in REAL.items() for n in each])
def test_what_real_tools_write_is_read(kind: str, name: str) -> None:
    check_made(REAL[kind][name])


@pytest.mark.parametrize("kind", REAL)
def test_ten_files_of_each_kind_are_real_and_ten_hostile(kind: str) -> None:
    assert len(REAL[kind]) >= FEWEST
    assert len(HOSTILE[kind]) >= FEWEST


MISLEADING = {
    **{f"WACZ: {name}": made for name, made in hostile.WACZ.items()},
    **{f"Telegram: {name}": made for name, made in hostile.TELEGRAM_PAGES.items()},
    **{f"live page: {name}": made for name, made in hostile.LIVE_PAGES.items()},
    **{f"saved page: {name}": made for name, made in hostile.SAVED.items()},
}


@pytest.mark.parametrize("name", MISLEADING)
def test_what_is_made_to_mislead_ends_soon_with_words_or_a_remedy(name: str) -> None:
    check_end(*MISLEADING[name])


def test_a_name_that_lies_costs_one_file() -> None:
    for where, data in hostile.LYING.values():
        check_end(where, data)


def check_end(where: str, data: bytes) -> None:
    """Holds that a file is read or refused, soon and in plain words."""
    begun = time.process_time()
    found = read_made(Made(where, data, ()))
    assert time.process_time() - begun < 15
    for item in found:
        if isinstance(item, ReportError):
            assert item.remedy, item
            assert "its reader failed" not in str(item), item
            assert "root:" not in str(item)
        else:
            assert item.original.location.isprintable()
            assert "alert(1)" not in item.report.text
