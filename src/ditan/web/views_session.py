"""Signing in, the one-time code, signing out, and changing one's password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ditan.base.accounts import services
from ditan.base.accounts.errors import AccountError
from ditan.base.accounts.selectors.administrators import administrators_exist
from ditan.base.accounts.services.signing_in import needs_code
from ditan.base.answers import safe_next
from ditan.base.audit.services import record

PENDING = "pending_sign_in"
PENDING_SECONDS = 300
"""How long after the password the code may come."""


class SignInForm(AuthenticationForm):
    """Name and password, with an answer that says what to do."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["username"].label = _("用户名")
        self.fields["password"].label = _("密码")
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"
            field.error_messages["required"] = _("请填写%(label)s。") % {"label": field.label}

    def clean(self) -> dict[str, Any]:
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if name and password:
            assert self.request is not None
            try:
                self.user_cache = services.check_password(request=self.request, name=name, password=password)
            except AccountError as error:
                raise forms.ValidationError(error.message, code=error.code) from error
        return self.cleaned_data


class SignIn(LoginView):
    """The log-in page. The next page says when this account was last used."""

    template_name = "registration/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        """The page, marked so that a script whose session is over leads here instead of showing it in a corner."""
        response = super().get(request, *args, **options)
        response["X-Ditan-Page"] = "sign-in"
        return response

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(first_start=not administrators_exist(), **more)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        user = form.get_user()
        onward = self.get_success_url()
        if needs_code(user):
            self.request.session[PENDING] = {"user": user.pk, "at": timezone.now().timestamp(), "next": onward}
            return HttpResponseRedirect(reverse("login_code"))
        return _enter(self.request, user, onward, second=False)


@login_not_required
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second step: a one-time code, within five minutes of the password."""
    pending: dict[str, Any] = request.session.get(PENDING) or {"at": 0, "user": 0}
    fresh = 0 <= timezone.now().timestamp() - pending["at"] < PENDING_SECONDS
    user = User.objects.filter(pk=pending["user"], is_active=True).first() if fresh else None
    if user is None:
        request.session.pop(PENDING, None)
        return HttpResponseRedirect(reverse("login"))
    fault = ""
    if request.method == "POST":
        try:
            services.check_second(request=request, user=user, code=request.POST.get("code", ""))
        except AccountError as error:
            fault = error.message
        else:
            request.session.pop(PENDING)
            return _enter(request, user, pending["next"], second=True)
    return render(request, "registration/code.html", {"fault": fault})


class SignOut(LogoutView):
    """Ends the session and asks the browser to forget the pages it has kept."""

    def post(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        user = request.user
        with transaction.atomic():
            if user.is_authenticated:
                name = user.get_username()
                record(
                    act="accounts.signed_out", user=user, target_kind="account", target_key=user.pk, target_name=name
                )
            response = super().post(request, *args, **options)
        response["Clear-Site-Data"] = '"cache"'
        return response


class ChangePasswordForm(PasswordChangeForm):
    """The same look as every other form."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        labels = {
            "old_password": _("当前密码"),
            "new_password1": _("新密码"),
            "new_password2": _("再次输入新密码"),
        }
        for name, field in self.fields.items():
            field.label = labels[name]
            assert isinstance(field, forms.Field)
            field.widget.attrs["class"] = "form-control"


class ChangePassword(PasswordChangeView):
    """Changing one's own password."""

    template_name = "registration/password_change.html"
    form_class = ChangePasswordForm
    success_url = reverse_lazy("home")

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        state = getattr(self.request.user, "account", None)
        return super().get_context_data(must_change=bool(state and state.must_change), **more)

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        typed = form.cleaned_data
        services.change_password(user=form.user, old=typed["old_password"], new=typed["new_password1"])
        # The session goes on with the new password, under a new key; every other one is over.
        update_session_auth_hash(self.request, form.user)
        messages.success(self.request, gettext("密码已修改。"))
        return HttpResponseRedirect(safe_next(self.request) or str(self.success_url))


def _enter(request: HttpRequest, user: User, onward: str, *, second: bool) -> HttpResponse:
    """Sign in, and greet with the time of the last log-in."""
    previous = user.last_login
    services.complete(request=request, user=user, second=second)
    if previous is None:
        messages.info(request, gettext("欢迎。这是该账号第一次登录。"))
    else:
        when = timezone.localtime(previous).strftime("%Y-%m-%d %H:%M")
        messages.info(request, gettext("上次登录：%(when)s。若不是本人操作，请尽快修改密码。") % {"when": when})
    return HttpResponseRedirect(onward)
