"""Who takes part in the tests of tokens and single sign-on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.utils import timezone

from ditan.base.identity.services import IssuedToken, issue_token


def person(name: str, *permissions: str) -> User:
    """An account with these permissions."""
    user = User.objects.create_user(name, password="Right-Pass-2026")
    codenames = [each.partition(".")[2] for each in permissions]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def clerk(db: None) -> User:
    """Somebody who may see and export plans and make tokens."""
    return person("clerk", "plans.view_plans", "plans.export_items", "identity.issue_tokens")


@pytest.fixture
def other(db: None) -> User:
    """A second one of the kind."""
    return person("other", "plans.view_plans", "identity.issue_tokens")


@pytest.fixture
def administrator(db: None) -> User:
    """Somebody who sees and ends everybody's tokens."""
    return person("administrator", "identity.manage_tokens", "identity.issue_tokens", "identity.sync_users")


@pytest.fixture
def issue(db: None) -> Callable[..., IssuedToken]:
    """Make a token."""

    def make(user: User, *permissions: str, name: str = "能耗平台", days: int = 30) -> IssuedToken:
        on = timezone.localdate() + timedelta(days=days)
        return issue_token(user=user, name=name, permissions=permissions or ("plans.view_plans",), expires_on=on)

    return make


def bearing(value: str) -> dict[str, Any]:
    """The header that a program sends."""
    return {"headers": {"authorization": f"Bearer {value}"}}
