"""The clocks of a matter: one towards its deadline, one for the step that is next where its class sets days for it."""

from __future__ import annotations

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from ditan.base.workflow.clocks import services as clocks
from ditan.base.workflow.clocks.calendar import working_days
from ditan.core.clocks import YearUnknown
from ditan.core.machines.matters import OWED_BY_RECEIVER
from ditan.domains.supervision.models import Matter
from ditan.domains.supervision.permissions import HANDLE, MANAGE

CLOCKED = ("handed_out", "accepted", "reported", "under_review", "done")
"""States in which a class may set a clock: what is next is 签收, 开始办理, 受理审核, 审核, 销号."""
STEP = ":step"
SOON = 3


def page_of(pk: int) -> str:
    """The address of a matter's page."""
    return reverse("supervision:matter", args=[pk])


def start_of(matter: Matter) -> clocks.Start:
    """The clock towards a matter's deadline."""
    assert matter.due_on is not None
    return clocks.Start(
        key=matter.key,
        title=f"{matter.number} {matter.title}",
        due_on=matter.due_on,
        link=page_of(matter.pk),
        organisation=matter.organisation,
        handler=matter.handler,
        chain=matter.matter_class.chain if matter.matter_class else None,
        handles=HANDLE,
        office=MANAGE,
        soon=soon_of(matter),
        demo=matter.demo,
    )


def soon_of(matter: Matter) -> int:
    """How many working days before its deadline a matter turns yellow."""
    return matter.matter_class.soon if matter.matter_class else SOON


def set_state_due(matter: Matter, today: datetime.date) -> None:
    """The last day of the step that is next, on the matter itself; none where its class sets no days, or the holidays of
    that year are not published."""
    days = matter.matter_class.clocks.get(matter.state) if matter.matter_class else None
    matter.state_due_on = None
    if days is not None:
        try:
            matter.state_due_on = working_days().shift(today, int(days))
        except YearUnknown:
            pass


def run_state_clock(matter: Matter, today: datetime.date) -> None:
    """Let the clock of the step that is next run, and that of the last one stop."""
    clocks.stop(matter.key + STEP, on=today)
    start = state_start_of(matter)
    if start is not None:
        clocks.start_clocks([start], on=today)


def state_start_of(matter: Matter) -> clocks.Start | None:
    """The clock of the step that is next, None where its class sets no days for it."""
    if matter.state_due_on is None:
        return None
    receiver = matter.state in OWED_BY_RECEIVER
    words = {"state": matter.get_state_display(), "number": matter.number, "title": matter.title}
    return clocks.Start(
        key=matter.key + STEP,
        title=_("%(state)s：%(number)s %(title)s") % words,
        due_on=matter.state_due_on,
        link=page_of(matter.pk),
        organisation=matter.organisation if receiver else None,
        handler=matter.handler if receiver else None,
        chain=matter.matter_class.chain if matter.matter_class else None,
        handles=HANDLE if receiver else "",
        office=MANAGE,
        soon=1,
        demo=matter.demo,
    )
