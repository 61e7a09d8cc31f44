"""Reads of contributions. One is seen by whoever sees its server: the server's own domain says so (`Domain.serving`)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from ditan.base.declaration import may, servers_of
from ditan.base.records.models import Contribution, ContributionStep
from ditan.base.records.selectors.scope import shows_demo
from ditan.base.records.services.keys import chunks


def contributions_of_servers(keys: Collection[str]) -> list[Contribution]:
    """Contributions of these servers, which the caller has found visible; those that a person ruled out are among them."""
    found: list[Contribution] = []
    for chunk in chunks(sorted(keys)):
        found += _rows().filter(server_key__in=chunk)
    return found


def contributions_to(user: Any, metrics: Collection[int], permission: str = "") -> list[Contribution]:
    """What serves these metrics, as far as the user sees the servers; what was ruled out is left out."""
    if not may(user, permission):
        return []
    rows = [row for chunk in chunks(sorted(metrics)) for row in _rows().filter(metric__in=chunk)]
    rows = [row for row in rows if row.state != "rejected"]
    seen = {server.key for server in servers_of(user, {row.server_key for row in rows})}
    return [row for row in rows if row.server_key in seen]


def get_contribution(user: Any, pk: int) -> Contribution:
    """One contribution; `Contribution.DoesNotExist` where the user does not see its server."""
    row = _rows().select_related("source", "subject").get(pk=pk)
    if not any(server.key == row.server_key for server in servers_of(user, {row.server_key})):
        raise Contribution.DoesNotExist(pk)
    return row


def steps_of_contribution(row: Contribution) -> QuerySet[ContributionStep]:
    """What people did to it, newest first."""
    return ContributionStep.objects.filter(contribution=row).order_by("-pk")


def _rows() -> QuerySet[Contribution]:
    rows = Contribution.objects.filter(stale=False).select_related("metric", "organisation")
    return rows if shows_demo() else rows.filter(demo=False)
