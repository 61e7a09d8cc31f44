"""The values of a round as a workbook: one row for each organisation and metric."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.audit.services import record_apart
from ditan.base.reporting.sheet import Sheet
from ditan.base.workflow.models import Cell, Round
from ditan.base.workflow.rounds.errors import WrongState
from ditan.base.workflow.rounds.past import periods_of
from ditan.base.workflow.rounds.permissions import EXPORT, require
from ditan.base.workflow.rounds.selectors.scope import visible_assignments

TITLES = ("填报单位", "统计对象", "指标编码", "指标", "报告期", "数值", "单位", "数据情况", "说明", "填报状态", "迟报")
WIDTHS = (28, 20, 18, 34, 14, 16, 12, 12, 36, 14, 8)
MOST = 100_000


def export_results(user: Any, round: Round) -> bytes:
    """The workbook. Text is never taken for a formula."""
    require(user, EXPORT)
    cells = Cell.objects.filter(submission__assignment__in=visible_assignments(user).filter(round=round))
    number = cells.count()
    if number > MOST:
        raise WrongState(_("共有 %(found)d 个值，一次最多导出 %(most)d 个。") % {"found": number, "most": MOST})
    rows = cells.select_related(
        "asked__metric", "submission__assignment__organisation", "submission__assignment__subject"
    ).order_by("submission__assignment__organisation__name", "submission", "asked__position")
    period = periods_of(round.period).now_name
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "results.xlsx"
        with Sheet(path, round.title) as sheet:
            sheet.head(TITLES, WIDTHS)
            for cell in rows.iterator(chunk_size=2000):
                sheet.row(_cells(cell, period))
        data = path.read_bytes()
    record_apart(
        act="workflow.results_exported",
        user=user,
        target_kind="workflow.round",
        target_key=round.pk,
        target_name=round.title,
        outcome="done",
        detail=_("导出 %d 个值") % number,
    )
    return data


def _cells(cell: Cell, period: str) -> tuple[str, ...]:
    owed = cell.submission.assignment
    return (
        owed.organisation.name,
        owed.subject.name,
        cell.asked.metric.code,
        cell.asked.metric.name,
        period,
        cell.reported,
        cell.unit,
        str(cell.get_state_display()),
        cell.note,
        str(cell.submission.get_state_display()),
        _("迟报") if cell.submission.late else "",
    )
