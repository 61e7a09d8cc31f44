"""Starting, moving, pausing and stopping clocks. Each is part of the caller's transaction, who has asked for permission."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.directory.models import Organisation
from ditan.base.workflow.clocks.calendar import working_days
from ditan.base.workflow.clocks.errors import NoClock
from ditan.base.workflow.models import Clock, ClockLight, ClockState, EscalationChain
from ditan.core.clocks import light_of

LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Start:
    """A deadline that is to be watched. `key` names what it belongs to for ever (`supervision.matter:12`).

    handles, office
        Permissions: who of the organisation deals with it where no `handler` is named; who follows it up for the office.
    chain
        None where nothing is to climb: only the light is kept.
    """

    key: str
    title: str
    due_on: datetime.date
    link: str = ""
    organisation: Organisation | None = None
    handler: Any = None
    chain: EscalationChain | None = None
    handles: str = ""
    office: str = ""
    soon: int = 3
    demo: bool = False


def start_clock(key: str, *, title: str, due_on: datetime.date, on: datetime.date | None = None, **more: Any) -> Clock:
    """Start one clock; see `start_clocks`."""
    return start_clocks([Start(key=key, title=title, due_on=due_on, **more)], on=on)[0]


@transaction.atomic
def start_clocks(starts: Sequence[Start], *, on: datetime.date | None = None) -> list[Clock]:
    """Start these clocks. One that is not stopped yet is brought up to date instead; another deadline moves it.

    A deadline may lie in the past: it begins at the level where it stands.
    """
    day = on or timezone.localdate()
    there = {each.key: each for each in _unstopped([each.key for each in starts])}
    fresh = {each.key: _made(each, day) for each in starts if each.key not in there}
    Clock.objects.bulk_create(fresh.values(), batch_size=500)
    for each in starts:
        if each.key in there:
            _bring_up_to_date(there[each.key], each, day)
    return [fresh.get(each.key) or there[each.key] for each in starts]


@transaction.atomic
def move_due(key: str, due_on: datetime.date, reason: str, *, on: datetime.date | None = None) -> Clock:
    """Another deadline: the levels begin anew. What was escalated for the old one stays on record."""
    found = _held(key)
    _move(found, due_on, reason, on or timezone.localdate())
    found.save()
    return found


@transaction.atomic
def pause(key: str, reason: str) -> Clock:
    """Nothing climbs until it is resumed."""
    found = _held(key)
    found.state, found.light, found.reason = ClockState.PAUSED, ClockLight.GREY, reason.strip()[:400]
    found.save()
    return found


@transaction.atomic
def resume(
    key: str, *, due_on: datetime.date | None = None, reason: str = "", on: datetime.date | None = None
) -> Clock:
    """Let it run on, towards a new deadline where one is given."""
    found, day = _held(key), on or timezone.localdate()
    found.state, found.reason = ClockState.RUNNING, reason.strip()[:400]
    _move(found, due_on or found.due_on, reason, day)
    found.save()
    return found


@transaction.atomic
def stop(key: str, *, reason: str = "", on: datetime.date | None = None) -> Clock | None:
    """The work is done or given up. Gives the clock, None where none runs: stopping twice changes nothing."""
    day = on or timezone.localdate()
    found = _unstopped([key]).select_for_update(of=("self",)).first()
    if found is None:
        return None
    found.state, found.light, found.stopped_on = ClockState.STOPPED, ClockLight.GREY, day
    found.late_days, found.reason = working_days().late(found.due_on, day), reason.strip()[:400]
    found.save()
    return found


@transaction.atomic
def assign_clock(key: str, *, organisation: Organisation | None, handler: Any = None) -> Clock:
    """Another organisation or person answers for it. The deadline stays."""
    found = _held(key)
    found.organisation, found.handler = organisation, handler
    found.save(update_fields=["organisation", "handler"])
    return found


def _made(start: Start, day: datetime.date) -> Clock:
    made = Clock(key=start.key, since=day, due_on=start.due_on)
    _say(made, start)
    _light(made, day)
    return made


def _say(clock: Clock, start: Start) -> None:
    clock.title, clock.link = start.title[:LONGEST_TITLE], start.link
    clock.organisation, clock.handler, clock.chain = start.organisation, start.handler, start.chain
    clock.handles, clock.office, clock.soon, clock.demo = start.handles, start.office, start.soon, start.demo


def _bring_up_to_date(clock: Clock, start: Start, day: datetime.date) -> None:
    _say(clock, start)
    if clock.due_on != start.due_on:
        _move(clock, start.due_on, "", day)
    elif clock.state == ClockState.RUNNING:
        _light(clock, day)
    clock.save()


def _move(clock: Clock, due_on: datetime.date, reason: str, day: datetime.date) -> None:
    if clock.due_on != due_on:
        # Back at a deadline that it had before, what was escalated for that deadline is not said again.
        done = clock.escalations.filter(due_on=due_on).order_by("-order").values_list("order", flat=True)
        clock.due_on, clock.since, clock.level = due_on, day, done.first() or 0
    clock.reason = reason.strip()[:400]
    if clock.state == ClockState.RUNNING:
        _light(clock, day)


def _light(clock: Clock, day: datetime.date) -> None:
    calendar = working_days()
    clock.light = light_of(clock.due_on, day, clock.soon, calendar).value
    clock.due_unknown = not calendar.knows(clock.due_on)


def _unstopped(keys: Sequence[str]) -> QuerySet[Clock]:
    return Clock.objects.filter(key__in=keys).exclude(state=ClockState.STOPPED)


def _held(key: str) -> Clock:
    found = _unstopped([key]).select_for_update(of=("self",)).first()
    if found is None:
        raise NoClock(_("“%s”没有在计时，不能改时限；请先开始计时。") % key)
    return found
