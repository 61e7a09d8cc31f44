"""CH4 and N2O from the manure of livestock."""

from __future__ import annotations

from ditan.core.methods import Method, Output, Parameter
from ditan.core.methods.farm_inputs import GUIDE_REGION, HEAD, LIVESTOCK


def _factor(gas: str, high: float) -> Parameter:
    return Parameter(
        f"manure_{gas.lower()}_factor",
        f"粪便管理 {gas} 排放因子",
        f"kg {gas}/head/yr",
        "manure_factor",
        gas,
        by={"process": "livestock", "region": "guide_region"},
        loose=("region",),
        high=high,
    )


CH4_FACTOR = _factor("CH4", 200.0)
N2O_FACTOR = _factor("N2O", 20.0)


def ch4_t(head: float, manure_ch4_factor: float) -> float:
    """CH4 of a year, t.

    A thousand pigs in the Southwest, provincial guide of 2011 (unconfirmed):

    >>> ch4_t(1000.0, 4.18)
    4.18
    """
    return head * manure_ch4_factor / 1000


def n2o_t(head: float, manure_n2o_factor: float) -> float:
    """N2O of a year, t.

    >>> n2o_t(1000.0, 0.159)
    0.159
    """
    return head * manure_n2o_factor / 1000


METHOD = Method(
    code="ghg.manure_management",
    label="动物粪便管理",
    inputs=(LIVESTOCK, GUIDE_REGION, HEAD),
    parameters=(CH4_FACTOR, N2O_FACTOR),
    outputs=(
        Output("CH4", ch4_t, "存栏量 × 排放因子 ÷ 1000"),
        Output("N2O", n2o_t, "存栏量 × 排放因子 ÷ 1000"),
    ),
    source="省级温室气体清单编制指南（试行）2011 第四章 表4.10、表4.12（原文未核对）；IPCC 2006 第 4 卷第 10 章 式10.22",
    verified=False,
)
