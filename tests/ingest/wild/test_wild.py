"""Files as real tools write them: what must come out of each, and how many there are."""

from __future__ import annotations

import pytest

from tests.ingest.wild import archives, docx, mail, pdf, subtitles, telegram
from tests.ingest.wild.due import Made, check_made

REAL: dict[str, dict[str, Made]] = {
    "mail": mail.MAIL, "mbox": mail.MBOX, "telegram": telegram.TELEGRAM,
    "telegram page": telegram.TELEGRAM_PAGES, "pdf": pdf.PDF, "docx": docx.DOCX,
    "subtitles": subtitles.SUBTITLES,
    "warc": archives.WARC, "wacz": archives.WACZ, "zip": archives.ZIP, "tar": archives.TAR,
}  # fmt: skip
FEWEST = 10


@pytest.mark.parametrize(("kind", "name"), [(k, n) for k, each in REAL.items() for n in each])
def test_what_real_tools_write_is_read(kind: str, name: str) -> None:
    check_made(REAL[kind][name])
