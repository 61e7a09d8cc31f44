"""What the log is told of a user's organisation."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from ditan.base.directory.models import Holding
from ditan.base.directory.models.dated import holds
from ditan.base.statements import rows_of


def organisation_name(user: Any) -> str:
    """The organisation in which the user holds a post today; a post of their own before one that they act for."""
    found = rows_of(_names, timezone.localdate(), key=user.pk)
    return str(found[0][0]) if found else ""


def _names(day: date, user: int) -> QuerySet[Any]:
    held = Holding.objects.filter(holds(day), person__user_id=user)
    return held.order_by("acting", "pk").values_list("post__organisation__name")[:1]
