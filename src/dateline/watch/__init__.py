"""Feeds, pages, folders and saved searches that are looked at again and again."""
