"""Carbon that forests took up in a year, by growth rate less loss rate, as the provincial guides have it."""

from __future__ import annotations

from ditan.core.methods import Input, Method, Output, OutputKind, Parameter
from ditan.core.methods.forest_inputs import CARBON_FRACTION, FOREST_TYPE, WOOD_DENSITY

VOLUME = Input("volume_m3", "活立木蓄积量", "m³", note="清单年份的活立木总蓄积（乔木林、散生木、四旁树、疏林）。")
GROWTH_RATE = Input(
    "growth_rate_percent",
    "蓄积总生长率 GR",
    "%/a",
    high=50.0,
    note="最近一期清查的年均总生长率；重庆和区县值未取得公开出处，请向林业主管部门索取。",
)
LOSS_RATE = Input(
    "loss_rate_percent", "蓄积净消耗率 CR", "%/a", high=100.0, note="采伐及枯损的年均消耗率，与生长率同一期清查。"
)
WHOLE_TREE_EXPANSION = Parameter(
    "whole_tree_expansion",
    "全林生物量转换系数 BEF",
    "1",
    "biomass_expansion_whole_tree",
    by={"process": "forest_type"},
    loose=("process",),
    high=10.0,
)


def co2_t(
    volume_m3: float,
    growth_rate_percent: float,
    loss_rate_percent: float,
    wood_density: float,
    whole_tree_expansion: float,
    carbon_fraction: float,
) -> float:
    """CO2 of a year, t; negative where growth exceeds loss.

    >>> round(co2_t(1_650_000.0, 6.0, 2.5, 0.45, 1.5, 0.5), 1)
    -71465.6
    """
    net_rate = (growth_rate_percent - loss_rate_percent) / 100
    return -volume_m3 * net_rate * wood_density * whole_tree_expansion * carbon_fraction * 44 / 12


METHOD = Method(
    code="ghg.forest_growth_loss",
    label="森林碳汇（生长率—消耗率）",
    inputs=(FOREST_TYPE, VOLUME, GROWTH_RATE, LOSS_RATE),
    parameters=(WOOD_DENSITY, WHOLE_TREE_EXPANSION, CARBON_FRACTION),
    outputs=(Output("CO2", co2_t, "−蓄积 ×（GR − CR）× SVD × BEF × CF × 44/12", kind=OutputKind.REMOVAL),),
    source="省级温室气体清单编制指南 第五章（变量见湖南省温室气体清单林业分报告 §1.4），原文未核对",
    verified=False,
    note="吸收为负。BEF 取全林（含地下部分）值；竹林、经济林、灌木林不在本法之内。",
)
