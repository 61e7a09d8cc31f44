"""What tests of single views share: the browsers of four kinds of people, a booked plan, and a strict browser."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.web.conftest import booked, desk, guest, office, stranger  # noqa: F401 - fixtures


@pytest.fixture
def strict(coordinator: User) -> Client:
    """The office's browser without the token that a form of ours carries."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(coordinator)
    return client
