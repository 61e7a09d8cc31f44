"""What the system administrator had a hand in gives no duty of security or audit before somebody of those duties agrees."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from ditan.base.access.administration import administration_held, holders_of
from ditan.base.access.held import forget, roles_held, waiting_duty
from ditan.base.access.models import Grant, Role, RoleOfPost, Withheld
from ditan.base.accounts.errors import NotAllowed, OwnAccount, ReleaseRefused
from ditan.base.accounts.models import AccountState
from ditan.base.accounts.selectors.releasing import own_waiting, waiting_accounts
from ditan.base.accounts.services import (
    NewAccount,
    disable,
    enable,
    make_account,
    release,
    remove_totp,
    reset_password,
)
from ditan.base.accounts.services.passwords import set_password
from ditan.base.accounts.services.releasing import release_code
from ditan.base.audit.models import Entry
from ditan.base.directory.models import Organisation, Person, Post
from ditan.base.directory.services import hold_post
from ditan.base.notices.models import Notice
from tests.base.accounts.conftest import NEXT, holder, text_of, with_factor

pytestmark = pytest.mark.django_db


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def code_for(user: User) -> str:
    return release_code(fresh(user), Withheld.objects.get(user=user))


def in_own_hands(user: User) -> None:
    """The owner signs in with the one-time password and sets her own."""
    set_password(user=fresh(user), new=NEXT)
    AccountState.objects.filter(user=user).update(must_change=False)


@pytest.fixture
def guard_post(roles: dict[str, Role]) -> Post:
    """A post that carries the role of the security administrator."""
    office = Organisation.objects.create(name="区大数据中心", kind="department")
    post = Post.objects.create(organisation=office, title="安全专员", valid_from=date(2020, 1, 1))
    RoleOfPost.objects.create(post=post, role=roles["安全管理员"])
    return post


@pytest.fixture
def newcomer(system: User, auditor: User, guard_post: Post) -> tuple[User, str]:
    """An account that the system administrator made for somebody on that post, and its password, which she saw."""
    person = Person.objects.create(name="赵守", staff_number="7001")
    hold_post(user=system, post=guard_post, person=person, on=date(2026, 1, 1))
    return make_account(user=system, typed=NewAccount("zhaoshou", "赵", "守", "7001"))


def test_an_account_made_for_a_guards_post_guards_nothing_yet(newcomer: tuple[User, str], auditor: User) -> None:
    made = fresh(newcomer[0])
    assert roles_held(made).roles == ()
    assert waiting_duty(made) == "security"
    assert not made.has_perm("access.grant_roles")
    assert Entry.objects.get(act="accounts.withheld").after == {"duty": "security", "why": "made"}
    assert Notice.objects.get(kind="accounts.release_due").user == auditor


def test_the_password_that_the_system_administrator_saw_opens_no_page_of_security(newcomer: tuple[User, str]) -> None:
    made, password = newcomer
    client = Client()
    assert client.login(username="zhaoshou", password=password)
    AccountState.objects.filter(user=made).update(must_change=False)
    assert client.get(reverse("access:roles")).status_code == 403
    assert code_for(made) in text_of(client.get("/"))


def test_the_duty_counts_when_another_guard_was_told_the_owners_code(newcomer: tuple[User, str], auditor: User) -> None:
    made = newcomer[0]
    in_own_hands(made)
    release(user=auditor, of=made, code=code_for(made))
    assert fresh(made).has_perm("access.grant_roles")
    assert AccountState.objects.get(user=made).rotate
    assert Entry.objects.get(act="accounts.released").user_name == "auditor"
    assert Notice.objects.filter(user=made, kind="accounts.released").count() == 1
    assert own_waiting(fresh(made)) is None


def test_a_wrong_code_releases_nothing(newcomer: tuple[User, str], auditor: User) -> None:
    made = newcomer[0]
    in_own_hands(made)
    wrong = f"{(int(code_for(made)) + 1) % 1_000_000:06d}"
    with pytest.raises(ReleaseRefused, match="核验码与账号“zhaoshou”本人页面上显示的不符"):
        release(user=auditor, of=made, code=wrong)
    assert Withheld.objects.filter(user=made).exists()


def test_nothing_is_released_while_the_one_time_password_stands(newcomer: tuple[User, str], auditor: User) -> None:
    made = newcomer[0]
    with pytest.raises(ReleaseRefused, match="一次性密码还没有由本人修改"):
        release(user=auditor, of=made, code=code_for(made))
    assert Withheld.objects.filter(user=made).exists()


def test_neither_the_system_administrator_nor_the_owner_releases(newcomer: tuple[User, str], system: User) -> None:
    made = newcomer[0]
    in_own_hands(made)
    for user in (system, fresh(made)):
        with pytest.raises(NotAllowed):
            release(user=user, of=made, code=code_for(made))
        assert waiting_accounts(user) == []
    assert Withheld.objects.filter(user=made).exists()


def test_a_code_of_before_the_password_was_changed_is_worth_nothing(newcomer: tuple[User, str]) -> None:
    made = newcomer[0]
    before = code_for(made)
    in_own_hands(made)
    assert code_for(made) != before


@pytest.mark.parametrize("hand", ["reset", "factor", "enabled"])
def test_a_guard_is_withheld_whenever_the_system_administrator_reaches_her_account(
    system: User, security: User, auditor: User, hand: str
) -> None:
    other = holder("secadmin2", Role.objects.get(name="安全管理员"))
    if hand == "reset":
        reset_password(user=system, of=other)
    elif hand == "factor":
        with_factor(other)
        remove_totp(user=system, of=other)
    else:
        disable(user=system, of=other, reason="调离")
        enable(user=system, of=fresh(other))
    assert Withheld.objects.get(user=other).why == hand
    assert not fresh(other).has_perm("access.grant_roles")
    assert {each.user for each in Notice.objects.filter(kind="accounts.release_due")} == {security, auditor}


def test_putting_an_account_on_a_guards_post_makes_no_guard_of_it(
    system: User, auditor: User, clerk: User, guard_post: Post
) -> None:
    person = Person.objects.create(name="李青山", user=clerk)
    hold_post(user=system, post=guard_post, person=person, on=date(2026, 1, 1))
    assert Withheld.objects.get(user=clerk).why == "placed"
    assert roles_held(fresh(clerk)).roles == ()


def test_an_ordinary_post_makes_nobody_wait(system: User, clerk: User, roles: dict[str, Role]) -> None:
    office = Organisation.objects.create(name="区林业局", kind="department")
    post = Post.objects.create(organisation=office, title="科员")
    RoleOfPost.objects.create(post=post, role=roles["部门"])
    hold_post(user=system, post=post, person=Person.objects.create(name="李青山", user=clerk), on=date(2026, 1, 1))
    assert not Withheld.objects.exists()
    assert [each.duty for each in roles_held(fresh(clerk)).roles] == ["business"]


def test_a_role_granted_to_an_account_fresh_from_the_system_administrator_waits_too(
    system: User, auditor: User, roles: dict[str, Role]
) -> None:
    made, _password = make_account(user=system, typed=NewAccount("qian", "钱", "七", ""))
    assert waiting_accounts(auditor) == []
    Grant.objects.create(user=made, role=roles["审计管理员"], valid_from=date(2020, 1, 1))
    assert not fresh(made).has_perm("audit.view_log")
    assert [(each.user, each.duty, each.changed) for each in waiting_accounts(auditor)] == [(made, "审计管理员", False)]


def test_a_clerk_fresh_from_the_system_administrator_works_at_once(system: User, roles: dict[str, Role]) -> None:
    made, _password = make_account(user=system, typed=NewAccount("sun", "孙", "八", ""))
    Grant.objects.create(user=made, role=roles["部门"], valid_from=date(2020, 1, 1))
    assert [each.duty for each in roles_held(fresh(made)).roles] == ["business"]


def test_the_last_guard_is_not_made_to_wait_for_nobody(system: User, security: User) -> None:
    before = (Withheld.objects.count(), fresh(security).password, Entry.objects.count())
    with pytest.raises(OwnAccount, match="没有人能为它放行；请在服务器上用 rescue_account"):
        reset_password(user=system, of=security)
    assert (Withheld.objects.count(), fresh(security).password, Entry.objects.count()) == before


def test_a_waiting_guard_does_not_count_as_one_who_is_left(system: User, security: User, auditor: User) -> None:
    assert "access.grant_roles" in administration_held()
    reset_password(user=system, of=security)
    assert "access.grant_roles" not in administration_held()
    assert holders_of(("security", "audit")) == {auditor.pk}


def test_the_console_lets_a_guard_in_without_release(system: User, security: User, auditor: User) -> None:
    reset_password(user=system, of=security)
    call_command("rescue_account", "secadmin")
    forget(security)
    assert fresh(security).has_perm("access.grant_roles")


def test_the_page_shows_who_waits_and_takes_the_code(newcomer: tuple[User, str], auditor: User) -> None:
    made = newcomer[0]
    client = Client()
    client.force_login(auditor)
    with_factor(auditor)
    page = text_of(client.get(reverse("accounts:waiting")))
    assert "zhaoshou" in page
    assert "还未修改" in page
    in_own_hands(made)
    address = reverse("accounts:release", args=[made.pk])
    refused: Any = client.post(address, {"code": "x"}, follow=True)
    assert "核验码与账号" in text_of(refused)
    done: Any = client.post(address, {"code": code_for(made)}, follow=True)
    assert "已放行，其职责即时生效" in text_of(done)
    assert "没有等待放行的账号" in text_of(done)
