"""The steps that people take with an alert, as `core.machines.ALERT` lists them; who it is given to; its files."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.alerts.clocks import set_clock
from ditan.base.alerts.errors import NotYours, WrongState
from ditan.base.alerts.models import Alert, AlertEvidence, AlertState
from ditan.base.alerts.permissions import ASSIGN, CHECK, HANDLE, MUTE, VIEW, require
from ditan.base.alerts.selectors.scope import assigns, checks, handles, mutes
from ditan.base.alerts.services.deeds import account_of, name_of, note_alert, step_of
from ditan.base.alerts.services.evaluating import unmuted
from ditan.base.alerts.services.telling import coordinators, handlers_of, tell
from ditan.base.directory.models import Organisation
from ditan.base.records.services import receive_file
from ditan.base.refusal import Changed, InvalidFields
from ditan.base.workflow.rounds.services.evidence import MOST_FILES, check_file
from ditan.core.machines import ALERT, AlertContext, TransitionRefused

Reaches = Callable[[Any, Alert], bool]
WHO: dict[str, Reaches] = {HANDLE: handles, CHECK: checks, MUTE: mutes}
"""Who may take a step that asks for this permission, besides holding it."""

LONGEST = 4000
LONGEST_MUTE = datetime.timedelta(days=366)
EVIDENCE_IN = (AlertState.ACKNOWLEDGED, AlertState.DISPOSING, AlertState.REPORTED)


def permission_of(step: str) -> str:
    """The permission that a step asks for; who may mute may end a silence too."""
    return ALERT.transition(step).permission or MUTE


@transaction.atomic
def take_step(
    *, user: Any, alert: Alert, step: str, version: int, text: str = "", until: datetime.date | None = None
) -> Alert:
    """Take one step. `text` is the measure, the outcome, the reason or a remark, as the step wants it.

    `WrongState` says what is missing or what can be done instead; `Changed` that somebody else was first.
    """
    transition = ALERT.transition(step)
    permission = permission_of(step)
    require(user, permission)
    if not WHO[permission](user, alert):
        raise NotYours(_("这条预警不归您办理“%s”。") % transition.label)
    if len(text) > LONGEST:
        raise InvalidFields(
            {"text": _("内容有 %(found)d 字，最多 %(most)d 字。") % {"found": len(text), "most": LONGEST}}
        )
    if step == "mute":
        _check_until(until)
    held = _held(alert, version)
    today, before, due = timezone.localdate(), held.state, held.due_on
    if step == "unmute":
        _apply(held, step, user, text, until)
        held.version -= 1  # what `unmuted` adds, `_held` added already
        unmuted(held, today, by=user, why=text)
        note_alert(
            "step_unmute", user, held, before={"state": before}, after={"state": held.state}, detail=text.strip()
        )
        tell("raised", held, handlers_of(held), by=user)
        return held
    held.state = _apply(held, step, user, text, until)
    _arrive(held, step, user, text, until)
    set_clock(held, held.rule.clocks, today)
    held.save()
    said = _("静默至 %(until)s：%(why)s") % {"until": until, "why": text.strip()} if step == "mute" else text
    step_of(held, step, before=before, text=said, user=user, due=due, today=today).save()
    note_alert(f"step_{step}", user, held, before={"state": before}, after={"state": held.state}, detail=said.strip())
    _tell_step(held, step, user, text)
    return held


def possible_steps(user: Any, alert: Alert) -> list[str]:
    """The steps that this user could take from here, conditions left aside."""
    return [
        each.code
        for each in ALERT.leaving(alert.state)
        if user.has_perm(permission_of(each.code))
        and user.has_perm(VIEW)
        and WHO[permission_of(each.code)](user, alert)
        and not (each.code in ("check", "send_back") and _own(user, alert))
    ]


def _own(user: Any, alert: Alert) -> bool:
    return account_of(user) in {alert.disposed_by_id, alert.reported_by_id} - {None}


def _apply(alert: Alert, step: str, user: Any, text: str, until: datetime.date | None) -> str:
    context = AlertContext(
        has_handler=alert.responsible_id is not None,
        measure=text,
        outcome=text,
        own=_own(user, alert),
        mute_ends=until is not None,
        reason=text,
    )
    try:
        return ALERT.apply(alert.state, step, context)
    except TransitionRefused as refused:
        hint = _("请先由统筹单位指派责任单位。") if step == "acknowledge" and not context.has_handler else ""
        raise WrongState(str(refused) + hint) from refused


def _arrive(alert: Alert, step: str, user: Any, text: str, until: datetime.date | None) -> None:
    """What a step leaves on the alert itself."""
    who = account_of(user)
    if step == "acknowledge":
        alert.handler_id = who
    elif step == "dispose":
        alert.measure, alert.disposed_by_id = text.strip(), who
    elif step == "report":
        alert.outcome, alert.reported_by_id = text.strip(), who
    elif step == "close":
        alert.closed_at = timezone.now()
    elif step == "mute":
        alert.muted_until, alert.muted_why = until, text.strip()[:400]


def _check_until(until: datetime.date | None) -> None:
    today = timezone.localdate()
    if until is None:
        raise InvalidFields({"until": _("请填写静默的截止日期，如 %s。") % (today + datetime.timedelta(days=30))})
    if not today <= until <= today + LONGEST_MUTE:
        raise InvalidFields(
            {
                "until": _("静默截止日期 %(found)s 应在 %(first)s—%(last)s 之间。")
                % {"found": until, "first": today, "last": today + LONGEST_MUTE}
            }
        )


def _tell_step(alert: Alert, step: str, user: Any, text: str) -> None:
    if step == "report":
        tell("to_check", alert, coordinators(), by=user, reason=text)
    elif step == "send_back":
        people = [*handlers_of(alert), *([alert.reported_by] if alert.reported_by else [])]
        tell("sent_back", alert, people, by=user, reason=text)
    elif step == "close":
        tell("closed", alert, handlers_of(alert), by=user)


def _held(alert: Alert, version: int) -> Alert:
    """The alert, held for this transaction; `Changed` where something happened to it since."""
    rows = Alert.objects.filter(pk=alert.pk)
    if not rows.filter(version=version).update(version=F("version") + 1):
        found = rows.get()
        raise Changed(_("这条预警刚有变化，现为“%s”；请刷新页面后再办。") % found.get_state_display())
    return rows.select_related("rule", "responsible", "handler", "reported_by").get()


@transaction.atomic
def assign(*, user: Any, alert: Alert, organisation: Organisation, version: int, reason: str = "") -> Alert:
    """Give the alert to an organisation. Whoever signed for it before is relieved of it."""
    require(user, ASSIGN)
    if not assigns(user, alert):
        raise NotYours(_("这条预警不归您指派。"))
    held = _held(alert, version)
    if held.state not in (AlertState.TRIGGERED, AlertState.ACKNOWLEDGED, AlertState.DISPOSING):
        raise WrongState(_("预警现为“%s”，不能再指派；已反馈的请先复核退回。") % held.get_state_display())
    before = held.responsible.name if held.responsible else "—"
    held.responsible, held.handler = organisation, None
    held.save()
    said = _("%(before)s → %(after)s") % {"before": before, "after": organisation.name}
    said += f"：{reason.strip()}" if reason.strip() else ""
    step_of(held, "assigned", before=held.state, text=said, user=user).save()
    note_alert("assigned", user, held, before={"responsible": before}, after={"responsible": organisation.name})
    tell("raised", held, handlers_of(held), by=user)
    return held


def add_evidence(*, user: Any, alert: Alert, name: str, data: bytes, note: str = "") -> AlertEvidence:
    """Keep a file with the alert."""
    require(user, HANDLE)
    _require_open_for_evidence(user, alert)
    check_file(name, data)
    with transaction.atomic():
        if alert.evidence.filter(removed_at=None).count() >= MOST_FILES:
            raise InvalidFields({"file": _("每条预警最多 %d 个佐证文件；请先撤下不用的。") % MOST_FILES})
        source = receive_file(name=name, data=data, user=user)
        made = AlertEvidence.objects.create(alert=alert, source=source, note=note.strip()[:400], by_name=name_of(user))
        step_of(alert, "evidence_added", before=alert.state, text=source.name, user=user).save()
        note_alert("evidence_added", user, alert, after={"file": source.name})
    return made


@transaction.atomic
def remove_evidence(*, user: Any, alert: Alert, pk: int) -> None:
    """Take a file back. It stays on record and is no longer offered."""
    require(user, HANDLE)
    _require_open_for_evidence(user, alert)
    found = alert.evidence.select_related("source").get(pk=pk, removed_at=None)
    found.removed_at, found.removed_by_name = timezone.now(), name_of(user)
    found.save(update_fields=["removed_at", "removed_by_name"])
    step_of(alert, "evidence_removed", before=alert.state, text=found.source.name, user=user).save()
    note_alert("evidence_removed", user, alert, before={"file": found.source.name})


def _require_open_for_evidence(user: Any, alert: Alert) -> None:
    if not handles(user, alert):
        raise NotYours(_("这条预警不归您办理，不能增减佐证材料。"))
    if alert.state not in EVIDENCE_IN:
        raise WrongState(_("预警现为“%s”，签收后、复核前才能增减佐证材料。") % alert.get_state_display())
