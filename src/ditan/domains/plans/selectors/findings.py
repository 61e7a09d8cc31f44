"""Findings across the library: contradictions between plans, and faults within one, each with all its sides."""

from __future__ import annotations

from django.db.models import Case, Exists, IntegerField, OuterRef, Prefetch, QuerySet, Value, When

from ditan.base.searching import holding
from ditan.domains.plans.models import DOUBTFUL, SERVING_CODES, Finding, FindingSpan, State
from ditan.domains.plans.models.choices import Level
from ditan.domains.plans.permissions import Visitor
from ditan.domains.plans.selectors.filters import FindingFilters
from ditan.domains.plans.selectors.scope import visible_findings, visible_plans

GRAVITY = Case(
    When(level=Level.ERROR, then=Value(0)),
    When(level=Level.WARNING, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)
OPEN = (State.PROPOSED, State.CONFIRMED, State.EDITED, DOUBTFUL)


def list_findings(user: Visitor, filters: FindingFilters | None = None) -> QuerySet[Finding]:
    """Findings that match the search, the gravest first; `sides` are their spans with their plans.

    A finding is seen by who may see all its plans. Findings on what serves what come only when asked for by code. What a person rejected as a false alarm is left out unless asked
    for by state.
    """
    wanted = filters or FindingFilters()
    plans = visible_plans(user)
    sides = FindingSpan.objects.select_related("plan__source", "plan__region").order_by("position")
    hidden = FindingSpan.objects.filter(finding=OuterRef("pk")).exclude(plan__in=plans.values("pk"))
    rows = visible_findings(user, Finding.objects.filter(plan__in=plans.values("pk"))).exclude(Exists(hidden))
    if wanted.current_only and wanted.plan is None:
        rows = rows.filter(plan__is_current=True)
    rows = rows.filter(state=wanted.state) if wanted.state else rows.filter(state__in=OPEN)
    for column in ("level", "code"):
        if value := getattr(wanted, column):
            rows = rows.filter(**{column: value})
    if not wanted.code:
        rows = rows.exclude(code__in=SERVING_CODES)
    if wanted.across is not None:
        rows = rows.filter(across=wanted.across)
    if wanted.region:
        rows = rows.filter(plan__region__code=wanted.region)
    if wanted.plan is not None:
        rows = rows.filter(pk__in=FindingSpan.objects.filter(plan=wanted.plan).values("finding"))
    for word in wanted.q.split():
        rows = rows.filter(holding(word, "message"))
    return (
        rows.select_related("plan__source", "plan__region")
        .prefetch_related(Prefetch("spans", queryset=sides, to_attr="sides"))
        .order_by(GRAVITY, "-across", "pk")
    )


def contradictions(user: Visitor, filters: FindingFilters | None = None) -> QuerySet[Finding]:
    """The findings of the contradictions page; by default both those across plans and those within one."""
    return list_findings(user, filters)


def get_finding(user: Visitor, pk: int) -> Finding:
    """One finding with its sides, whatever its state; `Finding.DoesNotExist` where the user may not see it."""
    asked = Finding.objects.filter(pk=pk).values_list("state", "code").first()
    if asked is not None:
        filters = FindingFilters(state=asked[0], code=asked[1], current_only=False)
        found = list_findings(user, filters).filter(pk=pk).first()
        if found is not None:
            return found
    raise Finding.DoesNotExist(pk)


def finding_codes(user: Visitor) -> list[str]:
    """Codes that occur, for the search area."""
    plans = visible_plans(user).values("pk")
    rows = visible_findings(user, Finding.objects.filter(plan__in=plans)).order_by("code")
    return list(rows.values_list("code", flat=True).distinct())
