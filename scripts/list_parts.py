"""Lists what is installed with a package in the form of CycloneDX, from its metadata alone.

`python -m scripts.list_parts dateline` prints it: a software bill of materials. What extras alone
ask for is left out, and nothing is asked of a server.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

LICENCE = "License :: OSI Approved :: "


def list_parts(name: str) -> dict[str, Any]:
    """The bill of one installed package: itself, all that it needs, and what needs what."""
    found = collect_needed(name)
    parts = {one: describe_part(one, part) for one, part in sorted(found.items())}
    whole = parts.pop(canonicalize_name(name))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**whole, "type": "application"}},
        "components": list(parts.values()),
        "dependencies": [
            {
                "ref": make_purl(one, part),
                "dependsOn": [make_purl(n, found[n]) for n in list_needs(part) if n in found],
            }
            for one, part in sorted(found.items())
        ],
    }


def collect_needed(name: str) -> dict[NormalizedName, Distribution]:
    """A package and all that it needs, by name.

    Errors: PackageNotFoundError where a package is not installed that this machine needs.
    """
    waiting, found = [canonicalize_name(name)], dict[NormalizedName, Distribution]()
    while waiting:
        one = waiting.pop()
        if one not in found:
            found[one] = distribution(one)
            waiting.extend(list_needs(found[one]))
    return found


def list_needs(part: Distribution) -> list[NormalizedName]:
    """The names of what a package needs on this machine without extras."""
    needs = map(Requirement, part.requires or ())
    asked = (n for n in needs if n.marker is None or n.marker.evaluate({"extra": ""}))
    return sorted({canonicalize_name(n.name) for n in asked})


def describe_part(name: str, part: Distribution) -> dict[str, Any]:
    """A package as a component of CycloneDX."""
    told: dict[str, Any] = {
        "type": "library",
        "name": name,
        "version": part.version,
        "bom-ref": make_purl(name, part),
        "purl": make_purl(name, part),
    }
    if licences := list(list_licences(part)):
        told["licenses"] = licences
    return told


def list_licences(part: Distribution) -> Iterator[dict[str, Any]]:
    """A package's licence: its SPDX expression, else the names in its classifiers or its own."""
    told = part.metadata
    if expressions := told.get_all("License-Expression"):
        yield {"expression": expressions[0]}
        return
    classified = [c for c in told.get_all("Classifier") or () if c.startswith(LICENCE)]
    named = [c.removeprefix(LICENCE) for c in classified] or told.get_all("License") or []
    yield from ({"license": {"name": name}} for name in named if name and "\n" not in name)


def make_purl(name: str, part: Distribution) -> str:
    """A package's URL as purl has it: `pkg:pypi/pyyaml@6.0.2`."""
    return f"pkg:pypi/{name}@{part.version}"


if __name__ == "__main__":
    try:
        print(json.dumps(list_parts(sys.argv[1]), indent=1, sort_keys=True))
    except PackageNotFoundError as absent:
        sys.exit(f"{absent.name} is not installed here: pip install {absent.name}")
