"""What is put into a page beside its text: data, scripts and styles, and the policy over them.

Invariants: embedded data cannot end its element; a script runs only if its hash is in the policy.
"""

from __future__ import annotations

import base64
import hashlib
import re

import msgspec
from markupsafe import Markup

_ESCAPES = {
    b"<": b"\\u003c",
    b">": b"\\u003e",
    b"&": b"\\u0026",
    "\u2028".encode(): b"\\u2028",
    "\u2029".encode(): b"\\u2029",
}
_UNSAFE = re.compile(b"[<>&]|\xe2\x80[\xa8\xa9]")
_ENDS_SCRIPT = re.compile(r"<(?=/script|script|!--)", re.IGNORECASE)


def embedded_json(data: object) -> Markup:
    """JSON that can stand inside `<script type="application/json">`."""
    raw = _UNSAFE.sub(lambda found: _ESCAPES[found[0]], msgspec.json.encode(data))
    return Markup(raw.decode())


def inline_script(code: str) -> Markup:
    """Our own built code, so that no string in it ends the script element."""
    return Markup(_ENDS_SCRIPT.sub(r"\\x3C", code).strip())


def digest(content: str) -> str:
    """The hash of an inline script or style as a content security policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def policy(*, scripts: list[str], styles: list[str]) -> str:
    """A policy that forbids every request; map workers are made from blobs in the page."""
    allowed = " ".join(f"'{digest(s)}'" for s in scripts) or "'none'"
    styled = " ".join(f"'{digest(s)}'" for s in styles) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {styled}; "
        "img-src data: blob:; connect-src blob:; worker-src blob: data:; "
        "base-uri 'none'; form-action 'none'"
    )
