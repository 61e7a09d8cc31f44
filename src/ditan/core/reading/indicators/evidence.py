"""What the running text says of an indicator: numbers beside a like name, and the way its values should move."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ditan.core.reading.digits import Trend
from ditan.core.reading.quantities import find_amounts
from ditan.core.reading.years import find_years

DOWN = re.compile(
    r"浓度|能耗|电耗|水耗|物耗|消耗(?!.{0,6}(?:降低|下降))|排放(?:量|总量|强度)|强度|劣[ⅤV五]类|损失|漏损|贫困|死亡|事故|占用|施用量|使用量|PM2\.5|PM10"
)
CHANGE = re.compile(
    r"(?:下降|降低|减少|削减|提高|提升|增长|增加|改善|累计|新增)(?:率|比例|幅度|量|值|面积)?(?:[(（].*)?$|^(?:累计|新增)"
)
UP = re.compile(
    r"率$|比重|比例|占比|覆盖|密度|面积|数量|规模|[产总]值|容量|里程|项目|个数|达标|系数|利用|蓄积|储量|碳汇|保有"
)
COUNTED = frozenset("个家座项台套辆处户件名次所条对艘亩")

LONGEST_SENTENCE = 160
MOST_PLACES = 12
SHORTEST_CORE = 4
_TAIL = re.compile(r"(?:比例|比重|占比|项目|数量|面积|水平|程度|指标|建设|改造)$")
_LEVEL = re.compile(r"^(?:全区|全市|全县|全省|城镇|城市|市区|县级|累计|新增|实施)")


def trend_of(name: str, unit: str) -> Trend:
    """Whether an indicator's values should rise or fall from year to year, "" where its name does not tell.

    >>> trend_of("PM2.5平均浓度", "微克/立方米"), trend_of("森林覆盖率", "%"), trend_of("单位GDP能耗降低", "%")
    ('down', 'up', 'up')
    """
    if CHANGE.search(name):
        return "up"
    if DOWN.search(name):
        return "down"
    return "up" if UP.search(name) or unit[:1] in COUNTED else ""


class Mentions:
    """The numbers that the running text gives for a name, looked up only where a row needs them.

    Parameters
    ----------
    text
        The cleaned text of the page.
    tables
        Stretches that are tables, which are no evidence for themselves.
    """

    def __init__(self, text: str, tables: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._tables = tables

    def of(self, name: str) -> frozenset[tuple[str, float]]:
        """(year, number) for each number near a like name; the year is "" where none is stated.

        >>> mentions = Mentions("到2025年,人均公园绿地面积达到12平方米。", ())
        >>> mentions.of("人均公园绿地面积")
        frozenset({('2025', 12.0)})
        """
        found: set[tuple[str, float]] = set()
        for core in self._cores(name):
            at = self._text.find(core)
            places = 0
            while at >= 0 and places < MOST_PLACES:
                if not any(start <= at < end for start, end in self._tables):
                    found |= self._around(at, at + len(core))
                    places += 1
                at = self._text.find(core, at + len(core))
            if found:
                break
        return frozenset(found)

    def _cores(self, name: str) -> list[str]:
        plain = re.sub(r"[(（][^()（）]*[)）]?", "", name).strip()
        cores = [plain]
        for pattern in (_TAIL, _LEVEL, _TAIL):
            shorter = pattern.sub("", cores[-1])
            if shorter != cores[-1]:
                cores.append(shorter)
        return [core for core in cores if len(core) >= SHORTEST_CORE]

    def _around(self, start: int, end: int) -> set[tuple[str, float]]:
        left = max(self._text.rfind(mark, max(0, start - LONGEST_SENTENCE), start) for mark in "。\n;；") + 1
        left = max(left, start - LONGEST_SENTENCE)
        stops = [at for mark in "。\n;；" if (at := self._text.find(mark, end, end + LONGEST_SENTENCE)) >= 0]
        right = min(stops, default=min(len(self._text), end + LONGEST_SENTENCE))
        years = [mention for mention in find_years(self._text, left, start) if mention.kind in ("by", "in", "during")]
        year = str(years[-1].year) if years else ""
        amounts = find_amounts(self._text, end, min(right, end + 24))
        return {(year, amount.value) for amount in amounts[:1]}
