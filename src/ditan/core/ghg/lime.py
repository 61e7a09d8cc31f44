"""Process CO2 of burning lime."""

from __future__ import annotations

from ditan.core.methods import Input, InputKind, Method, Output, Parameter

LIME = Input("lime_t", "石灰产量", "t", note="消石灰请先扣除结合水，折成生石灰。")
LIME_TYPE = Input(
    "lime_type",
    "石灰种类",
    kind=InputKind.CHOICE,
    choices=(
        ("high_calcium", "高钙石灰"),
        ("dolomitic", "白云质石灰"),
        ("dolomitic_developed", "白云质石灰（IPCC 发达国家缺省）"),
        ("hydraulic", "水硬性石灰"),
    ),
    required=False,
    note="不分种类时留空，用平均因子。",
)


def co2_t(lime_t: float, lime_factor: float) -> float:
    """Process CO2, t.

    >>> co2_t(1000.0, 0.75)
    750.0
    """
    return lime_t * lime_factor


METHOD = Method(
    code="ghg.lime",
    label="石灰生产过程排放",
    inputs=(LIME, LIME_TYPE),
    parameters=(
        Parameter(
            "lime_factor",
            "石灰二氧化碳排放因子",
            "tCO2/t",
            "emission_factor",
            "CO2",
            by={"technology": "lime_type"},
            fixed={"process": "lime"},
            loose=("technology",),
            high=0.95,
        ),
    ),
    outputs=(Output("CO2", co2_t, "石灰产量 × 排放因子"),),
    source="IPCC 2006 第3卷第2章表 2.4；省级温室气体清单编制指南，二手转录",
    verified=False,
)
