"""Process CO2 (and CH4 of sintering) of iron and steel by product, with default factors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ditan.core.methods import Input, InputKind, Method, Output, Parameter

PRODUCT = Input(
    "iron_steel_product",
    "产品或工序",
    kind=InputKind.CHOICE,
    choices=(
        ("bof", "粗钢（转炉）"),
        ("eaf", "粗钢（电炉，废钢）"),
        ("ohf", "粗钢（平炉）"),
        ("pig_iron", "生铁（不再炼钢的部分）"),
        ("dri", "直接还原铁"),
        ("sinter", "烧结矿"),
        ("pellet", "球团矿"),
    ),
)
PRODUCED = Input("product_t", "产量", "t")


def co2_t(product_t: float, product_factor: float) -> float:
    """Process CO2, t.

    A thousand tonnes of converter steel by the 2019 Refinement, 1.58 tCO2/t:

    >>> co2_t(1000.0, 1.58)
    1580.0
    """
    return product_t * product_factor


def ch4_t(product_t: float, sinter_ch4_factor: float) -> float:
    """CH4 of sintering, t.

    >>> round(ch4_t(1000.0, 0.07), 9)
    0.07
    """
    return product_t * sinter_ch4_factor / 1000


def sinters(values: Mapping[str, Any]) -> bool:
    """Whether the row is of sinter, the only product with a methane factor."""
    return values.get("iron_steel_product") == "sinter"


SOURCE = "IPCC 2006 第3卷第4章表 4.1、4.2；2019 修订版"

METHOD = Method(
    code="ghg.iron_steel",
    label="钢铁生产过程排放（按产品缺省因子）",
    inputs=(PRODUCT, PRODUCED),
    parameters=(
        Parameter(
            "product_factor",
            "钢铁产品二氧化碳排放因子",
            "tCO2/t",
            "emission_factor",
            "CO2",
            by={"technology": "iron_steel_product"},
            fixed={"process": "iron_steel"},
            high=3.0,
        ),
    ),
    outputs=(Output("CO2", co2_t, "产量 × 排放因子"),),
    source=SOURCE,
    verified=True,
    note="IPCC 缺省因子包含作还原剂的焦炭和煤；焦炭已在 1.A.2.a 燃烧中填写的，请改用熔剂和碳平衡的方法，否则重复计算。",
)

SINTER_CH4 = Method(
    code="ghg.iron_steel_sinter_ch4",
    label="烧结甲烷",
    inputs=(PRODUCT, PRODUCED),
    parameters=(
        Parameter(
            "sinter_ch4_factor",
            "烧结甲烷排放因子",
            "kg/t",
            "emission_factor",
            "CH4",
            fixed={"process": "iron_steel", "technology": "sinter"},
            high=10.0,
        ),
    ),
    outputs=(Output("CH4", ch4_t, "产量 × 排放因子 ÷ 1000"),),
    source=SOURCE,
    verified=True,
    applies=sinters,
)
