"""Who is told when a target's light turns yellow or red: the organisation that answers for it and the office, once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.urls import reverse

from ditan.base.notices.services import notify
from ditan.base.workflow.rounds.services.telling import coordinators, people_of
from ditan.domains.plans.alerting import key_of
from ditan.domains.plans.models import LightColour, TargetStanding, TrackedTarget
from ditan.domains.plans.permissions import VIEW_TARGETS

WARNING = (LightColour.YELLOW, LightColour.RED)
WORDS = {LightColour.YELLOW: "黄灯", LightColour.RED: "红灯"}


def tell_of_lights(
    targets: Sequence[TrackedTarget], standings: Sequence[TargetStanding], told: Mapping[str, Collection[int]]
) -> None:
    """Tell of lights that turned yellow or red since people were last told. What is for show only tells nobody.

    `told` names whom an alert about the light told already, by the target's key: they get that message alone.
    """
    for target, standing in zip(targets, standings, strict=True):
        if standing.light == standing.told_light:
            continue
        if standing.light in WARNING and not target.demo and not target.stale:
            _tell(target, standing, told.get(key_of(target), ()))
        standing.told_light = standing.light


def _tell(target: TrackedTarget, standing: TargetStanding, told: Collection[int]) -> None:
    people = coordinators()
    if target.metric.responsible_id is not None:
        people += people_of([target.metric.responsible_id], VIEW_TARGETS).get(target.metric.responsible_id, [])
    notify(
        kind="plans.target_light",
        to=[each for each in people if each.pk not in told],
        context={
            "light": WORDS[LightColour(standing.light)],
            "target": target.name,
            "subject": target.subject.name,
            "year": target.year or "",
            "rule": standing.rule,
        },
        key=f"{target.pk}-{standing.light}-{standing.period}",
        link=reverse("plans:tracked", args=[target.pk]),
    )
