"""Wording, channels and the sent-log: set by the system administrator, on record, without any secret in sight."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.urls import reverse

from ditan.base.audit.models import Entry
from ditan.base.notices.models import ChannelSetting, Delivery, DeliveryState, NoticeTemplate
from ditan.base.notices.permissions import NotAllowed, WrongInput
from ditan.base.notices.selectors import DeliveryFilters, channel_settings, list_deliveries
from ditan.base.notices.services import resend, reset_wording, send_test, set_channel, set_wording
from ditan.base.notices.wording import wording_of
from ditan.base.workflow.models import Job

HOOK = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693axxx6-7aoc-4bc4"
MAIL = {
    "host": "smtp.example.org",
    "port": "465",
    "security": "ssl",
    "user": "u",
    "password": "geheim",
    "sender": "a@example.org",
}


@pytest.fixture
def system(db: None) -> User:
    """The system administrator."""
    user = User.objects.create_user("system", "system@example.org")
    user.user_permissions.set(Permission.objects.filter(codename__in=["manage_notices", "view_deliveries"]))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def office(system: User) -> Client:
    client = Client()
    client.force_login(system)
    return client


@pytest.fixture
def outsider(clerk: User) -> Client:
    client = Client()
    client.force_login(clerk)
    return client


def failed(state: str = DeliveryState.FAILED) -> Delivery:
    return Delivery.objects.create(
        kind="trial.due", key="1", channel="mail", recipient="1", subject="到期", state=state, attempts=3
    )


def test_an_address_stands_encrypted_in_the_database(system: User) -> None:
    set_channel(user=system, channel="mail", enabled=True, given=MAIL)
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM notices_channelsetting")
        stored = cursor.fetchone()[0]
    assert "geheim" not in stored
    assert "smtp.example.org" not in stored
    assert json.loads(ChannelSetting.objects.get().address)["password"] == "geheim"


def test_the_log_says_what_changed_and_no_secret(system: User) -> None:
    set_channel(user=system, channel="wecom", enabled=True, given={"webhook": HOOK})
    entry = Entry.objects.get(act="notices.channel_changed")
    assert entry.before == {"enabled": False, "webhook": ""}
    assert entry.after == {"enabled": True, "webhook": "已设置"}
    assert entry.target_name == "企业微信"


def test_a_secret_that_is_left_empty_stays(system: User) -> None:
    set_channel(user=system, channel="mail", enabled=True, given=MAIL)
    set_channel(user=system, channel="mail", enabled=False, given={**MAIL, "password": "", "port": "587"})
    address = json.loads(ChannelSetting.objects.get().address)
    assert (address["password"], address["port"]) == ("geheim", "587")


@pytest.mark.parametrize(
    ("channel", "given", "field"),
    [
        ("mail", {**MAIL, "host": ""}, "host"),
        ("mail", {**MAIL, "host": "smtp.example.org/x"}, "host"),
        ("mail", {**MAIL, "port": "70000"}, "port"),
        ("mail", {**MAIL, "port": "二五"}, "port"),
        ("mail", {**MAIL, "security": "none"}, "security"),
        ("mail", {**MAIL, "sender": "nobody"}, "sender"),
        ("wecom", {"webhook": ""}, "webhook"),
        ("wecom", {"webhook": "http://127.0.0.1/cgi-bin/webhook/send?key=693axxx6"}, "webhook"),
        ("wecom", {"webhook": HOOK.replace("qyapi.weixin.qq.com", "qyapi.weixin.qq.com.example.org")}, "webhook"),
        ("dingtalk", {"webhook": HOOK}, "webhook"),
        ("feishu", {"webhook": "file:///etc/passwd"}, "webhook"),
    ],
)
def test_an_address_that_leads_nowhere_or_elsewhere_is_refused(
    system: User, channel: str, given: dict[str, str], field: str
) -> None:
    with pytest.raises(WrongInput) as refusal:
        set_channel(user=system, channel=channel, enabled=True, given=given)
    assert refusal.value.field == field
    assert (ChannelSetting.objects.count(), Entry.objects.count()) == (0, 0)


def test_an_unknown_channel_is_refused(system: User) -> None:
    with pytest.raises(WrongInput, match="没有“pager”这个渠道"):
        set_channel(user=system, channel="pager", enabled=True, given={})


def test_whoever_may_not_set_channels_sets_none(clerk: User) -> None:
    with pytest.raises(NotAllowed):
        set_channel(user=clerk, channel="wecom", enabled=True, given={"webhook": HOOK})
    assert ChannelSetting.objects.count() == 0
    assert channel_settings(clerk) == {}


def test_wording_is_edited_and_reset(system: User) -> None:
    set_wording(user=system, kind="trial.locked", subject="{name}被锁", body="", channels=["feishu", "mail", "pager"])
    edited = wording_of("trial.locked")
    assert (edited.subject, edited.body, edited.channels) == ("{name}被锁", "", ("mail", "feishu"))
    reset_wording(user=system, kind="trial.locked")
    assert wording_of("trial.locked").subject == "账号{name}已锁定"
    assert Entry.objects.filter(act="notices.template_changed").count() == 2


def test_a_place_that_nobody_fills_is_refused(system: User) -> None:
    with pytest.raises(WrongInput, match=r"没有可以填入“\{password\}”的内容；可用：\{address\}、\{minutes\}、\{name\}"):
        set_wording(user=system, kind="trial.locked", subject="{password}", body="", channels=[])
    assert NoticeTemplate.objects.count() == 0


def test_an_empty_or_endless_subject_is_refused(system: User) -> None:
    with pytest.raises(WrongInput, match="标题没有填写"):
        set_wording(user=system, kind="trial.due", subject=" ", body="", channels=[])
    with pytest.raises(WrongInput, match="标题有 201 字"):
        set_wording(user=system, kind="trial.due", subject="字" * 201, body="", channels=[])
    assert NoticeTemplate.objects.count() == 0


def test_whoever_may_not_edit_wording_edits_none(clerk: User) -> None:
    with pytest.raises(NotAllowed):
        set_wording(user=clerk, kind="trial.due", subject="x", body="", channels=[])
    with pytest.raises(NotAllowed):
        reset_wording(user=clerk, kind="trial.due")
    assert NoticeTemplate.objects.count() == 0


def test_a_test_message_asks_for_a_channel_that_is_on(system: User) -> None:
    with pytest.raises(WrongInput, match="渠道没有启用"):
        send_test(user=system, channel="mail")
    set_channel(user=system, channel="mail", enabled=True, given=MAIL)
    row = send_test(user=system, channel="mail")
    assert (row.recipient, row.state) == (str(system.pk), DeliveryState.WAITING)
    assert Job.objects.get().payload == {"kind": "notices.test", "key": row.key}


def test_what_failed_is_sent_again_on_somebodys_word(system: User) -> None:
    row = resend(user=system, pk=failed(DeliveryState.UNKNOWN).pk)
    assert (row.state, row.attempts) == (DeliveryState.WAITING, 0)
    assert Entry.objects.get(act="notices.resent").before == {"state": "unknown"}


@pytest.mark.parametrize("state", [DeliveryState.SENT, DeliveryState.WAITING, DeliveryState.SENDING])
def test_what_did_not_fail_is_not_sent_again(system: User, state: str) -> None:
    row = failed(state)
    with pytest.raises(WrongInput, match="不需要重发"):
        resend(user=system, pk=row.pk)
    row.refresh_from_db()
    assert (row.state, Job.objects.count()) == (state, 0)


def test_the_sent_log_is_filtered_and_closed_to_others(system: User, clerk: User) -> None:
    row = failed()
    assert list(list_deliveries(system, DeliveryFilters(channel="mail", state="failed", words="到期"))) == [row]
    assert list(list_deliveries(system, DeliveryFilters(channel="wecom"))) == []
    assert list(list_deliveries(clerk)) == []


@pytest.mark.parametrize("page", ["templates", "channels", "deliveries"])
def test_the_pages_open_for_the_system_administrator_alone(office: Client, outsider: Client, page: str) -> None:
    assert office.get(reverse(f"notices:{page}")).status_code == 200
    assert outsider.get(reverse(f"notices:{page}")).status_code == 403


def test_a_secret_is_never_shown_again(office: Client, system: User) -> None:
    set_channel(user=system, channel="mail", enabled=True, given=MAIL)
    page = office.get(reverse("notices:channels")).content.decode()
    assert "geheim" not in page
    assert "已设置，留空则不变" in page
    assert "smtp.example.org" in page


def test_a_channel_is_set_on_its_page(office: Client) -> None:
    answer = office.post(reverse("notices:channel", args=["wecom"]), {"webhook": HOOK, "enabled": "1"}, follow=True)
    assert "已保存“企业微信”渠道" in answer.content.decode()
    assert ChannelSetting.objects.get().enabled


def test_a_wrong_address_is_said_on_the_page(office: Client) -> None:
    answer = office.post(reverse("notices:channel", args=["wecom"]), {"webhook": "http://10.0.0.1/"}, follow=True)
    assert "这不是企业微信群机器人的地址" in answer.content.decode()
    assert ChannelSetting.objects.count() == 0


def test_wording_is_edited_on_its_page(office: Client) -> None:
    url = reverse("notices:template", args=["trial.locked"])
    assert "{minutes}" in office.get(url).content.decode()
    wrong = office.post(url, {"subject": "{nobody}", "body": "旧文"})
    assert wrong.status_code == 422
    assert "旧文" in wrong.content.decode()
    assert office.post(url, {"subject": "新题", "channels": ["mail"]}).status_code == 302
    assert wording_of("trial.locked").subject == "新题"
    assert office.post(reverse("notices:template_reset", args=["trial.locked"])).status_code == 302
    assert not wording_of("trial.locked").edited


def test_a_kind_that_nobody_declares_has_no_page(office: Client) -> None:
    assert office.get(reverse("notices:template", args=["gone.kind"])).status_code == 404
    assert office.post(reverse("notices:template_reset", args=["gone.kind"])).status_code == 404
    assert office.post(reverse("notices:channel", args=["pager"])).status_code == 404


def test_a_failed_message_is_sent_again_from_the_log(office: Client) -> None:
    row = failed()
    page = office.get(reverse("notices:deliveries")).content.decode()
    assert "重新发送“到期”？" in page
    assert "已重新排队" in office.post(reverse("notices:resend", args=[row.pk]), follow=True).content.decode()


def test_buttons_of_others_change_nothing(outsider: Client, clerk: User) -> None:
    row = failed()
    posts: list[Any] = [
        ("resend", row.pk),
        ("channel", "wecom"),
        ("template_reset", "trial.due"),
        ("template", "trial.due"),
    ]
    assert [outsider.post(reverse(f"notices:{name}", args=[each])).status_code for name, each in posts] == [403] * 4
    row.refresh_from_db()
    assert (row.state, ChannelSetting.objects.count(), NoticeTemplate.objects.count()) == (DeliveryState.FAILED, 0, 0)
