"""Scores each stage on public corpora; one file a corpus."""
