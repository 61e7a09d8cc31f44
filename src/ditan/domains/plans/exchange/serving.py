"""What serves what in a plan, as a table: a row each tie and target."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ditan.base.reporting.tables import Table
from ditan.domains.plans.selectors.serving import ServingPage


def serving_table(found: ServingPage) -> Table:
    """One row for each tie and each target that it reaches; a tie that reaches none has one row."""
    rows = [
        (
            str(line.server.kind),
            line.server.title,
            line.server.group,
            line.server.organisation_name,
            str(line.server.state_label),
            str(line.contribution.get_sign_display()),
            line.contribution.metric.name,
            line.contribution.expected,
            line.contribution.unit,
            line.contribution.year,
            target.name if target else "",
            target.year if target else None,
            (target.printed or target.value) if target else None,
            str(line.contribution.get_ground_display()),
            line.contribution.quote,
            str(line.contribution.get_state_display()),
            line.contribution.decided_by_name,
            _("演示") if line.contribution.demo else "",
        )
        for line in found.lines
        for target in (line.targets or (None,))
    ]
    head: tuple[str, ...] = (
        _("类别"),
        _("支撑事项"),
        _("章节或分类"),
        _("责任单位"),
        _("审核或办理状态"),
        _("作用方向"),
    )
    head += (_("统计指标"), _("预期贡献"), _("单位"), _("预期年份"), _("目标"), _("目标年"), _("目标值"))
    head += (_("依据"), _("原文"), _("状态"), _("确认人"), _("备注"))
    title = _("支撑关系-%(plan)s") % {"plan": found.plan.title[:40]}
    return Table(title, head, rows, (8, 40, 20, 24, 12, 10, 28, 12, 10, 10, 28, 8, 12, 18, 24, 14, 12))
