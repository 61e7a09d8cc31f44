"""Browsers of several people at once: each signed in already, none may report an error or ask another machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from ditan.base.accounts.clients import digest
from ditan.base.accounts.services.sessions import AGENT
from tests.browser.conftest import REFUSALS
from tests.fresh_code import signed_in

Desk = Callable[[User], Page]


@pytest.fixture(scope="session")
def agent(browser: Browser) -> str:
    """What this browser calls itself: a session is bound to the browser that began it."""
    page = browser.new_page()
    name: str = page.evaluate("navigator.userAgent")
    page.close()
    return name


def session_of(user: User, agent: str) -> str:
    """The key of a session in which this person is signed in and has given a one-time code."""
    client = signed_in(user)
    kept = client.session
    kept[AGENT] = digest(agent[:200])
    kept.save()
    return client.cookies["sessionid"].value


@pytest.fixture
def desk(
    new_context: Callable[..., BrowserContext], live_server: Any, tolerated: list[str], agent: str
) -> Iterator[Desk]:
    """Sits somebody down before a browser of her own."""
    faults: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.endswith(REFUSALS):
            faults.append(f"{message.type}: {message.text}")

    def seated(user: User) -> Page:
        context = new_context(base_url=live_server.url)
        context.add_cookies([{"name": "sessionid", "value": session_of(user, agent), "url": live_server.url}])
        context.on("console", heard)
        context.on("weberror", lambda error: faults.append(f"script: {error.error}"))
        context.on("request", lambda asked: asked.url.startswith(live_server.url) or faults.append(asked.url))
        page = context.new_page()
        page.set_viewport_size({"width": 1366, "height": 768})
        return page

    yield seated
    assert [fault for fault in faults if not any(part in fault for part in tolerated)] == []
