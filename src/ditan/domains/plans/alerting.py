"""How tracked targets stand, as base/alerts asks it: rules about lights and forecasts are judged on this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse

from ditan.base.alerts.series import TargetFact
from ditan.base.alerts.services import on_targets
from ditan.base.records.models import Direction
from ditan.core.alerts import TargetState
from ditan.core.alerts.targets import AT_LEAST, AT_MOST
from ditan.domains.plans.models import Situation, TargetStanding, TrackedTarget
from ditan.domains.plans.models.choices import Comparator

HEARD = (Situation.RUNNING, Situation.UNCLEAR)
"""Groups whose targets may raise alerts: what is awaited from above, lacks our data or has passed has pages of its own."""
UPPER = (Comparator.AT_MOST, Comparator.LESS)
OPEN = (Comparator.EQUAL, Comparator.ABOUT)


def target_facts() -> Iterator[TargetFact]:
    """How every tracked target stands now."""
    rows = TargetStanding.objects.select_related("tracked__metric", "tracked__subject").order_by("pk")
    for standing in rows.iterator(chunk_size=500):
        yield fact_of(standing.tracked, standing)


def tell_alerts(targets: Iterable[TrackedTarget], standings: Iterable[TargetStanding]) -> dict[str, set[int]]:
    """Have the rules judge targets that have just been refreshed, in the same transaction; whom they told, by `key_of`."""
    return on_targets([fact_of(target, standing) for target, standing in zip(targets, standings, strict=True)])


def key_of(target: TrackedTarget) -> str:
    """The target's name for the rules, for ever."""
    return f"plans.target:{target.pk}"


def fact_of(target: TrackedTarget, standing: TargetStanding) -> TargetFact:
    """One target with how it stands. Drafts, stale ones and those outside of `HEARD` are silent: no light, no forecast."""
    heard = standing.situation in HEARD and not target.stale and not target.not_binding
    year = f"（{target.year}年）" if target.year else ""
    return TargetFact(
        key=key_of(target),
        title=f"{target.subject.name}{target.name}{year}",
        period=standing.period or (str(target.year) if target.year else ""),
        state=_state(target, standing) if heard else TargetState(),
        link=reverse("plans:tracked", args=[target.pk]),
        subject=target.subject_id,
        metric=target.metric_id,
        observation=standing.observation_id,
        responsible=target.metric.responsible_id,
        demo=target.demo,
    )


def _state(target: TrackedTarget, standing: TargetStanding) -> TargetState:
    down = target.comparator in UPPER or (target.comparator in OPEN and target.metric.direction == Direction.DOWN)
    return TargetState(
        light=standing.light,
        rule=standing.rule,
        target=standing.target_value,
        comparator=AT_MOST if down else AT_LEAST,
        unit=target.metric.unit,
        forecast=standing.forecast,
        low=standing.forecast_low,
        high=standing.forecast_high,
        method=standing.forecast_note if standing.forecast is not None else "",
    )
