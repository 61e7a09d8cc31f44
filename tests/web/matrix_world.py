"""What the walk through the permission matrix speaks of. A domain's own rows stand in its `addresses.py` and are gathered by
`matrix_rows`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from ditan.base.access.models import Role
from ditan.domains.plans.models import PlanDocument


@dataclass(frozen=True, slots=True)
class World:
    """What the addresses speak of: things of the one who walks, and of another account."""

    plan: PlanDocument
    user: User
    other: User
    role: Role


Fill = Callable[[World, User], Any]


def pk(find: Fill) -> Fill:
    """The key of an object as the argument of an address."""
    return lambda world, who: {"pk": find(world, who).pk}
