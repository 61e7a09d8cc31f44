"""The money of projects as it stands, and every version of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from ditan.core.projects import Amount
from ditan.domains.projects.models import Money


def standing_money(projects: Iterable[int] | None) -> QuerySet[Money]:
    """The newest version of each line of these projects (None: of all), without the dropped ones."""
    later = Money.objects.filter(
        project=OuterRef("project"), line=OuterRef("line"), version__gt=OuterRef("version")
    ).order_by()
    rows = Money.objects.filter(dropped=False)
    if projects is not None:
        rows = rows.filter(project__in=list(projects))
    return rows.exclude(Exists(later)).order_by("project_id", "line")


def money_history(project: int) -> dict[int, list[Money]]:
    """Line → all its versions, the newest first. One query."""
    found: dict[int, list[Money]] = {}
    for each in Money.objects.filter(project=project).select_related("source").order_by("line", "-version"):
        found.setdefault(each.line, []).append(each)
    return found


def amounts_of(lines: Iterable[Money]) -> list[Amount]:
    """Lines as the core adds them up."""
    return [Amount(each.kind, each.value, each.year, each.fund, each.price_year) for each in lines]
