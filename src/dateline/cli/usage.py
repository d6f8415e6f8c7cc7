"""What Typer says of wrong usage, in the one line that all errors of the program have."""

from __future__ import annotations

import re
from typing import Any

import typer

from dateline.model.errors import UsageError

# Typer may bring its own copy of click, so the class is looked up where Typer has it.
WRONG_USAGE: type[Exception] = next(
    kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException"
)
_INVALID = re.compile(r"Invalid value for '(?P<where>[^']+)'(?: / '[^']+')*: (?P<what>.*)")
_MINUS = re.compile(r"no such option: -[^-]", re.IGNORECASE)
"""What the program says of a word that is to be left out: a shell hands it on as an option."""
_OF_TYPER = "Value error, "


def usage_error(error: Exception) -> UsageError:
    """The same fault as an error of ours; its remedy is the help of the command at hand."""
    told = getattr(error, "format_message", None)
    message = " ".join(str(told() if told else error).split())
    context = getattr(error, "ctx", None)
    found = _INVALID.fullmatch(message)
    what = (found["what"] if found else message).removeprefix(_OF_TYPER).rstrip(".")
    remedy = f"{context.command_path if context else 'dateline'} --help"
    if _MINUS.match(what) and _takes_query(context):
        remedy = f"put a query with a minus in quotation marks: 'strike -Kherson'; {remedy}"
    return UsageError(
        what[:1].lower() + what[1:], where=found["where"] if found else None, remedy=remedy
    )


def _takes_query(context: Any) -> bool:
    """Whether the command at hand takes words of the query language."""
    command = getattr(context, "command", None)
    return any(parameter.name == "words" for parameter in getattr(command, "params", ()))


def asks_for_help(error: Exception) -> bool:
    """Whether nothing was wrong but that nothing was asked for."""
    return type(error).__name__ == "NoArgsIsHelpError"
