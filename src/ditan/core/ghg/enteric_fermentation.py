"""CH4 from the digestion of ruminants and pigs."""

from __future__ import annotations

from ditan.core.methods import Input, InputKind, Method, Output, Parameter
from ditan.core.methods.farm_inputs import HEAD, LIVESTOCK

REARING = Input(
    "rearing",
    "饲养方式",
    kind=InputKind.CHOICE,
    choices=(
        ("farm", "规模化饲养"),
        ("household", "农户散养"),
        ("grazing", "放牧饲养"),
        ("high_productivity", "高产系统（IPCC 2019）"),
        ("low_productivity", "低产系统（IPCC 2019）"),
    ),
    note="省级指南对牛、羊按前三种饲养方式给出因子，IPCC 2019 对猪、羊按高产、低产系统给出；不区分的自动采用同一数值。",
)

ENTERIC_FACTOR = Parameter(
    "enteric_factor",
    "肠道发酵甲烷排放因子",
    "kg CH4/head/yr",
    "enteric_factor",
    "CH4",
    by={"process": "livestock", "technology": "rearing"},
    loose=("technology",),
    high=500.0,
)


def ch4_t(head: float, enteric_factor: float) -> float:
    """CH4 of a year, t.

    A thousand dairy cows of farms, provincial guide of 2011 (unconfirmed):

    >>> ch4_t(1000.0, 88.1)
    88.1
    """
    return head * enteric_factor / 1000


METHOD = Method(
    code="ghg.enteric_fermentation",
    label="动物肠道发酵",
    inputs=(LIVESTOCK, REARING, HEAD),
    parameters=(ENTERIC_FACTOR,),
    outputs=(Output("CH4", ch4_t, "存栏量 × 排放因子 ÷ 1000"),),
    source="省级温室气体清单编制指南（试行）2011 第四章 表4.8（原文未核对）；IPCC 2006 第 4 卷第 10 章 式10.19",
    verified=False,
)
