"""Accounts that the system administrator makes, and what is refused."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ditan.base.accounts.errors import InvalidAccount, NotAllowed
from ditan.base.accounts.models import AccountState
from ditan.base.accounts.services import NewAccount, make_account
from ditan.base.audit.models import Entry
from ditan.base.directory.models import Person
from tests.base.accounts.conftest import text_of, with_factor

LIU = NewAccount("liumei", "刘", "梅")
TYPED = {"name": "liumei", "family": "刘", "given": "梅", "person": ""}


def faults_of(user: User, *typed: str) -> dict[str, str]:
    """What is refused, each with its field; nothing has been changed."""
    before = (User.objects.count(), Entry.objects.count(), Person.objects.exclude(user=None).count())
    with pytest.raises(InvalidAccount) as refused:
        make_account(user=user, typed=NewAccount(*typed))
    assert (User.objects.count(), Entry.objects.count(), Person.objects.exclude(user=None).count()) == before
    return refused.value.errors


@pytest.fixture
def desk(system: User) -> Client:
    """The system administrator's browser."""
    with_factor(system)
    browser = Client()
    browser.force_login(system)
    return browser


def test_a_new_account_must_change_its_random_password(system: User) -> None:
    made, password = make_account(user=system, typed=LIU)
    assert (made.username, made.last_name, made.first_name, made.is_staff, made.is_superuser) == (
        "liumei",
        "刘",
        "梅",
        False,
        False,
    )
    assert len(password) == 16
    assert User.objects.get(pk=made.pk).check_password(password)
    assert AccountState.objects.get(user=made).must_change is True
    assert made.old_passwords.count() == 1


def test_the_log_says_who_made_it_and_never_the_password(system: User) -> None:
    made, password = make_account(user=system, typed=LIU)
    row = Entry.objects.get(act="accounts.account_made")
    assert (row.user_key, row.target_key, row.target_name) == (str(system.pk), str(made.pk), "liumei")
    assert password not in str(list(Entry.objects.values()))


def test_a_new_account_may_do_nothing_yet(system: User) -> None:
    made, _password = make_account(user=system, typed=LIU)
    assert made.get_all_permissions() == set()


def test_security_audit_clerks_and_nobody_may_not(clerk: User, security: User, auditor: User) -> None:
    for user in (clerk, security, auditor):
        with pytest.raises(NotAllowed):
            make_account(user=user, typed=LIU)
    assert not User.objects.filter(username="liumei").exists()
    assert not Entry.objects.filter(act="accounts.account_made").exists()


def test_a_switched_off_administrator_may_not(system: User) -> None:
    system.is_active = False
    with pytest.raises(NotAllowed):
        make_account(user=system, typed=LIU)
    assert not User.objects.filter(username="liumei").exists()


def test_an_account_is_linked_to_its_person(system: User) -> None:
    person = Person.objects.create(name="刘梅", staff_number="1001")
    made, _password = make_account(user=system, typed=NewAccount("liumei", "刘", "梅", "刘梅"))
    person.refresh_from_db()
    assert person.user == made
    row = Entry.objects.get(act="accounts.account_made")
    assert row.after == {"person": "刘梅", "person_key": str(person.pk)}


def test_a_staff_number_tells_people_of_one_name_apart(system: User) -> None:
    Person.objects.create(name="刘梅", staff_number="1001")
    second = Person.objects.create(name="刘梅", staff_number="1002")
    assert "有多人叫“刘梅”" in faults_of(system, "liumei", "刘", "梅", "刘梅")["person"]
    made, _password = make_account(user=system, typed=NewAccount("liumei", "刘", "梅", "1002"))
    second.refresh_from_db()
    assert second.user == made


def test_a_person_has_one_account(system: User, clerk: User) -> None:
    Person.objects.create(name="李青山", user=clerk)
    assert faults_of(system, "second", "李", "青山", "李青山") == {"person": "“李青山”已有账号；一人一号，请核对。"}


def test_an_account_is_not_given_to_a_person_of_another_name(system: User) -> None:
    Person.objects.create(name="王强", staff_number="1003")
    assert "与所填姓名“刘梅”不一致" in faults_of(system, "liumei", "刘", "梅", "1003")["person"]


def test_a_person_whom_the_directory_lacks_is_refused(system: User) -> None:
    assert "人员目录中没有" in faults_of(system, "liumei", "刘", "梅", "查无此人")["person"]


def test_a_name_that_is_taken_is_refused_whatever_its_case(system: User, clerk: User) -> None:
    assert faults_of(system, "CLERK", "刘", "梅") == {"name": "用户名“CLERK”已被使用（不分大小写），请换一个。"}


def test_a_name_of_wide_letters_is_the_same_name(system: User, clerk: User) -> None:
    assert "已被使用" in faults_of(system, "ｃｌｅｒｋ", "刘", "梅")["name"]


def test_all_that_is_empty_is_named_at_once(system: User) -> None:
    assert faults_of(system, " ", "\u3000", "") == {
        "name": "请填写用户名，例如姓名的拼音。",
        "family": "请填写姓。",
        "given": "请填写名。",
    }


@pytest.mark.parametrize("name", ["liu mei", "liu/mei", "<b>", "liu\u200bmei", "liu\nmei", "=1+1", "liu;mei", "liu'"])
def test_odd_characters_in_a_name_are_refused(system: User, name: str) -> None:
    assert "含有不能用的字符" in faults_of(system, name, "刘", "梅")["name"]


@pytest.mark.parametrize("given", ["<b>梅", "梅\u202e", "=梅", "梅\t一", "梅1"])
def test_odd_characters_in_a_person_s_name_are_refused(system: User, given: str) -> None:
    assert list(faults_of(system, "liumei", "刘", given)) == ["given"]


def test_too_long_is_refused_and_names_with_a_dot_are_not(system: User) -> None:
    assert list(faults_of(system, "a" * 51, "刘" * 51, "梅")) == ["name", "family"]
    made, _password = make_account(user=system, typed=NewAccount("a" * 50, "买买提", "艾力·吐尔逊"))
    assert made.first_name == "艾力·吐尔逊"


def test_the_page_makes_an_account_and_shows_its_password_once(desk: Client) -> None:
    assert "/accounts/new/" in text_of(desk.get("/accounts/"))
    assert "新增账号" in text_of(desk.get("/accounts/new/"))
    page = desk.post("/accounts/new/", TYPED)
    password = text_of(page).split('<p class="once"><code>')[1].split("</code>")[0].replace("&#x27;", "'")
    assert User.objects.get(username="liumei").check_password(password)
    assert page.headers["Cache-Control"] == "private, no-store"
    again = desk.post("/accounts/new/", TYPED)
    assert again.status_code == 422
    assert password not in text_of(again)
    assert password not in text_of(desk.get("/accounts/"))


def test_the_first_log_in_leads_to_a_new_password(desk: Client) -> None:
    page = text_of(desk.post("/accounts/new/", TYPED))
    password = page.split('<p class="once"><code>')[1].split("</code>")[0]
    browser = Client()
    browser.post("/login/", {"username": "liumei", "password": password})
    assert browser.get("/accounts/me/").headers["Location"] == "/password/"


def test_a_refusal_keeps_what_was_typed(desk: Client, clerk: User) -> None:
    before = User.objects.count()
    answer = desk.post("/accounts/new/", {"name": "clerk", "family": "刘", "given": "", "person": "1009"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert 'value="clerk"' in page
    assert 'value="刘"' in page
    assert 'value="1009"' in page
    assert "用户名“clerk”已被使用" in page
    assert "请填写名。" in page
    assert User.objects.count() == before


def test_others_are_refused_the_page(clerk: User, security: User) -> None:
    with_factor(security)
    for user in (clerk, security):
        browser = Client()
        browser.force_login(user)
        assert browser.get("/accounts/new/").status_code == 403
        assert browser.post("/accounts/new/", TYPED).status_code == 403
    assert not User.objects.filter(username="liumei").exists()
