"""What `import dateline` gives: code a text, read reports into a ledger, ask it.

Nothing is imported here, so that the command line can take one piece without the rest.
"""
