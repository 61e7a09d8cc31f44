"""Announcements: published, withdrawn, read."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record
from ditan.base.notices.models import Announcement, AnnouncementRead
from ditan.base.notices.permissions import PUBLISH, WrongInput, require
from ditan.base.notices.selectors import current_announcements
from ditan.base.notices.services.notifying import person_name

MOST_TEXT = 5000
Actor = User | AnonymousUser


@transaction.atomic
def announce(*, user: Actor, title: str, text: str, until: date | None = None) -> Announcement:
    """Publish to everybody who signs in, until somebody withdraws it or the last day is over."""
    require(user, PUBLISH)
    title, text = title.strip(), text.strip()
    if not title or not text:
        raise WrongInput(_("标题和正文都要填写。"), "text" if title else "title")
    if len(title) > 120:
        raise WrongInput(_("标题有 %(found)d 字，最多 120 字。") % {"found": len(title)}, "title")
    if len(text) > MOST_TEXT:
        raise WrongInput(_("正文有 %(found)d 字，最多 %(most)d 字。") % {"found": len(text), "most": MOST_TEXT}, "text")
    if until is not None and until < timezone.localdate():
        raise WrongInput(_("有效期 %(day)s 已经过去；请填今天或以后的日期，或留空。") % {"day": until}, "until")
    made = Announcement.objects.create(
        title=title,
        text=text,
        until=until,
        published_by=user,  # type: ignore[misc]
        publisher=person_name(user),  # type: ignore[arg-type]
    )
    _record("notices.announced", user, made, after={"title": title, "text": text, "until": str(until or "")})
    return made


@transaction.atomic
def withdraw(*, user: Actor, pk: int) -> Announcement:
    """Take an announcement from the workbenches; its text stays on record."""
    require(user, PUBLISH)
    found = Announcement.objects.select_for_update().get(pk=pk)
    if found.withdrawn_at is None:
        found.withdrawn_at = timezone.now()
        found.save(update_fields=["withdrawn_at"])
        _record("notices.announcement_withdrawn", user, found, after={"withdrawn": True})
    return found


@transaction.atomic
def mark_announcement_read(*, user: Actor, pk: int) -> None:
    """It leaves this person's workbench. Reading twice changes nothing."""
    found = current_announcements(user).get(pk=pk)
    AnnouncementRead.objects.get_or_create(announcement=found, user=user)  # type: ignore[misc]


def _record(act: str, user: Actor, found: Announcement, after: dict[str, object]) -> None:
    record(
        act=act,
        user=user,
        target_kind="notices.announcement",
        target_key=found.pk,
        target_name=found.title,
        after=after,
    )
