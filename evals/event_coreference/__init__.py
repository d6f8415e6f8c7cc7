"""The engine that ECB+ is measured with: events that no codebook types, by words and stories.

The product joins coded deeds (`dateline.fusion`); nothing of it reaches this.
"""
