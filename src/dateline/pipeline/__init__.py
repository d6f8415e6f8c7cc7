"""The stages in order, their settings, and the runners that code many reports."""

from dateline.pipeline.code import Coded, code, code_reading
from dateline.pipeline.config import Settings
from dateline.pipeline.runner import run
from dateline.pipeline.stages import check_order, components

__all__ = ["Coded", "Settings", "check_order", "code", "code_reading", "components", "run"]
