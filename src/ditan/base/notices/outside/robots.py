"""Group robots, as plugins of apprise that read what the robot answers.

The three makers answer a refused message with status 200 and a code other than 0 in the body, which apprise's own
plugins take for success; a sent-log must not.
"""

from __future__ import annotations

import json
from typing import Any

import requests
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.wecombot import NotifyWeComBot
from django.utils.translation import gettext as _


class Answering:
    """Posts a message, and keeps why it failed. `unclear` tells a message that may have arrived."""

    problem = ""
    unclear = False

    def post(self, url: str, payload: dict[str, Any], params: dict[str, str] | None = None) -> bool:
        """Whether the robot accepted it."""
        try:
            answer = requests.post(url, json=payload, params=params, timeout=(4, 10), allow_redirects=False)
        except (requests.ConnectTimeout, requests.exceptions.ProxyError):
            self.problem = _("连不上机器人服务器。")
        except requests.ConnectionError as error:
            self.unclear = "Connection aborted" in str(error)
            self.problem = _("连接中断，不能确定是否送达。") if self.unclear else _("连不上机器人服务器。")
        except requests.RequestException:
            self.unclear, self.problem = True, _("没有等到答复，不能确定是否送达。")
        else:
            self.problem = _problem_in(answer)
        return not self.problem


def _problem_in(answer: requests.Response) -> str:
    if answer.status_code != 200:
        return _("机器人服务器答复状态 %(status)d。") % {"status": answer.status_code}
    try:
        said = answer.json()
    except json.JSONDecodeError:
        return _("机器人服务器的答复不是约定的格式。")
    code = said.get("errcode", said.get("code", 0)) if isinstance(said, dict) else -1
    if code == 0:
        return ""
    words = said.get("errmsg", said.get("msg", "")) if isinstance(said, dict) else ""
    return _("机器人拒收（代码 %(code)s）：%(words)s") % {"code": code, "words": str(words)[:200]}


class WeCom(Answering, NotifyWeComBot):  # type: ignore[no-untyped-call]
    """企业微信."""

    def send(self, body: str, title: str = "", notify_type: Any = None, **kwargs: Any) -> bool:
        """Called by apprise for each part of the message."""
        return self.post(self.api_url, {"msgtype": "text", "text": {"content": body}})


class DingTalk(Answering, NotifyDingTalk):  # type: ignore[no-untyped-call]
    """钉钉, signed where the robot asks for it."""

    def send(self, body: str, title: str = "", notify_type: Any = None, **kwargs: Any) -> bool:  # type: ignore[override]
        """Called by apprise for each part of the message."""
        params = dict(zip(("timestamp", "sign"), self.get_signature(), strict=True)) if self.secret else None  # type: ignore[no-untyped-call]
        text = f"{title}\n{body}" if title else body
        return self.post(
            self.notify_url.format(token=self.token), {"msgtype": "text", "text": {"content": text}}, params
        )


class Feishu(Answering, NotifyFeishu):  # type: ignore[no-untyped-call]
    """飞书."""

    def send(self, body: str, title: str = "", notify_type: Any = None, **kwargs: Any) -> bool:
        """Called by apprise for each part of the message."""
        url = self.notify_url.format(token=self.token).rstrip("/")
        return self.post(url, {"msg_type": "text", "content": {"text": body}})
