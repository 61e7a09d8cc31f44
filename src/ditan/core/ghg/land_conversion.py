"""CO2 of biomass that is lost where forest or other land is taken for something else, and gases of what is burnt on the spot."""

from __future__ import annotations

from ditan.core.methods import Input, InputKind, Method, Output, Parameter

CONVERTED_AREA = Input("converted_area_ha", "转化面积", "ha", note="清单年份内转出的面积，依国土变更调查。")
LAND_BEFORE = Input(
    "land_before",
    "转化前地类",
    kind=InputKind.CHOICE,
    choices=(
        ("forest_natural", "天然林"),
        ("forest_broadleaf_plantation", "人工阔叶林"),
        ("forest_other_plantation", "其他人工林"),
        ("grassland_warm_wet", "草地（暖温带湿润）"),
        ("grassland_warm_dry", "草地（暖温带干旱）"),
    ),
)
CARBON_AFTER = Input(
    "carbon_after_tc_ha",
    "转化后一年内生物量碳",
    "tC/ha",
    high=500.0,
    note="转为建设用地且未绿化的填 0；转为一年生农作物的 IPCC 2006 默认值为 5（EFDB 510999），2019 修订为 4.7（EFDB 328574）。",
)
BURNT_SHARE = Input(
    "burnt_share",
    "现地焚烧的生物量比例",
    "1",
    high=1.0,
    required=False,
    note="0—1；没有现地焚烧的填 0。只影响 CH4、N2O，CO2 已按全部生物量损失计算。",
)

BIOMASS_BEFORE = Parameter(
    "biomass_before", "转化前地上生物量", "t dm/ha", "land_biomass", by={"process": "land_before"}, high=1000.0
)
BELOW_GROUND = Parameter(
    "below_ground", "转化前根茎比", "1", "land_root_shoot_ratio", by={"process": "land_before"}, high=3.0
)
LAND_CARBON = Parameter(
    "land_carbon_fraction",
    "生物量含碳率",
    "tC/t dm",
    "biomass_carbon_fraction",
    by={"process": "land_before"},
    loose=("process",),
    high=1.0,
)
COMBUSTION = Parameter(
    "combustion_factor",
    "燃烧因子",
    "1",
    "biomass_combustion_factor",
    by={"process": "land_before"},
    loose=("process",),
    high=1.0,
)


def _burning(gas: str) -> Parameter:
    return Parameter(
        f"burning_{gas.lower()}",
        f"生物质燃烧 {gas} 排放因子",
        "g/kg dm",
        "biomass_burning_factor",
        gas,
        by={"process": "land_before"},
        loose=("process",),
        high=500.0,
    )


BURNING_CH4, BURNING_N2O = _burning("CH4"), _burning("N2O")


def co2_t(
    converted_area_ha: float,
    biomass_before: float,
    below_ground: float,
    land_carbon_fraction: float,
    carbon_after_tc_ha: float,
) -> float:
    """CO2 of the year of conversion, t: IPCC 2006 volume 4 chapter 2, equation 2.16.

    A hectare of natural forest of 180 t with roots of 0.24, taken for building:

    >>> round(co2_t(1.0, 180.0, 0.24, 0.47, 0.0), 3)
    384.648
    """
    carbon_before = biomass_before * (1 + below_ground) * land_carbon_fraction
    return converted_area_ha * (carbon_before - carbon_after_tc_ha) * 44 / 12


def ch4_t(
    converted_area_ha: float, biomass_before: float, burnt_share: float, combustion_factor: float, burning_ch4: float
) -> float:
    """CH4 of what is burnt on the spot, t: equation 2.27.

    >>> round(ch4_t(1.0, 180.0, 0.5, 0.45, 4.7), 5)
    0.19035
    """
    return converted_area_ha * biomass_before * burnt_share * combustion_factor * burning_ch4 / 1000


def n2o_t(
    converted_area_ha: float, biomass_before: float, burnt_share: float, combustion_factor: float, burning_n2o: float
) -> float:
    """N2O of what is burnt on the spot, t: equation 2.27.

    >>> round(n2o_t(1.0, 180.0, 0.5, 0.45, 0.26), 5)
    0.01053
    """
    return converted_area_ha * biomass_before * burnt_share * combustion_factor * burning_n2o / 1000


_BURNT = "面积 × 地上生物量 × 焚烧比例 × 燃烧因子 × 排放因子 ÷ 1000"

METHOD = Method(
    code="ghg.land_conversion",
    label="土地利用变化",
    inputs=(LAND_BEFORE, CONVERTED_AREA, CARBON_AFTER, BURNT_SHARE),
    parameters=(BIOMASS_BEFORE, BELOW_GROUND, LAND_CARBON, COMBUSTION, BURNING_CH4, BURNING_N2O),
    outputs=(
        Output("CO2", co2_t, "面积 ×［地上生物量 ×（1 + 根茎比）× 含碳率 − 转化后碳］× 44/12"),
        Output("CH4", ch4_t, _BURNT),
        Output("N2O", n2o_t, _BURNT),
    ),
    source="IPCC 2006 第 4 卷第 2 章 式2.16、2.27；参数取自 IPCC EFDB",
    verified=True,
    note="只计生物量；枯落物和土壤碳没有取得本地数值，未计。",
)
