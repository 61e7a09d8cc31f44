"""Announcements: published by those who may, shown to everybody until read, withdrawn and never changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ditan.base.audit.models import Entry
from ditan.base.notices.models import Announcement, AnnouncementRead
from ditan.base.notices.permissions import NotAllowed, WrongInput
from ditan.base.notices.selectors import announcement_box, current_announcements, list_announcements
from ditan.base.notices.services import announce, mark_announcement_read, withdraw


@pytest.fixture
def office(db: None) -> User:
    """Somebody of the coordinating office."""
    user = User.objects.create_user("office", last_name="周", first_name="岚")
    user.user_permissions.set(Permission.objects.filter(codename="publish_announcements"))
    return User.objects.get(pk=user.pk)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_an_announcement_stands_on_the_workbench_until_it_is_read(office: User, clerk: User) -> None:
    made = announce(user=office, title="填报开始", text="十月底前填报。")
    assert announcement_box(clerk)["announcements"] == [made]
    mark_announcement_read(user=clerk, pk=made.pk)
    mark_announcement_read(user=clerk, pk=made.pk)
    assert announcement_box(clerk)["announcements"] == []
    assert announcement_box(office)["announcements"] == [made]
    assert AnnouncementRead.objects.count() == 1


def test_publishing_is_on_record(office: User) -> None:
    made = announce(user=office, title="填报开始", text="十月底前填报。")
    entry = Entry.objects.get(act="notices.announced")
    assert (entry.target_key, entry.target_name, entry.user_name) == (str(made.pk), "填报开始", "周岚")
    assert made.publisher == "周岚"


def test_what_is_withdrawn_or_over_is_gone(office: User, clerk: User) -> None:
    first = announce(user=office, title="一", text="一")
    last = announce(user=office, title="二", text="二", until=timezone.localdate())
    withdraw(user=office, pk=first.pk)
    assert list(current_announcements(clerk)) == [last]
    Announcement.objects.filter(pk=last.pk).update(until=timezone.localdate() - timedelta(days=1))
    assert list(current_announcements(clerk)) == []
    assert list(list_announcements(clerk)) == []
    assert len(list_announcements(office)) == 2
    with pytest.raises(Announcement.DoesNotExist):
        mark_announcement_read(user=clerk, pk=first.pk)


def test_withdrawing_twice_is_on_record_once(office: User) -> None:
    made = announce(user=office, title="一", text="一")
    first = withdraw(user=office, pk=made.pk).withdrawn_at
    assert withdraw(user=office, pk=made.pk).withdrawn_at == first
    assert Entry.objects.filter(act="notices.announcement_withdrawn").count() == 1


@pytest.mark.parametrize(
    ("title", "text", "days", "field"),
    [
        ("", "文", 0, "title"),
        ("题", " ", 0, "text"),
        ("题" * 121, "文", 0, "title"),
        ("题", "文" * 5001, 0, "text"),
        ("题", "文", -1, "until"),
    ],
)
def test_what_cannot_be_published_is_refused(office: User, title: str, text: str, days: int, field: str) -> None:
    with pytest.raises(WrongInput) as refusal:
        announce(user=office, title=title, text=text, until=timezone.localdate() + timedelta(days=days))
    assert refusal.value.field == field
    assert (Announcement.objects.count(), Entry.objects.count()) == (0, 0)


def test_whoever_may_not_publish_publishes_and_withdraws_nothing(office: User, clerk: User) -> None:
    made = announce(user=office, title="一", text="一")
    with pytest.raises(NotAllowed):
        announce(user=clerk, title="二", text="二")
    with pytest.raises(NotAllowed):
        withdraw(user=clerk, pk=made.pk)
    assert list(current_announcements(clerk)) == [made]
    assert list(current_announcements(AnonymousUser())) == []


def test_the_workbench_shows_it_and_the_button_takes_it_away(office: User, clerk: User) -> None:
    made = announce(user=office, title="填报开始", text="<b>十月底前</b>")
    client = browser(clerk)
    page = client.get("/").content.decode()
    assert "填报开始" in page
    assert "&lt;b&gt;十月底前" in page
    client.post(reverse("notices:announcement_read", args=[made.pk]))
    assert "填报开始" not in client.get("/").content.decode()


def test_the_page_publishes_and_withdraws(office: User) -> None:
    client = browser(office)
    assert client.get(reverse("notices:announce")).status_code == 200
    wrong = client.post(reverse("notices:announce"), {"title": "题", "text": "文", "until": "明天"})
    assert wrong.status_code == 422
    assert "2026-12-31 这样的日期" in wrong.content.decode()
    done = client.post(reverse("notices:announce"), {"title": "题", "text": "文"}, follow=True)
    assert "公告已发布" in done.content.decode()
    gone = client.post(reverse("notices:announcement_withdraw", args=[Announcement.objects.get().pk]), follow=True)
    assert "公告“题”已撤下" in gone.content.decode()


def test_the_page_of_others_only_reads(office: User, clerk: User) -> None:
    made = announce(user=office, title="填报开始", text="文")
    client = browser(clerk)
    page = client.get(reverse("notices:announcements")).content.decode()
    assert "填报开始" in page
    assert "撤下公告" not in page
    assert client.get(reverse("notices:announce")).status_code == 403
    assert client.post(reverse("notices:announcement_withdraw", args=[made.pk])).status_code == 403
    assert list(current_announcements(clerk)) == [made]
