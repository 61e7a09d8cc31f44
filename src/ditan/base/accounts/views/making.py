"""The page on which the system administrator makes an account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ditan.base.access.administration import duty_on_paper
from ditan.base.accounts import services
from ditan.base.accounts.errors import InvalidAccount
from ditan.base.accounts.permissions import MANAGE, require
from ditan.base.answers import answered
from ditan.base.asking import user_of

FIELDS = ("name", "family", "given", "person")


@require_http_methods(["GET", "POST"])
@answered
def new(request: HttpRequest) -> HttpResponse:
    """The form; what was typed stays where it is refused. Then the password, shown this once."""
    require(request.user, MANAGE)
    typed = services.NewAccount(*(request.POST.get(field, "").replace("\x00", "")[:200] for field in FIELDS))
    if request.method != "POST":
        return render(request, "accounts/new.html", {"typed": typed})
    try:
        made, password = services.make_account(user=user_of(request), typed=typed)
    except InvalidAccount as error:
        return render(request, "accounts/new.html", {"typed": typed, "errors": error.errors}, status=422)
    return render(request, "accounts/made.html", {"made": made, "password": password, "waits": duty_on_paper(made)})
