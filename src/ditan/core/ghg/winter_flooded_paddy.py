"""Paddies that stay under water in winter (冬水田): the season and the flooded fallow after it, each with a measured factor.

They emit several times what the guides give for rice of the Southwest, and are common in Chongqing's hills: a row of their own.
"""

from __future__ import annotations

from ditan.core.methods import Input, Method, Output, Parameter
from ditan.core.methods.farm_inputs import GUIDE_REGION

FLOODED_AREA = Input("flooded_area_ha", "冬水田面积", "ha", note="冬季不排干的稻田；不得再计入按季或按日的稻田面积。")


def _factor(name: str, label: str, process: str) -> Parameter:
    return Parameter(
        name,
        label,
        "kg CH4-C/ha",
        "rice_carbon_factor",
        "CH4",
        by={"region": "guide_region"},
        fixed={"process": process},
        high=2000.0,
    )


GROWING = _factor("growing_factor", "水稻生长季甲烷碳排放因子", "winter_flooded_growing")
FALLOW = _factor("fallow_factor", "淹水休闲期甲烷碳排放因子", "winter_flooded_fallow")


def ch4_t(flooded_area_ha: float, growing_factor: float, fallow_factor: float) -> float:
    """CH4 of a whole year, t.

    A hectare in Southwestern China (IPCC EFDB 423968 and 423969, measured):

    >>> round(ch4_t(1.0, 563.8, 276.5), 6)
    1.1204
    """
    return flooded_area_ha * (growing_factor + fallow_factor) * 16 / 12 / 1000


METHOD = Method(
    code="ghg.winter_flooded_paddy",
    label="冬水田甲烷",
    inputs=(GUIDE_REGION, FLOODED_AREA),
    parameters=(GROWING, FALLOW),
    outputs=(Output("CH4", ch4_t, "面积 ×（生长季因子 + 淹水休闲期因子）× 16/12 ÷ 1000"),),
    source="IPCC EFDB 423968、423969（中国西南实测，同行评议期刊），IPCC 2006 第 4 卷第 5 章 式5.1",
    verified=True,
)
