"""Reads of work plans: the list, one with its lines and findings, what a year asks of one organisation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from ditan.base.access.scope import scope_of
from ditan.base.searching import holding
from ditan.domains.workplans.checking import WorkFinding, findings_of
from ditan.domains.workplans.comparing import Difference, content_of, differences
from ditan.domains.workplans.models import Edition, LineKind, WorkLine, WorkPlan, WorkPlanState, WorkStep
from ditan.domains.workplans.permissions import VIEW
from ditan.domains.workplans.selectors.scope import reaches_all, visible_lines, visible_workplans

MOST_IN_BOX = 8


@dataclass(frozen=True, slots=True)
class LineFilters:
    """What the lines are asked for. `organisation` is a name as lines print it, leading or cooperating."""

    kind: str = ""
    organisation: str = ""
    q: str = ""
    open_only: bool = False
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class WorkPlanPage:
    """One plan with the lines that match, each followed by its parts; counts and findings are of all that the user sees."""

    workplan: WorkPlan
    lines: tuple[WorkLine, ...]
    all_lines: tuple[WorkLine, ...]
    findings: tuple[WorkFinding, ...]
    organisations: tuple[str, ...]
    counts: dict[str, int]
    whole: bool
    """Whether the user sees all lines; findings on sums are shown to nobody else."""


def list_workplans(user: Any, *, year: int | None = None, q: str = "") -> QuerySet[WorkPlan]:
    """Work plans, the newest year first, each with how many lines it has."""
    rows = visible_workplans(user)
    if year is not None:
        rows = rows.filter(year=year)
    for word in q.split():
        rows = rows.filter(holding(word, "title", "document_number"))
    counted = Count("lines", filter=Q(lines__dropped=False, lines__parent=None))
    return rows.select_related("region").annotate(lines_seen=counted).order_by("-year", "-pk")


def get_workplan(user: Any, pk: int, permission: str = VIEW) -> WorkPlan:
    """One work plan; `WorkPlan.DoesNotExist` where it lies outside the user's data."""
    return visible_workplans(user, permission).select_related("region").get(pk=pk)


def workplan_page(user: Any, pk: int, filters: LineFilters | None = None) -> WorkPlanPage:
    """One plan as the user sees it. Six queries, whatever its size."""
    asked = filters or LineFilters()
    workplan = get_workplan(user, pk)
    rows = visible_lines(user, WorkLine.objects.filter(workplan=workplan))
    rows = rows.select_related("organisation", "tracked__standing", "matter", "measure", "project")
    every = ordered(list(rows.order_by("kind", "position", "pk")))
    whole = reaches_all(user, VIEW)
    kept = [line for line in every if not line.dropped]
    return WorkPlanPage(
        workplan=workplan,
        lines=tuple(line for line in every if _matches(line, asked)),
        all_lines=tuple(every),
        findings=tuple(findings_of(every, timezone.localdate(), workplan.year)) if whole else (),
        organisations=tuple(sorted({name for line in kept for name in names_of(line)})),
        counts={
            **{kind: sum(line.kind == kind and line.parent_id is None for line in kept) for kind in LineKind.values},
            "open": sum(line.kind == LineKind.INDICATOR and line.value is None for line in kept),
            "dropped": len(every) - len(kept),
            "handed_out": sum(line.matter_id is not None for line in kept),
        },
        whole=whole,
    )


def ordered(lines: Sequence[WorkLine]) -> list[WorkLine]:
    """Indicators, tasks, projects; the parts of a line right behind it."""
    order = {kind: place for place, kind in enumerate(LineKind.values)}
    parts: dict[int, list[WorkLine]] = {}
    seen = {line.pk for line in lines}
    for line in lines:
        if line.parent_id is not None:
            parts.setdefault(line.parent_id, []).append(line)
    top = [line for line in lines if line.parent_id is None or line.parent_id not in seen]
    top.sort(key=lambda line: (order[line.kind], line.position, line.pk))
    return [each for line in top for each in (line, *(parts.get(line.pk, []) if line.parent_id is None else []))]


def editions_of(user: Any, workplan: WorkPlan) -> list[Edition]:
    """Issued editions, the newest first, of who sees the whole."""
    if not reaches_all(user, VIEW):
        return []
    return list(Edition.objects.filter(workplan=workplan).order_by("-number"))


def edition_changes(user: Any, workplan: WorkPlan, number: int) -> tuple[Edition, list[Difference]]:
    """An edition, and what the next one (or the draft that follows it) says differently.

    `Edition.DoesNotExist` where the user does not see the whole, or there is none of that number.
    """
    kept = {each.number: each for each in editions_of(user, workplan)}
    if number not in kept:
        raise Edition.DoesNotExist(number)
    later = kept.get(number + 1)
    if later is not None:
        return kept[number], differences(kept[number].content, later.content)
    lines = ordered(list(workplan.lines.order_by("kind", "position", "pk")))
    return kept[number], differences(kept[number].content, content_of(lines))


def steps_of(user: Any, workplan: WorkPlan) -> QuerySet[WorkStep]:
    """What was done to it, newest first; for who sees the whole."""
    rows = WorkStep.objects.filter(workplan=workplan).order_by("-pk")
    return rows if reaches_all(user, VIEW) else rows.none()


def lines_of_organisation(user: Any, organisation: int, year: int) -> list[WorkLine]:
    """What issued work plans of a year ask of an organisation, for its page; as far as the user sees them. One query."""
    rows = WorkLine.objects.filter(
        workplan__in=visible_workplans(user),
        workplan__year=year,
        workplan__state=WorkPlanState.ISSUED,
        organisation=organisation,
        dropped=False,
    )
    seen = visible_lines(user, rows).select_related("workplan", "matter", "tracked__standing", "organisation")
    return ordered(list(seen.order_by("workplan_id", "kind", "position", "pk")))


def own_lines(user: Any) -> dict[str, Any]:
    """What this year's issued plans ask of the user's own organisations, for the workbench; nothing for who sees all."""
    scope = scope_of(user, VIEW)
    if scope.everything or not scope.organisations:
        return {"lines": [], "more": 0}
    rows = WorkLine.objects.filter(
        workplan__in=visible_workplans(user),
        workplan__year=timezone.localdate().year,
        workplan__state=WorkPlanState.ISSUED,
        dropped=False,
    )
    seen = visible_lines(user, rows).select_related("workplan", "matter").order_by("kind", "due_on", "position", "pk")
    found = list(seen[: MOST_IN_BOX + 1])
    return {"lines": found[:MOST_IN_BOX], "more": len(found) > MOST_IN_BOX}


def names_of(line: WorkLine) -> list[str]:
    """Who leads it and who works with it, as printed."""
    return [name for name in (line.organisation_name, *line.cooperating.split("、")) if name]


def _matches(line: WorkLine, asked: LineFilters) -> bool:
    return (
        (not asked.kind or line.kind == asked.kind)
        and (not asked.organisation or asked.organisation in names_of(line))
        and all(word in f"{line.title}{line.text}" for word in asked.q.split())
        and (not asked.open_only or (line.kind == LineKind.INDICATOR and line.value is None))
        and line.dropped == asked.dropped
    )
