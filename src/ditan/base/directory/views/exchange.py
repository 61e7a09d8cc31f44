"""The lists of the directory as workbooks: out as the search left them, an empty one, and in with the errors of each row."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ditan.base.answers import acting, answered, attachment
from ditan.base.asking import typed, user_of
from ditan.base.directory import forms
from ditan.base.directory.errors import ImportRefused, InvalidFields, RowError
from ditan.base.directory.exchange import entries, facilities, organisations, people, regions
from ditan.base.directory.exchange.form import Form
from ditan.base.directory.permissions import DICTIONARIES, MANAGE, require

SHOWN_ERRORS = 200
MOST_MARKED = 2_000_000

Take = Callable[[User, bytes, HttpRequest], int]
View = Callable[[HttpRequest], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Exchanged:
    """How one list goes out and comes in. `asks_reason` says that its import changes what is in use."""

    form: Callable[[], Form]
    given: Callable[[User, HttpRequest], bytes]
    take: Take
    permission: str = MANAGE
    asks_reason: bool = False


def _words(request: HttpRequest, name: str = "words") -> str:
    return request.GET.get(name, "")[:100]


def _given_people(user: User, request: HttpRequest) -> bytes:
    return people.export_people(user, _words(request), _words(request, "at"), forms.as_of(request.GET))


def _given_regions(user: User, request: HttpRequest) -> bytes:
    return regions.export_regions(user, forms.as_of(request.GET), _words(request), forms.level_of(request.GET))


LISTS = {
    "organisations": Exchanged(
        organisations.form,
        lambda user, request: organisations.export_organisations(user, forms.organisation_filters(request.GET)),
        lambda user, data, _request: organisations.import_organisations(user=user, data=data),
    ),
    "facilities": Exchanged(
        facilities.form,
        lambda user, request: facilities.export_facilities(user, forms.facility_filters(request.GET)),
        lambda user, data, _request: facilities.import_facilities(user=user, data=data),
    ),
    "people": Exchanged(
        people.form,
        _given_people,
        lambda user, data, request: people.import_people(user=user, data=data, new_posts="new_posts" in request.POST),
    ),
    "regions": Exchanged(
        regions.form,
        _given_regions,
        lambda user, data, _request: regions.import_regions(user=user, data=data),
    ),
    "dictionaries": Exchanged(
        entries.dictionary_form,
        lambda user, request: entries.export_dictionaries(user, _words(request)),
        lambda user, data, request: entries.import_dictionaries(user=user, data=data, reason=_reason(request)),
        DICTIONARIES,
        asks_reason=True,
    ),
    "parameters": Exchanged(
        entries.parameter_form,
        lambda user, request: entries.export_parameters(user, _words(request)),
        lambda user, data, request: entries.import_parameters(user=user, data=data, reason=_reason(request)),
        DICTIONARIES,
        asks_reason=True,
    ),
}


def exporting(of: str) -> View:
    """The view that gives the list as the search left it."""

    @require_GET
    @acting(f"directory:{of}")
    def give(request: HttpRequest) -> HttpResponse:
        data = LISTS[of].given(user_of(request), request)
        return attachment(data, f"{LISTS[of].form().title}-{timezone.localtime():%Y%m%d-%H%M}.xlsx")

    return give


def blank(of: str) -> View:
    """The view that gives an empty workbook to fill in."""

    @require_GET
    @acting(f"directory:{of}")
    def give(request: HttpRequest) -> HttpResponse:
        require(request.user, LISTS[of].permission)
        form = LISTS[of].form()
        return attachment(form.written([]), _("%(title)s导入模板.xlsx") % {"title": form.title})

    return give


def importing(of: str) -> View:
    """The view that takes a workbook in; every row that cannot be is named, and then nothing is stored."""

    @answered
    def take(request: HttpRequest) -> HttpResponse:
        each = LISTS[of]
        require(request.user, each.permission)
        said = {**_said(of), "asks_reason": each.asks_reason, "reason": typed(request, "reason")}
        if request.method != "POST":
            return render(request, "directory/import.html", {"errors": [], **said})
        upload = request.FILES.get("file")
        data = upload.read() if upload is not None else b""
        try:
            made = each.take(user_of(request), data, request)
        except ImportRefused as error:
            return _refused(request, data, each.form(), error.rows, said)
        except InvalidFields as error:
            return render(request, "directory/import.html", {"errors": [], "wrong": error.errors, **said}, status=422)
        messages.success(request, _("已导入 %(made)d 行。") % {"made": made})
        return redirect(f"directory:{of}")

    return take


def _reason(request: HttpRequest) -> str:
    """Why the import is made: it stands in the log beside each value that it changes."""
    reason = typed(request, "reason").strip()
    if not 0 < len(reason) <= 200:
        raise InvalidFields({"reason": _("请填写修改理由（1—200 个字符）；理由记入操作日志。")})
    return reason


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
        "regions": (
            _("代码和名称必填；隶属填上级的代码或名称，可写本表中排在前面的区划；功能区自编代码为 L 加 6 位数字。"),
            _("交叠、别名以顿号分隔；生效日期按 2026-07-01 的样式，留空表示一向如此。"),
            _("只新增区划；代码已有且名称相同的行跳过，更名、合并、拆分请在页面上按日期办理。"),
        ),
        "dictionaries": (
            _("一行一个字典项；同一字典的各行填相同的标识，新字典还须填名称。"),
            _("值已有时按本表改显示、排序和启用；排序、启用留空则不改。没有变化的行跳过，不删除任何项。"),
        ),
        "parameters": (
            _("标识、名称、类型必填；标识已有时只改值，其余各列须与平台一致或不列。"),
            _("值改变后回到“待核对”；没有变化的行跳过。"),
        ),
    }
    titles = {
        "organisations": (_("导入单位"), _("组织机构")),
        "facilities": (_("导入设施"), _("设施")),
        "people": (_("导入人员"), _("人员与岗位")),
        "regions": (_("导入区划"), _("行政区划")),
        "dictionaries": (_("导入字典"), _("字典")),
        "parameters": (_("导入参数"), _("参数")),
    }
    title, list_title = titles[of]
    return {
        "of": of,
        "title": title,
        "list_title": list_title,
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
