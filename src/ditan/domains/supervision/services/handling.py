"""The steps that people take with a matter, as `core.machines.MATTER` lists them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.directory.models import Organisation
from ditan.base.refusal import InvalidFields
from ditan.base.workflow.clocks import services as clocks
from ditan.base.workflow.clocks.calendar import working_days
from ditan.core.machines import MATTER, MatterContext, TransitionRefused
from ditan.core.machines.matters import RESTING
from ditan.domains.supervision.clocks import run_state_clock, set_state_due, start_of
from ditan.domains.supervision.errors import NotYours, WrongState
from ditan.domains.supervision.models import Matter, MatterState, PartRole, PartState
from ditan.domains.supervision.permissions import HANDLE, MANAGE, REVIEW, VIEW, require
from ditan.domains.supervision.selectors.scope import handles, manages, reviews
from ditan.domains.supervision.services.deeds import account_of, check_text, held, note, step_of
from ditan.domains.supervision.services.findings import look_at
from ditan.domains.supervision.services.telling import (
    office,
    receivers_of,
    reviewers,
    taking_part,
    tell,
    tell_handed_out,
)

WHO: dict[str, Callable[[Any, Matter], bool]] = {HANDLE: handles, MANAGE: manages, REVIEW: reviews}
"""Who may take a step that asks for this permission, besides holding it."""
GONE = (*RESTING, "withdrawn")
"""States of a sub-task in which its parent does not wait for it."""


@transaction.atomic
def take_step(
    *,
    user: Any,
    matter: Matter,
    step: str,
    version: int,
    text: str = "",
    organisation: Organisation | None = None,
    due_on: datetime.date | None = None,
) -> Matter:
    """Take one step. `text` is the outcome, the reason or a remark; `organisation` where it goes (转办); `due_on` another
    deadline, where it is handed out or taken up again.

    `WrongState` says what is missing or what can be done instead; `Changed` that somebody else was first.
    """
    permission = MATTER.transition(step).permission
    require(user, permission)
    if not WHO[permission](user, matter):
        raise NotYours(_("这项督办不归您办理“%s”。") % MATTER.transition(step).label)
    said = check_text(text)
    found = held(matter, version)
    today, before = timezone.localdate(), found.state
    due = found.state_due_on or (found.due_on if step == "report" else None)
    if step in ("hand_out", "resume", "transfer") and due_on is not None:
        if due_on < today:
            raise InvalidFields({"due_on": _("办理时限 %s 已经过去；请填今天或以后的日期。") % due_on})
        found.due_on = due_on
    after = _apply(found, step, user, said, organisation)
    told = _leave(found, step, organisation, said)
    found.state = after
    _arrive(found, step, user, said, today)
    set_state_due(found, today)
    found.save()
    _move_clocks(found, step, said, today)
    name = found.organisation.name if found.organisation else ""
    step_of(found, step, before=before, text=told, user=user, organisation=name, due=due, today=today).save()
    note(f"step_{step}", user, found, before={"state": before}, after={"state": after}, detail=told)
    _tell(found, step, user, said)
    look_at([found])
    return found


def possible_steps(user: Any, matter: Matter) -> list[str]:
    """The steps that this user could take from here, conditions left aside."""
    return [
        each.code
        for each in MATTER.leaving(matter.state)
        if user.has_perm(each.permission)
        and user.has_perm(VIEW)
        and WHO[each.permission](user, matter)
        and not (each.code in ("review", "pass") and account_of(user) == matter.reported_by_id)
    ]


def open_children(matter: Matter) -> int:
    """How many sub-tasks are neither done nor given up."""
    return matter.children.exclude(state__in=GONE).count()


def _apply(matter: Matter, step: str, user: Any, text: str, other: Organisation | None) -> str:
    ends = step in ("report", "pass")
    unsigned = matter.parts.filter(role=PartRole.COOPERATING, state=PartState.WAITING)
    context = MatterContext(
        has_organisation=matter.organisation_id is not None,
        has_due=matter.due_on is not None,
        open_parts=open_children(matter) if ends else 0,
        unsigned=unsigned.count() if step == "report" else 0,
        own=account_of(user) == matter.reported_by_id,
        other=other is not None and other.pk != matter.organisation_id,
        outcome=text,
        reason=text,
    )
    if other is not None and other.valid_to is not None and other.valid_to <= timezone.localdate():
        raise InvalidFields({"organisation": _("“%s”已撤销；请另选单位。") % other.name})
    try:
        return MATTER.apply(matter.state, step, context)
    except TransitionRefused as refused:
        raise WrongState(str(refused)) from refused


def _leave(matter: Matter, step: str, other: Organisation | None, text: str) -> str:
    """Put another organisation in the lead where it goes to one; gives what the history says of the step."""
    if step != "transfer" or other is None:
        return text
    old = matter.organisation
    matter.parts.filter(organisation=other).delete()
    matter.parts.filter(role=PartRole.LEAD).delete()
    matter.parts.create(organisation=other, role=PartRole.LEAD)
    matter.organisation, matter.handler = other, None
    return _("%(old)s → %(new)s：%(why)s") % {"old": old.name if old else "—", "new": other.name, "why": text}


def _arrive(matter: Matter, step: str, user: Any, text: str, today: datetime.date) -> None:
    """What a step leaves on the matter itself and on the lead's part."""
    who = account_of(user)
    lead = matter.parts.filter(role=PartRole.LEAD)
    if step == "hand_out":
        matter.handed_out_on = matter.handed_out_on or today
        matter.parts.filter(state=PartState.RETURNED).update(state=PartState.WAITING)
        if not lead.exists() and matter.organisation is not None:
            matter.parts.create(organisation=matter.organisation, role=PartRole.LEAD)
    elif step == "accept":
        matter.handler_id = who
        lead.update(state=PartState.ACCEPTED, handler=who, at=timezone.now())
    elif step == "return":
        lead.update(state=PartState.RETURNED, text=text[:400], at=timezone.now())
    elif step == "report":
        matter.outcome, matter.reported_by_id, matter.reported_on = text, who, today
        matter.late_days = working_days().late(matter.due_on, today) if matter.due_on else None
        matter.claims_completion = True
    elif step in ("send_back", "reopen"):
        matter.late_days, matter.reported_on, matter.done_on = None, None, None
        matter.times_returned += step == "send_back"
        matter.claims_completion = False
    elif step == "pass":
        matter.done_on = today
    elif step == "close":
        matter.closed_on = today


def _move_clocks(matter: Matter, step: str, text: str, today: datetime.date) -> None:
    if step in ("hand_out", "reopen"):
        clocks.start_clocks([start_of(matter)], on=today)
    elif step == "transfer":
        clocks.start_clocks([start_of(matter)], on=today)
        clocks.assign_clock(matter.key, organisation=matter.organisation)
    elif step == "accept":
        clocks.assign_clock(matter.key, organisation=matter.organisation, handler=matter.handler)
    elif step in ("report", "suspend"):
        clocks.pause(matter.key, MATTER.transition(step).label)
    elif step in ("send_back", "resume"):
        clocks.resume(matter.key, due_on=matter.due_on, reason=text, on=today)
    elif step in ("pass", "return", "withdraw", "cancel"):
        clocks.stop(matter.key, reason=MATTER.transition(step).label, on=today)
    run_state_clock(matter, today)


def _tell(matter: Matter, step: str, user: Any, text: str) -> None:
    words = {"step": MATTER.transition(step).label, "reason": text or "—"}
    if step in ("hand_out", "transfer"):
        tell_handed_out([matter], by=user)
    elif step == "report":
        tell("to_review", matter, reviewers(), by=user, **words)
    elif step == "return":
        tell("moved", matter, office(), by=user, **words)
    elif step in ("send_back", "withdraw", "suspend", "resume", "reopen", "close"):
        people = taking_part(matter) if step in ("withdraw", "close") else receivers_of(matter)
        tell("moved", matter, people, by=user, **words)


OPEN = tuple(each for each in MatterState.values if each not in RESTING)
"""States in which something is still owed."""
