"""An assessment is begun for several organisations, and moved from one stage to the next."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.directory.models import Organisation
from ditan.base.refusal import Changed, InvalidFields
from ditan.core.machines import ASSESSMENT, AssessmentContext, TransitionRefused
from ditan.domains.assessment.errors import NotYours, NumberMissing, WrongState
from ditan.domains.assessment.models import (
    Appeal,
    AppealState,
    Assessment,
    Cell,
    Participant,
    RubricVersion,
    Stage,
)
from ditan.domains.assessment.permissions import MANAGE, require
from ditan.domains.assessment.rules import rules_of
from ditan.domains.assessment.selectors.scope import manages
from ditan.domains.assessment.services.deeds import note_assessment, step_of
from ditan.domains.assessment.services.freezing import freeze
from ditan.domains.assessment.services.scoring import carry
from ditan.domains.assessment.services.telling import tell_participants

MOST_ORGANISATIONS = 300
FIRST_YEAR, LAST_YEAR = 2000, 2100


@transaction.atomic
def begin_assessment(
    *,
    user: Any,
    title: str,
    year: int,
    rubric_version: RubricVersion,
    organisations: Sequence[Organisation],
    self_due_on: datetime.date | None = None,
    note: str = "",
    demo: bool = False,
) -> Assessment:
    """Begin: every organisation is asked for its own scores by this version of the rubric, whatever is issued later."""
    _require_manager(user)
    _check(title, year, organisations, self_due_on)
    made = Assessment.objects.create(
        title=title.strip(),
        year=year,
        rubric_version=rubric_version,
        self_due_on=self_due_on,
        note=note.strip(),
        demo=demo,
        started_at=timezone.now(),
    )
    participants = [
        Participant(assessment=made, organisation=each, organisation_name=each.name, position=place)
        for place, each in enumerate(organisations)
    ]
    participants = Participant.objects.bulk_create(participants)
    lines = rules_of(made).lines
    cells = [
        Cell(
            participant=each,
            line=line.code,
            position=place,
            missing=[asked.label for asked in line.rule.inputs(line.parameters)],
        )
        for each in participants
        for place, line in enumerate(lines)
    ]
    Cell.objects.bulk_create(cells, batch_size=500)
    words = {"rubric": str(rubric_version), "organisations": len(participants), "year": year}
    step_of(made, "begun", user, text=str(rubric_version))
    note_assessment("begun", user, made, after=words)
    tell_participants("asked", made, participants, by=user)
    return made


def _check(title: str, year: int, organisations: Sequence[Organisation], self_due_on: datetime.date | None) -> None:
    errors: dict[str, str] = {}
    if not title.strip() or len(title.strip()) > 200:
        errors["title"] = _("请填写考核名称，1—200 字。")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        errors["year"] = _("考核年度应为四位年份，如 2026。")
    if not organisations:
        errors["organisations"] = _("请至少选择一个被考核单位。")
    elif len(organisations) > MOST_ORGANISATIONS:
        errors["organisations"] = _("一次最多考核 %d 个单位。") % MOST_ORGANISATIONS
    elif len({each.pk for each in organisations}) < len(organisations):
        errors["organisations"] = _("同一单位选了两次；请删去一个。")
    if self_due_on is not None and self_due_on < timezone.localdate():
        errors["self_due_on"] = _("自评截止日期 %s 已过；请改为今天或以后。") % self_due_on
    if errors:
        raise InvalidFields(errors)


@transaction.atomic
def take_step(
    *,
    user: Any,
    assessment: Assessment,
    step: str,
    version: int,
    reason: str = "",
    appeal_due_on: datetime.date | None = None,
) -> Assessment:
    """Move the assessment on or back. Where a number is missing, `NumberMissing` names it; closing freezes the result."""
    _require_manager(user)
    transition = ASSESSMENT.transition(step)
    if step == "publish" and appeal_due_on is not None and appeal_due_on < timezone.localdate():
        raise InvalidFields({"appeal_due_on": _("申诉截止日期 %s 已过；请改为今天或以后。") % appeal_due_on})
    held = _held(assessment, version)
    before = held.state
    if before in transition.sources and step in ("finalise", "publish", "close"):
        refuse_missing(held, "review_points" if step == "finalise" else "final_points")
    try:
        held.state = ASSESSMENT.apply(before, step, context_of(held, reason))
    except TransitionRefused as refused:
        raise WrongState(str(refused)) from refused
    now = timezone.now()
    cells = Cell.objects.filter(participant__assessment=held)
    if step == "finalise":
        carry(cells.filter(final_points=None), Stage.FINAL, user, _("取审核得分"))
    elif step == "back_to_review":
        carry(cells.filter(stage=Stage.FINAL), Stage.REVIEW, user, _("退回审核，沿用核定得分"))
    elif step == "reopen":
        held.participants.exclude(handed_in_at=None).update(handed_in_at=None, version=F("version") + 1)
    elif step == "publish":
        held.published_at, held.appeal_due_on = now, appeal_due_on
    elif step == "close":
        held.closed_at = now
    held.save()
    step_of(held, step, user, before=before, text=reason)
    note_assessment(step, user, held, before={"state": before}, after={"state": held.state}, detail=reason.strip())
    if step == "close":
        freeze(user, held)
    if step in ("publish", "close", "reopen", "withdraw"):
        tell_participants(_NOTICES[step], held, held.participants.all(), by=user, reason=reason)
    return held


_NOTICES = {"publish": "published", "close": "closed", "reopen": "reopened", "withdraw": "withdrawn"}


def context_of(assessment: Assessment, reason: str = "") -> AssessmentContext:
    """What the steps of this assessment depend on."""
    cells = Cell.objects.filter(participant__assessment=assessment)
    return AssessmentContext(
        all_handed_in=not assessment.participants.filter(handed_in_at=None).exists(),
        all_reviewed=not cells.filter(review_points=None).exists(),
        complete=not cells.filter(final_points=None).exists(),
        appeals_open=Appeal.objects.filter(participant__assessment=assessment, state=AppealState.OPEN).count(),
        reason=reason,
    )


def refuse_missing(assessment: Assessment, column: str) -> None:
    """`NumberMissing` with every organisation and line that has no score of that stage."""
    names = {line.code: line.name for line in rules_of(assessment).lines}
    rows = Cell.objects.filter(participant__assessment=assessment, **{column: None})
    rows = rows.order_by("participant__position", "participant", "position")
    lacking = [
        f"{organisation}“{names[line]}”" + (f"（{'、'.join(missing)}）" if missing else "")
        for organisation, line, missing in rows.values_list("participant__organisation_name", "line", "missing")
    ]
    if lacking:
        raise NumberMissing(lacking)


def possible_steps(user: Any, assessment: Assessment) -> list[str]:
    """The steps that this user could take from here, conditions left aside."""
    if not manages(user):
        return []
    return [each.code for each in ASSESSMENT.leaving(assessment.state)]


def _require_manager(user: Any) -> None:
    require(user, MANAGE)
    if not manages(user):
        raise NotYours(_("考核面向各单位，须由数据范围为“全部”的统筹人员组织。"))


def _held(assessment: Assessment, version: int) -> Assessment:
    rows = Assessment.objects.filter(pk=assessment.pk)
    if not rows.filter(version=version).update(version=F("version") + 1):
        found = rows.get()
        raise Changed(_("这次考核刚有变化，现为“%s”；请刷新页面后再办。") % found.get_state_display())
    return rows.select_related("rubric_version").get()
