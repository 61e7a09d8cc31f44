"""Who asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest
from ninja.errors import AuthenticationError

from ditan.domains.plans.permissions import VIEW, require


def person(request: HttpRequest) -> User:
    """The signed-in user of a request that changes something."""
    if isinstance(request.user, User):
        return request.user
    raise AuthenticationError


def seeing_plans(operation: Callable[..., Any]) -> Callable[..., Any]:
    """An operation that is refused to who may not see plans, whatever it does."""

    @wraps(operation)
    def guarded(request: HttpRequest, *args: Any, **options: Any) -> Any:
        require(request.user, VIEW)
        return operation(request, *args, **options)

    return guarded
