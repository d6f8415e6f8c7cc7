"""The neural reader: one small encoder, all heads, from tokens and sentences to an analysis."""
