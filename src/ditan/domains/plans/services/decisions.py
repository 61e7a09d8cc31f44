"""The record of decisions, and the one way in which an item changes its state."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from ditan.base.records.services import storable
from ditan.domains.plans.models import Decidable, Decision, Finding, How, ReviewItem, State

Decided = ReviewItem | Finding


def name_of(user: User) -> str:
    """The name under which a person's decisions are kept: full name, else the account's."""
    full_name = f"{user.last_name}{user.first_name}" if _is_chinese(user.last_name) else user.get_full_name()
    return (full_name.strip() or user.get_username())[:150]


def _is_chinese(name: str) -> bool:
    """Whether a name is written in characters, where the family name stands first without a blank."""
    return bool(re.search(r"[\u4e00-\u9fff]", name))


def decide(item: Decidable, *, state: State | str, user: User, how: How) -> None:
    """Set the state with who and when; the caller saves. A proposal carries nobody's name."""
    item.state = state
    item.version += 1
    if state == State.PROPOSED:
        item.decided_by, item.decided_by_name, item.decided_at, item.decided_how = None, "", None, ""
    else:
        item.decided_by_id = user.pk
        item.decided_by_name, item.decided_at, item.decided_how = name_of(user), timezone.now(), how


def entry(
    item: Decided,
    *,
    action: Decision.Action,
    user: User,
    how: How = How.BY_HAND,
    reason: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    batch: uuid.UUID | None = None,
) -> Decision:
    """An unsaved line of the record."""
    return Decision(
        plan_id=item.plan_id,
        item_kind=item.kind,
        item_id=item.pk,
        item_label=item.label[:400],
        action=action,
        how=how,
        reason=storable(reason)[:2_000],
        before=before,
        after=after,
        user_id=user.pk,
        user_name=name_of(user),
        batch=batch or uuid.uuid4(),
    )


def record(entries: Iterable[Decision]) -> None:
    """Write lines of the record."""
    Decision.objects.bulk_create(list(entries), batch_size=500)
