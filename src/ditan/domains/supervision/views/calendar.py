"""The calendar of supervision: a month, and all of one day."""

from __future__ import annotations

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from ditan.base.answers import answered
from ditan.domains.supervision import forms
from ditan.domains.supervision.permissions import VIEW, require
from ditan.domains.supervision.selectors.calendar import FIRST, LAST, month_of


@require_GET
@answered
def month(request: HttpRequest) -> HttpResponse:
    """The month of `day`, which is looked at; of today where none is named."""
    require(request.user, VIEW)
    day = forms.day_or_none(request.GET.get("day", "")) or timezone.localdate()
    if not FIRST <= day.year <= LAST:
        day = timezone.localdate()
    today = timezone.localdate()
    shown = month_of(request.user, day, day)
    context = {
        "month": shown,
        "day": shown.chosen,
        "today": today,
        "before": _same_day(shown.before, day.day),
        "after": _same_day(shown.after, day.day),
    }
    return render(request, "supervision/calendar.html", context)


def _same_day(first: datetime.date, number: int) -> datetime.date:
    """The same day of another month, its last where it is shorter."""
    while True:
        try:
            return first.replace(day=number)
        except ValueError:
            number -= 1
