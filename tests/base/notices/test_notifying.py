"""Telling people: once each, in the transaction of what is told."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from ditan.base.notices.models import Delivery, Notice, NoticeTemplate
from ditan.base.notices.services import notify
from ditan.base.notices.wording import UnknownNotice
from ditan.base.workflow.models import Job

LOCKED = {"name": "clerk", "address": "10.0.0.7", "minutes": 30}


def tell(*people: User, key: str = "lock-1") -> int:
    return notify(kind="trial.locked", to=people, context=LOCKED, key=key, link="/accounts/7/")


def test_each_person_gets_the_message_with_its_places_filled_in(clerk: User, chief: User) -> None:
    assert tell(clerk, chief) == 2
    notice = Notice.objects.get(user=clerk)
    assert notice.subject == "账号clerk已锁定"
    assert notice.text == "来自10.0.0.7的登录连续失败，账号clerk锁定30分钟。"
    assert (notice.link, notice.read_at) == ("/accounts/7/", None)


def test_the_same_matter_reaches_a_person_once(clerk: User, chief: User) -> None:
    assert tell(clerk) == 1
    assert tell(clerk, clerk, chief) == 1
    assert Notice.objects.count() == 2


def test_another_matter_of_the_same_kind_is_told_again(clerk: User) -> None:
    assert tell(clerk) == 1
    assert tell(clerk, key="lock-2") == 1
    assert Notice.objects.filter(user=clerk).count() == 2


def test_a_person_who_left_is_told_nothing(clerk: User) -> None:
    clerk.is_active = False
    clerk.save()
    assert tell(clerk) == 0
    assert Notice.objects.count() == 0


def test_what_is_rolled_back_was_never_said(clerk: User) -> None:
    NoticeTemplate.objects.create(kind="trial.locked", subject="锁定", channels=["mail"])
    with transaction.atomic():
        tell(clerk)
        transaction.set_rollback(True)
    assert (Notice.objects.count(), Delivery.objects.count(), Job.objects.count()) == (0, 0, 0)


def test_a_kind_that_nobody_declares_is_a_fault_of_the_program(clerk: User) -> None:
    with pytest.raises(UnknownNotice, match=r"trial\.due, trial\.locked"):
        notify(kind="trial.lokced", to=[clerk], context={}, key="1")
    assert Notice.objects.count() == 0


def test_a_place_without_a_value_is_a_dash(clerk: User) -> None:
    notify(kind="trial.due", to=[clerk], context={"title": ""}, key="1")
    assert Notice.objects.get().subject == "—将到期"


def test_without_a_channel_nothing_leaves_the_platform(clerk: User) -> None:
    tell(clerk)
    assert (Delivery.objects.count(), Job.objects.count()) == (0, 0)


def test_mail_goes_to_each_person_with_an_address_and_a_robot_speaks_once(clerk: User, chief: User) -> None:
    NoticeTemplate.objects.create(kind="trial.locked", subject="{name}锁定", body="", channels=["mail", "wecom"])
    silent = User.objects.create_user("silent")
    assert tell(clerk, chief, silent) == 3
    found = sorted(Delivery.objects.values_list("channel", "recipient", "subject"))
    assert found == sorted(
        [("mail", str(clerk.pk), "clerk锁定"), ("mail", str(chief.pk), "clerk锁定"), ("wecom", "group", "clerk锁定")]
    )
    assert Job.objects.get().payload == {"kind": "trial.locked", "key": "lock-1"}


def test_a_robot_does_not_repeat_itself_for_people_who_are_added_later(clerk: User, chief: User) -> None:
    NoticeTemplate.objects.create(kind="trial.locked", subject="锁定", body="", channels=["wecom"])
    tell(clerk)
    tell(chief)
    assert Delivery.objects.count() == 1
