"""The message page: one's own messages, unread first, and nobody else's."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ditan.base.notices.models import Notice
from ditan.base.notices.selectors import NoticeFilters, get_notice, kinds_received, list_notices, unread_count
from ditan.base.notices.services import mark_all_read, mark_read


def letter(user: User, key: str, *, kind: str = "trial.locked", read: bool = False, link: str = "") -> Notice:
    read_at = timezone.now() if read else None
    return Notice.objects.create(user=user, kind=kind, key=key, subject=f"消息{key}", link=link, read_at=read_at)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_unread_messages_come_first_then_the_newest(clerk: User) -> None:
    letter(clerk, "1")
    letter(clerk, "2", read=True)
    letter(clerk, "3")
    assert [each.key for each in list_notices(clerk)] == ["3", "1", "2"]


def test_a_person_sees_only_her_own_messages(clerk: User, chief: User) -> None:
    letter(chief, "1")
    assert list(list_notices(clerk)) == []
    assert unread_count(clerk) == 0
    assert list(list_notices(AnonymousUser())) == []
    assert unread_count(AnonymousUser()) == 0


def test_messages_are_filtered_by_kind_and_by_whether_they_were_read(clerk: User) -> None:
    letter(clerk, "1")
    letter(clerk, "2", kind="trial.due", read=True)
    assert [each.key for each in list_notices(clerk, NoticeFilters(kind="trial.due"))] == ["2"]
    assert [each.key for each in list_notices(clerk, NoticeFilters(state="unread"))] == ["1"]
    assert [each.key for each in list_notices(clerk, NoticeFilters(state="read"))] == ["2"]


def test_the_kinds_are_named_as_their_domain_names_them(clerk: User) -> None:
    letter(clerk, "1")
    letter(clerk, "2")
    letter(clerk, "3", kind="gone.kind")
    assert kinds_received(clerk) == [("gone.kind", "gone.kind", 1), ("trial.locked", "账号锁定", 2)]


def test_the_time_of_the_first_reading_stays(clerk: User) -> None:
    notice = letter(clerk, "1")
    first = mark_read(user=clerk, pk=notice.pk).read_at
    assert first is not None
    assert mark_read(user=clerk, pk=notice.pk).read_at == first


def test_nobody_marks_the_message_of_another(clerk: User, chief: User) -> None:
    notice = letter(chief, "1")
    with pytest.raises(Notice.DoesNotExist):
        mark_read(user=clerk, pk=notice.pk)
    assert mark_all_read(user=clerk) == 0
    assert get_notice(chief, notice.pk).read_at is None


def test_all_are_marked_or_all_of_one_kind(clerk: User) -> None:
    letter(clerk, "1")
    letter(clerk, "2", kind="trial.due")
    assert mark_all_read(user=clerk, kind="trial.due") == 1
    assert unread_count(clerk) == 1
    assert mark_all_read(user=clerk) == 1
    assert unread_count(clerk) == 0


def test_the_page_shows_the_messages_and_the_bell_counts_them(clerk: User) -> None:
    letter(clerk, "1", link="/help/")
    page = browser(clerk).get(reverse("notices:centre")).content.decode()
    assert "消息1" in page
    assert "账号锁定" in page
    assert '<b class="bubble">1</b>' in page
    assert "1 条未读" in page


def test_an_empty_page_says_what_will_come(clerk: User) -> None:
    page = browser(clerk).get(reverse("notices:centre")).content.decode()
    assert "暂无数据" in page
    assert "系统会在这里通知您" in page
    assert 'class="bubble"' not in page


def test_opening_a_message_marks_it_and_leads_to_what_it_is_about(clerk: User) -> None:
    notice = letter(clerk, "1", link="/help/")
    answer = browser(clerk).post(reverse("notices:read", args=[notice.pk]), {"open": "1"})
    assert (answer.status_code, answer["Location"]) == (302, "/help/")
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_a_link_to_another_host_is_not_followed(clerk: User) -> None:
    notice = letter(clerk, "1", link="https://example.org/")
    answer = browser(clerk).post(reverse("notices:read", args=[notice.pk]), {"open": "1"})
    assert answer["Location"] == reverse("notices:centre")


def test_the_message_of_another_is_not_found(clerk: User, chief: User) -> None:
    notice = letter(chief, "1")
    assert browser(clerk).post(reverse("notices:read", args=[notice.pk])).status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_reading_by_get_is_refused(clerk: User) -> None:
    notice = letter(clerk, "1")
    assert browser(clerk).get(reverse("notices:read", args=[notice.pk])).status_code == 405
    assert browser(clerk).get(reverse("notices:read_all")).status_code == 405


def test_everything_is_marked_by_one_button(clerk: User) -> None:
    letter(clerk, "1")
    letter(clerk, "2")
    client = browser(clerk)
    assert "已将 2 条消息标为已读" in client.post(reverse("notices:read_all"), follow=True).content.decode()
    assert unread_count(clerk) == 0


def test_the_page_asks_the_same_number_of_questions_however_many_messages(clerk: User) -> None:
    client = browser(clerk)
    letter(clerk, "0")
    client.get(reverse("notices:centre"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("notices:centre"))
    for number in range(1, 30):
        letter(clerk, str(number))
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("notices:centre"))
    assert len(many) == len(few)
