"""Scores: an organisation's own, the reviewer's, the final one; taken from elsewhere; handed in and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.refusal import Changed, InvalidFields
from ditan.core.rubrics import OVERRIDE, Line, LineScore, RubricRefused, score_line
from ditan.domains.assessment.errors import NotYours, WrongState
from ditan.domains.assessment.feeds import FEEDS
from ditan.domains.assessment.models import Assessment, AssessmentState, Cell, Participant, Remark, Score, Stage
from ditan.domains.assessment.permissions import REVIEW, SCORE, VIEW, require
from ditan.domains.assessment.rules import line_of, rules_of
from ditan.domains.assessment.selectors.scope import manages, reviews, scores_for
from ditan.domains.assessment.services.deeds import account_of, name_of, note_assessment, step_of
from ditan.domains.assessment.services.telling import tell_office, tell_participants

LONGEST = 1000
SELF_OPEN = (AssessmentState.SELF_SCORING, AssessmentState.REVIEW)


def may_self_score(user: Any, participant: Participant) -> bool:
    """Whether the user can change the organisation's own scores now."""
    return _self_open(participant) and scores_for(user, participant)


def may_review(user: Any, participant: Participant) -> bool:
    """Whether the user can give reviewed or final scores now."""
    state = participant.assessment.state
    there = state in (AssessmentState.REVIEW, AssessmentState.FINAL) and not _self_open(participant)
    return there and reviews(user, participant)


def _self_open(participant: Participant) -> bool:
    state = participant.assessment.state
    if participant.handed_in_at is not None:
        return False
    return state == AssessmentState.SELF_SCORING or (state == AssessmentState.REVIEW and bool(participant.returned_why))


@transaction.atomic
def save_score(
    *,
    user: Any,
    cell: Cell,
    version: int,
    inputs: Mapping[str, Any],
    text: str = "",
    source: Mapping[str, Any] | None = None,
) -> Cell:
    """Score one line at the stage at which its assessment is.

    What the rule refuses, as points above the maximum, is `InvalidFields` and nothing is changed. A reviewer who departs
    from what stands says why.
    """
    participant = cell.participant
    stage = _stage_for(user, participant)
    if len(text) > LONGEST:
        raise InvalidFields(
            {"text": _("说明有 %(found)d 字，最多 %(most)d 字。") % {"found": len(text), "most": LONGEST}}
        )
    line = line_of(participant.assessment, cell.line)
    given = cleaned(line, inputs, override=stage != Stage.SELF)
    if stage != Stage.SELF and given != cell.inputs and not text.strip():
        raise InvalidFields({"text": _("与原来的数据不同，请写明理由。")})
    found = _scored(participant.assessment, line, given)
    held = _held(cell, version)
    same = given == cell.inputs and bool(cell.source.get("link"))
    kept = dict(source) if source is not None else (cell.source if same else {})
    arrive(held, stage, given, found, kept, user, text)
    note_assessment(
        "scored",
        user,
        participant.assessment,
        participant=participant,
        before={"line": cell.line, "points": _text(cell.points)},
        after={"line": cell.line, "stage": stage, "points": _text(found.points)},
        detail=text.strip(),
    )
    return held


def cleaned(line: Line, inputs: Mapping[str, Any], *, override: bool) -> dict[str, Any]:
    """The inputs that the line asks for, as text, and points set against the rule where that is allowed."""
    asked = [each.name for each in line.rule.inputs(line.parameters)] + ([OVERRIDE] if override else [])
    given = {name: _plain(inputs[name]) for name in asked if inputs.get(name) is not None}
    return {name: value for name, value in given.items() if value}


def _plain(value: Any) -> str:
    """An input as it is kept: yes and no as words, all else as it was typed."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value).strip()
    return {"是": "yes", "否": "no"}.get(text, text)


def arrive(
    cell: Cell, stage: str, given: Mapping[str, Any], found: LineScore, source: Mapping[str, Any], user: Any, text: str
) -> Score:
    """Keep the score, and let it stand."""
    made = score_row(cell, stage, given, found, source, user, text)
    made.save()
    stand(cell, made)
    cell.save()
    return made


def score_row(
    cell: Cell, stage: str, given: Mapping[str, Any], found: LineScore, source: Mapping[str, Any], user: Any, text: str
) -> Score:
    """A score that is not stored yet."""
    return Score(
        cell=cell,
        stage=stage,
        inputs=dict(given),
        points=found.points,
        met=found.met,
        failed=found.failed,
        working=found.working[:500],
        missing=list(found.missing),
        source=dict(source),
        text=text.strip(),
        by_id=account_of(user),
        by_name=name_of(user),
        at=timezone.now(),
    )


def stand(cell: Cell, score: Score) -> None:
    """Copy a score onto its cell. Scores of later stages fall: they were given to something else."""
    cell.stage, cell.inputs, cell.points, cell.met = score.stage, score.inputs, score.points, score.met
    cell.failed, cell.working, cell.missing, cell.source = score.failed, score.working, score.missing, score.source
    if score.stage == Stage.SELF:
        cell.self_points, cell.review_points, cell.final_points = score.points, None, None
    elif score.stage == Stage.REVIEW:
        cell.review_points, cell.final_points = score.points, None
    else:
        cell.final_points = score.points


@transaction.atomic
def accept_rest(*, user: Any, participant: Participant) -> int:
    """Take over what stands for every line that has no reviewed score yet; lines that lack a number are left. Gives how
    many."""
    require(user, REVIEW)
    if participant.assessment.state != AssessmentState.REVIEW or not may_review(user, participant):
        raise _not_now(participant)
    rows = list(participant.cells.filter(review_points=None).exclude(points=None).order_by("position"))
    carry(rows, Stage.REVIEW, user, _("同意自评得分"))
    if rows:
        words = {"lines": len(rows)}
        note_assessment("accepted", user, participant.assessment, participant=participant, after=words)
    return len(rows)


def carry(cells: Iterable[Cell], stage: str, user: Any, text: str) -> None:
    """Let the standing scores of these cells stand at a later stage too. Two statements and one for each hundred rows."""
    rows = list(cells)
    made = []
    for cell in rows:
        found = LineScore(cell.line, cell.points, cell.met, cell.working, tuple(cell.missing), cell.failed)
        score = score_row(cell, stage, cell.inputs, found, cell.source, user, text)
        made.append(score)
        stand(cell, score)
        cell.version += 1
    Score.objects.bulk_create(made, batch_size=500)
    fields = ["stage", "review_points", "final_points", "version"]
    Cell.objects.bulk_update(rows, fields, batch_size=200)


@transaction.atomic
def feed(*, user: Any, participant: Participant) -> tuple[int, list[str]]:
    """Take the inputs of the lines that have a feed. Gives how many were taken, and what could not be, in words.

    A line whose inputs are the same already stays as it is, so that doing it twice changes nothing.
    """
    require(user, VIEW)
    if not (_self_open(participant) and (scores_for(user, participant) or manages(user))):
        raise _not_now(participant)
    assessment = participant.assessment
    taken, lacking = 0, list[str]()
    fed = {line.code: line for line in rules_of(assessment).lines if line.feed}
    for cell in participant.cells.filter(line__in=list(fed)).order_by("position"):
        line = fed[cell.line]
        got = FEEDS[line.feed["kind"]].take(
            user, line.feed, line.kind, line.parameters, participant.organisation, assessment.year
        )
        if got.missing:
            lacking.append(f"{line.name}：{got.missing}")
            continue
        given = cleaned(line, got.inputs, override=False)
        if given == cell.inputs and cell.source == got.source:
            continue
        found = _scored(assessment, line, given)
        arrive(_held(cell, cell.version), Stage.SELF, given, found, got.source, user, "")
        taken += 1
    note_assessment("fed", user, assessment, participant=participant, after={"taken": taken, "lacking": lacking})
    return taken, lacking


@transaction.atomic
def hand_in(*, user: Any, participant: Participant, version: int, note: str = "") -> Participant:
    """Hand the organisation's own scores in. Lines that lack a number are named, and want a word why."""
    require(user, SCORE)
    if not may_self_score(user, participant):
        raise _not_now(participant)
    names = {line.code: line.name for line in rules_of(participant.assessment).lines}
    open_lines = participant.cells.filter(points=None).order_by("position").values_list("line", flat=True)
    lacking = [names[code] for code in open_lines]
    if lacking and not note.strip():
        raise WrongState(
            _("还有 %(number)d 项没有得分：%(names)s。请补填；确实没有数据的，在“缺项说明”中写明后再提交。")
            % {"number": len(lacking), "names": "、".join(lacking[:10]) + ("……" if len(lacking) > 10 else "")}
        )
    held = _held_participant(participant, version)
    held.handed_in_at, held.handed_in_by_name = timezone.now(), name_of(user)
    held.handed_in_note, held.returned_why = note.strip()[:400], ""
    held.save()
    step_of(held.assessment, "handed_in", user, participant=held, text=note)
    note_assessment("handed_in", user, held.assessment, participant=held, detail=note.strip())
    tell_office("handed_in", held, by=user)
    return held


@transaction.atomic
def hand_back(*, user: Any, participant: Participant, version: int, reason: str) -> Participant:
    """Give an organisation's scores back to it, with a reason; what it scored stays."""
    require(user, REVIEW)
    state = participant.assessment.state
    if state not in SELF_OPEN or participant.handed_in_at is None or not reviews(user, participant):
        raise _not_now(participant)
    if not reason.strip():
        raise InvalidFields({"text": _("请写明退回理由。")})
    held = _held_participant(participant, version)
    held.handed_in_at, held.handed_in_by_name, held.returned_why = None, "", reason.strip()[:400]
    held.save()
    step_of(held.assessment, "handed_back", user, participant=held, text=reason)
    note_assessment("handed_back", user, held.assessment, participant=held, detail=reason.strip())
    tell_participants("handed_back", held.assessment, [held], by=user, reason=reason)
    return held


@transaction.atomic
def remark(*, user: Any, cell: Cell, text: str) -> Remark:
    """Say something about a line."""
    require(user, VIEW)
    participant = cell.participant
    if not (scores_for(user, participant) or reviews(user, participant)):
        raise NotYours(_("这个单位的考核不归您办理，不能批注。"))
    if not participant.assessment.is_open:
        raise WrongState(_("考核%s，不能再批注。") % participant.assessment.get_state_display())
    if not text.strip() or len(text) > LONGEST:
        raise InvalidFields({"text": _("请填写批注，1—%d 字。") % LONGEST})
    made = Remark.objects.create(
        cell=cell, text=text.strip(), by_id=account_of(user), by_name=name_of(user), at=timezone.now()
    )
    note_assessment("remarked", user, participant.assessment, participant=participant, detail=text.strip()[:200])
    return made


def _stage_for(user: Any, participant: Participant) -> Stage:
    if _self_open(participant):
        if reviews(user, participant) and not scores_for(user, participant):
            raise _not_now(participant)
        require(user, SCORE)
        if not scores_for(user, participant):
            raise NotYours(_("“%s”的自评不归您填写。") % participant.organisation_name)
        return Stage.SELF
    if participant.assessment.state == AssessmentState.CLOSED:  # whoever may see it hears why, whatever her part in it
        raise _not_now(participant)
    require(user, REVIEW)
    if not may_review(user, participant):
        raise _not_now(participant)
    return Stage.REVIEW if participant.assessment.state == AssessmentState.REVIEW else Stage.FINAL


def _not_now(participant: Participant) -> WrongState:
    words = {"name": participant.organisation_name, "state": participant.assessment.get_state_display()}
    if participant.handed_in_at is not None and participant.assessment.state == AssessmentState.SELF_SCORING:
        return WrongState(_("“%(name)s”的自评已提交，请等待审核；需要修改的，请审核人退回。") % words)
    if participant.returned_why and participant.handed_in_at is None:
        return WrongState(_("“%(name)s”的自评已退回、尚未重新提交，不能审核。") % words)
    if _self_open(participant):
        return WrongState(_("“%(name)s”的自评尚未提交，须由该单位填写。") % words)
    return WrongState(_("考核现为“%(state)s”，“%(name)s”此时不能这样办理。") % words)


def _scored(assessment: Assessment, line: Line, given: Mapping[str, Any]) -> LineScore:
    try:
        return score_line(line, given, rules_of(assessment).decimals)
    except RubricRefused as refused:
        raise InvalidFields({"inputs": str(refused)}) from refused


def _held(cell: Cell, version: int) -> Cell:
    rows = Cell.objects.filter(pk=cell.pk)
    if not rows.filter(version=version).update(version=F("version") + 1):
        found = rows.get()
        raise Changed(_("这一项刚由他人改为 %s 分；请刷新页面后再改。") % (_text(found.points) or "—"))
    return rows.get()


def _held_participant(participant: Participant, version: int) -> Participant:
    rows = Participant.objects.filter(pk=participant.pk)
    if not rows.filter(version=version).update(version=F("version") + 1):
        raise Changed(_("“%s”的考核刚有变化；请刷新页面后再办。") % participant.organisation_name)
    return rows.select_related("assessment__rubric_version", "organisation").get()


def _text(points: Any) -> str | None:
    return None if points is None else f"{points.normalize():f}"
