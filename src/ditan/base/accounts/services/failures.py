"""Counting failed tries in rows, so that a restart forgets nothing, and in few rows, so that a flood fills nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from ditan.base.accounts.clients import network_of
from ditan.base.accounts.errors import Locked
from ditan.base.accounts.models import Failures
from ditan.base.accounts.policy import account_rule, address_rule
from ditan.core.security.lockout import NONE, Rule, Tally, failed, minutes, remaining, seen

BUCKETS = 512
"""Names that no account has share this many rows."""

MOST_ADDRESSES = 5_000
"""More addresses than this are not remembered at once; the oldest are forgotten first."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One row that a try is counted in."""

    kind: str
    key: str
    rule: Rule


def keys_of(name: str, address: str) -> tuple[Counted, Counted]:
    """The rows that a try with this name from this address is counted in."""
    return (
        Counted(Failures.Kind.ACCOUNT, account_key(name), account_rule()),
        Counted(Failures.Kind.ADDRESS, network_of(address), address_rule()),
    )


def account_key(name: str) -> str:
    """The account's own row; a shared one for a name that no account has."""
    known = User.objects.filter(username=name).values_list("pk", flat=True).first()
    if known is not None:
        return f"user:{known}"
    return f"none:{int(hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest(), 16) % BUCKETS}"


def refuse_while_locked(keys: tuple[Counted, ...], now: datetime) -> None:
    """`Locked` where one of the rows holds a lock. Writes the row where a clock was put back."""
    for key, row in _rows(keys):
        before = _tally(row)
        left = remaining(before, now, key.rule)
        after = seen(before, now, key.rule)
        if row is not None and after != before:
            _store(row, after)
        if left is not None:
            raise Locked(minutes(left), address=key.kind == Failures.Kind.ADDRESS)


def turned_away(keys: tuple[Counted, ...], now: datetime) -> int:
    """Count a try that came while locked; gives how many did since then."""
    most = 0
    with transaction.atomic():
        for key, row in _rows(keys, lock=True):
            if row is not None and seen(_tally(row), now, key.rule).locked_at is not None:
                row.refused += 1
                row.save(update_fields=["refused"])
                most = max(most, row.refused)
    return most


@dataclass(frozen=True, slots=True)
class NewLock:
    """A lock that this failure brought."""

    kind: str
    key: str
    rule: Rule


def count_failure(keys: tuple[Counted, ...], now: datetime) -> tuple[NewLock, ...]:
    """Count one failure in every row, and give the locks that it brought. In the caller's transaction."""
    made = []
    for key, row in _rows(keys, lock=True):
        before = seen(_tally(row), now, key.rule)
        after = failed(before, now, key.rule)
        if row is None:
            _make_room(key.kind)
            row, _new = Failures.objects.get_or_create(kind=key.kind, key=key.key)
        _store(row, after)
        if before.locked_at is None and after.locked_at is not None:
            made.append(NewLock(key.kind, key.key, key.rule))
    return tuple(made)


def forget(keys: tuple[Counted, ...]) -> None:
    """A right password ends the row of the account. That of the address stays: one account would clear the others."""
    Failures.objects.filter(kind=Failures.Kind.ACCOUNT, key__in=[key.key for key in keys]).delete()


def _rows(keys: tuple[Counted, ...], *, lock: bool = False) -> list[tuple[Counted, Failures | None]]:
    rows = Failures.objects.filter(key__in=[key.key for key in keys])
    found = {(row.kind, row.key): row for row in (rows.select_for_update() if lock else rows)}
    return [(key, found.get((key.kind, key.key))) for key in keys]


def _tally(row: Failures | None) -> Tally:
    return NONE if row is None else Tally(row.count, row.last_at, row.locked_at, row.refused)


def _store(row: Failures, tally: Tally) -> None:
    row.count, row.last_at, row.locked_at, row.refused = tally.count, tally.last_at, tally.locked_at, tally.refused
    row.save(update_fields=["count", "last_at", "locked_at", "refused"])


def _make_room(kind: str) -> None:
    """Forget the addresses that failed longest ago, once there are too many."""
    if kind != Failures.Kind.ADDRESS:
        return
    rows = Failures.objects.filter(kind=kind)
    if rows.count() >= MOST_ADDRESSES:
        oldest = rows.filter(locked_at__isnull=True).order_by("last_at").values_list("pk", flat=True)
        rows.filter(pk__in=list(oldest[: MOST_ADDRESSES // 10])).delete()
