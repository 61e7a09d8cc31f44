"""An organisation objects to a final score; the office answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.refusal import Changed, InvalidFields
from ditan.core.rubrics import RubricRefused, score_line
from ditan.domains.assessment.errors import NotYours, WrongState
from ditan.domains.assessment.models import Appeal, AppealState, AssessmentState, Cell, Stage
from ditan.domains.assessment.permissions import REVIEW, SCORE, require
from ditan.domains.assessment.rules import line_of, rules_of
from ditan.domains.assessment.selectors.scope import reviews, scores_for
from ditan.domains.assessment.services.deeds import account_of, name_of, note_assessment, step_of
from ditan.domains.assessment.services.scoring import arrive, cleaned
from ditan.domains.assessment.services.telling import tell_office, tell_participants

LONGEST = 4000


@transaction.atomic
def appeal(*, user: Any, cell: Cell, text: str) -> Appeal:
    """Object to the final score of a line."""
    require(user, SCORE)
    participant = cell.participant
    assessment = participant.assessment
    if not scores_for(user, participant):
        raise NotYours(_("“%s”的申诉须由该单位提出。") % participant.organisation_name)
    if assessment.state != AssessmentState.APPEAL:
        raise WrongState(_("考核现为“%s”，公示期间才能申诉。") % assessment.get_state_display())
    if assessment.appeal_due_on is not None and timezone.localdate() > assessment.appeal_due_on:
        raise WrongState(_("申诉已于 %s 截止；请联系统筹单位。") % assessment.appeal_due_on)
    if not text.strip() or len(text) > LONGEST:
        raise InvalidFields({"text": _("请写明申诉理由，1—%d 字。") % LONGEST})
    try:
        with transaction.atomic():
            made = Appeal.objects.create(
                participant=participant,
                cell=cell,
                text=text.strip(),
                points_before=cell.final_points,
                by_id=account_of(user),
                by_name=name_of(user),
                at=timezone.now(),
            )
    except IntegrityError as error:
        raise WrongState(_("这一项已有一件待答复的申诉；请等待答复。")) from error
    name = line_of(assessment, cell.line).name
    step_of(assessment, "appealed", user, participant=participant, text=f"{name}：{text.strip()}")
    note_assessment("appealed", user, assessment, participant=participant, after={"line": name}, detail=text.strip())
    tell_office("appealed", participant, by=user, reason=text, key=f"appeal-{made.pk}")
    return made


@transaction.atomic
def answer(
    *, user: Any, appeal: Appeal, version: int, uphold: bool, text: str, inputs: Mapping[str, Any] | None = None
) -> Appeal:
    """Uphold it, with other inputs or points, or keep the score; either way with words."""
    require(user, REVIEW)
    participant = appeal.participant
    assessment = participant.assessment
    if not reviews(user, participant):
        raise NotYours(_("“%s”的申诉不归您答复。") % participant.organisation_name)
    if assessment.state != AssessmentState.APPEAL or appeal.state != AppealState.OPEN:
        raise WrongState(_("这件申诉现为“%s”，不能再答复。") % appeal.get_state_display())
    if not text.strip() or len(text) > LONGEST:
        raise InvalidFields({"text": _("请写明答复意见，1—%d 字。") % LONGEST})
    line = line_of(assessment, appeal.cell.line)
    given = cleaned(line, inputs or {}, override=True)
    if uphold and given == appeal.cell.inputs:
        raise InvalidFields({"inputs": _("选择了“予以调整”，但数据和得分都没有改；请修改后再提交。")})
    if uphold:
        try:
            found = score_line(line, given, rules_of(assessment).decimals)
        except RubricRefused as refused:
            raise InvalidFields({"inputs": str(refused)}) from refused
        if found.points is None:
            raise InvalidFields({"inputs": _("还缺%s，算不出调整后的得分。") % "、".join(found.missing)})
    rows = Appeal.objects.filter(pk=appeal.pk)
    if not rows.filter(version=version).update(version=F("version") + 1):
        raise Changed(_("这件申诉刚由他人处理；请刷新页面。"))
    held = rows.select_related("cell", "participant__assessment").get()
    if uphold:
        cell = held.cell
        cell.version += 1
        arrive(cell, Stage.FINAL, given, found, {}, user, _("申诉调整：%s") % text.strip()[:900])
    held.state = AppealState.UPHELD if uphold else AppealState.REJECTED
    held.answer, held.answered_by_name, held.answered_at = text.strip(), name_of(user), timezone.now()
    held.points_after = held.cell.final_points
    held.save()
    said = f"{line.name}：{held.get_state_display()}，{text.strip()}"
    step_of(assessment, "answered", user, participant=participant, text=said)
    words = {"line": line.name, "state": held.state, "points": str(held.points_after)}
    note_assessment("answered", user, assessment, participant=participant, after=words, detail=text.strip())
    tell_participants("answered", assessment, [participant], by=user, reason=said, key=f"answer-{held.pk}")
    return held
