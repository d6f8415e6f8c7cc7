"""One reader a format: from bytes, files and addresses to reports in blocks."""
