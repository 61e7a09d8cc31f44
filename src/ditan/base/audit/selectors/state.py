"""How the chain stands: the last seal, the unsealed end, the last verification."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Max, Min

from ditan.base.audit import triggers
from ditan.base.audit.models import Archive, Entry, Sealed, Verification
from ditan.base.audit.permissions import VIEW
from ditan.base.declaration import may


@dataclass(frozen=True, slots=True)
class ChainState:
    """How the chain stands."""

    last: Sealed | None
    tail: int
    tail_since: datetime | None
    archives: int
    archived: int
    verification: Verification | None
    missing_triggers: tuple[str, ...]


def sealed_until() -> int:
    """The last key that is sealed."""
    last = Sealed.objects.order_by("-number").values_list("last", flat=True).first()
    if last is None:
        last = Archive.objects.order_by("-last_block").values_list("last", flat=True).first()
    return last or 0


def chain_state(user: Any) -> ChainState | None:
    """How the chain stands; nothing for whoever may not read the log."""
    if not may(user, VIEW):
        return None
    tail = Entry.objects.filter(pk__gt=sealed_until())
    return ChainState(
        last=Sealed.objects.defer("members").order_by("-number").first(),
        tail=tail.count(),
        tail_since=tail.aggregate(Min("at"))["at__min"],
        archives=Archive.objects.count(),
        archived=Archive.objects.aggregate(Max("last"))["last__max"] or 0,
        verification=Verification.objects.order_by("-pk").first(),
        missing_triggers=tuple(triggers.missing(connection)),
    )


def last_verifications(user: Any, number: int = 10) -> list[Verification]:
    """The last verifications, newest first."""
    if not may(user, VIEW):
        return []
    return list(Verification.objects.order_by("-pk")[:number])
