"""Dateline's own corpus: texts and whole answers, coded by docs/coding-manual.md."""
