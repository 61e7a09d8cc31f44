"""The security policy page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ditan.base.accounts.due import in_trial
from ditan.base.accounts.selectors import policy as selectors
from ditan.base.answers import answered


@answered
def policy(request: HttpRequest) -> HttpResponse:
    """Each control, its setting, its label and its clause."""
    lines = selectors.policy(request.user)
    groups: dict[str, list[selectors.Line]] = {}
    for line in lines:
        groups.setdefault(str(line.group), []).append(line)
    return render(request, "accounts/policy.html", {"groups": groups, "total": len(lines), "in_trial": in_trial()})
