"""What the tests of accounts share: a clerk with a password, the three administrators, a clock that is set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import timezone

from ditan.base.access.models import Grant, Role, RoleOfPost
from ditan.base.accounts.models import TotpDevice
from ditan.base.crypto import encrypt
from ditan.base.directory.models import Holding, Organisation, Person, Post
from tests.base.access.made_roles import make_roles

PASSWORD = "Gleaming-Jade-77"
NEXT = "Quiet-River-2031"
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
"""Twelve o'clock in Shanghai."""


class Clock:
    """The time that the product reads."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **length: float) -> None:
        self.now += timedelta(**length)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Noon of a Monday, until a test moves it."""
    made = Clock(NOON)
    monkeypatch.setattr(timezone, "now", made)
    return made


@pytest.fixture
def clerk(db: None) -> User:
    return User.objects.create_user("clerk", password=PASSWORD, last_name="李", first_name="青山")


@pytest.fixture
def roles(db: None) -> dict[str, Role]:
    """The declared roles by name."""
    return make_roles()


def holder(name: str, role: Role) -> User:
    """An account that holds one role from long ago on."""
    user = User.objects.create_user(name, password=PASSWORD)
    Grant.objects.create(user=user, role=role, valid_from="2020-01-01")
    return User.objects.get(pk=user.pk)


def by_post(name: str, role: Role) -> User:
    """An account whose person holds a post that carries the role, and no grant."""
    office, _made = Organisation.objects.get_or_create(name="区机关事务中心", kind="department")
    post = Post.objects.create(organisation=office, title=f"岗位 {name}")
    RoleOfPost.objects.create(post=post, role=role)
    user = User.objects.create_user(name, password=PASSWORD)
    person = Person.objects.create(name=name, user=user)
    Holding.objects.create(person=person, post=post, valid_from="2020-01-01")
    return User.objects.get(pk=user.pk)


@pytest.fixture
def system(roles: dict[str, Role]) -> User:
    return holder("sysadmin", roles["系统管理员"])


@pytest.fixture
def security(roles: dict[str, Role]) -> User:
    return holder("secadmin", roles["安全管理员"])


@pytest.fixture
def auditor(roles: dict[str, Role]) -> User:
    return holder("auditor", roles["审计管理员"])


@pytest.fixture
def make_request(rf: RequestFactory, client: Client) -> Callable[..., HttpRequest]:
    """A request from an address, with a session of its own."""

    def make(address: str = "192.0.2.1") -> HttpRequest:
        request = rf.post("/login/", REMOTE_ADDR=address)
        request.session = Client().session  # type: ignore[assignment]
        return request

    return make


def with_factor(user: User) -> str:
    """Give the account a confirmed telephone; returns its secret."""
    secret = pyotp.random_base32(32)
    TotpDevice.objects.create(user=user, secret=encrypt(secret), confirmed_at=timezone.now())
    return secret


def code_of(secret: str, at: datetime) -> str:
    """What the telephone shows then."""
    return pyotp.TOTP(secret).at(at)


def text_of(response: Any) -> str:
    """A page's HTML."""
    return response.content.decode()
