"""三员分立: what may stand in one role, and what in one pair of hands. Decided from the declared permissions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from ditan.base.access.declared import declared_permissions
from ditan.base.access.errors import DutiesMixed, InvalidRole
from ditan.base.access.models import BUSINESS, Duty, Grant, Role, RoleOfPost

Span = tuple[date, date | None]


def check_permissions(*, name: str, duty: str, permissions: Iterable[str]) -> None:
    """Refuse permissions that no domain declares, or that belong to another duty than the role's."""
    declared = declared_permissions()
    wanted = sorted(set(permissions))
    unknown = [each for each in wanted if each not in declared]
    if unknown:
        raise InvalidRole(_("没有名为“%(name)s”的权限；请刷新页面后重新勾选。") % {"name": "、".join(unknown)})
    foreign = [declared[each] for each in wanted if duty not in declared[each].duties]
    if not foreign:
        return
    labels = "、".join(str(each.label) for each in foreign)
    if duty == BUSINESS:
        raise DutiesMixed(
            _(
                "角色“%(role)s”是业务角色，不能包含管理权限：%(labels)s。三员分立要求管理权限只归系统、安全、审计管理员；请去掉这些权限。"
            )
            % {"role": name, "labels": labels}
        )
    raise DutiesMixed(
        _(
            "角色“%(role)s”属于%(duty)s，不能包含其他职责的权限：%(labels)s。三员分立要求三类管理员互不兼任，也不接触业务数据；请去掉这些权限。"
        )
        % {"role": name, "duty": Duty(duty).label, "labels": labels}
    )


def check_hands(user: Any, role: Role, span: Span) -> None:
    """Refuse a role whose duty differs from that of any role the account holds in an overlapping time."""
    for other, start, end in _roles_of(user):
        if other.duty != role.duty and _overlap(span, (start, end)):
            raise DutiesMixed(
                _(
                    "“%(person)s”已有角色“%(other)s”（%(other_duty)s），不能再有“%(role)s”（%(duty)s）。三员分立要求一人只担一种职责；请先收回其中一个。"
                )
                % {
                    "person": user.get_username(),
                    "other": other.name,
                    "other_duty": duty_word(other.duty),
                    "role": role.name,
                    "duty": duty_word(role.duty),
                }
            )


def duty_word(duty: str) -> str:
    """The Chinese word for a duty."""
    return str(Duty(duty).label) if duty in Duty.values else _("业务")


def _roles_of(user: Any) -> list[tuple[Role, date, date | None]]:
    """Every role of the account, past and to come, with the time in which it is held."""
    grants = Grant.objects.filter(user=user).select_related("role")
    posts = RoleOfPost.objects.filter(post__holdings__person__user=user).select_related("role")
    dated = posts.annotate(start=F("post__holdings__valid_from"), end=F("post__holdings__valid_to"))
    return [
        *((grant.role, grant.valid_from, grant.valid_to) for grant in grants),
        *((each.role, each.start, each.end) for each in dated),
    ]


def _overlap(one: Span, other: Span) -> bool:
    """Whether two half-open spans share a day.

    >>> _overlap((date(2026, 1, 1), None), (date(2025, 1, 1), date(2026, 1, 1)))
    False
    >>> _overlap((date(2026, 1, 1), date(2026, 2, 1)), (date(2026, 1, 31), None))
    True
    """
    start = max(one[0], other[0])
    ends = [end for end in (one[1], other[1]) if end is not None]
    return all(start < end for end in ends)
