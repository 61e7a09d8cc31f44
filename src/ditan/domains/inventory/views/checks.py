"""The board of checks: what was found, answered together or one by one, run again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import acting, answered, safe_next
from ditan.base.asking import typed, wants_part
from ditan.base.directory.forms import key_of
from ditan.base.paging import paged
from ditan.base.refusal import Refusal
from ditan.base.searching import Control
from ditan.core.inventory.notation import LABELS
from ditan.domains.inventory.models import FindingState, Inventory
from ditan.domains.inventory.permissions import EDIT, VIEW, require
from ditan.domains.inventory.selectors.findings import (
    ALL,
    SEVERITIES,
    FindingFilters,
    check_labels,
    counts_of,
    list_findings,
    out_of_date,
)
from ditan.domains.inventory.selectors.inventories import get_inventory
from ditan.domains.inventory.selectors.scope import reaches
from ditan.domains.inventory.services import answer_findings, fill_with_key, reopen_findings, run_checks
from ditan.domains.inventory.words import SEVERITY


@require_GET
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The board. Whoever compiles a draft that changed since the last run sees it checked anew."""
    require(request.user, VIEW)
    inventory = get_inventory(request.user, pk)
    may_edit = inventory.is_draft and reaches(request.user, EDIT, inventory)
    if may_edit and out_of_date(inventory):
        run_checks(user=request.user, pk=pk)
        inventory = get_inventory(request.user, pk)
    return _page(request, inventory, may_edit)


@require_POST
@acting("inventory:list")
def run_(request: HttpRequest, pk: int) -> HttpResponse:
    """Run all checks again."""
    found = run_checks(user=request.user, pk=pk)
    told = {"new": found.new, "back": found.back, "gone": found.gone}
    messages.success(request, _("已重新检查：新发现 %(new)d 条，再次出现 %(back)d 条，已消除 %(gone)d 条。") % told)
    return redirect("inventory:checks", pk=pk)


@require_POST
@answered
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the chosen findings, open them again, or give silent categories a key; what was typed stays where refused."""
    require(request.user, EDIT)
    versions = _versions(request.POST.getlist("finding"))
    answer = typed(request, "answer")
    try:
        match typed(request, "action"):
            case "reopen":
                count = reopen_findings(user=request.user, pk=pk, versions=versions)
                messages.success(request, _("已重新打开 %d 条。") % count)
            case "key":
                key = typed(request, "notation")
                count = fill_with_key(user=request.user, pk=pk, versions=versions, notation=key, reason=answer)
                messages.success(request, _("已为 %(n)d 个类别填写标识符 %(key)s。") % {"n": count, "key": key})
            case _:
                count = answer_findings(user=request.user, pk=pk, versions=versions, answer=answer)
                messages.success(request, _("已说明 %d 条。") % count)
    except Refusal as refused:
        if refused.status in (403, 404):
            raise
        inventory = get_inventory(request.user, pk)
        may_edit = inventory.is_draft and reaches(request.user, EDIT, inventory)
        return _page(request, inventory, may_edit, refused, answer)
    return redirect(safe_next(request) or reverse("inventory:checks", args=[pk]))


def _page(
    request: HttpRequest, inventory: Inventory, may_edit: bool, refused: Refusal | None = None, answer: str = ""
) -> HttpResponse:
    filters = _filters(request)
    context = {
        "inventory": inventory,
        "tab": "checks",
        "rows": paged(request, list_findings(inventory, filters)),
        "may_edit": may_edit,
        "here": reverse("inventory:checks", args=[inventory.pk]),
        "checks": check_labels(),
        "severities": SEVERITY,
        "keys": LABELS.items(),
        "answer": answer,
        "chosen": request.POST.getlist("finding"),
        "refused": refused.message if refused is not None else "",
        "state": filters.state or FindingState.OPEN,
    }
    if wants_part(request):
        return render(request, "inventory/_checks_body.html", context)
    context["check_counts"], context["states"] = counts_of(inventory)
    context["controls"] = [
        Control("state", _("状态"), filters.state, [*FindingState.choices, (ALL, _("全部"))], blank=""),
        Control("severity", _("程度"), filters.severity, [(each, SEVERITY[each]) for each in SEVERITIES]),
        Control("check", _("检查项"), filters.check, list(check_labels().items())),
        Control("q", _("包含"), filters.q),
    ]
    return render(request, "inventory/checks.html", context, status=refused.status if refused is not None else 200)


def _filters(request: HttpRequest) -> FindingFilters:
    state, severity = request.GET.get("state", ""), request.GET.get("severity", "")
    check = request.GET.get("check", "")
    return FindingFilters(
        q=request.GET.get("q", "")[:100],
        state=state if state in (*FindingState.values, ALL) else FindingState.OPEN,
        severity=severity if severity in SEVERITIES else "",
        check=check if check in check_labels() else "",
    )


def _versions(chosen: list[str]) -> dict[int, int]:
    """What a form chose: key and version of each finding as `12.3`."""
    found = {}
    for each in chosen:
        key, _dot, version = each.partition(".")
        place, seen = key_of(key), key_of(version)
        if place and seen:
            found[place] = seen
    return found
