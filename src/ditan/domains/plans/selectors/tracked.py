"""Reads of tracked targets and how they stand. The board and every list read the projection alone.

A target is seen by whoever sees its item, and by whom its metric is answered for by. What is confirmed for show only is
hidden with everything else that is for show.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from ditan.base.declaration import may
from ditan.base.records.selectors.scope import shows_demo
from ditan.base.searching import holding
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.models import HandedDown, Handing, Situation, TargetStep, TrackedTarget
from ditan.domains.plans.permissions import VIEW, VIEW_TARGETS, Visitor
from ditan.domains.plans.selectors.scope import reaches_all, scopes_of, visible_items

ORDERS: dict[str, tuple[str, ...]] = {
    "": ("rank", "place", "plan_id", "pk"),
    "name": ("name", "year", "pk"),
    "year": ("year", "rank", "pk"),
    "-year": ("-year", "rank", "pk"),
    "age": ("standing__period_end", "pk"),
    "gap": ("standing__gap_points", "rank", "pk"),
}
PLACES = tuple(Situation)


@dataclass(frozen=True, slots=True)
class BoardFilters:
    """What the board is asked for. `situation` is a group; `department` a name as items list it or who owes the value."""

    q: str = ""
    region: str = ""
    plan: int | None = None
    department: str = ""
    nature: str = ""
    light: str = ""
    year: int | None = None
    situation: str = ""
    binding: str = ""
    order: str = ""
    current_only: bool = True


def reachable(user: Visitor, rows: QuerySet[TrackedTarget], permission: str = VIEW_TARGETS) -> QuerySet[TrackedTarget]:
    """Of these targets, those that the user reaches with the permission, and may see."""
    if not all(may(user, needed) for needed in (VIEW, VIEW_TARGETS, permission)):
        return rows.none()
    if not shows_demo():
        rows = rows.filter(demo=False)
    if reaches_all(user, permission):
        return rows
    seen = Q()
    for name in ("indicator", "target"):
        items = visible_items(user, KINDS[name], KINDS[name].rows().order_by(), permission)
        seen |= Q(**{f"{name}__in": items.values("pk")})
    for scope in scopes_of(user, permission):
        if not scope.everything and scope.organisations:
            seen |= Q(metric__responsible__in=scope.organisations)
    return rows.filter(seen)


def tracked_targets(user: Visitor, filters: BoardFilters | None = None) -> QuerySet[TrackedTarget]:
    """Targets that match, what binds first, each with how it stands; ready for a pager."""
    asked = filters or BoardFilters()
    rows = _matching(reachable(user, TrackedTarget.objects.all()), asked)
    if asked.situation:
        rows = rows.filter(standing__situation=asked.situation)
    else:
        rows = rows.exclude(standing__situation=Situation.STALE)
    whens = [When(standing__situation=each, then=Value(place)) for place, each in enumerate(PLACES)]
    rows = rows.annotate(place=Case(*whens, default=Value(len(PLACES)), output_field=IntegerField()))
    return rows.select_related("standing", "standing__observation", "metric", "subject", "plan").order_by(
        *ORDERS.get(asked.order, ORDERS[""])
    )


def board_counts(user: Visitor, filters: BoardFilters | None = None) -> dict[str, int]:
    """How many targets there are in each group, whatever group is asked for. One query."""
    rows = _matching(reachable(user, TrackedTarget.objects.all()), filters or BoardFilters())
    found = dict(rows.order_by().values_list("standing__situation").annotate(number=Count("pk")))
    return {each.value: found.get(each.value, 0) for each in PLACES}


def light_counts(user: Visitor, filters: BoardFilters | None = None) -> dict[str, int]:
    """How many targets show each light, whatever light is asked for. One query."""
    rows = _matching(reachable(user, TrackedTarget.objects.all()), filters or BoardFilters(), light=False)
    rows = rows.exclude(standing__situation=Situation.STALE).order_by()
    return dict(rows.values_list("standing__light").annotate(number=Count("pk")))


def _matching(rows: QuerySet[TrackedTarget], asked: BoardFilters, *, light: bool = True) -> QuerySet[TrackedTarget]:
    for word in asked.q.split():
        rows = rows.filter(holding(word, "name", "metric__name", "standing__owed_by"))
    if asked.region:
        rows = rows.filter(subject__code=asked.region)
    if asked.plan is not None:
        rows = rows.filter(plan=asked.plan)
    elif asked.current_only:
        rows = rows.filter(plan__is_current=True)
    if asked.department:
        from ditan.domains.plans.models import IndicatorDepartment

        named = IndicatorDepartment.objects.filter(listed_as=asked.department).order_by().values("indicator")
        rows = rows.filter(Q(indicator__in=named) | Q(standing__owed_by=asked.department))
    if asked.nature:
        rows = rows.filter(nature=asked.nature)
    if asked.light and light:
        rows = rows.filter(standing__light=asked.light)
    if asked.year is not None:
        rows = rows.filter(year=asked.year)
    if asked.binding:
        rows = rows.filter(not_binding=asked.binding == "draft")
    return rows


def get_tracked(user: Visitor, pk: int, permission: str = VIEW_TARGETS) -> TrackedTarget:
    """One target; `TrackedTarget.DoesNotExist` where it lies outside the user's data."""
    rows = reachable(user, TrackedTarget.objects.all(), permission).select_related(
        "standing",
        "standing__observation",
        "metric",
        "metric__responsible",
        "subject",
        "plan",
        "plan__source",
        "plan__region",
        "indicator",
        "target",
        "binding",
    )
    return rows.get(pk=pk)


def handing_targets(user: Visitor, filters: BoardFilters | None = None) -> QuerySet[TrackedTarget]:
    """Targets whose value comes from above, those still waiting first, each with its newest document."""
    rows = _matching(reachable(user, TrackedTarget.objects.filter(stale=False)), filters or BoardFilters())
    rows = rows.exclude(handing="").select_related("standing", "metric", "subject", "plan")
    waiting = Case(When(handing=Handing.AWAITING, then=Value(0)), default=Value(1), output_field=IntegerField())
    return rows.prefetch_related("handed_down").order_by(waiting, "rank", "plan_id", "pk")


def documents_of(user: Visitor, target: TrackedTarget) -> QuerySet[HandedDown]:
    """The documents that handed a value down, newest first."""
    seen = reachable(user, TrackedTarget.objects.all()).values("pk")
    return HandedDown.objects.filter(tracked__in=seen, tracked=target).select_related("evidence").order_by("-version")


def steps_of(user: Visitor, target: TrackedTarget) -> QuerySet[TargetStep]:
    """What was done to a target, newest first."""
    seen = reachable(user, TrackedTarget.objects.all()).values("pk")
    return TargetStep.objects.filter(tracked__in=seen, tracked=target).order_by("-pk")


@dataclass(frozen=True, slots=True)
class BoardChoices:
    """What the search area of the board offers."""

    regions: tuple[tuple[str, str], ...]
    plans: tuple[tuple[int, str], ...]
    departments: tuple[str, ...]
    years: tuple[int, ...]


def board_choices(user: Visitor) -> BoardChoices:
    """Regions, plans, departments and years of the targets that the user sees. Four queries."""
    rows = reachable(user, TrackedTarget.objects.filter(plan__is_current=True)).order_by()
    owing = rows.exclude(standing__owed_by="").values_list("standing__owed_by", flat=True).distinct()
    return BoardChoices(
        regions=tuple(rows.values_list("subject__code", "subject__name").distinct().order_by("subject__code")),
        plans=tuple(rows.values_list("plan_id", "plan__title").distinct().order_by("plan_id")),
        departments=tuple(sorted(set(owing))),
        years=tuple(sorted({year for year in rows.values_list("year", flat=True).distinct() if year is not None})),
    )
