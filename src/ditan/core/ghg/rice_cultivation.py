"""Rice by season: area times a factor for the whole season, as the provincial guides have it."""

from __future__ import annotations

from ditan.core.methods import Input, InputKind, Method, Output, Parameter
from ditan.core.methods.farm_inputs import GUIDE_REGION

RICE_AREA = Input("rice_area_ha", "水稻播种面积", "ha", note="1 公顷 = 15 亩；双季稻早、晚稻分行填写。")
RICE_SEASON = Input(
    "rice_season",
    "稻作类型",
    kind=InputKind.CHOICE,
    choices=(("single", "单季稻"), ("early", "双季早稻"), ("late", "双季晚稻")),
)

SEASON_FACTOR = Parameter(
    "season_factor",
    "稻田甲烷季节排放因子",
    "kg CH4/ha",
    "rice_season_factor",
    "CH4",
    by={"process": "rice_season", "region": "guide_region"},
    high=2000.0,
)


def ch4_t(rice_area_ha: float, season_factor: float) -> float:
    """CH4 of one season, t.

    A thousand hectares of single-season rice in the Southwest, factor of the provincial guide of 2011 (unconfirmed):

    >>> ch4_t(1000.0, 156.2)
    156.2
    """
    return rice_area_ha * season_factor / 1000


METHOD = Method(
    code="ghg.rice_cultivation",
    label="稻田甲烷（按季）",
    inputs=(RICE_SEASON, GUIDE_REGION, RICE_AREA),
    parameters=(SEASON_FACTOR,),
    outputs=(Output("CH4", ch4_t, "播种面积 × 季节排放因子 ÷ 1000"),),
    source="省级温室气体清单编制指南（试行）2011 第四章 表4.1，原文未核对；2025 版表未取得",
    verified=False,
    note="冬水田排放远高于指南缺省值（西南实测季内 563.8、休闲期 276.5 kg CH4-C/ha），请另用“冬水田”一行，面积不得重复。",
)
