"""CH4 of manure from the volatile solids that animals excrete and the system that it is kept in (IPCC 2019, tier 1).

The factors are those of a warm temperate and moist climate, to which Chongqing belongs.
"""

from __future__ import annotations

from ditan.core.ghg.manure_nitrogen import BODY_MASS
from ditan.core.methods import Input, InputKind, Method, Output, Parameter
from ditan.core.methods.farm_inputs import HEAD, LIVESTOCK

SOLIDS_SYSTEM = Input(
    "solids_system",
    "生产水平和粪便管理方式",
    kind=InputKind.CHOICE,
    choices=tuple(
        (f"{productivity}_{system}", f"{level}：{label}")
        for productivity, level in (("high", "高产系统（规模化）"), ("low", "低产系统（散养）"))
        for system, label in (
            ("lagoon", "厌氧氧化塘（无覆盖）"),
            ("pit_long", "液体或舍内粪坑贮存，1 个月以上"),
            ("pit_short", "液体或舍内粪坑贮存，不足 1 个月"),
            ("solid_storage", "固体堆存"),
            ("dry_lot", "自然风干（干燥场）"),
            ("daily_spread", "每日施用"),
            ("digester", "沼气池"),
        )
    ),
    note="一种管理方式一行，存栏量按该方式分摊；因子为暖温带湿润气候值。",
)

VOLATILE_SOLIDS = Parameter(
    "volatile_solids",
    "挥发性固体排泄率 VS",
    "kg VS/1000 kg/d",
    "volatile_solids_excretion",
    by={"process": "livestock"},
    high=50.0,
)
SOLIDS_FACTOR = Parameter(
    "solids_factor",
    "粪便管理甲烷排放因子",
    "g CH4/kg VS",
    "manure_solids_factor",
    "CH4",
    by={"process": "livestock", "technology": "solids_system"},
    high=500.0,
)


def ch4_t(head: float, body_mass_kg: float, volatile_solids: float, solids_factor: float) -> float:
    """CH4 of a year, t: 2019 Refinement volume 4 chapter 10, equations 10.22 and 10.22a.

    A thousand pigs of 50 kg (Asia, mean: 5.8 kg VS a day and 1000 kg) over a pit of more than a month (111.6 g/kg):

    >>> round(ch4_t(1000.0, 50.0, 5.8, 111.6), 4)
    11.8129
    """
    return head * body_mass_kg / 1000 * volatile_solids * 365 * solids_factor / 1e6


METHOD = Method(
    code="ghg.manure_volatile_solids",
    label="动物粪便管理甲烷（按挥发性固体）",
    inputs=(LIVESTOCK, SOLIDS_SYSTEM, HEAD, BODY_MASS),
    parameters=(VOLATILE_SOLIDS, SOLIDS_FACTOR),
    outputs=(Output("CH4", ch4_t, "存栏量 × 体重 ÷ 1000 × VS × 365 × 排放因子 ÷ 10⁶"),),
    source="IPCC 2019 修订第 4 卷第 10 章 式10.22、10.22A；参数取自 IPCC EFDB",
    verified=True,
    note="与“动物粪便管理”二者只用其一。水牛和羊的 VS 排泄率（亚洲）未取得。",
)
