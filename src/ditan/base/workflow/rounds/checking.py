"""The checks of a submission, with their words, and whether each is explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ditan.base.workflow.models import Assignment, Cell, CellState, Relation
from ditan.base.workflow.rounds.errors import Problem
from ditan.base.workflow.rounds.past import Earlier, Periods, earlier_values, periods_of
from ditan.base.workflow.rounds.relations import others_named, related_values, relations_about
from ditan.base.workflow.rounds.rules import Asked, Found, Level, check_values
from ditan.core.records import UnitMismatch, factor_between, shown
from ditan.core.records.reported import decimals_of

LABELS: dict[str, str | Promise] = {
    Level.MUST: gettext_lazy("强制"),
    Level.EXPLAIN: gettext_lazy("准强制"),
    Level.VERIFY: gettext_lazy("核实"),
    Level.HINT: gettext_lazy("提示"),
}
ORDER = {level.value: place for place, level in enumerate(Level)}
SHORTEST_NOTE = 4
"""Characters that an explanation has at least."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of a cell. A hint needs nothing; an explanation answers 准强制 and 核实, a word that the value was looked
    at (已核实) the latter alone."""

    level: str
    label: str | Promise
    text: str
    explained: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """All remarks by the key of what was asked, and what stands in the way of handing it in."""

    remarks: Mapping[int, tuple[Remark, ...]]
    empty: int
    must_fix: int
    unexplained: int
    problems: list[Problem]

    @property
    def verdict(self) -> str:
        """What is left to do before it can be handed in, in one sentence; "" where nothing is."""
        parts = []
        if self.empty:
            parts.append(_("%d 项还没有填") % self.empty)
        if self.must_fix:
            parts.append(_("%d 处“强制”问题须改正") % self.must_fix)
        if self.unexplained:
            parts.append(_("%d 处“准强制”或“核实”问题须说明或核实") % self.unexplained)
        return _("还不能提交：%s。") % "，".join(parts) if parts else ""


def check_submission(assignment: Assignment, cells: Sequence[Cell]) -> Checked:
    """Check what is stored, read with its metrics. Two queries, three where metrics are related."""
    background = background_of(assignment, cells)
    return check_cells(cells, background, periods_of(assignment.round.period))


@dataclass(frozen=True, slots=True)
class Background:
    """What cells are held against: the values of other periods, and what must hold between metrics."""

    earlier: Mapping[tuple[int, str], Earlier]
    relations: Sequence[Relation] = ()


def background_of(assignment: Assignment, cells: Sequence[Cell]) -> Background:
    """What the cells of a sheet are held against. Two queries, three where metrics are related."""
    metrics = {cell.asked.metric_id for cell in cells}
    relations = relations_about(metrics)
    return Background(earlier_values(assignment, metrics | others_named(relations, metrics)), relations)


def check_cells(cells: Sequence[Cell], background: Background, periods: Periods) -> Checked:
    """Check cells against each other and against their background."""
    earlier = background.earlier
    related = related_values(background.relations, cells, earlier, periods.now)
    found = check_values([_asked(cell, earlier, periods) for cell in cells], related)
    remarks: dict[int, tuple[Remark, ...]] = {}
    problems: list[Problem] = []
    empty = must_fix = unexplained = 0
    for cell in cells:
        said = tuple(_remark(each, cell, periods) for each in found.get(cell.asked_id, ()))
        if cell.state in (CellState.UNKNOWN, CellState.NOT_APPLICABLE) and cell.asked.required:
            said = (*said, _without_value(cell))
        said = tuple(sorted(said, key=lambda each: ORDER[each.level]))
        if said:
            remarks[cell.asked_id] = said
        if cell.state == CellState.EMPTY and cell.asked.required:
            empty += 1
            problems.append(
                Problem(
                    cell.asked_id, cell.asked.metric.name, _("还没有填；没有数据请填“未知”，与本单位无关请填“不适用”。")
                )
            )
        for each in said:
            must_fix += each.level == Level.MUST
            open_one = each.level in (Level.EXPLAIN, Level.VERIFY) and not each.explained
            unexplained += open_one
            if each.level == Level.MUST or open_one:
                problems.append(Problem(cell.asked_id, cell.asked.metric.name, each.text))
    return Checked(remarks, empty, must_fix, unexplained, problems)


def _asked(cell: Cell, earlier: Mapping[tuple[int, str], Earlier], periods: Periods) -> Asked:
    metric = cell.asked.metric
    return Asked(
        key=cell.asked_id,
        number=cell.number,
        decimals=decimals_of(cell.reported),
        floor=_in_unit(metric.floor, metric.unit, cell.unit),
        ceiling=_in_unit(metric.ceiling, metric.unit, cell.unit),
        last=_number(earlier.get((metric.pk, periods.last)), cell),
        year_ago=_number(earlier.get((metric.pk, periods.year_ago)), cell),
        whole=cell.asked.part_of_id,
        percent=cell.unit in ("%", "％", "‰", "百分点"),
    )


def _number(value: Earlier | None, cell: Cell) -> float | None:
    return _in_unit(value.number, value.unit, cell.unit) if value is not None else None


def _in_unit(number: float | None, unit: str, wanted: str) -> float | None:
    if number is None or unit == wanted:
        return number
    try:
        return number * factor_between(unit, wanted)
    except UnitMismatch:
        return None


def _remark(found: Found, cell: Cell, periods: Periods) -> Remark:
    looked_at = found.level == Level.VERIFY and bool(cell.verified) and cell.verified == cell.reported
    explained = found.level == Level.HINT or looked_at or len(cell.note) >= SHORTEST_NOTE
    return Remark(found.level.value, LABELS[found.level], _words(found, cell, periods), explained)


def _without_value(cell: Cell) -> Remark:
    text = _("必填指标填了“%s”；请在说明里写明原因。") % cell.get_state_display()
    return Remark(Level.EXPLAIN.value, LABELS[Level.EXPLAIN], text, len(cell.note) >= SHORTEST_NOTE)


def _words(found: Found, cell: Cell, periods: Periods) -> str:
    figures = {name: shown(value) for name, value in found.figures.items()}
    share = found.figures.get("share", 0.0)
    more = {
        "value": cell.reported,
        "unit": cell.unit,
        "last": periods.last_name,
        "year": periods.year_ago_name,
        "way": _("高") if share > 0 else _("低"),
        "percent": f"{abs(share) * 100:.0f}",
        "words": found.words,
        "times": _times(found.figures.get("factor", 1.0)),
    }
    return {
        "below": _("%(value)s 低于下限 %(limit)s%(unit)s；请核对数值。"),
        "above": _("%(value)s 高于上限 %(limit)s%(unit)s；请核对数值和单位。"),
        "negative": _("%(value)s 是负数；请核对，确实如此请点“已核实”或说明。"),
        "shifted": _("与以往相差约 %(times)s，可能是小数点或单位（元、万元、亿元）有误；确实如此请说明原因。"),
        "jump_last": _("比%(last)s的 %(earlier)s %(way)s %(percent)s%%；请核对，确实如此请说明原因。"),
        "jump_year": _("比%(year)s的 %(earlier)s %(way)s %(percent)s%%；请核对，确实如此请说明原因。"),
        "change_last": _("比%(last)s的 %(earlier)s %(way)s %(percent)s%%。"),
        "change_year": _("比%(year)s的 %(earlier)s %(way)s %(percent)s%%。"),
        "same": _("与%(last)s完全相同；请确认不是照抄上期。"),
        "relation": _("应满足：%(words)s；现左侧为 %(left)s，右侧为 %(right)s。请核对这些指标。"),
        "sum": _("各分项合计 %(total)s，与本项 %(value)s 相差 %(difference)s；请核对分项和合计。"),
    }[found.code] % {**figures, **more}


def _times(factor: float) -> str:
    big = factor if factor >= 1 else 1.0 / factor
    words = _("%s 倍") if factor >= 1 else _("%s 分之一")
    return words % f"{big:,.0f}"
