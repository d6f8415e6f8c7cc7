"""Exports in the forms that others use: one file a format, all named in `registry`."""
