"""What was released stays: a digest over what a factor says, so that a changed row is noticed.

A corrected value is a new row with a new code, at the end of its file. Notes, sources and the mark of verification may be
improved; number, unit, range and what they are for may not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from ditan.core.factors.factor import Factor

FIXED = (
    *("code", "quantity", "value", "unit", "factor_set", "gas", "lower", "upper", "distribution"),
    *("fuel", "process", "technology", "region", "year", "gwp_set"),
)
"""What never changes of a factor."""


def digest(factors: Iterable[Factor]) -> str:
    """A SHA-256 over what the factors say, in their order.

    >>> diesel = Factor("d", "柴油", "ncv", 42.652, "GJ/t", "guide")
    >>> digest([diesel])[:12]
    'efe23b4c5c04'
    """
    hashed = hashlib.sha256()
    for factor in factors:
        hashed.update("\x1f".join(repr(getattr(factor, name)) for name in FIXED).encode())
        hashed.update(b"\x1e")
    return hashed.hexdigest()
