"""Whose alerts a user sees and deals with: those for which her organisations answer or that are about them, and those
that she signed for. Roles with all data reach every one. Said here and nowhere else."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from ditan.base.access.scope import scope_of
from ditan.base.alerts.models import Alert
from ditan.base.alerts.permissions import ASSIGN, CHECK, HANDLE, MUTE, RULES, VIEW, may
from ditan.base.records.models import Subject
from ditan.base.records.selectors.scope import shows_demo


def visible_alerts(user: Any, permission: str = VIEW) -> QuerySet[Alert]:
    """Alerts that the user reaches with the permission, and may see."""
    rows = Alert.objects.all() if shows_demo() else Alert.objects.filter(demo=False)
    for needed in dict.fromkeys((VIEW, permission)):
        if not may(user, needed):
            return rows.none()
        scope = scope_of(user, needed)
        if scope.everything:
            continue
        about = Q(subject__kind=Subject.Kind.ORGANISATION, subject__code__in=[str(key) for key in scope.organisations])
        mine = Q(responsible__in=scope.organisations)
        rows = rows.filter(mine | about | Q(handler=user.pk) if needed == VIEW else mine)
    return rows


def handles(user: Any, alert: Alert) -> bool:
    """Whether this user deals with it."""
    return _reaches(user, HANDLE, alert)


def checks(user: Any, alert: Alert) -> bool:
    """Whether this user checks what was done about it."""
    return _reaches(user, CHECK, alert)


def mutes(user: Any, alert: Alert) -> bool:
    """Whether this user may silence it."""
    return _reaches(user, MUTE, alert)


def assigns(user: Any, alert: Alert) -> bool:
    """Whether this user gives it to an organisation: that reaches all of them."""
    return may(user, ASSIGN) and scope_of(user, ASSIGN).everything


def manages_rules(user: Any) -> bool:
    """Whether this user keeps rules: they reach every organisation."""
    return may(user, RULES) and scope_of(user, RULES).everything


def _reaches(user: Any, permission: str, alert: Alert) -> bool:
    if not may(user, permission):
        return False
    scope = scope_of(user, permission)
    return scope.everything or (alert.responsible_id is not None and alert.responsible_id in scope.organisations)
