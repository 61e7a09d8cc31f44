"""Composting and anaerobic digestion of waste."""

from __future__ import annotations

from typing import Any

from ditan.core.methods import Input, InputKind, Method, Output, Parameter
from ditan.core.methods.recovering import less_recovered
from ditan.core.methods.waste_inputs import RECOVERED_CH4

TREATMENT = Input(
    "treatment", "处理方式", kind=InputKind.CHOICE, choices=(("compost", "堆肥"), ("digestion", "厌氧消化（沼气工程）"))
)
WEIGHT_BASIS = Input(
    "weight_basis",
    "计重",
    kind=InputKind.CHOICE,
    choices=(("wet", "湿重"), ("dry", "干重")),
    note="因子随干、湿重而不同。",
)
TREATED = Input("treated_t", "处理量", "t")


def _factor(gas: str) -> Parameter:
    return Parameter(
        f"{gas.lower()}_g_kg",
        f"生物处理 {gas} 排放因子",
        "g/kg",
        "biological_treatment_factor",
        gas,
        by={"process": "treatment", "technology": "weight_basis"},
        high=100.0,
    )


CH4_FACTOR, N2O_FACTOR = _factor("CH4"), _factor("N2O")


def ch4_t(treated_t: Any, ch4_g_kg: Any, recovered_ch4_t: Any) -> Any:
    """CH4, t: IPCC 2006 volume 5 chapter 4, equation 4.1.

    A thousand tonnes of wet kitchen waste composted (EFDB 615013):

    >>> ch4_t(1000.0, 4.0, 0.0)
    4.0
    """
    return less_recovered(treated_t * ch4_g_kg / 1000, recovered_ch4_t)


def n2o_t(treated_t: float, n2o_g_kg: float) -> float:
    """N2O, t: equation 4.2.

    >>> n2o_t(1000.0, 0.24)
    0.24
    """
    return treated_t * n2o_g_kg / 1000


METHOD = Method(
    code="ghg.biological_treatment",
    label="废物生物处理",
    inputs=(TREATMENT, WEIGHT_BASIS, TREATED, RECOVERED_CH4),
    parameters=(CH4_FACTOR, N2O_FACTOR),
    outputs=(
        Output("CH4", ch4_t, "处理量 × 排放因子 ÷ 1000 − 回收量"),
        Output("N2O", n2o_t, "处理量 × 排放因子 ÷ 1000"),
    ),
    source="IPCC 2006 第 5 卷第 4 章 式4.1、4.2；参数取自 IPCC EFDB 615011—615018",
    verified=True,
    note="厌氧消化的因子已是泄漏量：沼气被利用时回收量填 0。",
)
