"""A check-up as a workbook: one row for each region and indicator."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from ditan.base.audit.services import record_apart
from ditan.base.reporting.sheet import Sheet
from ditan.domains.checkups.models import Checkup
from ditan.domains.checkups.permissions import EXPORT, require
from ditan.domains.checkups.selectors import grid

TITLES = (
    "地区",
    "编号",
    "方面",
    "指标",
    "单位",
    "数值",
    "等级",
    "判定",
    "列为问题",
    "来源",
    "督办事项",
    "依据",
    "依据已核对",
    "填报审核",
)
WIDTHS = (16, 8, 12, 36, 8, 12, 10, 20, 10, 30, 20, 40, 12, 10)


def export_checkup(user: Any, checkup: Checkup) -> bytes:
    """The workbook. Unknown stays empty; text is never taken for a formula."""
    require(user, EXPORT)
    rules, rows = grid(user, checkup)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "checkup.xlsx"
        with Sheet(path, checkup.title) as sheet:
            sheet.head(TITLES, WIDTHS)
            for name, _pk, results in rows:
                for rule, each in zip(rules, results, strict=True):
                    origin = "数据库" if each.observation_id else each.note
                    matter = each.matter.title if each.matter else ""
                    sheet.row(
                        (
                            *(name, rule.code, rule.aspect, rule.name, rule.unit),
                            *(each.value, each.grade, each.working, each.problem, origin, matter),
                            *(rule.basis, rule.verified, each.get_review_display() if each.review else ""),
                        )
                    )
        data = path.read_bytes()
    record_apart(
        act="checkups.exported",
        user=user,
        target_kind="checkups.checkup",
        target_key=checkup.pk,
        target_name=checkup.title,
        outcome="done",
        detail=f"导出 {len(rows)} 个地区",
    )
    return data
