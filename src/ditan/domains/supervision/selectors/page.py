"""What the page of a matter says: its way, its clocks and levels, who takes part, what was reported, what it belongs to."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from ditan.base.workflow.clocks.calendar import Standing, standing_of, working_days
from ditan.base.workflow.clocks.selectors import escalations_of, levels_in_force
from ditan.base.workflow.models import EscalationLevel
from ditan.core.clocks import YearUnknown
from ditan.core.machines import MATTER
from ditan.core.periods import PeriodRefused, chinese, parse_code
from ditan.domains.supervision.models import Extension, Finding, Matter, MatterStep, Milestone, Part, Progress
from ditan.domains.supervision.selectors.matters import Line, get_matter, lines_of
from ditan.domains.supervision.selectors.scope import visible_matters
from ditan.domains.supervision.selectors.standing import due_of
from ditan.domains.supervision.words import EVENTS

STATIONS = ("draft", "handed_out", "accepted", "under_way", "reported", "under_review", "done", "closed")
NAMES = ("立项", "交办", "签收", "办理", "反馈", "审核", "办结", "销号")
REACHED = {"returned": 0, "withdrawn": 0, "cancelled": 0, "suspended": 3}
BACK = {"returned": ("return",), "under_way": ("send_back", "reopen")}
"""How far a matter had come that stands beside the way."""


@dataclass(frozen=True, slots=True)
class Way:
    """One of the eight stations: `done`, `now` or `ahead`."""

    label: str
    place: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A step as the timeline shows it."""

    step: MatterStep
    label: str
    by_platform: bool


@dataclass(frozen=True, slots=True)
class Rung:
    """A level of the chain: the day on which it comes up, None where the holidays are not published; whether it has."""

    level: EscalationLevel
    on: datetime.date | None
    reached: bool
    told: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report of progress with its files."""

    progress: Progress
    period: str


@dataclass(frozen=True, slots=True)
class MatterPage:
    """All that the page of a matter shows."""

    matter: Matter
    due: Standing
    state_due: Standing | None
    way: list[Way]
    stages: list[Stage]
    rungs: list[Rung]
    parts: list[Part]
    milestones: list[tuple[Milestone, Standing]]
    reports: list[Report]
    extensions: list[Extension]
    children: list[Line]
    findings: list[Finding]
    items: list[Any]
    seen_parent: bool

    @property
    def back(self) -> Stage | None:
        """The step by which it came back to where it is now."""
        ways = BACK.get(self.matter.state, ())
        return next((each for each in self.stages if each.step.step in ways), None)


def matter_page(user: Any, pk: int) -> MatterPage:
    """One matter; `Matter.DoesNotExist` where it lies outside the user's data. Constant queries."""
    matter, today = get_matter(user, pk), timezone.localdate()
    return MatterPage(
        matter=matter,
        due=due_of(matter, today),
        state_due=standing_of(matter.state_due_on, 1, today) if matter.state_due_on else None,
        way=way_of(matter),
        stages=timeline(matter),
        rungs=rungs_of(matter, today),
        parts=list(matter.parts.select_related("organisation", "handler").order_by("-role", "pk")),
        milestones=[(each, _standing(each, today)) for each in matter.milestones.all()],
        reports=reports_of(matter),
        extensions=list(matter.extensions.all()),
        children=lines_of(visible_matters(user).filter(parent=matter).select_related("organisation", "matter_class")),
        findings=list(matter.findings.all()),
        items=items_of(matter),
        seen_parent=matter.parent_id is not None and visible_matters(user).filter(pk=matter.parent_id).exists(),
    )


def way_of(matter: Matter) -> list[Way]:
    """How far it has come on its stations."""
    at = STATIONS.index(matter.state) if matter.state in STATIONS else REACHED[matter.state]
    if matter.state == "closed":
        return [Way(name, "done") for name in NAMES]
    beside = matter.state not in STATIONS
    return [
        Way(name, "done" if place <= at else "now" if place == at + 1 and not beside else "ahead")
        for place, name in enumerate(NAMES)
    ]


def timeline(matter: Matter) -> list[Stage]:
    """All that happened, newest first. One query."""
    return [Stage(step, step_label(step.step), step.by_id is None) for step in matter.steps.order_by("-pk")]


def step_label(code: str) -> str:
    """What a screen calls a step."""
    return str(EVENTS[code]) if code in EVENTS else MATTER.transition(code).label


def rungs_of(matter: Matter, today: datetime.date) -> list[Rung]:
    """The levels that its deadline climbs, each with its day. Three queries."""
    chain = matter.matter_class.chain_id if matter.matter_class else None
    if chain is None or matter.due_on is None:
        return []
    kept = {each.order: each for each in escalations_of(matter.key) if each.due_on == matter.due_on}
    calendar, found = working_days(), list[Rung]()
    for level in levels_in_force(today).get(chain, []):
        escalation = kept.get(level.order)
        try:
            on = escalation.on if escalation else calendar.shift(matter.due_on, level.after)
        except YearUnknown:
            on = None
        told = "、".join(each["name"] for each in escalation.told) if escalation else ""
        found.append(Rung(level, on, escalation is not None, told))
    return found


def reports_of(matter: Matter) -> list[Report]:
    """Reports of progress, newest first, with their files. Two queries."""
    rows = matter.progress.select_related("organisation").prefetch_related("evidence__source").order_by("-pk")
    return [Report(each, period_name(each.period)) for each in rows]


def period_name(code: str) -> str:
    """A period as a Chinese screen calls it."""
    try:
        return chinese(parse_code(code)) if code else ""
    except PeriodRefused:
        return code


def items_of(matter: Matter) -> list[Any]:
    """The items of plans that it stands for. One query."""
    return [each.measure for each in matter.items.select_related("measure__plan")]


def _standing(milestone: Milestone, today: datetime.date) -> Standing:
    return standing_of(milestone.due_on, 3, milestone.done_on or today)
