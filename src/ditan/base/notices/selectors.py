"""All reads of the message centre. A person sees her own messages; the sent-log asks for a permission."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from ditan.base.declaration import Label, may
from ditan.base.notices.models import (
    Announcement,
    AnnouncementRead,
    Channel,
    ChannelSetting,
    Delivery,
    DeliveryState,
    Notice,
)
from ditan.base.notices.permissions import MANAGE, PUBLISH, VIEW_DELIVERIES
from ditan.base.notices.wording import kinds
from ditan.base.searching import holding

Visitor = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class NoticeFilters:
    """What the message page asks for; "" for all."""

    kind: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryFilters:
    """What the sent-log asks for; "" for all."""

    channel: str = ""
    state: str = ""
    words: str = ""


def list_notices(user: Visitor, filters: NoticeFilters | None = None) -> QuerySet[Notice]:
    """The user's own messages: unread first, then the newest."""
    if not user.is_authenticated:
        return Notice.objects.none()
    wanted = filters or NoticeFilters()
    rows = Notice.objects.filter(user_id=user.pk)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.state:
        rows = rows.filter(read_at__isnull=wanted.state == "unread")
    return rows.order_by(F("read_at").desc(nulls_first=True), "-pk")


def get_notice(user: Visitor, pk: int) -> Notice:
    """One message of the user's own; `Notice.DoesNotExist` for anybody else's."""
    return list_notices(user).get(pk=pk)


def unread_count(user: Visitor) -> int:
    """How many messages the user has not read."""
    return Notice.objects.filter(user_id=user.pk, read_at__isnull=True).count() if user.is_authenticated else 0


def kinds_received(user: Visitor) -> list[tuple[str, Label, int]]:
    """The kinds of the user's messages with how many there are of each; a kind of an absent domain by its name."""
    labels = kinds()
    rows = list_notices(user).order_by().values_list("kind").annotate(number=Count("pk")).order_by("kind")
    return [(kind, labels[kind].label if kind in labels else kind, number) for kind, number in rows]


def list_deliveries(user: Visitor, filters: DeliveryFilters | None = None) -> QuerySet[Delivery]:
    """What left the platform, the newest first."""
    if not may(user, VIEW_DELIVERIES):
        return Delivery.objects.none()
    wanted = filters or DeliveryFilters()
    rows = Delivery.objects.order_by("-pk")
    if wanted.channel in Channel.values:
        rows = rows.filter(channel=wanted.channel)
    if wanted.state in DeliveryState.values:
        rows = rows.filter(state=wanted.state)
    return rows.filter(holding(wanted.words, "subject")) if wanted.words else rows


def current_announcements(user: Visitor) -> QuerySet[Announcement]:
    """Those that stand today."""
    if not user.is_authenticated:
        return Announcement.objects.none()
    standing = Q(until__isnull=True) | Q(until__gte=timezone.localdate())
    return Announcement.objects.filter(standing, withdrawn_at__isnull=True)


def list_announcements(user: Visitor) -> QuerySet[Announcement]:
    """What a reader sees on the page: what stands today; who may publish sees every one, with how many have read it."""
    if may(user, PUBLISH):
        return Announcement.objects.annotate(readers=Count("readings")).order_by("-pk")
    return current_announcements(user)


def announcement_box(user: Visitor) -> dict[str, Any]:
    """The workbench box: what the user has not read yet."""
    read = AnnouncementRead.objects.filter(user_id=user.pk or 0).values("announcement")
    rows = current_announcements(user).exclude(pk__in=read)
    return {"announcements": list(rows[:5]), "may_publish": may(user, PUBLISH)}


def channel_settings(user: Visitor) -> dict[str, ChannelSetting]:
    """The channels' settings by name, for whoever may set them."""
    if not may(user, MANAGE):
        return {}
    return {setting.channel: setting for setting in ChannelSetting.objects.all()}
