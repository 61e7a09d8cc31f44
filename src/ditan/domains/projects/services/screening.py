"""The screening of a 两高 project: checklist, decision, conditions and what became of them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.refusal import InvalidFields
from ditan.core.machines import SCREENING, ScreeningContext, TransitionRefused
from ditan.domains.projects.errors import WrongState
from ditan.domains.projects.models import (
    ITEMS,
    Answer,
    Project,
    Screening,
    ScreeningCondition,
    ScreeningItem,
    ScreeningState,
)
from ditan.domains.projects.permissions import EDIT, SCREEN
from ditan.domains.projects.services.clocks import keep_clocks
from ditan.domains.projects.services.deeds import held, note
from ditan.domains.projects.services.sums import refresh

CODES = tuple(code for code, _name, _asked in ITEMS)


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """An answer to an item of the checklist, as it was typed."""

    answer: str = ""
    basis: str = ""
    note: str = ""


def _screening_of(project: Project) -> Screening:
    """The screening, begun with an empty checklist where there is none."""
    if project.is_two_high is not True:
        raise WrongState(_("“%s”没有判定为“两高”项目，不需要审查；请先在项目信息中判定。") % project.name)
    found, made = Screening.objects.get_or_create(project=project)
    if made:
        ScreeningItem.objects.bulk_create([ScreeningItem(screening=found, code=code) for code in CODES])
    return found


@transaction.atomic
def fill_checklist(*, user: Any, project: Project, version: int, items: Mapping[str, ItemDraft]) -> Screening:
    """Answer items of the checklist. An answer cites the document that it rests on."""
    held_one = held(user, project, version, SCREEN)
    found = _screening_of(held_one)
    if found.state != ScreeningState.CHECKING:
        raise WrongState(_("审查已有结论“%s”，清单不能再改；如需修改，请先“重新审查”。") % found.get_state_display())
    errors: dict[str, str] = {}
    rows = {each.code: each for each in found.items.all()}
    for code, draft in items.items():
        if code not in rows or draft.answer not in ("", *Answer.values):
            errors[f"{code}.answer"] = _("清单没有这一项或这个结论；请刷新页面。")
        elif draft.answer and not draft.basis.strip():
            errors[f"{code}.basis"] = _("“%s”有结论，请写明依据文号；不适用的写明依据的目录或标准。") % (
                rows[code].get_code_display()
            )
    if errors:
        raise InvalidFields(errors)
    before = {code: rows[code].answer for code in items}
    for code, draft in items.items():
        row = rows[code]
        row.answer, row.basis, row.note = draft.answer, draft.basis.strip()[:200], draft.note.strip()[:2000]
        row.save()
    answered = [
        f"{rows[code].get_code_display()}：{rows[code].get_answer_display()}" for code in items if items[code].answer
    ]
    note(
        "screening",
        user,
        held_one,
        before=before,
        after={c: d.answer for c, d in items.items()},
        text="；".join(answered),
    )
    return found


@transaction.atomic
def add_condition(
    *, user: Any, project: Project, version: int, text: str, due_on: datetime.date | None
) -> ScreeningCondition:
    """A condition that the decision will be bound to, with the day by which it must be fulfilled."""
    held_one = held(user, project, version, SCREEN)
    found = _screening_of(held_one)
    if found.state != ScreeningState.CHECKING:
        raise WrongState(_("审查已有结论“%s”，不能再加条件；如需修改，请先“重新审查”。") % found.get_state_display())
    errors: dict[str, str] = {}
    if not text.strip():
        errors["text"] = _("请填写附加条件。")
    if due_on is None:
        errors["due_on"] = _("请填写落实期限，如 2026-12-31。")
    elif due_on < timezone.localdate():
        errors["due_on"] = _("期限 %s 已经过去；请填写今后的日期。") % due_on
    if errors:
        raise InvalidFields(errors)
    assert due_on is not None
    made = ScreeningCondition.objects.create(screening=found, text=text.strip()[:400], due_on=due_on)
    note("condition", user, held_one, after={"text": made.text, "due_on": due_on}, text=f"{made.text}（{due_on}）")
    return made


@transaction.atomic
def drop_condition(*, user: Any, project: Project, version: int, pk: int) -> None:
    """Take back a condition before the decision."""
    held_one = held(user, project, version, SCREEN)
    row = ScreeningCondition.objects.select_related("screening").get(pk=pk, screening__project=held_one)
    if row.screening.state != ScreeningState.CHECKING:
        raise WrongState(_("审查已有结论，附加条件不能删除；请登记落实情况。"))
    row.delete()
    note("condition", user, held_one, before={"text": row.text}, text=_("删除条件：%s") % row.text)


@transaction.atomic
def fulfil_condition(
    *, user: Any, project: Project, version: int, pk: int, done_on: datetime.date | None, outcome: str
) -> ScreeningCondition:
    """Say how and when a condition was fulfilled. The organisation that leads the project does so."""
    held_one = held(user, project, version, EDIT)
    row = ScreeningCondition.objects.get(pk=pk, screening__project=held_one)
    errors: dict[str, str] = {}
    if done_on is None or done_on > timezone.localdate():
        errors["done_on"] = _("请填写实际落实的日期，不晚于今天。")
    if not outcome.strip():
        errors["outcome"] = _("请写明落实情况及佐证材料。")
    if errors:
        raise InvalidFields(errors)
    row.done_on, row.outcome, row.version = done_on, outcome.strip()[:400], row.version + 1
    row.save()
    refresh([held_one])
    keep_clocks(held_one)
    note(
        "condition",
        user,
        held_one,
        after={"done_on": done_on, "outcome": row.outcome},
        text=f"{row.text}：{row.outcome}",
    )
    return row


@transaction.atomic
def decide(
    *,
    user: Any,
    project: Project,
    version: int,
    step: str,
    document: str = "",
    on: datetime.date | None = None,
    body: str = "",
    text: str = "",
) -> Screening:
    """Take a step of `core.machines.SCREENING`: the decision, or opening it again."""
    held_one = held(user, project, version, SCREEN)
    found = _screening_of(held_one)
    items = list(found.items.all())
    before = found.state
    context = ScreeningContext(
        unanswered=sum(not each.answer for each in items),
        unmet=sum(each.answer == Answer.NOT_MET for each in items),
        unfounded=sum(bool(each.answer) and not each.basis for each in items),
        document_number=document,
        day=on,
        conditions=found.conditions.count(),
        reason=text,
    )
    try:
        found.state = SCREENING.apply(before, step, context)
    except TransitionRefused as refused:
        raise WrongState(str(refused)) from refused
    if on is not None and on > timezone.localdate():
        raise InvalidFields({"on": _("决定日期 %s 还没有到。") % on})
    if step == "reopen":
        if held_one.state not in ("stock", "cancelled"):
            raise WrongState(_("项目现为“%s”，不能重新审查；请先取消并恢复到储备。") % held_one.get_state_display())
        found.document_number, found.decided_on = "", None
    else:
        found.document_number, found.decided_on = document.strip()[:100], on
        found.body, found.opinion = body.strip()[:200], text.strip()[:4000]
    found.version += 1
    found.save()
    refresh([held_one])
    keep_clocks(held_one)
    note(
        f"screening_{step}",
        user,
        held_one,
        before={"state": before},
        after={"state": found.state, "document": found.document_number},
        text=text,
        states=(before, found.state),
        on=on,
        document=document.strip()[:100],
    )
    return found
