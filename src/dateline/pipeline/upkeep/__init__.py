"""What follows from all claims, kept in the ledger: computed again where something changed."""
