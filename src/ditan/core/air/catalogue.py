"""Every method of this package, in the order of an inventory's sectors."""

from __future__ import annotations

from ditan.core.air import (
    coal_combustion,
    gas_combustion,
    livestock_ammonia,
    oil_combustion,
    vehicle_evaporation,
    vehicle_exhaust,
)
from ditan.core.methods import Method

METHODS: tuple[Method, ...] = (
    coal_combustion.METHOD,
    gas_combustion.METHOD,
    oil_combustion.METHOD,
    vehicle_exhaust.METHOD,
    vehicle_evaporation.METHOD,
    livestock_ammonia.METHOD,
)
