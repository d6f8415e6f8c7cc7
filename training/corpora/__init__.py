"""One reader a corpus: records of the data folder become documents with labels."""
