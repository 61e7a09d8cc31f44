"""Changing passwords: what is refused, and what is remembered."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from ditan.base.accounts.errors import WeakPassword, WrongPassword
from ditan.base.accounts.models import AccountState, PasswordRecord
from ditan.base.accounts.services import change_password
from ditan.base.audit.models import Entry
from ditan.base.directory.models import Person
from tests.base.accounts.conftest import NEXT, PASSWORD, Clock


def test_a_change_stores_the_new_password_and_a_log_row_without_it(clerk: User) -> None:
    change_password(user=clerk, old=PASSWORD, new=NEXT)
    assert clerk.check_password(NEXT)
    row = Entry.objects.get(act="accounts.password_changed")
    assert NEXT not in str(row.__dict__)
    assert row.target_name == "clerk"


def test_the_moment_of_the_change_is_kept(clerk: User, clock: Clock) -> None:
    change_password(user=clerk, old=PASSWORD, new=NEXT)
    assert AccountState.objects.get(user=clerk).password_changed_at == clock.now


def test_a_wrong_old_password_changes_nothing(clerk: User) -> None:
    with pytest.raises(WrongPassword, match="当前密码不正确"):
        change_password(user=clerk, old="wrong", new=NEXT)
    assert User.objects.get(pk=clerk.pk).check_password(PASSWORD)
    assert Entry.objects.count() == 0


def test_the_present_password_is_no_new_one(clerk: User) -> None:
    with pytest.raises(WeakPassword, match="最近 5 次用过"):
        change_password(user=clerk, old=PASSWORD, new=PASSWORD)
    assert Entry.objects.count() == 0


def test_the_last_five_are_refused_and_the_sixth_is_free(clerk: User) -> None:
    used = [f"Quiet-River-{number}" for number in range(10, 16)]
    before = PASSWORD
    for each in used:
        change_password(user=clerk, old=before, new=each)
        before = each
    for each in used[1:]:
        with pytest.raises(WeakPassword):
            change_password(user=clerk, old=before, new=each)
    change_password(user=clerk, old=before, new=used[0])
    assert clerk.check_password(used[0])


def test_only_as_many_old_hashes_are_kept_as_the_rule_asks_for(clerk: User) -> None:
    before = PASSWORD
    for number in range(10, 18):
        change_password(user=clerk, old=before, new=f"Quiet-River-{number}")
        before = f"Quiet-River-{number}"
    assert PasswordRecord.objects.filter(user=clerk).count() == 5


def test_the_pinyin_of_the_person_in_the_directory_is_refused(clerk: User) -> None:
    Person.objects.create(user=clerk, name="王重阳")
    with pytest.raises(WeakPassword, match="姓名“王重阳”或其拼音"):
        change_password(user=clerk, old=PASSWORD, new="Wang.chongyang-88")
    assert User.objects.get(pk=clerk.pk).check_password(PASSWORD)


def test_every_fault_is_named_at_once(clerk: User) -> None:
    with pytest.raises(WeakPassword) as refused:
        change_password(user=clerk, old=PASSWORD, new="clerk")
    assert len(refused.value.faults) == 3
    assert refused.value.details["faults"][0].startswith("密码只有 5 个字符，至少需要 10 个")


def test_a_password_set_elsewhere_is_remembered_too(clerk: User) -> None:
    clerk.set_password(NEXT)
    clerk.save()
    assert PasswordRecord.objects.filter(user=clerk).count() == 1
    with pytest.raises(WeakPassword):
        change_password(user=clerk, old=NEXT, new=NEXT)


def test_no_hash_is_the_password(clerk: User) -> None:
    change_password(user=clerk, old=PASSWORD, new=NEXT)
    assert NEXT not in PasswordRecord.objects.get(user=clerk).hash


def test_measuring_says_rounds_for_both_hashes(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("measure_passwords", "--budget=50", "--dry-run")
    said = capsys.readouterr().out
    assert "sha256：" in said
    assert "sm3：" in said
    assert "已写入" not in said
