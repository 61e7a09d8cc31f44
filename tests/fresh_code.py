"""Browsers of tests in which a one-time code has just been given, as every export asks for one."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from ditan.base.accounts.services.sessions import FACTOR


def give_code(client: Client) -> Client:
    """The same browser, its person's one-time code accepted at this moment."""
    session = client.session
    session[FACTOR] = timezone.now().timestamp()
    session.save()
    return client


def signed_in(user: User, client: Client | None = None) -> Client:
    """A browser in which this person is signed in and has given a one-time code."""
    browser = client or Client()
    browser.force_login(user)
    return give_code(browser)
