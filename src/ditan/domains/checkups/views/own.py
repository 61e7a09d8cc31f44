"""What towns and departments enter themselves, and the office's review of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ditan.base.answers import acting, answered
from ditan.base.asking import typed
from ditan.base.directory.forms import key_of
from ditan.domains.checkups.models import UNSETTLED, Result
from ditan.domains.checkups.permissions import ENTER, require
from ditan.domains.checkups.selectors import Rule, get_result, own_results, rules_of
from ditan.domains.checkups.services import enter_value, review_value
from ditan.domains.checkups.views.checkups import saved_of, shown

MOST_SHOWN = 500


@answered
def own(request: HttpRequest) -> HttpResponse:
    """The values that the own town or organisation answers for, of the check-ups that run. Another's key is not found."""
    require(request.user, ENTER)
    rows = own_results(request.user)
    errors: dict[int, str] = {}
    if request.method == "POST":
        asked = {key_of(name[2:]) for name in request.POST if name.startswith("v.")}
        found = list(rows.filter(pk__in=[key for key in asked if key is not None]))
        if len(found) != len(asked):
            raise Http404
        errors, saved = saved_of(request, found, enter_value)
        if saved:
            messages.success(request, _("已提交 %d 项，待组织部门审核。") % saved)
        if not errors:
            return redirect("checkups:own")
    shown_rows = list(rows.filter(checkup__closed_at__isnull=True)[: MOST_SHOWN + 1])
    rules: dict[int, dict[str, Rule]] = {}
    lines = []
    for row in shown_rows[:MOST_SHOWN]:
        if row.checkup_id not in rules:
            rules[row.checkup_id] = {rule.code: rule for rule in rules_of(row.checkup)}
        lines.append(_line(request, row, rules[row.checkup_id][row.indicator], errors.get(row.pk, "")))
    context = {"lines": lines, "wrong": list(errors.values()), "more": len(shown_rows) > MOST_SHOWN}
    return render(request, "checkups/own.html", context, status=422 if errors else 200)


def _line(request: HttpRequest, row: Result, rule: Rule, error: str) -> dict[str, object]:
    return {
        "row": row,
        "rule": rule,
        "open": row.value is None or row.review in UNSETTLED,
        "value": request.POST.get(f"v.{row.pk}", "") if error else shown(row),
        "note": request.POST.get(f"n.{row.pk}", "") if error else row.note,
        "error": error,
    }


@require_POST
@acting("checkups:list")
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a value that was entered, or give it back."""
    found = get_result(request.user, pk)
    accept = request.POST.get("action") == "accept"
    version = key_of(request.POST.get("version")) or 0
    review_value(user=request.user, result=found, version=version, accept=accept, reason=typed(request, "reason"))
    messages.success(request, _("已审核通过。") if accept else _("已退回，填报单位可以修改。"))
    return redirect("checkups:checkup", pk=found.checkup_id)
