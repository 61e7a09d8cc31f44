"""The relations between metrics by which sheets are checked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.answers import acting, answered
from ditan.base.refusal import InvalidFields
from ditan.base.workflow.models import CheckLevel, Comparator
from ditan.base.workflow.rounds.permissions import MANAGE, require
from ditan.base.workflow.rounds.selectors.relating import list_relations
from ditan.base.workflow.rounds.services.relating import make_relation, switch_relation

FIELDS = ("left", "comparator", "right", "level", "note")


@answered
def relations(request: HttpRequest) -> HttpResponse:
    """All of them, and a form for a new one; what was typed survives a refusal."""
    require(request.user, MANAGE)
    typed = {name: request.POST.get(name, "")[:1000] for name in FIELDS}
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            make_relation(user=request.user, **typed)
        except InvalidFields as refused:
            errors = dict(refused.errors)
        else:
            messages.success(request, _("已增加一条关系校验，对正在填报的表立即生效。"))
            return redirect("workflow:relations")
    context = {
        "rules": list_relations(request.user),
        "typed": typed,
        "errors": errors,
        "comparators": Comparator.choices,
        "levels": CheckLevel.choices,
    }
    return render(request, "workflow/relations.html", context, status=422 if errors else 200)


@require_POST
@acting("workflow:relations")
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Check by it again, or no more."""
    found = switch_relation(user=request.user, pk=pk, active=request.POST.get("action") == "resume")
    messages.success(request, _("已启用。") if found.is_active else _("已停用；以前的校验结果不变。"))
    return redirect("workflow:relations")
