"""What is put into a page beside its text: data, scripts and styles, and the policy over them.

Invariants: packed data has no character of markup; a script runs only if its hash is in the policy.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zlib

from markupsafe import Markup

_ENDS_SCRIPT = re.compile(r"<(?=/script|script|!--)", re.IGNORECASE)


def packed(content: bytes) -> Markup:
    """Deflated (zlib, RFC 1950) and in base64, as `frontend/src/packed.ts` unpacks it."""
    return Markup(base64.b64encode(zlib.compress(content, 9)).decode())


def inline_script(code: str) -> Markup:
    """Our own built code, so that no string in it ends the script element."""
    return Markup(_ENDS_SCRIPT.sub(r"\\x3C", code).strip())


def digest(content: str) -> str:
    """The hash of an inline script or style as a content security policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def policy(*, scripts: list[str], styles: list[str], beside: bool = False) -> str:
    """A policy that forbids every request and allows the scripts and styles of these digests; map
    workers are made from blobs in the page. `beside`: also scripts that lie with the page, which
    bring the parts of a large dossier."""
    allowed = " ".join(f"'{s}'" for s in scripts) or "'none'"
    allowed += " 'self'" if beside else ""
    styled = " ".join(f"'{s}'" for s in styles) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {styled}; "
        "img-src data: blob:; connect-src blob:; worker-src blob: data:; "
        "base-uri 'none'; form-action 'none'"
    )
