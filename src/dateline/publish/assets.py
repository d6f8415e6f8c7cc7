"""The built scripts and styles of the page, as shipped in `static/`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from markupsafe import Markup
from msgspec import Struct

from dateline.model import ConfigError
from dateline.publish.embed import inline_script

_EARLY = 'document.documentElement.className="js"'


class Assets(Struct, frozen=True, kw_only=True):
    """What is written into the page: an early line, the scripts in order, the style."""

    early: Markup
    scripts: tuple[Markup, ...]
    style: Markup


@cache
def shipped_assets() -> Assets:
    """The assets of the installed package; ConfigError where they were not built."""
    folder = files("dateline.publish") / "static"
    try:
        scripts = [(folder / name).read_text("utf-8") for name in ("app.js", "map.js")]
        style = (folder / "page.css").read_text("utf-8")
    except OSError as error:
        raise ConfigError(
            "the page's scripts were not built into this installation",
            where=str(error.filename),
            remedy="pip install . (or pip install -e .) builds them",
        ) from error
    return Assets(
        early=Markup(_EARLY),
        scripts=tuple(inline_script(s) for s in scripts),
        style=Markup(style.strip()),
    )
