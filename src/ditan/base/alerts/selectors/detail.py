"""What the page of an alert says: the numbers that fired with where they come from, the way so far, the files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ditan.base.alerts.models import Alert, AlertEvidence, AlertStep
from ditan.base.alerts.words import EVENTS
from ditan.base.records.models import Observation
from ditan.base.records.selectors.scope import visible_observations
from ditan.core.machines import ALERT
from ditan.core.periods import chinese, parse_code


@dataclass(frozen=True, slots=True)
class Shown:
    """A number that fired. `observation` is the value behind it, where the user may see it."""

    label: str
    text: str
    unit: str
    period: str
    observation: Observation | None


@dataclass(frozen=True, slots=True)
class Stage:
    """A step as the timeline shows it."""

    step: AlertStep
    label: str
    by_platform: bool


@dataclass(frozen=True, slots=True)
class Way:
    """One of the six stations of an alert: `done`, `now` or `ahead`."""

    label: str
    place: str


STATIONS = ("triggered", "acknowledged", "disposing", "reported", "checked", "closed")
NAMES = ("触发", "签收", "处置", "反馈", "复核", "销号")


def figures_of(user: Any, alert: Alert) -> list[Shown]:
    """The numbers that fired, each with its value and source. One query."""
    keys = {key for key in (alert.observation_id, alert.base_id) if key is not None}
    rows = visible_observations(user).select_related("publication", "source", "metric", "subject").in_bulk(keys)
    behind = {"value": alert.observation_id, "base": alert.base_id}
    return [
        Shown(
            label=str(each["label"]),
            text=str(each["text"]),
            unit=str(each["unit"]),
            period=chinese(parse_code(each["period"])) if each["period"] else "",
            observation=rows.get(behind.get(each["role"]) or 0),
        )
        for each in alert.figures
    ]


def sources_of(user: Any, alert: Alert) -> list[Observation]:
    """Values behind the alert that none of its numbers is: the newest one of a target, the last one that came."""
    roles = {each["role"] for each in alert.figures}
    keys = [alert.observation_id] if alert.observation_id is not None and "value" not in roles else []
    found = visible_observations(user).filter(pk__in=keys)
    return list(found.select_related("publication", "source", "metric", "subject"))


def timeline(alert: Alert) -> list[Stage]:
    """All that happened, newest first. One query."""
    return [Stage(step, step_label(step.step), step.by_id is None) for step in alert.steps.order_by("-pk")]


def step_label(code: str) -> str:
    """What a screen calls a step."""
    return str(EVENTS[code]) if code in EVENTS else ALERT.transition(code).label


def way_of(alert: Alert) -> list[Way]:
    """How far it has come on its six stations; a muted one stands at the first."""
    at = STATIONS.index(alert.state) if alert.state in STATIONS else 0
    if alert.state == "closed":
        return [Way(name, "done") for name in NAMES]
    return [
        Way(name, "done" if place <= at else "now" if place == at + 1 else "ahead") for place, name in enumerate(NAMES)
    ]


def evidence_of(alert: Alert) -> list[AlertEvidence]:
    """Files that were not taken back."""
    return list(alert.evidence.filter(removed_at=None).select_related("source"))
