"""What a plan states of each indicator, from its tables and its text in one form, so that rules can compare."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ditan.core.reading.check.plan import SURE, Plan, remembered
from ditan.core.reading.draft import Basis, Comparator, FindingSpan, Indicator, Target, Value
from ditan.core.reading.lexicon import MetricName
from ditan.core.reading.resolve.names import name_key
from ditan.core.reading.resolve.units import size_of

Group = tuple[str, str, tuple[str, ...]]
"""Metric or key of the name, subject, what the unit measures."""

Role = Literal["target", "base"]

LESS_IS_BETTER = (
    "漏损率",
    "受害率",
    "成灾率",
    "损耗率",
    "浓度",
    "死亡率",
    "劣Ⅴ类",
    "劣V类",
    "污染天数",
    "损失率",
    "超标率",
    "用水总量",
)
LONG_ENOUGH = 7
"""Characters of a share's name from which it stands for itself."""

GOALS = re.compile(r"目标|指标")
CHANGES = ("下降", "降低", "减少", "削减", "压减", "提升", "提高", "增长", "增加", "增速")
MORE_IS_BETTER = (
    "率",
    "比例",
    "占比",
    "比重",
    "面积",
    "数量",
    "余额",
    "优良天数",
    "系数",
    "覆盖",
    "密度",
    "收入",
    "产值",
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One value of one indicator for one year.

    `group` is the metric where the lexicon knows it, else the key of the name, with the subject and what the unit
    measures. `size` is the value in the group's own unit, so that 5万平方米 and 50000平方米 compare. A `base` is where
    things stood before the plan, a `target` what it asks for.
    """

    group: Group
    name: str
    value: float
    size: float
    unit: str
    year: int | None
    comparator: Comparator
    basis: Basis
    role: Role
    stretch: bool
    direction: str
    side: FindingSpan
    source: str
    """Title of the table, or "" for the text."""
    row: int
    """Place in the original, the same for all years of one row."""
    metric: MetricName | None = None
    category: str = ""
    in_goals: bool = True
    """Whether it is a row of a table, or stands where the plan sets its main targets (主要目标, a box of targets)."""

    base_year: int | None = None
    """The year that a change is measured against (比2020年下降18%)."""

    @property
    def changes(self) -> bool:
        """Whether the value is a change against another year, not a level."""
        return any(word in name_key(self.name) for word in CHANGES)

    @property
    def printed(self) -> str:
        """The value as a message prints it: 不低于12平方米."""
        word = {">=": "不低于", "<=": "不高于", ">": "超过", "<": "低于", "approx": "约", "=": ""}[self.comparator]
        return f"{word}{self.value:g}{self.unit}"

    @property
    def where(self) -> str:
        """Where it stands, for a message: 表中 or 文中."""
        return "表中" if self.source else "文中"


@remembered
def statements(plan: Plan) -> tuple[Statement, ...]:
    """Everything that the plan states with a number, in order of place."""
    metrics = {metric.code: metric for metric in plan.lexicon.metrics}
    found: list[Statement] = []
    for indicator in plan.draft.indicators:
        if indicator.confidence >= SURE and not indicator.ambiguous:
            found.extend(_of_indicator(plan, indicator, metrics.get(indicator.metric)))
    for target in plan.draft.targets:
        metric = metrics.get(target.metric)
        unitless = metric is not None and bool(metric.unit) and not target.unit
        if target.confidence >= SURE and isinstance(target.value, (int, float)) and not unitless:
            found.extend(_of_target(plan, target, metric))
    return tuple(sorted(found, key=lambda one: (one.row, one.year or 0)))


def grouped(found: Iterable[Statement]) -> dict[Group, list[Statement]]:
    """Statements by what they are about."""
    groups: dict[Group, list[Statement]] = defaultdict(list)
    for one in found:
        groups[one.group].append(one)
    return groups


def group_of(name: str, unit: str, subject: str, metric: MetricName | None) -> Group:
    """What statements must share to speak of the same thing."""
    kind = size_of(unit or (metric.unit if metric else ""))[0]
    return (f"metric:{metric.code}" if metric else name_key(name), subject, kind)


def direction_of(name: str, metric: MetricName | None) -> str:
    """Whether more is better (up), worse (down), or it cannot be told ("").

    Examples
    --------
    >>> direction_of("城市公共供水管网漏损率", None), direction_of("单位GDP能耗下降", None), direction_of("煤炭", None)
    ('down', 'up', '')
    """
    if metric is not None:
        return metric.direction if metric.direction in ("up", "down") else ""
    key = name_key(name)
    if any(word in key for word in CHANGES):
        return "up"
    if any(word in key for word in LESS_IS_BETTER):
        return "down"
    return "up" if key.endswith(MORE_IS_BETTER) else ""


OWN_REGION = (
    "全区",
    "全市",
    "全省",
    "全县",
    "全州",
    "全自治区",
    "我区",
    "我市",
    "我省",
    "我县",
    "本区",
    "本市",
    "本省",
    "本县",
    "区内",
    "市内",
)


def _subject(plan: Plan, subject: str) -> str:
    """Whom a target binds, "" where that is the plan's own region."""
    own = {*OWN_REGION, plan.draft.document.region, *plan.draft.document.region.split("市")}
    return "" if subject in own else subject


def _among_goals(plan: Plan, target: Target) -> bool:
    index = target.heading
    outline = plan.draft.outline
    while index is not None and index < len(outline):
        if outline[index].kind == "box" or GOALS.search(outline[index].title):
            return True
        index = outline[index].parent
    return not outline


def is_share(one: Statement) -> bool:
    """Whether the value is a share of a whole (%, ‰), not a rate of change."""
    return one.group[2] == ("share",) and not any(word in name_key(one.name) for word in CHANGES)


def specific(one: Statement, other: Statement) -> bool:
    """Whether two statements of the text say enough to speak of the same thing.

    A share of a known or long name does wherever it stands (森林覆盖率). An amount may be that of one trade or place
    (减排二氧化碳 under 钢铁行业, 光伏装机 of the villages): one of the two must stand among the plan's main targets.
    """
    if one.group[2] in (("share",), ()) or len(one.group[2]) > 1:
        return one.metric is not None or len(name_key(one.name)) >= LONG_ENOUGH
    return (one.in_goals or other.in_goals) and (one.metric is not None or name_key(one.name) == name_key(other.name))


def _of_indicator(plan: Plan, item: Indicator, metric: MetricName | None) -> Iterable[Statement]:
    years = [(int(year), value) for year, value in item.values.items() if year.isdigit()]
    start = plan.start_year or (min((year for year, _ in years), default=0) + 1 if len(years) > 1 else 0)
    for year, value in years:
        if value is not None and _number(value) is not None:
            role: Role = "base" if year < start else "target"
            yield _statement(plan, item, metric, value, year, role, item.unit, source=item.table or "表")


def _of_target(plan: Plan, item: Target, metric: MetricName | None) -> Iterable[Statement]:
    assert isinstance(item.value, (int, float))
    value = Value(float(item.value), "", item.comparator)
    yield _statement(plan, item, metric, value, item.year, "target", item.unit or "", item.subject, item.stretch)
    if item.base_value is not None:
        base = Value(item.base_value, "")
        yield _statement(plan, item, metric, base, item.base_year, "base", item.unit or "", item.subject)


def _statement(
    plan: Plan,
    item: Indicator | Target,
    metric: MetricName | None,
    value: Value,
    year: int | None,
    role: Role,
    unit: str,
    subject: str = "",
    stretch: bool = False,
    source: str = "",
) -> Statement:
    number = _number(value)
    assert number is not None
    return Statement(
        group=group_of(item.name, unit, _subject(plan, subject), metric),
        name=item.name,
        value=number,
        size=number * size_of(unit or (metric.unit if metric else ""))[1],
        unit=unit,
        year=year,
        comparator=value.comparator,
        basis=item.basis,
        role=role,
        stretch=stretch,
        direction=direction_of(item.name, metric),
        side=plan.of_item(item),
        source=source,
        row=item.span[0],
        metric=metric,
        category=item.category if isinstance(item, Indicator) else "",
        in_goals=isinstance(item, Indicator) or _among_goals(plan, item),
        base_year=item.base_year if isinstance(item, Target) else None,
    )


def _number(value: Value) -> float | None:
    return value.value if value.value is not None else value.number
