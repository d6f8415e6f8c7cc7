"""Parts of a large dossier: whole, inert, found by name, and those of this page alone."""

from __future__ import annotations

import base64
import json
import re
import zlib
from html import unescape
from pathlib import Path
from typing import Any

from dateline.publish.columns import columns_of
from dateline.publish.dossier import write_dossier
from dateline.publish.parts import hashed
from dateline.publish.sizes import sizes
from dateline.publish.views import views_of
from tests.publish.factory import collection

SCRIPT = re.compile(r'datelinePart\("([a-z]+(?:-\d+)?)","([A-Za-z0-9+/=]+)"\);')
WHEN = "2022-11-14T08:00:00+00:00"


def written(folder: Path, count: int = 3) -> dict[str, str]:
    """The parts of a dossier, unpacked, by name; each script is one call and nothing else."""
    write_dossier(collection()[:count], folder, title="x", generated_at=WHEN, parts_from=1)
    (beside,) = folder.glob("parts-*")
    found = {}
    for path in beside.iterdir():
        script = SCRIPT.fullmatch(path.read_text("ascii"))
        assert script is not None, path
        assert script[1] == path.stem
        found[script[1]] = zlib.decompress(base64.b64decode(script[2])).decode()
    return found


def test_every_claim_and_text_is_in_a_part_and_not_in_the_page(tmp_path: Path) -> None:
    parts = written(tmp_path)
    html = (tmp_path / "index.html").read_text()
    claims = [c for coding in collection() for c in coding.claims]
    part = json.loads(parts["reports-0"])
    assert {c["id"] for c in part["claims"]} == {c.id for c in claims}
    assert all(c["quote"] for c in part["claims"])
    for claim in claims:
        assert part["html"].count(f'id="c-{claim.id}"') == 1
        assert f'id="c-{claim.id}"' not in html
    assert len(parts["words-0"].split("\n")) == len(claims)


def test_hostile_text_is_escaped_in_parts_too(tmp_path: Path) -> None:
    parts = written(tmp_path)
    html = json.loads(parts["reports-0"])["html"]
    assert "<script" not in html
    assert "<img" not in html
    assert "\u202e" not in "".join(parts.values())


def test_a_claim_is_found_by_its_name(tmp_path: Path) -> None:
    parts = written(tmp_path)
    views = views_of(collection())
    for index, claim in enumerate(views.claims):
        name = claim.anchor.removeprefix("c-")
        names = json.loads(parts[f"names-{hashed(name) % sizes().name_files}"])
        assert names[name] == index


def test_names_are_spread_as_published() -> None:
    assert [hashed("a"), hashed("foobar")] == [0xE40C292C, 0xBF9CF968]


def test_columns_say_what_the_claims_say() -> None:
    views = views_of(collection())
    columns = columns_of(views, {})
    values, counts, items = columns["facets"]["place"]
    assert counts is not None
    at = 0
    for claim, count in zip(views.claims, counts, strict=True):
        own = {values[i] for i in items[at : at + count]}
        assert own == {views.places[p].place.name for p in claim.places}
        at += count
    values, counts, items = columns["facets"]["stance"]
    assert counts is None
    assert [values[i] for i in items] == [c.claim.stance for c in views.claims]


def test_only_the_parts_of_the_page_stay(tmp_path: Path) -> None:
    written(tmp_path)
    (first,) = tmp_path.glob("parts-*")
    written(tmp_path, 2)
    (second,) = tmp_path.glob("parts-*")
    assert first.name != second.name
    assert second.name in _data(tmp_path)["parts"]["folder"]
    write_dossier(collection(), tmp_path, title="x", generated_at=WHEN)
    assert [p.name for p in tmp_path.iterdir()] == ["index.html"]


def test_the_policy_allows_scripts_beside_the_page_only_where_there_are_parts(
    tmp_path: Path,
) -> None:
    written(tmp_path / "parts")
    write_dossier(collection(), tmp_path / "one", title="x", generated_at=WHEN)
    allowed = re.compile("script-src [^;]*'self'")
    assert allowed.search(unescape((tmp_path / "parts" / "index.html").read_text()))
    assert not allowed.search(unescape((tmp_path / "one" / "index.html").read_text()))


def _data(folder: Path) -> dict[str, Any]:
    html = (folder / "index.html").read_text()
    packed = html.split('id="data">', 1)[1].split("<", 1)[0]
    found: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(packed)))
    return found
