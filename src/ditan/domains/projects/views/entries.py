"""Forms and buttons that write to a project and its parts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ditan.base.answers import acting, answered
from ditan.base.asking import typed
from ditan.base.directory.forms import key_of
from ditan.base.refusal import Refusal
from ditan.base.workflow.rounds.services.evidence import MOST_BYTES, too_large
from ditan.domains.projects import services
from ditan.domains.projects.forms import entries
from ditan.domains.projects.forms.fields import Field, Reader
from ditan.domains.projects.models import Project
from ditan.domains.projects.permissions import APPROVE, EDIT, require
from ditan.domains.projects.selectors.money import money_history
from ditan.domains.projects.views.forms import form_page, project_for, wanted

forms = require_http_methods(["GET", "HEAD", "POST"])


@forms
@answered
def new(request: HttpRequest) -> HttpResponse:
    """A new project."""
    require(request.user, EDIT)

    def save(read: Reader, version: int) -> Project:
        draft = entries.draft_of_project(read)
        wanted(read)
        return services.make_project(user=request.user, draft=draft)

    return form_page(
        request,
        title=_("新增项目"),
        fields=entries.PROJECT_FIELDS,
        stored={},
        save=save,
        done=_("已录入储备项目。请登记计划资金和工程量。"),
    )


@forms
@answered
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What a project says of itself."""
    project = project_for(request, pk)

    def save(read: Reader, version: int) -> Project:
        draft = entries.draft_of_project(read)
        wanted(read)
        return services.edit_project(user=request.user, project=project, version=version, draft=draft)

    stored = entries.typed_of_project(project)
    title, done = _("修改项目信息"), _("已保存。")
    return form_page(
        request, title=title, fields=entries.PROJECT_FIELDS, stored=stored, save=save, done=done, project=project
    )


@forms
@answered
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Take one step of its way."""
    project = project_for(request, pk)
    found = next((each for each in services.possible_steps(request.user, project) if each.code == step), None)
    if found is None:
        messages.error(
            request, _("项目现为“%s”，您不能办理这一步；批复、取消和撤回由统筹单位办理。") % project.get_state_display()
        )
        return redirect("projects:project", pk)

    def save(read: Reader, version: int) -> Project:
        on = read.day("on")
        wanted(read)
        return services.take_step(
            user=request.user,
            project=project,
            step=step,
            version=version,
            on=on,
            document=read.text("document"),
            text=read.text("text"),
        )

    return form_page(
        request,
        title=found.label,
        fields=entries.step_fields(found),
        stored={},
        save=save,
        done=_("已办理“%s”。") % found.label,
        project=project,
        button=found.label,
    )


@forms
@answered
def money_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A new line of money."""
    project = project_for(request, pk)

    def save(read: Reader, version: int) -> Any:
        draft = entries.draft_of_money(read)
        wanted(read)
        return services.register_money(user=request.user, project=project, version=version, draft=draft)

    return form_page(
        request,
        title=_("登记资金"),
        fields=entries.MONEY_FIELDS,
        stored={"kind": request.GET.get("kind", "planned"), "unit": "万元"},
        save=save,
        done=_("已登记资金。"),
        project=project,
        part="money",
    )


@forms
@answered
def money_line(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """A newer version of a line, with its reason."""
    project = project_for(request, pk)
    versions = money_history(pk).get(part)
    if versions is None or versions[0].dropped:
        raise Http404(_("第 %d 行资金不存在或已撤销。") % part)

    def save(read: Reader, version: int) -> Any:
        draft = entries.draft_of_money(read)
        wanted(read)
        return services.adjust_money(user=request.user, project=project, version=version, line=part, draft=draft)

    return form_page(
        request,
        title=_("调整资金（第 %d 版）") % (versions[0].version + 1),
        fields=(*entries.MONEY_FIELDS, entries.REASON),
        stored=entries.typed_of_money(versions[0]),
        save=save,
        done=_("已登记调整后的资金；原数保留在历史版本中。"),
        project=project,
        part="money",
    )


@forms
@answered
def money_drop(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """Take a line out of the sums."""
    project = project_for(request, pk)

    def save(read: Reader, version: int) -> Any:
        return services.drop_money(
            user=request.user, project=project, version=version, line=part, reason=read.text("reason")
        )

    field = Field("reason", _("撤销理由"), must=True, wide=True)
    title, done = _("撤销第 %d 行资金") % part, _("已撤销；原数保留在历史版本中。")
    return form_page(
        request, title=title, fields=(field,), stored={}, save=save, done=done, project=project, part="money"
    )


@forms
@answered
def milestone(request: HttpRequest, pk: int, part: int | None = None) -> HttpResponse:
    """A new milestone, or one that is changed or reached."""
    project = project_for(request, pk)
    row = project.milestones.get(pk=part) if part is not None else None

    def save(read: Reader, version: int) -> Any:
        due_on, done_on = read.day("due_on"), read.day("done_on")
        wanted(read)
        return services.set_milestone(
            user=request.user,
            project=project,
            version=version,
            title=read.text("title"),
            due_on=due_on,
            done_on=done_on,
            text=read.text("text"),
            pk=part,
        )

    stored = {} if row is None else {"title": row.title, "due_on": row.due_on, "done_on": row.done_on, "text": row.note}
    return form_page(
        request,
        title=_("新增节点") if row is None else _("节点"),
        fields=entries.MILESTONE_FIELDS,
        stored=stored,
        save=save,
        done=_("已保存节点。"),
        project=project,
        part="milestones",
    )


@forms
@answered
def quantity(request: HttpRequest, pk: int, part: int | None = None) -> HttpResponse:
    """A new quantity, or what is done of one."""
    project = project_for(request, pk)
    row = project.quantities.get(pk=part) if part is not None else None

    def save(read: Reader, version: int) -> Any:
        planned, done, done_on = read.number("planned"), read.number("done"), read.day("done_on")
        wanted(read)
        return services.set_quantity(
            user=request.user,
            project=project,
            version=version,
            what=read.text("what"),
            unit=read.text("unit"),
            planned=planned,
            done=done,
            done_on=done_on,
            pk=part,
        )

    names = ("what", "unit", "planned", "done", "done_on")
    return form_page(
        request,
        title=_("新增工程量") if row is None else _("工程量"),
        fields=entries.QUANTITY_FIELDS,
        stored={} if row is None else {name: getattr(row, name) for name in names},
        save=save,
        done=_("已保存工程量。"),
        project=project,
        part="quantities",
    )


@forms
@answered
def abatement(request: HttpRequest, pk: int) -> HttpResponse:
    """What the project is expected to save."""
    project = project_for(request, pk)
    last = project.abatements.order_by("-version").first()

    def save(read: Reader, version: int) -> Any:
        amount = read.number("amount")
        wanted(read)
        return services.set_abatement(
            user=request.user,
            project=project,
            version=version,
            amount=amount,
            unit=read.text("unit"),
            method=read.text("method"),
            basis=read.text("basis"),
            reason=read.text("reason"),
        )

    names = ("amount", "unit", "method", "basis")
    return form_page(
        request,
        title=_("登记预期减排量"),
        about=_("没有核算的不要填；页面会显示“未知”"),
        fields=entries.ABATEMENT_FIELDS if last is None else (*entries.ABATEMENT_FIELDS, entries.REASON),
        stored={} if last is None else {name: getattr(last, name) for name in names},
        save=save,
        done=_("已登记预期减排量。"),
        project=project,
        part="abatement",
    )


@forms
@answered
def finding(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """Say what was done about a finding."""
    project = project_for(request, pk, APPROVE)
    row = project.findings.get(pk=part)

    def save(read: Reader, version: int) -> Any:
        return services.close_finding(
            user=request.user, project=project, version=version, pk=part, reason=read.text("reason")
        )

    return form_page(
        request,
        title=_("处理疑点"),
        about=row.sentence,
        fields=(Field("reason", _("处理意见"), must=True, wide=True),),
        stored={},
        save=save,
        done=_("已记录处理意见；超支增加时会再次提示。"),
        project=project,
        part="findings",
    )


@require_POST
@acting("projects:list")
def milestone_remove(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """Take a milestone away."""
    project = project_for(request, pk)
    return _button(
        request,
        project,
        "milestones",
        lambda version: services.remove_milestone(user=request.user, project=project, version=version, pk=part),
        _("已删除节点。"),
    )


@require_POST
@acting("projects:list")
def file_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a document or photograph."""
    project = project_for(request, pk)
    upload = request.FILES.get("file")
    if upload is None:
        messages.error(request, _("还没有选择文件。"))
    elif (upload.size or 0) > MOST_BYTES:
        messages.error(request, too_large(str(upload.name), upload.size or 0))
    else:
        name, data, said = str(upload.name), upload.read(), typed(request, "note")
        return _button(
            request,
            project,
            "files",
            lambda version: services.add_file(
                user=request.user, project=project, version=version, name=name, data=data, text=said
            ),
            _("已上传。"),
        )
    return redirect(reverse("projects:project", args=[pk]) + "#files")


@require_POST
@acting("projects:list")
def file_remove(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """Take a file down."""
    project = project_for(request, pk)
    return _button(
        request,
        project,
        "files",
        lambda version: services.remove_file(user=request.user, project=project, version=version, pk=part),
        _("已撤下。"),
    )


def _button(request: HttpRequest, project: Project, part: str, deed: Any, done: str) -> HttpResponse:
    """Do it against the version that the page was made for, and go back to it."""
    try:
        deed(key_of(request.POST.get("version", "")) or 0)
    except Refusal as refused:
        if refused.status == 403:
            raise
        messages.error(request, refused.message)
    else:
        messages.success(request, done)
    return redirect(reverse("projects:project", args=[project.pk]) + f"#{part}")
