"""CO2 of all fuel that a region took in, from its supply: a check of the sum over those who burnt it."""

from __future__ import annotations

from dataclasses import dataclass

from ditan.core.ghg.biomass import burns_fossil, is_fossil
from ditan.core.ghg.stationary_combustion import CARBON_CONTENT, NCV, OXIDATION
from ditan.core.methods import Input, Method, Output, OutputKind
from ditan.core.methods.inputs import FUEL

UNIT = "t 或 万Nm³"
PRODUCTION = Input("production", "生产量", UNIT, note="二次能源（汽油、焦炭等）填 0，只算一次能源的生产量。")
BROUGHT_IN = Input("brought_in", "进口和外省（区、市）调入量", UNIT)
TAKEN_OUT = Input("taken_out", "出口和本省（区、市）调出量", UNIT)
BUNKERS = Input("bunkers", "国际燃料舱", UNIT, note="国际航行和国际航班的加油量。")
STOCK_INCREASE = Input("stock_increase", "库存增加量", UNIT, low=None, note="年末减年初；减少填负数。")
NON_ENERGY = Input("non_energy", "非能源利用中固定的量", UNIT, note="作原料、材料而碳留在产品里的部分。")


def apparent_tj(
    production: float,
    brought_in: float,
    taken_out: float,
    bunkers: float,
    stock_increase: float,
    ncv: float,
) -> float:
    """Apparent consumption, TJ.

    >>> apparent_tj(100.0, 50.0, 20.0, 0.0, -10.0, 20.0)
    2.8
    """
    return (production + brought_in - taken_out - bunkers - stock_increase) * ncv / 1000


def co2_t(
    production: float,
    brought_in: float,
    taken_out: float,
    bunkers: float,
    stock_increase: float,
    non_energy: float,
    ncv: float,
    carbon_content: float,
    oxidation: float,
) -> float:
    """CO2 of the apparent consumption less the carbon that stays in products, t; negative where more fuel left than came.

    A net supply of one tonne of diesel gives what burning it gives:

    >>> round(co2_t(0.0, 3.0, 1.5, 0.25, 0.25, 0.0, 42.652, 20.2, 0.98), 6)
    3.09591
    """
    burnt = production + brought_in - taken_out - bunkers - stock_increase - non_energy
    return burnt * ncv / 1000 * carbon_content * oxidation * 44 / 12


SUPPLY = (FUEL, PRODUCTION, BROUGHT_IN, TAKEN_OUT, BUNKERS, STOCK_INCREASE)
SOURCE = "IPCC 2006 第2卷第6章公式 6.1；省级温室气体清单编制指南参考方法"
NOTE = "只用来核对部门方法，不计入任何总量。"

METHOD = Method(
    code="ghg.reference_approach",
    label="参考方法",
    inputs=(*SUPPLY, NON_ENERGY),
    parameters=(NCV, CARBON_CONTENT, OXIDATION),
    outputs=(
        Output(
            "",
            co2_t,
            "（生产 + 调入 − 调出 − 国际燃料舱 − 库存增加 − 固碳）× 低位发热量 ÷ 1000 × 单位热值含碳量 × 碳氧化率 × 44/12",
            kind=OutputKind.CHECK,
            unit="t",
            label="二氧化碳（参考方法）",
        ),
    ),
    source=SOURCE,
    verified=False,
    rules=(is_fossil,),
    applies=burns_fossil,
    note=NOTE,
)
"""Its output names no gas, so that nothing that adds up gases can take it for an emission."""

APPARENT = Method(
    code="ghg.apparent_consumption",
    label="表观消费量",
    inputs=SUPPLY,
    parameters=(NCV,),
    outputs=(
        Output(
            "",
            apparent_tj,
            "（生产 + 调入 − 调出 − 国际燃料舱 − 库存增加）× 低位发热量 ÷ 1000",
            kind=OutputKind.CHECK,
            unit="TJ",
            label="表观消费量",
        ),
    ),
    source=SOURCE,
    verified=False,
    note=NOTE,
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The two approaches side by side, t of CO2.

    Parameters
    ----------
    difference
        Reference less sectoral.
    percent
        The difference in % of the sectoral figure; None where that is zero.
    explained
        Whether the difference stays within the tolerance.
    message
        What to look into, in Chinese; empty where the difference is within the tolerance.
    """

    reference_t: float
    sectoral_t: float
    difference: float
    percent: float | None
    explained: bool
    message: str


def compare(reference_t: float, sectoral_t: float, tolerance_percent: float = 5.0) -> Comparison:
    """The reference approach against the sectoral one.

    Parameters
    ----------
    tolerance_percent
        The difference above which it has to be explained; 5 % is the one that IPCC 2006 Volume 2 Chapter 6 names (not seen in
        the original).

    >>> compare(103.0, 100.0).percent
    3.0
    >>> compare(108.0, 100.0).explained
    False
    """
    difference = reference_t - sectoral_t
    if sectoral_t == 0:
        explained = reference_t == 0
        percent = None
    else:
        percent = difference / abs(sectoral_t) * 100
        explained = abs(percent) <= tolerance_percent
    if explained:
        return Comparison(reference_t, sectoral_t, difference, percent, True, "")
    shown = "无法计算百分比（部门方法为 0）" if percent is None else f"相差 {percent:+.2f}%"
    message = (
        f"参考方法 {reference_t:.2f} t，部门方法 {sectoral_t:.2f} t，{shown}，超出 ±{tolerance_percent:g}%；"
        f"请核对：库存变化和调出是否漏填，非能源利用是否扣除，两边用的热值是否一致，是否有部门没有填报。"
    )
    return Comparison(reference_t, sectoral_t, difference, percent, False, message)
