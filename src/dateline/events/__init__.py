"""Events: what happened, to whom, where, when, how many, and whether it happened at all."""
