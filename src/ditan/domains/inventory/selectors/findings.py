"""Findings of an inventory: all that match, and how many wait by check and severity."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from ditan.base.searching import holding
from ditan.core.inventory.checks import CHECKS
from ditan.domains.inventory.models import Finding, FindingState, Inventory

SEVERITIES = ("error", "warning", "notice")
ALL = "all"


@dataclass(frozen=True, slots=True)
class FindingFilters:
    """What the board is asked for; without a state those that wait."""

    q: str = ""
    state: str = ""
    severity: str = ""
    check: str = ""


@dataclass(frozen=True, slots=True)
class CheckCount:
    """How much one check found that waits."""

    code: str
    label: str
    open: int
    errors: int


def check_labels() -> dict[str, str]:
    """Every check by its code."""
    return {**{code: label for code, (label, _check) in CHECKS.items()}, "out_of_date": _("结果待重算")}


def list_findings(inventory: Inventory, filters: FindingFilters) -> QuerySet[Finding]:
    """The findings that match, errors first."""
    rows = inventory.findings.select_related("row")
    if filters.state != ALL:
        rows = rows.filter(state=filters.state or FindingState.OPEN)
    if filters.severity:
        rows = rows.filter(severity=filters.severity)
    if filters.check:
        rows = rows.filter(check_code=filters.check)
    for word in filters.q.split():
        rows = rows.filter(holding(word, "message", "answer", "key"))
    ranks = [When(severity=name, then=Value(rank)) for rank, name in enumerate(SEVERITIES)]
    worst = Case(*ranks, default=Value(len(ranks)), output_field=IntegerField())
    return rows.annotate(worst=worst).order_by("worst", "check_code", "key", "pk")


def counts_of(inventory: Inventory) -> tuple[list[CheckCount], dict[str, int]]:
    """By check what waits, and how many findings there are in each state. Two queries."""
    waiting = Q(state=FindingState.OPEN)
    found = {
        code: (waits, errors)
        for code, waits, errors in inventory.findings.order_by()
        .values_list("check_code")
        .annotate(waits=Count("pk", filter=waiting), errors=Count("pk", filter=waiting & Q(severity="error")))
    }
    states = dict(inventory.findings.order_by().values_list("state").annotate(n=Count("pk")))
    checks = [CheckCount(code, label, *found.get(code, (0, 0))) for code, label in check_labels().items()]
    return checks, {str(state): states.get(state, 0) for state in FindingState.values}


def out_of_date(inventory: Inventory) -> bool:
    """Whether the inventory or a row changed since the checks ran."""
    return inventory.is_draft and inventory.checked != inventory.mark
