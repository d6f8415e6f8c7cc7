"""Fits the reader of `dateline.encoder` from open corpora; the package never imports this."""
