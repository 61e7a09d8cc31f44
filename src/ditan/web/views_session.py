"""Signing in and changing one's password."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Name and password, with an answer that says what to do."""

    error_messages = {
        "invalid_login": _("用户名或密码不正确。请检查大小写和输入法；仍不能登录时请联系管理员重置密码。"),
        "inactive": _("该账号已停用，请联系管理员。"),
    }

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["username"].label = _("用户名")
        self.fields["password"].label = _("密码")
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"
            field.error_messages["required"] = _("请填写%(label)s。") % {"label": field.label}


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

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        previous = form.get_user().last_login
        response = super().form_valid(form)
        if previous is None:
            messages.info(self.request, gettext("欢迎。这是该账号第一次登录。"))
        else:
            when = timezone.localtime(previous).strftime("%Y-%m-%d %H:%M")
            messages.info(
                self.request, gettext("上次登录：%(when)s。若不是本人操作，请尽快修改密码。") % {"when": when}
            )
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

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        response = super().form_valid(form)
        messages.success(self.request, gettext("密码已修改。"))
        return response
