"""Handing one message over to one channel."""

from __future__ import annotations

import logging
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import apprise
from django.utils.translation import gettext as _

from ditan.base.notices.models import Channel
from ditan.base.notices.outside.addresses import token_of
from ditan.base.notices.outside.robots import DingTalk, Feishu, WeCom

CONNECT_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it. An `unclear` message may have arrived and must not be sent again by itself."""

    problem: str = ""
    unclear: bool = False

    @property
    def sent(self) -> bool:
        return not self.problem


def send(channel: str, address: Mapping[str, str], *, to: str, subject: str, text: str) -> Answer:
    """Send to one mail address, or to the group of a robot; never raises for what is wrong outside."""
    if channel == Channel.MAIL:
        return _mail(address, to, subject, text)
    robot = _robot(channel, address)
    robot.notify(title=subject, body=text or subject, body_format="text")
    return Answer(robot.problem, robot.unclear)


def _robot(channel: str, address: Mapping[str, str]) -> Any:
    token = token_of(channel, address)
    if channel == Channel.WECOM:
        return WeCom(key=token, format="text")  # type: ignore[no-untyped-call]
    if channel == Channel.DINGTALK:
        return DingTalk(token=token, secret=address.get("secret") or None, format="text")  # type: ignore[no-untyped-call]
    return Feishu(token=token, format="text")  # type: ignore[no-untyped-call]


def _mail(address: Mapping[str, str], to: str, subject: str, text: str) -> Answer:
    host, port = address["host"], int(address["port"])
    try:
        # Who is not there has received nothing; only after this is a silence unclear.
        socket.create_connection((host, port), CONNECT_SECONDS).close()
    except OSError:
        return Answer(_("连不上邮件服务器 %(host)s:%(port)d。") % {"host": host, "port": port})
    mailer = apprise.Apprise.instantiate(
        {
            "schema": "mailto",
            "host": host,
            "smtp_host": host,
            "port": port,
            "user": address.get("user") or None,
            "password": address.get("password") or None,
            "from_addr": address["sender"],
            "secure": address["security"] != "insecure",
            "secure_mode": address["security"],
            "targets": [to],
            "format": "text",
        }
    )
    if mailer is None:
        return Answer(_("邮件设置或收件地址无效。"))
    with apprise.LogCapture(level=logging.DEBUG, fmt="%(message)s") as heard:  # type: ignore[no-untyped-call]
        done = mailer.notify(title=subject, body=text or subject, body_format="text")
        said = heard.getvalue()
    return Answer() if done else _mail_problem(said)


def _mail_problem(said: str) -> Answer:
    reasons = [line.partition("Socket Exception: ")[2] for line in said.splitlines() if "Socket Exception: " in line]
    reason = reasons[-1][:200] if reasons else ""
    if "timed out" in reason or "unexpectedly closed" in reason:
        return Answer(_("邮件服务器没有答复，不能确定是否送达。"), unclear=True)
    return Answer(_("邮件服务器拒收：%(reason)s") % {"reason": reason or _("未说明原因")})
