"""Indicators of check-ups: all of them, adding one, changing one."""

from __future__ import annotations

import base64
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ditan.base.answers import acting, answered, attachment
from ditan.base.asking import user_of
from ditan.base.directory.forms import key_of
from ditan.base.refusal import ImportRefused, InvalidFields, Refusal
from ditan.domains.checkups.exchange import FORM, import_indicators, template
from ditan.domains.checkups.models import Indicator
from ditan.domains.checkups.permissions import MANAGE, VIEW, may, require
from ditan.domains.checkups.selectors import indicators
from ditan.domains.checkups.services import save_indicator

MOST_ERRORS = 200
MOST_MARKED = 2_000_000


@require_GET
@answered
def listing(request: HttpRequest) -> HttpResponse:
    """All indicators with their bands and sources."""
    require(request.user, VIEW)
    words = request.GET.get("words", "")[:100]
    context = {"rows": indicators(request.user, words), "words": words, "may_manage": may(request.user, MANAGE)}
    return render(request, "checkups/indicators.html", context)


@answered
def new(request: HttpRequest) -> HttpResponse:
    """Add an indicator."""
    require(request.user, MANAGE)
    return _edited(request, None)


@answered
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an indicator; check-ups that run keep what they began with."""
    require(request.user, MANAGE)
    return _edited(request, indicators(request.user).get(pk=pk))


@require_GET
@acting("checkups:indicators")
def blank(request: HttpRequest) -> HttpResponse:
    """The workbook to fill in, with the indicators that are there."""
    return attachment(template(request.user), _("体检指标导入模板.xlsx"))


@answered
def importing(request: HttpRequest) -> HttpResponse:
    """Take a workbook in; every row that cannot be is named, and then nothing is stored."""
    require(request.user, MANAGE)
    context: dict[str, Any] = {
        "of": "checkups",
        "title": _("导入体检指标"),
        "list_title": _("体检指标"),
        "template": "checkups:import_template",
        "back": "checkups:indicators",
        "errors": [],
        "hints": (
            _("编号、指标、依据必填；编号已有的行修改该指标，其余新增。没有的列不改，没有变化的行跳过。"),
            _("分级写“限值=等级”，从最好的一级写起，多级用分号或换行分开；没有依据的限值请留空。"),
            _("统计指标填名称或代码，填报单位填全称；方向、依据已核对、启用从下拉中选。"),
            _("有一行不对就全部不导入，并列出每一处问题。"),
        ),
    }
    if request.method != "POST":
        return render(request, "directory/import.html", context)
    upload = request.FILES.get("file")
    data = upload.read() if upload is not None else b""
    try:
        made = import_indicators(user=user_of(request), data=data)
    except ImportRefused as refused:
        marked = FORM.marked(data, refused.rows) if all(each.row for each in refused.rows) else b""
        context |= {
            "errors": refused.rows[:MOST_ERRORS],
            "error_count": len(refused.rows),
            "marked": base64.b64encode(marked).decode() if len(marked) <= MOST_MARKED else "",
        }
        return render(request, "directory/import.html", context, status=422)
    messages.success(request, _("已导入 %d 行，进行中的体检不受影响。") % made)
    return redirect("checkups:indicators")


def _edited(request: HttpRequest, indicator: Indicator | None) -> HttpResponse:
    refused: Refusal | None = None
    if request.method == "POST":
        try:
            given = {name: str(request.POST[name]).replace("\x00", "") for name in request.POST}
            given.setdefault("is_active", "")
            version = key_of(given.get("version")) or 0
            made = save_indicator(user=request.user, values=given, indicator=indicator, version=version)
            messages.success(request, _("已保存“%s”。") % made.name)
            return redirect("checkups:indicators")
        except Refusal as error:
            if error.status == 403:
                raise
            refused = error
    typed: Any = request.POST
    if refused is None:
        names = ("code", "name", "aspect", "unit", "definition", "bands", "basis", "version", "verified", "is_active")
        typed = {name: getattr(indicator, name) for name in names} if indicator else {"is_active": True}
        typed["at_least"] = "1" if indicator is None or indicator.at_least else "0"
        typed["metric"] = indicator.metric.code if indicator and indicator.metric else ""
        typed["organisation"] = indicator.organisation.name if indicator and indicator.organisation else ""
    context = {
        "indicator": indicator,
        "typed": typed,
        "errors": refused.errors if isinstance(refused, InvalidFields) else {},
        "refused": "" if refused is None or isinstance(refused, InvalidFields) else refused.message,
    }
    return render(request, "checkups/indicator.html", context, status=200 if refused is None else 422)
