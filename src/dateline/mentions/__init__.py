"""Names, coreference, actors and their sides."""
