"""From a name and a password to a signed-in person, and what failures bring."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from ditan.base.accounts.errors import Locked, WrongPassword
from ditan.base.accounts.models import Failures
from ditan.base.accounts.services import check_password, complete
from ditan.base.audit.models import Entry
from ditan.base.notices.models import Notice
from tests.base.accounts.conftest import NOON, PASSWORD, Clock, text_of

Request = Callable[..., HttpRequest]


def fail(request: HttpRequest, name: str = "clerk", times: int = 1) -> None:
    for _each in range(times):
        with pytest.raises(WrongPassword):
            check_password(request=request, name=name, password="wrong")


def test_the_right_password_gives_the_person(make_request: Request, clerk: User) -> None:
    assert check_password(request=make_request(), name="clerk", password=PASSWORD) == clerk
    assert Failures.objects.count() == 0


def test_checking_a_password_signs_nobody_in(make_request: Request, clerk: User) -> None:
    request = make_request()
    check_password(request=request, name="clerk", password=PASSWORD)
    assert dict(request.session) == {}


def test_signing_in_is_logged_with_the_person(make_request: Request, clerk: User) -> None:
    complete(request=make_request(), user=clerk)
    row = Entry.objects.get(act="accounts.signed_in")
    assert (row.user_key, row.outcome, row.target_name) == (str(clerk.pk), "done", "clerk")


def test_a_failure_is_logged_and_counted_for_account_and_address(
    make_request: Request, clerk: User, clock: Clock
) -> None:
    fail(make_request())
    row = Entry.objects.get(act="accounts.sign_in_failed")
    assert (row.target_name, row.outcome, row.user_key) == ("clerk", "failed", "")
    assert set(Failures.objects.values_list("kind", "key", "count", "last_at")) == {
        ("account", f"user:{clerk.pk}", 1, NOON),
        ("address", "192.0.2.1", 1, NOON),
    }


def test_the_password_that_was_tried_stands_nowhere(make_request: Request, clerk: User) -> None:
    with pytest.raises(WrongPassword):
        check_password(request=make_request(), name="clerk", password="a-secret-of-another-system")
    stored = str(list(Entry.objects.values())) + str(list(Failures.objects.values()))
    assert "a-secret-of-another-system" not in stored


def test_five_failures_lock_even_the_right_password_out(make_request: Request, clerk: User, clock: Clock) -> None:
    fail(make_request(), times=5)
    with pytest.raises(Locked, match="请 30 分钟后再试"):
        check_password(request=make_request(), name="clerk", password=PASSWORD)


def test_four_failures_do_not(make_request: Request, clerk: User) -> None:
    fail(make_request(), times=4)
    assert check_password(request=make_request(), name="clerk", password=PASSWORD) == clerk


def test_the_lock_holds_from_another_address_too(make_request: Request, clerk: User) -> None:
    fail(make_request(), times=5)
    with pytest.raises(Locked):
        check_password(request=make_request("192.0.2.99"), name="clerk", password=PASSWORD)


def test_after_thirty_minutes_the_right_person_is_in(make_request: Request, clerk: User, clock: Clock) -> None:
    fail(make_request(), times=5)
    clock.forward(minutes=29, seconds=59)
    with pytest.raises(Locked, match="请 1 分钟后再试"):
        check_password(request=make_request(), name="clerk", password=PASSWORD)
    clock.forward(seconds=1)
    assert check_password(request=make_request(), name="clerk", password=PASSWORD) == clerk


def test_a_clock_put_forward_by_a_year_and_back_neither_unlocks_nor_locks_for_ever(
    make_request: Request, clerk: User, clock: Clock
) -> None:
    clock.forward(days=365)
    fail(make_request(), times=5)
    clock.forward(days=-365)
    with pytest.raises(Locked, match="请 30 分钟后再试"):
        check_password(request=make_request(), name="clerk", password=PASSWORD)
    clock.forward(minutes=29)
    with pytest.raises(Locked, match="请 1 分钟后再试"):
        check_password(request=make_request(), name="clerk", password=PASSWORD)
    clock.forward(minutes=1)
    assert check_password(request=make_request(), name="clerk", password=PASSWORD) == clerk


def test_the_lock_is_logged_and_the_owner_is_told_once(make_request: Request, clerk: User, clock: Clock) -> None:
    fail(make_request(), times=5)
    assert Entry.objects.filter(act="accounts.locked", target_name="clerk").count() == 1
    notice = Notice.objects.get(user=clerk)
    assert notice.subject == "账号 clerk 因连续登录失败被锁定"
    assert "连续 5 次登录失败被锁定 30 分钟，来源地址 192.0.2.1" in notice.text


def test_a_right_password_forgets_the_failures_of_the_account_and_not_of_the_address(
    make_request: Request, clerk: User
) -> None:
    request = make_request()
    fail(request, times=3)
    complete(request=request, user=clerk)
    assert list(Failures.objects.values_list("kind", "count")) == [("address", 3)]


def test_failures_that_are_half_an_hour_old_no_longer_count(make_request: Request, clerk: User, clock: Clock) -> None:
    fail(make_request(), times=4)
    clock.forward(minutes=30)
    fail(make_request(), times=4)
    assert check_password(request=make_request(), name="clerk", password=PASSWORD) == clerk


def test_twenty_failures_with_many_names_lock_the_address(make_request: Request, clerk: User) -> None:
    for number in range(20):
        fail(make_request("198.51.100.7"), name=f"guess-{number}")
    with pytest.raises(Locked, match="您所在的网络地址"):
        check_password(request=make_request("198.51.100.7"), name="clerk", password=PASSWORD)
    assert check_password(request=make_request("198.51.100.8"), name="clerk", password=PASSWORD) == clerk


def test_all_addresses_of_one_ipv6_network_count_as_one(make_request: Request, clerk: User) -> None:
    for number in range(20):
        fail(make_request(f"2001:db8:1:2::{number}"), name=f"guess-{number}")
    with pytest.raises(Locked):
        check_password(request=make_request("2001:db8:1:2:ffff::1"), name="clerk", password=PASSWORD)


def test_an_invented_name_is_locked_like_an_account(make_request: Request, clerk: User) -> None:
    fail(make_request(), name="nobody", times=5)
    with pytest.raises(Locked):
        check_password(request=make_request(), name="nobody", password="x")


def test_while_locked_the_log_grows_by_powers_of_ten(make_request: Request, clerk: User, clock: Clock) -> None:
    fail(make_request(), times=5)
    for _each in range(120):
        with pytest.raises(Locked):
            check_password(request=make_request("192.0.2.50"), name="clerk", password="wrong")
    details = Entry.objects.filter(act="accounts.sign_in_refused").order_by("pk").values_list("detail", flat=True)
    assert [text.rsplit(" ", 2)[-2] for text in details] == ["1", "10", "100"]
    assert Failures.objects.get(kind="account").refused == 120


def test_tries_while_locked_do_not_lengthen_the_lock(make_request: Request, clerk: User, clock: Clock) -> None:
    fail(make_request(), times=5)
    clock.forward(minutes=20)
    for _each in range(10):
        with pytest.raises(Locked, match="请 10 分钟后再试"):
            check_password(request=make_request(), name="clerk", password="wrong")


@pytest.mark.slow
@pytest.mark.anywhere
def test_ten_thousand_wrong_log_ins_leave_few_rows_and_the_right_person_gets_in(
    make_request: Request, clerk: User, clock: Clock
) -> None:
    for number in range(10_000):
        name = "clerk" if number % 2 else f"guess-{number}"
        with pytest.raises((WrongPassword, Locked)):
            check_password(request=make_request(f"198.51.100.{number % 4}"), name=name, password="wrong")
    assert Failures.objects.count() <= 1 + 4 + 80
    assert Entry.objects.count() < 200
    clock.forward(minutes=31)
    assert check_password(request=make_request("198.51.100.1"), name="clerk", password=PASSWORD) == clerk


def test_more_addresses_than_are_remembered_push_the_oldest_out(
    make_request: Request, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ditan.base.accounts.services.failures.MOST_ADDRESSES", 20)
    for number in range(60):
        fail(make_request(f"198.51.100.{number}"), name="nobody-here" if number % 5 else f"name-{number}")
        Failures.objects.filter(kind="account").delete()
    assert Failures.objects.filter(kind="address").count() <= 20
    assert Failures.objects.filter(key="198.51.100.59").exists()


def test_a_disabled_account_is_answered_like_a_wrong_password(make_request: Request, clerk: User) -> None:
    clerk.is_active = False
    clerk.save()
    with pytest.raises(WrongPassword, match="用户名或密码不正确"):
        check_password(request=make_request(), name="clerk", password=PASSWORD)


def test_the_page_names_the_minutes_of_the_lock(client: Client, clerk: User) -> None:
    for _each in range(5):
        client.post("/login/", {"username": "clerk", "password": "wrong"})
    page = text_of(client.post("/login/", {"username": "clerk", "password": PASSWORD}))
    assert "登录被锁定" in page
    assert "30 分钟后再试" in page
    assert client.get("/").status_code == 302


def test_a_name_with_a_null_character_is_a_wrong_name(make_request: Request, clerk: User, client: Client) -> None:
    page = text_of(client.post("/login/", {"username": "cl\x00erk", "password": PASSWORD}))
    assert client.get("/").status_code == 302
    assert "登录" in page


def test_the_last_log_in_is_updated(make_request: Request, clerk: User) -> None:
    complete(request=make_request(), user=clerk)
    clerk.refresh_from_db()
    assert clerk.last_login is not None
    assert timezone.now() - clerk.last_login < timedelta(minutes=1)
