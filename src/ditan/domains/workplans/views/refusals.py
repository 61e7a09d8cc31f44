"""Refusals of work plans in the platform's log."""

from __future__ import annotations

from django.http import HttpRequest

from ditan.base.audit.services import record_apart
from ditan.base.refusal import Refusal


def note_refusal(request: HttpRequest, error: Refusal) -> None:
    """Who asked, for what, and why not. Nothing else was written."""
    record_apart(
        act="workplans.refused",
        user=request.user,
        target_kind="address",
        target_key=error.code,
        target_name=f"{request.method} {request.path}",
        detail=error.message,
    )


def whole(text: str | None) -> int:
    """The number that a form writes in plain digits; else 0."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
