"""A workbook is read and shown row by row; what is ticked is then taken in. Nothing is stored before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.records.services import clean_name
from ditan.base.workflow.models import Assignment, Cell, SheetImport
from ditan.base.workflow.rounds import workbook as w
from ditan.base.workflow.rounds.errors import SheetRefused, WrongState
from ditan.base.workflow.rounds.past import periods_of
from ditan.base.workflow.rounds.permissions import FILL, require
from ditan.base.workflow.rounds.services.deeds import account_of, name_of, note_assignment
from ditan.base.workflow.rounds.services.filling import Typed, Written, open_submission, save_cells
from ditan.base.workflow.rounds.values import Refused, read_note, read_value
from ditan.core.records import UnitMismatch, factor_between

CHANGE, SAME, REFUSED = "change", "same", "refused"


@transaction.atomic
def read_workbook(*, user: Any, assignment: Assignment, name: str, data: bytes) -> SheetImport:
    """Read a workbook and say of each row what it would change. No cell is touched."""
    require(user, FILL)
    submission = open_submission(user, assignment)
    mark, lines = w.read_workbook(data)
    _refuse_other_template(assignment, mark)
    cells = {cell.asked.metric.code: cell for cell in submission.cells.select_related("asked__metric")}
    counts = Counter(line.cells.get(w.CODE, "") for line in lines)
    rows = [_row(line, cells.get(line.cells.get(w.CODE, "")), counts) for line in lines]
    submission.sheets.filter(state=SheetImport.State.WAITING).update(state=SheetImport.State.DROPPED)
    made = SheetImport.objects.create(
        submission=submission, name=clean_name(name), rows=rows, by_id=account_of(user), by_name=name_of(user)
    )
    note_assignment("sheet_read", user, assignment, after={"file": made.name, "rows": len(rows)})
    return made


@transaction.atomic
def take_rows(*, user: Any, assignment: Assignment, sheet: int, chosen: Collection[int]) -> list[Written]:
    """Take the chosen rows in, each against the version that was there when the workbook was read."""
    require(user, FILL)
    submission = open_submission(user, assignment)
    found = submission.sheets.select_for_update(of=("self",)).get(pk=sheet)
    if found.state != SheetImport.State.WAITING:
        raise WrongState(_("这次导入%s，不能再次确认；请重新上传。") % found.get_state_display())
    typed = [
        Typed(each["asked"], each["version"], each["reported"], each["note"])
        for each in found.rows
        if each["outcome"] == CHANGE and each["row"] in chosen
    ]
    written = save_cells(user=user, assignment=assignment, typed=typed)
    found.state = SheetImport.State.TAKEN
    found.save(update_fields=["state"])
    saved = sum(each.outcome == "saved" for each in written)
    note_assignment("sheet_taken", user, assignment, after={"file": found.name, "cells": saved})
    return written


def _refuse_other_template(assignment: Assignment, mark: w.Mark) -> None:
    asking = assignment.round
    told = {"title": mark.title, "period": periods_of(mark.period).now_name, "now": periods_of(asking.period).now_name}
    if mark.round != asking.pk:
        raise SheetRefused(
            _("这是“%(title)s”（%(period)s）的模板，本轮是%(now)s；请下载本轮模板，把数值贴进去再上传。") % told
        )
    if mark.assignment != assignment.pk:
        raise SheetRefused(_("这是其他单位或其他统计对象的模板；请在本页下载模板后填写。"))
    if mark.version != asking.template_version:
        raise SheetRefused(_("模板已更新（您上传的是旧版）；请重新下载模板，把数值贴进去再上传。"))


class Misplaced(Refused):
    """A refused cell, with the title of its column."""

    def __init__(self, title: str, message: str) -> None:
        super().__init__(message)
        self.title = title


@contextmanager
def at(title: str) -> Iterator[None]:
    """Say of a refusal in which column it arose."""
    try:
        yield
    except Refused as refused:
        raise Misplaced(title, str(refused)) from refused


def _row(line: w.Line, cell: Cell | None, counts: Counter[str]) -> dict[str, Any]:
    code = line.cells.get(w.CODE, "")
    found: dict[str, Any] = {
        "row": line.number,
        "place": line.place(w.VALUE),
        "code": code,
        "name": line.cells.get(w.NAME, "").removesuffix("*"),
        "asked": cell.asked_id if cell else 0,
        "version": cell.version if cell else 0,
        "before": cell.reported if cell else "",
        "note_before": cell.note if cell else "",
        "reported": "",
        "note": "",
        "outcome": REFUSED,
        "message": "",
    }
    try:
        found |= _taken(line, cell, counts[code])
    except Misplaced as refused:
        found["message"], found["place"] = str(refused), line.place(refused.title)
        found["reported"], found["note"] = line.cells.get(w.VALUE, "")[:100], line.cells.get(w.NOTE, "")[:200]
    return found


def _taken(line: w.Line, cell: Cell | None, count: int) -> dict[str, Any]:
    if cell is None:
        raise Misplaced(
            w.CODE,
            _("本轮没有编码为“%s”的指标；请不要改动“指标编码”列。") % line.cells.get(w.CODE, "")[:40],
        )
    if count > 1:
        raise Misplaced(
            w.CODE,
            _("编码“%(code)s”出现了 %(n)d 行，不知以哪一行为准；请只留一行。")
            % {"code": line.cells[w.CODE], "n": count},
        )
    metric = cell.asked.metric
    with at(w.UNIT):
        _same_unit(line.cells.get(w.UNIT, ""), cell.unit)
    with at(w.STATE):
        written = _written(line)
    with at(w.VALUE):
        value = read_value(written, unit=cell.unit, is_text=metric.direction == "text")
    with at(w.NOTE):
        note = read_note(line.cells.get(w.NOTE, ""))
    same = (value.reported, note) == (cell.reported, cell.note)
    return {"reported": value.reported, "note": note, "outcome": SAME if same else CHANGE, "name": metric.name}


def _written(line: w.Line) -> str:
    """The value column and the drop-down beside it, as one text."""
    text, state = line.cells.get(w.VALUE, ""), line.cells.get(w.STATE, "")
    if state in (w.UNKNOWN, w.NOT_APPLICABLE):
        if text and text != state:
            raise Refused(
                _("“数值”填了 %(text)s，“数据情况”选了“%(state)s”，两者矛盾；请只留一个。")
                % {
                    "text": text[:40],
                    "state": state,
                }
            )
        return state
    if state and state != w.NUMBER:
        raise Refused(_("“数据情况”为“%s”，应为 数值、未知、不适用 之一；请从下拉列表选择。") % state[:20])
    return text


def _same_unit(written: str, unit: str) -> None:
    if not written or written == unit:
        return
    try:
        factor = factor_between(written, unit)
    except UnitMismatch:
        raise Refused(
            _("单位被改为“%(found)s”，与“%(unit)s”不是同类单位；请恢复原单位。")
            % {
                "found": written[:20],
                "unit": unit or _("无"),
            }
        ) from None
    raise Refused(
        _("单位被改为“%(found)s”，本指标按“%(unit)s”报送；请恢复原单位，数值乘以 %(factor)g。")
        % {
            "found": written[:20],
            "unit": unit,
            "factor": factor,
        }
    )
