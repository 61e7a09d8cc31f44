"""The values that stood at the end of an earlier day, from the versions and choices that there were then."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from ditan.base.records.models import Choice, Metric, Observation, Standing
from ditan.base.records.selectors.observations import CONTEXT
from ditan.base.records.selectors.scope import visible_observations, visible_standings
from ditan.base.records.versions import content_of, issuer_of_row
from ditan.core.records import Choice as Chosen
from ditan.core.records import Version, place

Key = tuple[int, int, str, str]
SHOWN = ("metric", "publication", "source")


def end_of(day: datetime.date) -> datetime.datetime:
    """The first moment after that day here."""
    following = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min)
    return timezone.make_aware(following)


def key_of(row: Any) -> Key:
    """What versions of one value share."""
    return row.subject_id, row.metric_id, row.period, row.basis


def put_back(
    standing: Standing, versions: Sequence[Observation], choices: Iterable[Choice], until: datetime.datetime
) -> bool:
    """Let a row, which nobody saves, tell what stood before that moment; False where there was no version yet.

    `versions` are all that there are, oldest first. A restatement counts as the choice of itself.
    """
    had = [row for row in versions if row.recorded_at < until]
    if not had:
        return False
    decided = [(row.recorded_at, row.version, row.version) for row in had if row.decided]
    decided += [(each.at, each.observation.version, each.upto) for each in choices if each.at < until]
    last = max(decided, default=None)
    stands = place(
        [Version(row.version, row.status, issuer_of_row(row), content_of(row)) for row in had],
        Chosen(last[1], last[2]) if last else None,
    )
    row = next(row for row in had if row.version == stands.version)
    standing.observation, standing.contested, standing.versions = row, stands.contested, len(had)
    standing.number, standing.status, standing.origin = row.number, row.status, row.origin
    standing.role, standing.demo = row.role, row.demo
    return True


def choices_of(standings: Iterable[Standing]) -> dict[int, list[Choice]]:
    """The choices among the versions of these values, by the key of what stands. One query."""
    found: dict[int, list[Choice]] = {}
    for each in Choice.objects.filter(standing__in=[row.pk for row in standings]).select_related("observation"):
        found.setdefault(each.standing_id, []).append(each)
    return found


def series_then(user: Any, metric: Metric, day: datetime.date) -> list[Standing]:
    """As `series_of`, of an earlier day. Three queries, whatever the number of values."""
    standings = list(visible_standings(user).filter(metric=metric).select_related(*CONTEXT))
    versions: dict[Key, list[Observation]] = {}
    for version in visible_observations(user).filter(metric=metric).select_related(*SHOWN).order_by("version"):
        versions.setdefault(key_of(version), []).append(version)
    choices, until = choices_of(standings), end_of(day)
    there = [row for row in standings if put_back(row, versions.get(key_of(row), ()), choices.get(row.pk, ()), until)]
    counted = Counter((row.subject_id, row.basis) for row in there)
    newest: dict[tuple[int, str], Standing] = {}
    for row in sorted(there, key=lambda row: (row.period_end, row.pk)):
        row.points = counted[row.subject_id, row.basis]  # type: ignore[attr-defined]
        newest[row.subject_id, row.basis] = row
    return sorted(newest.values(), key=lambda row: (row.subject.kind, row.subject.code, row.basis))
