"""Check-ups: the list, beginning one, its grid and problems, values of one region."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import acting, answered, attachment
from ditan.base.asking import typed
from ditan.base.directory.forms import key_of, organisation_named
from ditan.base.directory.models import Region
from ditan.base.refusal import InvalidFields, Refusal
from ditan.domains.checkups.export import export_checkup
from ditan.domains.checkups.models import Result
from ditan.domains.checkups.permissions import EXPORT, MANAGE, VIEW, may, require
from ditan.domains.checkups.selectors import checkups, get_checkup, get_result, grid, problems, rules_of, waiting
from ditan.domains.checkups.services import begin, close, propose, save_value, take_from_records

MOST_OFFERED = 300


@require_GET
@answered
def listing(request: HttpRequest) -> HttpResponse:
    """All check-ups, the newest first."""
    require(request.user, VIEW)
    context = {"rows": checkups(request.user)[:100], "may_manage": may(request.user, MANAGE)}
    return render(request, "checkups/list.html", context)


@answered
def new(request: HttpRequest) -> HttpResponse:
    """Begin a year's check-up: which regions."""
    require(request.user, MANAGE)
    refused: InvalidFields | None = None
    if request.method == "POST":
        try:
            keys = [key for key in map(key_of, request.POST.getlist("region")) if key is not None]
            regions = list(Region.objects.filter(pk__in=keys).order_by("code"))
            year = key_of(request.POST.get("year", "").strip()) or 0
            made = begin(user=request.user, title=typed(request, "title"), year=year, regions=regions)
            messages.success(request, _("已启动“%s”，有记录的数值已取入，其余请填写。") % made.title)
            return redirect("checkups:checkup", pk=made.pk)
        except InvalidFields as error:
            refused = error
    year = timezone.localdate().year - 1
    values: Any = request.POST if refused else {"year": year, "title": _("%d 年度城市体检") % year}
    ticked = set(request.POST.getlist("region"))
    rows = Region.objects.filter(level__in=("district", "town"), valid_to__isnull=True).order_by("level", "code")
    context = {
        "typed": values,
        "errors": refused.errors if refused else {},
        "regions": [(each, str(each.pk) in ticked) for each in rows[:MOST_OFFERED]],
    }
    return render(request, "checkups/new.html", context, status=200 if refused is None else 422)


@require_GET
@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One check-up: regions by indicators, and what is to be put right."""
    require(request.user, VIEW)
    found = get_checkup(request.user, pk)
    rules, rows = grid(request.user, found)
    context = {
        "checkup": found,
        "rules": rules,
        "rows": rows,
        "waiting": waiting(request.user, found),
        "problems": problems(request.user, found),
        "may_manage": may(request.user, MANAGE),
        "may_export": may(request.user, EXPORT),
    }
    return render(request, "checkups/checkup.html", context)


@answered
def region_(request: HttpRequest, pk: int, region: int) -> HttpResponse:
    """The values of one region. What is refused stays as it was typed."""
    require(request.user, MANAGE)
    found = get_checkup(request.user, pk)
    rules = {rule.code: rule for rule in rules_of(found)}
    rows = list(found.results.filter(region=region).select_related("observation").order_by("position"))
    if not rows:
        raise Http404
    errors: dict[int, str] = {}
    if request.method == "POST":
        errors, saved = saved_of(request, rows, save_value)
        if saved:
            messages.success(request, _("已保存 %d 项。") % saved)
        if not errors:
            return redirect("checkups:checkup", pk=pk)
    lines = [
        {
            "row": row,
            "rule": rules[row.indicator],
            "value": request.POST.get(f"v.{row.pk}", "") if row.pk in errors else shown(row),
            "note": request.POST.get(f"n.{row.pk}", "") if row.pk in errors else row.note,
            "error": errors.get(row.pk, ""),
        }
        for row in rows
    ]
    context = {"checkup": found, "region": rows[0].region_name, "lines": lines, "wrong": len(errors)}
    return render(request, "checkups/region.html", context, status=422 if errors else 200)


def saved_of(request: HttpRequest, rows: list[Result], save: Callable[..., Result]) -> tuple[dict[int, str], int]:
    """Save each row that says something else than before; what was refused by key, and how many were saved."""
    errors, saved = dict[int, str](), 0
    for row in rows:
        if f"v.{row.pk}" not in request.POST:
            continue
        value, note = typed(request, f"v.{row.pk}").strip(), typed(request, f"n.{row.pk}").strip()
        if (value, note) == (shown(row), row.note):
            continue
        try:
            seen = key_of(request.POST.get(f"s.{row.pk}")) or 0
            save(user=request.user, result=row, version=seen, value=value, note=note)
            saved += 1
        except Refusal as refused:
            if refused.status == 403:
                raise
            errors[row.pk] = refused.message
    return errors, saved


def shown(row: Result) -> str:
    """The value as a field shows it."""
    return "" if row.value is None else f"{row.value.normalize():f}"


@require_POST
@acting("checkups:list")
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take what stands on record."""
    found = get_checkup(request.user, pk)
    number = take_from_records(user=request.user, checkup=found)
    messages.success(request, _("已从数据库取入 %d 个数值。") % number)
    return redirect("checkups:checkup", pk=pk)


@require_POST
@acting("checkups:list")
def close_(request: HttpRequest, pk: int) -> HttpResponse:
    """End the check-up."""
    close(user=request.user, checkup=get_checkup(request.user, pk), version=key_of(request.POST.get("version")) or 0)
    messages.success(request, _("体检已完成。"))
    return redirect("checkups:checkup", pk=pk)


@require_POST
@acting("checkups:list")
def propose_(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a matter of a problem."""
    found = get_result(request.user, pk)
    organisation = organisation_named(request.POST.get("organisation", ""), "organisation")
    propose(user=request.user, result=found, organisation=organisation)
    messages.success(request, _("已转为督办事项草稿，由督办人员交办。"))
    return redirect("checkups:checkup", pk=found.checkup_id)


@require_GET
@acting("checkups:list")
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The results as a workbook."""
    found = get_checkup(request.user, pk)
    return attachment(export_checkup(request.user, found), f"{found.title}-{timezone.localtime():%Y%m%d-%H%M}.xlsx")
