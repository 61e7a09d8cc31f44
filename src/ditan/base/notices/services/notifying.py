"""Telling people: rows in the caller's transaction, outside channels by a background job afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from ditan.base.notices.models import Channel, Delivery, Notice
from ditan.base.notices.wording import Wording, fill, wording_of
from ditan.base.workflow.services import enqueue

JOB_KIND = "send_notices"
BATCH = 500
GROUP = "group"
"""The recipient of a robot's message: everybody in its group, once."""


@transaction.atomic
def notify(*, kind: str, to: Iterable[User], context: Mapping[str, Any], key: str, link: str = "") -> int:
    """Leave a message for each of these people and give how many were new.

    Part of the caller's transaction: what is rolled back was never said. The same `kind` and `key` never reach the same
    person twice, whoever calls how often. A kind that no domain declares is a `LookupError`.
    """
    wording = wording_of(kind)
    people = {user.pk: user for user in to if user.is_active}
    reached = set(Notice.objects.filter(kind=kind, key=key, user__in=people).values_list("user_id", flat=True))
    fresh = [user for pk, user in people.items() if pk not in reached]
    subject, text = fill(wording.subject, context)[:200], fill(wording.body, context)
    Notice.objects.bulk_create(
        [Notice(user=user, kind=kind, key=key, subject=subject, text=text, link=link) for user in fresh],
        ignore_conflicts=True,
    )
    if fresh and wording.channels:
        said = Delivery(kind=kind, key=key, subject=subject, text=text, link=link)
        _hand_over(wording, said, fresh)
    return len(fresh)


@dataclass(frozen=True, slots=True)
class Message:
    """What `notify_many` leaves for one person."""

    to: User
    context: Mapping[str, Any]
    key: str
    link: str = ""


@transaction.atomic
def notify_many(*, kind: str, messages: Sequence[Message]) -> int:
    """Leave many messages of one kind, in few statements, and give how many were new. As with `notify`, a kind and key
    reach a person once."""
    if not messages:
        return 0
    wording = wording_of(kind)
    wanted = {(each.to.pk, each.key): each for each in messages if each.to.is_active}
    keys = sorted({key for _user, key in wanted})
    reached: set[tuple[int, str]] = set()
    for start in range(0, len(keys), BATCH):
        found = Notice.objects.filter(kind=kind, key__in=keys[start : start + BATCH])
        reached.update(found.order_by().values_list("user_id", "key"))
    fresh = [each for pair, each in wanted.items() if pair not in reached]
    rows = [
        Notice(
            user=each.to,
            kind=kind,
            key=each.key,
            subject=fill(wording.subject, each.context)[:200],
            text=fill(wording.body, each.context),
            link=each.link,
        )
        for each in fresh
    ]
    Notice.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    if wording.channels:
        by_key: dict[str, list[int]] = {}
        for place, row in enumerate(rows):
            by_key.setdefault(row.key, []).append(place)
        for key, places in by_key.items():
            first = rows[places[0]]
            said = Delivery(kind=kind, key=key, subject=first.subject, text=first.text, link=first.link)
            _hand_over(wording, said, [fresh[place].to for place in places])
    return len(fresh)


def _hand_over(wording: Wording, said: Delivery, people: list[User]) -> None:
    """Register what leaves the platform, and queue the sending; it becomes visible when the transaction commits."""
    rows = []
    for channel in wording.channels:
        if channel == Channel.MAIL:
            rows += [_to(said, channel, str(user.pk), person_name(user)) for user in people if user.email]
        else:
            rows.append(_to(said, channel, GROUP, ""))
    if rows:
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)
        enqueue(JOB_KIND, {"kind": said.kind, "key": said.key})


def _to(said: Delivery, channel: str, recipient: str, name: str) -> Delivery:
    return Delivery(
        kind=said.kind,
        key=said.key,
        subject=said.subject,
        text=said.text,
        link=said.link,
        channel=channel,
        recipient=recipient,
        recipient_name=name,
    )


def person_name(user: User) -> str:
    return f"{user.last_name}{user.first_name}" or user.get_username()
