"""The second factor: enrolling, log-in in two steps, fresh codes for exports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest
from django.test import Client

from ditan.base.accounts.errors import NotAllowed, WrongCode
from ditan.base.accounts.models import TotpDevice
from ditan.base.accounts.second_factor import require_second_factor
from ditan.base.accounts.services import confirm_totp, enrol_totp, remove_totp, use_code
from ditan.base.audit.models import Entry
from ditan.base.crypto import decrypt
from ditan.base.notices.models import Notice
from tests.base.accounts.conftest import PASSWORD, Clock, code_of, text_of, with_factor

Request = Callable[..., HttpRequest]


def asking(make_request: Request, user: User, path: str = "/export/", method: str = "GET") -> HttpRequest:
    """A request of a signed-in person, with room for messages."""
    request = make_request()
    request.user, request.method, request.path = user, method, path
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    return request


def test_the_secret_stands_encrypted(clerk: User) -> None:
    secret = enrol_totp(user=clerk)
    stored = TotpDevice.objects.get(user=clerk).secret
    assert secret not in stored
    assert decrypt(stored) == secret


def test_opening_the_page_again_shows_the_same_secret(clerk: User) -> None:
    assert enrol_totp(user=clerk) == enrol_totp(user=clerk)
    assert Entry.objects.filter(act="accounts.totp_begun").count() == 1


def test_a_right_code_confirms_and_tells(clerk: User, clock: Clock) -> None:
    secret = enrol_totp(user=clerk)
    confirm_totp(user=clerk, code=code_of(secret, clock.now))
    assert TotpDevice.objects.get(user=clerk).confirmed_at == clock.now
    assert Entry.objects.filter(act="accounts.totp_confirmed").count() == 1
    assert Notice.objects.get(user=clerk).subject == "您的动态口令已启用"


def test_a_wrong_code_confirms_nothing(clerk: User) -> None:
    enrol_totp(user=clerk)
    with pytest.raises(WrongCode, match="6 位数字"):
        confirm_totp(user=clerk, code="12345")
    assert TotpDevice.objects.get(user=clerk).confirmed_at is None


def test_a_code_serves_once(clerk: User, clock: Clock) -> None:
    secret = with_factor(clerk)
    use_code(user=clerk, code=code_of(secret, clock.now))
    with pytest.raises(WrongCode):
        use_code(user=clerk, code=code_of(secret, clock.now))
    clock.forward(seconds=30)
    use_code(user=clerk, code=code_of(secret, clock.now))


def test_taking_away_needs_a_last_code(clerk: User, clock: Clock) -> None:
    secret = with_factor(clerk)
    with pytest.raises(WrongCode):
        remove_totp(user=clerk, of=clerk, code="000000x")
    assert TotpDevice.objects.count() == 1
    remove_totp(user=clerk, of=clerk, code=code_of(secret, clock.now))
    assert TotpDevice.objects.count() == 0


def test_only_the_system_administrator_takes_another_s_away(clerk: User, system: User, security: User) -> None:
    with_factor(clerk)
    with pytest.raises(NotAllowed):
        remove_totp(user=security, of=clerk)
    assert TotpDevice.objects.count() == 1
    remove_totp(user=system, of=clerk)
    assert TotpDevice.objects.count() == 0
    assert Entry.objects.get(act="accounts.totp_removed").user_key == str(system.pk)


def test_log_in_asks_for_the_code_after_the_password(clerk: User, clock: Clock) -> None:
    secret, browser = with_factor(clerk), Client()
    answer = browser.post("/login/", {"username": "clerk", "password": PASSWORD, "next": "/accounts/me/"})
    assert answer.headers["Location"] == "/login/code/"
    assert browser.get("/accounts/me/").status_code == 302
    answer = browser.post("/login/code/", {"code": code_of(secret, clock.now)})
    assert answer.headers["Location"] == "/accounts/me/"
    assert browser.get("/accounts/me/").status_code == 200


def test_five_wrong_codes_lock_the_account(clerk: User, clock: Clock) -> None:
    secret, browser = with_factor(clerk), Client()
    browser.post("/login/", {"username": "clerk", "password": PASSWORD})
    for _each in range(5):
        browser.post("/login/code/", {"code": "12345x"})
    page = text_of(browser.post("/login/code/", {"code": code_of(secret, clock.now)}))
    assert "登录被锁定" in page
    assert browser.get("/accounts/me/").status_code == 302


def test_the_password_is_asked_again_after_five_minutes(clerk: User, clock: Clock) -> None:
    secret, browser = with_factor(clerk), Client()
    browser.post("/login/", {"username": "clerk", "password": PASSWORD})
    clock.forward(minutes=5)
    answer = browser.post("/login/code/", {"code": code_of(secret, clock.now)})
    assert answer.headers["Location"] == "/login/"
    assert browser.get("/accounts/me/").status_code == 302


def test_the_page_of_the_code_needs_a_password_first(client: Client, db: None) -> None:
    assert client.get("/login/code/").headers["Location"] == "/login/"


def test_an_administrator_without_a_telephone_enrols_first(system: User, clock: Clock) -> None:
    browser = Client()
    browser.force_login(system)
    assert browser.get("/accounts/").headers["Location"] == "/accounts/me/factor/"
    page = text_of(browser.get("/accounts/me/factor/"))
    assert "<svg" in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    secret = decrypt(TotpDevice.objects.get(user=system).secret)
    browser.post("/accounts/me/factor/", {"code": code_of(secret, clock.now)})
    assert browser.get("/accounts/").status_code == 200


def test_in_a_trial_an_administrator_is_not_held_up(system: User, settings: Any) -> None:
    settings.TRIAL_MODE = True
    browser = Client()
    browser.force_login(system)
    assert browser.get("/accounts/").status_code == 200


def test_a_clerk_without_a_telephone_is_led_to_enrol_before_an_export(make_request: Request, clerk: User) -> None:
    answer = require_second_factor(asking(make_request, clerk))
    assert answer is not None
    assert answer.headers["Location"] == "/accounts/me/factor/?next=%2Fexport%2F"


def test_with_a_telephone_the_way_leads_over_a_code(make_request: Request, clerk: User) -> None:
    with_factor(clerk)
    answer = require_second_factor(asking(make_request, clerk))
    assert answer is not None
    assert answer.headers["Location"].startswith("/accounts/step-up/?next=")


def test_a_fresh_code_opens_the_export_for_a_quarter_of_an_hour(
    make_request: Request, clerk: User, clock: Clock
) -> None:
    request = asking(make_request, clerk)
    request.session["second_factor_at"] = clock.now.timestamp()
    assert require_second_factor(request) is None
    clock.forward(minutes=14, seconds=59)
    assert require_second_factor(request) is None
    clock.forward(seconds=1)
    answer = require_second_factor(request)
    assert answer is not None
    assert answer.status_code == 302


def test_a_code_of_the_future_is_not_fresh(make_request: Request, clerk: User, clock: Clock) -> None:
    request = asking(make_request, clerk)
    request.session["second_factor_at"] = clock.now.timestamp() + 100
    assert require_second_factor(request) is not None


def test_a_program_is_told_what_is_missing(make_request: Request, clerk: User) -> None:
    answer = require_second_factor(asking(make_request, clerk, path="/api/plans/export"))
    assert answer is not None
    assert answer.status_code == 403
    assert b"second_factor_required" in answer.content


def test_in_a_trial_it_is_said_and_not_required(make_request: Request, clerk: User, settings: Any) -> None:
    settings.TRIAL_MODE = True
    request = asking(make_request, clerk)
    assert require_second_factor(request) is None
    assert "导出前须输入动态口令" in str(next(iter(request._messages)))  # type: ignore[attr-defined]


def test_the_step_up_page_leads_back_to_our_own_pages_only(clerk: User, clock: Clock) -> None:
    secret, browser = with_factor(clerk), Client()
    browser.force_login(clerk)
    typed = {"code": code_of(secret, clock.now), "next": "https://example.org/"}
    assert browser.post("/accounts/step-up/", typed).headers["Location"] == "/accounts/me/"
    clock.forward(seconds=30)
    typed = {"code": code_of(secret, clock.now), "next": "/plans/"}
    assert browser.post("/accounts/step-up/", typed).headers["Location"] == "/plans/"
    assert browser.session["second_factor_at"] == clock.now.timestamp()


def test_a_file_is_fetched_from_a_page_that_leads_back_to_the_list(clerk: User, clock: Clock) -> None:
    secret, browser = with_factor(clerk), Client()
    browser.force_login(clerk)
    typed = {"code": code_of(secret, clock.now), "next": "/plans/targets/export/", "back": "/plans/targets/?page=2"}
    page = text_of(browser.post("/accounts/step-up/", typed))
    assert '<meta http-equiv="refresh" content="0;url=/plans/targets/export/">' in page
    assert '<a class="btn btn-primary" href="/plans/targets/?page=2" autofocus>' in page


def test_another_site_is_no_page_to_lead_back_to(clerk: User, clock: Clock) -> None:
    secret, browser = with_factor(clerk), Client()
    browser.force_login(clerk)
    typed = {"code": code_of(secret, clock.now), "next": "/plans/", "back": "https://example.org/"}
    assert browser.post("/accounts/step-up/", typed).headers["Location"] == "/plans/"


def test_a_wrong_code_on_the_step_up_page_opens_nothing(clerk: User) -> None:
    with_factor(clerk)
    browser = Client()
    browser.force_login(clerk)
    assert "动态口令不正确" in text_of(browser.post("/accounts/step-up/", {"code": "1"}))
    assert "second_factor_at" not in browser.session
