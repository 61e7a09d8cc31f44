"""Recording: reports become observations, and the standing values follow in the same transaction.

`record` takes one report, `record_many` any number; both take all or none. What was recorded already word for word is not
recorded again, so that a repeated import or a replayed request adds nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record as log
from ditan.base.records.errors import Changed, NotAvailable, Problem, ReportsRefused
from ditan.base.records.models import Metric, Observation, Origin, Role, Standing, Subject
from ditan.base.records.permissions import RECORD, RESTATE, require
from ditan.base.records.services.bulk import insert_many
from ditan.base.records.services.keys import chunks
from ditan.base.records.services.reports import Checked, Report, check_report, needs_reason
from ditan.base.records.services.standing import (
    Line,
    issuer_of,
    lines_of,
    name_of,
    store_standings,
)
from ditan.base.records.services.telling import tell
from ditan.base.records.versions import content_of
from ditan.core.periods import Period

Key = tuple[int, int, str, str]


def record(
    *,
    user: User | None,
    subject: Subject,
    metric: Metric,
    period: Period | str,
    status: str,
    origin: str,
    permission: str | None = RECORD,
    **values: Any,
) -> Observation:
    """Record one value; `values` are further fields of `Report`.

    Gives the observation that was made, or the one that says the same already. `permission` None is for the platform's own
    acts and for services of other apps that have asked for their own permission.
    """
    report = Report(subject=subject, metric=metric, period=period, status=status, origin=origin, **values)
    return record_many([report], user=user, permission=permission)[0]


@transaction.atomic
def record_many(
    reports: Iterable[Report], *, user: User | None, reference: str = "", permission: str | None = RECORD
) -> list[Observation]:
    """Record many values at once, all or none; gives an observation for each report, in their order.

    `reference` names the act of another app that they belong to (`submission:12`), where a report names none itself. A few
    statements for each 2,000 values.

    Raises
    ------
    NotAllowed
        Where the user lacks the permission, or a value lies outside the data that it reaches.
    ReportsRefused
        With a message for each report that cannot be taken; then nothing is recorded.
    """
    from ditan.base.records.selectors.scope import require_reach

    given = list(reports)
    if permission is not None:
        require(user, permission)
        require_reach(user, permission, ((report.subject, report.metric) for report in given))
    checked = _check(given)
    known = _known_lines(checked)
    made: dict[Key, list[Line]] = {}
    results: list[Observation | Line] = []
    fresh: list[Observation] = []
    problems: list[Problem] = []
    now = timezone.now()
    for index, each in enumerate(checked):
        lines = known.setdefault(each.key, [])
        own = [line for line in lines if line.issuer == issuer_of(each.report)]
        if own and _says_the_same(own[-1], each):
            results.append(own[-1])
            continue
        if own and _changes_silently(own, each):
            problems.append(_asks_for_reason(index, own[-1], each))
            continue
        row = _row(each, version=lines[-1].version + 1 if lines else 1, user=user, reference=reference, now=now)
        line = Line.of(row)
        lines.append(line)
        made.setdefault(each.key, []).append(line)
        fresh.append(row)
        results.append(row)
    if problems:
        raise ReportsRefused(problems)
    insert_many(fresh)
    for row in fresh:
        known[_key(row)][row.version - 1].pk = row.pk
    moved = store_standings({key: known[key] for key in made})
    if fresh:
        _log(fresh, user, reference)
    tell(moved, fresh)
    return _resolved(results)


@transaction.atomic
def restate(
    *,
    user: User | None,
    standing: Standing,
    reason: str,
    reported: str = "",
    number: float | None = None,
    state: str = "",
    unit: str | None = None,
    status: str = "",
    note: str = "",
    versions: int | None = None,
    reference: str = "",
    permission: str | None = RESTATE,
) -> Observation:
    """Put a new value in the place of the one that stands. The old one stays as a version; who, why and both are logged.

    `versions` is how many versions the person saw: another number refuses with `Changed`. The status is that of the value
    restated, or a later one.
    """
    from ditan.base.records.selectors.scope import require_reach

    if permission is not None:
        require(user, permission)
        require_reach(user, permission, [(standing.subject, standing.metric)])
    now = Standing.objects.select_for_update(of=("self",)).select_related("observation").get(pk=standing.pk)
    _unchanged(now, versions)
    if not reason.strip():
        raise NotAvailable(_("重述须说明理由，例如“统计局核定”“原报单位有误”。"))
    old = now.observation
    report = Report(
        subject=standing.subject,
        metric=standing.metric,
        period=now.period,
        basis=now.basis,
        status=status or old.status,
        origin=Origin.MANUAL,
        role=old.role,
        reported=reported,
        number=number,
        state=state,
        unit=unit,
        issuer_name=old.issuer_name,
        publication=old.publication,
        reason=reason.strip(),
        note=note,
        reference=reference,
        demo=old.demo,
        decided=True,
    )
    checked = _check([report])[0]
    lines = lines_of([now])[_key(old)]
    row = _row(checked, version=lines[-1].version + 1, user=user, reference="", now=timezone.now())
    if content_of(row) == content_of(old) and row.status == old.status:
        raise NotAvailable(_("新值与现行值相同，没有可重述的内容。"))
    row.save()
    moved = store_standings({_key(old): [*lines, Line.of(row)]}, chosen=(row, reason.strip(), user))
    log(
        act="records.value_restated",
        user=user,
        target_kind="observation",
        target_key=row.pk,
        target_name=f"{standing.subject.name} {standing.metric.name} {row.period_name}",
        before={"value": old.reported, "unit": old.unit, "status": old.status, "version": old.version},
        after={"value": row.reported, "unit": row.unit, "status": row.status, "version": row.version},
        detail=reason.strip(),
    )
    tell(moved, [row])
    return row


def _check(reports: Sequence[Report]) -> list[Checked]:
    results = [check_report(report, index) for index, report in enumerate(reports)]
    problems = [each for each in results if isinstance(each, Problem)]
    if problems:
        raise ReportsRefused(problems)
    return [each for each in results if isinstance(each, Checked)]


def _known_lines(checked: Sequence[Checked]) -> dict[Key, list[Line]]:
    """The versions that are there already, by key. Only keys that stand are looked into."""
    wanted = {each.key for each in checked}
    known: dict[Key, list[Line]] = {}
    # Sorted, so that one query holds few subjects and metrics.
    for chunk in chunks(sorted(wanted)):
        keys = set(chunk)
        found = Standing.objects.select_for_update(of=("self",)).filter(
            subject_id__in={key[0] for key in keys},
            metric_id__in={key[1] for key in keys},
            period__in={key[2] for key in keys},
        )
        known |= lines_of([row for row in found if _key(row) in keys])
    return known


def _key(row: Observation | Standing) -> Key:
    return row.subject_id, row.metric_id, row.period, row.basis


def _says_the_same(line: Line, each: Checked) -> bool:
    """Whether the newest version of this issuer is this report, down to its place in a text."""
    report = each.report
    return (
        line.same == (each.state, each.number, each.reported, each.unit, each.qualifier)
        and line.status == report.status
        and line.place == (getattr(report.source, "pk", None), report.start)
        and line.demo == report.demo
    )


def _changes_silently(own: Sequence[Line], each: Checked) -> bool:
    if each.report.reason or each.report.origin == Origin.COMPUTED or not needs_reason(each.report.status):
        return False
    same_rank = [line for line in own if line.status == each.report.status and (each.report.demo or not line.demo)]
    return bool(same_rank) and same_rank[-1].content != content_of(each)


def _asks_for_reason(index: int, line: Line, each: Checked) -> Problem:
    told = {
        "subject": each.report.subject.name,
        "metric": each.report.metric.name,
        "old": line.reported,
        "new": each.reported,
    }
    message = _("%(subject)s“%(metric)s”已有定稿或公布值 %(old)s，要改为 %(new)s 须说明理由。") % told
    return Problem(index, "reason", message)


def _row(each: Checked, *, version: int, user: User | None, reference: str, now: Any) -> Observation:
    report = each.report
    return Observation(
        subject=report.subject,
        metric=report.metric,
        period=each.code,
        period_kind=each.period.kind.value,
        period_start=each.period.start,
        period_end=each.period.end,
        basis=each.basis,
        version=version,
        state=each.state,
        number=each.number,
        reported=each.reported,
        unit=each.unit,
        qualifier=each.qualifier,
        status=report.status,
        issuer_name=report.issuer_name or (report.publication.publisher if report.publication else ""),
        origin=report.origin,
        role=report.role or Role.OWN,
        source=report.source,
        start=report.start,
        end=report.end,
        quote=report.quote,
        publication=report.publication,
        trace=dict(report.trace) if report.trace is not None else None,
        reference=report.reference or reference,
        reason=report.reason[:400],
        note=report.note,
        demo=report.demo,
        decided=report.decided,
        recorded_by_id=getattr(user, "pk", None),
        recorded_by_name=name_of(user),
        recorded_at=now,
    )


def _resolved(results: Sequence[Observation | Line]) -> list[Observation]:
    keys = [each.pk for each in results if isinstance(each, Line)]
    stored: dict[int, Observation] = {}
    for chunk in chunks(key for key in keys if key is not None):
        stored |= Observation.objects.in_bulk(chunk)
    return [stored[each.pk] if isinstance(each, Line) and each.pk else each for each in results]  # type: ignore[misc]


def _unchanged(standing: Standing, versions: int | None) -> None:
    if versions is not None and versions != standing.versions:
        raise Changed(
            _("这个值刚刚有了新版本（第 %(version)d 版），您看到的已不是最新；请刷新后再决定。")
            % {"version": standing.versions}
        )


def _log(rows: Sequence[Observation], user: User | None, reference: str) -> None:
    """One row of the log for one act, whatever the number of values."""
    first = rows[0]
    told: dict[str, Any] = {"rows": len(rows)}
    if len(rows) == 1:
        told |= {"value": first.reported, "unit": first.unit, "status": first.status, "version": first.version}
    origins = dict(Counter(row.origin for row in rows))
    log(
        act="records.values_recorded",
        user=user,
        target_kind="observation",
        target_key=first.pk if len(rows) == 1 else reference,
        target_name=f"{first.subject.name} {first.metric.name} {first.period_name}" if len(rows) == 1 else reference,
        after={**told, "origins": origins},
        detail=first.reason if len(rows) == 1 else "",
    )
