"""Every method of this package, in the order of an inventory's sectors."""

from __future__ import annotations

from ditan.core.air import (
    cement_kiln,
    coal_combustion,
    construction_dust,
    gas_combustion,
    livestock_ammonia,
    mobile_sulphur,
    oil_combustion,
    pile_erosion,
    pile_handling,
    residue_smoke,
    road_dust,
    vehicle_evaporation,
    vehicle_exhaust,
)
from ditan.core.methods import Method

METHODS: tuple[Method, ...] = (
    coal_combustion.METHOD,
    gas_combustion.METHOD,
    oil_combustion.METHOD,
    mobile_sulphur.METHOD,
    vehicle_exhaust.METHOD,
    vehicle_evaporation.METHOD,
    cement_kiln.METHOD,
    livestock_ammonia.METHOD,
    residue_smoke.METHOD,
    road_dust.METHOD,
    construction_dust.METHOD,
    pile_handling.METHOD,
    pile_erosion.METHOD,
)
