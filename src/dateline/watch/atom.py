"""The finds of a saved search as an Atom file (RFC 4287), written anew and whole each time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from dateline.store import Watch
from dateline.watch.finds import Find
from dateline.watch.writing import write_whole

SPACE = "http://www.w3.org/2005/Atom"
TITLE = 120
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write."""


def write_feed(path: str, watch: Watch, finds: Sequence[Find]) -> None:
    """Writes the newest finds of a watch, newest first."""
    write_whole(Path(path), feed_of(watch, finds))


def feed_of(watch: Watch, finds: Sequence[Find]) -> bytes:
    """The feed. What reports say stands in it as plain text alone."""
    ElementTree.register_namespace("", SPACE)
    feed = ElementTree.Element(f"{{{SPACE}}}feed")
    put_element(feed, "id", f"urn:dateline:{watch.id}")
    put_element(feed, "title", f"{watch.name}: {watch.target}")
    put_element(feed, "updated", finds[0].found_at if finds else watch.added_at)
    put_element(put_element(feed, "author"), "name", "Dateline")
    for find in finds:
        _put_entry(feed, watch, find)
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))


def _put_entry(feed: ElementTree.Element, watch: Watch, find: Find) -> None:
    entry = put_element(feed, "entry")
    who = find.source or find.outlet or "unnamed source"
    put_element(entry, "id", f"urn:dateline:{watch.id}:{find.id}")
    put_element(entry, "title", f"{who}: {find.content}"[:TITLE], type="text")
    put_element(entry, "updated", find.found_at)
    put_element(put_element(entry, "author"), "name", who)
    if find.url and find.url.startswith(("http://", "https://")):
        put_element(entry, "link", rel="alternate", href=find.url)
    facts = (find.outlet, find.published, find.title, ", ".join(find.places))
    told = " - ".join(fact for fact in facts if fact)
    content = f"{who} ({find.stance}, {find.certainty}): {find.content}\n{told}"
    put_element(entry, "content", content, type="text")


def put_element(
    parent: ElementTree.Element, name: str, text: str | None = None, **more: str
) -> ElementTree.Element:
    """Puts an element into another; what XML cannot hold becomes U+FFFD."""
    made = ElementTree.SubElement(
        parent, f"{{{SPACE}}}{name}", {k: _NOT_XML.sub("\ufffd", v) for k, v in more.items()}
    )
    made.text = None if text is None else _NOT_XML.sub("\ufffd", text)
    return made
