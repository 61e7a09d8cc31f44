"""How targets stand, kept beside them: judged anew when a value of theirs is recorded, and every day.

Lists and the board read this projection and nothing else. The arithmetic is `core.targets`; here values are fetched for
many targets at once, handed to it, and what it says is stored.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from ditan.base.records.models import Observation
from ditan.core.assessment import Completion, Refusal
from ditan.core.targets import Judgement, judge, path_of
from ditan.core.trends import Forecast
from ditan.domains.plans.alerting import tell_alerts
from ditan.domains.plans.models import ASSESSED, Handing, Passed, Situation, TargetStanding, TrackedTarget
from ditan.domains.plans.services.owing import owed_by
from ditan.domains.plans.services.telling import tell_of_lights
from ditan.domains.plans.tracking.asking import asked_of
from ditan.domains.plans.tracking.values import Values, actuals_of, values_of

CHUNK = 500


def values_recorded(observations: Sequence[Observation]) -> None:
    """Judge anew the targets of whose metric and subject a value stands anew. Called by records, in its transaction."""
    pairs = {(row.subject_id, row.metric_id) for row in observations}
    rows = TrackedTarget.objects.filter(stale=False)
    if len(pairs) <= CHUNK:
        rows = rows.filter(metric__in={pair[1] for pair in pairs}, subject__in={pair[0] for pair in pairs})
    keys = [
        key for key, subject, metric in rows.values_list("pk", "subject_id", "metric_id") if (subject, metric) in pairs
    ]
    refresh(keys)


def refresh_all(today: datetime.date | None = None) -> int:
    """Judge every target anew: years pass, values grow old. Gives how many."""
    keys = list(TrackedTarget.objects.order_by("pk").values_list("pk", flat=True))
    refresh(keys, today)
    return len(keys)


def refresh(keys: Collection[int], today: datetime.date | None = None) -> None:
    """Judge these targets and store how they stand. The same number of statements for one and for five hundred."""
    day = today or timezone.localdate()
    ordered = sorted(keys)
    for start in range(0, len(ordered), CHUNK):
        _refresh(ordered[start : start + CHUNK], day)


@transaction.atomic
def _refresh(keys: Sequence[int], day: datetime.date) -> None:
    rows = TrackedTarget.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    targets = list(rows.select_related("metric__responsible", "subject", "plan", "indicator", "target"))
    if not targets:
        return
    values = values_of(targets)
    before = TargetStanding.objects.in_bulk([each.pk for each in targets])
    owing = owed_by(targets)
    moved, standings = [], []
    for target in targets:
        found = judge(asked_of(target), actuals_of(target, values), day)
        if _pass(target, found, day):
            moved.append(target)
        row = _standing(target, found, values, day)
        row.owed_by = owing.get(target.pk, "")[:200]
        row.told_light = before[target.pk].told_light if target.pk in before else ""
        standings.append(row)
    TrackedTarget.objects.bulk_update(moved, ["passed"], batch_size=200)
    tell_of_lights(targets, standings, tell_alerts(targets, standings))
    TargetStanding.objects.bulk_create(
        standings,
        batch_size=200,
        update_conflicts=True,
        unique_fields=["tracked"],
        update_fields=[field.name for field in TargetStanding._meta.concrete_fields if not field.primary_key],
    )


def _pass(target: TrackedTarget, found: Judgement, day: datetime.date) -> bool:
    """Move a target whose year has passed, or no longer has, along its machine as far as no person is needed."""
    if target.passed in ASSESSED:
        return False
    passed = target.year is not None and day.year > target.year and target.handing != Handing.AWAITING
    state = (Passed.FINAL_VALUE if found.has_final else Passed.AWAITING) if passed else ""
    if state == target.passed:
        return False
    target.passed = state
    return True


def _standing(target: TrackedTarget, found: Judgement, values: Values, day: datetime.date) -> TargetStanding:
    latest = found.latest
    observation = values.observation(target, latest) if latest is not None else None
    progress = found.progress if found.progress is not None and not isinstance(found.progress, Refusal) else None
    ahead = found.forecast if isinstance(found.forecast, Forecast) else None
    needed = found.needed if isinstance(found.needed, tuple) else None
    completion = found.completion if isinstance(found.completion, Completion) else None
    return TargetStanding(
        tracked=target,
        situation=Situation.STALE if target.stale else found.situation.value,
        light=found.verdict.light.value,
        label=found.verdict.label[:40],
        rule=found.verdict.rule[:400],
        observation=observation,
        number=latest.number if latest is not None else None,
        period=observation.period if observation is not None else "",
        period_end=latest.end if latest is not None else None,
        contested=latest.contested if latest is not None else False,
        change=found.change,
        target_value=target.value,
        base_year=found.base_year if found.base_year is not None else target.base_year,
        base_value=found.base,
        base_name=_base_name(target, found)[:200],
        completion=completion.ratio if completion is not None else None,
        completion_note=(completion.formula if completion is not None else _why(found.completion))[:300],
        progress_logarithmic=_number(progress.logarithmic) if progress else None,
        progress_linear=_number(progress.linear) if progress else None,
        time_share=_number(progress.time) if progress else None,
        gap_points=found.verdict.gap_points,
        needed_pace=needed[0] if needed else None,
        needed_note=(needed[1] if needed else _why(found.needed))[:300],
        forecast=ahead.end.mean if ahead else None,
        forecast_low=ahead.end.low if ahead else None,
        forecast_high=ahead.end.high if ahead else None,
        forecast_note=("；".join((ahead.basis, *ahead.cautions)) if ahead else _why(found.forecast))[:400],
        outlook=found.outlook.value if found.outlook is not None else "",
        met=found.met,
        trail={
            "path": [list(step) for step in path_of(asked_of(target), found.base)],
            "formula": progress.formula if progress else _why(found.progress),
            "forecast": [[each.year, each.mean, each.low, each.high] for each in ahead.path] if ahead else [],
        },
        judged_on=day,
        refreshed_at=timezone.now(),
    )


def _base_name(target: TrackedTarget, found: Judgement) -> str:
    if found.base is None:
        return ""
    if target.base_value is not None:
        return "规划原文"
    return f"{target.base_year} 年现行值"


def _number(value: float | Refusal) -> float | None:
    return None if isinstance(value, Refusal) else value


def _why(found: Any) -> str:
    return found.message if isinstance(found, Refusal) else ""
