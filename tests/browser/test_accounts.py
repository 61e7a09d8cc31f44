"""Accounts in a real browser: one is made, and a page that asks by itself keeps no session alive."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from ditan.base.access.models import Role
from ditan.base.accounts.clients import digest
from ditan.base.accounts.models import AccountState
from ditan.base.accounts.services.sessions import AGENT
from ditan.base.reporting.models import Download
from ditan.base.workflow.models import Job
from tests.base.access.conftest import roles  # noqa: F401 - a fixture
from tests.base.accounts.conftest import holder, with_factor
from tests.fresh_code import signed_in


@pytest.fixture
def system(transactional_db: None, roles: dict[str, Role]) -> User:  # noqa: F811
    """The system administrator, with a telephone."""
    user = holder("xitong", roles["系统管理员"])
    with_factor(user)
    return user


@pytest.fixture
def desk(watched: Page, live_server: Any, system: User) -> Page:
    """The system administrator's browser, signed in."""
    enter(watched, live_server, system)
    watched.set_viewport_size({"width": 1366, "height": 768})
    return watched


def enter(page: Page, live_server: Any, user: User) -> None:
    """Give the browser a session of this account."""
    session = signed_in(user).session
    session[AGENT] = digest(page.evaluate("navigator.userAgent"))
    session.save()
    page.context.add_cookies([{"name": "sessionid", "value": session.session_key or "", "url": live_server.url}])


def test_an_account_is_made_on_screen(desk: Page, live_server: Any) -> None:
    desk.goto(f"{live_server.url}/accounts/")
    desk.get_by_role("link", name="新增", exact=True).click()
    desk.get_by_label("用户名").fill("xitong")
    desk.get_by_label("姓", exact=True).fill("刘")
    desk.get_by_label("名", exact=True).fill("梅")
    desk.get_by_role("button", name="新增", exact=True).click()
    expect(desk.get_by_text("用户名“xitong”已被使用（不分大小写），请换一个。")).to_be_visible()
    expect(desk.get_by_label("姓", exact=True)).to_have_value("刘")
    desk.get_by_label("用户名").fill("liumei")
    desk.get_by_role("button", name="新增", exact=True).click()
    expect(desk.get_by_role("heading", name="账号已新增")).to_be_visible()
    assert User.objects.get(username="liumei").check_password(desk.locator(".once code").inner_text())


def test_what_was_typed_when_the_session_ended_is_back_after_the_log_in(
    desk: Page, live_server: Any, system: User
) -> None:
    address = f"{live_server.url}/accounts/new/"
    desk.goto(address)
    for label, text in (("用户名", "liumei"), ("姓", "刘"), ("名", "梅")):
        desk.get_by_label(label, exact=True).fill(text)
    Session.objects.all().delete()
    desk.get_by_role("button", name="新增", exact=True).click()
    expect(desk.get_by_role("heading", name="登录")).to_be_visible()
    enter(desk, live_server, system)
    desk.goto(address)
    expect(desk.get_by_label("姓", exact=True)).to_have_value("刘")
    desk.goto(f"{live_server.url}/accounts/")
    desk.goto(address)
    expect(desk.get_by_label("姓", exact=True)).to_have_value("")


def test_what_a_page_asks_for_by_itself_does_not_count_as_use(desk: Page, live_server: Any, system: User) -> None:
    job = Job.objects.create(kind="reporting.produce")
    Download.objects.create(user=system, kind="trial", title="名单", job=job)
    desk.goto(f"{live_server.url}/downloads/")
    seen = AccountState.objects.get(user=system).last_seen
    with desk.expect_request(lambda asked: asked.headers.get("x-ditan-poll") == "1") as polled:
        pass
    response = polled.value.response()
    assert response is not None
    assert response.status == 200
    assert AccountState.objects.get(user=system).last_seen == seen
