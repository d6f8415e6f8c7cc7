"""The error tree.

DatelineError
├── ReportError          this report (or input) failed; the run goes on
│   ├── UnreadableInput  the bytes cannot be read as a report
│   ├── FetchError       an address could not be read
│   └── SpanError        words were claimed that are not in the text
└── RunError             this run cannot go on
    ├── UsageError       wrong options or arguments
    ├── ConfigError      a data or configuration file is wrong
    ├── MissingExtra     an optional part is not installed
    ├── ModelError       the reader's weights are missing or damaged
    └── LedgerError      the ledger cannot be opened, read or written
        └── SlowQuery    a query took longer than it may
"""

from __future__ import annotations


class DatelineError(Exception):
    """Root of all errors that Dateline raises on purpose: what, where, and what to do.

    `what` says what was wrong; `where` names file, line or byte; `remedy` says what to do.
    """

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        mend = f" ({self.remedy})" if self.remedy else ""
        return f"{place}{self.what}{mend}"

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.what, self.where, self.remedy))


def _rebuild(
    kind: type[DatelineError], what: str, where: str | None, remedy: str | None
) -> DatelineError:
    return kind(what, where=where, remedy=remedy)


class ReportError(DatelineError):
    """One report or input failed; the others go on."""


class UnreadableInput(ReportError):
    """The bytes at hand cannot be read as a report."""


class FetchError(ReportError):
    """An address could not be read, or must not be."""


class SpanError(ReportError):
    """A span whose words are not the report's words at that place."""


class RunError(DatelineError):
    """The run cannot go on."""


class UsageError(RunError):
    """Options or arguments that make no sense together (exit code 2)."""


class ConfigError(RunError):
    """A data file or configuration is wrong; names the file and the field."""


class MissingExtra(RunError):
    """An optional part is not installed; the remedy is the exact install command."""


class ModelError(RunError):
    """The reader's weights are missing, damaged or of another version."""


class LedgerError(RunError):
    """The ledger cannot be opened, read or written."""


class SlowQuery(LedgerError):
    """A query was stopped, since it took longer than it may; the ledger is as it was."""
