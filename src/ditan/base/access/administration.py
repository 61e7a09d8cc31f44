"""Who could still administer: the permissions of 三员 that somebody holds today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.access.declared import declared_permissions
from ditan.base.access.errors import LastAdministrator
from ditan.base.access.held import HeldRole, effective, held_posts, permissions_of, today
from ditan.base.access.models import BUSINESS, PROTECTED, Grant, Withheld
from ditan.base.declaration import label_of
from ditan.base.directory.models.dated import holds


def administration_held(*, without: Any = None) -> frozenset[str]:
    """The administration permissions that some active account holds today, `without` one account."""
    roles = _effective_roles(None if without is None else without.pk)
    declared = declared_permissions()
    held = set().union(*permissions_of(roles).values()) if roles else set[str]()
    return frozenset(name for name in held if name in declared and not declared[name].business)


def check_not_last(before: frozenset[str]) -> None:
    """Refuse an act after which nobody holds an administration permission that somebody held before it.

    Call it in the transaction of the act, after the act.
    """
    lost = sorted(before - administration_held())
    if lost:
        raise LastAdministrator(
            _(
                "这样改之后将没有任何在用账号拥有：%(labels)s，平台会无人管理。请先把该权限交给另一名管理员，再做这项修改。"
            )
            % {"labels": "、".join(label_of(name) for name in lost)}
        )


def duties_left_alone(user: Any) -> tuple[str, ...]:
    """The administration permissions that only this account holds: before it is disabled or deleted."""
    return tuple(sorted(administration_held() - administration_held(without=user)))


def holders_of(duties: Iterable[str]) -> frozenset[int]:
    """The active accounts in which a role of one of these duties counts today."""
    wanted = frozenset(duties)
    return frozenset(account for account, roles in _counting().items() if any(each.duty in wanted for each in roles))


def duty_on_paper(user: Any) -> str:
    """The duty of security or audit that an account holds today, released or not; nothing where it holds none."""
    day = today()
    posts = held_posts(day, post__holdings__person__user=user, role__administrator__in=PROTECTED)
    grants = Grant.objects.filter(holds(day), user=user, role__administrator__in=PROTECTED)
    found = (rows.values_list("role__administrator", flat=True).first() for rows in (posts, grants))
    return next((duty for duty in found if duty), "")


def _effective_roles(without: int | None) -> set[int]:
    """The administrators' roles that count for somebody."""
    return {each.role for account, roles in _counting().items() if account != without for each in roles}


def _counting() -> dict[int, tuple[HeldRole, ...]]:
    """The administrators' roles that count, by account, as `held` counts them."""
    day = today()
    person = "post__holdings__person__user"
    posts = held_posts(day, **{f"{person}__is_active": True})
    grants = Grant.objects.filter(holds(day), user__is_active=True)
    people = {
        *posts.exclude(role__administrator="").order_by().values_list(person, flat=True),
        *grants.exclude(role__administrator="").order_by().values_list("user", flat=True),
    }
    rows = [
        *held_posts(day, **{f"{person}__in": people}).values_list(person, "role_id", "role__administrator"),
        *grants.filter(user__in=people).values_list("user", "role_id", "role__administrator"),
    ]
    held: dict[int, list[HeldRole]] = defaultdict(list)
    for account, role, duty in rows:
        held[account].append(HeldRole(role, duty or BUSINESS, "", None))
    waiting = set(Withheld.objects.filter(user__in=people).values_list("user_id", flat=True))
    return {
        account: tuple(each for each in effective(tuple(roles)) if not (account in waiting and each.duty in PROTECTED))
        for account, roles in held.items()
    }
