"""The chain of custody as one page to be read, printed and handed on; nothing in it runs.

Beside it the same as JSON, for programs.
"""

from __future__ import annotations

from importlib.resources import files

import msgspec
from markupsafe import Markup

from dateline.model.custody import Custody
from dateline.publish.face import ENGLISH, speaking
from dateline.publish.templating import environment


def custody_page(custody: Custody, *, lang: str = ENGLISH) -> str:
    """The page as text, its own words in a language that there is a face in."""
    style = files("dateline.publish").joinpath("data", "custody.css").read_text("utf-8")
    with speaking(lang):
        template = environment().get_template("custody.html.j2")
        return template.render(custody=custody, lang=lang, style=Markup(style))


def custody_json(custody: Custody) -> bytes:
    """The same for programs, as all that hands it on writes it."""
    return msgspec.json.format(msgspec.json.encode(custody), indent=2)
