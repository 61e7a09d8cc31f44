"""How many requests a minute: of one token, of one address, and of wrong tokens from one address.

Counted in the cache named `limits`, in windows of one minute. Each server process counts on its own; a shared cache behind
that name makes several count together.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings
from django.core.cache import caches
from django.utils import timezone

from ditan.base.identity.errors import TooMany

WINDOW = 60
TOKEN = "token"  # noqa: S105
ADDRESS = "address"
WRONG = "wrong"


def count(kind: str, key: str, now: datetime | None = None) -> None:
    """Count one request; `TooMany` says when to come back where it is one too many."""
    window, passed = _window(now)
    place = _place(kind, key, window)
    cache = caches["limits"]
    cache.add(place, 0, timeout=2 * WINDOW)
    try:
        number = cache.incr(place)
    except ValueError:
        # The row went between the two calls: this request is the first again.
        cache.set(place, number := 1, timeout=2 * WINDOW)
    if number > most(kind):
        raise TooMany(most(kind), WINDOW - passed)


def refuse_beyond(kind: str, key: str, now: datetime | None = None) -> None:
    """Refuse where the limit is used up already, counting nothing."""
    window, passed = _window(now)
    if caches["limits"].get(_place(kind, key, window), 0) >= most(kind):
        raise TooMany(most(kind), WINDOW - passed)


def most(kind: str) -> int:
    """The limit of one minute, from the settings."""
    return int(settings.API_LIMITS[kind])


def _window(now: datetime | None) -> tuple[int, int]:
    return divmod(int((now or timezone.now()).timestamp()), WINDOW)


def _place(kind: str, key: str, window: int) -> str:
    return f"{kind}:{hashlib.sha256(key.encode()).hexdigest()[:32]}:{window}"
