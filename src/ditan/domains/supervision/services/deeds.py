"""Rows of the log and of a matter's own history, and holding a matter while it changes."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record
from ditan.base.notices.services.notifying import person_name
from ditan.base.refusal import Changed, InvalidFields
from ditan.base.workflow.clocks.calendar import working_days
from ditan.domains.supervision.models import Matter, MatterStep

LONGEST = 4000


def name_of(user: Any) -> str:
    """The person's name, or that of the account; "" for the platform."""
    return person_name(user) if user is not None and user.is_authenticated else ""


def account_of(user: Any) -> Any:
    """The key of the account, None for the platform."""
    return getattr(user, "pk", None)


def held(matter: Matter, version: int) -> Matter:
    """The matter, held for this transaction; `Changed` where something happened to it since."""
    rows = Matter.objects.filter(pk=matter.pk)
    if not rows.filter(version=version).update(version=F("version") + 1):
        found = rows.get()
        raise Changed(_("这项督办刚有变化，现为“%s”；请刷新页面后再办。") % found.get_state_display())
    return rows.select_related("organisation", "matter_class__chain", "handler", "reported_by", "parent").get()


def step_of(
    matter: Matter,
    step: str,
    *,
    before: str = "",
    text: str = "",
    user: Any = None,
    organisation: str = "",
    due: datetime.date | None = None,
    today: datetime.date | None = None,
) -> MatterStep:
    """A step of the matter's history, not stored yet; `due` is the last day that it had."""
    day = today or timezone.localdate()
    late = due is not None and day > due
    return MatterStep(
        matter=matter,
        step=step,
        before=before or matter.state,
        after=matter.state,
        text=text.strip(),
        organisation_name=organisation[:200],
        due_on=due,
        late=late,
        late_days=working_days().late(due, day) if late and due else None,
        by_id=account_of(user),
        by_name=name_of(user),
        at=timezone.now(),
    )


def note(act: str, user: Any, matter: Matter, *, before: Any = None, after: Any = None, detail: str = "") -> None:
    """A row of the log about a matter."""
    record(
        act=f"supervision.{act}",
        user=user,
        target_kind="supervision.matter",
        target_key=matter.pk,
        target_name=str(matter)[:200],
        before=before,
        after=after,
        detail=detail,
    )


def check_text(text: str, field: str = "text", most: int = LONGEST) -> str:
    """The text without blanks around it; refused where it is too long."""
    if len(text.strip()) > most:
        words = {"found": len(text.strip()), "most": most}
        raise InvalidFields({field: _("内容有 %(found)d 字，最多 %(most)d 字。") % words})
    return text.strip()
