"""Alerts as a workbook: one row for each, with where it stands."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.alerts.clocks import due_words
from ditan.base.alerts.errors import WrongState
from ditan.base.alerts.models import Alert
from ditan.base.alerts.permissions import EXPORT, require
from ditan.base.alerts.selectors.alerts import AlertFilters, list_alerts
from ditan.base.alerts.selectors.scope import visible_alerts
from ditan.base.audit.services import record_apart
from ditan.base.reporting.sheet import Cell, Sheet

TITLES = (
    *(
        "级别",
        "预警事项",
        "触发原因",
        "类别",
        "报告期",
        "状态",
        "责任单位",
        "签收人",
        "触发时间",
        "办理时限",
        "时限情况",
    ),
    *("条件已解除", "处置措施", "处置结果", "销号时间", "规则", "限值依据", "演示"),
)
WIDTHS = (8, 40, 60, 12, 14, 10, 24, 12, 20, 12, 16, 12, 40, 40, 20, 30, 40, 8)
MOST = 50_000


def export_alerts(user: Any, filters: AlertFilters) -> bytes:
    """The workbook. Text is never taken for a formula."""
    require(user, EXPORT)
    rows = list_alerts(user, filters).filter(pk__in=visible_alerts(user, EXPORT).values("pk"))
    number = rows.count()
    if number > MOST:
        raise WrongState(
            _("共有 %(found)d 条预警，一次最多导出 %(most)d 条；请先缩小查询范围。") % {"found": number, "most": MOST}
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "alerts.xlsx"
        with Sheet(path, "预警") as sheet:
            sheet.head(TITLES, WIDTHS)
            for alert in rows.iterator(chunk_size=2000):
                sheet.row(_cells(alert))
        data = path.read_bytes()
    record_apart(
        act="alerts.list_exported",
        user=user,
        target_kind="alerts.alert",
        target_key="",
        target_name=_("预警"),
        outcome="done",
        detail=_("导出 %d 条预警") % number,
    )
    return data


def _cells(alert: Alert) -> tuple[Cell, ...]:
    return (
        str(alert.get_level_display()),
        alert.title,
        alert.sentence,
        str(alert.get_kind_display()),
        alert.period_name,
        str(alert.get_state_display()),
        alert.responsible.name if alert.responsible else "",
        alert.handler.get_username() if alert.handler else "",
        alert.raised_at,
        alert.due_on,
        due_words(alert).text,
        bool(alert.cleared_at),
        alert.measure,
        alert.outcome,
        alert.closed_at,
        alert.rule.name,
        alert.rule.basis,
        alert.demo,
    )
