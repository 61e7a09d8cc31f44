"""Rules: all of them, one with its versions, drawing one up, trying it, switching it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.alerts import forms
from ditan.base.alerts.models import AlertRule
from ditan.base.alerts.permissions import RULES, VIEW, require
from ditan.base.alerts.selectors.rules import condition_words, get_rule, list_rules, period_kind_words, versions_of
from ditan.base.alerts.selectors.scope import manages_rules
from ditan.base.alerts.services.ruling import Trial, save_rule, switch, try_rule
from ditan.base.answers import acting, answered
from ditan.base.asking import typed, wants_part
from ditan.base.paging import paged
from ditan.base.records.models import PERIOD_KINDS
from ditan.base.refusal import InvalidFields, Refusal
from ditan.core.alerts import ABOUT_TARGETS, LABELS, SPECS, Level


@require_GET
@answered
def listing(request: HttpRequest) -> HttpResponse:
    """All rules: what raises alerts, and what would if it were switched on."""
    require(request.user, VIEW)
    filters = forms.rule_filters(request.GET)
    rows = paged(request, list_rules(request.user, filters))
    context = {
        "rows": rows,
        "lines": [(each, condition_words(each.kind, each.parameters)) for each in rows.page.object_list],
        "may_manage": manages_rules(request.user),
        "kinds": SPECS.values(),
        "here": reverse("alerts:rules"),
    }
    if wants_part(request):
        return render(request, "alerts/_rules_body.html", context)
    context["controls"] = forms.rule_controls(filters)
    return render(request, "alerts/rules.html", context)


@require_GET
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One rule and what it said at every version."""
    require(request.user, VIEW)
    rule = get_rule(request.user, pk)
    context = {
        "rule": rule,
        "spec": SPECS[rule.kind],
        "condition": condition_words(rule.kind, rule.parameters),
        "period_kinds": period_kind_words(rule.period_kinds),
        "clocks": [(word, rule.clocks.get(state)) for state, word in forms.CLOCK_WORDS],
        "versions": [
            (each, condition_words(each.content["kind"], each.content["parameters"])) for each in versions_of(rule)
        ],
        "may_manage": manages_rules(request.user),
    }
    return render(request, "alerts/rule.html", context)


@answered
def new(request: HttpRequest) -> HttpResponse:
    """Draw a rule up, of the kind that the address names."""
    require(request.user, RULES)
    kind = request.GET.get("kind", "threshold")
    if kind not in SPECS:
        raise Http404
    if request.method != "POST":
        suggested = {f"clocks.{state}": str(days) for state, days in forms.SUGGESTED_CLOCKS.items()}
        return _form(request, None, kind, suggested, [])
    return _written(request, None, kind)


@answered
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a rule: what it says from now on is a version of its own."""
    require(request.user, RULES)
    rule = get_rule(request.user, pk)
    if request.method != "POST":
        return _form(request, rule, rule.kind, forms.typed_of(rule), rule.period_kinds)
    return _written(request, rule, rule.kind)


def _written(request: HttpRequest, rule: AlertRule | None, kind: str) -> HttpResponse:
    data, kinds = request.POST, request.POST.getlist("period_kinds")
    try:
        draft = forms.draft_of(data, kind)
        if data.get("action") == "try":
            return _form(request, rule, kind, data, kinds, trial=try_rule(user=request.user, draft=draft))
        kept = save_rule(
            user=request.user,
            draft=draft,
            rule=rule,
            version=forms.version_of(data),
            reason=typed(request, "reason"),
        )
    except Refusal as refused:
        if refused.status == 403:
            raise
        return _form(request, rule, kind, data, kinds, error=refused)
    if kept.is_active:
        messages.success(request, _("已保存“%s”，正按新规则检查现有数据。") % kept.name)
    else:
        messages.success(request, _("已保存“%s”。启用前不会报警。") % kept.name)
    return redirect("alerts:rule", pk=kept.pk)


def _form(
    request: HttpRequest,
    rule: AlertRule | None,
    kind: str,
    typed_values: Mapping[str, Any],
    period_kinds: list[str],
    *,
    trial: Trial | None = None,
    error: Refusal | None = None,
) -> HttpResponse:
    spec = SPECS[kind]
    errors = error.errors if isinstance(error, InvalidFields) else {}
    context = {
        "rule": rule,
        "spec": spec,
        "typed": typed_values,
        "errors": errors,
        "refused": error.message if error is not None and not errors else "",
        "fields": [
            (field, typed_values.get(f"parameters.{field.name}", ""), errors.get(f"parameters.{field.name}", ""))
            for field in spec.fields
        ],
        "clocks": [
            (f"clocks.{state}", word, typed_values.get(f"clocks.{state}", ""), errors.get(f"clocks.{state}", ""))
            for state, word in forms.CLOCK_WORDS
        ],
        "about_targets": kind in ABOUT_TARGETS,
        "period_kinds": [(code, label, code in period_kinds) for code, label in PERIOD_KINDS],
        "trial": trial,
        "trial_levels": [(level, LABELS[Level(level)], n) for level, n in trial.by_level] if trial else [],
        "here": request.get_full_path(),
    }
    return render(request, "alerts/rule_edit.html", context, status=422 if error is not None else 200)


@require_POST
@acting("alerts:rules")
def switch_(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch a rule on or off."""
    rule = get_rule(request.user, pk)
    on = request.POST.get("action") == "on"
    kept = switch(
        user=request.user,
        rule=rule,
        on=on,
        version=forms.version_of(request.POST),
        reason=typed(request, "reason"),
    )
    said = _("已启用“%s”，正在检查现有数据。") if on else _("已停用“%s”；已有的预警照常办理。")
    messages.success(request, said % kept.name)
    return redirect("alerts:rule", pk=pk)
