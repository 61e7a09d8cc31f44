"""Burning waste without use of its heat: fossil CO2, N2O and CH4, and the CO2 of its biomass as a memo item."""

from __future__ import annotations

from ditan.core.methods import Input, InputKind, Method, Output, OutputKind, Parameter

BURNT_WASTE = Input(
    "burnt_waste",
    "焚烧废物种类",
    kind=InputKind.CHOICE,
    choices=(
        ("msw", "生活垃圾"),
        ("hazardous", "危险废物"),
        ("clinical", "医疗废物"),
        ("industrial", "一般工业废物"),
        ("sludge", "污水污泥"),
    ),
)
FURNACE = Input(
    "furnace",
    "焚烧方式",
    kind=InputKind.CHOICE,
    choices=(
        ("continuous", "连续焚烧炉"),
        ("semi_continuous", "半连续焚烧炉"),
        ("batch", "间歇焚烧炉"),
        ("open_burning", "露天焚烧"),
    ),
    note="N2O、CH4 因子和露天焚烧的氧化率随焚烧方式而不同。",
)
INCINERATED = Input("incinerated_t", "焚烧量", "t", note="入炉湿重；焚烧发电的按能源活动分类，方法相同，不要重复填报。")


def _share(name: str, label: str, quantity: str, loose: tuple[str, ...] = ("technology",)) -> Parameter:
    return Parameter(
        name, label, "1", quantity, "CO2", by={"process": "burnt_waste", "technology": "furnace"}, loose=loose, high=1.0
    )


CARBON = _share("carbon_share", "废物含碳量 CCW", "waste_carbon_content")
FOSSIL = _share("fossil_share", "化石碳比例 FCF", "waste_fossil_fraction")
BURN_OUT = _share("burn_out", "燃烧效率（完全燃烧）", "waste_burn_out", loose=("process", "technology"))


def _factor(gas: str) -> Parameter:
    return Parameter(
        f"{gas.lower()}_g_t",
        f"焚烧 {gas} 排放因子",
        "g/t",
        "waste_burning_factor",
        gas,
        by={"process": "burnt_waste", "technology": "furnace"},
        loose=("process", "technology"),
        high=100000.0,
    )


CH4_FACTOR, N2O_FACTOR = _factor("CH4"), _factor("N2O")


def fossil_co2_t(incinerated_t: float, carbon_share: float, fossil_share: float, burn_out: float) -> float:
    """CO2 of the fossil carbon, t.

    A tonne of municipal waste and one of hazardous waste with the values of the provincial guide of 2025:

    >>> round(fossil_co2_t(1.0, 0.4, 0.4, 0.95), 6), round(fossil_co2_t(1.0, 0.5, 0.9, 0.995), 6)
    (0.557333, 1.64175)
    """
    return incinerated_t * carbon_share * fossil_share * burn_out * 44 / 12


def biogenic_co2_t(incinerated_t: float, carbon_share: float, fossil_share: float, burn_out: float) -> float:
    """CO2 of the carbon of biomass, t; no part of totals.

    >>> round(biogenic_co2_t(1.0, 0.4, 0.4, 0.95), 6)
    0.836
    """
    return incinerated_t * carbon_share * (1 - fossil_share) * burn_out * 44 / 12


def ch4_t(incinerated_t: float, ch4_g_t: float) -> float:
    """CH4, t.

    >>> ch4_t(1000.0, 300.0)
    0.3
    """
    return incinerated_t * ch4_g_t / 1e6


def n2o_t(incinerated_t: float, n2o_g_t: float) -> float:
    """N2O, t.

    >>> n2o_t(1000.0, 50.0)
    0.05
    """
    return incinerated_t * n2o_g_t / 1e6


METHOD = Method(
    code="ghg.waste_incineration",
    label="废物焚烧",
    inputs=(BURNT_WASTE, FURNACE, INCINERATED),
    parameters=(CARBON, FOSSIL, BURN_OUT, CH4_FACTOR, N2O_FACTOR),
    outputs=(
        Output("CO2", fossil_co2_t, "焚烧量 × CCW × FCF × 燃烧效率 × 44/12"),
        Output("CO2", biogenic_co2_t, "焚烧量 × CCW ×（1 − FCF）× 燃烧效率 × 44/12", kind=OutputKind.MEMO),
        Output("CH4", ch4_t, "焚烧量 × 排放因子 ÷ 10⁶"),
        Output("N2O", n2o_t, "焚烧量 × 排放因子 ÷ 10⁶"),
    ),
    source="省级温室气体清单编制指南（2025）第六章，二手转录；IPCC 2006 第 5 卷第 5 章 式5.1、5.4、5.5",
    verified=True,
    note="2011 版（CCW 20%、FCF 39%、95%）与 2025 版（40%、40%、95%）不同，并存于各自的因子集；换版使生活垃圾 CO2 变为约 2.05 倍。",
)
