"""Lines of a work plan as a workbook, out and in. A workbook is checked whole before anything is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.refusal import ImportRefused, RowError
from ditan.base.reporting.tables import Table
from ditan.domains.plans.exchange.workbook import read_sheet, text_of_cell
from ditan.domains.workplans.models import LineKind, WorkLine, WorkPlan
from ditan.domains.workplans.permissions import DRAW_UP
from ditan.domains.workplans.selectors.workplans import WorkPlanPage
from ditan.domains.workplans.services.deeds import drafted, note
from ditan.domains.workplans.services.lines import read_into, shown

HEAD = (
    "条目号",
    "类别",
    "名称",
    "内容与要求",
    "比较",
    "年度目标值",
    "单位",
    "牵头单位",
    "配合单位",
    "完成时限",
    "时限原文",
    "权重",
    "依据",
)
"""The columns of the workbook. They are data and stay Chinese, so that what went out comes back."""
COLUMNS = {
    "名称": "title",
    "内容与要求": "text",
    "比较": "comparator",
    "年度目标值": "value",
    "单位": "unit",
    "牵头单位": "organisation_name",
    "配合单位": "cooperating",
    "完成时限": "due_on",
    "时限原文": "due_text",
    "权重": "weight",
    "依据": "basis",
}
OPEN = "待定"


@dataclass(frozen=True, slots=True)
class RowReport:
    """What becomes of one row of a workbook: its number there, what it would do, and what is wrong with it."""

    row: int
    act: str
    title: str
    errors: tuple[str, ...] = ()


def lines_table(page: WorkPlanPage) -> Table:
    """The lines that the page shows, to be read and to be brought back."""
    rows = [
        (
            line.pk,
            str(line.get_kind_display()),
            line.title,
            line.text,
            line.comparator,
            line.value if line.value is not None else (OPEN if line.kind == LineKind.INDICATOR else None),
            line.unit,
            line.organisation_name,
            line.cooperating,
            line.due_on,
            line.due_text,
            line.weight,
            line.basis,
        )
        for line in page.lines
    ]
    return Table(page.workplan.title, HEAD, rows, (8, 8, 40, 50, 8, 14, 12, 24, 30, 12, 14, 8, 40))


def rows_of(data: bytes) -> list[list[str]]:
    """The cells of a workbook as text, the head first; `ImportRefused` where it is no workbook of lines."""
    rows = [[text_of_cell(cell) for cell in row] for row in read_sheet(data)]
    _places(rows[0])
    return rows


def check_rows(
    workplan: WorkPlan, rows: Sequence[Sequence[str]]
) -> tuple[list[RowReport], list[tuple[WorkLine, dict[str, Any] | None]]]:
    """A report of every row, and the lines as they would be stored with what they said before (None for new ones)."""
    places = _places(rows[0])
    stored = {line.pk: line for line in workplan.lines.select_related("organisation")}
    kinds = {str(label): value for value, label in LineKind.choices}
    reports: list[RowReport] = []
    ready: list[tuple[WorkLine, dict[str, Any] | None]] = []
    last = max((line.position for line in stored.values()), default=0)
    seen: set[int] = set()
    for number, cells in enumerate(rows[1:], start=2):
        said = {name: cells[place] if place < len(cells) else "" for name, place in places.items()}
        if not any(said.values()):
            continue
        key = said.get("条目号", "").strip()
        errors: dict[str, str] = {}
        line: WorkLine | None
        before: dict[str, Any] | None = None
        if key:
            line = stored.get(int(key)) if key.isascii() and key.isdigit() and len(key) < 12 else None
            if line is None:
                errors["条目号"] = _("本计划没有条目 %(key)s；新增条目请把条目号留空。") % {"key": key[:20]}
            elif line.pk in seen:
                errors["条目号"] = _("条目 %(key)s 在表中出现了两次。") % {"key": key[:20]}
            else:
                seen.add(line.pk)
                before = shown(line)
        else:
            last += 1
            kind = kinds.get(said.get("类别", "").strip(), "")
            if not kind:
                errors["类别"] = _("“%(found)s”不是指标、任务或项目。") % {"found": said.get("类别", "")[:20]}
            line = WorkLine(workplan=workplan, kind=kind or LineKind.TASK, position=last)
        if line is not None:
            values = {field: said[name] for name, field in COLUMNS.items() if name in said}
            wrong = read_into(line, values)
            errors |= {
                next(name for name, field in COLUMNS.items() if field == each): text for each, text in wrong.items()
            }
        same = line is not None and before is not None and not errors and shown(line) == before
        act = "wrong" if errors else "same" if same else "add" if before is None else "change"
        title = (line.title if line is not None else said.get("名称", ""))[:60]
        reports.append(RowReport(number, act, title, tuple(f"{name}：{text}" for name, text in errors.items())))
        if line is not None and not errors and not same:
            ready.append((line, before))
    if not reports:
        raise ImportRefused([RowError(0, "", _("表里没有数据行；请先导出本计划，修改后再导入。"))])
    return reports, ready


def import_lines(*, user: Any, pk: int, version: int, data: bytes, reason: str = "") -> list[RowReport]:
    """Store a workbook's rows, all or none; `ImportRefused` names each row that cannot be taken."""
    return import_rows(user=user, pk=pk, version=version, rows=rows_of(data), reason=reason)


@transaction.atomic
def import_rows(
    *, user: Any, pk: int, version: int, rows: Sequence[Sequence[str]], reason: str = ""
) -> list[RowReport]:
    """The same with the cells as text."""
    workplan = drafted(user, pk, version, DRAW_UP)
    reports, ready = check_rows(workplan, rows)
    wrong = [RowError(each.row, "", text) for each in reports for text in each.errors]
    if workplan.edition > 1 and not reason.strip():
        wrong.append(RowError(0, "", _("修订版的导入要写明理由。")))
    if wrong:
        raise ImportRefused(wrong)
    for line, before in ready:
        line.edited = True
        line.version += 0 if before is None else 1
        line.save()
        note(
            "line_added" if before is None else "line_changed",
            user,
            workplan,
            line=line.title,
            before=before,
            after=shown(line),
            reason=reason or _("导入"),
        )
    note("imported", user, workplan, after={"rows": len(ready)}, reason=reason)
    return reports


def _places(head: Sequence[str]) -> dict[str, int]:
    """Where each known column stands; a workbook without names of lines is another one."""
    places = {cell.strip(): place for place, cell in enumerate(head)}
    known = {name: places[name] for name in HEAD if name in places}
    if "名称" not in known or "类别" not in known:
        told = "、".join(name for name in places if name)[:120]
        raise ImportRefused(
            [
                RowError(
                    1,
                    "",
                    _("第 1 行应有“名称”和“类别”两列，现有：%(found)s。请先导出本计划，再在其上修改。")
                    % {"found": told},
                )
            ]
        )
    return known
