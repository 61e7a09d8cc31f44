"""N2O of manure from the nitrogen that animals excrete and the system that it is kept in (IPCC tier 1)."""

from __future__ import annotations

from ditan.core.methods import Input, InputKind, Method, Output, Parameter
from ditan.core.methods.farm_inputs import HEAD, LIVESTOCK

MANURE_SYSTEM = Input(
    "manure_system",
    "粪便管理方式",
    kind=InputKind.CHOICE,
    choices=(
        ("daily_spread", "每日施用"),
        ("solid_storage", "固体堆存"),
        ("dry_lot", "自然风干（干燥场）"),
        ("slurry_crust", "液体贮存，有结壳"),
        ("slurry", "液体贮存，无结壳"),
        ("lagoon", "厌氧氧化塘（无覆盖）"),
        ("pit", "舍内粪坑贮存"),
        ("digester", "沼气池"),
        ("deep_bedding", "垫料，不翻拌"),
        ("deep_bedding_mixed", "垫料，翻拌"),
        ("compost_vessel", "堆肥，罐式"),
        ("compost_static", "堆肥，静态通风"),
        ("compost_windrow", "堆肥，条垛勤翻"),
        ("compost_passive", "堆肥，条垛少翻"),
        ("poultry_litter", "禽粪，有垫料"),
        ("poultry_no_litter", "禽粪，无垫料"),
    ),
    note="一种管理方式一行，存栏量按该方式分摊。",
)
BODY_MASS = Input("body_mass_kg", "平均体重", "kg/头（只）", high=2000.0, note="本地实测或统计的平均活重。")

EXCRETION = Parameter(
    "n_excretion",
    "氮排泄率",
    "kg N/1000 kg/d",
    "nitrogen_excretion",
    by={"process": "livestock"},
    high=5.0,
)
SYSTEM_FACTOR = Parameter(
    "system_factor",
    "粪便管理 N2O 排放因子 EF3",
    "kg N2O-N/kg N",
    "manure_nitrogen_factor",
    "N2O",
    by={"process": "manure_system"},
    high=1.0,
)


def n2o_t(head: float, body_mass_kg: float, n_excretion: float, system_factor: float) -> float:
    """Direct N2O of a year, t: IPCC 2006 volume 4 chapter 10, equations 10.25 and 10.30.

    A thousand pigs of 50 kg (Asia, 0.40 kg N a day and 1000 kg) on a solid heap (0.005):

    >>> round(n2o_t(1000.0, 50.0, 0.40, 0.005), 6)
    0.057357
    """
    return head * body_mass_kg / 1000 * n_excretion * 365 * system_factor * 44 / 28 / 1000


METHOD = Method(
    code="ghg.manure_nitrogen",
    label="动物粪便管理 N2O（按氮排泄量）",
    inputs=(LIVESTOCK, MANURE_SYSTEM, HEAD, BODY_MASS),
    parameters=(EXCRETION, SYSTEM_FACTOR),
    outputs=(Output("N2O", n2o_t, "存栏量 × 体重 ÷ 1000 × 氮排泄率 × 365 × EF3 × 44/28 ÷ 1000"),),
    source="IPCC 2006 第 4 卷第 10 章 式10.25、10.30；参数取自 IPCC EFDB",
    verified=True,
    note="只含直接排放；挥发和淋溶引起的间接排放没有取得本地比例，未计。",
)
