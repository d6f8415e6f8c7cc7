"""Writes docs/openapi.json: what `/api/v1` answers, as the program itself describes it.

python -m scripts.document_api
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dateline.web.app import make_app
from dateline.web.desk import Desk

DOCUMENT = Path(__file__).parents[1] / "docs" / "openapi.json"


def describe() -> dict[str, Any]:
    """The description, as `/api/openapi.json` answers it."""
    guard: Any = make_app(Desk("none.sqlite", author="nobody"), token="x" * 20)
    found: dict[str, Any] = guard.app.openapi_schema.to_schema()
    return found


def main() -> None:
    """Writes the file."""
    text = json.dumps(describe(), indent=1, sort_keys=True, ensure_ascii=False, default=str)
    DOCUMENT.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
