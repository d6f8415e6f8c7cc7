"""The built scripts and styles of the page, as shipped in `static/`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from markupsafe import Markup
from msgspec import Struct

from dateline.model import ConfigError
from dateline.publish.embed import digest, inline_script, packed

_EARLY = 'document.documentElement.className="js"'


class Assets(Struct, frozen=True, kw_only=True):
    """What is written into the page: an early line, the page's code, that of the live map, packed
    until the map is near, with its digest; the style."""

    early: Markup
    app: Markup
    map: Markup
    map_digest: str
    style: Markup


@cache
def shipped_assets() -> Assets:
    """The assets of the installed package; ConfigError where they were not built."""
    folder = files("dateline.publish") / "static"
    try:
        app, live = ((folder / name).read_text("utf-8") for name in ("app.js", "map.js"))
        style = (folder / "page.css").read_text("utf-8")
    except OSError as error:
        raise ConfigError(
            "the page's scripts were not built into this installation",
            where=str(error.filename),
            remedy="pip install . (or pip install -e .) builds them",
        ) from error
    return Assets(
        early=Markup(_EARLY),
        app=inline_script(app),
        map=packed(live.encode()),
        map_digest=digest(live),
        style=Markup(style.strip()),
    )
