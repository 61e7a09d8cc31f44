"""The board of targets: cards or a table, what binds first, in groups by what is to be done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from ditan.base.asking import user_of, wants_part
from ditan.base.audit.services import record_apart
from ditan.base.declaration import may
from ditan.base.records.permissions import VIEW as VIEW_RECORDS
from ditan.base.reporting.tables import table_file
from ditan.domains.plans.exchange.board_data import board_table
from ditan.domains.plans.forms.tracking import LIGHTS, board_controls, board_search
from ditan.domains.plans.models import Situation
from ditan.domains.plans.permissions import EXPORT_DATA, MANAGE_TARGETS, REVIEW, VIEW_TARGETS, require
from ditan.domains.plans.selectors.bindings import undecided_bindings
from ditan.domains.plans.selectors.tracked import (
    board_choices,
    board_counts,
    handing_targets,
    light_counts,
    tracked_targets,
)
from ditan.domains.plans.views.columns import Column
from ditan.domains.plans.views.paging import paged
from ditan.domains.plans.views.refusals import answered

SITUATIONS = (
    (Situation.TO_ASSESS, _("到期待评"), _("目标年已过，等最终值和评定")),
    (Situation.AWAITING, _("待下达"), _("目标值由上级下达，尚未登记")),
    (Situation.NO_DATA, _("我方缺数"), _("没有可用于评定的数据")),
    (Situation.UNCLEAR, _("无法判定"), _("有数据，但缺基年、过旧或为文字")),
    (Situation.RUNNING, _("正常跟踪"), _("按序时进度亮灯")),
    (Situation.ASSESSED, _("已评定"), _("已评为达成、未达成或无法判定")),
)
"""The groups in the order of what is to be done, each with its word and what it means."""

TABLE = (
    Column("name", _("目标"), order="name"),
    Column("subject", _("地区")),
    Column("year", _("目标年"), order="year", back="-year", number=True),
    Column("asked", _("目标值"), number=True),
    Column("actual", _("最新值"), number=True),
    Column("period", _("报告期"), order="age"),
    Column("completion", _("完成率"), number=True),
    Column("progress", _("序时进度"), number=True),
    Column("light", _("灯号")),
    Column("rule", _("判定规则"), order="gap"),
    Column("forecast", _("期末预测"), number=True, hidden=True),
    Column("owed", _("应报单位")),
    Column("plan", _("规划"), hidden=True),
)


@answered
def board(request: HttpRequest) -> HttpResponse:
    """Targets that match the search, as cards or as a table."""
    filters = board_search(request.GET)
    rows = paged(request, tracked_targets(request.user, filters))
    counts = board_counts(request.user, filters)
    context = {
        "rows": rows,
        "targets": list(rows.page),
        "filters": filters,
        "table": request.GET.get("view") == "table",
        "columns": TABLE,
        "groups": [(each.value, label, about, counts[each.value]) for each, label, about in SITUATIONS],
        "all": sum(number for name, number in counts.items() if name != Situation.STALE),
        "lights": light_counts(request.user, filters),
        "light_words": LIGHTS,
        "here": reverse("plans:board"),
        "may_export": may(request.user, EXPORT_DATA),
        "may_see_metrics": may(request.user, VIEW_RECORDS),
        "undecided": undecided_bindings(request.user) if may(request.user, REVIEW) else 0,
    }
    if wants_part(request):
        return render(request, "plans/tracking/_board_body.html", context)
    controls = board_controls(filters, board_choices(request.user))
    return render(request, "plans/tracking/board.html", {**context, "controls": controls})


@require_GET
@answered
def file(request: HttpRequest) -> HttpResponse:
    """What the board shows under its filters, all pages of it, as xlsx or csv."""
    require(request.user, VIEW_TARGETS)
    table = board_table(tracked_targets(request.user, board_search(request.GET)))
    record_apart(
        act="plans.board_exported",
        user=user_of(request),
        target_kind="board",
        target_name=table.title,
        detail=_("%(number)d 行") % {"number": len(table.rows)},
    )
    return table_file(table, request.GET.get("format", "xlsx"))


HANDING = (
    Column("name", _("目标")),
    Column("subject", _("地区")),
    Column("year", _("目标年"), number=True),
    Column("printed", _("规划写法")),
    Column("state", _("状态")),
    Column("value", _("下达值"), number=True),
    Column("document", _("发文字号")),
    Column("issued", _("发文日期")),
    Column("issuer", _("发文机关")),
    Column("plan", _("规划"), hidden=True),
)


@answered
def handed_down(request: HttpRequest) -> HttpResponse:
    """Targets whose value comes from above, those still waiting first."""
    filters = board_search(request.GET)
    rows = paged(request, handing_targets(request.user, filters))
    targets = [(each, _newest(each)) for each in rows.page]
    context = {
        "rows": rows,
        "targets": targets,
        "columns": HANDING,
        "here": reverse("plans:handed_down"),
        "may_manage": may(request.user, MANAGE_TARGETS),
        "filters": filters,
    }
    if wants_part(request):
        return render(request, "plans/tracking/_handing_body.html", context)
    controls = board_controls(filters, board_choices(request.user))[:3]
    return render(request, "plans/tracking/handing.html", {**context, "controls": controls})


def _newest(target: object) -> object | None:
    rows = list(target.handed_down.all())  # type: ignore[attr-defined]
    return rows[-1] if rows else None
