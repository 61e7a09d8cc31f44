"""目标分解: a target's years and units, what was executed, and whether the parts agree with the whole."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.asking import user_of, wants_part
from ditan.base.audit.services import record_apart
from ditan.base.declaration import may
from ditan.base.reporting.tables import table_file
from ditan.core.decomposition import TRAJECTORIES, Trajectory
from ditan.domains.plans.decomposing import OF_UNITS, trajectories
from ditan.domains.plans.errors import Changed, ImportRefused, InvalidFields, NotAvailable, PlanError
from ditan.domains.plans.exchange.part_import import PartsReport, parts_sent, read_parts, rule_words
from ditan.domains.plans.exchange.parts import parts_table
from ditan.domains.plans.forms.parts import units_sent, years_sent
from ditan.domains.plans.models import PartRule
from ditan.domains.plans.permissions import MANAGE_TARGETS, VIEW_TARGETS, require
from ditan.domains.plans.selectors.decomposition import Decomposition, decomposable, decomposition, get_tracked
from ditan.domains.plans.services import decomposition as services
from ditan.domains.plans.views.numbers import whole
from ditan.domains.plans.views.paging import paged
from ditan.domains.plans.views.refusals import answered, note_refusal

SPARE_ROWS = 4


@answered
def index(request: HttpRequest) -> HttpResponse:
    """Targets that can be taken apart, what binds first."""
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "parted")}
    rows = paged(request, decomposable(request.user, **asked))
    context = {"rows": rows, "found": list(rows.page), "here": reverse("plans:decompositions"), "asked": asked}
    part = "plans/decomposition/_list.html" if wants_part(request) else "plans/decomposition/list.html"
    return render(request, part, context)


@answered
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """One target taken apart."""
    return _page(request, pk)


@require_POST
@answered
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose, save, share out, adjust, confirm. What was typed stays on the page where it is refused."""
    user, sent = user_of(request), request.POST
    seen, reason = whole(sent.get("seen")), sent.get("reason", "")
    require(user, MANAGE_TARGETS)
    get_tracked(user, pk, MANAGE_TARGETS)
    try:
        if sent.get("action") == "read":
            return _page(request, pk, report=_report(request, pk))
        said = _done(request, pk, seen, reason)
    except ImportRefused as error:
        note_refusal(request, error)
        return _page(request, pk, error=error)
    except (Changed, InvalidFields, NotAvailable) as error:
        note_refusal(request, error)
        return _page(request, pk, error=error)
    messages.success(request, said)
    return redirect("plans:decomposition", pk=pk)


def _done(request: HttpRequest, pk: int, seen: int, reason: str) -> str:
    user, sent = user_of(request), request.POST
    match sent.get("action"):
        case "propose":
            made = services.propose_years(user=user, pk=pk, seen=seen, trajectory=_trajectory(sent), reason=reason)
            return _("已生成 %(number)d 个年度目标，待确认。") % {"number": len(made)}
        case "years":
            made = services.save_years(user=user, pk=pk, seen=seen, rows=years_sent(sent), reason=reason)
        case "units":
            year = whole(sent.get("year")) or None
            made = services.share_out(
                user=user, pk=pk, seen=seen, year=year, rule=sent.get("rule", ""), rows=units_sent(sent, year),
                reason=reason,
            )  # fmt: skip
        case "import":
            try:
                years, shared = parts_sent(sent.get("parts", ""))
            except ValueError as error:
                raise NotAvailable(_("要写入的内容不完整；请重新选择工作簿。")) from error
            made = services.save_all(user=user, pk=pk, seen=seen, years=years, shared=shared, reason=reason)
        case "adjust":
            made = services.adjust_years(user=user, pk=pk, seen=seen, trajectory=_trajectory(sent), reason=reason)
            return _("已按执行情况调整剩余年度，新版本 %(number)d 项，待确认。") % {"number": len(made)}
        case "confirm":
            number = services.confirm_parts(user=user, pk=pk, seen=seen)
            return _("已确认 %(number)d 项分解目标。") % {"number": number}
        case _:
            raise NotAvailable(_("没有这项操作；请刷新页面后重试。"))
    return _("已保存 %(number)d 项新版本，待确认。") % {"number": len(made)} if made else _("没有变化，未产生新版本。")


@require_GET
@answered
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """All parts with what was executed, as xlsx or csv: for whoever sees the page."""
    require(request.user, VIEW_TARGETS)
    table = parts_table(decomposition(request.user, pk))
    record_apart(
        act="plans.parts_exported",
        user=user_of(request),
        target_kind="tracked_target",
        target_key=pk,
        target_name=table.title,
        detail=_("%(number)d 行") % {"number": len(table.rows)},
    )
    return table_file(table, request.GET.get("format", "xlsx"))


def _report(request: HttpRequest, pk: int) -> PartsReport:
    upload = request.FILES.get("file")
    if upload is None:
        raise NotAvailable(_("还没有选择文件；请选择由本页下载并改好的 xlsx 文件。"))
    return read_parts(decomposition(request.user, pk), upload.read())


def _trajectory(sent: Any) -> Trajectory:
    return Trajectory.GEOMETRIC if sent.get("trajectory") == Trajectory.GEOMETRIC else Trajectory.LINEAR


def _page(
    request: HttpRequest, pk: int, error: PlanError | None = None, report: PartsReport | None = None
) -> HttpResponse:
    found = decomposition(request.user, pk)
    offered = trajectories(found.tracked)
    sent = request.POST if error is not None else {}
    context = {
        "found": found,
        "tracked": found.tracked,
        "chart": chart_of(found),
        "year_rows": year_rows(found, sent),
        "unit_rows": unit_rows(found, sent),
        "sharing_year": shared_year(request, found),
        "sharing_rule": sharing_rule(request, found),
        "trajectories": [(each.value, TRAJECTORIES[each]) for each in offered],
        "rules": [(each.value, each.label) for each in OF_UNITS],
        "may_manage": may(request.user, MANAGE_TARGETS),
        "error": error,
        "row_errors": error.rows if isinstance(error, ImportRefused) else [],
        "report": report,
        "rule_words": rule_words() if report else {},
        "field_errors": getattr(error, "errors", {}),
        "reason": sent.get("reason", ""),
        "tab": sent.get("action", ""),
    }
    status = 200 if error is None else 409 if isinstance(error, Changed) else 422
    return render(request, "plans/decomposition/page.html", context, status=status)


def year_rows(found: Decomposition, sent: Any) -> list[dict[str, Any]]:
    """Rows of the table of years: what is stored with what was typed over it; a spare one where there is none."""
    rows = [{"row": row, "year": row.part.year, "value": row.part.value} for row in found.years]
    if sent.get("action") == "years":
        for number, each in enumerate(rows):
            each["value"] = sent.get(f"value-{number}", each["value"])
    return rows


def unit_rows(found: Decomposition, sent: Any) -> dict[int, list[dict[str, Any]]]:
    """Rows of each form of units by year (0 for the whole), with some spare ones."""
    rows: dict[int, list[dict[str, Any]]] = {0: []}
    for share in found.shares:
        rows[share.year or 0] = [
            {"name": row.part.organisation_name, "weight": row.part.weight, "value": row.part.value, "row": row}
            for row in share.rows
        ]
    for each in rows.values():
        each += [{"name": "", "weight": None, "value": None, "row": None}] * SPARE_ROWS
    if sent.get("action") == "units":
        year = whole(sent.get("year"))
        names = [name for name in sent if name.startswith("name-")]
        rows[year] = [
            {
                "name": sent.get(name, ""),
                "weight": sent.get(name.replace("name", "weight"), ""),
                "value": sent.get(name.replace("name", "value"), ""),
                "row": None,
            }
            for name in names[: services.MOST_PARTS]
        ]
    return rows


def shared_year(request: HttpRequest, found: Decomposition) -> int:
    """Whose units the form shows: those of the asked year, 0 for the target itself."""
    asked = whole(request.POST.get("year") or request.GET.get("year"))
    return asked if asked in {row.part.year for row in found.years} else 0


def sharing_rule(request: HttpRequest, found: Decomposition) -> str:
    year = shared_year(request, found) or None
    stored = next((share.rule for share in found.shares if share.year == year), "")
    return request.POST.get("rule", "") or stored or (PartRule.SUM if found.kind == "total" else PartRule.SAME)


def chart_of(found: Decomposition) -> dict[str, Any] | None:
    """The path dashed, what was executed beside it; the base stands where both begin."""
    years = sorted({row.part.year or 0 for row in found.years} | {year for year, _number in found.executed})
    if not years:
        return None
    based = found.base is not None and found.base_year is not None and found.kind != "total"
    if based and found.base_year not in years:
        years = [found.base_year or 0, *years]
    planned = {row.part.year: row.part.value for row in found.years}
    if based:
        planned.setdefault(found.base_year, found.base)
    executed = dict(found.executed)
    return {
        "form": "line",
        "unit": found.unit,
        "categories": [f"{year}年" for year in years],
        "series": [
            {"name": _("年度目标"), "dashed": True, "data": [planned.get(year) for year in years]},
            {"name": _("执行"), "dashed": False, "data": [executed.get(year) for year in years]},
        ],
    }
