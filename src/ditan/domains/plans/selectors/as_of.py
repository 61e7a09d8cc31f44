"""The targets of a plan as they stood on a day: judged by the values up to that day alone, whatever came later.

The board shows how targets stand now and reads the stored projection; a report on a year gone by asks here.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ditan.base.records.models import Observation
from ditan.core.targets import Actual, Judgement, judge, path_of
from ditan.domains.plans.models import HandedDown, TargetPart, TrackedTarget
from ditan.domains.plans.permissions import Visitor
from ditan.domains.plans.selectors.tracked import reachable
from ditan.domains.plans.services.owing import owed_by
from ditan.domains.plans.tracking.asking import asked_of
from ditan.domains.plans.tracking.values import actuals_of, values_of


@dataclass(frozen=True, slots=True)
class TargetAt:
    """A target on that day.

    `due` is what its path asks for by the end of the year: a confirmed yearly part where there is one (`due_decided`), else
    the path that the convention draws. `series` holds the yearly values up to the day, `path` the path by year.
    """

    tracked: TrackedTarget
    judged: Judgement
    observation: Observation | None
    owed_by: str
    due: float | None
    due_decided: bool
    series: tuple[tuple[int, float], ...]
    path: tuple[tuple[int, float], ...]
    handed_down: HandedDown | None


def targets_as_of(user: Visitor, plan: int, day: datetime.date) -> tuple[TargetAt, ...]:
    """All targets of the plan that the user sees, what binds first. Seven queries, whatever their number."""
    rows = reachable(user, TrackedTarget.objects.filter(plan=plan, stale=False))
    targets = list(
        rows.select_related("metric__responsible", "subject", "plan", "indicator", "target").order_by("rank", "pk")
    )
    values, owing = values_of(targets), owed_by(targets)
    parts, documents = _parts(targets, day.year), _documents(targets)
    found = []
    for target in targets:
        asked = asked_of(target)
        if target.year is not None and target.year > day.year:
            asked = replace(asked, assessed="")
        known = [each for each in actuals_of(target, values) if each.end <= day]
        judged = judge(asked, known, day)
        path = tuple((year, level) for year, level in path_of(asked, judged.base))
        part = parts.get(target.pk)
        found.append(
            TargetAt(
                tracked=target,
                judged=judged,
                observation=values.observation(target, judged.latest) if judged.latest is not None else None,
                owed_by=owing.get(target.pk, ""),
                due=part if part is not None else dict(path).get(day.year),
                due_decided=part is not None,
                series=_yearly(known),
                path=path,
                handed_down=documents.get(target.pk),
            )
        )
    return tuple(_with_sources(found))


def _yearly(known: Sequence[Actual]) -> tuple[tuple[int, float], ...]:
    """One value a year, the last that speaks of the whole of it."""
    by_year = {each.year: each.number for each in known if each.whole and each.number is not None}
    return tuple(sorted(by_year.items()))


def _parts(targets: Sequence[TrackedTarget], year: int) -> dict[int, float]:
    rows = TargetPart.objects.filter(
        tracked__in=[each.pk for each in targets],
        year=year,
        organisation_name="",
        is_current=True,
        withdrawn=False,
        confirmed=True,
        value__isnull=False,
    )
    return {key: value for key, value in rows.values_list("tracked_id", "value") if value is not None}


def _documents(targets: Sequence[TrackedTarget]) -> dict[int, HandedDown]:
    rows = HandedDown.objects.filter(tracked__in=[each.pk for each in targets]).order_by("version")
    return {row.tracked_id: row for row in rows}


def _with_sources(found: Sequence[TargetAt]) -> list[TargetAt]:
    """The observations with all that says where they come from, fetched at once."""
    keys = {each.observation.pk for each in found if each.observation is not None}
    rows = Observation.objects.select_related("publication", "source", "metric__responsible").in_bulk(keys)
    return [
        each if each.observation is None else replace(each, observation=rows[each.observation.pk]) for each in found
    ]
