"""Sums below lists: money by unit, with how many rows state none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from ditan.domains.plans.permissions import Visitor
from ditan.domains.plans.selectors.filters import ItemFilters
from ditan.domains.plans.selectors.lists import list_items


@dataclass(frozen=True, slots=True)
class InvestmentTotal:
    """The investment of all projects of a search, by printed unit. `unstated` projects print no total."""

    by_unit: tuple[tuple[str, Decimal], ...]
    projects: int
    unstated: int


def investment_total(user: Visitor, filters: ItemFilters | None = None) -> InvestmentTotal:
    """What the projects that match the search are to cost; a project without a printed total is counted, not guessed."""
    rows = list_items(user, "project", filters).order_by()
    counted = rows.aggregate(projects=Count("pk"), unstated=Count("pk", filter=Q(investment_total__isnull=True)))
    stated = rows.filter(investment_total__isnull=False).values_list("investment_unit")
    by_unit = tuple((unit, total) for unit, total in stated.annotate(total=Sum("investment_total")))
    return InvestmentTotal(by_unit, counted["projects"], counted["unstated"])
