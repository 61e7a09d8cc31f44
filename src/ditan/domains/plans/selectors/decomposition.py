"""A target taken apart: its years and units, what was executed, how far it is off, and whether the parts agree."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from ditan.base.records.models import Standing, Subject
from ditan.base.records.selectors.scope import visible_standings
from ditan.core.assessment import Refusal
from ditan.core.decomposition import Bound, Deviation, Kind, Level, Message, Part, deviation, reconcile, reconcile_path
from ditan.domains.plans.decomposing import base_of, bound_of, core_rule, is_yearly, kind_of, whole_of
from ditan.domains.plans.models import PartRule, TargetPart, TrackedTarget
from ditan.domains.plans.permissions import VIEW_TARGETS, Visitor
from ditan.domains.plans.selectors.tracked import reachable

YEARLY = ("year", "end_of", "multi_year", "cumulative_months")
"""Kinds of period whose last day may close a year, the one that says most first."""


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part with its budget, what was executed, and the deviation; None where there is no value yet."""

    part: TargetPart
    executed: Standing | None
    off: Deviation | None


@dataclass(frozen=True, slots=True)
class Share:
    """Units that share the target itself (`year` None) or the target of one year."""

    year: int | None
    whole: float | None
    rule: str
    rows: tuple[PartRow, ...]
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Decomposition:
    """What the page shows. `seen` is the newest version that the page was made from: a write says which it saw."""

    tracked: TrackedTarget
    kind: Kind
    bound: Bound
    whole: float | None
    base_year: int | None
    base: float | None
    years: tuple[PartRow, ...]
    messages: tuple[Message, ...]
    shares: tuple[Share, ...]
    history: tuple[TargetPart, ...]
    executed: tuple[tuple[int, float], ...]
    seen: int

    @property
    def unit(self) -> str:
        return self.tracked.metric.unit

    @property
    def all_messages(self) -> tuple[Message, ...]:
        return (*self.messages, *(message for share in self.shares for message in share.messages))

    @property
    def must_fix(self) -> int:
        """How many messages forbid confirming."""
        return sum(message.level is Level.MUST for message in self.all_messages)

    @property
    def unconfirmed(self) -> int:
        rows = (*self.years, *(row for share in self.shares for row in share.rows))
        return sum(not row.part.confirmed for row in rows)


def decomposable(user: Visitor, q: str = "", region: str = "", parted: str = "") -> QuerySet[TrackedTarget]:
    """Targets with a year, of the books, each with the number of its parts; what binds first."""
    rows = reachable(user, TrackedTarget.objects.filter(stale=False, year__isnull=False, plan__is_current=True))
    for word in q.split():
        rows = rows.filter(Q(name__icontains=word) | Q(metric__name__icontains=word) | Q(plan__title__icontains=word))
    if region:
        rows = rows.filter(subject__code=region)
    current = Q(parts__is_current=True, parts__withdrawn=False)
    rows = rows.annotate(
        years_parted=Count("parts", filter=current & Q(parts__organisation_name="")),
        units_parted=Count("parts", filter=current & ~Q(parts__organisation_name="")),
        waiting=Exists(TargetPart.objects.filter(tracked=OuterRef("pk"), is_current=True, confirmed=False)),
    )
    if parted:
        rows = rows.filter(years_parted__gt=0) if parted == "yes" else rows.filter(years_parted=0, units_parted=0)
    return rows.select_related("plan", "metric", "subject", "standing").order_by("rank", "plan_id", "pk")


def get_tracked(user: Visitor, pk: int, permission: str = VIEW_TARGETS) -> TrackedTarget:
    """One target; `TrackedTarget.DoesNotExist` where it lies outside the user's data."""
    rows = TrackedTarget.objects.select_related("plan", "metric", "subject", "standing")
    return reachable(user, rows, permission).get(pk=pk)


def decomposition(user: Visitor, pk: int) -> Decomposition:
    """All about one target's parts. Four queries, whatever the number of parts."""
    tracked = get_tracked(user, pk)
    versions = list(tracked.parts.select_related("organisation").order_by("-pk"))
    current = [part for part in versions if part.is_current and not part.withdrawn]
    executed = _executed(user, tracked, current)
    own, bound = tracked.subject.code, bound_of(tracked)
    years = sorted(
        (part for part in current if not part.organisation_name and part.year is not None),
        key=lambda part: part.year or 0,
    )
    base_year, base = base_of(tracked)
    whole = whole_of(tracked)
    rows = tuple(_row(part, executed.get((own, part.year)), bound) for part in years)
    return Decomposition(
        tracked=tracked,
        kind=kind_of(tracked),
        bound=bound,
        whole=whole,
        base_year=base_year,
        base=base,
        years=rows,
        messages=_of_years(tracked, whole, years, base, bound) if years else (),
        shares=_shares(tracked, whole, years, current, executed, bound),
        history=tuple(versions),
        executed=tuple(
            (year, row.number)
            for (code, year), row in sorted(executed.items(), key=lambda pair: pair[0][1] or 0)
            if code == own and year is not None and row.number is not None
        ),
        seen=newest_of(tracked),
    )


def newest_of(tracked: TrackedTarget) -> int:
    """The key of the newest version of any part."""
    return int(tracked.parts.aggregate(newest=Max("pk"))["newest"] or 0)


def _row(part: TargetPart, executed: Standing | None, bound: Bound) -> PartRow:
    found = deviation(part.value, executed.number if executed else None, bound)
    return PartRow(part, executed, None if isinstance(found, Refusal) else found)


def _of_years(
    tracked: TrackedTarget, whole: float | None, years: list[TargetPart], base: float | None, bound: Bound
) -> tuple[Message, ...]:
    unit = tracked.metric.unit
    if is_yearly(tracked):
        parts = [Part(f"{part.year}年", part.value) for part in years]
        return reconcile(whole, parts, core_rule(PartRule.SAME), bound=bound, unit=unit)
    path = [(part.year or 0, part.value) for part in years]
    return reconcile_path(kind_of(tracked), whole, tracked.year or 0, path, base=base, bound=bound, unit=unit)


def _shares(
    tracked: TrackedTarget,
    whole: float | None,
    years: list[TargetPart],
    current: list[TargetPart],
    executed: dict[tuple[str, int | None], Standing],
    bound: Bound,
) -> tuple[Share, ...]:
    groups: dict[int | None, list[TargetPart]] = defaultdict(list)
    for part in current:
        if part.organisation_name:
            groups[part.year].append(part)
    of_year = {part.year: part.value for part in years}
    made = []
    for year, parts in sorted(groups.items(), key=lambda pair: pair[0] or 0):
        parts.sort(key=lambda part: part.pk)
        asked = whole if year is None else of_year.get(year)
        rows = tuple(
            _row(part, executed.get((str(part.organisation_id or ""), year or tracked.year)), bound) for part in parts
        )
        names = [Part(part.organisation_name, part.value, part.weight) for part in parts]
        messages = reconcile(asked, names, core_rule(parts[0].rule), bound=bound, unit=tracked.metric.unit)
        made.append(Share(year, asked, parts[0].rule, rows, messages))
    return tuple(made)


def _executed(user: Any, tracked: TrackedTarget, parts: list[TargetPart]) -> dict[tuple[str, int | None], Standing]:
    """Values by the code of their subject and the year that they close, by one query."""
    organisations = [str(part.organisation_id) for part in parts if part.organisation_id]
    whose = Q(subject=tracked.subject_id)
    if organisations:
        whose |= Q(subject__kind=Subject.Kind.ORGANISATION, subject__code__in=organisations)
    rows = visible_standings(user).filter(
        whose,
        metric=tracked.metric_id,
        basis=tracked.basis,
        number__isnull=False,
        period_end__month=12,
        period_end__day=31,
        observation__period_kind__in=YEARLY,
    )
    found: dict[tuple[str, int | None], Standing] = {}
    ordered = sorted(
        rows.select_related("subject", "metric", "observation", "observation__publication", "observation__source"),
        key=lambda row: YEARLY.index(row.observation.period_kind),
    )
    for row in ordered:
        found.setdefault((row.subject.code, row.period_end.year), row)
    return found
