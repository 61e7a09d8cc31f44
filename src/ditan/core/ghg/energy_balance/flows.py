"""The rows of an energy balance table: what each holds, with which sign, and of which it is a part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Flow:
    """One row of the table.

    Parameters
    ----------
    parent
        The row whose figure it is a part of; empty for the five sections.
    sign
        `+` where the table prints no negative figures, `-` where it prints none above zero, empty where both occur (changes of
        stock, transformation, the statistical difference).
    partial
        A row 其中 or marked #: a part that is named, its siblings are not; it may not exceed its parent and is in no sum.
    aliases
        Other wordings that tables of several years and provinces use.
    """

    code: str
    label: str
    parent: str = ""
    sign: str = ""
    partial: bool = False
    aliases: tuple[str, ...] = ()


FLOWS: tuple[Flow, ...] = (
    Flow("supply", "可供本地区消费的能源量", aliases=("可供消费的能源量", "能源可供量")),
    Flow("production", "一次能源生产量", "supply", "+"),
    Flow("brought_in", "外省（区、市）调入量", "supply", "+", aliases=("调入量", "外省调入量")),
    Flow("imports", "进口量", "supply", "+"),
    Flow("bunkers_abroad", "我国轮船和飞机在境外的加油量", "supply", "+", aliases=("境内轮船和飞机在境外的加油量",)),
    Flow("taken_out", "本省（区、市）调出量", "supply", "-", aliases=("调出量", "本省调出量")),
    Flow("exports", "出口量", "supply", "-"),
    Flow("bunkers_here", "外国轮船和飞机在境内的加油量", "supply", "-", aliases=("境外轮船和飞机在境内的加油量",)),
    Flow("stock_decrease", "库存增（−）减（+）量", "supply", aliases=("库存变化量", "库存增减量")),
    Flow("transformation", "加工转换投入（−）产出（+）量", aliases=("加工转换投入产出量",)),
    Flow("thermal_power", "火力发电", "transformation"),
    Flow("heating", "供热", "transformation"),
    Flow("coal_washing", "煤炭洗选", "transformation", aliases=("洗选煤", "洗煤")),
    Flow("coking", "炼焦", "transformation"),
    Flow("refining", "炼油及煤制油", "transformation", aliases=("炼油", "炼油和煤制油")),
    Flow("gasworks", "制气", "transformation"),
    Flow("coke_reinput", "焦炭再投入量", "gasworks", partial=True),
    Flow("liquefaction", "天然气液化", "transformation"),
    Flow("briquetting", "煤制品加工", "transformation"),
    Flow("recovered", "回收能", "transformation"),
    Flow("losses", "损失量", sign="+"),
    Flow("distribution_losses", "运输和输配损失", "losses", "+", partial=True, aliases=("运输和输配损失量",)),
    Flow("final", "终端消费量", sign="+"),
    Flow("agriculture", "农、林、牧、渔业", "final", "+", aliases=("第一产业",)),
    Flow("industry", "工业", "final", "+"),
    Flow("raw_material", "用作原料、材料", "industry", "+", partial=True),
    Flow("construction", "建筑业", "final", "+"),
    Flow("transport", "交通运输、仓储和邮政业", "final", "+", aliases=("交通运输、仓储及邮政业",)),
    Flow(
        "trade",
        "批发、零售业和住宿、餐饮业",
        "final",
        "+",
        aliases=("批发和零售业、住宿和餐饮业", "批发、零售业和住宿餐饮业"),
    ),
    Flow("services", "其他", "final", "+", aliases=("其他行业", "其它")),
    Flow("households", "居民生活", "final", "+", aliases=("生活消费",)),
    Flow("urban", "城镇", "households", "+"),
    Flow("rural", "乡村", "households", "+", aliases=("农村",)),
    Flow("difference", "平衡差额"),
    Flow("consumption", "消费量合计", sign="+"),
)

_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．]|\d+[、.．)）]|[(（][\d一二三四五六七八九十]+[)）]|其中[:：]?|[#＃])+"
)
_DROPPED = re.compile(r"[\s　,，、()（）\-−－—+＋:：.．]")


def flow_named(text: str) -> Flow | None:
    """The row that a label means, whatever its numbering, brackets and spaces; None where it is none of the table.

    >>> flow_named("二、加工转换投入(-)产出(+)量").code
    'transformation'
    >>> flow_named("＃ 用作原料、材料").code
    'raw_material'
    """
    return _by_name().get(_plain(text))


def parts_of(code: str) -> tuple[Flow, ...]:
    """The rows that add up to a row."""
    return tuple(each for each in FLOWS if each.parent == code and not each.partial)


def label_of_flow(code: str) -> str:
    """As the table prints it."""
    return next(each.label for each in FLOWS if each.code == code)


@cache
def _by_name() -> dict[str, Flow]:
    return {_plain(name): each for each in FLOWS for name in (each.label, *each.aliases)}


def _plain(text: str) -> str:
    return _DROPPED.sub("", _NUMBERING.sub("", text.strip().replace(" ", "")))
