"""Styles of layers as QGIS keeps them (QML): by kind of deed, and hollow where it is not exact."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from xml.sax.saxutils import quoteattr

import msgspec
from msgspec import Struct

from dateline.publish.labels import label


class Colours(Struct, frozen=True, forbid_unknown_fields=True):
    """See `data/map_colours.yaml`."""

    roots: dict[str, str]
    other: str
    reach: str


@cache
def map_colours() -> Colours:
    """The colours that maps of others are given."""
    data = (files("dateline.publish") / "data" / "map_colours.yaml").read_bytes()
    return msgspec.yaml.decode(data, type=Colours)


def incident_style() -> str:
    """Points in the colour of their kind, filled where the place is exact, hollow where not."""
    rules, symbols = [], []
    for number, (test, name, colour, exact) in enumerate(_kinds()):
        rules.append(f"<rule filter={quoteattr(test)} label={quoteattr(name)} symbol='{number}'/>")
        symbols.append(_marker(number, colour, filled=exact))
    inside = f"<rules key='all'>{''.join(rules)}</rules><symbols>{''.join(symbols)}</symbols>"
    return _qml(f"<renderer-v2 type='RuleRenderer'>{inside}</renderer-v2>", tip="place")


def reach_style() -> str:
    """Areas, faint and with a dashed edge."""
    colour = _rgb(map_colours().reach)
    layer = _layer(
        "SimpleFill",
        {"color": f"{colour},25", "outline_color": f"{colour},140", "outline_style": "dash",
         "outline_width": "0.3", "style": "solid"},
    )  # fmt: skip
    symbol = f"<symbol type='fill' name='0' alpha='1'>{layer}</symbol>"
    return _qml(f"<renderer-v2 type='singleSymbol'><symbols>{symbol}</symbols></renderer-v2>")


def _kinds() -> Iterator[tuple[str, str, str, bool]]:
    """Filter, name, colour of each rule, and whether it is of exact places."""
    found = map_colours()
    known = ", ".join(f"'{root}'" for root in found.roots)
    tests = [(f"\"root\" = '{root}'", label("event", root), c) for root, c in found.roots.items()]
    tests.append((f'"root" NOT IN ({known})', "Other", found.other))
    for test, name, colour in tests:
        yield f'{test} AND "where_prec" = 1', name, colour, True
        yield f'{test} AND "where_prec" > 1', f"{name}, not exact", colour, False


def _marker(number: int, colour: str, *, filled: bool) -> str:
    rgb = _rgb(colour)
    options = {
        "name": "circle", "size": "2.6", "color": f"{rgb},{220 if filled else 0}",
        "outline_color": "255,255,255,255" if filled else f"{rgb},255",
        "outline_width": "0.3" if filled else "0.6",
    }  # fmt: skip
    layer = _layer("SimpleMarker", options)
    return f"<symbol type='marker' name='{number}' alpha='1'>{layer}</symbol>"


def _layer(kind: str, options: dict[str, str]) -> str:
    """A layer of a symbol, its options in the forms of QGIS before and since 3.26."""
    new = "".join(
        f"<Option type='QString' name='{name}' value='{value}'/>" for name, value in options.items()
    )
    old = "".join(f"<prop k='{name}' v='{value}'/>" for name, value in options.items())
    return f"<layer class='{kind}' enabled='1'><Option type='Map'>{new}</Option>{old}</layer>"


def _qml(renderer: str, *, tip: str | None = None) -> str:
    display = f'<previewExpression>"{tip}"</previewExpression>' if tip else ""
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
        f"<qgis version='3.22' styleCategories='Symbology'>{renderer}{display}</qgis>"
    )


def _rgb(colour: str) -> str:
    """ "#c1272d" -> "193,39,45" """
    return ",".join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
