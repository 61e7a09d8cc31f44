"""Sub-tasks, the weight that they take of their parent, and milestones."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.access.scope import scope_of
from ditan.base.directory.models import Organisation
from ditan.base.refusal import InvalidFields
from ditan.domains.supervision.errors import Circular, NotYours, WrongState
from ditan.domains.supervision.models import Matter, MatterStep, Milestone, Part
from ditan.domains.supervision.permissions import HANDLE, MANAGE, VIEW, require
from ditan.domains.supervision.selectors.scope import handles, manages
from ditan.domains.supervision.services.deeds import account_of, held, name_of, note, step_of
from ditan.domains.supervision.services.drawing_up import Draft, check, hand_out_many, parts_of
from ditan.domains.supervision.services.findings import look_at
from ditan.domains.supervision.services.numbering import again, numbered

SPLIT_IN = ("accepted", "under_way")
PLACES = Decimal("0.0001")
MOST_CHILDREN = 50
DEEPEST = 6


@dataclass(frozen=True, slots=True)
class SubTask:
    """A sub-task as somebody writes it: `share` is the percentage of its parent's weight that it takes."""

    title: str
    organisation: Organisation
    due_on: datetime.date
    share: Decimal
    text: str = ""


def split(*, user: Any, matter: Matter, version: int, tasks: Sequence[SubTask]) -> list[Matter]:
    """Divide sub-tasks off (分解) and hand them out. They end no later than their parent, and what they weigh is taken from
    it. The organisation that leads it gives them to itself, to those below it, or to those that cooperate."""
    _require_handler(user, matter)
    _check_tasks(user, matter, tasks)
    return again(lambda: _split(user, matter, version, tasks))


def _split(user: Any, matter: Matter, version: int, tasks: Sequence[SubTask]) -> list[Matter]:
    found, today = held(matter, version), timezone.localdate()
    if found.state not in SPLIT_IN:
        raise WrongState(_("督办事项%s，签收后、反馈前才能分解。") % found.get_state_display())
    taken = [(found.weight * each.share / 100).quantize(PLACES, ROUND_HALF_UP) for each in tasks]
    if sum(taken) > found.own_weight:
        left = (found.own_weight / found.weight * 100).quantize(Decimal("0.1"))
        raise InvalidFields({"share": _("子任务权重合计超过上级事项剩余的 %s%%；请调整。") % left})
    made = []
    for task, weight in zip(tasks, taken, strict=True):
        child = Matter(
            title=task.title.strip(),
            text=task.text.strip(),
            kind=found.kind,
            measure=found.measure,
            source=found.source,
            parent=found,
            organisation=task.organisation,
            due_on=task.due_on,
            matter_class=found.matter_class,
            reporting=found.reporting,
            weight=weight,
            own_weight=weight,
            created_by_id=account_of(user),
            created_by_name=name_of(user),
            demo=found.demo,
        )
        made.append(child)
    numbered(made, today.year)
    Matter.objects.bulk_create(made)
    Part.objects.bulk_create([part for each in made for part in parts_of(each, ())])
    MatterStep.objects.bulk_create([step_of(each, "drawn_up", user=user) for each in made])
    hand_out_many(user, made, today)
    found.own_weight -= sum(taken, Decimal(0))
    if found.state == "accepted":
        found.state, found.state_due_on = "under_way", None
    found.save()
    words = "、".join(f"{each.number} {each.title}" for each in made)
    step_of(found, "split", text=words, user=user).save()
    note("split", user, found, after={"children": [each.number for each in made]})
    return made


@transaction.atomic
def move_below(
    *, user: Any, matter: Matter, parent: Matter | None, version: int, share: Decimal = Decimal(0)
) -> Matter:
    """Put a matter with all below it under another, or under none. Below itself it cannot come (`Circular`)."""
    require(user, MANAGE)
    if not manages(user):
        raise NotYours(_("调整上级事项由统筹单位办理。"))
    found = held(matter, version)
    if parent is not None:
        refuse_circle(found, parent)
        if found.due_on and parent.due_on and found.due_on > parent.due_on:
            words = {"child": found.due_on, "parent": parent.due_on}
            raise InvalidFields(
                {"parent": _("子任务时限 %(child)s 晚于上级事项时限 %(parent)s；请先调整时限。") % words}
            )
    if found.children.exists():
        raise WrongState(_("“%s”自己有子任务，权重已经分出；请先调整它的子任务。") % found.title)
    old = found.parent
    if old is not None:
        Matter.objects.filter(pk=old.pk).update(own_weight=old.own_weight + found.weight, version=old.version + 1)
    if parent is not None:
        upper = Matter.objects.select_for_update().get(pk=parent.pk)
        weight = (upper.weight * share / 100).quantize(PLACES, ROUND_HALF_UP)
        if weight <= 0 or weight > upper.own_weight:
            raise InvalidFields({"share": _("所占权重应大于 0，并不超过上级事项剩余的权重 %s。") % upper.own_weight})
        found.weight = found.own_weight = weight
        Matter.objects.filter(pk=upper.pk).update(own_weight=upper.own_weight - weight, version=upper.version + 1)
    found.parent = parent
    found.save()
    words_ = {"old": old.number if old else "—", "new": parent.number if parent else "—"}
    step_of(found, "moved_below", text=_("%(old)s → %(new)s") % words_, user=user).save()
    note("moved_below", user, found, before={"parent": words_["old"]}, after={"parent": words_["new"]})
    return found


def refuse_circle(matter: Matter, parent: Matter) -> None:
    """A matter cannot stand below itself or below what stands below it. A query a level."""
    at: Matter | None = parent
    way = [matter.number]
    while at is not None:
        way.append(at.number)
        if at.pk == matter.pk:
            raise Circular(
                _("“%(parent)s”就是“%(child)s”本身或它的下级（%(way)s），不能作它的上级；请另选。")
                % {"parent": parent.title, "child": matter.title, "way": " ← ".join(way)}
            )
        if len(way) > DEEPEST:
            raise Circular(_("子任务层级超过 %d 级；请减少层级。") % DEEPEST)
        at = at.parent


@transaction.atomic
def save_milestone(
    *,
    user: Any,
    matter: Matter,
    title: str,
    due_on: datetime.date,
    milestone: Milestone | None = None,
    version: int = 0,
) -> Milestone:
    """Set a milestone, or change one that was not reached yet. It lies within the matter's span."""
    _require_handler(user, matter)
    errors = {}
    if not 1 <= len(title.strip()) <= 200:
        errors["title"] = _("请填写节点名称，1—200 字。")
    first, last = matter.handed_out_on or timezone.localtime(matter.created_at).date(), matter.due_on
    if last is None or not first <= due_on <= last:
        errors["due_on"] = _(
            "节点日期 %(found)s 不在事项的起止之间（%(first)s 至 %(last)s）；请改在其中，或先申请延期。"
        ) % {
            "found": due_on,
            "first": first,
            "last": last or "—",
        }
    if errors:
        raise InvalidFields(errors)
    made, before = Milestone(matter=matter, version=0), None
    if milestone is not None:
        made = Milestone.objects.select_for_update().get(pk=milestone.pk)
        if made.version != version:
            raise WrongState(_("这个节点刚被他人修改；请刷新页面后再办。"))
        if made.done_on is not None:
            raise WrongState(_("“%s”已登记完成，不能修改。") % made.title)
        before = {"title": made.title, "due_on": str(made.due_on)}
    made.title, made.due_on, made.by_name = title.strip(), due_on, name_of(user)
    made.version += 1
    made.save()
    act = "milestone_changed" if before else "milestone_set"
    was = f"{before['title']}（{before['due_on']}）→" if before else ""
    step_of(matter, act, text=f"{was}{made.title}（{made.due_on}）", user=user).save()
    note(act, user, matter, before=before, after={"title": made.title, "due_on": str(made.due_on)})
    return made


@transaction.atomic
def finish_milestone(*, user: Any, milestone: Milestone, on: datetime.date, version: int) -> Milestone:
    """Note when a milestone was reached: not on a day that is still to come."""
    matter = milestone.matter
    _require_handler(user, matter)
    if on > timezone.localdate():
        raise InvalidFields({"done_on": _("完成日期 %s 还没到；请填今天或以前的日期。") % on})
    if not Milestone.objects.filter(pk=milestone.pk, version=version).update(
        done_on=on, version=version + 1, by_name=name_of(user)
    ):
        raise WrongState(_("这个节点刚被他人修改；请刷新页面后再办。"))
    step_of(
        matter, "milestone_done", text=f"{milestone.title}（{on}）", user=user, due=milestone.due_on, today=on
    ).save()
    note("milestone_done", user, matter, after={"title": milestone.title, "done_on": str(on)})
    look_at([Matter.objects.select_related("organisation").get(pk=matter.pk)])
    return Milestone.objects.get(pk=milestone.pk)


@transaction.atomic
def remove_milestone(*, user: Any, milestone: Milestone) -> None:
    """Take out a milestone that was not reached; the history keeps that it was there."""
    matter = milestone.matter
    _require_handler(user, matter)
    if milestone.done_on is not None:
        raise WrongState(_("“%s”已登记完成，不能删除。") % milestone.title)
    step_of(matter, "milestone_removed", text=f"{milestone.title}（{milestone.due_on}）", user=user).save()
    note("milestone_removed", user, matter, before={"title": milestone.title, "due_on": str(milestone.due_on)})
    milestone.delete()


def _require_handler(user: Any, matter: Matter) -> None:
    """The organisation that leads it, or the office."""
    require(user, VIEW)
    if not (handles(user, matter) or manages(user)):
        require(user, HANDLE)
        raise NotYours(_("这项督办由主办单位分解和登记节点，不归您办理。"))


def _check_tasks(user: Any, matter: Matter, tasks: Sequence[SubTask]) -> None:
    errors: dict[str, str] = {}
    if not 1 <= len(tasks) <= MOST_CHILDREN:
        errors["title"] = _("一次可分解 1—%d 项子任务。") % MOST_CHILDREN
    allowed = None if manages(user) else reachable_organisations(user, matter)
    for place, task in enumerate(tasks, start=1):
        try:
            check(
                Draft(title=task.title, text=task.text, organisation=task.organisation, due_on=task.due_on),
                hand_out=True,
            )
        except InvalidFields as refused:
            errors |= {name: _("第 %d 项：") % place + words for name, words in refused.errors.items()}
        if not Decimal(0) < task.share <= 100:
            errors["share"] = _("第 %(place)d 项：所占权重应大于 0%%、不超过 100%%，收到 %(found)s%%。") % {
                "place": place,
                "found": task.share,
            }
        if matter.due_on is not None and task.due_on > matter.due_on:
            errors["due_on"] = _("第 %(place)d 项：子任务时限 %(child)s 晚于本事项时限 %(parent)s。") % {
                "place": place,
                "child": task.due_on,
                "parent": matter.due_on,
            }
        if allowed is not None and task.organisation.pk not in allowed:
            errors["organisation"] = _(
                "第 %(place)d 项：“%(name)s”不是本单位、下属单位或协办单位，不能直接分解给它。"
            ) % {
                "place": place,
                "name": task.organisation.name,
            }
    if errors:
        raise InvalidFields(errors)


def reachable_organisations(user: Any, matter: Matter) -> frozenset[int]:
    """The organisations to which a lead may give sub-tasks: those that it reaches, and those that cooperate."""
    return scope_of(user, HANDLE).organisations | frozenset(matter.parts.values_list("organisation", flat=True))
