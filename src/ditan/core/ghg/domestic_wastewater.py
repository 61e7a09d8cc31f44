"""CH4 of domestic sewage, by its biochemical oxygen demand and the way it is treated."""

from __future__ import annotations

from typing import Any

from ditan.core.methods import Input, InputKind, Method, Output, Parameter
from ditan.core.methods.recovering import less_recovered
from ditan.core.methods.waste_inputs import RECOVERED_CH4

SEWAGE = Input("sewage_10k_m3", "生活污水量", "万m³", note="一种处理或排放途径一行。")
BOD = Input(
    "bod_mg_l", "进水 BOD5 浓度", "mg/L", high=100000.0, note="只有 COD 时按 BOD/COD 比值折算（西南 0.51，未核实）。"
)
SLUDGE_BOD = Input(
    "sludge_bod_t", "随污泥去除的有机物", "t BOD", note="另行处理的污泥所含 BOD；没有数据且未分离污泥的填 0。"
)
SEWAGE_PATH = Input(
    "sewage_path",
    "处理或排放途径",
    kind=InputKind.CHOICE,
    choices=(
        ("aerobic", "好氧处理"),
        ("aerobic_overloaded", "好氧处理，管理差或超负荷"),
        ("anaerobic", "厌氧处理"),
        ("shallow_lagoon", "厌氧浅塘（< 2 m）"),
        ("deep_lagoon", "厌氧深塘（> 2 m）"),
        ("septic", "化粪池"),
        ("discharge", "直接排入江河湖海"),
        ("stagnant_sewer", "淤滞的下水道"),
        ("average", "全国平均（不分途径）"),
    ),
)
BO = Parameter("bo", "甲烷最大产生能力 Bo", "kg CH4/kg BOD", "wastewater_bo", "CH4", fixed={"process": "bod"}, high=1.0)
PATH_MCF = Parameter(
    "path_mcf", "甲烷修正因子 MCF", "1", "domestic_mcf", "CH4", by={"process": "sewage_path"}, high=1.0
)


def ch4_t(sewage_10k_m3: Any, bod_mg_l: Any, sludge_bod_t: Any, bo: Any, path_mcf: Any, recovered_ch4_t: Any) -> Any:
    """CH4, t: IPCC 2006 volume 5 chapter 6, equation 6.1.

    Ten thousand m³ of 200 mg/L in septic tanks, provincial guide of 2025:

    >>> round(ch4_t(1.0, 200.0, 0.0, 0.6, 0.3, 0.0), 6)
    0.36
    """
    organics = sewage_10k_m3 * bod_mg_l / 100
    return less_recovered(less_recovered(organics, sludge_bod_t) * bo * path_mcf, recovered_ch4_t)


METHOD = Method(
    code="ghg.domestic_wastewater",
    label="生活污水处理甲烷",
    inputs=(SEWAGE_PATH, SEWAGE, BOD, SLUDGE_BOD, RECOVERED_CH4),
    parameters=(BO, PATH_MCF),
    outputs=(Output("CH4", ch4_t, "（污水量 × BOD 浓度 ÷ 100 − 污泥 BOD）× Bo × MCF − 回收量"),),
    source="省级温室气体清单编制指南（2025）第六章，二手转录；IPCC 2006 第 5 卷第 6 章 式6.1",
    verified=True,
)
