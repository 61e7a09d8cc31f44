"""The first page of a new installation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later
from django.views.decorators.http import require_http_methods

from ditan.base.access.models import Duty
from ditan.base.accounts.due import in_trial
from ditan.base.accounts.errors import SetupRefused
from ditan.base.accounts.selectors.administrators import administrators_exist
from ditan.base.accounts.services.setting_up import Newcomer, make_first_administrators, setup_allowed
from ditan.base.accounts.validators import HouseRules

ABOUT = {
    Duty.SYSTEM: _later("账号、组织机构、配置、备份"),
    Duty.SECURITY: _later("角色、权限、数据范围、安全策略"),
    Duty.AUDIT: _later("查看日志和权限矩阵"),
}


@login_not_required
@require_http_methods(["GET", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    """Asks for the three administrators; once there are any, this page does not exist."""
    if administrators_exist():
        raise Http404("set up already")
    fault, people = "", [_typed(request, duty) for duty in Duty.values]
    if request.method == "POST":
        code = request.POST.get("code", "")
        try:
            make_first_administrators(user=request.user, code=code, trial=in_trial(), people=people)
        except SetupRefused as error:
            fault = error.message
        else:
            logout(request)
            done = _("三位管理员已设置，试用账号已停用；请用新账号登录。") if in_trial() else ""
            messages.success(request, done or _("三位管理员已设置；请用新账号登录，首次登录须启用动态口令。"))
            return HttpResponseRedirect(reverse("login"))
    return render(request, "accounts/setup.html", _context(request, people, fault))


def _typed(request: HttpRequest, duty: str) -> Newcomer:
    def text(field: str) -> str:
        return request.POST.get(f"{duty}-{field}", "").replace("\x00", "")[:128]

    return Newcomer(duty, text("name"), text("family"), text("given"), text("password"), text("again"))


def _context(request: HttpRequest, people: list[Newcomer], fault: str) -> dict[str, Any]:
    words = dict(Duty.choices)
    return {
        "people": [(each, words[Duty(each.duty)], ABOUT[Duty(each.duty)]) for each in people],
        "needs_code": not setup_allowed(user=request.user, code="", trial=in_trial()),
        "rules": HouseRules().get_help_text(),
        "fault": fault,
    }
