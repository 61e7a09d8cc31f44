"""Lists of projects and their sums, one project, the box on the workbench."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from ditan.base.searching import holding
from ditan.domains.projects.models import LIGHT_CHOICES, Project, ProjectFinding, ProjectLead, State
from ditan.domains.projects.selectors.money import standing_money
from ditan.domains.projects.selectors.scope import visible_projects

ORDERS: dict[str, tuple[Any, ...]] = {
    "": ("pk",),
    "name": ("name", "pk"),
    "planned": (F("planned").desc(nulls_last=True), "pk"),
    "spent": (F("spent").desc(nulls_last=True), "pk"),
    "due": (F("due_year").asc(nulls_last=True), "pk"),
}
MOST_BOX = 6
LIVE = "live"


@dataclass(frozen=True, slots=True)
class ProjectFilters:
    """What a search asks for; empty parts ask nothing. `state` is one of `State`, or `live`: approved or under way."""

    words: str = ""
    state: str = ""
    light: str = ""
    organisation: str = ""
    plan: int | None = None
    category: str = ""
    kind: str = ""
    year: int | None = None
    two_high: str = ""
    fund: str = ""
    finding: bool = False
    order: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of all projects of a search, in 万元, and how many of them state nothing."""

    projects: int
    planned: Decimal | None
    allocated: Decimal | None
    spent: Decimal | None
    unstated: int


def list_projects(user: Any, filters: ProjectFilters | None = None) -> QuerySet[Project]:
    """The projects that match, ready for a pager. `has_finding` says whether one is open."""
    wanted = filters or ProjectFilters()
    rows = visible_projects(user)
    if wanted.state == LIVE:
        rows = rows.filter(state__in=(State.APPROVED, State.UNDER_WAY))
    elif wanted.state:
        rows = rows.filter(state=wanted.state)
    exact = {name: getattr(wanted, name) for name in ("light", "plan", "category", "kind")}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.organisation:
        rows = rows.filter(_of_organisation(wanted.organisation))
    if wanted.year is not None:
        rows = rows.filter(start_year__lte=wanted.year, due_year__gte=wanted.year)
    if wanted.two_high:
        rows = rows.filter(is_two_high={"yes": True, "no": False}.get(wanted.two_high))
    if wanted.fund:
        fund = "" if wanted.fund == "undecided" else wanted.fund
        rows = rows.filter(pk__in=standing_money(None).filter(kind="planned", fund=fund).order_by().values("project"))
    open_findings = ProjectFinding.objects.filter(project=OuterRef("pk"), state="open").order_by()
    if wanted.finding:
        rows = rows.filter(Exists(open_findings))
    for word in wanted.words.replace("\x00", "").split():
        rows = rows.filter(holding(word, "name", "content", "number", "approval_number"))
    return (
        rows.annotate(has_finding=Exists(open_findings))
        .select_related("organisation", "plan")
        .prefetch_related("leads")
        .order_by(*ORDERS.get(wanted.order, ORDERS[""]))
    )


def _of_organisation(name: str) -> Q:
    """Led by the organisation of this name, or by one that is printed so."""
    named = ProjectLead.objects.filter(Q(printed_name=name) | Q(listed_as=name)).order_by()
    return Q(organisation__name=name) | Q(pk__in=named.values("project"))


def totals(user: Any, filters: ProjectFilters | None = None) -> Totals:
    """The sums of the whole search, not of one page. Added up exactly, which a database with binary numbers does not."""
    rows = list(list_projects(user, filters).order_by().values_list("planned", "allocated", "spent"))
    planned, allocated, spent = ([row[place] for row in rows] for place in range(3))
    return Totals(len(rows), _sum(planned), _sum(allocated), _sum(spent), sum(each is None for each in planned))


def _sum(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [each for each in values if each is not None]
    return sum(known, Decimal(0)) if known else None


@dataclass(frozen=True, slots=True)
class Choices:
    """What the search area offers."""

    plans: list[tuple[str, str]]
    organisations: list[tuple[str, str]]
    categories: list[tuple[str, str]]
    funds: list[tuple[str, str]]


def choices(user: Any) -> Choices:
    """The values that occur among the projects that the user sees. Four queries."""
    rows = visible_projects(user).order_by()
    plans = rows.exclude(plan=None).values_list("plan", "plan__title").distinct().order_by("plan")
    named = ProjectLead.objects.filter(project__in=rows.values("pk")).order_by("printed_name")
    categories = rows.exclude(category="").order_by("category").values_list("category", flat=True).distinct()
    funds = standing_money(None).filter(kind="planned", project__in=rows.values("pk")).exclude(fund="")
    leads = dict.fromkeys(named.values_list("printed_name", flat=True).distinct())
    own = rows.exclude(organisation=None).order_by("organisation__name")
    leads |= dict.fromkeys(own.values_list("organisation__name", flat=True).distinct())
    return Choices(
        plans=[(str(pk), title) for pk, title in plans],
        organisations=[(name, name) for name in leads],
        categories=[(each, each) for each in categories],
        funds=[(each, each) for each in funds.order_by("fund").values_list("fund", flat=True).distinct()],
    )


def get_project(user: Any, pk: int) -> Project:
    """One project; `DoesNotExist` where it lies outside the user's data."""
    rows = visible_projects(user).select_related("organisation", "region", "plan", "plan_project", "source")
    return rows.prefetch_related("leads").get(pk=pk)


def box(user: Any) -> dict[str, Any]:
    """Projects for the workbench: how many of each light, the red ones. Two queries."""
    rows = visible_projects(user)
    counts = rows.aggregate(
        total=Count("pk"),
        **{light: Count("pk", filter=Q(light=light)) for light, _label in LIGHT_CHOICES},
    )
    urgent = rows.filter(light__in=("red", "yellow")).select_related("organisation").prefetch_related("leads")
    return {
        "lines": list(urgent.order_by("light", "pk")[:MOST_BOX]),  # red comes before yellow
        "lights": [(light, label, counts[light]) for light, label in LIGHT_CHOICES if counts[light]],
        "total": counts["total"],
    }


def attention_count(user: Any) -> int:
    """How many projects are red, for the menu. One query."""
    return visible_projects(user).filter(light="red").count()
