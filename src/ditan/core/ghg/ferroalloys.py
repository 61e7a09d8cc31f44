"""CO2 and CH4 of ferroalloys by product."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ditan.core.methods import Input, InputKind, Method, Output, Parameter

ALLOY = Input(
    "ferroalloy",
    "铁合金种类",
    kind=InputKind.CHOICE,
    choices=(
        ("fesi45", "硅铁（45% Si）"),
        ("fesi65", "硅铁（65% Si）"),
        ("fesi75", "硅铁（75% Si）"),
        ("fesi90", "硅铁（90% Si）"),
        ("femn7", "锰铁（7% C）"),
        ("femn1", "锰铁（1% C）"),
        ("simn", "硅锰"),
        ("si_metal", "金属硅"),
        ("fecr", "铬铁（无烧结）"),
        ("fecr_sinter", "铬铁（有烧结）"),
    ),
)
PRODUCED = Input("ferroalloy_t", "铁合金产量", "t")
WITH_METHANE = ("fesi65", "fesi75", "fesi90", "si_metal")


def co2_t(ferroalloy_t: float, ferroalloy_factor: float) -> float:
    """CO2, t.

    >>> co2_t(1000.0, 1.4)
    1400.0
    """
    return ferroalloy_t * ferroalloy_factor


def ch4_t(ferroalloy_t: float, ferroalloy_ch4_factor: float) -> float:
    """CH4, t.

    >>> ch4_t(1000.0, 1.2)
    1.2
    """
    return ferroalloy_t * ferroalloy_ch4_factor / 1000


def gives_methane(values: Mapping[str, Any]) -> bool:
    """Whether the source names methane of the alloy of a row."""
    return values.get("ferroalloy") in WITH_METHANE


BY = {"technology": "ferroalloy"}
FIXED = {"process": "ferroalloy"}
SOURCE = "IPCC 2006 第3卷第4章公式 4.15、4.18，表 4.5 和 4.7"

METHOD = Method(
    code="ghg.ferroalloys",
    label="铁合金",
    inputs=(ALLOY, PRODUCED),
    parameters=(
        Parameter(
            "ferroalloy_factor",
            "铁合金二氧化碳排放因子",
            "tCO2/t",
            "emission_factor",
            "CO2",
            by=BY,
            fixed=FIXED,
            high=8.0,
        ),
    ),
    outputs=(Output("CO2", co2_t, "产量 × 排放因子"),),
    source=SOURCE,
    verified=True,
    note="缺省因子包含作还原剂的焦炭和煤；已在 1.A.2 燃烧中填写的还原剂须扣除，否则重复计算。",
)

METHANE = Method(
    code="ghg.ferroalloys_methane",
    label="铁合金甲烷",
    inputs=(ALLOY, PRODUCED),
    parameters=(
        Parameter(
            "ferroalloy_ch4_factor",
            "铁合金甲烷排放因子",
            "kg/t",
            "emission_factor",
            "CH4",
            by=BY,
            fixed=FIXED,
            high=10.0,
        ),
    ),
    outputs=(Output("CH4", ch4_t, "产量 × 排放因子 ÷ 1000"),),
    source=SOURCE,
    verified=True,
    applies=gives_methane,
)
