"""Drawing a matter up, and changing one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ditan.base.answers import answered
from ditan.base.refusal import InvalidFields, Refusal
from ditan.domains.supervision import forms
from ditan.domains.supervision.models import Kind, Matter, MatterClass, PartRole, Reporting
from ditan.domains.supervision.permissions import MANAGE, require
from ditan.domains.supervision.selectors.matters import get_matter
from ditan.domains.supervision.services import change, draw_up


@require_http_methods(["GET", "POST"])
@answered
def new(request: HttpRequest) -> HttpResponse:
    """Draw one up, and hand it out at once where asked to. What was typed stays where something is refused."""
    require(request.user, MANAGE)
    if request.method != "POST":
        return _page(request, None, {"kind": Kind.INSTRUCTION, "reporting": Reporting.NONE})
    hand_out = request.POST.get("action") == "hand_out"
    try:
        made = draw_up(user=request.user, draft=forms.draft_of(request.POST), hand_out=hand_out)
    except Refusal as refused:
        return _refused(request, None, refused)
    said = _("%s 已立项并交办。") if hand_out else _("%s 已立项，尚未交办。")
    messages.success(request, said % made.number)
    return redirect("supervision:matter", pk=made.pk)


@require_http_methods(["GET", "POST"])
@answered
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said of one."""
    require(request.user, MANAGE)
    found = get_matter(request.user, pk)
    if request.method != "POST":
        return _page(request, found, _typed_of(found))
    try:
        change(
            user=request.user,
            matter=found,
            version=forms.version_of(request.POST),
            draft=forms.draft_of(request.POST),
        )
    except Refusal as refused:
        return _refused(request, found, refused)
    messages.success(request, _("修改已保存。"))
    return redirect("supervision:matter", pk=pk)


def _typed_of(matter: Matter) -> dict[str, Any]:
    others = matter.parts.filter(role=PartRole.COOPERATING).select_related("organisation")
    return {
        "title": matter.title,
        "text": matter.text,
        "kind": matter.kind,
        "organisation": matter.organisation.name if matter.organisation else "",
        "cooperating": "\n".join(each.organisation.name for each in others),
        "due_on": matter.due_on.isoformat() if matter.due_on else "",
        "due_text": matter.due_text,
        "class": str(matter.matter_class_id or ""),
        "reporting": matter.reporting,
        "weight": f"{matter.weight.normalize():f}",
        "issued_by": matter.issued_by,
        "issued_number": matter.issued_number,
        "issued_on": matter.issued_on.isoformat() if matter.issued_on else "",
        "version": matter.version,
    }


def _refused(request: HttpRequest, matter: Matter | None, refused: Refusal) -> HttpResponse:
    if refused.status == 403:
        raise refused
    errors = refused.errors if isinstance(refused, InvalidFields) else {}
    typed = {name: request.POST.get(name, "") for name in request.POST}
    return _page(request, matter, typed, errors, "" if errors else refused.message, refused.status)


def _page(
    request: HttpRequest,
    matter: Matter | None,
    typed: dict[str, Any],
    errors: dict[str, str] | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "matter": matter,
        "typed": typed,
        "chosen_class": typed.get("class", ""),
        "errors": errors or {},
        "class_error": (errors or {}).get("class", ""),
        "refused": refused,
        "kinds": Kind.choices,
        "reportings": Reporting.choices,
        "classes": MatterClass.objects.filter(is_active=True),
        "offered": forms.organisations_offered(),
        "fixed": matter is not None and matter.state != "draft",
        "back": reverse("supervision:matter", args=[matter.pk]) if matter else reverse("supervision:list"),
    }
    return render(request, "supervision/edit.html", context, status=status)
