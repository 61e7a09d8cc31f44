"""Carbon that forests took up between two surveys, by the biomass expansion factor (stock difference)."""

from __future__ import annotations

from ditan.core.methods import Method, Output, OutputKind, Parameter
from ditan.core.methods.forest_inputs import (
    CARBON_FRACTION,
    FOREST_TYPE,
    PERIOD_YEARS,
    STAND_BIOMASS,
    VOLUME_END,
    VOLUME_START,
    WOOD_DENSITY,
)

EXPANSION = Parameter(
    "expansion",
    "地上生物量扩展因子 BEF",
    "1",
    "biomass_expansion_aboveground",
    by={"process": "forest_type"},
    loose=("process",),
    high=10.0,
)
ROOT_SHOOT = Parameter(
    "root_shoot",
    "根茎比 R",
    "1",
    "root_shoot_ratio",
    by={"process": "forest_type", "technology": "stand_biomass"},
    loose=("process", "technology"),
    high=3.0,
)


def carbon_t(
    volume_m3: float, wood_density: float, expansion: float, root_shoot: float, carbon_fraction: float
) -> float:
    """Carbon in living biomass, above and below ground, t C.

    >>> round(carbon_t(1_200_000.0, 0.38, 1.472, 0.187, 0.46), 1)
    366506.1
    """
    return volume_m3 * wood_density * expansion * (1 + root_shoot) * carbon_fraction


def co2_t(
    volume_start_m3: float,
    volume_end_m3: float,
    period_years: float,
    wood_density: float,
    expansion: float,
    root_shoot: float,
    carbon_fraction: float,
) -> float:
    """CO2 of a year, t; negative where the stock grew.

    >>> round(co2_t(1_200_000.0, 1_320_000.0, 5.0, 0.38, 1.472, 0.187, 0.46), 1)
    -26877.1
    """
    start = carbon_t(volume_start_m3, wood_density, expansion, root_shoot, carbon_fraction)
    end = carbon_t(volume_end_m3, wood_density, expansion, root_shoot, carbon_fraction)
    return (start - end) / period_years * 44 / 12


METHOD = Method(
    code="ghg.forest_stock_change",
    label="森林碳汇（两期储量差）",
    inputs=(FOREST_TYPE, STAND_BIOMASS, VOLUME_START, VOLUME_END, PERIOD_YEARS),
    parameters=(WOOD_DENSITY, EXPANSION, ROOT_SHOOT, CARBON_FRACTION),
    outputs=(
        Output(
            "CO2",
            co2_t,
            "−（期末 − 期初蓄积）× SVD × BEF ×（1 + R）× CF ÷ 年数 × 44/12",
            kind=OutputKind.REMOVAL,
        ),
    ),
    source="储量差法，IPCC 2006 第 4 卷第 2 章 式2.5、2.8；公式形式见李文武 2016 现代农村科技 3",
    verified=True,
    note="吸收为负。清单吸收量、GEP 固碳量和 CCER 减排量是三个不同的数，不得相加；BEF 为地上部分，地下部分由 R 计入。",
)
