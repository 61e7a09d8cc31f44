"""The declared roles as rows: made once by the service, put back as rows for every further test.

Making them takes some hundred statements; hundreds of tests begin with them. The rows are the same every time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Count, Max
from django.utils import timezone

from ditan.base.access.models import Role
from ditan.base.access.services import make_declared_roles
from ditan.base.audit.models import Entry
from ditan.base.declaration import domains

GIVES = Role.permissions.through
TOLD = "access.defaults_given"


@dataclass(frozen=True, slots=True)
class Kept:
    """What the making left: roles, their permissions, and what the log says of it."""

    under: object
    roles: list[Role]
    gives: list[Any]
    told: list[Entry]


_kept: list[Kept] = []


def make_roles() -> dict[str, Role]:
    """The declared roles by name, as `make_declared_roles` makes them."""
    if Role.objects.exists():
        make_declared_roles()
    else:
        _make_all()
    return {role.name: role for role in Role.objects.all()}


def _make_all() -> None:
    # The emptying of the tables gives permissions new keys.
    under = domains(), Permission.objects.aggregate(Count("pk"), Max("pk"))
    if not _kept or _kept[0].under != under:
        told = set(Entry.objects.filter(act=TOLD).values_list("pk", flat=True))
        make_declared_roles()
        rows = Entry.objects.filter(act=TOLD).exclude(pk__in=told).order_by("pk")
        _kept[:] = [Kept(under, list(Role.objects.all()), list(GIVES.objects.all()), list(rows))]
        return
    kept, now = _kept[0], timezone.now()
    Role.objects.bulk_create(kept.roles)
    GIVES.objects.bulk_create(kept.gives)
    for entry in kept.told:
        entry.pk, entry.at = None, now
    Entry.objects.bulk_create(kept.told)
