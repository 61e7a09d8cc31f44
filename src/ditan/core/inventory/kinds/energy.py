"""Energy: fuels burnt, fugitive gases, electricity and heat."""

from __future__ import annotations

from ditan.core.air import coal_combustion, gas_combustion, mobile_sulphur, oil_combustion
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
from ditan.core.inventory import implied
from ditan.core.inventory.kind import Kind

STATIONARY_FUEL = Kind(
    "stationary_fuel",
    "固定源燃料燃烧",
    (
        stationary_combustion.METHOD,
        biomass_combustion.METHOD,
        standard_coal.METHOD,
        standard_coal.GAS,
        coal_combustion.METHOD,
        gas_combustion.METHOD,
        oil_combustion.METHOD,
    ),
    ("1.A.1", "1.A.2", "1.A.3.e.i", "1.A.4.a", "1.A.4.b", "1.A.4.c.i", "1.A.5.a"),
    note="化石燃料和生物质填在同一张表；生物质的二氧化碳自动作为备忘项。",
    implied=implied.combustion_sector,
)

MOBILE_FUEL = Kind(
    "mobile_fuel",
    "移动源燃料燃烧",
    (
        mobile_combustion.METHOD,
        mobile_biofuel.METHOD,
        standard_coal.METHOD,
        standard_coal.GAS,
        mobile_sulphur.METHOD,
    ),
    (
        "1.A.3.a.ii",
        "1.A.3.b",
        "1.A.3.c",
        "1.A.3.d.ii",
        "1.A.3.e.ii",
        "1.A.4.b",
        "1.A.4.c.ii",
        "1.A.4.c.iii",
        "1.A.5.b",
    ),
    implied=implied.transport_mode,
)

BUNKERS = Kind(
    "bunkers", "国际航行和国际航班加油", (bunkers.METHOD,), ("M.2.a", "M.2.b"), implied=implied.transport_mode
)

COAL_MINING = Kind(
    "coal_mining",
    "煤炭开采甲烷",
    (coal_mining.METHOD,),
    ("1.B.1.a.i.1", "1.B.1.a.ii.1"),
    implied=implied.mine_type,
)

COAL_POST_MINING = Kind(
    "coal_post_mining",
    "煤炭矿后活动甲烷",
    (coal_post_mining.METHOD,),
    ("1.B.1.a.i.2", "1.B.1.a.ii.2"),
    implied=implied.mine_type,
)

OIL_GAS = Kind(
    "oil_gas",
    "油气系统放空和火炬",
    (oil_gas.METHOD, oil_gas.METHANE, oil_gas.FLARING_N2O),
    ("1.B.2.a.i", "1.B.2.a.ii", "1.B.2.b.i", "1.B.2.b.ii"),
)

FUGITIVE_DIRECT = Kind(
    "fugitive_direct",
    "燃料逃逸排放直接录入",
    (direct_entry.METHOD,),
    ("1.B.1", "1.B.2", "1.B.3", "1.C"),
    note="废弃矿井、设备泄漏、城市燃气管网等没有参数的源。",
)

PURCHASED_ELECTRICITY = Kind(
    "purchased_electricity",
    "外购电力",
    (
        purchased_electricity.METHOD,
        market_electricity.METHOD,
        standard_coal.ELECTRICITY_CALORIFIC,
        standard_coal.ELECTRICITY_EQUIVALENT,
    ),
    ("E.1",),
    note="基于位置的结果计入间接排放，基于市场的结果是备忘项，两者不相加。",
)

PURCHASED_HEAT = Kind("purchased_heat", "外购热力", (purchased_heat.METHOD, standard_coal.HEAT), ("E.2",))

REFERENCE_FUEL = Kind(
    "reference_fuel",
    "参考方法（按供应量核对）",
    (reference_approach.METHOD, reference_approach.APPARENT),
    ("1.A",),
    note="只用来核对，不计入任何总量。",
    below=False,
)

KINDS: tuple[Kind, ...] = (
    STATIONARY_FUEL,
    MOBILE_FUEL,
    BUNKERS,
    COAL_MINING,
    COAL_POST_MINING,
    OIL_GAS,
    FUGITIVE_DIRECT,
    PURCHASED_ELECTRICITY,
    PURCHASED_HEAT,
    REFERENCE_FUEL,
)
