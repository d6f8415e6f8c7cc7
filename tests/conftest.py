"""What all tests share: property tests have no deadline, since machines differ and are shared."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
