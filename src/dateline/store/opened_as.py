"""How a connection was opened, as it says itself."""

from __future__ import annotations

FROZEN = "frozen"
"""Under this a connection keeps whether it may only read."""
