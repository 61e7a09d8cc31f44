"""CH4 of industrial wastewater, by its chemical oxygen demand and the way it is treated."""

from __future__ import annotations

from typing import Any

from ditan.core.methods import Input, InputKind, Method, Output, Parameter
from ditan.core.methods.recovering import less_recovered
from ditan.core.methods.waste_inputs import RECOVERED_CH4

WASTEWATER = Input("wastewater_10k_m3", "工业废水量", "万m³", note="一个行业、一种处理或排放途径一行。")
COD = Input("cod_mg_l", "进水 COD 浓度", "mg/L", high=1000000.0)
SLUDGE_COD = Input("sludge_cod_t", "随污泥去除的有机物", "t COD", note="另行处理的污泥所含 COD；未分离污泥的填 0。")
WASTEWATER_PATH = Input(
    "wastewater_path",
    "处理或排放途径",
    kind=InputKind.CHOICE,
    choices=(
        ("aerobic", "好氧处理"),
        ("aerobic_overloaded", "好氧处理，管理差或超负荷"),
        ("anaerobic", "厌氧处理（UASB 等）"),
        ("shallow_lagoon", "厌氧浅塘（< 2 m）"),
        ("deep_lagoon", "厌氧深塘（> 2 m）"),
        ("discharge", "直接排放"),
    ),
)
BO = Parameter("bo", "甲烷最大产生能力 Bo", "kg CH4/kg COD", "wastewater_bo", "CH4", fixed={"process": "cod"}, high=1.0)
PATH_MCF = Parameter(
    "path_mcf", "甲烷修正因子 MCF", "1", "industrial_mcf", "CH4", by={"process": "wastewater_path"}, high=1.0
)


def ch4_t(
    wastewater_10k_m3: Any, cod_mg_l: Any, sludge_cod_t: Any, bo: Any, path_mcf: Any, recovered_ch4_t: Any
) -> Any:
    """CH4, t: IPCC 2006 volume 5 chapter 6, equation 6.4.

    Ten thousand m³ of 500 mg/L treated anaerobically, provincial guide of 2025:

    >>> round(ch4_t(1.0, 500.0, 0.0, 0.25, 0.9, 0.0), 6)
    1.125
    """
    organics = wastewater_10k_m3 * cod_mg_l / 100
    return less_recovered(less_recovered(organics, sludge_cod_t) * bo * path_mcf, recovered_ch4_t)


METHOD = Method(
    code="ghg.industrial_wastewater",
    label="工业废水处理甲烷",
    inputs=(WASTEWATER_PATH, WASTEWATER, COD, SLUDGE_COD, RECOVERED_CH4),
    parameters=(BO, PATH_MCF),
    outputs=(Output("CH4", ch4_t, "（废水量 × COD 浓度 ÷ 100 − 污泥 COD）× Bo × MCF − 回收量"),),
    source="省级温室气体清单编制指南（2025）第六章，二手转录；IPCC 2006 第 5 卷第 6 章 式6.4",
    verified=True,
)
