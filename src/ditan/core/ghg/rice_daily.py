"""Rice by day: the baseline factor of the IPCC, scaled by water regime and organic amendment."""

from __future__ import annotations

from ditan.core.ghg.rice_cultivation import RICE_AREA
from ditan.core.methods import Input, InputKind, Method, Output, Parameter

CULTIVATION_DAYS = Input("cultivation_days", "水稻生长期", "d", high=366.0, note="移栽（或直播）至收获的天数。")
WATER_REGIME = Input(
    "water_regime",
    "生长期水分管理",
    kind=InputKind.CHOICE,
    choices=(
        ("continuous", "持续淹水"),
        ("single_aeration", "间歇灌溉：一次晒田"),
        ("multiple_aeration", "间歇灌溉：多次晒田"),
        ("rainfed_regular", "雨养：正常"),
        ("drought_prone", "雨养：易旱"),
        ("deep_water", "深水稻"),
        ("irrigated_unknown", "灌溉，管理方式不详"),
        ("rainfed_unknown", "雨养或深水，不详"),
        ("upland", "旱稻"),
    ),
)
PRESEASON = Input(
    "preseason",
    "种植前水分状况",
    kind=InputKind.CHOICE,
    choices=(
        ("dry_short", "种植前不淹水，少于 180 天"),
        ("dry_long", "种植前不淹水，多于 180 天"),
        ("flooded", "种植前淹水 30 天以上（冬水田）"),
        ("unknown", "不详"),
    ),
)


def _amendment(name: str, label: str, basis: str = "鲜重") -> Input:
    return Input(f"{name}_t_ha", f"{label}施用量", "t/ha", note=f"以{basis}计；没有施用的填 0。")


STRAW_SHORT = _amendment("straw_short", "种植前 30 天内还田秸秆", "干重")
STRAW_LONG = _amendment("straw_long", "种植前 30 天以上还田秸秆", "干重")
COMPOST = _amendment("compost", "堆肥")
FARM_MANURE = _amendment("farm_manure", "农家肥")
GREEN_MANURE = _amendment("green_manure", "绿肥")

BASELINE = Parameter("baseline_factor", "基准排放因子 EFc", "kg CH4/ha/d", "rice_baseline_factor", "CH4", high=20.0)
SCALING_WATER = Parameter(
    "scaling_water",
    "生长期水分换算系数 SFw",
    "1",
    "rice_water_scaling",
    "CH4",
    by={"process": "water_regime"},
    high=2.0,
)
SCALING_PRESEASON = Parameter(
    "scaling_preseason",
    "种植前水分换算系数 SFp",
    "1",
    "rice_preseason_scaling",
    "CH4",
    by={"process": "preseason"},
    high=5.0,
)


def _conversion(name: str, label: str) -> Parameter:
    return Parameter(
        f"{name}_cfoa",
        f"{label}换算系数 CFOA",
        "1",
        "rice_amendment_conversion",
        "CH4",
        fixed={"process": name},
        high=2.0,
    )


CONVERSIONS = (
    _conversion("straw_short", "种植前 30 天内还田秸秆"),
    _conversion("straw_long", "种植前 30 天以上还田秸秆"),
    _conversion("compost", "堆肥"),
    _conversion("farm_manure", "农家肥"),
    _conversion("green_manure", "绿肥"),
)


def ch4_t(
    rice_area_ha: float,
    cultivation_days: float,
    baseline_factor: float,
    scaling_water: float,
    scaling_preseason: float,
    straw_short_t_ha: float,
    straw_short_cfoa: float,
    straw_long_t_ha: float,
    straw_long_cfoa: float,
    compost_t_ha: float,
    compost_cfoa: float,
    farm_manure_t_ha: float,
    farm_manure_cfoa: float,
    green_manure_t_ha: float,
    green_manure_cfoa: float,
) -> float:
    """CH4, t: IPCC 2006 volume 4 chapter 5, equations 5.1 to 5.3.

    A hectare, 100 days, under water without a break and without amendment, emits the baseline of 1.3 kg a day:

    >>> round(ch4_t(1.0, 100.0, 1.3, 1.0, 1.0, 0.0, 1.0, 0.0, 0.29, 0.0, 0.05, 0.0, 0.14, 0.0, 0.5), 6)
    0.13
    """
    amendment = (
        straw_short_t_ha * straw_short_cfoa
        + straw_long_t_ha * straw_long_cfoa
        + compost_t_ha * compost_cfoa
        + farm_manure_t_ha * farm_manure_cfoa
        + green_manure_t_ha * green_manure_cfoa
    )
    scaling_organic: float = (1 + amendment) ** 0.59
    daily_kg = baseline_factor * scaling_water * scaling_preseason * scaling_organic
    return rice_area_ha * cultivation_days * daily_kg / 1000


METHOD = Method(
    code="ghg.rice_daily",
    label="稻田甲烷（按日基准因子）",
    inputs=(
        RICE_AREA,
        CULTIVATION_DAYS,
        WATER_REGIME,
        PRESEASON,
        STRAW_SHORT,
        STRAW_LONG,
        COMPOST,
        FARM_MANURE,
        GREEN_MANURE,
    ),
    parameters=(BASELINE, SCALING_WATER, SCALING_PRESEASON, *CONVERSIONS),
    outputs=(Output("CH4", ch4_t, "面积 × 天数 × EFc × SFw × SFp × SFo ÷ 1000，SFo =（1 + Σ 施用量 × CFOA）^0.59"),),
    source="IPCC 2006 第 4 卷第 5 章 式5.1—5.3；参数取自 IPCC EFDB 415830—415848",
    verified=True,
)
