"""The vocabulary of units and counters that plans print behind a number.

`UNIT` is one alternation, longest first, for use inside other patterns. A scale (万, 亿) stays in the printed unit:
万吨, 亿元, 万千瓦.
"""

from __future__ import annotations

import re


def _listed(*lines: str) -> tuple[str, ...]:
    return tuple(word for line in lines for word in line.split())


SCALES = _listed("万亿 千万 百万 十万 千亿 百亿 十亿 万 亿 千 百")

PERCENT = _listed("个百分点 百分点 % ％ ‰")

PHYSICAL = _listed(
    "吨标准煤 吨标煤 吨二氧化碳当量 吨二氧化碳 吨碳当量 吨油当量 吨碳 吨级 吨公里 吨位 吨 蒸吨",
    "千克标准煤 公斤标准煤 克标准煤 千克标煤 克标煤 千克二氧化碳 公斤二氧化碳 标煤",
    "标准立方米 标立方米 立方米 立方 平方公里 平方千米 平方厘米 平方米 平米 公顷 亩 方",
    "车道公里 车公里 公里 千米 厘米 毫米 微米 纳米 海里 米",
    "微克立方米 毫克立方米 微克 毫克 千克 公斤 克 毫升 升",
    "兆瓦时 吉瓦时 千瓦时 瓦时 兆瓦 吉瓦 千瓦 瓦 千伏安 兆伏安 千伏 伏 度电 度 吉焦 太焦 千焦 兆焦 大卡",
    "摄氏度 分贝 标准箱 标箱 元 美元 倍 番 成 人次 人天 车次 航次 架次 辆次 人 天 小时 分钟 秒",
)

COUNTERS = _listed(
    "个等级 个级别 个 家 座 项 台套 台 套 辆 艘 架 列 条 处 户 件 名 次 场次 场 班 期 所 间 栋 幢 片 块 宗 批",
    "类 种 门 支 只 张 份 部 册 篇",
    "笔 位 级 分 株 头 羽 尾 根 口 对 组 段 层 轮 届 环 眼 盏 杆 枪 桩 站 孔 副 把 本 幅 面 颗 棵 棚 席 样 点 村 镇 县",
    "轮次 批次 家次 户次 回 路 例 枚 队 团 员 岁 集 车位 泊位 床位 床 学时",
    "课时 年 个月 周",
)

LATIN = _listed(
    "μg/m3 μg/m³ ug/m3 ug/m³ mg/m3 mg/m³ mg/L mg/l gce/kWh kgce/t kgce tCO2e tCO2 tce kWh/m2 kWh/㎡",
    "kWh MWh GWh MW GW kW KW kw kVA MVA kV KV km/km2 km² km2 km ㎞ ㎡ ㎥ m² m2 m³ m3 mm cm hm² hm2",
    "TEU dB(A) dB ℃ °C GJ TJ kg t h P PFlops EFLOPS",
)


def alternation(words: tuple[str, ...] | list[str]) -> str:
    """The words as one regular alternation, longest first, so that 万吨标准煤 is not read as 万吨."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


_SCALE = rf"(?:{alternation(SCALES)})"
_LATIN = rf"(?:{alternation(LATIN)})(?![A-Za-z0-9])"
_CHINESE = alternation(PHYSICAL + COUNTERS)
_DIVIDED_BY = alternation(_listed("GDP 地区生产总值 工业增加值 产值 增加值 日 月 时 人年"))
_ONE = rf"(?:{_SCALE}?(?:{_LATIN}|{_CHINESE})|{_SCALE})"
_PER = rf"(?:{_SCALE}?(?:{_LATIN}|{_CHINESE})(?:{_DIVIDED_BY})?|{_DIVIDED_BY})"
UNIT = rf"(?:{alternation(PERCENT)}|{_ONE}(?:[（(][套组个辆座支]{{1}}[）)])?(?:[/／∕·•每]{_PER}){{0,2}})"
"""A printed unit or counter, compound units included (吨标准煤/万元, 微克每立方米)."""

WORD_UNIT = alternation(
    _listed(
        "个百分点 个 家 座 项 台套 台 套 辆 条 处 户 件 名 次 栋 幢 所 倍 番 张 支 批次 种 艘 对 组",
        "公里 平方公里 万亩 亩 万吨 万元 亿元 公顷",
    )
)
"""Counters that make a Chinese numeral before them an amount (三个, 两家): few, since 一般 and 二类 are none."""

TIME_UNITS = frozenset(_listed("年 天 小时 分钟 秒 个月 周 学时 课时 岁"))
"""Units that mostly measure a span of time; 天 is also a target's unit (优良天数)."""
