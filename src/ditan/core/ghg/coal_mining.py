"""Methane of coal mining, less what was drained and used or destroyed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ditan.core.methods import Input, InputKind, Method, Output, Parameter
from ditan.core.methods.recovering import less_recovered

METHANE_DENSITY = 0.67
"""kg/m³ at 20 °C and one atmosphere, as IPCC 2006 Volume 2 Chapter 4 converts."""

COAL_PRODUCTION = Input("coal_production_t", "原煤产量", "t")
MINE_TYPE = Input(
    "mine_type", "矿井类型", kind=InputKind.CHOICE, choices=(("underground", "井工"), ("surface", "露天"))
)
MINE_DEPTH = Input(
    "mine_depth",
    "开采深度或覆盖层厚度",
    kind=InputKind.CHOICE,
    choices=(
        ("lt200", "井工：小于 200 m"),
        ("200_400", "井工：200—400 m"),
        ("gt400", "井工：大于 400 m"),
        ("lt25", "露天：小于 25 m"),
        ("25_50", "露天：25—50 m"),
        ("gt50", "露天：大于 50 m"),
    ),
)
METHANE_RECOVERED = Input(
    "methane_recovered_10k_m3",
    "瓦斯抽采利用或销毁的甲烷",
    "万m³",
    note="折纯甲烷，20 ℃、1 个大气压；用作燃料的部分另在燃烧表中填写。没有则填 0，不要留空。不得大于产生量。",
)
UNDERGROUND = ("lt200", "200_400", "gt400")

MINE_METHANE = Parameter(
    "mine_methane",
    "煤炭开采甲烷排放因子",
    "m³/t",
    "coal_mine_methane",
    "CH4",
    by={"process": "mine_type", "technology": "mine_depth", "region": "region"},
    loose=("technology", "region"),
    high=200.0,
)


def ch4_t(coal_production_t: float, mine_methane: float, methane_recovered_10k_m3: float) -> float:
    """CH4 that escapes, t; no number where more would have been drained than the mine gave off.

    A hundred thousand tonnes at the 38 m³/t measured in Chongqing (EFDB 121780), 100 万m³ drained and used:

    >>> round(ch4_t(100_000.0, 38.0, 100.0), 6)
    1876.0
    """
    left: float = less_recovered(coal_production_t * mine_methane, methane_recovered_10k_m3 * 10_000)
    return left * METHANE_DENSITY / 1000


def depth_fits_mine(values: Mapping[str, Any]) -> tuple[str, ...]:
    """A rule: the depth class belongs to the type of mine."""
    kind, depth = values.get("mine_type"), values.get("mine_depth")
    if kind and depth and (depth in UNDERGROUND) != (kind == "underground"):
        label = dict(MINE_TYPE.choices).get(str(kind), kind)
        chosen = dict(MINE_DEPTH.choices).get(str(depth), depth)
        return (f"矿井类型是“{label}”，深度却选了“{chosen}”；请改其中一项。",)
    return ()


METHOD = Method(
    code="ghg.coal_mining",
    label="煤炭开采甲烷",
    inputs=(COAL_PRODUCTION, MINE_TYPE, MINE_DEPTH, METHANE_RECOVERED),
    parameters=(MINE_METHANE,),
    outputs=(Output("CH4", ch4_t, "（原煤产量 × 排放因子 − 抽采利用或销毁量 × 10000）× 0.67 kg/m³ ÷ 1000"),),
    source="IPCC 2006 第2卷第4章公式 4.1.1—4.1.3；因子见 EFDB",
    verified=True,
    rules=(depth_fits_mine,),
    note="EFDB 中国条目里重庆 38 m³/t 为单个矿区通风实测值，与按深度的全国值并存，须按行指定因子并写明理由。",
)
