"""The fields of each channel's address, and what is accepted in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ditan.base.declaration import Label
from ditan.base.notices.models import Channel
from ditan.base.notices.permissions import WrongInput

SECURITY: dict[str, Label] = {"starttls": "STARTTLS", "ssl": "SSL/TLS", "insecure": gettext_lazy("不加密（仅限内网）")}

WEBHOOKS = {
    Channel.WECOM: re.compile(r"https://qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=([A-Za-z0-9_-]{8,80})"),
    Channel.DINGTALK: re.compile(r"https://oapi\.dingtalk\.com/robot/send\?access_token=([A-Za-z0-9]{8,80})"),
    Channel.FEISHU: re.compile(r"https://open\.feishu\.cn/open-apis/bot/v2/hook/([A-Za-z0-9_-]{8,80})/?"),
}
"""A robot's address as its maker shows it; only the maker's own host is ever called."""


@dataclass(frozen=True, slots=True)
class AddressField:
    """One field of an address. A `secret` is never shown again: left empty, what is stored stays."""

    name: str
    label: Label
    secret: bool = False
    required: bool = True
    choices: Mapping[str, Label] | None = None
    help: Label = ""


_HOOK = gettext_lazy("在群机器人设置中复制的完整地址")

FIELDS: dict[str, tuple[AddressField, ...]] = {
    Channel.MAIL: (
        AddressField("host", gettext_lazy("SMTP 服务器")),
        AddressField("port", gettext_lazy("端口"), help=gettext_lazy("常用：465（SSL/TLS）、587（STARTTLS）、25")),
        AddressField("security", gettext_lazy("加密方式"), choices=SECURITY),
        AddressField("user", gettext_lazy("账号"), required=False),
        AddressField("password", gettext_lazy("密码或授权码"), secret=True, required=False),
        AddressField("sender", gettext_lazy("发件地址")),
    ),
    Channel.WECOM: (AddressField("webhook", gettext_lazy("Webhook 地址"), secret=True, help=_HOOK),),
    Channel.DINGTALK: (
        AddressField("webhook", gettext_lazy("Webhook 地址"), secret=True, help=_HOOK),
        AddressField("secret", gettext_lazy("加签密钥"), secret=True, required=False),
    ),
    Channel.FEISHU: (AddressField("webhook", gettext_lazy("Webhook 地址"), secret=True, help=_HOOK),),
}


def checked(channel: str, given: Mapping[str, str], stored: Mapping[str, str]) -> dict[str, str]:
    """The address as it will be stored; `WrongInput` names the first field that cannot be."""
    found: dict[str, str] = {}
    for field in FIELDS[channel]:
        value = given.get(field.name, "").strip()
        if field.secret and not value:
            value = stored.get(field.name, "")
        if field.required and not value:
            raise WrongInput(_("“%(field)s”没有填写。") % {"field": field.label}, field.name)
        if field.choices is not None and value not in field.choices:
            raise WrongInput(_("“%(field)s”请从列表中选择。") % {"field": field.label}, field.name)
        found[field.name] = value
    if channel == Channel.MAIL:
        _check_mail(found)
    else:
        _check_webhook(channel, found)
    return found


def _check_mail(found: dict[str, str]) -> None:
    if not re.fullmatch(r"[A-Za-z0-9.-]{1,253}", found["host"]):
        raise WrongInput(_("SMTP 服务器应为主机名或 IP 地址，如 smtp.example.gov.cn。"), "host")
    if not (found["port"].isascii() and found["port"].isdigit() and 1 <= int(found["port"]) <= 65535):
        raise WrongInput(_("端口应为 1 至 65535 的整数。"), "port")
    try:
        validate_email(found["sender"])
    except ValidationError as error:
        raise WrongInput(_("发件地址不是有效的邮箱。"), "sender") from error


def _check_webhook(channel: str, found: dict[str, str]) -> None:
    if not WEBHOOKS[Channel(channel)].fullmatch(found["webhook"]):
        raise WrongInput(
            _("这不是%(channel)s群机器人的地址；请在群机器人设置中复制完整的 Webhook 地址。")
            % {"channel": Channel(channel).label},
            "webhook",
        )


def token_of(channel: str, address: Mapping[str, str]) -> str:
    """What tells the robot in its webhook address."""
    found = WEBHOOKS[Channel(channel)].fullmatch(address.get("webhook", ""))
    return found[1] if found else ""


def shown(channel: str, address: Mapping[str, str]) -> dict[str, str]:
    """The address as a page and the log may show it: of a secret only whether there is one."""
    kept = _("已设置")
    return {
        field.name: (kept if address.get(field.name) else "") if field.secret else address.get(field.name, "")
        for field in FIELDS[channel]
    }
