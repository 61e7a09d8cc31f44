"""Take the projects of a plan into the library: new ones as they are booked, known ones where the plan says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.directory.models import Organisation, OrganisationAlias, Region
from ditan.base.directory.models.dated import holds
from ditan.domains.plans.models import PlanDocument
from ditan.domains.plans.models import Project as PlanProject
from ditan.domains.plans.selectors import ItemFilters, list_projects
from ditan.domains.projects.errors import NotYours
from ditan.domains.projects.models import Money, Project, ProjectLead, ProjectStep, Quantity
from ditan.domains.projects.permissions import APPROVE, require
from ditan.domains.projects.selectors.money import standing_money
from ditan.domains.projects.selectors.scope import reaches_all
from ditan.domains.projects.services.deeds import held, log, name_of, note
from ditan.domains.projects.services.sums import refresh

TEXTS = ("number", "name", "content", "category", "period", "start_year", "due_year")
BY_PLAN = "按规划条目更新"
REST = "总投资扣除已列资金"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which the plan says otherwise than the library."""

    field: str
    label: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Known:
    """A project of the library whose item of the plan says otherwise."""

    project: Project
    item: PlanProject
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking over would do: `new` items, projects that `differ`, and how many are the same already."""

    new: tuple[PlanProject, ...]
    differing: tuple[Known, ...]
    same: int
    planned: Decimal | None


def preview(user: Any, plan: PlanDocument) -> Preview:
    """What a plan's booked projects would bring. Nothing is written."""
    _require(user)
    items = _items(user, plan)
    known = _known(items)
    money = _plan_money(known.values())
    new = tuple(item for item in items if item.pk not in known)
    differing = []
    for item in items:
        if (project := known.get(item.pk)) is not None:
            found = _differences(project, item, money.get(project.pk, []))
            if found:
                differing.append(Known(project, item, found))
    stated = [amount for item in new for _fund, amount, _ground in _fundings(item)]
    return Preview(new, tuple(differing), len(items) - len(new) - len(differing), sum(stated, Decimal(0)) or None)


@transaction.atomic
def from_plan(user: Any, plan: PlanDocument, keys: Iterable[int] | None = None) -> list[Project]:
    """Take the plan's booked projects that are not in the library; `keys` names some of its items. Twice is once.

    Money stands as printed: a fund that the page does not tell stays undecided, and so does what is left of a total
    beyond the printed funds. Gives the projects that were made.
    """
    _require(user)
    items = _items(user, plan)
    known = _known(items)
    _make_real(user, items, known)
    wanted = None if keys is None else set(keys)
    new = [item for item in items if item.pk not in known and (wanted is None or item.pk in wanted)]
    if not new:
        return []
    places = _organisations(lead.listed_as for item in new for lead in item.leads.all())
    region = Region.objects.filter(code=plan.region_code, valid_to__isnull=True).first()
    made = Project.objects.bulk_create([_project(item, plan, region, places, name_of(user)) for item in new])
    pairs = list(zip(made, new, strict=True))
    now = timezone.now()
    ProjectLead.objects.bulk_create([row for project, item in pairs for row in _leads(project, item)])
    Quantity.objects.bulk_create([row for project, item in pairs for row in _quantities(project, item)])
    Money.objects.bulk_create([row for project, item in pairs for row in _money(project, item, user, now)])
    ProjectStep.objects.bulk_create(
        [
            ProjectStep(
                project=project,
                step="taken_over",
                after=project.state,
                text=plan.title,
                by_id=getattr(user, "pk", None),
                by_name=name_of(user),
                at=now,
            )
            for project in made
        ]
    )
    refresh(made)
    for project in made:
        log("taken_over", user, project, after={"plan": plan.title, "planned": project.planned})
    return made


@transaction.atomic
def adopt(*, user: Any, project: Project, version: int, plan: PlanDocument) -> Project:
    """Bring a project to what the plan says now: words, years, leads, and the planned money that came from the plan."""
    _require(user)
    items = _items(user, plan)
    known = _known(items)
    item = next((each for each in items if each.pk in known and known[each.pk].pk == project.pk), None)
    if item is None:
        raise NotYours(_("“%s”不在这份规划的已入库条目中，没有可更新的内容。") % project.name)
    found = held(user, project, version, APPROVE)
    lines = _plan_money([found]).get(found.pk, [])
    differences = _differences(found, item, lines)
    before = {each.label: each.ours for each in differences}
    for name in TEXTS:
        setattr(found, name, getattr(item, name))
    found.plan_project, found.plan = item, plan
    found.source, found.start, found.end, found.quote = plan.source, item.start, item.end, item.quote
    found.demo = found.demo and item.is_demo
    found.save()
    found.leads.all().delete()
    ProjectLead.objects.bulk_create(_leads(found, item))
    printed = set(found.quantities.values_list("text", flat=True))
    Quantity.objects.bulk_create([row for row in _quantities(found, item) if row.text not in printed])
    _renew_money(found, item, lines, user)
    refresh([found])
    note(
        "adopted", user, found, before=before, after={each.label: each.theirs for each in differences}, text=plan.title
    )
    return found


def _make_real(user: Any, items: Sequence[PlanProject], known: Mapping[int, Project]) -> None:
    """What was taken over for show becomes real when a person has confirmed its item since."""
    rows = [known[item.pk] for item in items if item.pk in known and known[item.pk].demo and not item.is_demo]
    Project.objects.filter(pk__in=[each.pk for each in rows]).update(demo=False)
    for project in rows:
        note("adopted", user, project, before={"demo": True}, after={"demo": False}, text=_("演示项目转为正式"))


def _require(user: Any) -> None:
    require(user, APPROVE)
    if not reaches_all(user, APPROVE):
        raise NotYours(_("从规划入库由统筹单位办理。"))


def _items(user: Any, plan: PlanDocument) -> list[PlanProject]:
    rows = list_projects(user, ItemFilters(plan=plan.pk, current_only=False))
    return list(rows.select_related("previous").order_by("position", "pk"))


def _known(items: Sequence[PlanProject]) -> dict[int, Project]:
    """Item → its project, also where the project was taken from the item's earlier version."""
    keys = {key for item in items for key in (item.pk, item.previous_id) if key is not None}
    rows = {row.plan_project_id: row for row in Project.objects.filter(plan_project__in=keys).prefetch_related("leads")}
    pairs = ((item.pk, rows.get(item.pk) or rows.get(item.previous_id)) for item in items)
    return {pk: project for pk, project in pairs if project is not None}


def _organisations(names: Iterable[str]) -> dict[str, Organisation]:
    """Name → the one living organisation that bears it."""
    wanted = {name for name in names if name}
    today = timezone.localdate()
    found: dict[str, set[int]] = {}
    living = Organisation.objects.filter(holds(today))
    rows = {each.pk: each for each in living.filter(name__in=wanted) | living.filter(short_name__in=wanted)}
    for each in rows.values():
        for name in (each.name, each.short_name):
            found.setdefault(name, set()).add(each.pk)
    aliases = OrganisationAlias.objects.filter(name__in=wanted, organisation__in=living.values("pk"))
    for alias in aliases.select_related("organisation"):
        rows[alias.organisation_id] = alias.organisation
        found.setdefault(alias.name, set()).add(alias.organisation_id)
    return {name: rows[min(keys)] for name, keys in found.items() if name in wanted and len(keys) == 1}


def _project(
    item: PlanProject, plan: PlanDocument, region: Region | None, places: dict[str, Organisation], by_name: str
) -> Project:
    leads = list(item.leads.all())
    return Project(
        **{name: getattr(item, name) for name in TEXTS},
        plan=plan,
        plan_project=item,
        source=plan.source,
        start=item.start,
        end=item.end,
        quote=item.quote,
        organisation=places.get(leads[0].listed_as) if leads else None,
        region=region,
        note=item.investment_note,
        demo=item.is_demo,
        created_by_name=by_name,
    )


def _leads(project: Project, item: PlanProject) -> list[ProjectLead]:
    return [
        ProjectLead(project=project, position=place, printed_name=lead.printed_name, listed_as=lead.listed_as)
        for place, lead in enumerate(item.leads.all())
    ]


def _quantities(project: Project, item: PlanProject) -> list[Quantity]:
    return [
        Quantity(
            project=project,
            position=place,
            what=each.what or each.text,
            unit=each.unit,
            planned=Decimal(repr(each.value)),
            text=each.text,
            start=each.start if each.quote else item.start,
            end=each.end if each.quote else item.end,
        )
        for place, each in enumerate(item.quantities.all())
        if each.value >= 0
    ]


def _fundings(item: PlanProject) -> list[tuple[str, Decimal, str]]:
    """Fund, amount, ground: the printed amounts, and what is left of the printed total beyond them."""
    rows = [(each.source, each.amount, each.decided_by) for each in item.fundings.all() if each.amount >= 0]
    if item.investment_total is not None:
        rest = item.investment_total - sum((amount for _fund, amount, _ground in rows), Decimal(0))
        if rest > 0:
            rows.append(("", rest, REST if rows else ""))
    return rows


def _money(project: Project, item: PlanProject, user: Any, now: Any, first: int = 1) -> list[Money]:
    return [
        Money(
            project=project,
            line=line,
            kind="planned",
            fund=fund,
            amount=amount,
            unit=item.investment_unit or "万元",
            ground=ground,
            basis=item.plan.title[:300],
            source=item.plan.source,
            start=item.start,
            end=item.end,
            from_plan=True,
            by_id=getattr(user, "pk", None),
            by_name=name_of(user),
            at=now,
        )
        for line, (fund, amount, ground) in enumerate(_fundings(item), start=first)
    ]


def _renew_money(project: Project, item: PlanProject, lines: Sequence[Money], user: Any) -> None:
    """Drop the plan's lines that are printed no more and add those that are new; lines that stand are left alone."""
    now, wanted = timezone.now(), _money(project, item, user, timezone.now())
    standing = [(line.fund, line.amount, line.unit) for line in lines]
    for line in lines:
        if (line.fund, line.amount, line.unit) not in [(each.fund, each.amount, each.unit) for each in wanted]:
            line.pk, line.version, line.dropped, line.reason, line.at = None, line.version + 1, True, BY_PLAN, now
            line.by_id, line.by_name, line._state.adding = getattr(user, "pk", None), name_of(user), True
            line.save()
    last = Money.objects.filter(project=project).aggregate(last=Max("line"))["last"] or 0
    for each in wanted:
        if (each.fund, each.amount, each.unit) in standing:
            continue
        last += 1
        each.line = last
        each.save()


def _plan_money(projects: Iterable[Project]) -> dict[int, list[Money]]:
    found: dict[int, list[Money]] = {}
    for line in standing_money([each.pk for each in projects]).filter(from_plan=True):
        found.setdefault(line.project_id, []).append(line)
    return found


def _differences(project: Project, item: PlanProject, lines: Sequence[Money]) -> tuple[Difference, ...]:
    found = []
    for name in TEXTS:
        ours, theirs = getattr(project, name), getattr(item, name)
        if ours != theirs:
            found.append(Difference(name, label_of(name), _said(ours), _said(theirs)))
    leads = "、".join(each.printed_name for each in project.leads.all())
    printed = "、".join(each.printed_name for each in item.leads.all())
    if leads != printed:
        found.append(Difference("leads", _("牵头单位"), leads, printed))
    standing = sorted((line.fund, line.amount) for line in lines)
    wanted = sorted((fund, amount) for fund, amount, _ground in _fundings(item))
    if standing != wanted:
        found.append(Difference("money", _("计划资金"), _funds(standing), _funds(wanted)))
    if project.demo and not item.is_demo:
        found.append(Difference("demo", _("演示"), _("是"), _("否")))
    if project.plan_project_id != item.pk:
        found.append(Difference("plan", _("规划版本"), str(project.plan or "—"), str(item.plan)))
    return tuple(found)


def label_of(name: str) -> str:
    """What a field of a project is called."""
    return str(getattr(Project._meta.get_field(name), "verbose_name", name))


def _funds(lines: Sequence[tuple[str, Decimal]]) -> str:
    return "；".join(f"{fund or _('来源待定')} {amount.normalize():f}" for fund, amount in lines) or "—"


def _said(value: Any) -> str:
    return "—" if value in (None, "") else str(value)
