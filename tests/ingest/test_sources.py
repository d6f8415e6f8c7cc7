"""Inputs in order, none stopping another."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from dateline.ingest.formats import FORMATS, by_name, format_of
from dateline.ingest.options import ReadOptions
from dateline.ingest.sources import read_inputs
from dateline.model import Reading, ReportError, UnreadableInput

TEXT = "The bridge falls\n\nIt fell on Tuesday, they said.\n\nNobody was hurt."


def kinds(*inputs: Path | str, options: ReadOptions | None = None) -> list[str]:
    return [type(entry).__name__ for entry in read_inputs(inputs, options=options)]


def test_a_folder_in_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\nbroken\n{"text": "Two."}\n')
    (tmp_path / ".hidden").write_text("no")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "d.html").write_bytes(b"\0binary")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = list(read_inputs([tmp_path]))
    assert [type(entry).__name__ for entry in found] == [
        "Reading", "UnreadableInput", "Reading", "Reading", "UnreadableInput",
    ]  # fmt: skip
    assert [e.report.text for e in found if isinstance(e, Reading)] == ["One.", "Two.", TEXT]


def test_inputs_that_fail_stop_no_others(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text(TEXT)
    names: list[Path | str] = [
        tmp_path / "none.txt",
        tmp_path / "empty.txt",
        "gopher://x.example/",
        tmp_path / "good.txt",
    ]
    assert kinds(*names) == ["UnreadableInput", "UnreadableInput", "FetchError", "Reading"]


@pytest.mark.skipif(os.name == "nt", reason="names are bytes elsewhere only")
def test_names_that_are_no_text_and_things_that_are_no_files(tmp_path: Path) -> None:
    words = b"The mayor said that the bridge was open."
    for name in (b"bad\xff.txt", b"new\nline.txt"):
        (tmp_path / os.fsdecode(name)).write_bytes(words)
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "self").symlink_to("self")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    found = list(read_inputs([tmp_path]))
    read = [one.original.location for one in found if isinstance(one, Reading)]
    assert read == [f"{tmp_path}/bad\\xff.txt", f"{tmp_path}/new\nline.txt"]
    errors = {
        str(one.where).rpartition("/")[2]: one.what for one in found if isinstance(one, ReportError)
    }
    assert errors == {
        "pipe.txt": "not a regular file",
        "self": "there is no such file",
        "zero.txt": "not a regular file",
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every folder")
def test_a_folder_that_cannot_be_read(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o000)
    (error,) = read_inputs([closed])
    assert "permissions" in str(error)


def test_packed_files_are_unpacked_within_the_limit(tmp_path: Path) -> None:
    packed = tmp_path / "r.jsonl.gz"
    packed.write_bytes(gzip.compress(b'{"text": "One."}\n' * 3))
    assert kinds(packed) == ["Reading"] * 3
    packed.write_bytes(gzip.compress(b"x" * 1_000_000))
    (error,) = read_inputs([packed], options=ReadOptions(max_bytes=100_000))
    assert "--max-mb" in str(error)
    packed.write_bytes(gzip.compress(b"text " * 100)[:30])
    assert kinds(packed) == ["UnreadableInput"]


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    (error,) = read_inputs([large])
    assert isinstance(error, UnreadableInput)
    assert "larger than 64 MiB" in str(error)


@pytest.mark.parametrize(
    ("data", "where", "media_type", "name"),
    [
        (b'{"text": "x"}', "x", None, "jsonl"),
        (b"<?xml version='1.0'?><!-- c --><rss>", "x", None, "feed"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", "x.txt", None, "html"),
        (b"<p>", "https://a.example/x", "text/html", "html"),
        (b"words", "x.txt", None, "plain"),
        (b"words", "x", "text/plain", "plain"),
        (b"", "x.rss", None, "feed"),
    ],
)
def test_formats_are_recognised(data: bytes, where: str, media_type: str | None, name: str) -> None:
    assert format_of(data, where=where, media_type=media_type).name == name


def test_every_format_refuses_what_is_empty() -> None:
    for entry in FORMATS:
        try:
            found = list(entry.read(b"", where="x"))
        except ReportError as error:
            found = [error]
        assert [isinstance(f, ReportError) for f in found] == [True]


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(UnreadableInput, match="telegram, mail, mbox,"):
        by_name("fax")


def test_a_reader_that_crashes_costs_its_own_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dateline.ingest import html

    def crash(*_: object, **__: object) -> None:
        raise ImportError("a part is missing")

    monkeypatch.setattr(html, "read_html", crash)
    (tmp_path / "a.html").write_text("<html><body><p>One two three.</p></body></html>")
    (tmp_path / "b.txt").write_text("A headline\n\nThe bridge was destroyed on Friday.\n")
    found = list(read_inputs([tmp_path]))
    assert [isinstance(one, ReportError) for one in found] == [True, False]
    assert "a.html: its reader failed: ImportError: a part is missing" in str(found[0])


def test_a_link_out_of_a_folder_is_not_followed(tmp_path: Path) -> None:
    words = b"The mayor said that the bridge was open."
    folder = tmp_path / "reports"
    folder.mkdir()
    (tmp_path / "secret.txt").write_bytes(words)
    (folder / "a.txt").write_bytes(words)
    (folder / "inside.txt").symlink_to(folder / "a.txt")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    found = list(read_inputs([folder]))
    read = [one.original.location for one in found if isinstance(one, Reading)]
    assert read == [str(folder / "a.txt"), str(folder / "inside.txt")]
    assert ["leads out" in str(one) for one in found if isinstance(one, ReportError)] == [True]
    assert [one for one in read_inputs([folder / "out.txt"]) if isinstance(one, Reading)]


def test_of_a_folder_that_telegram_exported_the_messages_are_read(tmp_path: Path) -> None:
    channel = {"name": "Weir", "type": "public_channel", "id": 7}
    message = {"id": 1, "type": "message", "date": "2031-03-04T11:00:00", "text": "Rebels left."}
    told = json.dumps({**channel, "messages": [message]})
    (tmp_path / "result.json").write_text(told, encoding="utf-8")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "b.txt").write_text("Soldiers left Upper Ford.", encoding="utf-8")
    found = list(read_inputs([tmp_path]))
    assert [isinstance(item, Reading) for item in found] == [True, True]
    (tmp_path / "result.json").unlink()
    assert any(isinstance(item, ReportError) for item in read_inputs([tmp_path]))


@pytest.mark.parametrize("name", ["style.css", "a.JS", "run.py"])
def test_program_code_is_no_prose(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("The army left. The rebels came.", encoding="utf-8")
    (error,) = read_inputs([tmp_path])
    assert isinstance(error, ReportError)
    assert "program code" in str(error)
