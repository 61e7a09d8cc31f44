"""CO2 of primary magnesium from its ore, and SF6 that covers melts of magnesium."""

from __future__ import annotations

from ditan.core.methods import Input, InputKind, Method, Output, Parameter

MAGNESIUM = Input("magnesium_t", "原镁产量", "t")
ORE = Input(
    "magnesium_ore",
    "原料",
    kind=InputKind.CHOICE,
    choices=(("dolomite", "白云石"), ("magnesite", "菱镁矿")),
)
CAST = Input("magnesium_cast_t", "以六氟化硫保护的镁产量", "t", note="改用二氧化硫等保护气的部分不填。")
STEP = Input(
    "magnesium_step",
    "工序",
    kind=InputKind.CHOICE,
    choices=(
        ("magnesium_casting", "压铸等各类铸造"),
        ("magnesium_smelting", "原镁冶炼"),
        ("magnesium_processing", "镁加工"),
    ),
)


def co2_t(magnesium_t: float, magnesium_factor: float) -> float:
    """CO2 of the carbonate ore, t.

    >>> round(co2_t(1000.0, 5.13), 6)
    5130.0
    """
    return magnesium_t * magnesium_factor


def sf6_t(magnesium_cast_t: float, magnesium_sf6_factor: float) -> float:
    """SF6 used up over the melt, t.

    >>> sf6_t(1000.0, 1.0)
    1.0
    """
    return magnesium_cast_t * magnesium_sf6_factor / 1000


SOURCE = "IPCC 2006 第3卷第4章公式 4.28、4.30，表 4.19 和 4.20；省级指南（试行）的值没有见到原文"

METHOD = Method(
    code="ghg.magnesium",
    label="原镁",
    inputs=(MAGNESIUM, ORE),
    parameters=(
        Parameter(
            "magnesium_factor",
            "原镁二氧化碳排放因子",
            "tCO2/t",
            "emission_factor",
            "CO2",
            by={"technology": "magnesium_ore"},
            fixed={"process": "magnesium"},
            high=8.0,
        ),
    ),
    outputs=(Output("CO2", co2_t, "产量 × 排放因子"),),
    source=SOURCE,
    verified=True,
)

COVER_GAS = Method(
    code="ghg.magnesium_sf6",
    label="镁熔体保护气六氟化硫",
    inputs=(CAST, STEP),
    parameters=(
        Parameter(
            "magnesium_sf6_factor",
            "六氟化硫排放因子",
            "kg/t",
            "emission_factor",
            "SF6",
            by={"process": "magnesium_step"},
            high=5.0,
        ),
    ),
    outputs=(Output("SF6", sf6_t, "产量 × 排放因子 ÷ 1000"),),
    source=SOURCE,
    verified=True,
)
