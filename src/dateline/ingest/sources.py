"""Inputs as they are named on a command line: files, folders and addresses, in order.

No input stops another: what cannot be read becomes an error in its place.
"""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from dateline.ingest.build import crashed
from dateline.ingest.formats import Format, by_name, format_of, mapped_format, opening_of
from dateline.ingest.options import MEBIBYTE, ReadOptions
from dateline.ingest.page_cache import Fetched, with_answer
from dateline.model import Reading, ReportError, UnreadableInput

_WARC = b"WARC/"
_LISTS = frozenset({"feed", "sitemap"})
"""Formats that name pages elsewhere, which are read where that is asked for."""
_MEDIA = frozenset(
    {"css", "js", "images", "photos", "video_files", "voice_messages", "round_video_messages",
     "stickers", "profile_pictures", "stories"}
)  # fmt: skip
"""Folders beside exported messages, of pictures, sound and parts of pages: they hold no words."""


def read_inputs(
    inputs: Iterable[str | Path], *, options: ReadOptions | None = None
) -> Iterator[Reading | ReportError]:
    """The reports of every input, in order; a folder's files by name. Raises no ReportError."""
    options = options or ReadOptions()
    for entry in inputs:
        if is_address(entry):
            yield from guarded(_read_address(str(entry), options), _named(entry))
        else:
            yield from guarded(_read_path(Path(entry), options), _named(entry))


def guarded(
    readings: Iterator[Reading | ReportError], where: str
) -> Iterator[Reading | ReportError]:
    """The readings, and in its place the error that ends them: a crash costs one input."""
    try:
        yield from readings
    except ReportError as error:
        yield error
    except Exception as error:
        yield crashed(error, where=where)


def is_address(entry: str | Path) -> bool:
    """Whether an input is an address (scheme://...) and not a path."""
    return isinstance(entry, str) and "://" in entry


def _named(entry: str | Path) -> str:
    """The name as it can be written anywhere; bytes that are no UTF-8 as `\\xff`."""
    return os.fsencode(entry).decode("utf-8", "backslashreplace")


def _read_path(path: Path, options: ReadOptions) -> Iterator[Reading | ReportError]:
    if path.is_dir():
        yield from _read_folder(path, options)
        return
    data = _bytes_of(path, options)
    yield from parse_bytes(data, _named(path), options)


def _read_folder(folder: Path, options: ReadOptions) -> Iterator[Reading | ReportError]:
    try:
        entries = sorted(p for p in folder.iterdir() if not passed_over(p))
    except OSError as error:
        raise UnreadableInput(
            f"the folder cannot be read: {error.strerror}",
            where=_named(folder),
            remedy="check its permissions",
        ) from error
    if _is_dossier(entries):
        raise UnreadableInput(
            "it is a dossier, which holds no reports to read",
            where=_named(folder),
            remedy="give the folder of its reports, or its ledger with --ledger",
        )
    media = _MEDIA if _is_telegram_export(entries) else frozenset()
    for path in entries:
        if path.name not in media:
            yield from guarded(read_entry(path, options), _named(path))


def _is_telegram_export(entries: Iterable[Path]) -> bool:
    """Whether a folder is one that Telegram's export wrote: its messages beside their pictures."""
    names = {path.name for path in entries}
    return bool({"result.json", "messages.html"} & names) and not _MEDIA.isdisjoint(names)


def _is_dossier(entries: Iterable[Path]) -> bool:
    """Whether a folder is one that `dateline build` wrote: a ledger beside its page."""
    names = {path.name for path in entries}
    return {"ledger.sqlite", "index.html"} <= names


def parse_bytes(
    data: bytes, where: str, options: ReadOptions | None = None
) -> Iterator[Reading | ReportError]:
    """The reports in bytes of the format that is named, or that they and their name tell."""
    options = options or ReadOptions()
    chosen = mapped_format(_format(data, where, options), options.mapping)
    if options.articles and chosen.name in _LISTS:
        listing = Fetched(url=where, data=data, media_type=None, charset=None, fetched="")
        yield from _read_articles(chosen, listing, options)
        return
    yield from chosen.read(data, where=where, mapping=options.mapping)


def passed_over(path: Path) -> bool:
    """Hidden files, and links to folders: they may lead round in a circle."""
    return path.name.startswith(".") or (path.is_symlink() and path.is_dir())


def read_entry(path: Path, options: ReadOptions) -> Iterator[Reading | ReportError]:
    """What stands in a folder; a link that leads out of the folder is not followed."""
    if path.is_symlink() and path.is_file():
        target = Path(os.path.realpath(path))
        if Path(os.path.realpath(path.parent)) not in target.parents:
            raise UnreadableInput(
                "it is a link that leads out of its folder",
                where=_named(path),
                remedy="name the file itself",
            )
    yield from _read_path(path, options)


def _format(data: bytes, where: str, options: ReadOptions, media_type: str | None = None) -> Format:
    if options.format is not None:
        return by_name(options.format)
    return format_of(data, where=where, media_type=media_type)


def _bytes_of(path: Path, options: ReadOptions) -> bytes:
    """The bytes of a file, unpacked; UnreadableInput where it cannot be read or is too large."""
    try:
        if not path.is_file():
            raise UnreadableInput(
                "there is no such file" if not path.exists() else "not a regular file",
                where=_named(path),
                remedy="check the path",
            )
        if path.stat().st_size > options.max_bytes:
            raise _too_large(_named(path), options)
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableInput(
            f"the file cannot be read: {error.strerror}", where=_named(path),
            remedy="check its permissions",
        ) from error  # fmt: skip
    return _unpacked(data, _named(path), options)


def _unpacked(data: bytes, where: str, options: ReadOptions) -> bytes:
    if not data.startswith(b"\x1f\x8b") or opening_of(data).startswith(_WARC):
        return data  # a WARC is packed record by record, and is read so
    try:
        with gzip.open(io.BytesIO(data)) as packed:
            unpacked = packed.read(options.max_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableInput(
            f"not a whole gzip file: {error}", where=where, remedy="pack it again"
        ) from error
    if len(unpacked) > options.max_bytes:
        raise _too_large(where, options)
    return unpacked


def _too_large(where: str, options: ReadOptions) -> UnreadableInput:
    return UnreadableInput(
        f"larger than {options.max_bytes / MEBIBYTE:g} MiB",
        where=where,
        remedy="raise the limit with --max-mb, or split the file",
    )


def _read_address(address: str, options: ReadOptions) -> Iterator[Reading | ReportError]:
    from dateline.ingest.fetch import fetch

    page = fetch(address, options=options)
    data = _unpacked(page.data, page.url, options)
    told = _format(data, page.url, options, page.media_type)
    chosen = mapped_format(told, options.mapping)
    if options.articles and chosen.name in _LISTS:
        listing = replace(page, data=data)
        yield from _read_articles(chosen, listing, options)
        return
    found = chosen.read(
        data, where=page.url, charset=page.charset, fetched=page.fetched, mapping=options.mapping
    )
    yield from with_answer(found, page)


def _read_articles(
    chosen: Format, listing: Fetched, options: ReadOptions
) -> Iterator[Reading | ReportError]:
    """The pages that a feed or a sitemap names, each host asked slowly."""
    from dateline.ingest.articles import article_rules, follow_feed, follow_sitemap
    from dateline.ingest.fetch import Fetcher
    from dateline.ingest.pacing import HostPace

    own = replace(options, articles=0, format=None)

    def read(page: Fetched) -> Iterator[Reading | ReportError]:
        data = _unpacked(page.data, page.url, own)
        form = _format(data, page.url, own, page.media_type)
        found = form.read(data, where=page.url, charset=page.charset, fetched=page.fetched)
        yield from with_answer(found, page)

    with Fetcher(options=own, pace=HostPace(seconds=article_rules().host_seconds)) as fetcher:

        def ask(address: str) -> Fetched:
            page = fetcher.page(address)
            return replace(page, data=_unpacked(page.data, page.url, own))

        if chosen.name == "sitemap":
            yield from follow_sitemap(
                listing.data, where=listing.url, most=options.articles, ask=ask, read=read
            )
        else:
            entries = chosen.read(listing.data, where=listing.url, charset=listing.charset)
            yield from follow_feed(entries, most=options.articles, ask=ask, read=read)
