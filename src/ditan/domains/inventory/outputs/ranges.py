"""Where the ranges of a report come from: the last run of the uncertainty page over the rows as they are."""

from __future__ import annotations

from typing import Any

from ditan.domains.inventory.models import Inventory
from ditan.domains.inventory.outputs.bands import Bands


def bands_of(user: Any, inventory: Inventory) -> Bands | None:
    """None until a run over these very rows was stored."""
    return None
