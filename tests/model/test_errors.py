"""Errors say what, where and what to do, and travel between processes."""

from __future__ import annotations

import pickle

from dateline.model import DatelineError, LedgerError, ReportError, RunError, UnreadableInput


def test_a_message_names_place_and_remedy() -> None:
    error = UnreadableInput("not text", where="a.bin: byte 0", remedy="give a text file")
    assert str(error) == "a.bin: byte 0: not text (give a text file)"


def test_the_two_branches_are_apart() -> None:
    assert issubclass(UnreadableInput, ReportError)
    assert issubclass(LedgerError, RunError)
    assert not issubclass(ReportError, RunError)
    assert issubclass(RunError, DatelineError)


def test_an_error_survives_pickling_whole() -> None:
    error = UnreadableInput("not text", where="a.bin", remedy="give a text file")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is UnreadableInput
    assert (again.what, again.where, again.remedy) == (error.what, error.where, error.remedy)
