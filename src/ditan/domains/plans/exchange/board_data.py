"""The board of targets as a table: every target that matches, with how it stands and by which rule."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ditan.base.reporting.sheet import Cell
from ditan.base.reporting.tables import Table
from ditan.core.periods import chinese, parse_code
from ditan.domains.plans.models import Convention, TrackedTarget

WIDTHS = (28, 14, 10, 12, 12, 14, 10, 12, 12, 10, 12, 12, 12, 12, 40, 12, 12, 12, 20, 36)


def head() -> tuple[str, ...]:
    """The titles of the columns."""
    first: tuple[str, ...] = (_("目标"), _("地区"), _("目标年"), _("要求"), _("目标值"), _("单位"), _("性质"))
    first += (_("基年"), _("基年值"), _("最新值"), _("报告期"), _("完成率"), _("序时进度"), _("时间进度"))
    return (
        *first,
        _("灯号"),
        _("判定规则"),
        _("期末预测"),
        _("预测下限"),
        _("预测上限"),
        _("应报单位"),
        _("规划"),
        _("标记"),
    )


def board_table(targets: Iterable[TrackedTarget]) -> Table:
    """One row a target, in the order of the board; what is not known stays empty."""
    return Table(_("目标看板"), head(), [_row(target) for target in targets], WIDTHS)


def _row(target: TrackedTarget) -> tuple[Cell, ...]:
    standing = target.standing
    logarithmic = target.convention == Convention.LOGARITHMIC
    marks = ((target.demo, _("演示")), (target.not_binding, _("征求意见稿")), (standing.contested, _("有冲突")))
    words = standing.observation.reported if standing.observation is not None and standing.number is None else ""
    return (
        target.name,
        target.subject.name,
        target.year,
        target.get_comparator_display(),
        target.value if target.value is not None else target.printed,
        target.metric.unit,
        target.nature,
        standing.base_year,
        standing.base_value,
        standing.number if standing.number is not None else words,
        chinese(parse_code(standing.period)) if standing.period else "",
        standing.completion,
        standing.progress_logarithmic if logarithmic else standing.progress_linear,
        standing.time_share,
        standing.label,
        standing.rule,
        standing.forecast,
        standing.forecast_low,
        standing.forecast_high,
        standing.owed_by,
        target.plan.title,
        "、".join(word for is_so, word in marks if is_so),
    )
