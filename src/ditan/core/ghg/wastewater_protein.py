"""N2O of the nitrogen that people's food leaves in sewage."""

from __future__ import annotations

from typing import Any

from ditan.core.methods import Input, Method, Output, Parameter
from ditan.core.methods.recovering import less_recovered

POPULATION = Input("population", "常住人口", "人", note="清单年份年均常住人口。")
PROTEIN = Input("protein_kg", "人均蛋白质消费量", "kg/人/a", high=200.0, note="统计年鉴或营养调查；日均克数 × 0.365。")
SLUDGE_N = Input("sludge_n_t", "随污泥清除的氮", "t N", note="没有数据且未清除的填 0。")


def _number(name: str, label: str, unit: str, quantity: str, high: float) -> Parameter:
    return Parameter(name, label, unit, quantity, high=high)


PROTEIN_N = _number("protein_n", "蛋白质含氮比例 FNPR", "kg N/kg", "protein_nitrogen", 1.0)
NON_CONSUMED = _number("non_consumed", "未消费蛋白质系数 FNON-CON", "1", "protein_non_consumed", 5.0)
CO_DISCHARGED = _number("co_discharged", "工商业共排系数 FIND-COM", "1", "protein_co_discharged", 5.0)
EFFLUENT_FACTOR = Parameter(
    "effluent_factor", "污水 N2O 排放因子", "kg N2O-N/kg N", "wastewater_n2o_factor", "N2O", high=1.0
)


def n2o_t(
    population: Any,
    protein_kg: Any,
    protein_n: Any,
    non_consumed: Any,
    co_discharged: Any,
    sludge_n_t: Any,
    effluent_factor: Any,
) -> Any:
    """N2O, t: IPCC 2006 volume 5 chapter 6, equations 6.7 and 6.8.

    A million people who eat 30 kg of protein, developing country without disposers:

    >>> round(n2o_t(1_000_000.0, 30.0, 0.16, 1.1, 1.25, 0.0, 0.005), 4)
    51.8571
    """
    nitrogen = population * protein_kg * protein_n * non_consumed * co_discharged / 1000
    return less_recovered(nitrogen, sludge_n_t) * effluent_factor * 44 / 28


METHOD = Method(
    code="ghg.wastewater_protein",
    label="生活污水氧化亚氮（蛋白质法）",
    inputs=(POPULATION, PROTEIN, SLUDGE_N),
    parameters=(PROTEIN_N, NON_CONSUMED, CO_DISCHARGED, EFFLUENT_FACTOR),
    outputs=(Output("N2O", n2o_t, "（人口 × 蛋白质 × FNPR × FNON-CON × FIND-COM ÷ 1000 − 污泥氮）× 排放因子 × 44/28"),),
    source="IPCC 2006 第 5 卷第 6 章 式6.7、6.8；省级温室气体清单编制指南（试行）2011 第六章（原文未核对）",
    verified=True,
)
