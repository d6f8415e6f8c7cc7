"""Text as such: tokens and sentences, language, transliteration, and the way back to bytes."""
