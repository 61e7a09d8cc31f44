"""The workbench boxes of the plan library."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from ditan.base.access.scope import Scope
from ditan.base.declaration import may
from ditan.base.statements import count_of
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.models import BOOKED, SERVING_CODES, Decision, Finding, PlanDocument, State
from ditan.domains.plans.permissions import VIEW, Visitor
from ditan.domains.plans.selectors.library import library_counts, plan_library, uploads
from ditan.domains.plans.selectors.scope import (
    items_in,
    scopes_of,
    visible_decisions,
    visible_findings,
    visible_items,
    visible_plans,
)
from ditan.domains.plans.selectors.tracked import BoardFilters, board_counts, light_counts, tracked_targets


def to_review(user: Visitor) -> dict[str, Any]:
    """Plans with undecided items, the newest first, each with its counts."""
    plans = list(plan_library(user)[:20])
    counts = library_counts(user, plans)
    waiting = [(plan, counts[plan.pk]) for plan in plans if counts[plan.pk].proposed]
    return {"plans": waiting[:8], "total": items_to_review(user)}


def items_to_review(user: Visitor) -> int:
    """How many items of current plans wait for a decision. One statement: the menu of every page says it."""
    return count_of(_waiting, scopes_of(user)) if may(user, VIEW) else 0


def _waiting(scopes: tuple[Scope, ...], _key: int) -> QuerySet[Any]:
    """The undecided items of current plans that lie in these scopes, of all kinds."""
    plans = PlanDocument.objects.filter(is_current=True).order_by().values("pk")
    kinds = {kind.model: kind for kind in KINDS.values()}
    first, *others = (
        items_in(
            scopes, kind, model._default_manager.filter(state=State.PROPOSED, plan__in=plans).order_by()
        ).values_list("pk")
        for model, kind in kinds.items()
    )
    return first.union(*others, all=True)


def unread_uploads(user: Visitor) -> dict[str, Any]:
    """Files that wait, are being read, or could not be read."""
    return {"uploads": list(uploads(user)[:8])}


def open_findings(user: Visitor) -> dict[str, Any]:
    """How many findings nobody has judged yet, by level."""
    plans = visible_plans(user).filter(is_current=True).values("pk")
    rows = visible_findings(user, Finding.objects.filter(plan__in=plans, state=State.PROPOSED)).order_by()
    rows = rows.exclude(code__in=SERVING_CODES)
    return {"levels": dict(rows.values_list("level").annotate(number=Count("pk")))}


def recent_decisions(user: Visitor) -> dict[str, Any]:
    """What was decided last, by anybody, on what the user may see."""
    rows = Decision.objects.filter(plan__in=visible_plans(user).values("pk")).select_related("plan")
    return {"decisions": list(visible_decisions(user, rows).order_by("-pk")[:8])}


def library_totals(user: Visitor) -> dict[str, Any]:
    """How many current plans there are, and how many items of each kind are in the books."""
    plans = visible_plans(user).filter(is_current=True)
    booked = {
        name: visible_items(user, kind, kind.rows().filter(state__in=BOOKED, plan__in=plans.values("pk"))).count()
        for name, kind in KINDS.items()
    }
    return {"plans": plans.count(), "booked": booked, "kinds": KINDS}


def target_lights(user: Visitor) -> dict[str, Any]:
    """The lights of all targets that the user sees, what waits, and the worst ones. Three queries."""
    counts = board_counts(user)
    worst = tracked_targets(user, BoardFilters(order="gap")).filter(standing__light__in=("red", "yellow"))
    return {"lights": light_counts(user), "counts": counts, "worst": list(worst[:5])}


def own_targets(user: Visitor) -> dict[str, Any]:
    """Targets whose next value the person's own organisations owe, those without a value first; none for who sees all."""
    names = sorted({name for scope in scopes_of(user) if not scope.everything for name in scope.names})
    if not names:
        return {"targets": []}
    rows = tracked_targets(user, BoardFilters(order="age"))
    own = rows.filter(Q(indicator__departments__listed_as__in=names) | Q(metric__responsible__name__in=names))
    return {"targets": list(own.distinct()[:8])}
