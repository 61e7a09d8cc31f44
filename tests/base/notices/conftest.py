"""What the tests of the message centre share: two people, and a kind of message that a domain declares."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User

from ditan.base.declaration import Domain, NoticeKind

LOCKED = NoticeKind(
    "trial.locked", "账号锁定", "账号{name}已锁定", "来自{address}的登录连续失败，账号{name}锁定{minutes}分钟。"
)
DUE = NoticeKind("trial.due", "到期提醒", "{title}将到期", "")


@pytest.fixture(autouse=True)
def declared(monkeypatch: pytest.MonkeyPatch) -> Domain:
    """A domain that sends two kinds of message; its addresses stay."""
    config: Any = apps.get_app_config("notices")
    domain: Domain = replace(config.domain, notices=(LOCKED, DUE))
    monkeypatch.setattr(config, "domain", domain)
    return domain


@pytest.fixture
def clerk(db: None) -> User:
    return User.objects.create_user("clerk", "clerk@example.org", last_name="陈", first_name="静")


@pytest.fixture
def chief(db: None) -> User:
    return User.objects.create_user("chief", "chief@example.org")
