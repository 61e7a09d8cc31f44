"""Methane that coal gives off after it left the mine."""

from __future__ import annotations

from ditan.core.ghg.coal_mining import COAL_PRODUCTION, METHANE_DENSITY, MINE_DEPTH, MINE_TYPE, depth_fits_mine
from ditan.core.methods import Method, Output, Parameter


def ch4_t(coal_production_t: float, post_mining_methane: float) -> float:
    """CH4 that escapes, t.

    >>> round(ch4_t(100_000.0, 2.5), 6)
    167.5
    """
    return coal_production_t * post_mining_methane * METHANE_DENSITY / 1000


METHOD = Method(
    code="ghg.coal_post_mining",
    label="煤炭矿后活动甲烷",
    inputs=(COAL_PRODUCTION, MINE_TYPE, MINE_DEPTH),
    parameters=(
        Parameter(
            "post_mining_methane",
            "矿后活动甲烷排放因子",
            "m³/t",
            "coal_post_mining_methane",
            "CH4",
            by={"process": "mine_type", "technology": "mine_depth"},
            high=50.0,
        ),
    ),
    outputs=(Output("CH4", ch4_t, "原煤产量 × 排放因子 × 0.67 kg/m³ ÷ 1000"),),
    source="IPCC 2006 第2卷第4章公式 4.1.4、4.1.8；因子见 EFDB",
    verified=True,
    rules=(depth_fits_mine,),
)
