"""Every method of this package, in the order of an inventory's sectors."""

from __future__ import annotations

from ditan.core.ghg import (
    biomass_combustion,
    bunkers,
    coal_mining,
    coal_post_mining,
    direct_entry,
    market_electricity,
    mobile_biofuel,
    mobile_combustion,
    oil_gas,
    purchased_electricity,
    purchased_heat,
    reference_approach,
    standard_coal,
    stationary_combustion,
)
from ditan.core.methods import Method

ENERGY: tuple[Method, ...] = (
    stationary_combustion.METHOD,
    biomass_combustion.METHOD,
    mobile_combustion.METHOD,
    mobile_biofuel.METHOD,
    bunkers.METHOD,
    reference_approach.METHOD,
    coal_mining.METHOD,
    coal_post_mining.METHOD,
    oil_gas.METHOD,
    oil_gas.FLARING_N2O,
    purchased_electricity.METHOD,
    market_electricity.METHOD,
    purchased_heat.METHOD,
    standard_coal.METHOD,
    standard_coal.GAS,
    standard_coal.ELECTRICITY_CALORIFIC,
    standard_coal.ELECTRICITY_EQUIVALENT,
    standard_coal.HEAT,
)

DIRECT: tuple[Method, ...] = (direct_entry.METHOD, direct_entry.REMOVAL)

METHODS: tuple[Method, ...] = (*ENERGY, *DIRECT)
