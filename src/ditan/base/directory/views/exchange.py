"""Organisations, facilities and people as workbooks."""

from __future__ import annotations

import base64
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ditan.base.answers import acting, answered, attachment
from ditan.base.asking import user_of
from ditan.base.directory import forms
from ditan.base.directory.errors import ImportRefused, RowError
from ditan.base.directory.exchange import facilities, organisations, people
from ditan.base.directory.exchange.form import Form
from ditan.base.directory.permissions import MANAGE, require

SHOWN_ERRORS = 200
MOST_MARKED = 2_000_000


@require_GET
@acting("directory:organisations")
def organisations_export(request: HttpRequest) -> HttpResponse:
    """The list as the search left it."""
    return _file(
        organisations.export_organisations(user_of(request), forms.organisation_filters(request.GET)), "组织机构"
    )


@require_GET
@acting("directory:facilities")
def facilities_export(request: HttpRequest) -> HttpResponse:
    """The list as the search left it."""
    return _file(facilities.export_facilities(user_of(request), forms.facility_filters(request.GET)), "设施")


@require_GET
@acting("directory:people")
def people_export(request: HttpRequest) -> HttpResponse:
    """The list as the search left it."""
    words, at = (request.GET.get(name, "")[:100] for name in ("words", "at"))
    return _file(people.export_people(user_of(request), words, at, forms.as_of(request.GET)), "人员与岗位")


@require_GET
@acting("directory:organisations")
def organisations_template(request: HttpRequest) -> HttpResponse:
    """An empty workbook to fill in."""
    return _blank(request, organisations.form())


@require_GET
@acting("directory:facilities")
def facilities_template(request: HttpRequest) -> HttpResponse:
    """An empty workbook to fill in."""
    return _blank(request, facilities.form())


@require_GET
@acting("directory:people")
def people_template(request: HttpRequest) -> HttpResponse:
    """An empty workbook to fill in."""
    return _blank(request, people.form())


@answered
def organisations_import(request: HttpRequest) -> HttpResponse:
    """Upload a workbook; every row that cannot be taken in is named, and then nothing is stored."""
    return _import(
        request,
        "organisations",
        organisations.form(),
        lambda user, data: organisations.import_organisations(user=user, data=data),
    )


@answered
def facilities_import(request: HttpRequest) -> HttpResponse:
    """The same with facilities."""
    return _import(
        request, "facilities", facilities.form(), lambda user, data: facilities.import_facilities(user=user, data=data)
    )


@answered
def people_import(request: HttpRequest) -> HttpResponse:
    """The same with people and their posts."""
    new_posts = "new_posts" in request.POST
    return _import(
        request,
        "people",
        people.form(),
        lambda user, data: people.import_people(user=user, data=data, new_posts=new_posts),
    )


def _import(request: HttpRequest, of: str, form: Form, take: Callable[[User, bytes], int]) -> HttpResponse:
    require(request.user, MANAGE)
    said = _said(of)
    if request.method != "POST":
        return render(request, "directory/import.html", {"errors": [], **said})
    upload = request.FILES.get("file")
    data = upload.read() if upload is not None else b""
    try:
        made = take(user_of(request), data)
    except ImportRefused as error:
        return _refused(request, data, form, error.rows, said)
    messages.success(request, _("已导入 %(made)d 行。") % {"made": made})
    return redirect(f"directory:{of}")


def _said(of: str) -> dict[str, object]:
    """What the page of an import says about its list."""
    hints = {
        "organisations": (
            _("名称和类别必填；所在区划填代码或名称，上级单位填全称，可写本表中排在前面的单位。"),
            _("别名以顿号分隔；生效日期按 2026-07-01 的样式，留空表示一向如此。"),
            _("只新增单位；已有单位请在页面上修改。"),
        ),
        "facilities": (
            _("所属单位填全称或统一社会信用代码；经度、纬度填十进制度，同时填写或同时留空。"),
            _("同一单位已有同名设施时，按本表更新该设施。"),
        ),
        "people": (
            _("姓名必填；有同名的人必须填工号。工号已存在的行只为该人增加任职。"),
            _("一人任多岗写多行；填写岗位时须填任职日期，代理填“是”或“否”。"),
        ),
    }
    return {
        "of": of,
        "title": {"organisations": _("导入单位"), "facilities": _("导入设施"), "people": _("导入人员")}[of],
        "list_title": {"organisations": _("组织机构"), "facilities": _("设施"), "people": _("人员与岗位")}[of],
        "hints": (*hints[of], _("有一行不对就全部不导入，并列出每一处问题。")),
        "template": f"directory:{of}_template",
        "back": f"directory:{of}",
    }


def _refused(
    request: HttpRequest, data: bytes, form: Form, errors: list[RowError], said: dict[str, object]
) -> HttpResponse:
    """The errors on screen, and the workbook with the errors beside the rows to take away."""
    marked = form.marked(data, errors) if all(error.row for error in errors) else b""
    context = {
        **said,
        "errors": errors[:SHOWN_ERRORS],
        "error_count": len(errors),
        "marked": base64.b64encode(marked).decode() if len(marked) <= MOST_MARKED else "",
        "new_posts": "new_posts" in request.POST,
    }
    return render(request, "directory/import.html", context, status=422)


def _blank(request: HttpRequest, form: Form) -> HttpResponse:
    require(request.user, MANAGE)
    return attachment(form.written([]), _("%(title)s导入模板.xlsx") % {"title": form.title})


def _file(data: bytes, title: str) -> HttpResponse:
    return attachment(data, f"{title}-{timezone.localtime():%Y%m%d-%H%M}.xlsx")
