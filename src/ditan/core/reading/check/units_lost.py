"""Numbers that lost their unit: 生态截滤沟2200, 规模1200/天, 总建筑面积1000以上."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from ditan.core.reading.check.plan import Plan, Stretch, finding
from ditan.core.reading.draft import Finding
from ditan.core.reading.quantities import find_amounts

PER_TIME = re.compile(r"(?<![0-9./A-Za-z])(?P<number>[0-9]+(?:\.[0-9]+)?)\s?/\s?(?:天|日|小时|年)(?![0-9])")
"""A number a day of nothing."""

MEASURE = r"(?:面积|长度|总长|全长|容量|装机|库容|储量|距离|重量|投资额|总投资|用地|占地|里程|管径|高度|宽度|深度|用水量|用电量|能耗|消费量|排放量)"
BARE_MEASURE = re.compile(
    rf"{MEASURE}(?:约|达|达到|为|不低于|不少于|不小于|超过|大于|小于)?(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<after>及以上|以上|及以下|以下|以内|左右)(?![0-9年月])"
)
"""A measure of a thing, a number, and a comparator where the unit should stand."""

LIST_END = re.compile(r"(?P<what>[\u4e00-\u9fff]{2,8})(?P<number>[0-9]{2,}(?:\.[0-9]+)?)(?=[,,。;;\n]|$)")
"""A member of a list whose other members carry units: a noun, a number, nothing more."""

POWER_IN_ENERGY = re.compile(
    r"(?:最大|最高)(?:用电)?(?:电力|负荷)[^,。;;\n\d]{0,4}\d+(?:\.\d+)?(?:亿|万)?(?:千瓦时|度|kWh)"
)
ENERGY_IN_POWER = re.compile(
    r"(?:发电量|用电量|供电量|售电量)[^,。;;\n\d]{0,4}\d+(?:\.\d+)?(?:亿|万)?(?:千瓦|兆瓦|kW|MW)(?!时|小时|h)"
)

ENDS_WITH_NUMBER = (
    "第",
    "号",
    "附件",
    "附表",
    "专栏",
    "图",
    "表",
    "公告",
    "电话",
    "邮编",
    "编码",
    "代码",
    "增长率",
    "指数",
    "得分",
    "序号",
    "达到",
    "达",
    "为",
    "超过",
    "分别",
    "不低于",
    "年",
    "联系",
    "至",
    "到",
    "约",
    "比例",
    "系数",
    "强度",
)
YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def lost_units(plan: Plan) -> Iterable[Finding]:
    """Findings of one plan; the same loss in two places is one finding with both."""
    places: dict[str, list[tuple[int, int]]] = {}
    for paragraph in plan.paragraphs:
        if not any(char.isdigit() for char in paragraph.text):
            continue
        ends = _list_ends(paragraph, lambda line: _wraps(plan, line))
        for start, end in (*_per_time(paragraph), *_measures(paragraph), *ends):
            printed = paragraph.text[start:end]
            places.setdefault(printed, []).append((paragraph.start + start, paragraph.start + end))
    for printed, spans in places.items():
        yield finding("unit-lost", "warning", f"“{printed}”缺计量单位。", (plan.at(*span) for span in spans))


def wrong_units(plan: Plan) -> Iterable[Finding]:
    """Power in a unit of energy and energy in a unit of power: 最大电力达958万千瓦时, 发电量3万千瓦."""
    for paragraph in plan.paragraphs:
        for match in POWER_IN_ENERGY.finditer(paragraph.text):
            side = plan.at(paragraph.start + match.start(), paragraph.start + match.end())
            yield finding(
                "unit-wrong", "warning", f"“{side.quote}”:电力(负荷)的单位应为千瓦,千瓦时是电量的单位。", (side,)
            )
        for match in ENERGY_IN_POWER.finditer(paragraph.text):
            side = plan.at(paragraph.start + match.start(), paragraph.start + match.end())
            yield finding("unit-wrong", "warning", f"“{side.quote}”:电量的单位应为千瓦时,千瓦是功率的单位。", (side,))


def _per_time(paragraph: Stretch) -> Iterable[tuple[int, int]]:
    for match in PER_TIME.finditer(paragraph.text):
        before = re.search(r"[\u4e00-\u9fff]{0,4}$", paragraph.text[: match.start()])
        yield (before.start() if before else match.start()), match.end()


def _measures(paragraph: Stretch) -> Iterable[tuple[int, int]]:
    for match in BARE_MEASURE.finditer(paragraph.text):
        yield match.span()


def _wraps(plan: Plan, line: Stretch) -> bool:
    """Whether a line ends only because the page is no wider: text follows without a blank line."""
    behind = plan.page.text[line.end : line.end + 2]
    return len(behind) == 2 and behind[0] == "\n" and "\u4e00" <= behind[1] <= "\u9fff"


def _list_ends(paragraph: Stretch, wraps: Callable[[Stretch], bool]) -> Iterable[tuple[int, int]]:
    """Only where at least two earlier members of the same sentence carry a unit of measure."""
    for match in LIST_END.finditer(paragraph.text):
        if match["what"].endswith(ENDS_WITH_NUMBER) or YEAR.fullmatch(match["number"]):
            continue
        if match.end() == len(paragraph.text) and wraps(paragraph):
            continue
        first = max(paragraph.text.rfind(mark, 0, match.start()) for mark in "。;;\n") + 1
        siblings = find_amounts(paragraph.text, first, match.start())
        if sum(1 for one in siblings if one.unit and not one.words) >= 2:
            yield match.span()
