"""The industry table: what was loaded, and loading it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ditan.base.answers import acting, answered, attachment
from ditan.base.asking import typed, user_of, wants_part
from ditan.base.directory.errors import ImportRefused, InvalidFields, RowError
from ditan.base.directory.industry_sheet import industry_rows, industry_template
from ditan.base.directory.permissions import DICTIONARIES, require
from ditan.base.directory.selectors.entries import industries, industry_editions
from ditan.base.directory.services.industries import load_industries, remove_industries
from ditan.base.paging import paged
from ditan.base.searching import Control

SHOWN_ERRORS = 200


@require_GET
@answered
def listing(request: HttpRequest) -> HttpResponse:
    """The rows of the edition that is chosen; of the last one where none is."""
    require(request.user, DICTIONARIES)
    editions = industry_editions(request.user)
    words, wanted = request.GET.get("words", "")[:100], request.GET.get("edition", "")
    chosen = next((each for each in editions if each["edition"] == wanted), editions[-1] if editions else None)
    edition = chosen["edition"] if chosen else ""
    context = {
        "rows": paged(request, industries(request.user, edition, words)),
        "here": reverse("directory:industries"),
        "chosen": chosen,
        "words": words,
    }
    if wants_part(request):
        return render(request, "directory/_industries.html", context)
    choices = [(each["edition"], each["edition"]) for each in editions]
    context["controls"] = [
        Control("edition", _("版本"), edition, choices, blank=""),
        Control("words", _("查找"), words, placeholder=_("名称，或代码开头")),
    ]
    return render(request, "directory/industries.html", context)


@require_GET
@acting("directory:industries")
def blank(request: HttpRequest) -> HttpResponse:
    """An empty workbook to fill in."""
    return attachment(industry_template(user_of(request)), _("行业分类导入模板.xlsx"))


@answered
def import_(request: HttpRequest) -> HttpResponse:
    """Upload a workbook; every row that cannot be taken in is named, and then nothing is stored."""
    require(request.user, DICTIONARIES)
    if request.method != "POST":
        return _form(request)
    upload, check_only = request.FILES.get("file"), "check" in request.POST
    given = {name: typed(request, name) for name in ("edition", "source")}
    try:
        rows = industry_rows(upload.read() if upload is not None else b"")
        loaded = load_industries(user=user_of(request), rows=rows, check_only=check_only, **given)
    except ImportRefused as error:
        return _form(request, rows=error.rows)
    except InvalidFields as error:
        return _form(request, wrong=error.errors)
    if check_only:
        return _form(request, loaded=loaded)
    counts = {"edition": given["edition"].strip(), "rows": loaded.rows, "added": loaded.added}
    counts |= {"changed": loaded.changed, "removed": loaded.removed}
    words = _("已载入“%(edition)s” %(rows)d 行：新增 %(added)d，修改 %(changed)d，删除 %(removed)d。")
    messages.success(request, words % counts)
    return redirect("directory:industries")


@require_POST
@acting("directory:industries")
def remove(request: HttpRequest) -> HttpResponse:
    """Take an edition out."""
    edition = typed(request, "edition")
    removed = remove_industries(
        user=user_of(request),
        edition=edition,
        reason=typed(request, "reason"),
    )
    messages.success(request, _("已删除“%(edition)s” %(rows)d 行。") % {"edition": edition, "rows": removed})
    return redirect("directory:industries")


def _form(
    request: HttpRequest,
    *,
    rows: list[RowError] | None = None,
    wrong: dict[str, str] | None = None,
    loaded: Any = None,
) -> HttpResponse:
    found = rows or []
    context = {
        "typed": request.POST,
        "rows": found[:SHOWN_ERRORS],
        "row_count": len(found),
        "wrong": wrong or {},
        "loaded": loaded,
        "here": reverse("directory:industries"),
    }
    return render(request, "directory/industries_import.html", context, status=422 if found or wrong else 200)
