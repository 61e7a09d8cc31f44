"""One session an account, bound to its browser, over after its time."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from ditan.base.access.models import Grant, Role
from ditan.base.accounts.models import AccountState, PasswordRecord
from ditan.base.accounts.services import reset_password
from ditan.base.audit.models import Entry
from ditan.base.notices.models import Notice
from tests.base.accounts.conftest import NEXT, PASSWORD, Clock, text_of, with_factor

ME = "/accounts/me/"


def sign_in(name: str, agent: str = "Chromium 109") -> Client:
    """A browser in which this person has typed name and password."""
    browser = Client(headers={"user-agent": agent})
    browser.post("/login/", {"username": name, "password": PASSWORD})
    return browser


def test_a_session_goes_on_while_it_is_used(clerk: User, clock: Clock) -> None:
    browser = sign_in("clerk")
    for _each in range(6):
        clock.forward(minutes=29)
        assert browser.get(ME).status_code == 200


def test_thirty_minutes_without_use_end_it(clerk: User, clock: Clock) -> None:
    browser = sign_in("clerk")
    clock.forward(minutes=30)
    page = browser.get(ME, follow=True)
    assert page.redirect_chain == [(f"/login/?next={ME}", 302)]
    assert "超过 30 分钟没有操作" in text_of(page)


def test_an_administrator_has_ten_minutes(system: User, clock: Clock) -> None:
    with_factor(system)
    browser = Client()
    browser.force_login(system)
    clock.forward(minutes=9)
    assert browser.get(ME).status_code == 200
    clock.forward(minutes=10)
    assert "超过 10 分钟没有操作" in text_of(browser.get(ME, follow=True))


def test_twelve_hours_end_even_a_session_in_use(clerk: User, clock: Clock) -> None:
    browser = sign_in("clerk")
    for _each in range(35):
        clock.forward(minutes=20)
        assert browser.get(ME).status_code == 200
    clock.forward(minutes=20)
    assert "登录已满 12 小时" in text_of(browser.get(ME, follow=True))


def test_a_clock_put_back_ends_the_session_and_not_the_account(clerk: User, clock: Clock) -> None:
    browser = sign_in("clerk")
    clock.forward(hours=-3)
    assert "服务器时间有变动" in text_of(browser.get(ME, follow=True))
    assert sign_in("clerk").get(ME).status_code == 200


def test_a_second_log_in_ends_the_first_and_says_why(clerk: User, clock: Clock) -> None:
    first = sign_in("clerk")
    second = sign_in("clerk", agent="Firefox")
    page = text_of(first.get(ME, follow=True))
    assert "在另一处（127.0.0.1）登录，此处已退出" in page
    assert second.get(ME).status_code == 200
    assert first.get(ME).status_code == 302


def test_the_second_log_in_leaves_a_message(clerk: User, clock: Clock) -> None:
    sign_in("clerk")
    assert Notice.objects.count() == 0
    sign_in("clerk")
    assert Notice.objects.get(user=clerk).subject == "您的账号已在另一处登录"


def test_a_log_in_after_a_log_out_tells_of_nothing(clerk: User) -> None:
    sign_in("clerk").post("/logout/")
    sign_in("clerk")
    assert Notice.objects.count() == 0


def test_a_session_in_another_browser_ends(clerk: User) -> None:
    browser = sign_in("clerk")
    page = browser.get(ME, headers={"user-agent": "Firefox"}, follow=True)
    assert "与登录时的浏览器不一致" in text_of(page)
    assert Entry.objects.filter(act="accounts.session_refused", user_key=str(clerk.pk)).count() == 1


def test_the_key_changes_at_log_in(clerk: User) -> None:
    browser = Client()
    browser.get("/login/")
    session = browser.session
    session["before"] = 1
    session.save()
    before = session.session_key
    browser.cookies["sessionid"] = before
    browser.post("/login/", {"username": "clerk", "password": PASSWORD})
    assert browser.cookies["sessionid"].value != before


def test_the_key_changes_when_privileges_change(clerk: User, roles: dict[str, Role]) -> None:
    browser = sign_in("clerk")
    before = browser.cookies["sessionid"].value
    browser.get(ME)
    assert browser.cookies["sessionid"].value == before
    Grant.objects.create(user=clerk, role=roles["领导"], valid_from="2020-01-01")
    assert browser.get(ME).status_code == 200
    assert browser.cookies["sessionid"].value != before
    assert AccountState.objects.get(user=clerk).rotate is False


def test_a_program_without_a_good_session_gets_401(clerk: User, clock: Clock) -> None:
    browser = sign_in("clerk")
    clock.forward(minutes=31)
    answer = browser.get("/api/plans/findings")
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "not_signed_in"


def test_signing_out_clears_the_cache_and_is_logged(clerk: User) -> None:
    browser = sign_in("clerk")
    answer = browser.post("/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert Entry.objects.filter(act="accounts.signed_out", user_key=str(clerk.pk)).count() == 1
    assert AccountState.objects.get(user=clerk).session_token == ""


def test_the_session_costs_one_query_and_no_write_within_a_minute(clerk: User, clock: Clock) -> None:
    browser = sign_in("clerk")
    before = AccountState.objects.get(user=clerk).last_seen
    clock.forward(seconds=59)
    browser.get(ME)
    assert AccountState.objects.get(user=clerk).last_seen == before
    clock.forward(seconds=1)
    browser.get(ME)
    assert AccountState.objects.get(user=clerk).last_seen == timezone.now()


def test_a_reset_password_lets_in_and_then_asks_for_another(clerk: User, system: User) -> None:
    older = sign_in("clerk")
    password = reset_password(user=system, of=clerk)
    assert older.get(ME).status_code == 302
    browser = Client()
    browser.post("/login/", {"username": "clerk", "password": password})
    assert browser.get("/").headers["Location"] == "/password/"
    assert browser.get("/api/plans/findings").json()["error"]["code"] == "password_change_due"
    assert browser.get("/", headers={"HX-Request": "true"}).headers["HX-Redirect"] == "/password/"
    typed = {"old_password": password, "new_password1": NEXT, "new_password2": NEXT}
    assert browser.post("/password/", typed).headers["Location"] == "/"
    assert browser.get("/").status_code == 200


def test_a_password_of_ninety_days_has_to_be_changed(clerk: User, clock: Clock) -> None:
    AccountState.objects.create(user=clerk, password_changed_at=clock.now)
    clock.forward(days=89, hours=23)
    assert sign_in("clerk").get("/").status_code == 200
    clock.forward(hours=1)
    assert sign_in("clerk").get("/").headers["Location"] == "/password/"


@pytest.mark.parametrize("weak", ["Short-1", "only-small-letters", "Liqingshan-2026", "my-Clerk-pass-9", PASSWORD])
def test_a_weak_password_is_refused_on_the_page(clerk: User, weak: str) -> None:
    browser = sign_in("clerk")
    browser.post("/password/", {"old_password": PASSWORD, "new_password1": weak, "new_password2": weak})
    clerk.refresh_from_db()
    assert clerk.check_password(PASSWORD)
    assert PasswordRecord.objects.count() == 0


def test_the_session_goes_on_after_changing_the_password(clerk: User) -> None:
    browser = sign_in("clerk")
    before = browser.cookies["sessionid"].value
    browser.post("/password/", {"old_password": PASSWORD, "new_password1": NEXT, "new_password2": NEXT})
    assert browser.get(ME).status_code == 200
    assert browser.cookies["sessionid"].value != before
    assert Entry.objects.filter(act="accounts.password_changed", user_key=str(clerk.pk)).count() == 1
