"""Fits the reader of events and claims in every language that Dateline reads."""
