"""The workbench: a local web application over a ledger, in which people search, read and judge."""
