"""Asking for another deadline, and deciding on it; urging; putting a matter on the board (挂牌督办)."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.refusal import InvalidFields
from ditan.base.workflow.clocks import services as clocks
from ditan.domains.supervision.errors import NotYours, WrongState
from ditan.domains.supervision.models import Extension, ExtensionState, Matter
from ditan.domains.supervision.permissions import HANDLE, MANAGE, require
from ditan.domains.supervision.selectors.scope import handles, manages
from ditan.domains.supervision.services.deeds import account_of, check_text, held, name_of, note, step_of
from ditan.domains.supervision.services.telling import office, receivers_of, tell

EXTENDED_IN = ("handed_out", "accepted", "under_way")
URGE_AGAIN_AFTER = datetime.timedelta(hours=4)


@transaction.atomic
def ask_extension(*, user: Any, matter: Matter, version: int, due_on: datetime.date, reason: str) -> Extension:
    """Ask for a later deadline. Until it is decided the old one holds."""
    require(user, HANDLE)
    if not handles(user, matter):
        raise NotYours(_("只有主办单位可以申请延期。"))
    said = check_text(reason, "reason", 1000)
    found = held(matter, version)
    if found.state not in EXTENDED_IN:
        raise WrongState(_("督办事项%s，不能申请延期。") % found.get_state_display())
    assert found.due_on is not None
    errors = {}
    if due_on <= max(found.due_on, timezone.localdate() - datetime.timedelta(days=1)):
        errors["due_on"] = _("申请的时限 %(asked)s 应晚于现时限 %(due)s，且不早于今天。") % {
            "asked": due_on,
            "due": found.due_on,
        }
    if found.parent is not None and found.parent.due_on is not None and due_on > found.parent.due_on:
        errors["due_on"] = _("子任务的时限不能晚于上级事项 %(number)s 的时限 %(due)s。") % {
            "number": found.parent.number,
            "due": found.parent.due_on,
        }
    if not said:
        errors["reason"] = _("请写明延期理由。")
    if errors:
        raise InvalidFields(errors)
    if found.extensions.filter(state=ExtensionState.WAITING).exists():
        raise WrongState(_("已有一份延期申请待批；请等批复后再申请。"))
    made = Extension.objects.create(
        matter=found,
        due_on=found.due_on,
        asked_on=due_on,
        reason=said,
        asked_by_id=account_of(user),
        asked_by_name=name_of(user),
    )
    text = _("由 %(old)s 延至 %(new)s：%(why)s") % {"old": found.due_on, "new": due_on, "why": said}
    step_of(found, "extension_asked", text=text, user=user, organisation=_lead(found)).save()
    note(
        "extension_asked", user, found, before={"due_on": str(found.due_on)}, after={"due_on": str(due_on)}, detail=said
    )
    tell("extension_asked", found, office(), by=user, asked=due_on, reason=said)
    return made


@transaction.atomic
def decide_extension(
    *, user: Any, extension: Extension, version: int, grant: bool, due_on: datetime.date | None = None, text: str = ""
) -> Extension:
    """Grant it, up to another day where one is given, or refuse it with a reason. Granted, the clock starts anew."""
    require(user, MANAGE)
    if not manages(user):
        raise NotYours(_("延期由统筹单位批复。"))
    said = check_text(text, most=400)
    found = held(extension.matter, version)
    row = Extension.objects.select_for_update().get(pk=extension.pk)
    if row.state != ExtensionState.WAITING:
        raise WrongState(_("这份延期申请已批复：%s。") % row.get_state_display())
    if not grant and not said:
        raise InvalidFields({"text": _("不同意延期须写明理由。")})
    row.state = ExtensionState.GRANTED if grant else ExtensionState.REFUSED
    row.decision, row.decided_by_name, row.decided_at = said, name_of(user), timezone.now()
    if grant:
        until = due_on or row.asked_on
        if until < timezone.localdate() or until <= row.due_on:
            raise InvalidFields(
                {
                    "due_on": _("批准的时限 %(found)s 应晚于原时限 %(due)s，且不早于今天。")
                    % {"found": until, "due": row.due_on}
                }
            )
        row.granted_on = found.due_on = until
        found.save()
        clocks.move_due(found.key, until, row.reason)
    row.save()
    step = "extension_granted" if grant else "extension_refused"
    words = _("时限改为 %s") % row.granted_on if grant else _("时限仍为 %s") % row.due_on
    step_of(found, step, text="；".join(filter(None, (words, said))), user=user).save()
    note(step, user, found, before={"due_on": str(row.due_on)}, after={"due_on": str(found.due_on)}, detail=said)
    tell("extension_decided", found, receivers_of(found), by=user, decision=row.get_state_display(), reason=said or "—")
    return row


@transaction.atomic
def urge(*, user: Any, matter: Matter, version: int, text: str = "") -> int:
    """催办: tell the people who owe the next step now; not again within four hours. Gives how many."""
    require(user, MANAGE)
    if not manages(user):
        raise NotYours(_("催办由统筹单位办理。"))
    said = check_text(text, most=400)
    found, now = held(matter, version), timezone.now()
    if found.state not in EXTENDED_IN:
        raise WrongState(_("督办事项%s，不必催办。") % found.get_state_display())
    if found.urged_at and now - found.urged_at < URGE_AGAIN_AFTER:
        when = f"{timezone.localtime(found.urged_at):%H:%M}"
        raise WrongState(_("%s 刚催办过；请四小时后再催，或直接电话联系。") % when)
    found.urged_at = now
    found.save()
    told = tell("urged", found, receivers_of(found), by=user, reason=said or "—")
    step_of(found, "urged", text=said, user=user).save()
    note("urged", user, found, after={"told": told}, detail=said)
    return told


@transaction.atomic
def hang(*, user: Any, matter: Matter, version: int, on: bool, text: str) -> Matter:
    """Put a matter on the board, or take it from there; with a reason."""
    require(user, MANAGE)
    if not manages(user):
        raise NotYours(_("挂牌督办由统筹单位办理。"))
    said = check_text(text, most=400)
    if not said:
        raise InvalidFields({"text": _("请写明挂牌或摘牌的理由。")})
    found = held(matter, version)
    if found.is_hung == on:
        raise WrongState(_("这项督办已挂牌。") if on else _("这项督办没有挂牌。"))
    found.hung_on, found.hung_why = (timezone.localdate(), said) if on else (None, "")
    found.save()
    step = "hung" if on else "unhung"
    step_of(found, step, text=said, user=user).save()
    note(step, user, found, detail=said)
    if on:
        tell("hung", found, receivers_of(found), by=user, reason=said)
    return found


def _lead(matter: Matter) -> str:
    return matter.organisation.name if matter.organisation else ""
