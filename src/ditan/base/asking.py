"""What a request asks for: who asks, which part of a page, what was typed."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest


def user_of(request: HttpRequest) -> User:
    """Whoever is signed in; a page that visitors cannot reach may ask for it."""
    assert isinstance(request.user, User)
    return request.user


def wants_part(request: HttpRequest, part: str = "listing") -> bool:
    """Whether this part of the page alone is asked for; a page that the browser restores is asked for whole."""
    return request.headers.get("HX-Target") == part and "HX-History-Restore-Request" not in request.headers


def typed(request: HttpRequest, name: str) -> str:
    """What a form sends, without the one character that no database stores; nothing where the field is not there."""
    return str(request.POST.get(name, "")).replace("\x00", "")
