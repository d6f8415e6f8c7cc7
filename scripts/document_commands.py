"""Writes docs/command-line.md from the program: `python -m scripts.document_commands`.

Read from the commands' own signatures, so that it does not hang on how a version of typer
lays out its help.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_type_hints

from typer.models import ArgumentInfo, OptionInfo

from dateline.cli import version
from dateline.cli.app import COMMANDS, GROUPS

PAGE = Path(__file__).parents[1] / "docs" / "command-line.md"
HEAD = """# The command line

This page is generated from the program (`python -m scripts.document_commands`) and tested to be
current.

- Data goes to standard output; errors, notes and progress go to standard error.
- An error is one line: `error: file:line: what was wrong (what to do)`.
- Exit codes: 0; 1 if an input or the run failed; 2 for wrong usage; 130 on Ctrl-C.
- The ledger is `--ledger PATH`, else `$DATELINE_LEDGER`, else `ledger.sqlite` here.
- Every query takes `--as-of INSTANT` and answers as the ledger would have answered then.
- `--format jsonl` and `--format csv` give every column; a table gives those that fit.
- Ids may be shortened to a beginning that no other id has.
"""

Parameter = tuple[OptionInfo | ArgumentInfo, str, Any, Any]
"""How it is declared, its name in the code, its type, its default."""


def page() -> str:
    """The whole page."""
    commands = list(_commands())
    rows = [f"| [`{n}`](#dateline-{n.replace(' ', '-')}) | {_text(c)[0]} |" for n, c in commands]
    index = "\n".join(["| command | |", "|---|---|", *rows])
    parts = [HEAD, index, _table(_parameters(version.options))]
    parts += [_section(f"dateline {name}", made) for name, made in commands]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _commands() -> Iterator[tuple[str, Callable[..., None]]]:
    """Every command, those of groups after the group's own."""
    yield from COMMANDS
    for name, group in GROUPS:
        if group.registered_callback and group.registered_callback.callback:
            yield name, group.registered_callback.callback
        for found in group.registered_commands:
            if found.callback is not None:
                yield f"{name} {found.name or found.callback.__name__}", found.callback


def _section(title: str, command: Callable[..., None]) -> str:
    parameters = _parameters(command)
    given = [_argument(p) for p in parameters if isinstance(p[0], ArgumentInfo)]
    usage = " ".join([title, *given, "[OPTIONS]"])
    return "\n\n".join([f"## {title}", f"```\n{usage}\n```", *_text(command), _table(parameters)])


def _text(command: Callable[..., None]) -> list[str]:
    """The paragraphs of a command's help."""
    text = inspect.cleandoc(command.__doc__ or "")
    return [" ".join(part.split()) for part in text.split("\n\n")]


def _parameters(command: Callable[..., None]) -> list[Parameter]:
    hints = get_type_hints(command, include_extras=True)
    found: list[Parameter] = []
    for name, parameter in inspect.signature(command).parameters.items():
        declared = get_args(hints[name])
        if len(declared) > 1 and isinstance(declared[1], OptionInfo | ArgumentInfo):
            found.append((declared[1], name, declared[0], parameter.default))
    return found


def _argument(parameter: Parameter) -> str:
    info, name, kind, default = parameter
    shown = info.metavar or name.upper()
    if str(kind).startswith("list"):
        shown += "..."
    return shown if default is inspect.Parameter.empty else f"[{shown}]"


def _table(parameters: list[Parameter]) -> str:
    rows = [f"| {_name(p)} | {_meaning(p)} |" for p in parameters]
    return "\n".join(["| | |", "|---|---|", *rows])


def _name(parameter: Parameter) -> str:
    info, _, kind, _ = parameter
    if isinstance(info, ArgumentInfo):
        return f"`{info.metavar}`"
    # typer takes the first name of an annotated option for its default
    names = [*(info.param_decls or ()), *([info.default] if isinstance(info.default, str) else [])]
    declared = "`, `".join(sorted(names, key=len, reverse=True))
    return " ".join(part for part in (f"`{declared}`", _value(info, kind)) if part)


def _value(info: OptionInfo, kind: Any) -> str:
    """What an option takes: its choices, its name, or nothing for a switch."""
    kinds = get_args(kind) if isinstance(kind, UnionType) else (kind,)
    for one in kinds:
        if inspect.isclass(one) and issubclass(one, Enum):
            return " ".join(f"`{member.value}`" for member in one)
    if kinds[0] is bool:
        return ""
    return f"`{info.metavar or kinds[0].__name__.upper()}`"


def _meaning(parameter: Parameter) -> str:
    info, _, _, default = parameter
    parts = [(info.help or "").replace("|", "\\|")]
    if info.envvar:
        parts.append(f"Also from `${info.envvar}`.")
    if isinstance(info, OptionInfo):
        if default is inspect.Parameter.empty:
            parts.append("Required.")
        elif default is not None and default is not False:
            parts.append(f"Without it: `{getattr(default, 'value', default)}`.")
    return " ".join(part for part in parts if part)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
