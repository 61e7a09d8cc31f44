"""Who asks."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest
from ninja.errors import AuthenticationError


def person(request: HttpRequest) -> User:
    """The signed-in user of a request that changes something."""
    if isinstance(request.user, User):
        return request.user
    raise AuthenticationError
