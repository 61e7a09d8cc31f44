"""Which values a user may see or write. Every selector and service asks here and nowhere else.

Metrics are public definitions: who may see data sees each. Of the values, roles with all data see every one. Other roles see
those of the metrics that their organisations answer for, the published values of regions, and everything about their own
organisations; a role that reaches enterprises alone sees their own figures and nothing else. A write reaches the metrics that
the organisations answer for and what is about themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ditan.base.access.scope import Scope, scope_of
from ditan.base.declaration import may
from ditan.base.directory.models import Organisation, OrganisationKind
from ditan.base.records.errors import NotAllowed
from ditan.base.records.models import Metric, Observation, Standing, Status, Subject
from ditan.base.records.permissions import VIEW


def visible_metrics(user: Any) -> QuerySet[Metric]:
    """Metrics that the user may see: all of them, or none."""
    return Metric.objects.all() if may(user, VIEW) else Metric.objects.none()


def visible_standings(user: Any, permission: str = VIEW) -> QuerySet[Standing]:
    """Standing values that the user reaches with the permission, and may see."""
    rows = Standing.objects.all() if shows_demo() else Standing.objects.filter(demo=False)
    return _cut(user, permission, rows)


def visible_observations(user: Any, permission: str = VIEW) -> QuerySet[Observation]:
    """Versions of values that the user reaches with the permission, and may see."""
    rows = Observation.objects.all() if shows_demo() else Observation.objects.filter(demo=False)
    return _cut(user, permission, rows)


def shows_demo() -> bool:
    """Whether values for show only are shown at all: one setting for the whole platform."""
    return bool(settings.SHOW_DEMO)


def _cut(user: Any, permission: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    for needed in dict.fromkeys((VIEW, permission)):
        scope = scope_of(user, needed)
        if scope.everything:
            continue
        if not may(user, needed):
            return rows.none()
        sees = _reached(scope)
        if needed == VIEW and not _enterprises_only(scope):
            sees |= Q(status=Status.PUBLISHED, subject__kind=Subject.Kind.REGION)
        rows = rows.filter(sees)
    return rows


def _enterprises_only(scope: Scope) -> bool:
    offices = Organisation.objects.filter(pk__in=scope.organisations).exclude(kind=OrganisationKind.ENTERPRISE)
    return not offices.exists()


def _reached(scope: Scope) -> Q:
    own = Q(subject__kind=Subject.Kind.ORGANISATION, subject__code__in=[str(key) for key in scope.organisations])
    return own if _enterprises_only(scope) else own | Q(metric__responsible__in=scope.organisations)


def reaches(user: Any, permission: str, subject: Subject, metric: Metric) -> bool:
    """Whether the user may write values of this metric for this subject."""
    scope = scope_of(user, permission)
    if scope.everything:
        return True
    if subject.kind == Subject.Kind.ORGANISATION:
        return subject.code in {str(key) for key in scope.organisations}
    return metric.responsible_id in scope.organisations


def require_reach(user: Any, permission: str, pairs: Iterable[tuple[Subject, Metric]]) -> None:
    """Refuse to write what the user's roles do not reach."""
    if scope_of(user, permission).everything:
        return
    for subject, metric in {(subject.pk, metric.pk): (subject, metric) for subject, metric in pairs}.values():
        if not reaches(user, permission, subject, metric):
            raise NotAllowed(
                _("%(subject)s的“%(metric)s”不在您的数据范围内；请由责任单位填写，或联系平台管理员。")
                % {"subject": subject.name, "metric": metric.name}
            )
