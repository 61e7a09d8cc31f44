"""An assessment as a workbook: one row for each organisation and line, with totals, grades and places."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from ditan.base.audit.services import record_apart
from ditan.base.reporting.sheet import Cell as Value
from ditan.base.reporting.sheet import Sheet
from ditan.core.rubrics import PARTS
from ditan.domains.assessment.models import Assessment
from ditan.domains.assessment.permissions import EXPORT, require
from ditan.domains.assessment.selectors.assessments import GridRow, grid
from ditan.domains.assessment.selectors.scope import visible_participants

TITLES = (
    "单位",
    "编号",
    "分组",
    "考核内容",
    "类型",
    "分值",
    "自评得分",
    "审核得分",
    "核定得分",
    "现行得分",
    "算式",
    "缺少",
)
WIDTHS = (24, 8, 14, 40, 10, 8, 10, 10, 10, 10, 50, 20)


def export_assessment(user: Any, assessment: Assessment) -> bytes:
    """The workbook of those whom the user may export. Text is never taken for a formula; unknown stays empty."""
    require(user, EXPORT)
    reached = set(visible_participants(user, EXPORT).filter(assessment=assessment).values_list("pk", flat=True))
    found = grid(user, assessment)
    rows = [row for row in found.rows if row.participant.pk in reached]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "assessment.xlsx"
        with Sheet(path, assessment.title) as sheet:
            sheet.head(TITLES, WIDTHS)
            for row in rows:
                for line, cell in zip(found.lines, row.cells, strict=True):
                    sheet.row(
                        (
                            row.participant.organisation_name,
                            line.code,
                            line.group,
                            line.name,
                            PARTS[line.part],
                            line.points,
                            cell.self_points,
                            cell.review_points,
                            cell.final_points,
                            cell.points,
                            cell.working,
                            "、".join(cell.missing) if cell.points is None else "",
                        )
                    )
                sheet.row(_total(row))
        data = path.read_bytes()
    record_apart(
        act="assessment.exported",
        user=user,
        target_kind="assessment.assessment",
        target_key=assessment.pk,
        target_name=assessment.title,
        outcome="done",
        detail=f"导出 {len(rows)} 家单位",
    )
    return data


def _total(row: GridRow) -> tuple[Value, ...]:
    place = "—" if row.place.place is None else f"第 {row.place.place} 名" + ("（并列）" if row.place.tied else "")
    lacking = "" if row.sheet.total is not None else f"缺 {len(row.sheet.missing)} 项，未合计"
    name = f"合计：{row.sheet.grade or '—'}，{place}"
    return (row.participant.organisation_name, "", "", name, "", "", None, None, None, row.sheet.total, "", lacking)
