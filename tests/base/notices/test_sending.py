"""Out of the platform: to a real mail server and a real web server, once, whatever dies in between."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from ditan.base.notices.models import ChannelSetting, Delivery, DeliveryState, Notice, NoticeTemplate
from ditan.base.notices.outside import send
from ditan.base.notices.outside.robots import DingTalk, Feishu, WeCom
from ditan.base.notices.services import notify
from ditan.base.notices.services.sending import MOST_ATTEMPTS, send_waiting
from ditan.base.workflow.models import Job
from ditan.base.workflow.worker import run_pending
from tests.base.notices.receivers import Mailbox, Robot, mail_server, robot_server

KEY = "693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa"
WECOM = f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}"
DINGTALK = "https://oapi.dingtalk.com/robot/send?access_token=" + "a1b2" * 16
FEISHU = f"https://open.feishu.cn/open-apis/bot/v2/hook/{KEY}"
CONTEXT = {"name": "clerk", "address": "10.0.0.7", "minutes": 30}


@pytest.fixture(autouse=True)
def no_pause(settings: Any) -> None:
    settings.NOTICE_RETRY_PAUSE = 0


@pytest.fixture
def mailbox(db: None) -> Iterator[Mailbox]:
    """A mail server that the platform knows, and a kind of message that takes it."""
    with mail_server() as (box, port):
        address = {"host": "127.0.0.1", "port": str(port), "security": "insecure", "sender": "ditan@example.org"}
        ChannelSetting.objects.create(channel="mail", enabled=True, address=json.dumps(address))
        NoticeTemplate.objects.create(
            kind="trial.locked", subject="{name}锁定", body="来自{address}", channels=["mail"]
        )
        yield box


@pytest.fixture
def robot(monkeypatch: pytest.MonkeyPatch) -> Iterator[Robot]:
    """A robot's server that stands in the place of the three makers' own."""
    with robot_server() as (server, address):
        monkeypatch.setattr(WeCom, "notify_url", address + "/wecom?key={key}")
        monkeypatch.setattr(DingTalk, "notify_url", address + "/dingtalk?access_token={token}")
        monkeypatch.setattr(Feishu, "notify_url", address + "/feishu/{token}/")
        yield server


def tell(*people: User) -> None:
    notify(kind="trial.locked", to=people, context=CONTEXT, key="1", link="/accounts/1/")


def test_mail_arrives_with_subject_and_text(mailbox: Mailbox, clerk: User) -> None:
    tell(clerk)
    assert mailbox.messages == []
    run_pending()
    [message] = mailbox.messages
    assert message["To"] == "clerk@example.org"
    assert "ditan@example.org" in message["From"]
    text = message.get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert "来自10.0.0.7" in text
    assert "请登录低碳工作平台查看" in text
    row = Delivery.objects.get()
    assert (row.state, row.attempts, row.error) == (DeliveryState.SENT, 1, "")


def test_mail_is_sent_once_however_often_the_job_runs(mailbox: Mailbox, clerk: User, chief: User) -> None:
    tell(clerk)
    run_pending()
    tell(clerk, chief)
    run_pending()
    send_waiting(Delivery.objects.all(), holder="another")
    assert sorted(str(message["To"]) for message in mailbox.messages) == ["chief@example.org", "clerk@example.org"]
    assert Notice.objects.count() == 2


def test_a_message_whose_sender_was_killed_is_not_sent_again_by_itself(mailbox: Mailbox, clerk: User) -> None:
    tell(clerk)
    job = Job.objects.get()
    Delivery.objects.update(state=DeliveryState.SENDING, held_by=str(job.pk), attempts=1, started_at=timezone.now())
    run_pending()
    assert mailbox.messages == []
    row = Delivery.objects.get()
    assert row.state == DeliveryState.UNKNOWN
    assert "不能确定是否送达" in row.error


def test_what_another_worker_is_sending_is_left_to_it(mailbox: Mailbox, clerk: User) -> None:
    tell(clerk)
    Delivery.objects.update(state=DeliveryState.SENDING, held_by="another", started_at=timezone.now())
    run_pending()
    assert mailbox.messages == []
    assert Delivery.objects.get().state == DeliveryState.SENDING


def test_a_refusal_is_tried_again_and_then_stays_in_the_log(mailbox: Mailbox, clerk: User) -> None:
    mailbox.refusal = "554 no"
    tell(clerk)
    assert run_pending() == MOST_ATTEMPTS
    row = Delivery.objects.get()
    assert (row.state, row.attempts) == (DeliveryState.FAILED, MOST_ATTEMPTS)
    assert "邮件服务器拒收" in row.error


def test_a_server_that_comes_back_gets_the_message(mailbox: Mailbox, clerk: User) -> None:
    mailbox.refusal = "451 later"
    tell(clerk)
    run_pending(limit=1)
    assert Delivery.objects.get().state == DeliveryState.WAITING
    mailbox.refusal = ""
    run_pending()
    assert (len(mailbox.messages), Delivery.objects.get().state) == (1, DeliveryState.SENT)


def test_a_server_that_is_not_there_has_received_nothing(clerk: User) -> None:
    with mail_server() as (_box, port):
        closed = port
    address = {"host": "127.0.0.1", "port": str(closed), "security": "insecure", "sender": "ditan@example.org"}
    answer = send("mail", address, to="clerk@example.org", subject="试验", text="")
    assert not answer.sent
    assert not answer.unclear
    assert f"127.0.0.1:{closed}" in answer.problem


def test_a_channel_that_is_switched_off_sends_nothing(mailbox: Mailbox, clerk: User) -> None:
    ChannelSetting.objects.update(enabled=False)
    tell(clerk)
    run_pending()
    row = Delivery.objects.get()
    assert (row.state, row.error) == (DeliveryState.FAILED, "渠道没有启用。")
    assert mailbox.messages == []


def test_a_person_who_lost_her_address_is_named_as_the_reason(mailbox: Mailbox, clerk: User) -> None:
    tell(clerk)
    User.objects.filter(pk=clerk.pk).update(email="")
    run_pending()
    assert Delivery.objects.get().error == "收件人没有邮箱或已停用。"


def test_wecom_is_told_subject_and_text(robot: Robot) -> None:
    assert send("wecom", {"webhook": WECOM}, to="", subject="标题", text="正文").sent
    [(path, told)] = robot.heard
    assert path == f"/wecom?key={KEY}"
    assert told["msgtype"] == "text"
    assert "标题" in told["text"]["content"]
    assert "正文" in told["text"]["content"]


def test_dingtalk_is_told_with_a_signature_where_a_secret_is_set(robot: Robot) -> None:
    assert send("dingtalk", {"webhook": DINGTALK, "secret": "SEC" + "a" * 40}, to="", subject="标题", text="正文").sent
    [(path, told)] = robot.heard
    assert "&timestamp=" in path
    assert "&sign=" in path
    assert told["text"]["content"].startswith("标题")
    assert "正文" in told["text"]["content"]


def test_feishu_is_told_subject_and_text(robot: Robot) -> None:
    assert send("feishu", {"webhook": FEISHU}, to="", subject="标题", text="正文").sent
    [(path, told)] = robot.heard
    assert path == f"/feishu/{KEY}"
    assert told["msg_type"] == "text"
    assert "标题" in told["content"]["text"]


@pytest.mark.parametrize(("channel", "webhook"), [("wecom", WECOM), ("dingtalk", DINGTALK), ("feishu", FEISHU)])
def test_a_robot_that_answers_200_and_a_code_has_refused(robot: Robot, channel: str, webhook: str) -> None:
    robot.answer = b'{"errcode": 93000, "errmsg": "invalid webhook url"}'
    answer = send(channel, {"webhook": webhook}, to="", subject="标题", text="正文")
    assert answer.problem == "机器人拒收（代码 93000）：invalid webhook url"
    assert not answer.unclear


def test_a_robot_that_answers_another_status_has_refused(robot: Robot) -> None:
    robot.status = 502
    answer = send("wecom", {"webhook": WECOM}, to="", subject="标题", text="正文")
    assert answer.problem == "机器人服务器答复状态 502。"


def test_an_answer_that_is_no_json_is_no_success(robot: Robot) -> None:
    robot.answer = b"<html>proxy</html>"
    assert "不是约定的格式" in send("feishu", {"webhook": FEISHU}, to="", subject="标题", text="").problem
