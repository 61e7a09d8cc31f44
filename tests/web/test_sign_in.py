"""Signing in and out."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.web.conftest import text_of


@pytest.fixture
def clerk(db: None) -> User:
    return User.objects.create_user("clerk", password="long-enough-1")


def test_name_and_password_open_the_workbench(client: Client, clerk: User) -> None:
    response = client.post("/login/", {"username": "clerk", "password": "long-enough-1"})
    assert response.headers["Location"] == "/"


def test_the_first_log_in_is_greeted(client: Client, clerk: User) -> None:
    response = client.post("/login/", {"username": "clerk", "password": "long-enough-1"}, follow=True)
    assert "这是该账号第一次登录" in text_of(response)


def test_a_later_log_in_tells_of_the_last_one(client: Client, clerk: User) -> None:
    clerk.last_login = timezone.now().replace(year=2026, month=3, day=5, hour=1, minute=30)
    clerk.save()
    response = client.post("/login/", {"username": "clerk", "password": "long-enough-1"}, follow=True)
    assert "上次登录：2026-03-05 09:30" in text_of(response)


def test_a_wrong_password_says_what_to_do(client: Client, clerk: User) -> None:
    page = text_of(client.post("/login/", {"username": "clerk", "password": "wrong"}))
    assert "用户名或密码不正确" in page
    assert "联系管理员" in page
    assert "long-enough-1" not in page


def test_a_wrong_name_is_answered_like_a_wrong_password(client: Client, clerk: User) -> None:
    page = text_of(client.post("/login/", {"username": "nobody", "password": "long-enough-1"}))
    assert "用户名或密码不正确" in page


def test_an_empty_form_names_what_is_missing(client: Client, db: None) -> None:
    page = text_of(client.post("/login/", {}))
    assert "请填写用户名。" in page
    assert "请填写密码。" in page


def test_a_disabled_account_stays_outside(client: Client, clerk: User) -> None:
    clerk.is_active = False
    clerk.save()
    client.post("/login/", {"username": "clerk", "password": "long-enough-1"})
    assert client.get("/").status_code == 302


def test_the_page_that_was_asked_for_comes_after_the_log_in(client: Client, clerk: User) -> None:
    assert client.get("/plans/").headers["Location"] == "/login/?next=/plans/"
    response = client.post("/login/", {"username": "clerk", "password": "long-enough-1", "next": "/plans/"})
    assert response.headers["Location"] == "/plans/"


def test_another_site_is_never_the_next_page(client: Client, clerk: User) -> None:
    data = {"username": "clerk", "password": "long-enough-1", "next": "https://example.org/"}
    assert client.post("/login/", data).headers["Location"] == "/"


def test_the_page_names_the_browsers_and_no_password(client: Client, db: None) -> None:
    page = text_of(client.get("/login/"))
    assert "Chromium 88" in page
    assert "123456" not in page
    assert "注册" in page


def test_a_script_s_request_learns_that_the_session_is_over(client: Client, db: None) -> None:
    response = client.get("/login/", headers={"HX-Request": "true"})
    assert response.headers["X-Ditan-Page"] == "sign-in"


def test_signing_out_needs_a_button_and_ends_the_session(guest: Client) -> None:
    assert guest.get(reverse("logout")).status_code == 405
    assert guest.post(reverse("logout")).status_code == 302
    assert guest.get("/").status_code == 302


def test_a_person_changes_their_own_password(client: Client, clerk: User) -> None:
    client.force_login(clerk)
    data = {"old_password": "long-enough-1", "new_password1": "quite-other-2", "new_password2": "quite-other-2"}
    assert "密码已修改" in text_of(client.post("/password/", data, follow=True))
    clerk.refresh_from_db()
    assert clerk.check_password("quite-other-2")


def test_a_wrong_old_password_changes_nothing(client: Client, clerk: User) -> None:
    client.force_login(clerk)
    client.post("/password/", {"old_password": "x", "new_password1": "quite-other-2", "new_password2": "quite-other-2"})
    clerk.refresh_from_db()
    assert clerk.check_password("long-enough-1")
