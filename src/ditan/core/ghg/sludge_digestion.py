"""CH4 of sludge that is digested apart from the water it came from."""

from __future__ import annotations

from typing import Any

from ditan.core.methods import Input, InputKind, Method, Output, Parameter
from ditan.core.methods.recovering import less_recovered
from ditan.core.methods.waste_inputs import RECOVERED_CH4

SLUDGE_ORGANICS = Input("sludge_organics_t", "污泥有机物量", "t BOD 或 t COD", note="与所选计量指标一致。")
ORGANICS_MEASURE = Input(
    "organics_measure",
    "有机物计量指标",
    kind=InputKind.CHOICE,
    choices=(("bod", "BOD（生活污水污泥）"), ("cod", "COD（工业废水污泥）")),
)
BO = Parameter(
    "bo",
    "甲烷最大产生能力 Bo",
    "kg CH4/kg BOD|kg CH4/kg COD",
    "wastewater_bo",
    "CH4",
    by={"process": "organics_measure"},
    high=1.0,
)
DIGESTER_MCF = Parameter("digester_mcf", "污泥厌氧消化 MCF", "1", "sludge_mcf", "CH4", high=1.0)


def ch4_t(sludge_organics_t: Any, bo: Any, digester_mcf: Any, recovered_ch4_t: Any) -> Any:
    """CH4, t.

    A hundred tonnes of BOD in a digester with no gas recovered:

    >>> round(ch4_t(100.0, 0.6, 0.8, 0.0), 6)
    48.0
    """
    return less_recovered(sludge_organics_t * bo * digester_mcf, recovered_ch4_t)


METHOD = Method(
    code="ghg.sludge_digestion",
    label="污泥厌氧消化甲烷",
    inputs=(ORGANICS_MEASURE, SLUDGE_ORGANICS, RECOVERED_CH4),
    parameters=(BO, DIGESTER_MCF),
    outputs=(Output("CH4", ch4_t, "污泥有机物 × Bo × MCF − 回收量"),),
    source="IPCC 2006 第 5 卷第 6 章 式6.1、6.4；MCF 取自 IPCC EFDB 614864、614969",
    verified=True,
    note="污泥填埋、焚烧、堆肥请用相应的废物行；这里只计独立的厌氧消化。",
)
