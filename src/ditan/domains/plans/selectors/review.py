"""The review desk: the items of one plan in the order of the text, whatever their kind."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from ditan.base.searching import holding
from ditan.domains.plans.errors import NotAvailable
from ditan.domains.plans.kinds import KINDS, Kind
from ditan.domains.plans.models import Decision, ReviewItem
from ditan.domains.plans.permissions import Visitor
from ditan.domains.plans.selectors.filters import ReviewFilters
from ditan.domains.plans.selectors.scope import visible_decisions, visible_items, visible_plans

SEARCHED = {
    "indicator": ("name", "quote"),
    "target": ("name", "quote"),
    "measure": ("title", "text"),
    "task": ("title", "text"),
    "project": ("name", "content"),
}
DOUBTFUL_BELOW = 0.7


def review_items(user: Visitor, pk: int, filters: ReviewFilters | None = None) -> list[ReviewItem]:
    """Items of a plan with their child rows, by place in the text."""
    wanted = filters or ReviewFilters()
    plan = visible_plans(user).get(pk=pk)
    items: list[ReviewItem] = []
    for kind in KINDS.values():
        if wanted.kinds and kind.name not in wanted.kinds:
            continue
        rows = visible_items(user, kind, kind.rows().filter(plan=plan))
        items += _narrow(kind, rows, wanted).prefetch_related(*kind.child_names)
    for item in items:
        item.plan = plan
    return sorted(items, key=lambda item: (item.start, item.end, item.kind, item.position, item.pk))


def _narrow(kind: Kind, rows: QuerySet[ReviewItem], wanted: ReviewFilters) -> QuerySet[ReviewItem]:
    if wanted.states:
        rows = rows.filter(state__in=wanted.states)
    if wanted.doubtful:
        doubt = Q(confidence__lt=DOUBTFUL_BELOW) | Q(stale=True)
        rows = rows.filter(doubt | Q(ambiguous=True) if kind.name == "indicator" else doubt)
    return with_words(kind, rows, wanted.q)


def with_words(kind: Kind, rows: QuerySet[ReviewItem], q: str) -> QuerySet[ReviewItem]:
    """Rows in whose name or text every word stands."""
    for word in q.split():
        rows = rows.filter(holding(word, *SEARCHED[kind.name]))
    return rows


def get_item(user: Visitor, kind: str, pk: int) -> ReviewItem:
    """One item with its plan and child rows; its model's DoesNotExist where the user may not see it."""
    spec = known_kind(kind)
    rows = spec.rows().filter(plan__in=visible_plans(user)).select_related("plan__source", "plan__region", "heading")
    item: ReviewItem = visible_items(user, spec, rows).prefetch_related(*spec.child_names).get(pk=pk)
    return item


def known_kind(kind: str) -> Kind:
    """The kind of that name; `NotAvailable` where there is none."""
    try:
        return KINDS[kind]
    except KeyError:
        raise NotAvailable(f"没有“{kind}”这类条目。") from None


def item_history(user: Visitor, kind: str, pk: int) -> QuerySet[Decision]:
    """Decisions on one item, newest first."""
    rows = Decision.objects.filter(item_kind=kind, item_id=pk, plan__in=visible_plans(user))
    return visible_decisions(user, rows).order_by("-pk")
