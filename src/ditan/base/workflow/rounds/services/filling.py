"""What is typed into cells, kept as it comes: each cell for itself, against the version that the writer saw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.records.models import Direction
from ditan.base.refusal import InvalidFields
from ditan.base.workflow.models import Assignment, Cell, CellComment, RoundState, Submission, SubmissionState
from ditan.base.workflow.rounds.errors import NotYours, WrongState
from ditan.base.workflow.rounds.permissions import FILL, VIEW, require
from ditan.base.workflow.rounds.selectors.scope import approves, fills, reviews
from ditan.base.workflow.rounds.services.deeds import account_of, name_of, note_assignment
from ditan.base.workflow.rounds.values import Refused, read_note, read_value
from ditan.core.records.typed import clean

OPEN_TO_FILL = (SubmissionState.DRAFT, SubmissionState.RETURNED, SubmissionState.RESTATING)
MOST_CELLS = 1_000

SAVED, SAME, REFUSED, CONFLICT = "saved", "same", "refused", "conflict"


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed into one cell. None leaves a part as it is; `version` is that of the cell she saw.

    `verified` says that the value is right although a check doubts it (已核实).
    """

    asked: int
    version: int
    reported: str | None = None
    note: str | None = None
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What became of it. Of a conflict, `cell` says what somebody else wrote, and nothing was changed."""

    asked: int
    outcome: str
    message: str
    cell: Cell | None


@transaction.atomic
def save_cells(*, user: Any, assignment: Assignment, typed: Sequence[Typed]) -> list[Written]:
    """Keep these cells. Each is taken or refused for itself; none overwrites what its writer did not see."""
    require(user, FILL)
    submission = open_submission(user, assignment)
    if len(typed) > MOST_CELLS:
        raise InvalidFields({"cells": _("一次最多保存 %d 格；请分批粘贴。") % MOST_CELLS})
    cells = {
        each.asked_id: each for each in submission.cells.select_for_update(of=("self",)).select_related("asked__metric")
    }
    written = [_write(user, cells.get(each.asked), each) for each in typed]
    changed = [each.cell for each in written if each.outcome == SAVED and each.cell is not None]
    Cell.objects.bulk_update(
        changed,
        [
            *("state", "reported", "number", "unit", "note", "version", "changed_by_name", "changed_at"),
            *("verified", "verified_by_name"),
        ],
    )
    if changed:
        after = {
            each.asked.metric.code: [each.reported, each.note, *([_("已核实")] if each.verified else [])]
            for each in changed
        }
        note_assignment("cells_saved", user, assignment, after=after)
    return written


def _write(user: Any, cell: Cell | None, typed: Typed) -> Written:
    if cell is None:
        return Written(typed.asked, REFUSED, _("本表没有这个指标；请刷新页面。"), None)
    metric = cell.asked.metric
    try:
        note = cell.note if typed.note is None else read_note(typed.note)
        if typed.reported is None:
            value = None
        else:
            value = read_value(typed.reported, unit=cell.unit, is_text=metric.direction == Direction.TEXT)
    except Refused as refused:
        return Written(typed.asked, REFUSED, str(refused), cell)
    text = cell.reported if value is None else value.reported
    verified = text if typed.verified else (cell.verified if text == cell.verified else "")
    if (note, text, verified) == (cell.note, cell.reported, cell.verified):
        return Written(typed.asked, SAME, "", cell)
    if typed.version != cell.version:
        message = _("%(name)s于 %(when)s 已把这一格改为“%(text)s”；请选择保留哪一个。") % {
            "name": cell.changed_by_name or _("他人"),
            "when": f"{timezone.localtime(cell.changed_at):%H:%M}" if cell.changed_at else "—",
            "text": cell.reported or _("（空）"),
        }
        return Written(typed.asked, CONFLICT, message, cell)
    if value is not None:
        cell.state, cell.reported, cell.number = value.state, value.reported, value.number
    if verified != cell.verified:
        cell.verified, cell.verified_by_name = verified, name_of(user) if verified else ""
    cell.note, cell.version = note, cell.version + 1
    cell.changed_by_name, cell.changed_at = name_of(user), timezone.now()
    return Written(typed.asked, SAVED, "", cell)


def open_submission(user: Any, assignment: Assignment) -> Submission:
    """The submission, held for this transaction, where this user may write to it now."""
    if not fills(user, assignment):
        raise NotYours(_("这份填报表属于“%s”，您可以查看，不能填写。") % assignment.organisation.name)
    if assignment.round.state != RoundState.OPEN:
        raise WrongState(_("“%s”不在填报中，不能再填写；如需补报，请联系统筹单位。") % assignment.round.title)
    submission = Submission.objects.select_for_update().get(assignment=assignment)
    if submission.state not in OPEN_TO_FILL:
        raise WrongState(
            _("这份填报表%(state)s，不能再改；需要修改请先撤回，或请审核人退回。")
            % {"state": submission.get_state_display()}
        )
    return submission


@transaction.atomic
def comment(*, user: Any, assignment: Assignment, asked: int, text: str) -> CellComment:
    """A remark at a cell, by who fills in or reviews. It may be made at any time."""
    require(user, VIEW)
    if not (fills(user, assignment) or reviews(user, assignment) or approves(user, assignment)):
        raise NotYours(_("只有填报人和审核人可以批注。"))
    said = clean(text.replace("\r", "").replace("\n", " "))
    if not 1 <= len(said) <= 1000:
        raise InvalidFields({"text": _("批注应为 1—1000 个字符。")})
    cell = Cell.objects.select_related("asked__metric").get(submission__assignment=assignment, asked=asked)
    made = CellComment.objects.create(cell=cell, text=said, by_id=account_of(user), by_name=name_of(user))
    note_assignment("cell_commented", user, assignment, after={cell.asked.metric.code: said})
    return made
