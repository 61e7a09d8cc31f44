"""Recording acts: in the transaction of the act itself, or apart from it where the act was refused.

A row that cannot be written (a full disk, a broken table) raises, and the act fails with it: there is no act without
its row.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from ditan.base.audit.context import circumstances
from ditan.base.audit.hooks import organisation_name
from ditan.base.audit.models import Entry, Outcome
from ditan.base.audit.plain import plain, text


def record(
    *,
    act: str,
    user: Any = None,
    target_kind: str = "",
    target_key: object = "",
    target_name: str = "",
    before: Any = None,
    after: Any = None,
    outcome: str = Outcome.DONE,
    detail: str = "",
) -> Entry:
    """Write a row in the caller's transaction: no row, no act. Outside a transaction it refuses.

    `act` is a dotted word, app first (`plans.item_confirmed`, `access.role_changed`, `accounts.signed_in`).
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"act {act!r} was recorded outside a transaction: the act and its row must stand together")
    return _write(act, user, target_kind, target_key, target_name, before, after, outcome, detail)


def record_apart(
    *,
    act: str,
    user: Any = None,
    target_kind: str = "",
    target_key: object = "",
    target_name: str = "",
    outcome: str = Outcome.REFUSED,
    detail: str = "",
) -> Entry:
    """Write a row of its own, for what changed nothing: refusals, failed log-ins, exports. Call it outside the
    transaction that was rolled back."""
    with transaction.atomic():
        return _write(act, user, target_kind, target_key, target_name, None, None, outcome, detail)


def _write(
    act: str,
    user: Any,
    target_kind: str,
    target_key: object,
    target_name: str,
    before: Any,
    after: Any,
    outcome: str,
    detail: str,
) -> Entry:
    now = circumstances()
    return Entry.objects.create(
        at=timezone.now(),
        act=text(act, 100),
        outcome=outcome,
        user_key=text(getattr(user, "pk", None) or "", 64),
        user_name=text(_name(user), 150),
        organisation_name=text(organisation_name(user), 200),
        address=text(now.address, 64),
        agent=text(now.agent, 200),
        request_id=text(now.request_id, 32),
        target_kind=text(target_kind, 64),
        target_key=text(target_key, 64),
        target_name=text(target_name, 400),
        before=plain(before),
        after=plain(after),
        detail=text(detail),
    )


def _name(user: Any) -> str:
    if user is None or not getattr(user, "is_authenticated", False):
        return ""
    return f"{user.last_name}{user.first_name}" or str(user.get_username())
