"""Dateline: reporting on a conflict as a ledger whose every entry can be traced to its words."""

__version__ = "0.1.0"
