"""Taking a year out of plans: indicators with their value of the year, tasks that are due or running, projects under way.

Done twice it is done once. A line that a person changed or left out stays as it is; what the plans no longer ask for stays
too, and only new lines come. An unknown value stays unknown.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.directory.models import Organisation
from ditan.base.records.models import Subject
from ditan.base.refusal import InvalidFields
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.models import BOOKED, Measure, PlanDocument, Project, TargetPart, TrackedTarget
from ditan.domains.plans.models.choices import Role
from ditan.domains.plans.selectors.scope import visible_items, visible_plans
from ditan.domains.plans.selectors.tracked import reachable
from ditan.domains.supervision.models import MatterItem
from ditan.domains.supervision.selectors.naming import organisations_named
from ditan.domains.workplans.models import LineKind, WorkLine, WorkPlan
from ditan.domains.workplans.permissions import DRAW_UP
from ditan.domains.workplans.services.deeds import drafted, name_of, note, require_all

YEARS = range(2000, 2101)
FOLLOWS = (
    "title",
    "text",
    "comparator",
    "value",
    "unit",
    "organisation_id",
    "organisation_name",
    "cooperating",
    "due_on",
    "due_text",
    "basis",
    "rule",
    "matter_id",
)
"""What an untouched line takes over when it is taken again."""


@dataclass(slots=True)
class Taken:
    """How many lines were added, brought up to date, and left as a person made them."""

    added: int = 0
    changed: int = 0
    kept: int = 0


@transaction.atomic
def make_workplan(
    *, user: Any, year: int, title: str = "", region: int | None = None, plans: Collection[int] = ()
) -> WorkPlan:
    """A new work plan of a year, and the lines of these plans at once."""
    require_all(user, DRAW_UP)
    errors = {}
    if year not in YEARS:
        errors["year"] = _("年度应在 2000—2100 之间，现为 %(found)s。") % {"found": year}
    subject = Subject.objects.filter(pk=region).first() if region is not None else None
    if region is not None and subject is None:
        errors["region"] = _("没有这个地区；请重新选择。")
    if errors:
        raise InvalidFields(errors)
    chosen = list(visible_plans(user).filter(pk__in=plans))
    regions = {plan.region_id: plan.region for plan in chosen}
    subject = subject or (next(iter(regions.values())) if len(regions) == 1 else None)
    name = title.strip()[:200] or _("%(region)s%(year)d年双碳工作计划") % {
        "region": subject.name if subject else "",
        "year": year,
    }
    workplan = WorkPlan.objects.create(
        year=year, title=name, region=subject, created_by=user, created_by_name=name_of(user)
    )
    note("made", user, workplan, after={"title": name, "year": year})
    if chosen:
        take_from(user=user, pk=workplan.pk, version=workplan.version, plans=[plan.pk for plan in chosen])
    workplan.refresh_from_db()
    return workplan


@transaction.atomic
def take_from(*, user: Any, pk: int, version: int, plans: Collection[int]) -> Taken:
    """Take what these plans ask for in the year. Constant queries."""
    workplan = drafted(user, pk, version, DRAW_UP)
    chosen = list(visible_plans(user).filter(pk__in=plans))
    if not chosen:
        raise InvalidFields({"plans": _("请至少选择一份规划。")})
    workplan.plans.add(*chosen)
    wanted = [*_indicators(user, workplan, chosen), *_tasks(user, workplan, chosen), *_projects(user, workplan, chosen)]
    named = organisations_named({line.organisation_name for line in wanted if line.organisation_id is None})
    for line in wanted:
        _give_organisation(line, named)
    taken = _store(workplan, wanted)
    names = "、".join(plan.title for plan in chosen)
    after = {"added": taken.added, "changed": taken.changed, "kept": taken.kept, "plans": names[:300]}
    if any(plan.example for plan in chosen) or any(line.tracked and line.tracked.demo for line in wanted):
        WorkPlan.objects.filter(pk=workplan.pk).update(demo=True)
    note("taken", user, workplan, after=after)
    return taken


def _indicators(user: Any, workplan: WorkPlan, plans: Sequence[PlanDocument]) -> Iterator[WorkLine]:
    """The nearest target of each item of a plan that is not behind the year, with its parts of the year."""
    rows = reachable(user, TrackedTarget.objects.filter(plan__in=plans, stale=False, stretch=False))
    rows = rows.select_related("metric", "plan", "indicator", "standing").prefetch_related("indicator__departments")
    ahead = [target for target in rows if target.year is None or target.year >= workplan.year]
    # A plan often says the same target in its table and in its text: one line for a metric, the table's first.
    ahead.sort(key=lambda each: (each.year or 9999, each.indicator_id is None, each.pk))
    nearest: dict[tuple[int, int, int], TrackedTarget] = {}
    for target in ahead:
        nearest.setdefault((target.plan_id, target.metric_id, target.subject_id), target)
    parts: dict[int, list[TargetPart]] = {}
    kept = TargetPart.objects.filter(
        tracked__in=[target.pk for target in nearest.values()], year=workplan.year, is_current=True, withdrawn=False
    )
    for part in kept.select_related("organisation").order_by("organisation_name", "pk"):
        parts.setdefault(part.tracked_id, []).append(part)
    for place, target in enumerate(sorted(nearest.values(), key=lambda each: (each.rank, each.plan_id, each.pk))):
        of_year = next((part for part in parts.get(target.pk, ()) if not part.organisation_name), None)
        line = _indicator(workplan, target, of_year, place)
        yield line
        for part in parts.get(target.pk, ()):
            if part.organisation_name:
                yield WorkLine(
                    workplan=workplan,
                    kind=LineKind.INDICATOR,
                    position=place,
                    parent=line,
                    title=target.name[:300],
                    comparator=target.comparator,
                    value=part.value,
                    unit=part.unit or target.metric.unit,
                    organisation=part.organisation,
                    organisation_name=part.organisation_name,
                    rule=part.rule,
                    basis=_("目标分解第 %(n)d 版") % {"n": part.version},
                    origin_key=f"part:{part.tracked_id}:{part.key}"[:60],
                )


def _indicator(workplan: WorkPlan, target: TrackedTarget, part: TargetPart | None, place: int) -> WorkLine:
    own = target.year == workplan.year
    value = part.value if part is not None else (target.value if own else None)
    departments = [row.listed_as for row in target.indicator.departments.all()] if target.indicator else []
    asked = target.printed or (f"{target.value:g}" if target.value is not None else "")
    said = _("《%(plan)s》%(year)s目标：%(asked)s") % {
        "plan": target.plan.title[:120],
        "year": _("%(year)d年") % {"year": target.year} if target.year else "",
        "asked": f"{asked}{target.unit if target.unit and target.unit not in asked else ''}"[:80],
    }
    if part is not None:
        said += _("；年度值为目标分解第 %(n)d 版%(state)s") % {
            "n": part.version,
            "state": "" if part.confirmed else _("（待确认）"),
        }
    return WorkLine(
        workplan=workplan,
        kind=LineKind.INDICATOR,
        position=place,
        tracked=target,
        title=target.name[:300],
        text=_("约束性") if target.is_binding else str(target.nature),
        comparator=target.comparator,
        value=value,
        unit=target.metric.unit,
        organisation_id=target.metric.responsible_id if not departments else None,
        organisation_name=departments[0]
        if departments
        else target.standing.owed_by
        if hasattr(target, "standing")
        else "",
        cooperating="、".join(departments[1:])[:600],
        basis=said[:400],
        origin_key=f"tracked:{target.pk}",
    )


def _tasks(user: Any, workplan: WorkPlan, plans: Sequence[PlanDocument]) -> Iterator[WorkLine]:
    """Rows of annex tables and measures that none of them repeats, due in the year or running through it."""
    rows = list(
        visible_items(user, KINDS["measure"], Measure.objects.filter(plan__in=plans, state__in=BOOKED))
        .select_related("plan")
        .prefetch_related("responsibilities")
        .order_by("plan_id", "form", "position", "pk")
    )
    repeated = {row.repeats_id for row in rows if row.repeats_id is not None}
    matters = dict(
        MatterItem.objects.filter(measure__in=[row.pk for row in rows], primary=True).values_list("measure", "matter")
    )
    for place, row in enumerate(each for each in rows if each.pk not in repeated and _runs(each, workplan.year)):
        lead, others = _departments(row)
        title = row.title.strip() or row.text.strip().split("。")[0][:80]
        if row.title.strip() == row.category.strip() and row.text.strip():
            title = row.text.strip().splitlines()[0][:80]
        yield WorkLine(
            workplan=workplan,
            kind=LineKind.TASK,
            position=place,
            measure=row,
            matter_id=matters.get(row.pk),
            title=title[:300],
            text=row.text.strip(),
            organisation_name=lead[:200],
            cooperating="、".join(others)[:600],
            due_on=datetime.date(row.due_year, 12, 31) if row.due_year == workplan.year else None,
            due_text=(row.deadline or (_("%(year)d年底") % {"year": row.due_year} if row.due_year else ""))[:200],
            basis=_("《%(plan)s》%(number)s") % {"plan": row.plan.title[:200], "number": row.number[:60]},
            origin_key=f"measure:{row.pk}",
        )


def _projects(user: Any, workplan: WorkPlan, plans: Sequence[PlanDocument]) -> Iterator[WorkLine]:
    rows = (
        visible_items(user, KINDS["project"], Project.objects.filter(plan__in=plans, state__in=BOOKED))
        .select_related("plan")
        .prefetch_related("leads")
    )
    for place, row in enumerate(rows.order_by("plan_id", "position", "pk")):
        if (row.start_year or 0) > workplan.year or (row.due_year or 9999) < workplan.year:
            continue
        leads = [lead.listed_as for lead in row.leads.all()]
        yield WorkLine(
            workplan=workplan,
            kind=LineKind.PROJECT,
            position=place,
            project=row,
            title=(row.name if not row.content else f"{row.name}：{row.content.strip().splitlines()[0]}")[:300],
            text=row.content.strip(),
            organisation_name=leads[0][:200] if leads else "",
            cooperating="、".join(leads[1:])[:600],
            due_on=datetime.date(workplan.year, 12, 31) if row.due_year == workplan.year else None,
            due_text=row.period[:200],
            basis=_("《%(plan)s》%(number)s") % {"plan": row.plan.title[:200], "number": row.number[:60]},
            origin_key=f"project:{row.pk}",
        )


def _runs(row: Measure, year: int) -> bool:
    """Whether a task is due in the year or later, within the years of its plan."""
    start, end = row.plan.period_start or 0, row.due_year or row.plan.period_end or 9999
    return start <= year <= end


def _departments(row: Measure) -> tuple[str, list[str]]:
    """Who leads, and who works with it; of several who are named jointly the first leads by custom."""
    said = list(row.responsibilities.all())
    leads = [each.listed_as for each in said if each.role in (Role.LEAD, Role.JOINT)]
    rest = [each.listed_as for each in said if each.role == Role.COOPERATING]
    return (leads[0] if leads else ""), list(dict.fromkeys([*leads[1:], *rest]))


def _give_organisation(line: WorkLine, named: Mapping[str, Organisation]) -> None:
    if line.organisation_id is None and line.organisation_name in named:
        line.organisation_id = named[line.organisation_name].pk


def _store(workplan: WorkPlan, wanted: Iterable[WorkLine]) -> Taken:
    stored = {line.origin_key: line for line in workplan.lines.exclude(origin_key="")}
    taken = Taken()
    changed: list[WorkLine] = []
    fresh: list[WorkLine] = []
    for line in wanted:
        if line.parent is not None and line.parent.origin_key in stored:
            line.parent = stored[line.parent.origin_key]
        known = stored.get(line.origin_key)
        if known is None:
            fresh.append(line)
        elif known.edited or known.dropped:
            taken.kept += 1
        elif any(getattr(known, name) != getattr(line, name) for name in FOLLOWS):
            for name in FOLLOWS:
                setattr(known, name, getattr(line, name))
            known.version += 1
            changed.append(known)
    WorkLine.objects.bulk_create([line for line in fresh if line.parent is None], batch_size=200)
    for line in fresh:
        if line.parent is not None:
            line.parent_id = line.parent.pk
    WorkLine.objects.bulk_create([line for line in fresh if line.parent is not None], batch_size=200)
    fields = [name.removesuffix("_id") for name in FOLLOWS]
    WorkLine.objects.bulk_update(changed, [*fields, "version"], batch_size=100)
    taken.added, taken.changed = len(fresh), len(changed)
    return taken
