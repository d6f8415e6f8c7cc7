"""Text of others as harmless text: what would deceive the eye is shown, nothing is run.

Invariant: the output of `safe` holds no markup of the input and no directional override.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from markupsafe import Markup, escape

# Embeddings, overrides and isolates can reorder the words beside them; LRM, RLM and ALM cannot.
_BIDI = "\u202a-\u202e\u2066-\u2069"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
_DECEIVING = re.compile(f"[{_BIDI}{_CONTROL}]")


def safe(text: str) -> Markup:
    """Escaped text in which directional and other control characters are shown by their code."""
    parts: list[Markup] = []
    last = 0
    for found in _DECEIVING.finditer(text):
        parts.append(escape(text[last : found.start()]))
        parts.append(Markup('<span class="ctl">U+{:04X}</span>').format(ord(found[0])))
        last = found.end()
    parts.append(escape(text[last:]))
    return Markup("").join(parts)


def shown(text: str) -> str:
    """The same as plain text, for attributes and embedded data: codes in angle brackets."""
    return _DECEIVING.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def web_address(url: str | None) -> str | None:
    """The address if it may be linked (http or https with a host), else None."""
    if url is None or _DECEIVING.search(url) or any(c.isspace() for c in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and host else None


def encodable(text: str) -> str:
    """The text without what no file in UTF-8, and no text of a database, can hold."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def clipped(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word where one is near, with an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rfind(" ", limit * 2 // 3)
    return (head[:cut] if cut > 0 else head).rstrip() + "…"
