"""The roles that an account holds today, through posts and grants: two queries, kept on the user object.

Posts may be handed over by people who know nothing of roles. Should somebody come to hold two duties that way, the
administrators' roles give nothing until it is put right: 三员分立 holds even then. Nor do the roles of security and audit
in an account that the system administrator had a hand in, until it is released.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from ditan.base.access.models import BUSINESS, PROTECTED, Grant, Role, RoleOfPost, Withheld
from ditan.base.directory.models.dated import holds
from ditan.base.statements import rows_of

_KEPT = "_ditan_roles_held"
_WAITING = "_ditan_waiting_duty"


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role held for an organisation; None where a grant names none."""

    role: int
    duty: str
    scope: str
    organisation: int | None


@dataclass(frozen=True, slots=True)
class Held:
    """What an account holds: roles, and the permissions of each."""

    roles: tuple[HeldRole, ...]
    permissions: dict[int, frozenset[str]]

    def all_permissions(self) -> set[str]:
        return set().union(*self.permissions.values())

    def giving(self, permission: str) -> tuple[HeldRole, ...]:
        """The roles that give this permission."""
        return tuple(each for each in self.roles if permission in self.permissions.get(each.role, ()))


on = holds
"""The condition that a dated row holds on a day."""
NOTHING_HELD = Held((), {})


def today() -> date:
    """The day of the office."""
    return timezone.localdate()


def held_posts(day: date, **conditions: Any) -> QuerySet[RoleOfPost]:
    """Roles of posts that somebody holds on that day; a row for each holder.

    Conditions on the holding stand here, in one filter: a second filter would speak of any other holding of the post.
    """
    return RoleOfPost.objects.filter(holds(day, "post__holdings__"), holds(day, "post__"), **conditions)


def roles_held(user: Any) -> Held:
    """The roles that this account holds today."""
    if not (user.is_authenticated and user.is_active):
        return NOTHING_HELD
    kept = getattr(user, _KEPT, None)
    if kept is None:
        kept = _read(user)
        setattr(user, _KEPT, kept)
    return kept


def waiting_duty(user: Any) -> str:
    """The duty that this account holds on paper and that gives nothing before somebody releases it; mostly none."""
    roles_held(user)
    return str(getattr(user, _WAITING, ""))


def forget(user: Any) -> None:
    """Read again what this user object holds: after a change within one request."""
    for name in [name for name in vars(user) if name.startswith("_ditan_") or name.endswith("_perm_cache")]:
        delattr(user, name)


def _read(user: Any) -> Held:
    rows = rows_of(_rows, today(), key=user.pk)
    found = tuple(HeldRole(role, duty or BUSINESS, scope, place) for role, duty, scope, place in rows)
    roles = effective(found)
    if not roles:
        return NOTHING_HELD
    guarded = next((each.duty for each in roles if each.duty in PROTECTED), "")
    if guarded and Withheld.objects.filter(user=user.pk).exists():
        setattr(user, _WAITING, guarded)
        return NOTHING_HELD
    return Held(roles, permissions_of({each.role for each in roles}))


def effective(roles: tuple[HeldRole, ...]) -> tuple[HeldRole, ...]:
    """The roles that count: all of them while they are of one duty, else those of business alone."""
    if len({each.duty for each in roles}) <= 1:
        return roles
    return tuple(each for each in roles if each.duty == BUSINESS)


def _rows(day: date, user: int) -> QuerySet[Any]:
    wanted = ("role_id", "role__administrator", "role__scope", "place")
    posts = held_posts(day, post__holdings__person__user=user)
    grants = Grant.objects.filter(holds(day), user=user)
    through_posts = posts.annotate(place=F("post__organisation_id")).order_by().values_list(*wanted)
    directly = grants.annotate(place=F("organisation_id")).order_by().values_list(*wanted)
    return through_posts.union(directly)


def permissions_of(roles: set[int]) -> dict[int, frozenset[str]]:
    """The permissions of these roles, as dotted names, by role. One query."""
    found: dict[int, set[str]] = {role: set() for role in roles}
    for role, app, codename in rows_of(_permissions, tuple(sorted(roles)), key=0):
        found[role].add(f"{app}.{codename}")
    return {role: frozenset(names) for role, names in found.items()}


def _permissions(roles: tuple[int, ...], _key: int) -> QuerySet[Any]:
    return Role.permissions.through.objects.filter(role_id__in=roles).values_list(
        "role_id", "permission__content_type__app_label", "permission__codename"
    )
