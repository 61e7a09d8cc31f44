"""An evaluation begins, gets its cover, or is given up before anybody wrote in it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.refusal import InvalidFields
from ditan.domains.evaluation.chapters import templates
from ditan.domains.evaluation.errors import NotWhole, WrongState
from ditan.domains.evaluation.models import Chapter, Evaluation, Kind, Prose
from ditan.domains.evaluation.permissions import EDIT, require
from ditan.domains.evaluation.selectors.scope import reaches_all, require_whole
from ditan.domains.evaluation.services.held import hold, name_of, note
from ditan.domains.plans.models import PlanDocument
from ditan.domains.plans.selectors import get_plan

LONGEST = {"title": 300, "issuer": 200, "number": 100, "reason": 400}
SPAN = (2000, 2100)


@transaction.atomic
def make_evaluation(*, user: Any, plan: int, kind: str, year: int | None, reason: str = "") -> Evaluation:
    """A draft with the chapters of its kind. After a final one it is the next edition, which says why.

    `InvalidFields` by field.
    """
    require(user, EDIT)
    if not reaches_all(user, EDIT):
        raise NotWhole(_("评估报告覆盖全部部门，须由数据范围为“全部”的统筹人员编写。"))
    require_whole(user)
    found, errors = _plan(user, plan), dict[str, str]()
    if found is None:
        errors["plan"] = _("所选规划不存在或不可见；请重新选择。")
    if kind not in Kind.values:
        errors["kind"] = _("评估类型应为年度、中期或期末。")
    if wrong := _wrong_year(found, year):
        errors["year"] = wrong
    if errors:
        raise InvalidFields(errors)
    assert found is not None
    assert year is not None
    earlier = Evaluation.objects.filter(plan=found, kind=kind, year=year).order_by("-edition").first()
    if earlier is not None and earlier.is_draft:
        raise WrongState(_("“%s”已有草稿；请在草稿上继续编写。") % earlier.title)
    if earlier is not None and not reason.strip():
        raise InvalidFields({"reason": _("“%s”已定稿；再编一版须写明理由。") % earlier.title})
    made = Evaluation.objects.create(
        plan=found,
        kind=kind,
        year=year,
        edition=earlier.edition + 1 if earlier is not None else 1,
        reason=reason.strip()[: LONGEST["reason"]] if earlier is not None else "",
        title=title_of(found, kind, year)[: LONGEST["title"]],
        made_at=timezone.now(),
        made_by_name=name_of(user),
    )
    Chapter.objects.bulk_create(
        Chapter(evaluation=made, code=each.code, title=each.title, position=place)
        for place, each in enumerate(templates(kind), 1)
    )
    note("made", user, made, after={"kind": kind, "year": year, "edition": made.edition}, detail=made.reason)
    return made


def title_of(plan: PlanDocument, kind: str, year: int) -> str:
    """The title that a report begins with: the plan's, without what it says of its own state."""
    name = plan.title
    for opening, closing in (("(", ")"), ("（", "）")):
        start = name.rfind(opening)
        if start > 0 and name.endswith(closing):
            name = name[:start]
    word = {"annual": f"{year}年度评估报告", "mid": "中期评估报告", "final": "期末评估报告"}[kind]
    return f"{name}{word}"


def _plan(user: Any, pk: int) -> PlanDocument | None:
    try:
        return get_plan(user, pk)
    except PlanDocument.DoesNotExist:
        return None


def _wrong_year(plan: PlanDocument | None, year: int | None) -> str:
    if year is None:
        return _("请填写四位数的评估年度。")
    first = plan.period_start if plan is not None and plan.period_start else SPAN[0]
    last = plan.period_end if plan is not None and plan.period_end else SPAN[1]
    if not first <= year <= last:
        return _("评估年度 %(year)d 不在规划期（%(first)d—%(last)d 年）内；请核对。") % {
            "year": year,
            "first": first,
            "last": last,
        }
    if year > timezone.localdate().year:
        return _("评估年度 %(year)d 尚未开始，没有可评估的数据。") % {"year": year}
    return ""


@transaction.atomic
def change_details(*, user: Any, pk: int, version: int, title: str, issuer: str, number: str) -> Evaluation:
    """What stands on the cover."""
    given = {"title": title.strip(), "issuer": issuer.strip(), "number": number.strip()}
    errors = {
        name: _("最多 %(most)d 字，现为 %(found)d 字。") % {"most": LONGEST[name], "found": len(text)}
        for name, text in given.items()
        if len(text) > LONGEST[name]
    }
    if not given["title"]:
        errors["title"] = _("请填写报告标题。")
    if errors:
        raise InvalidFields(errors)
    held = hold(user, pk, version)
    before = {name: getattr(held, name) for name in given}
    for name, text in given.items():
        setattr(held, name, text)
    held.save(update_fields=[*given, "changed_at"])
    note("details_changed", user, held, before=before, after=given)
    return held


@transaction.atomic
def delete_draft(*, user: Any, pk: int, version: int) -> str:
    """Give a draft up in which nobody has written. Gives its title."""
    held = hold(user, pk, version)
    if Prose.objects.filter(chapter__evaluation=held).exists():
        raise WrongState(_("“%s”已有撰写的内容，不能删除；可继续编写。") % held.title)
    note("deleted", user, held)
    title = held.title
    held.delete()
    return title
