"""The physical quantities that a project's text names: 99台, 48平方公里, 9200平方米."""

from __future__ import annotations

import re

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.draft import Quantity
from ditan.core.reading.quantities import Amount, find_amounts
from ditan.core.reading.quantities_units import TIME_UNITS

NOT_PHYSICAL = frozenset("% ％ ‰ 个百分点 百分点 倍 成 期 级 类 次 届 轮 年 番 万 亿 千 百 分 位".split()) | {""}

LEADING_VERB = re.compile(
    r"^(?:共计|合计|总计|其中|主要|计划|规划|分别|同步|继续|全面|累计|实施|完成|推进|推广使用|推广|推动|开展|实现|建成投运|建成|建设|新建|改建|扩建|新增|改造|更新|更换|购置|采购"
    r"|安装|配套建设|配套|配置|布设|布局|打造|创建|淘汰|治理|修复|升级|构筑|构建|设置|铺设|敷设|种植|栽植|使用|应用|达到|包括|包含|涉及|一是|二是|三是|[拟并和及与再共约为对在将])+"
)
TRAILING_WORD = re.compile(r"(?:不少于|不低于|共计|合计|总计|分别|各|为|约|共|达|计)+$")
ENDS_IN_VERB = re.compile(
    r"(?:加密建设|建设|优选|布置|设置|新建|改造|升级|建成|配置|安装|购置|开展|完成|涉及|覆盖|选取|打造|培育|新增|每期|等|对|在|的)$"
)
PLACE_ONLY = re.compile(r"^(?:全[区市县省州]|.{1,8}[区县市镇乡村])$")
WORDS_BEFORE = re.compile(r"[^,,、。;；:：.!?！？()（）\s\d]*$")
WORDS_AFTER = re.compile(r"[^,,、。;；:：!?！？()（）\s\d和及并为的]*")
AFTER_ENDS = re.compile(r"(?:开展|进行|实施|建设|执行|等|得到|达到).*")
AFTER_BEGINS = re.compile(r"^(?:以上|左右|及以上|余|级|的)+")
LONGEST_THING = 20


def find_quantities(page: CleanText, start: int, end: int) -> tuple[Quantity, ...]:
    """Every physical quantity inside the cleaned text [start, end), with what it counts."""
    found: list[Quantity] = []
    before = start
    for amount in find_amounts(page.text, start, end):
        if is_physical(amount):
            left, right = amount.number_start, amount.unit_end
            what = thing(page.text, amount, before, end) or (found[-1].what if found else "")
            found.append(Quantity(amount.value, amount.unit, page.printed(left, right), what, page.span(left, right)))
        before = amount.end
    return tuple(found)


def is_physical(amount: Amount) -> bool:
    """Whether an amount measures or counts things, not shares, money or time."""
    return not (amount.unit in NOT_PHYSICAL or amount.unit in TIME_UNITS or amount.unit.endswith("元"))


def thing(text: str, amount: Amount, start: int, end: int) -> str:
    """What an amount counts: the words before its number without their verb, else the words behind its unit.

    >>> thing("更新纯电动公交车99台", find_amounts("更新纯电动公交车99台")[0], 0, 11)
    '纯电动公交车'
    >>> thing("完成15家企业综合整治", find_amounts("完成15家企业综合整治")[0], 0, 11)
    '企业综合整治'
    """
    before = WORDS_BEFORE.search(text, start, amount.start)
    words = TRAILING_WORD.sub("", LEADING_VERB.sub("", before[0])) if before is not None else ""
    after = WORDS_AFTER.match(text, amount.unit_end, end)
    behind = AFTER_ENDS.sub("", AFTER_BEGINS.sub("", after[0])) if after is not None else ""
    if len(behind) >= 2 and (len(words) < 2 or ENDS_IN_VERB.search(words) or PLACE_ONLY.match(words)):
        return behind[:LONGEST_THING]
    return words[-LONGEST_THING:] if len(words) >= 2 else behind
