"""Buttons of those who take part: progress, signing, sub-tasks, milestones, extensions, explanations."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.answers import acting
from ditan.base.asking import typed
from ditan.base.directory.forms import key_of
from ditan.base.refusal import InvalidFields
from ditan.base.workflow.rounds.services.evidence import MOST_BYTES, too_large
from ditan.domains.supervision.forms import day_typed, number_typed, one_organisation, version_of
from ditan.domains.supervision.models import Matter
from ditan.domains.supervision.selectors.matters import get_matter
from ditan.domains.supervision.selectors.scope import visible_matters
from ditan.domains.supervision.services import (
    SubTask,
    ask_extension,
    decide_extension,
    explain,
    finish_milestone,
    move_below,
    remove_milestone,
    report_progress,
    save_milestone,
    sign_part,
    split,
)
from ditan.domains.supervision.views.steps import answered_with


@require_POST
@acting("supervision:list")
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Report progress, with files."""
    matter = get_matter(request.user, pk)

    def act() -> str:
        errors: dict[str, str] = {}
        percent = number_typed(request.POST, "percent", errors)
        if percent is not None and percent != int(percent):
            errors["percent"] = _("进度应为 0—100 的整数，收到 %s。") % percent
        uploads = request.FILES.getlist("file")
        for upload in uploads:
            if (upload.size or 0) > MOST_BYTES:
                errors["file"] = too_large(upload.name or "", upload.size or 0)
        if errors:
            raise InvalidFields(errors)
        report_progress(
            user=request.user,
            matter=matter,
            version=version_of(request.POST),
            text=typed(request, "text"),
            percent=None if percent is None else int(percent),
            period=typed(request, "period").strip(),
            claims_completion=bool(request.POST.get("claims")),
            files=[(each.name or "", each.read()) for each in uploads],
        )
        return _("进展已报送。")

    return answered_with(request, pk, act, "#progress")


@require_POST
@acting("supervision:list")
def sign(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """Sign for a part, send it back, or put one's name to the outcome."""
    matter = get_matter(request.user, pk)
    found = matter.parts.select_related("organisation", "matter").get(pk=part)
    what = request.POST.get("action", "")

    def act() -> str:
        if what not in ("accept", "return", "cosign"):
            raise InvalidFields({"action": _("请选择签收、退回或会签。")})
        done = sign_part(
            user=request.user, part=found, act=what, text=typed(request, "text"), version=version_of(request.POST)
        )
        return _("%(name)s：%(state)s。") % {"name": done.organisation.name, "state": done.get_state_display()}

    return answered_with(request, pk, act, "#parts")


@require_POST
@acting("supervision:list")
def split_(request: HttpRequest, pk: int) -> HttpResponse:
    """Divide a sub-task off."""
    matter = get_matter(request.user, pk)

    def act() -> str:
        errors: dict[str, str] = {}
        due = day_typed(request.POST, "due_on", errors)
        share = number_typed(request.POST, "share", errors)
        organisation = one_organisation(request.POST.get("organisation", ""), "organisation", errors)
        if due is None:
            errors.setdefault("due_on", _("请填写子任务的时限。"))
        if share is None:
            errors.setdefault("share", _("请填写子任务占本事项权重的百分比。"))
        if organisation is None:
            errors.setdefault("organisation", _("请填写子任务的主办单位。"))
        if errors:
            raise InvalidFields(errors)
        assert due is not None
        assert share is not None
        assert organisation is not None
        task = SubTask(typed(request, "title"), organisation, due, share, typed(request, "text"))
        made = split(user=request.user, matter=matter, version=version_of(request.POST), tasks=[task])
        return _("已分解并交办 %s。") % made[0].number

    return answered_with(request, pk, act, "#children")


@require_POST
@acting("supervision:list")
def move_below_(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a matter under another, named by its number; under none where it names none."""
    matter = get_matter(request.user, pk)

    def act() -> str:
        errors: dict[str, str] = {}
        number = typed(request, "parent").strip()
        share = number_typed(request.POST, "share", errors)
        parent = visible_matters(request.user).filter(number=number).first() if number else None
        if number and parent is None:
            errors["parent"] = _("没有编号为“%s”的督办事项；请核对。") % number[:24]
        if errors:
            raise InvalidFields(errors)
        move_below(
            user=request.user, matter=matter, parent=parent, version=version_of(request.POST), share=share or Decimal(0)
        )
        return _("已列入 %s 之下。") % number if number else _("已不属于任何上级事项。")

    return answered_with(request, pk, act)


@require_POST
@acting("supervision:list")
def milestone(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a milestone, or change one."""
    matter = get_matter(request.user, pk)
    key = key_of(request.POST.get("milestone"))
    there = matter.milestones.get(pk=key) if key else None

    def act() -> str:
        errors: dict[str, str] = {}
        due = day_typed(request.POST, "due_on", errors)
        if due is None:
            errors.setdefault("due_on", _("请填写节点的日期。"))
        if errors:
            raise InvalidFields(errors)
        assert due is not None
        made = save_milestone(
            user=request.user,
            matter=matter,
            title=typed(request, "title"),
            due_on=due,
            milestone=there,
            version=version_of(request.POST),
        )
        return (_("节点“%s”已修改。") if there else _("节点“%s”已登记。")) % made.title

    return answered_with(request, pk, act, "#milestones")


@require_POST
@acting("supervision:list")
def milestone_done(request: HttpRequest, pk: int, milestone: int) -> HttpResponse:
    """Note that a milestone was reached."""
    found = _matter(request, pk).milestones.select_related("matter").get(pk=milestone)

    def act() -> str:
        errors: dict[str, str] = {}
        on = day_typed(request.POST, "done_on", errors)
        if on is None:
            errors.setdefault("done_on", _("请填写完成日期。"))
        if errors:
            raise InvalidFields(errors)
        finish_milestone(
            user=request.user, milestone=found, on=on or datetime.date.min, version=version_of(request.POST)
        )
        return _("节点“%s”已完成。") % found.title

    return answered_with(request, pk, act, "#milestones")


@require_POST
@acting("supervision:list")
def milestone_remove(request: HttpRequest, pk: int, milestone: int) -> HttpResponse:
    """Take a milestone out."""
    found = _matter(request, pk).milestones.select_related("matter").get(pk=milestone)

    def act() -> str:
        remove_milestone(user=request.user, milestone=found)
        return _("节点“%s”已删除。") % found.title

    return answered_with(request, pk, act, "#milestones")


@require_POST
@acting("supervision:list")
def ask_extension_(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a later deadline."""
    matter = _matter(request, pk)

    def act() -> str:
        errors: dict[str, str] = {}
        due = day_typed(request.POST, "due_on", errors)
        if due is None:
            errors.setdefault("due_on", _("请填写申请的时限。"))
        if errors:
            raise InvalidFields(errors)
        assert due is not None
        ask_extension(
            user=request.user,
            matter=matter,
            version=version_of(request.POST),
            due_on=due,
            reason=typed(request, "text"),
        )
        return _("延期申请已提交，批复前仍按原时限。")

    return answered_with(request, pk, act)


@require_POST
@acting("supervision:list")
def decide_extension_(request: HttpRequest, pk: int, extension: int) -> HttpResponse:
    """Grant an extension, or refuse it."""
    found = _matter(request, pk).extensions.select_related("matter").get(pk=extension)

    def act() -> str:
        errors: dict[str, str] = {}
        due = day_typed(request.POST, "due_on", errors)
        if errors:
            raise InvalidFields(errors)
        done = decide_extension(
            user=request.user,
            extension=found,
            version=version_of(request.POST),
            grant=request.POST.get("action") == "grant",
            due_on=due,
            text=typed(request, "text"),
        )
        return _("延期申请：%s。") % done.get_state_display()

    return answered_with(request, pk, act)


@require_POST
@acting("supervision:list")
def explain_(request: HttpRequest, pk: int, finding: int) -> HttpResponse:
    """Say why a disagreement may stand."""
    found = _matter(request, pk).findings.select_related("matter").get(pk=finding)

    def act() -> str:
        explain(user=request.user, finding=found, reason=typed(request, "text"), version=version_of(request.POST))
        return _("说明已记录。")

    return answered_with(request, pk, act, "#findings")


def _matter(request: HttpRequest, pk: int) -> Matter:
    return get_matter(request.user, pk)
