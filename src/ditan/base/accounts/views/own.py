"""A person's own account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ditan.base.accounts.selectors.own import own_account


def me(request: HttpRequest) -> HttpResponse:
    """Password, second factor, this session, and what happened lately."""
    return render(request, "accounts/me.html", {"own": own_account(request)})
