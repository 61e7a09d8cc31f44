"""Projects as a workbook: those of the search, as the user reaches them."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from ditan.base.audit.services import record_apart
from ditan.base.reporting.sheet import Cell, Sheet
from ditan.core.projects import words_of
from ditan.domains.projects.errors import WrongState
from ditan.domains.projects.exchange.columns import COLUMNS, FUNDS, MORE
from ditan.domains.projects.models import Milestone, Project
from ditan.domains.projects.permissions import EXPORT, require
from ditan.domains.projects.selectors.money import standing_money
from ditan.domains.projects.selectors.projects import ProjectFilters, list_projects
from ditan.domains.projects.selectors.scope import visible_projects

MOST = 20_000
WIDTHS = (10, 12, 40, 60, 24, 12, 24, 16, 10, 10, 10, 24, 12, 12, 10, 16, 14, 16, 14, 14, 24, 40, 30)


def export_projects(user: Any, filters: ProjectFilters) -> bytes:
    """The workbook. Text is never taken for a formula; money stands in 万元, and what nobody stated stays empty."""
    require(user, EXPORT)
    rows = list_projects(user, filters).filter(pk__in=visible_projects(user, EXPORT).values("pk"))
    number = rows.aggregate(number=Count("pk"))["number"]
    if number > MOST:
        raise WrongState(
            _("共有 %(found)d 个项目，一次最多导出 %(most)d 个；请先缩小查询范围。") % {"found": number, "most": MOST}
        )
    projects = list(rows.select_related("region"))
    keys = [each.pk for each in projects]
    funds: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for line in standing_money(keys).filter(kind="planned"):
        held = funds[line.project_id]
        held[line.fund] = held.get(line.fund, Decimal(0)) + line.value
    milestones: dict[int, list[str]] = defaultdict(list)
    for each in Milestone.objects.filter(project__in=keys).order_by("due_on", "pk"):
        milestones[each.project_id].append(f"{each.title} {each.due_on}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "projects.xlsx"
        with Sheet(path, "项目库") as sheet:
            sheet.head((*COLUMNS.values(), *MORE), WIDTHS)
            for project in projects:
                sheet.row(_cells(project, funds[project.pk], milestones[project.pk]))
        data = path.read_bytes()
    record_apart(
        act="projects.list_exported",
        user=user,
        target_kind="projects.project",
        target_name=_("项目库"),
        outcome="done",
        detail=_("导出 %d 个项目") % number,
    )
    return data


def _cells(project: Project, funds: dict[str, Decimal], milestones: list[str]) -> tuple[Cell, ...]:
    other = [f"{fund} {words_of(value)}" for fund, value in funds.items() if fund not in FUNDS.values()]
    return (
        str(project.pk),
        project.number,
        project.name,
        project.content,
        project.category,
        str(project.get_kind_display()),
        project.organisation.name if project.organisation else "",
        project.region.name if project.region else "",
        project.start_year,
        project.due_year,
        {True: "是", False: "否"}.get(project.is_two_high, ""),  # type: ignore[arg-type]
        project.location,
        project.latitude,
        project.longitude,
        "万元",
        project.planned,
        *(funds.get(fund) for fund in FUNDS.values()),
        "；".join(other),
        "；".join(milestones),
        project.note,
        str(project.get_state_display()),
        project.allocated,
        project.spent,
        str(project.get_light_display()),
        "".join(project.reasons),
        project.approval_number,
        project.approved_on,
        project.started_on,
        project.finished_on,
        "、".join(lead.printed_name for lead in project.leads.all()),
        project.plan.title if project.plan else "",
        project.demo,
    )
