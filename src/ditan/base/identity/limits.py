"""How many requests a minute: of one token, of one address, and of wrong tokens from one address.

Counted in the database, in windows of one minute, so that all server processes count together.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from ditan.base.identity.errors import TooMany
from ditan.base.identity.models import Tally

WINDOW = 60
TOKEN = "token"  # noqa: S105
ADDRESS = "address"
WRONG = "wrong"


def count(kind: str, key: str, now: datetime | None = None) -> None:
    """Count one request; `TooMany` says when to come back where it is one too many."""
    window, passed = _window(now)
    place = _place(kind, key)
    one_more = {"number": F("number") + 1}
    if not Tally.objects.filter(place=place, window=window).update(**one_more):
        # Whoever comes first in a minute also clears away the minutes before.
        Tally.objects.filter(window__lt=window - 1).delete()
        Tally.objects.bulk_create([Tally(place=place, window=window)], ignore_conflicts=True)
        Tally.objects.filter(place=place, window=window).update(**one_more)
    if _number(place, window) > most(kind):
        raise TooMany(most(kind), WINDOW - passed)


def refuse_beyond(kind: str, key: str, now: datetime | None = None) -> None:
    """Refuse where the limit is used up already, counting nothing."""
    window, passed = _window(now)
    if _number(_place(kind, key), window) >= most(kind):
        raise TooMany(most(kind), WINDOW - passed)


def most(kind: str) -> int:
    """The limit of one minute, from the settings."""
    return int(settings.API_LIMITS[kind])


def _window(now: datetime | None) -> tuple[int, int]:
    return divmod(int((now or timezone.now()).timestamp()), WINDOW)


def _number(place: str, window: int) -> int:
    return Tally.objects.filter(place=place, window=window).values_list("number", flat=True).first() or 0


def _place(kind: str, key: str) -> str:
    return f"{kind}:{hashlib.sha256(key.encode()).hexdigest()[:32]}"
