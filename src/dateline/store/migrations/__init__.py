"""The ledger's migrations, in order; they ship with the package and run when a ledger opens."""
