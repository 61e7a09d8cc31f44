"""Inputs of farming that several methods share."""

from __future__ import annotations

from ditan.core.methods.spec import Input, InputKind, Parameter

GUIDE_REGION = Input(
    "guide_region",
    "所在大区",
    kind=InputKind.CHOICE,
    choices=(
        ("华北", "华北"),
        ("东北", "东北"),
        ("华东", "华东"),
        ("中南华南", "中南、华南"),
        ("西南", "西南（含重庆）"),
        ("西北", "西北"),
    ),
    note="省级指南按大区给出缺省值；重庆各区县选“西南”。",
)
"""The part of the country by which the provincial guides give their values."""

LIVESTOCK = Input(
    "livestock",
    "畜禽种类",
    kind=InputKind.CHOICE,
    choices=(
        ("dairy", "奶牛"),
        ("other_cattle", "非奶牛（肉牛、役用牛）"),
        ("buffalo", "水牛"),
        ("goat", "山羊"),
        ("sheep", "绵羊"),
        ("pig", "猪"),
        ("layer", "蛋鸡"),
        ("broiler", "肉鸡"),
        ("other_poultry", "其他家禽"),
        ("horse", "马"),
        ("mule_ass", "驴、骡"),
        ("camel", "骆驼"),
    ),
)

HEAD = Input(
    "head",
    "年末存栏量",
    "头（只）",
    note="年内存栏波动大的用年均存栏量；口径与统计年鉴“年末存栏”一致。",
)

SYNTHETIC_N = Input("synthetic_n_t", "化肥氮施用量", "t N", note="氮肥和复合肥折纯氮；没有施用的填 0。")
ORGANIC_N = Input(
    "organic_n_t", "粪肥及其他有机肥氮施用量", "t N", note="含乡村人口粪便还田的氮；放牧地填放牧畜禽排泄的氮。"
)
RESIDUE_N = Input(
    "residue_n_t", "秸秆还田氮量", "t N", note="地上部还田和地下部根系的氮，依作物产量和还田率折算；没有的填 0。"
)

CROP = Input(
    "crop",
    "作物",
    kind=InputKind.CHOICE,
    choices=(("rice", "水稻"), ("wheat", "小麦"), ("maize", "玉米"), ("sugarcane", "甘蔗"), ("other", "其他作物")),
)
RESIDUE_LEFT = Input(
    "residue_left_t",
    "露天焚烧前的秸秆量",
    "t",
    note="干重；产量 × 草谷比 × 干物质比例 × 露天焚烧比例。实际烧掉的部分由燃烧因子计入；全面禁烧且核实无焚烧的填 0。",
)
RESIDUE_COMBUSTION = Parameter(
    "residue_combustion", "燃烧因子", "1", "residue_combustion_factor", by={"process": "crop"}, high=1.0
)


def residue_factor(gas: str) -> Parameter:
    """The factor of a gas for residues burnt in the field."""
    return Parameter(
        f"residue_{gas.lower()}",
        f"秸秆露天焚烧 {gas} 排放因子",
        "g/kg dm",
        "residue_burning_factor",
        gas,
        high=3000.0,
    )


def residue_gas_t(residue_left_t: float, combustion: float, factor: float) -> float:
    """A gas of residues burnt in the field, t: IPCC 2006 volume 4 chapter 2, equation 2.27.

    CH4 of a thousand tonnes of rice straw:

    >>> residue_gas_t(1000.0, 0.8, 2.7)
    2.16
    """
    return residue_left_t * combustion * factor / 1000
