"""One metric of one subject through time: what stands at each period, and every version behind it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from ditan.base.records.models import Choice, Metric, Observation, Role, Standing, Subject
from ditan.base.records.selectors.earlier import choices_of, end_of, put_back
from ditan.base.records.selectors.observations import CONTEXT
from ditan.base.records.selectors.scope import visible_observations, visible_standings


@dataclass(slots=True)
class Point:
    """A period: the value that stands, and all its versions, oldest first."""

    standing: Standing
    versions: list[Observation] = field(default_factory=list)

    @property
    def value(self) -> Observation:
        """The version that stands."""
        return self.standing.value

    @property
    def earlier(self) -> list[Observation]:
        """The versions that do not stand."""
        return [row for row in self.versions if row.pk != self.standing.observation_id]

    @property
    def restated(self) -> bool:
        """Whether a person put a new value in the place of an old one."""
        return any(row.decided for row in self.versions)


@dataclass(slots=True)
class Series:
    """The values of a metric for a subject on one basis, by the end of their periods."""

    subject: Subject
    metric: Metric
    basis: str
    points: list[Point]

    @property
    def contested(self) -> bool:
        return any(point.standing.contested for point in self.points)


def series(user: Any, subject: Subject, metric: Metric, basis: str = "", as_of: datetime.date | None = None) -> Series:
    """All standing values in the order of their periods, with every version. Two queries, whatever the length.

    With `as_of` what stood at the end of that day, with the versions of then; one query more.
    """
    wanted = basis or metric.basis
    named = {"subject": subject, "metric": metric, "basis": wanted}
    standings = (
        visible_standings(user)
        .filter(**named)
        .select_related(*CONTEXT)
        .order_by("period_end", "observation__period_start", "pk")
    )
    points = {row.period: Point(row) for row in standings}
    versions = visible_observations(user).filter(**named).select_related("metric", "publication", "source")
    for row in versions.order_by("version"):
        if row.period in points:
            points[row.period].versions.append(row)
    if as_of is not None:
        points = _put_back(points, end_of(as_of))
    return Series(subject, metric, wanted, list(points.values()))


def _put_back(points: dict[str, Point], until: datetime.datetime) -> dict[str, Point]:
    choices = choices_of(point.standing for point in points.values())
    had = {
        period: point
        for period, point in points.items()
        if put_back(point.standing, point.versions, choices.get(point.standing.pk, ()), until)
    }
    for point in had.values():
        point.versions = [row for row in point.versions if row.recorded_at < until]
    return had


def bases_of(user: Any, subject: Subject, metric: Metric) -> list[str]:
    """On which bases there are values of the metric for the subject, the metric's own first."""
    rows = visible_standings(user).filter(subject=subject, metric=metric).order_by()
    found = set(rows.values_list("basis", flat=True).distinct())
    return sorted(found, key=lambda basis: (basis != metric.basis, basis))


def benchmarks(user: Any, metric: Metric, basis: str, besides: Subject) -> list[Standing]:
    """Rates of the city that stand beside the district's as a labelled line. A total of the city is none."""
    rows = visible_standings(user).filter(metric=metric, basis=basis, role=Role.BENCHMARK)
    rows = rows.exclude(subject=besides).select_related(*CONTEXT)
    return list(rows.order_by("period_end", "pk"))


def get_subject(user: Any, pk: int) -> Subject:
    """A subject of which the user sees a value; `Subject.DoesNotExist` else."""
    return Subject.objects.filter(pk__in=visible_standings(user).filter(subject=pk).values("subject")[:1]).get()


@dataclass(frozen=True, slots=True)
class History:
    """All versions of one value, newest first, and who chose among them."""

    standing: Standing
    versions: list[Observation]
    choices: list[Choice]

    @property
    def rivals(self) -> list[Observation]:
        """The newest version of each issuer at the status that stands: what a person chooses from."""
        newest: dict[object, Observation] = {}
        for row in reversed(self.versions):
            if row.status == self.standing.status and row.demo == self.standing.demo:
                newest[(row.publication_id, row.source_id, row.issuer_name)] = row
        return sorted(newest.values(), key=lambda row: row.version)


def history(user: Any, standing: Standing) -> History:
    """How a value came to be what it is. Two queries."""
    versions = visible_observations(user).filter(
        subject_id=standing.subject_id, metric_id=standing.metric_id, period=standing.period, basis=standing.basis
    )
    choices = Choice.objects.filter(standing__in=visible_standings(user), standing_id=standing.pk)
    return History(
        standing,
        list(versions.select_related("metric", "publication", "source").order_by("-version")),
        list(choices.select_related("observation").order_by("-pk")),
    )


def standing_of(user: Any, observation: Observation) -> Standing | None:
    """What stands where this version was reported."""
    rows = visible_standings(user).select_related(*CONTEXT)
    return rows.filter(
        subject_id=observation.subject_id,
        metric_id=observation.metric_id,
        period=observation.period,
        basis=observation.basis,
    ).first()


def rivals_of(user: Any, standings: list[Standing]) -> dict[int, History]:
    """Versions of many values by the key of what stands, by one query."""
    keys = {(row.subject_id, row.metric_id, row.period, row.basis): row for row in standings}
    found = (
        visible_observations(user)
        .filter(
            subject__in={key[0] for key in keys}, metric__in={key[1] for key in keys}, period__in={k[2] for k in keys}
        )
        .select_related("metric", "publication", "source")
        .order_by("-version")
    )
    versions: dict[int, list[Observation]] = {row.pk: [] for row in standings}
    for row in found:
        standing = keys.get((row.subject_id, row.metric_id, row.period, row.basis))
        if standing is not None:
            versions[standing.pk].append(row)
    return {row.pk: History(row, versions[row.pk], []) for row in standings}
