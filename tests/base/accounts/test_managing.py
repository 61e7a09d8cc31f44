"""What the system administrator does with accounts, and what nobody else may."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone

from ditan.base.access.models import Role
from ditan.base.accounts.errors import AccountError, NotAllowed, OwnAccount
from ditan.base.accounts.models import AccountState, Failures, TotpDevice
from ditan.base.accounts.selectors.accounts import AccountFilters, list_accounts, locked_addresses
from ditan.base.accounts.services import disable, disable_unused, enable, reset_password, unlock, unlock_address
from ditan.base.audit.models import Entry
from ditan.base.workflow.jobs import handler_of
from tests.base.accounts.conftest import PASSWORD, by_post, holder, text_of, with_factor


def locked(user: User) -> Failures:
    now = timezone.now()
    return Failures.objects.create(kind="account", key=f"user:{user.pk}", count=5, last_at=now, locked_at=now)


def test_disabling_switches_off_and_says_why(clerk: User, system: User) -> None:
    disable(user=system, of=clerk, reason="调离岗位")
    clerk.refresh_from_db()
    assert clerk.is_active is False
    assert clerk.account.disabled_reason == "调离岗位"
    row = Entry.objects.get(act="accounts.disabled")
    assert (row.user_key, row.after) == (str(system.pk), {"is_active": False, "reason": "调离岗位"})


def test_a_disabled_account_is_out_at_once(clerk: User, system: User) -> None:
    browser = Client()
    browser.force_login(clerk)
    disable(user=system, of=clerk, reason="调离岗位")
    assert browser.get("/accounts/me/").status_code == 302


def test_enabling_lets_in_again(clerk: User, system: User) -> None:
    disable(user=system, of=clerk, reason="调离岗位")
    enable(user=system, of=clerk)
    assert User.objects.get(pk=clerk.pk).is_active
    assert AccountState.objects.get(user=clerk).disabled_at is None


def test_nobody_switches_off_what_they_stand_on(system: User) -> None:
    with pytest.raises(OwnAccount, match="不能停用自己"):
        disable(user=system, of=system, reason="x")
    assert User.objects.get(pk=system.pk).is_active


def test_the_only_auditor_is_not_switched_off(system: User, auditor: User) -> None:
    with pytest.raises(OwnAccount, match="唯一的审计管理员"):
        disable(user=system, of=auditor, reason="调离岗位")
    assert User.objects.get(pk=auditor.pk).is_active


def test_one_of_two_auditors_may_be(system: User, auditor: User) -> None:
    holder("auditor2", auditor.grants.get().role)
    disable(user=system, of=auditor, reason="调离岗位")
    assert not User.objects.get(pk=auditor.pk).is_active


def test_a_reason_is_asked_for(clerk: User, system: User) -> None:
    with pytest.raises(AccountError, match="停用原因"):
        disable(user=system, of=clerk, reason=" ")
    assert User.objects.get(pk=clerk.pk).is_active


def test_security_audit_and_clerks_may_none_of_it(clerk: User, security: User, auditor: User) -> None:
    locked(clerk)
    for user in (clerk, security, auditor):
        with pytest.raises(NotAllowed):
            disable(user=user, of=clerk, reason="x")
        with pytest.raises(NotAllowed):
            enable(user=user, of=clerk)
        with pytest.raises(NotAllowed):
            unlock(user=user, of=clerk)
        with pytest.raises(NotAllowed):
            reset_password(user=user, of=clerk)
        with pytest.raises(NotAllowed):
            unlock_address(user=user, key="192.0.2.1")
    unchanged = User.objects.get(pk=clerk.pk)
    assert unchanged.is_active
    assert unchanged.check_password(PASSWORD)
    assert Failures.objects.count() == 1


def test_a_reset_gives_a_password_that_must_be_changed(clerk: User, system: User) -> None:
    password = reset_password(user=system, of=clerk)
    assert len(password) == 16
    assert User.objects.get(pk=clerk.pk).check_password(password)
    assert AccountState.objects.get(user=clerk).must_change is True
    assert password not in str(list(Entry.objects.values()))


def test_two_resets_give_two_passwords(clerk: User, system: User) -> None:
    assert reset_password(user=system, of=clerk) != reset_password(user=system, of=clerk)


def test_unlocking_lifts_the_lock_and_is_logged(clerk: User, system: User) -> None:
    locked(clerk)
    unlock(user=system, of=clerk)
    assert Failures.objects.count() == 0
    assert Entry.objects.filter(act="accounts.unlocked", target_name="clerk").count() == 1
    with pytest.raises(AccountError, match="没有被锁定"):
        unlock(user=system, of=clerk)


def test_accounts_unused_for_ninety_days_are_switched_off(clerk: User, system: User) -> None:
    old = timezone.now() - timedelta(days=91)
    User.objects.filter(pk=clerk.pk).update(date_joined=old, last_login=old)
    recent = User.objects.create_user("recent")
    User.objects.filter(pk=recent.pk).update(date_joined=old, last_login=timezone.now() - timedelta(days=89))
    assert disable_unused() == ["clerk"]
    assert AccountState.objects.get(user=clerk).disabled_reason == "超过 90 天未使用，自动停用"
    assert disable_unused() == []


def test_the_only_system_administrator_is_spared(system: User) -> None:
    User.objects.filter(pk=system.pk).update(date_joined=timezone.now() - timedelta(days=400))
    assert disable_unused() == []


def test_an_account_that_was_switched_on_again_has_ninety_days(clerk: User, system: User) -> None:
    User.objects.filter(pk=clerk.pk).update(date_joined=timezone.now() - timedelta(days=91))
    disable_unused()
    enable(user=system, of=User.objects.get(pk=clerk.pk))
    assert disable_unused() == []


def test_the_daily_job_and_the_command_do_it_too(clerk: User, capsys: pytest.CaptureFixture[str]) -> None:
    User.objects.filter(pk=clerk.pk).update(date_joined=timezone.now() - timedelta(days=91))
    call_command("disable_unused_accounts")
    assert "停用 1 个账号：clerk" in capsys.readouterr().out
    assert handler_of("disable_unused_accounts")(None, lambda _share, _stage: None) == {"disabled": []}  # type: ignore[arg-type]


def test_the_console_rescues_an_administrator(system: User, capsys: pytest.CaptureFixture[str]) -> None:
    with_factor(system)
    locked(system)
    call_command("rescue_account", "sysadmin")
    password = capsys.readouterr().out.split("密码：")[1].split("（")[0]
    assert User.objects.get(pk=system.pk).check_password(password)
    assert (Failures.objects.count(), TotpDevice.objects.count()) == (0, 0)
    assert Entry.objects.filter(act="accounts.rescued").count() == 1
    with pytest.raises(CommandError, match="没有账号“nobody”"):
        call_command("rescue_account", "nobody")


def test_the_list_is_empty_for_whoever_may_not_see_it(clerk: User, security: User, auditor: User) -> None:
    for user in (clerk, security, auditor):
        assert list_accounts(user, AccountFilters()).count() == 0
        assert locked_addresses(user) == []


def test_the_list_is_searched_by_name_and_state(clerk: User, system: User) -> None:
    locked(clerk)
    names = {
        state: [user.username for user in list_accounts(system, AccountFilters(state=state))]
        for state in ("in_use", "disabled", "locked", "never")
    }
    assert names == {
        "in_use": ["clerk", "sysadmin"],
        "disabled": [],
        "locked": ["clerk"],
        "never": ["clerk", "sysadmin"],
    }
    assert [user.username for user in list_accounts(system, AccountFilters(q="李"))] == ["clerk"]


def test_an_auditor_by_post_counts_as_another(system: User, auditor: User, roles: dict[str, Role]) -> None:
    by_post("deputy", roles["审计管理员"])
    disable(user=system, of=auditor, reason="调离岗位")
    assert not User.objects.get(pk=auditor.pk).is_active


def test_the_only_auditor_by_post_is_not_switched_off(system: User, roles: dict[str, Role]) -> None:
    deputy = by_post("deputy", roles["审计管理员"])
    with pytest.raises(OwnAccount, match="唯一的审计管理员"):
        disable(user=system, of=deputy, reason="调离岗位")
    assert User.objects.get(pk=deputy.pk).is_active


def test_an_only_system_administrator_by_post_is_spared_too(roles: dict[str, Role]) -> None:
    keeper = by_post("keeper", roles["系统管理员"])
    User.objects.filter(pk=keeper.pk).update(date_joined=timezone.now() - timedelta(days=400))
    assert disable_unused() == []
    assert User.objects.get(pk=keeper.pk).is_active


@pytest.fixture
def desk(system: User) -> Client:
    """The system administrator's browser."""
    with_factor(system)
    browser = Client()
    browser.force_login(system)
    return browser


def test_the_page_shows_states_and_actions(desk: Client, clerk: User) -> None:
    locked(clerk)
    Failures.objects.create(kind="address", key="192.0.2.9", count=20, locked_at=timezone.now())
    page = text_of(desk.get("/accounts/"))
    assert "解锁账号“clerk”？" in page
    assert "192.0.2.9" in page
    assert "停用账号“sysadmin”？" not in page


def test_the_buttons_of_the_page(desk: Client, clerk: User) -> None:
    locked(clerk)
    where = f"/accounts/{clerk.pk}"
    assert "已解锁" in text_of(desk.post(f"{where}/unlock/", follow=True))
    assert "已停用" in text_of(desk.post(f"{where}/disable/", {"reason": "借调"}, follow=True))
    assert "已启用" in text_of(desk.post(f"{where}/enable/", follow=True))
    assert "没有停用" in text_of(desk.post(f"{where}/enable/", follow=True))
    page = desk.post(f"{where}/reset/")
    assert "只显示这一次" in text_of(page)
    assert page.headers["Cache-Control"] == "private, no-store"
    assert desk.get(f"{where}/reset/").status_code == 405
    assert desk.post("/accounts/99999/disable/", {"reason": "x"}).status_code == 404


def test_the_list_costs_the_same_at_any_length(desk: Client, clerk: User) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    desk.get("/accounts/")
    with CaptureQueriesContext(connection) as few:
        desk.get("/accounts/")
    User.objects.bulk_create(User(username=f"many-{number}") for number in range(15))
    with CaptureQueriesContext(connection) as many:
        desk.get("/accounts/")
    assert len(many) == len(few)


def test_others_get_403(clerk: User, auditor: User) -> None:
    with_factor(auditor)
    for user in (clerk, auditor):
        browser = Client()
        browser.force_login(user)
        assert browser.get("/accounts/").status_code == 403
        assert browser.post(f"/accounts/{clerk.pk}/reset/").status_code == 403


def test_the_policy_page_marks_every_clause_as_unconfirmed(security: User) -> None:
    with_factor(security)
    browser = Client()
    browser.force_login(security)
    page = text_of(browser.get("/accounts/policy/"))
    assert "maxRetryCount 5" in page
    assert "lockTime 30" in page
    assert page.count("待核对</span>") == page.count("8.1.4.")


def test_a_clerk_does_not_see_the_policy(clerk: User) -> None:
    browser = Client()
    browser.force_login(clerk)
    assert browser.get("/accounts/policy/").status_code == 403


def test_a_person_s_own_page_shows_the_session_and_what_happened(clerk: User) -> None:
    browser = Client(headers={"user-agent": "Chromium 109"})
    browser.post("/login/", {"username": "clerk", "password": PASSWORD})
    page = text_of(browser.get("/accounts/me/"))
    assert "Chromium 109" in page
    assert "启用动态口令" in page
    assert "30 分钟无操作" in page
