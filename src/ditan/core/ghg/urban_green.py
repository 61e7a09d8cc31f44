"""CO2 that green of towns takes up, by area: no source gives a value for Chongqing, so that a local one has to be entered."""

from __future__ import annotations

from ditan.core.methods import Input, Method, Output, OutputKind, Parameter

GREEN_AREA = Input("green_area_ha", "绿地面积", "ha", note="公园绿地、防护绿地等；依城市建设统计年鉴。")
GREEN_GROWTH = Parameter(
    "green_growth", "绿地单位面积年固碳量", "tC/ha/a", "urban_green_growth", by={"region": "region"}, high=50.0
)


def co2_t(green_area_ha: float, green_growth: float) -> float:
    """CO2 of a year, t, negative.

    >>> round(co2_t(10.0, 3.0), 6)
    -110.0
    """
    return -green_area_ha * green_growth * 44 / 12


METHOD = Method(
    code="ghg.urban_green",
    label="城镇绿化碳汇（按绿地面积）",
    inputs=(GREEN_AREA,),
    parameters=(GREEN_GROWTH,),
    outputs=(Output("CO2", co2_t, "−绿地面积 × 单位面积年固碳量 × 44/12", kind=OutputKind.REMOVAL),),
    source="IPCC 2006 第 4 卷第 8 章（按面积）；单位面积固碳量没有可引用的出处，须录入本地实测因子",
    verified=True,
    note="吸收为负。没有本地因子时本行不出数，可改按株数计算或填 NE。",
)
