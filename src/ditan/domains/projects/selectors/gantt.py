"""Projects in time, as a Gantt chart draws them and the table beside it lists them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from ditan.base.links import address
from ditan.domains.projects.models import Milestone, Project


@dataclass(frozen=True, slots=True)
class Bar:
    """A project in time: the planned days, the days that it took so far, its milestones."""

    project: Project
    first: datetime.date | None
    last: datetime.date | None
    started: datetime.date | None
    until: datetime.date | None
    milestones: tuple[Milestone, ...]


def bars_of(projects: Sequence[Project], today: datetime.date | None = None) -> list[Bar]:
    """Each project with its days; a year stands for its first and its last day. One query."""
    on = today or timezone.localdate()
    by_project: dict[int, list[Milestone]] = {}
    for each in Milestone.objects.filter(project__in=[project.pk for project in projects]).order_by("due_on", "pk"):
        by_project.setdefault(each.project_id, []).append(each)
    found = []
    for project in projects:
        started = project.started_on
        running = project.state == "under_way"
        found.append(
            Bar(
                project=project,
                first=datetime.date(project.start_year, 1, 1) if project.start_year else None,
                last=datetime.date(project.due_year, 12, 31) if project.due_year else None,
                started=started,
                until=project.finished_on or (on if running else None) if started else None,
                milestones=tuple(by_project.get(project.pk, ())),
            )
        )
    return found


def chart_of(bars: Sequence[Bar], today: datetime.date | None = None) -> dict[str, Any]:
    """What the chart draws. A project without a first or last day has a row and no bar."""
    return {
        "today": (today or timezone.localdate()).isoformat(),
        "rows": [
            {
                "number": bar.project.number,
                "name": bar.project.name,
                "content": bar.project.content[:60],
                "url": address("projects:project", bar.project.pk),
                "light": bar.project.light,
                "state": bar.project.get_state_display(),
                "planned": _pair(bar.first, bar.last),
                "actual": _pair(bar.started, bar.until),
                "milestones": [
                    {
                        "title": each.title,
                        "on": (each.done_on or each.due_on).isoformat(),
                        "due": each.due_on.isoformat(),
                        "done": each.done_on is not None,
                        "late": (each.done_on or today or timezone.localdate()) > each.due_on,
                    }
                    for each in bar.milestones
                ],
            }
            for bar in bars
        ],
    }


def _pair(first: datetime.date | None, last: datetime.date | None) -> list[str] | None:
    return [first.isoformat(), last.isoformat()] if first is not None and last is not None else None
