"""What the log is told of a user's organisation."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from ditan.base.directory.models import Holding
from ditan.base.directory.models.dated import holds


def organisation_name(user: Any) -> str:
    """The organisation in which the user holds a post today; a post of their own before one that they act for."""
    held = Holding.objects.filter(holds(timezone.localdate()), person__user_id=user.pk)
    return held.order_by("acting", "pk").values_list("post__organisation__name", flat=True).first() or ""
