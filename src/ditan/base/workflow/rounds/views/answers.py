"""What the views of reporting share."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse

from ditan.base.refusal import Refusal
from ditan.base.workflow.models import Assignment
from ditan.base.workflow.rounds import selectors


def assignment_of(request: HttpRequest, pk: int) -> Assignment:
    """The assignment that the address names, where this user may see it."""
    return selectors.get_assignment(request.user, pk)


def version_of(data: Any) -> int:
    """The version that a form was made for; 0, which fits none, where it names none."""
    text = str(data.get("version", ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def refused_json(error: Refusal) -> JsonResponse:
    """A refusal for the script of a page, in the shape that the API has too."""
    body = {"error": {"code": error.code, "message": error.message, "details": error.details}}
    return JsonResponse(body, status=error.status)
