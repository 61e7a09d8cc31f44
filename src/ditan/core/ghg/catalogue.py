"""Every method of this package, in the order of an inventory's sectors."""

from __future__ import annotations

from ditan.core.ghg import stationary_combustion
from ditan.core.methods import Method

METHODS: tuple[Method, ...] = (stationary_combustion.METHOD,)
