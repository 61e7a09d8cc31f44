"""The first start: three people, three passwords, and no way in afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client

from ditan.base.access.held import roles_held
from ditan.base.accounts.errors import SetupRefused
from ditan.base.accounts.models import SetupCode
from ditan.base.accounts.services import issue_setup_code, make_first_administrators
from ditan.base.accounts.services.setting_up import Newcomer
from ditan.base.audit.models import Entry
from ditan.web.trial import make_trial_account
from tests.base.accounts.conftest import Clock, text_of

THREE = [
    Newcomer("system", "xt01", "赵", "一鸣", "Amber-Lake-2031", "Amber-Lake-2031"),
    Newcomer("security", "aq01", "钱", "二川", "Brisk-Wind-2032", "Brisk-Wind-2032"),
    Newcomer("audit", "sj01", "孙", "三石", "Coral-Hill-2033", "Coral-Hill-2033"),
]
NOBODY = AnonymousUser()


def make(code: str, people: list[Newcomer] | None = None, user: Any = NOBODY, trial: bool = False) -> list[User]:
    return make_first_administrators(user=user, code=code, trial=trial, people=people or THREE)


def form(code: str = "") -> dict[str, str]:
    """The page's form, filled in."""
    fields = ("name", "family", "given", "password", "again")
    typed = {f"{each.duty}-{field}": getattr(each, field) for each in THREE for field in fields}
    return {**typed, "code": code}


def test_the_code_makes_three_accounts_with_one_duty_each(db: None) -> None:
    made = make(issue_setup_code() or "")
    assert [user.get_username() for user in made] == ["xt01", "aq01", "sj01"]
    assert [{role.duty for role in roles_held(user).roles} for user in made] == [{"system"}, {"security"}, {"audit"}]
    assert not any(user.is_superuser for user in made)


def test_each_account_and_each_role_has_its_log_row(db: None) -> None:
    make(issue_setup_code() or "")
    assert Entry.objects.filter(act="accounts.account_made").count() == 3
    assert Entry.objects.filter(act="access.role_granted").count() == 3
    assert "Amber-Lake" not in str(list(Entry.objects.values()))


def test_a_code_serves_once(db: None) -> None:
    code = issue_setup_code() or ""
    make(code)
    others = [replace(each, name=f"{each.name}b", given=f"{each.given}二") for each in THREE]
    with pytest.raises(SetupRefused):
        make(code, others)
    assert User.objects.count() == 3


def test_a_wrong_code_makes_nobody(db: None) -> None:
    issue_setup_code()
    with pytest.raises(SetupRefused, match="初始化码不正确"):
        make("0000-0000-0000-0000")
    assert User.objects.count() == 0


def test_a_code_is_good_for_a_day(db: None, clock: Clock) -> None:
    code = issue_setup_code() or ""
    SetupCode.objects.update(made_at=clock.now - timedelta(hours=24))
    with pytest.raises(SetupRefused):
        make(code)
    assert User.objects.count() == 0


def test_a_later_code_replaces_the_earlier_one(db: None) -> None:
    first = issue_setup_code() or ""
    issue_setup_code()
    with pytest.raises(SetupRefused):
        make(first)


def test_the_code_stands_nowhere_in_clear(db: None) -> None:
    code = issue_setup_code() or ""
    assert code not in str(list(SetupCode.objects.values())) + str(list(Entry.objects.values()))


def test_no_code_once_there_are_administrators(db: None) -> None:
    make(issue_setup_code() or "")
    assert issue_setup_code() is None


SAME = [
    ("三个不同的用户名", {"name": "XT01"}),
    ("三个不同的人", {"family": "赵", "given": "一鸣"}),
    ("密码不能相同", {"password": "Amber-Lake-2031", "again": "Amber-Lake-2031"}),
    ("两次输入的密码不一致", {"again": "Brisk-Wind-2039"}),
    ("请填写每位管理员", {"family": " "}),
    ("安全管理员：密码只有 7 个字符", {"password": "Short-1", "again": "Short-1"}),
    ("其拼音", {"password": "Qian-erchuan-9", "again": "Qian-erchuan-9"}),
]


@pytest.mark.parametrize(("said", "changes"), SAME)
def test_what_does_not_fit_makes_none_of_the_three(db: None, said: str, changes: dict[str, str]) -> None:
    code = issue_setup_code() or ""
    with pytest.raises(SetupRefused, match=said):
        make(code, [THREE[0], replace(THREE[1], **changes), THREE[2]])
    assert User.objects.count() == 0
    assert SetupCode.objects.filter(used_at__isnull=True).count() == 1


def test_the_trial_account_opens_the_page_in_a_trial_and_is_switched_off(db: None, settings: Any) -> None:
    settings.TRIAL_MODE = True
    make_trial_account()
    trial = User.objects.get(username="trial")
    browser = Client()
    browser.force_login(trial)
    assert "setup-code" not in text_of(browser.get("/setup/"))
    assert browser.post("/setup/", form()).headers["Location"] == "/login/"
    trial.refresh_from_db()
    assert (trial.is_active, trial.is_superuser, trial.has_usable_password()) == (False, False, False)
    assert browser.get("/").status_code == 302
    assert Entry.objects.filter(act="accounts.trial_ended").count() == 1


def test_outside_a_trial_the_trial_account_opens_nothing(db: None) -> None:
    make_trial_account()
    with pytest.raises(SetupRefused):
        make("", user=User.objects.get(username="trial"))
    assert User.objects.count() == 1


def test_a_visitor_without_a_code_gets_the_form_and_no_accounts(client: Client, db: None) -> None:
    assert "初始化码" in text_of(client.get("/setup/"))
    page = text_of(client.post("/setup/", form("wrong")))
    assert "初始化码不正确" in page
    assert "Amber-Lake" not in page
    assert User.objects.count() == 0


def test_the_page_is_gone_afterwards(client: Client, db: None) -> None:
    assert client.post("/setup/", form(issue_setup_code() or "")).headers["Location"] == "/login/"
    assert client.get("/setup/").status_code == 404
    assert client.post("/setup/", form("x")).status_code == 404
    assert User.objects.count() == 3


def test_the_log_in_page_leads_there_only_on_the_first_start(client: Client, db: None) -> None:
    assert 'href="/setup/"' in text_of(client.get("/login/"))
    make(issue_setup_code() or "")
    assert 'href="/setup/"' not in text_of(client.get("/login/"))
