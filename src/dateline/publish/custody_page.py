"""The chain of custody as one page to be read, printed and handed on; nothing in it runs."""

from __future__ import annotations

from dateline.model.custody import Custody
from dateline.publish.templating import environment


def custody_page(custody: Custody) -> str:
    """The page as text."""
    return environment().get_template("custody.html.j2").render(custody=custody)
