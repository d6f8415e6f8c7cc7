"""The templates of the page, with autoescape on and filters for text of others."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from dateline.publish.dates import instant_words, spoken
from dateline.publish.face import count, figure, say_marked
from dateline.publish.labels import area_words, label
from dateline.publish.plain import clipped, safe, shown
from dateline.publish.report_text import hedged


@cache
def environment() -> Environment:
    """The one template environment of the page."""
    env = Environment(
        loader=PackageLoader("dateline.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(
        safe_text=safe,
        shown=shown,
        clip=clipped,
        label=lambda code, group: label(group, code),
        hedged=hedged,
        spoken=spoken,
        instant=instant_words,
        area=area_words,
        count=count,
        figure=figure,
    )
    env.globals["_"] = say_marked
    return env
