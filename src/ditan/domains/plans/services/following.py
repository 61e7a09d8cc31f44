"""Tracked targets follow their items: what a decision, an edit or a new reading changes here is changed there, at once.

A target whose item leaves the books, or whose tie is taken back, is marked `stale`; none is ever deleted. Numbers that a
confirmed item states for years past become observations that cite its span.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ditan.base.records.models import Observation, Origin, Standing, Status, Subject
from ditan.base.records.models import State as Worth
from ditan.base.records.services import Report, record_many, restate
from ditan.base.records.services.reports import Checked, check_report
from ditan.domains.plans.models import (
    ASSESSED,
    BOOKED,
    Handing,
    Indicator,
    MetricBinding,
    PlanDocument,
    State,
    Target,
    TrackedTarget,
)
from ditan.domains.plans.services.standings import refresh
from ditan.domains.plans.services.steps import step
from ditan.domains.plans.tracking.matching import fits
from ditan.domains.plans.tracking.wanting import Fields, convention_of, own_values, wanted

Key = tuple[str, int, int | None]
"""Kind and key of the item, and the year of an indicator's cell (None for a target)."""


@transaction.atomic
def follow(
    *, plans: Collection[int] = (), items: Sequence[Indicator | Target] = (), user: User | None = None
) -> list[TrackedTarget]:
    """Bring the targets of these plans or items up to what is in the books; gives those that were made or changed."""
    bindings = list(_bindings(plans, items))
    stored = {_key(row): row for row in _stored(plans, items)}
    asked: dict[Key, tuple[MetricBinding, Fields]] = {}
    for binding in bindings:
        if _counts(binding):
            for year, fields in wanted(binding):
                asked[_wanted_key(binding, year)] = binding, fields
    fresh = [_made(binding, fields) for key, (binding, fields) in asked.items() if key not in stored]
    changed = []
    for key, row in stored.items():
        if key not in asked:
            if not row.stale:
                row.stale = True
                row.version += 1
                changed.append(row)
        elif _take(row, *asked[key]):
            changed.append(row)
    TrackedTarget.objects.bulk_create(fresh, batch_size=200)
    TrackedTarget.objects.bulk_update(changed, _FIELDS, batch_size=200)
    _record_own([binding for binding in bindings if _counts(binding)], user)
    moved = [*fresh, *changed]
    refresh([row.pk for row in moved])
    return moved


def keep_up(items: Sequence[Any], user: User | None) -> None:
    """After a write on items: propose a metric for what has none, and let the targets follow. Other kinds have neither."""
    from ditan.domains.plans.services.bindings import propose_bindings
    from ditan.domains.plans.services.serving import keep_items_serving

    counted = [item for item in items if isinstance(item, Indicator | Target)]
    if counted:
        propose_bindings({item.plan_id for item in counted}, items=counted)
        follow(items=counted, user=user)
    keep_items_serving(items)


def keep_plans_up(plans: Collection[int], user: User | None) -> None:
    """After a write on whole plans: the same for all their items."""
    from ditan.domains.plans.services.bindings import propose_bindings
    from ditan.domains.plans.services.serving import keep_serving

    propose_bindings(plans)
    follow(plans=plans, user=user)
    keep_serving(plans)


def move_numbers(plan: PlanDocument, before: Subject | None, user: User | None) -> None:
    """After a plan turned out to be another region's: say of the numbers that it stated for the former one that they are none.

    Where somebody else reported a value too, that one is not touched: people see both versions. A plan that comes back to a
    region finds its numbers there as they stood.
    """
    if before == plan.region:
        return
    told = {"title": plan.title, "region": plan.region_name or _("未定")}
    own, left = f"plan:{plan.pk}", f"plan:{plan.pk}:left"
    for standing in _standings(before, own).filter(versions=1, observation__source=plan.source_id):
        reason = _("规划《%(title)s》的地区更正为“%(region)s”，此值不属于原地区") % told
        restate(user=user, standing=standing, state=Worth.UNKNOWN, reason=reason, reference=left, permission=None)
    for standing in _standings(plan.region, left):
        first = Observation.objects.filter(
            subject=standing.subject,
            metric=standing.metric,
            period=standing.period,
            basis=standing.basis,
            reference=own,
        ).latest("version")
        reason = _("规划《%(title)s》的地区改回“%(region)s”") % told
        restate(
            user=user,
            standing=standing,
            reported=first.reported,
            unit=first.unit,
            reason=reason,
            reference=own,
            permission=None,
        )


def _standings(region: Subject | None, reference: str) -> QuerySet[Standing]:
    """What stands for the region because of an act of that reference."""
    return Standing.objects.filter(subject=region, observation__reference=reference).select_related("subject", "metric")


_FIELDS = (
    "binding",
    "metric",
    "subject",
    "name",
    "comparator",
    "value",
    "printed",
    "unit",
    "nature",
    "basis",
    "stretch",
    "year",
    "base_year",
    "base_value",
    "base_stated",
    "convention",
    "handing",
    "passed",
    "not_binding",
    "rank",
    "stale",
    "demo",
    "version",
)


def _bindings(plans: Collection[int], items: Sequence[Indicator | Target]) -> Iterable[MetricBinding]:
    rows = MetricBinding.objects.select_related(
        "metric", "plan__region", "plan__source", "indicator__plan", "target__plan"
    )
    if items:
        indicators = [item.pk for item in items if isinstance(item, Indicator)]
        targets = [item.pk for item in items if isinstance(item, Target)]
        rows = rows.filter(Q(indicator__in=indicators) | Q(target__in=targets))
    else:
        rows = rows.filter(plan__in=plans)
    return rows.filter(state__in=[*BOOKED, State.REJECTED]).prefetch_related("indicator__cells")


def _stored(plans: Collection[int], items: Sequence[Indicator | Target]) -> Iterable[TrackedTarget]:
    rows = TrackedTarget.objects.select_for_update(of=("self",))
    if items:
        indicators = [item.pk for item in items if isinstance(item, Indicator)]
        targets = [item.pk for item in items if isinstance(item, Target)]
        return rows.filter(Q(indicator__in=indicators) | Q(target__in=targets))
    return rows.filter(plan__in=plans)


def _counts(binding: MetricBinding) -> bool:
    """Whether the item is followed: both it and its tie are confirmed, its plan has a region, its unit the metric's kind."""
    return (
        binding.is_booked
        and binding.item.is_booked
        and binding.plan.region_id is not None
        and fits(binding.item.unit, binding.metric.unit)
    )


def _key(row: TrackedTarget) -> Key:
    if row.indicator_id is not None:
        return "indicator", row.indicator_id, row.year
    return ("target", row.target_id, None) if row.target_id is not None else ("gone", row.pk, None)


def _wanted_key(binding: MetricBinding, year: int | None) -> Key:
    kind = binding.kind
    return kind, binding.item.pk, year if kind == "indicator" else None


def _made(binding: MetricBinding, fields: Fields) -> TrackedTarget:
    return TrackedTarget(**fields, convention=convention_of(binding.metric))


def _take(row: TrackedTarget, binding: MetricBinding, fields: Fields) -> bool:
    """Give a stored target what its item says now; whether that is anything new.

    A value that was handed down stays while the item still says that it comes from above. An assessment of another value
    or year is open again.
    """
    said = dict(fields)
    if row.handing == Handing.HANDED_DOWN and said["handing"]:
        for name in ("handing", "value", "comparator"):
            said.pop(name)
    changed = [name for name, value in said.items() if getattr(row, name) != value]
    if not changed:
        return False
    if row.metric_id != binding.metric_id and not row.convention_reason:
        row.convention = convention_of(binding.metric)
    if row.passed in ASSESSED and {"value", "year", "comparator", "metric_id", "subject_id", "printed"} & set(changed):
        step(row, "reopened", None, reason=_("条目已修改，重新评定"), before={"passed": row.passed})
        row.passed = ""
    for name in changed:
        setattr(row, name, said[name])
    row.version += 1
    return True


def _record_own(bindings: Sequence[MetricBinding], user: User | None) -> None:
    """Put the plan's own numbers for years past into records, citing their spans; one that cannot be taken is left out."""
    reports = [
        report for binding in bindings for report in _reports(binding) if isinstance(check_report(report), Checked)
    ]
    if reports:
        record_many(reports, user=user, permission=None)


def _reports(binding: MetricBinding) -> Iterable[Report]:
    from ditan.domains.plans.tracking.wanting import basis_of

    item, plan = binding.item, binding.plan
    assert plan.region is not None
    for own in own_values(binding):
        yield Report(
            subject=plan.region,
            metric=binding.metric,
            period=own.period,
            basis=basis_of(binding.metric, item.basis),
            status=Status.PUBLISHED,
            origin=Origin.SPAN,
            reported=own.printed,
            number=own.number,
            unit=item.unit or None,
            qualifier=own.comparator,
            issuer_name=plan.issuer[:200],
            source=plan.source,
            start=item.start,
            end=item.end,
            quote=item.quote,
            reference=f"plan:{plan.pk}",
            reason=_("规划文本所载"),
            note=_("条目由演示确认") if item.is_demo or binding.is_demo else "",
            demo=item.is_demo or binding.is_demo,
        )
