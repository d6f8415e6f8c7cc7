"""Time expressions: found and read by rules over words, then anchored to intervals."""
