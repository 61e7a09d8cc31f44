"""Process CO2 of melting glass."""

from __future__ import annotations

from ditan.core.methods import Input, InputKind, Method, Output, Parameter

GLASS = Input("glass_t", "玻璃产量（熔化量）", "t", note="平板玻璃 1 重量箱为 50 kg。")
GLASS_TYPE = Input(
    "glass_type",
    "玻璃种类",
    kind=InputKind.CHOICE,
    choices=(
        ("float", "浮法平板"),
        ("container_flint", "瓶罐（白料）"),
        ("container_amber_green", "瓶罐（棕、绿料）"),
        ("fibre_e_glass", "玻璃纤维（E 玻璃）"),
        ("fibre_insulation", "玻璃纤维（保温棉）"),
        ("tv_panel", "显像管屏"),
        ("tv_funnel", "显像管锥"),
        ("tableware", "器皿"),
        ("lab_pharma", "实验和药用"),
        ("lighting", "照明"),
    ),
    required=False,
    note="不分种类时留空，用典型钠钙配料的因子。",
)
CULLET = Input("cullet_share", "碎玻璃比例", "1", high=1.0, note="碎玻璃占配料的质量比例；IPCC 缺省的典型值为 0.50。")


def co2_t(glass_t: float, glass_factor: float, cullet_share: float) -> float:
    """Process CO2, t; broken glass gave its CO2 off before.

    >>> round(co2_t(1000.0, 0.20, 0.5), 6)
    100.0
    """
    return glass_t * glass_factor * (1 - cullet_share)


METHOD = Method(
    code="ghg.glass",
    label="玻璃生产过程排放",
    inputs=(GLASS, GLASS_TYPE, CULLET),
    parameters=(
        Parameter(
            "glass_factor",
            "玻璃二氧化碳排放因子",
            "tCO2/t",
            "emission_factor",
            "CO2",
            by={"technology": "glass_type"},
            fixed={"process": "glass"},
            loose=("technology",),
            high=0.4,
        ),
    ),
    outputs=(Output("CO2", co2_t, "玻璃产量 × 排放因子 ×（1 − 碎玻璃比例）"),),
    source="IPCC 2006 第3卷第2章公式 2.10、2.11，表 2.6",
    verified=True,
    note="已知纯碱、石灰石用量时，用碳酸盐使用的方法更准；同一产品不要两处填写。",
)
