"""Every method of this package, in the order of an inventory's sectors."""

from __future__ import annotations

from ditan.core.ghg import (
    biological_treatment,
    biomass_combustion,
    bunkers,
    coal_mining,
    coal_post_mining,
    direct_entry,
    domestic_wastewater,
    enteric_fermentation,
    forest_growth_loss,
    forest_stock_change,
    forest_volume_function,
    industrial_wastewater,
    land_conversion,
    landfill_decay,
    landfill_mass_balance,
    manure_management,
    manure_nitrogen,
    market_electricity,
    mobile_biofuel,
    mobile_combustion,
    oil_gas,
    purchased_electricity,
    purchased_heat,
    reference_approach,
    rice_cultivation,
    rice_daily,
    sludge_digestion,
    soil_nitrogen_direct,
    soil_nitrogen_indirect,
    standard_coal,
    stationary_combustion,
    urban_green,
    urban_trees,
    waste_incineration,
    wastewater_plant_n2o,
    wastewater_protein,
    winter_flooded_paddy,
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

AGRICULTURE: tuple[Method, ...] = (
    rice_cultivation.METHOD,
    rice_daily.METHOD,
    winter_flooded_paddy.METHOD,
    enteric_fermentation.METHOD,
    manure_management.METHOD,
    manure_nitrogen.METHOD,
    soil_nitrogen_direct.METHOD,
    soil_nitrogen_indirect.METHOD,
)
LAND: tuple[Method, ...] = (
    forest_stock_change.METHOD,
    forest_growth_loss.METHOD,
    forest_volume_function.METHOD,
    land_conversion.METHOD,
    urban_trees.METHOD,
    urban_green.METHOD,
)
WASTE: tuple[Method, ...] = (
    landfill_decay.METHOD,
    landfill_mass_balance.METHOD,
    biological_treatment.METHOD,
    waste_incineration.METHOD,
    domestic_wastewater.METHOD,
    wastewater_protein.METHOD,
    wastewater_plant_n2o.METHOD,
    industrial_wastewater.METHOD,
    sludge_digestion.METHOD,
)

DIRECT: tuple[Method, ...] = (direct_entry.METHOD, direct_entry.REMOVAL)

METHODS: tuple[Method, ...] = (*ENERGY, *AGRICULTURE, *LAND, *WASTE, *DIRECT)
