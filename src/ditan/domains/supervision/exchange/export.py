"""The ledger as a workbook: one row for each matter that matches the search, as far as the user may export it."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record_apart
from ditan.base.reporting.models import Download
from ditan.base.reporting.services import request_download
from ditan.base.reporting.sheet import Cell, Sheet
from ditan.base.workflow.jobs import Report
from ditan.domains.supervision.models import Matter, Part, PartRole, Progress
from ditan.domains.supervision.permissions import EXPORT, require
from ditan.domains.supervision.selectors.matters import MatterFilters, list_matters
from ditan.domains.supervision.selectors.scope import visible_matters
from ditan.domains.supervision.selectors.standing import due_of, late_days_of

DOWNLOAD_KIND = "supervision.ledger"
MOST_AT_ONCE = 2_000
"""Rows up to which somebody waits for the file."""
DAYS = ("due_from", "due_to")
TITLES = (
    *("序号", "编号", "督办事项", "内容与要求", "来源", "批示人/会议/发文机关", "文号", "督办类别", "上级事项"),
    *("主办单位", "协办单位", "交办日期", "办理时限", "时限情况", "进展报送", "进展情况", "进度（%）", "状态"),
    *("办结日期", "超期工作日", "权重", "演示"),
)
WIDTHS = (6, 12, 40, 50, 10, 20, 18, 12, 12, 20, 26, 12, 12, 22, 10, 50, 10, 10, 12, 11, 8, 6)


def ask_for_long(user: Any, filters: MatterFilters) -> Download | None:
    """Ask the download centre for the ledger where it is long; None where it is short enough to be waited for."""
    require(user, EXPORT)
    if exportable(user, filters).order_by()[: MOST_AT_ONCE + 1].count() <= MOST_AT_ONCE:
        return None
    given = {name: value.isoformat() if name in DAYS and value else value for name, value in asdict(filters).items()}
    title = _("督办台账-%s") % timezone.localtime().strftime("%Y%m%d-%H%M")
    return request_download(user=user, kind=DOWNLOAD_KIND, title=title, payload={"filters": given})


def produce(user: Any, payload: dict[str, Any], path: Path, report: Report) -> int:
    """Write the ledger as this user sees the list now; gives its rows."""
    given = dict(payload["filters"])
    given |= {name: datetime.date.fromisoformat(given[name]) for name in DAYS if given.get(name)}
    return _write(user, MatterFilters(**given), path, report)


def export_ledger(user: Any, filters: MatterFilters) -> bytes:
    """The workbook. Text is never taken for a formula."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.xlsx"
        number = _write(user, filters, path, lambda _share, _stage: None)
        data = path.read_bytes()
    record_apart(
        act="supervision.list_exported",
        user=user,
        target_kind="supervision.matter",
        target_key="",
        target_name=_("督办台账"),
        outcome="done",
        detail=_("导出 %d 项督办") % number,
    )
    return data


def exportable(user: Any, filters: MatterFilters) -> QuerySet[Matter]:
    """The matters of a search that the user may take out."""
    require(user, EXPORT)
    return list_matters(user, filters).filter(pk__in=visible_matters(user, EXPORT).order_by().values("pk"))


def _write(user: Any, filters: MatterFilters, path: Path, report: Callable[[float, str], None]) -> int:
    newest = Progress.objects.filter(matter=OuterRef("pk"), organisation=OuterRef("organisation")).order_by("-pk")
    helpers = Part.objects.filter(role=PartRole.COOPERATING).select_related("organisation")
    rows = exportable(user, filters).annotate(newest=Subquery(newest.values("text")[:1]))
    rows = rows.prefetch_related(Prefetch("parts", queryset=helpers, to_attr="helpers"))
    today, number, total = timezone.localdate(), 0, rows.order_by().count()
    with Sheet(path, _("督办台账")) as sheet:
        sheet.head(TITLES, WIDTHS)
        for number, matter in enumerate(rows.iterator(chunk_size=1000), start=1):
            sheet.row(_cells(number, matter, today))
            if number % 1000 == 0:
                report(0.05 + 0.9 * number / max(total, number), _("写入第 %d 行") % number)
    return number


def _cells(number: int, matter: Matter, today: datetime.date) -> tuple[Cell, ...]:
    late = late_days_of(matter, today)
    return (
        number,
        matter.number,
        matter.title,
        matter.text,
        str(matter.get_kind_display()),
        matter.issued_by,
        matter.issued_number,
        matter.matter_class.name if matter.matter_class else "",
        matter.parent.number if matter.parent else "",
        matter.organisation.name if matter.organisation else "",
        "、".join(part.organisation.name for part in matter.helpers),  # type: ignore[attr-defined]
        matter.handed_out_on,
        matter.due_on,
        due_of(matter, today).text,
        str(matter.get_reporting_display()),
        matter.newest or "",  # type: ignore[attr-defined]
        matter.percent,
        str(matter.get_state_display()),
        matter.done_on,
        late or None,
        matter.own_weight,
        True if matter.demo else None,
    )
