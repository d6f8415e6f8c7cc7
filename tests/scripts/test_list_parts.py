"""The bill of materials: each part that is needed, once, and what needs what."""

from __future__ import annotations

import re
from email.message import Message
from importlib.metadata import Distribution, PackageNotFoundError
from pathlib import Path

import pytest

from scripts.list_parts import list_licences, list_needs, list_parts


def write_package(folder: Path, name: str, *lines: str) -> None:
    """Puts a package's metadata where Python finds it."""
    info = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir()
    head = ("Metadata-Version: 2.4", f"Name: {name}", "Version: 1.0")
    (info / "METADATA").write_text("\n".join([*head, *lines]) + "\n", "utf-8")


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four packages: a whole, two that it needs in a ring, and one of an extra."""
    extra = 'Requires-Dist: zz-extra>=1; extra == "more"'
    old = 'Requires-Dist: zz-old>=1; python_version < "3"'
    write_package(tmp_path, "zz-whole", "Requires-Dist: ZZ_Part>=1", extra, old)
    write_package(tmp_path, "zz_part", "License-Expression: MIT", "Requires-Dist: zz-other")
    write_package(tmp_path, "zz-other", "Requires-Dist: zz-part", "License: BSD")
    write_package(tmp_path, "zz-extra")
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("packages")
def test_the_bill_names_each_part_once_and_none_of_an_extra() -> None:
    bill = list_parts("zz-whole")
    assert bill["metadata"]["component"]["purl"] == "pkg:pypi/zz-whole@1.0"
    assert [part["name"] for part in bill["components"]] == ["zz-other", "zz-part"]
    assert bill["components"][1]["licenses"] == [{"expression": "MIT"}]
    assert bill["dependencies"] == [
        {"ref": "pkg:pypi/zz-other@1.0", "dependsOn": ["pkg:pypi/zz-part@1.0"]},
        {"ref": "pkg:pypi/zz-part@1.0", "dependsOn": ["pkg:pypi/zz-other@1.0"]},
        {"ref": "pkg:pypi/zz-whole@1.0", "dependsOn": ["pkg:pypi/zz-part@1.0"]},
    ]


def test_a_part_that_is_absent_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_package(tmp_path, "zz-lone", "Requires-Dist: zz-nowhere")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(PackageNotFoundError, match="zz-nowhere"):
        list_parts("zz-lone")


def test_the_bill_of_the_program_holds_what_it_imports() -> None:
    bill = list_parts("dateline")
    names = {part["name"] for part in bill["components"]}
    assert {"msgspec", "onnxruntime", "sqlalchemy"} <= names
    assert "pytest" not in names
    purl = re.compile(r"pkg:pypi/[a-z0-9-]+@\S+")
    assert all(purl.fullmatch(part["purl"]) for part in bill["components"])
    known = {part["bom-ref"] for part in (*bill["components"], bill["metadata"]["component"])}
    assert {ref for row in bill["dependencies"] for ref in row["dependsOn"]} <= known


class Told(Distribution):
    """A package of given metadata."""

    def __init__(self, *fields: tuple[str, str]) -> None:
        self.message = Message()
        for name, value in fields:
            self.message[name] = value

    @property
    def metadata(self) -> Message:  # type: ignore[override]
        """Its metadata."""
        return self.message

    def read_text(self, filename: str) -> None:
        """It has no files."""

    def locate_file(self, path: object) -> Path:
        """It lies nowhere."""
        return Path(str(path))


@pytest.mark.parametrize(
    ("fields", "licences"),
    [
        ([("License", "MIT")], [{"license": {"name": "MIT"}}]),
        ([("License", "A long text\n of a licence")], []),
        ([("Classifier", "License :: OSI Approved :: BSD License"), ("License", "x")],
         [{"license": {"name": "BSD License"}}]),
        ([("License-Expression", "Apache-2.0"), ("License", "x")], [{"expression": "Apache-2.0"}]),
        ([("Classifier", "Typing :: Typed")], []),
    ],
)  # fmt: skip
def test_a_licence_is_an_expression_else_a_name(
    fields: list[tuple[str, str]], licences: list[dict[str, object]]
) -> None:
    assert list(list_licences(Told(*fields))) == licences


def test_a_package_that_needs_nothing_has_no_needs(packages: Path) -> None:
    assert list_needs(Distribution.at(packages / "zz_extra-1.0.dist-info")) == []
