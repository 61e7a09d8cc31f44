"""One line: written anew, changed, left out, taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.answers import answered
from ditan.base.asking import typed, user_of
from ditan.base.directory.models import Organisation
from ditan.base.refusal import InvalidFields, NotAllowed, Refusal
from ditan.domains.plans.models.choices import Comparator
from ditan.domains.workplans import services
from ditan.domains.workplans.errors import NotAvailable
from ditan.domains.workplans.models import LineKind, WorkLine, WorkPlan
from ditan.domains.workplans.permissions import DRAW_UP
from ditan.domains.workplans.selectors import get_workplan
from ditan.domains.workplans.services.lines import FIELDS
from ditan.domains.workplans.views.refusals import note_refusal, whole


@answered
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """A line that no plan gives, or a part of one for a department or town (`?parent=`)."""
    workplan = get_workplan(request.user, pk, DRAW_UP)
    data = request.POST if request.method == "POST" else request.GET
    parent = workplan.lines.filter(pk=whole(data.get("parent"))).first()
    kind = parent.kind if parent else data.get("kind", LineKind.TASK)
    if request.method != "POST":
        said = dict.fromkeys(FIELDS, "")
        if parent is not None:
            said |= {"title": parent.title, "unit": parent.unit, "comparator": parent.comparator}
        return _form(request, workplan, None, said, {}, kind=kind, parent=parent)
    return _saved(request, workplan, None, kind=kind, parent=parent)


@answered
def edit(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Other words for a line; what was typed survives a refusal."""
    workplan = get_workplan(request.user, pk, DRAW_UP)
    found = workplan.lines.select_related("parent").get(pk=line)
    if request.method != "POST":
        return _form(request, workplan, found, _said(found), {})
    return _saved(request, workplan, found)


@require_POST
@answered
def act(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Leave a line out of this year, or take it back."""
    workplan = get_workplan(request.user, pk, DRAW_UP)
    found = workplan.lines.get(pk=line)
    do = services.restore_line if typed(request, "action") == "restore" else services.drop_line
    try:
        do(
            user=user_of(request),
            workplan=pk,
            version=whole(request.POST.get("version")),
            pk=found.pk,
            line_version=whole(request.POST.get("line_version")),
            reason=typed(request, "reason"),
        )
        messages.success(request, _("已保存。"))
    except (NotAllowed, NotAvailable):
        raise
    except Refusal as error:
        note_refusal(request, error)
        said = "\n".join(error.errors.values()) if isinstance(error, InvalidFields) else error.message
        messages.error(request, said)
    return redirect("workplans:workplan", pk)


def _saved(
    request: HttpRequest,
    workplan: WorkPlan,
    line: WorkLine | None,
    *,
    kind: str = LineKind.TASK,
    parent: WorkLine | None = None,
) -> HttpResponse:
    said = {name: typed(request, name) for name in FIELDS if name in request.POST}
    try:
        services.save_line(
            user=user_of(request),
            workplan=workplan.pk,
            version=whole(request.POST.get("version")),
            pk=line.pk if line is not None else None,
            line_version=whole(request.POST.get("line_version")),
            values=said,
            kind=kind,
            parent=parent.pk if parent is not None else None,
            reason=typed(request, "reason"),
        )
    except (NotAllowed, NotAvailable):
        raise
    except InvalidFields as error:
        note_refusal(request, error)
        return _form(request, workplan, line, said, error.errors, kind=kind, parent=parent, status=422)
    except Refusal as error:
        note_refusal(request, error)
        workplan.refresh_from_db()
        told = {"": error.message}
        return _form(request, workplan, line, said, told, kind=kind, parent=parent, status=error.status)
    messages.success(request, _("已保存。"))
    return redirect("workplans:workplan", workplan.pk)


def _form(
    request: HttpRequest,
    workplan: WorkPlan,
    line: WorkLine | None,
    said: dict[str, Any],
    errors: dict[str, str],
    *,
    kind: str = LineKind.TASK,
    parent: WorkLine | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "workplan": workplan,
        "line": line,
        "kind": line.kind if line is not None else kind,
        "kinds": LineKind.choices,
        "parent": line.parent if line is not None else parent,
        "said": said,
        "errors": errors,
        "comparators": Comparator.choices,
        "organisations": Organisation.objects.filter(valid_to__isnull=True).order_by("position", "name").only("name"),
        "reason": typed(request, "reason"),
    }
    return render(request, "workplans/line.html", context, status=status)


def _said(line: WorkLine) -> dict[str, Any]:
    said: dict[str, Any] = {name: getattr(line, name) for name in FIELDS}
    said["value"] = "" if line.value is None else f"{line.value:g}"
    said["due_on"] = line.due_on.isoformat() if line.due_on else ""
    said["weight"] = "" if line.weight is None else f"{line.weight.normalize():f}"
    return said
