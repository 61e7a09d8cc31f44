"""The nightly pass over all clocks: lights, levels that have come up, whom they tell. Doing it twice changes nothing."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ditan.base.audit.services import record
from ditan.base.declaration import clock_listeners
from ditan.base.notices.services.notifying import Message, notify_many, person_name
from ditan.base.workflow.clocks.calendar import standing_of, working_days
from ditan.base.workflow.clocks.selectors import levels_in_force
from ditan.base.workflow.clocks.services.people import People
from ditan.base.workflow.models import Clock, ClockLight, ClockState, Escalation
from ditan.core.clocks import WorkingDays, green_from, steps_reached
from ditan.core.clocks.lights import LONGEST_BREAK

MOST_SINGLE = 5
"""So many levels are told to a person one by one; of more in one night, she is told once how many there are."""
BATCH = 500


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a pass came to: levels that came up, of how many clocks, messages left, and clocks of which a level cannot be
    placed because the holidays of its year are not published."""

    levels: int = 0
    clocks: int = 0
    told: int = 0
    unknown: int = 0


@transaction.atomic
def run_escalations(today: datetime.date | None = None) -> Outcome:
    """Set the lights of all clocks that run, and take each level that has come up since the last pass, once.

    Nights that were missed are caught up: every level is kept with the day on which it came up, and people are told of the
    latest only. Owning domains hear of it in the same transaction (`Domain.clock_listeners`).
    """
    day, calendar = today or timezone.localdate(), working_days()
    _set_lights(day, calendar)
    risen, unknown = _reached(day, calendar)
    if not risen:
        return Outcome(unknown=unknown)
    latest = _latest(risen)
    told = _tell(latest, day)
    Escalation.objects.bulk_create(risen, batch_size=BATCH)
    _raise(latest)
    for hear in clock_listeners():
        hear(risen)
    done = Outcome(levels=len(risen), clocks=len(latest), told=told, unknown=unknown)
    record(act="workflow.clocks_escalated", target_kind="workflow.clock", target_name=str(day), after=asdict(done))
    return done


def _set_lights(day: datetime.date, calendar: WorkingDays) -> None:
    """One statement a light and an early warning; rows whose light stays are not written."""
    running = Clock.objects.filter(state=ClockState.RUNNING)
    unknown = Q(due_on__year__lt=calendar.first) | Q(due_on__year__gt=calendar.last)
    running.filter(unknown, due_unknown=False).update(due_unknown=True)
    running.exclude(unknown).filter(due_unknown=True).update(due_unknown=False)
    running.filter(due_on__lt=day).exclude(light=ClockLight.RED).update(light=ClockLight.RED)
    for soon in running.order_by().values_list("soon", flat=True).distinct():
        green = green_from(day, soon, calendar)
        ahead = running.filter(soon=soon, due_on__gte=day)
        ahead.filter(due_on__lt=green).exclude(light=ClockLight.YELLOW).update(light=ClockLight.YELLOW)
        ahead.filter(due_on__gte=green).exclude(light=ClockLight.GREEN).update(light=ClockLight.GREEN)


def _reached(day: datetime.date, calendar: WorkingDays) -> tuple[list[Escalation], int]:
    """The levels that have come up and are not kept yet; how many clocks wait for a calendar. Three queries."""
    by_chain = levels_in_force(day)
    may_rise = Q(pk__in=[])
    for chain, levels in by_chain.items():
        ahead = datetime.timedelta(days=3 * max(0, -levels[0].after) + LONGEST_BREAK)
        may_rise |= Q(chain=chain, due_on__lte=day + ahead, level__lt=levels[-1].order)
    rows = Clock.objects.filter(may_rise, state=ClockState.RUNNING).select_related("organisation")
    rows = rows.select_for_update(of=("self",))
    found: list[Escalation] = []
    unknown = 0
    placed: dict[tuple[int, datetime.date, datetime.date], Any] = {}
    for clock in rows.order_by("pk"):
        levels = by_chain[clock.chain_id or 0]
        key = (clock.chain_id or 0, clock.due_on, clock.since)
        if key not in placed:
            pairs = [(each.order, each.after) for each in levels]
            placed[key] = steps_reached(pairs, clock.due_on, clock.since, day, calendar)
        steps, missing = placed[key]
        unknown += missing is not None
        by_order = {each.order: each for each in levels}
        found += [
            Escalation(
                clock=clock,
                due_on=clock.due_on,
                order=step.order,
                level=by_order[step.order],
                on=step.on,
                found_on=day,
            )
            for step in steps
            if step.order > clock.level
        ]
    return found, unknown


def _latest(risen: Sequence[Escalation]) -> list[Escalation]:
    """The highest new level of each clock."""
    return list({each.clock_id: each for each in risen}.values())


def _raise(latest: Sequence[Escalation]) -> None:
    """Write on each clock how high it stands: one statement a level and some hundred clocks."""
    by_order: dict[int, list[int]] = defaultdict(list)
    for each in latest:
        each.clock.level = each.order
        by_order[each.order].append(each.clock_id)
    for order, keys in by_order.items():
        for start in range(0, len(keys), BATCH):
            Clock.objects.filter(pk__in=keys[start : start + BATCH]).update(level=order)


def _tell(latest: Sequence[Escalation], day: datetime.date) -> int:
    """Leave the messages and note on each level whom it told. What is for show tells nobody."""
    people = People([each.clock for each in latest], day)
    heard: dict[int, list[Escalation]] = defaultdict(list)
    persons: dict[int, User] = {}
    for each in latest:
        if each.clock.demo:
            continue
        for person in people.of(each.clock, each.level.who):
            heard[person.pk].append(each)
            persons[person.pk] = person
    names = {key: person_name(person) for key, person in persons.items()}
    single, many = list[Message](), list[Message]()
    for key, levels in heard.items():
        for each in levels:
            each.told.append({"user": key, "name": names[key]})
        if len(levels) <= MOST_SINGLE:
            single += [_message(persons[key], each, day) for each in levels]
        else:
            many.append(_summary(persons[key], levels, day))
    told = notify_many(kind="workflow.escalated", messages=single)
    return told + notify_many(kind="workflow.escalated_many", messages=many)


def _message(person: User, risen: Escalation, day: datetime.date) -> Message:
    clock = risen.clock
    words = {
        "act": risen.level.get_act_display(),
        "title": clock.title,
        "organisation": clock.organisation.name if clock.organisation else "—",
        "due": clock.due_on,
        "standing": standing_of(clock.due_on, clock.soon, day).text,
        "order": risen.order,
    }
    return Message(person, words, f"{clock.pk}-{risen.due_on}-{risen.order}", clock.link)


def _summary(person: User, risen: Sequence[Escalation], day: datetime.date) -> Message:
    gravest = max(risen, key=lambda each: each.order)
    late = sum(each.due_on < day for each in risen)
    words = {
        "number": len(risen),
        "late": late,
        "soon": len(risen) - late,
        "title": gravest.clock.title,
        "act": gravest.level.get_act_display(),
    }
    return Message(person, words, f"{day}-{len(risen)}-{gravest.clock_id}", "")
