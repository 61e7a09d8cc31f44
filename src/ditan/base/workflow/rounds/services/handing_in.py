"""The steps of a submission, as `core.machines.SUBMISSION` lists them: handed in, reviewed, returned, locked, restated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.refusal import Changed
from ditan.base.workflow.models import Assignment, Cell, RoundState, Submission, SubmissionState, SubmissionStep
from ditan.base.workflow.rounds.checking import Checked, check_submission
from ditan.base.workflow.rounds.errors import NotReady, NotYours, WrongState
from ditan.base.workflow.rounds.permissions import APPROVE, FILL, LOCK, REVIEW, VIEW, require
from ditan.base.workflow.rounds.selectors.scope import approves, fills, locks, reviews
from ditan.base.workflow.rounds.services.booking import book
from ditan.base.workflow.rounds.services.deeds import account_of, name_of, note_assignment
from ditan.base.workflow.rounds.services.telling import tell_step
from ditan.base.workflow.rounds.working_days import late_days
from ditan.core.machines import SUBMISSION, SubmissionContext, TransitionRefused

Reaches = Callable[[Any, Assignment], bool]

WHO: dict[str, Reaches] = {FILL: fills, REVIEW: reviews, APPROVE: approves, LOCK: locks}
"""Who may take a step that asks for this permission, besides holding it."""

NO_REVIEWER = "approve_department"
SNAPSHOTS = ("submit", "lock")
"""Steps that keep the values as they stood."""


@transaction.atomic
def take_step(*, user: Any, assignment: Assignment, step: str, version: int, reason: str = "") -> Submission:
    """Take one step of a submission.

    `NotReady` names what forbids handing it in; `WrongState` says what can be done instead; `Changed` that somebody
    else was first. On 锁定 the cells become observations.
    """
    transition = SUBMISSION.transition(step)
    require(user, transition.permission)
    if not WHO[transition.permission](user, assignment):
        raise NotYours(_("这份填报表不归您办理“%s”。") % transition.label)
    submission = _held(assignment, version)
    cells = list(submission.cells.select_related("asked__metric")) if step in SNAPSHOTS else None
    checked = check_submission(assignment, cells) if cells is not None and step == "submit" else None
    context = SubmissionContext(
        empty_cells=checked.empty if checked else 0,
        must_fix=checked.must_fix if checked else 0,
        unexplained=checked.unexplained if checked else 0,
        round_open=assignment.round.state == RoundState.OPEN,
        own=submission.submitted_by_id is not None and submission.submitted_by_id == account_of(user),
        reason=reason,
    )
    before = submission.state
    try:
        submission.state = SUBMISSION.apply(before, step, context)
    except TransitionRefused as refused:
        if checked is not None and checked.problems:
            raise NotReady(checked.verdict, checked.problems) from refused
        raise WrongState(str(refused)) from refused
    _arrive(user, assignment, submission, step)
    _note(user, assignment, submission, step, before, reason, cells)
    if step == "submit" and assignment.reviewer_id is None:
        _pass_by_itself(assignment, submission)
    if step == "lock":
        book(user=user, assignment=assignment, submission=submission)
    submission.save()
    tell_step(assignment, submission, step, reason, by=user)
    return submission


def possible_steps(user: Any, assignment: Assignment, submission: Submission) -> list[str]:
    """The steps that this user could take from here, conditions left aside."""
    return [
        each.code
        for each in SUBMISSION.leaving(submission.state)
        if user.has_perm(each.permission)
        and user.has_perm(VIEW)
        and WHO[each.permission](user, assignment)
        and not (each.code in ("approve_department", "return_department") and assignment.reviewer_id is None)
    ]


@transaction.atomic
def lock_all(*, user: Any, assignments: list[Assignment]) -> int:
    """Lock every approved one of these; gives how many."""
    done = 0
    for each in assignments:
        if each.submission.state == SubmissionState.APPROVED:
            take_step(user=user, assignment=each, step="lock", version=each.submission.version)
            done += 1
    return done


def _held(assignment: Assignment, version: int) -> Submission:
    """The submission, held for this transaction; `Changed` where somebody took a step since."""
    rows = Submission.objects.filter(assignment=assignment)
    if not rows.filter(version=version).update(version=F("version") + 1):
        found = rows.get()
        raise Changed(_("这份填报表刚由他人办理，现为“%s”；请刷新页面后再办。") % found.get_state_display())
    return rows.select_for_update(of=("self",)).get()


def _arrive(user: Any, assignment: Assignment, submission: Submission, step: str) -> None:
    """What a step leaves on the submission itself."""
    if step == "submit":
        today = timezone.localdate()
        submission.submitted_at, submission.submitted_by_id = timezone.now(), account_of(user)
        submission.submitted_by_name = name_of(user)
        if submission.edition == 1:
            submission.late = today > assignment.last_day
            submission.late_days = late_days(assignment.last_day, today) if submission.late else None
    elif step in ("return", "return_department"):
        submission.returned_times += 1
    elif step == "restate":
        submission.edition += 1
    elif step == "abandon_restatement":
        _put_back(submission)
        submission.edition -= 1


def _put_back(submission: Submission) -> None:
    """The cells as they stood when the submission was last locked."""
    locked = submission.steps.filter(step="lock").order_by("-pk").first()
    kept = {each["asked"]: each for each in (locked.values or [] if locked else [])}
    for cell in submission.cells.all():
        was = kept.get(cell.asked_id)
        if was is not None:
            cell.state, cell.reported, cell.number, cell.note = (
                was[name] for name in ("state", "reported", "number", "note")
            )
            cell.verified, cell.verified_by_name = was.get("verified", ""), was.get("verified_by", "")
            cell.version += 1
            cell.save()


def _note(
    user: Any,
    assignment: Assignment,
    submission: Submission,
    step: str,
    before: str,
    reason: str,
    cells: list[Cell] | None = None,
) -> None:
    """The step in the submission's own history, with the values as they stood, and in the log."""
    SubmissionStep.objects.create(
        submission=submission,
        step=step,
        before=before,
        after=submission.state,
        reason=reason.strip(),
        values=values_of(cells) if cells is not None else None,
        edition=submission.edition,
        by_id=account_of(user),
        by_name=name_of(user),
    )
    told = {"state": submission.state, "edition": submission.edition}
    note_assignment(f"submission_{step}", user, assignment, before={"state": before}, after=told, detail=reason.strip())


def values_of(cells: list[Cell]) -> list[dict[str, Any]]:
    """The cells as plain values."""
    return [
        {
            "asked": cell.asked_id,
            "code": cell.asked.metric.code,
            "name": cell.asked.metric.name,
            "state": cell.state,
            "reported": cell.reported,
            "number": cell.number,
            "unit": cell.unit,
            "note": cell.note,
            "verified": cell.verified,
            "verified_by": cell.verified_by_name,
        }
        for cell in cells
    ]


def _pass_by_itself(assignment: Assignment, submission: Submission) -> None:
    """Where no department looks at it first, it goes on to the coordinating office at once."""
    before = submission.state
    submission.state = SUBMISSION.apply(before, NO_REVIEWER, SubmissionContext())
    _note(None, assignment, submission, NO_REVIEWER, before, _("未设审核部门，直接送统筹审核"))


__all__ = ["Checked", "lock_all", "possible_steps", "take_step", "values_of"]
