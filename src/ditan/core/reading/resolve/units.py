"""Printed units as expressions of the unit registry: 万平方公里 → wan_square_kilometer.

A plain table lookup: the registry itself is not needed to read a plan. A test parses every expression with it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ditan.core.reading.clean.variants import simplify

EXPONENTS = {
    "十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11,
    "万亿": 12,
}  # fmt: skip
PREFIXES = {
    -9: "nano", -6: "micro", -3: "milli", -2: "centi", 0: "", 2: "hecto", 3: "kilo", 4: "wan_", 5: "shiwan_", 6: "mega",
    7: "qianwan_", 8: "yi_", 9: "giga", 10: "baiyi_", 11: "qianyi_", 12: "wanyi_",
}  # fmt: skip
"""Prefix of the registry for a power of ten; pint takes one prefix a unit, so 万千瓦 is qianwan_watt."""

_BASE_TABLE = """
0 tce 吨标准煤 吨标煤 tce
3 gce 千克标准煤 公斤标准煤 千克标煤 公斤标煤 kgce
0 gce 克标准煤 克标煤 gce
0 tCO2e 吨二氧化碳当量 吨二氧化碳 吨CO2 吨CO2e 吨碳当量 tCO2e tCO2
3 gCO2e 千克二氧化碳 公斤二氧化碳 千克二氧化碳当量 kgCO2 kgCO2e
0 gCO2e 克二氧化碳 gCO2 gCO2e
0 tonne_of_oil_equivalent 吨油当量 toe
0 tonne 吨 t
3 gram 千克 公斤 kg
0 gram 克 g
-3 gram 毫克 mg
-6 gram 微克 μg ug
0 square_meter 平方米 平米 m2
0 square_kilometer 平方公里 平方千米 km2
0 hectare 公顷 hm2 ha
0 mu 亩
0 cubic_meter 立方米 立方 标准立方米 标立方米 方 m3 Nm3
0 liter 升 L
-3 liter 毫升 mL
3 meter 公里 千米 km
0 meter 米 m
-2 meter 厘米 cm
-3 meter 毫米 mm
-6 meter 微米 μm
0 nautical_mile 海里
0 watt_hour 瓦时 Wh
3 watt_hour 千瓦时 千瓦小时 度电 kWh
6 watt_hour 兆瓦时 MWh
9 watt_hour 吉瓦时 GWh
0 watt 瓦 W
3 watt 千瓦 kW KW kw
6 watt 兆瓦 MW
9 watt 吉瓦 GW
3 volt_ampere 千伏安 kVA
6 volt_ampere 兆伏安 MVA
0 volt 伏
3 volt 千伏 kV KV
0 joule 焦耳 焦
3 joule 千焦 kJ
6 joule 兆焦 MJ
9 joule 吉焦 GJ
12 joule 太焦 TJ
3 calorie 大卡
0 tonne_carbon 吨碳 tC
3 gram_carbon 千克碳 kgC
0 steam_tonne 蒸吨
0 CNY 元 人民币
0 USD 美元
0 year 年 a
0 month 个月 月
0 week 周
0 day 天 日 d
0 hour 小时 时 h
0 minute 分钟 min
0 second 秒 s
0 tonne_kilometer 吨公里
0 person 人 人次 名
"""
"""Power of ten, unit of the registry, printed forms."""

BASES: dict[str, tuple[int, str]] = {
    printed: (int(line.split()[0]), line.split()[1])
    for line in _BASE_TABLE.strip().splitlines()
    for printed in line.split()[2:]
}

UNSCALED = {
    **dict.fromkeys(("°C", "摄氏度"), "degree_Celsius"),
    **dict.fromkeys(("分贝", "dB", "dB(A)"), "decibel"),
}
"""Units of a scale with its own zero: no 万 can stand before them."""

SHARES = {
    **dict.fromkeys(("%", "百分比"), "percent"),
    "‰": "permille",
    **dict.fromkeys(("百分点", "个百分点"), "percentage_point"),
    "倍": "dimensionless",
}

_COUNT_WORDS = """
个 家 座 项 台 台套 套 辆 艘 架 列 条 处 户 件 次 场 班 期 所 间 栋 幢 片 块 宗 批 类 种 门 支 只 张 份 部 册 篇 株 头 羽
尾 根 口 对 组 段 层 轮 届 环 眼 盏 杆 枪 桩 站 孔 副 把 本 幅 面 颗 棵 棚 席 点 村 镇 县 床 位 床位 标准箱 标箱 TEU 车次
航次 架次 辆次 家次 户次 车位 泊位 例 枚 队 团 机架 标准机架 批次 箱 卷 路 级
"""
COUNTERS = frozenset(_COUNT_WORDS.split())
"""Count words: a number of them is dimensionless."""


@lru_cache(maxsize=4096)
def pint_unit(printed: str) -> str:
    """The registry's expression for a printed unit; "" where it has none.

    Examples
    --------
    >>> pint_unit("万吨标准煤"), pint_unit("微克/立方米"), pint_unit("座"), pint_unit("年吨")
    ('wan_tce', 'microgram / cubic_meter', 'count', '')
    """
    text = re.sub(r"\s", "", simplify(unicodedata.normalize("NFKC", printed))).replace("平方m", "m2")
    if not text:
        return ""
    if text in SHARES:
        return SHARES[text]
    if text in UNSCALED:
        return UNSCALED[text]
    factors = [_factor(part) for part in re.split(r"[/·•∕*]|每(?!年|天|日)", re.sub(r"[()]", "", text))]
    if not all(factors):
        return ""
    return " / ".join(factors)


def _factor(text: str) -> str:
    for length in range(min(2, len(text) - 1), -1, -1):
        scale, rest = text[:length], text[length:]
        if length and scale not in EXPONENTS:
            continue
        exponent = EXPONENTS.get(scale, 0)
        if rest in BASES:
            own, base = BASES[rest]
            return _prefixed(exponent + own, base)
        if rest in COUNTERS:
            return _prefixed(exponent, "count")
    return _prefixed(EXPONENTS[text], "count") if text in EXPONENTS else ""


def _prefixed(exponent: int, base: str) -> str:
    prefix = PREFIXES.get(exponent)
    return "" if prefix is None else prefix + base


_SIZES = {
    "gram": ("mass", 1.0),
    "tonne": ("mass", 1e6),
    "square_meter": ("area", 1.0),
    "hectare": ("area", 1e4),
    "square_kilometer": ("area", 1e6),
    "mu": ("area", 10000 / 15),
    "cubic_meter": ("volume", 1.0),
    "liter": ("volume", 1e-3),
    "percent": ("share", 0.01),
    "permille": ("share", 0.001),
    "percentage_point": ("share", 0.01),
    "dimensionless": ("share", 1.0),
    "count": ("count", 1.0),
    "person": ("count", 1.0),
}
_POWERS = sorted(((prefix, power) for power, prefix in PREFIXES.items() if prefix), key=lambda one: -len(one[0]))


@lru_cache(maxsize=4096)
def size_of(printed: str) -> tuple[tuple[str, ...], float]:
    """What a printed unit measures, and how large it is; two units of one kind compare by their sizes.

    A unit that the registry does not know measures only itself.

    Examples
    --------
    >>> size_of("平方公里")
    (('area',), 1000000.0)
    >>> size_of("公里/平方公里")[0] == size_of("千米/平方千米")[0]
    True
    """
    expression = pint_unit(printed)
    if not expression:
        return (printed,) if printed else (), 1.0
    kinds, size = [], 1.0
    for index, part in enumerate(expression.split(" / ")):
        kind, own = _size_of_factor(part)
        kinds.append(kind)
        size = size * own if index == 0 else size / own
    return tuple(kinds), size


def _size_of_factor(part: str) -> tuple[str, float]:
    if part in _SIZES:
        return _SIZES[part]
    for prefix, power in _POWERS:
        if part.startswith(prefix):
            kind, size = _SIZES.get(part.removeprefix(prefix), (part.removeprefix(prefix), 1.0))
            return kind, size * 10.0**power
    return part, 1.0
