"""A page as units: stretches of visible text with the markup around them and their places.

The standard library's parser is used because it alone says where in the source each word
stands; it takes any input, so a damaged page gives what can be read of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from html import unescape
from html.parser import HTMLParser
from importlib.resources import files

import msgspec
from msgspec import Struct

_DEEPEST = 200
_APART = frozenset({"byline", "time"})


class Markup(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What data/markup.yaml says of tags and classes."""

    void: frozenset[str]
    unseen: frozenset[str]
    breaks: frozenset[str]
    marked: frozenset[str]
    hints: dict[str, str]


@cache
def markup() -> Markup:
    """The shipped knowledge of markup."""
    data = (files("dateline.ingest") / "data" / "markup.yaml").read_bytes()
    return msgspec.yaml.decode(data, type=Markup)


@dataclass
class Unit:
    """Text pieces (characters, first, last in the source), and the tags and hints around them."""

    pieces: list[tuple[str, int, int]] = field(default_factory=list)
    roles: frozenset[str] = frozenset()
    path: tuple[int, ...] = ()
    stamp: str | None = None
    stamp_updated: bool = False
    linked: int = 0
    post: str | None = None

    @property
    def text(self) -> str:
        """The words of the unit as shown."""
        return "".join(piece for piece, _, _ in self.pieces)


@dataclass
class Page:
    """What a page holds: units in order, metadata as written, addresses that it links to."""

    units: list[Unit] = field(default_factory=list)
    title: Unit = field(default_factory=Unit)
    meta: dict[str, str] = field(default_factory=dict)
    linked_data: list[str] = field(default_factory=list)
    lang: str | None = None
    canonical: str | None = None
    links: list[str] = field(default_factory=list)


@dataclass
class _Element:
    tag: str
    number: int
    roles: frozenset[str]
    breaking: bool
    unseen: bool
    stamp: str | None = None
    updated: bool = False
    post: str | None = None


class PageParser(HTMLParser):
    """Collects a page from its source; `read(source)` does all of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._markup = markup()
        self._page = Page()
        self._stack: list[_Element] = []
        self._numbers = 0
        self._unit = Unit()
        self._source = ""
        self._starts: list[int] = []
        self._ld: list[str] | None = None
        self._in_title = False

    def read(self, source: str) -> Page:
        """The page in this source."""
        self._source = source
        self._starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self.feed(source)
        self.close()
        self._flush()
        return self._page

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: FBT001, FBT002
        """A damaged `<![CDATA[` is passed over as browsers do; the library would raise."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)

    def _at(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self._page.lang = given.get("lang") or given.get("xml:lang") or self._page.lang
        elif tag in ("meta", "link"):
            self._metadata(tag, given)
        elif tag == "br":
            self._break_line()
        if tag in self._markup.void:
            return
        if tag == "title" and not self._page.title.pieces and not self._unseen("svg"):
            self._in_title = True
        if tag == "script" and "ld+json" in given.get("type", ""):
            self._ld = []
        self._open(tag, given)

    def _metadata(self, tag: str, given: dict[str, str]) -> None:
        if tag == "link":
            if given.get("rel", "").lower() == "canonical":
                self._page.canonical = given.get("href")
            return
        name = given.get("property") or given.get("name") or given.get("itemprop")
        if name and given.get("content"):
            self._page.meta.setdefault(name.lower(), given["content"])

    def _break_line(self) -> None:
        pieces = self._unit.pieces
        if pieces and pieces[-1][0].endswith("\n"):
            self._flush()
        elif pieces:
            pieces.append(("\n", self._at(), self._at()))

    def _open(self, tag: str, given: dict[str, str]) -> None:
        if tag in self._markup.breaks:
            self._close_paragraph()
        hints = _hints(tag, given)
        breaking = tag in self._markup.breaks or self._stands_apart(hints)
        if breaking:
            self._flush()
        if tag == "a" and (href := given.get("href", "")).startswith(("http://", "https://")):
            self._page.links.append(href)
        if len(self._stack) >= _DEEPEST:
            return
        self._numbers += 1
        roles = hints | ({tag} & self._markup.marked)
        hidden = (
            "hidden" in given
            or given.get("layout") == "nodisplay"  # AMP
            or "display:none" in given.get("style", "").replace(" ", "")
        )
        above = self._stack[-1] if self._stack else None
        element = _Element(
            tag=tag,
            number=self._numbers,
            roles=roles | (above.roles if above else frozenset()),
            breaking=breaking,
            unseen=tag in self._markup.unseen or hidden or bool(above and above.unseen),
            stamp=given.get("datetime") if tag == "time" else (above.stamp if above else None),
            post=_post_stamp(given) or (above.post if above else None),
            updated=_says_updated(given)
            or bool(above and above.updated and tag not in self._markup.breaks),
        )
        self._stack.append(element)

    def _stands_apart(self, hints: frozenset[str]) -> bool:
        """Whether an inline element is a stretch of its own: a credit, or outside a paragraph."""
        in_paragraph = any(element.tag == "p" for element in self._stack)
        return "credit" in hints or (bool(hints & _APART) and not in_paragraph)

    def _close_paragraph(self) -> None:
        """A block begins, so an open paragraph ends, as browsers have it."""
        for index in range(len(self._stack) - 1, -1, -1):
            tag = self._stack[index].tag
            if tag == "p":
                self._close_to(index)
            if tag in self._markup.breaks:
                return

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if tag == "script" and self._ld is not None:
            self._page.linked_data.append("".join(self._ld))
            self._ld = None
        for index in range(len(self._stack) - 1, -1, -1):
            if self._stack[index].tag == tag:
                self._close_to(index)
                return

    def _close_to(self, index: int) -> None:
        closed = self._stack[index:]
        if any(element.breaking for element in closed):
            self._flush()
        del self._stack[index:]

    def _unseen(self, tag: str) -> bool:
        return any(element.tag == tag for element in self._stack)

    def handle_data(self, data: str) -> None:
        self._text(data, self._at(), len(data))

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        at = self._at()
        end = at + len(written)
        end += self._source.startswith(";", end)
        self._text(unescape(self._source[at:end]), at, end - at)

    def _text(self, data: str, at: int, size: int) -> None:
        if self._ld is not None:
            self._ld.append(data)
            return
        if self._in_title:
            self._page.title.pieces.append((data, at, at + size))
            return
        above = self._stack[-1] if self._stack else None
        if above and above.unseen:
            return
        self._add(data, at, size, above)

    def _add(self, data: str, at: int, size: int, above: _Element | None) -> None:
        unit = self._unit
        if not unit.path and data.strip():
            unit.roles = above.roles if above else frozenset()
            unit.path = tuple(element.number for element in self._stack)
            unit.post = above.post if above else None
        if above:
            unit.stamp = unit.stamp or above.stamp
            unit.stamp_updated = unit.stamp_updated or above.updated
            unit.linked += len(data.strip()) if "a" in above.roles else 0
        unit.pieces.append((data, at, at + size))

    def _flush(self) -> None:
        if any(piece.strip() for piece, _, _ in self._unit.pieces):
            self._page.units.append(self._unit)
        self._unit = Unit()


def _post_stamp(given: dict[str, str]) -> str | None:
    """When a post of a live list was made, in milliseconds, as AMP has its posts say."""
    written = given.get("data-sort-time", "")
    if not re.fullmatch(r"\d{10,13}", written):
        return None
    seconds = int(written) / (1000 if len(written) > 10 else 1)
    return datetime.fromtimestamp(int(seconds), UTC).isoformat()


def _says_updated(given: dict[str, str]) -> bool:
    return bool(re.search("updat|modif", _words(given)))


def _words(given: dict[str, str]) -> str:
    return " ".join(
        given.get(name, "") for name in ("class", "id", "itemprop", "rel", "role")
    ).lower()


def _hints(tag: str, given: dict[str, str]) -> frozenset[str]:
    """What an element's class, id and the like say that its text is."""
    words = _words(given).replace("_", "-")
    if not words or tag in ("html", "body", "article", "main"):
        return frozenset()
    return frozenset(name for name, pattern in markup().hints.items() if re.search(pattern, words))
