"""CO2 of making ammonia from a fuel that is metered, less what goes into urea."""

from __future__ import annotations

from ditan.core.ghg.biomass import burns_fossil, is_fossil
from ditan.core.ghg.stationary_combustion import CARBON_CONTENT, NCV, OXIDATION
from ditan.core.methods import Input, Method, Output
from ditan.core.methods.inputs import FUEL
from ditan.core.methods.recovering import less_recovered

FEEDSTOCK = Input(
    "feedstock_amount",
    "原料和燃料消费量",
    "t 或 万Nm³",
    note="合成氨装置的全部原料气和燃料；填在这里的部分不要再填入 1.A.2.c。",
)
RECOVERED = Input("co2_recovered_t", "回收用于尿素等的二氧化碳", "t", note="在尿素使用中再排放。没有则填 0，不要留空。")


def co2_t(
    feedstock_amount: float, ncv: float, carbon_content: float, oxidation: float, co2_recovered_t: float
) -> float:
    """Process CO2, t.

    A hundred 万Nm³ of natural gas with the values of the provincial guide of 2025, nothing recovered:

    >>> round(co2_t(100.0, 389.31, 15.3, 0.99, 0.0), 4)
    2162.1888
    """
    generated = feedstock_amount * ncv / 1000 * carbon_content * oxidation * 44 / 12
    left: float = less_recovered(generated, co2_recovered_t)
    return left


METHOD = Method(
    code="ghg.ammonia",
    label="合成氨（按原料消费量）",
    inputs=(FUEL, FEEDSTOCK, RECOVERED),
    parameters=(NCV, CARBON_CONTENT, OXIDATION),
    outputs=(
        Output(
            "CO2",
            co2_t,
            "原料和燃料 × 低位发热量 ÷ 1000 × 单位热值含碳量 × 碳氧化率 × 44/12 − 回收的二氧化碳",
        ),
    ),
    source="IPCC 2006 第3卷第3章公式 3.1、3.3；燃料参数见省级指南（2025），二手转录",
    verified=False,
    rules=(is_fossil,),
    applies=burns_fossil,
)
