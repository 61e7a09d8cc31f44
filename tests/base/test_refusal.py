"""Refusals: what a person reads, what a program reads, and that every room's kinds are caught by the room's own name."""

from __future__ import annotations

from typing import Any

import pytest

from ditan.base import refusal
from ditan.base.access import errors as access
from ditan.base.accounts import errors as accounts
from ditan.base.directory import errors as directory
from ditan.base.identity import errors as identity
from ditan.base.refusal import Changed, ImportRefused, InvalidFields, NotAllowed, Refusal, RowError
from ditan.base.reporting import errors as reporting
from ditan.domains.plans import errors as plans

ROOMS: dict[str, tuple[Any, Any]] = {
    "access": (access, access.AccessRefused),
    "accounts": (accounts, accounts.AccountError),
    "directory": (directory, directory.DirectoryRefused),
    "identity": (identity, identity.IdentityError),
    "plans": (plans, plans.PlanError),
}


def test_a_refusal_carries_its_sentence_and_nothing_else() -> None:
    refused = Refusal("不行，因为太冷。")
    assert (refused.message, str(refused), refused.details, refused.headers) == (
        "不行，因为太冷。",
        "不行，因为太冷。",
        {},
        {},
    )
    assert (refused.code, refused.status) == ("refused", 400)


@pytest.mark.parametrize("room", ROOMS)
def test_what_a_room_does_not_allow_is_403_and_is_caught_by_the_room_s_name(room: str) -> None:
    errors, root = ROOMS[room]
    refused = errors.NotAllowed("无权。")
    assert (refused.code, refused.status, refused.message) == ("not_allowed", 403, "无权。")
    assert isinstance(refused, root)
    assert isinstance(refused, NotAllowed)


@pytest.mark.parametrize("room", ["access", "directory", "plans"])
def test_a_room_where_two_people_write_says_409_to_the_later_one(room: str) -> None:
    errors, root = ROOMS[room]
    refused = errors.Changed("刚被他人修改。")
    assert (refused.code, refused.status) == ("changed", 409)
    assert isinstance(refused, root)
    assert isinstance(refused, Changed)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (directory.InvalidFields, "invalid_fields"),
        (plans.InvalidFields, "invalid_fields"),
        (accounts.InvalidAccount, "invalid_account"),
    ],
)
def test_fields_that_are_refused_are_named_to_people_and_to_programs(kind: type[InvalidFields], code: str) -> None:
    refused = kind({"name": "名称为空。", "kind": "类别不对。"})
    assert refused.message == "名称为空。；类别不对。"
    assert refused.details == {"fields": {"name": "名称为空。", "kind": "类别不对。"}}
    assert (refused.code, refused.status) == (code, 422)


def test_the_errors_of_a_refusal_do_not_change_with_what_it_was_made_of() -> None:
    found = {"name": "名称为空。"}
    refused = InvalidFields(found)
    found["kind"] = "类别不对。"
    assert refused.errors == {"name": "名称为空。"}


def test_a_room_is_not_caught_by_another_room_s_name() -> None:
    assert not isinstance(directory.NotAllowed("无权。"), plans.PlanError)
    assert not isinstance(plans.InvalidFields({}), directory.DirectoryRefused)
    assert not isinstance(accounts.InvalidAccount({}), directory.InvalidFields)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RowError(12, "电力消费量", "为 -3，应不小于 0"), "第 12 行“电力消费量”：为 -3，应不小于 0"),
        (RowError(12, "", "单位不在您的范围内"), "第 12 行：单位不在您的范围内"),
        (RowError(0, "", "文件是空的"), "文件是空的"),
        (RowError(0, "名称", "缺少这一列"), "缺少这一列"),
    ],
)
def test_a_row_s_error_says_where_as_the_workbook_counts(error: RowError, said: str) -> None:
    assert str(error) == said


def rows(number: int) -> list[RowError]:
    return [RowError(each, "名称", "为空") for each in range(2, number + 2)]


def test_twenty_errors_are_all_told() -> None:
    refused = ImportRefused(rows(20))
    assert refused.message.splitlines() == [f"第 {each} 行“名称”：为空" for each in range(2, 22)]


def test_of_more_than_twenty_the_number_of_the_rest_is_told() -> None:
    refused = ImportRefused(rows(23))
    assert len(refused.message.splitlines()) == 21
    assert refused.message.endswith("\n……另有 3 处")
    assert len(refused.rows) == 23


def test_a_program_gets_every_row_of_a_refused_workbook() -> None:
    refused = directory.ImportRefused(rows(21))
    assert len(refused.details["rows"]) == 21
    assert refused.details["rows"][0] == {"row": 2, "column": "名称", "message": "为空"}
    assert (refused.code, refused.status) == ("import_refused", 422)
    assert isinstance(refused, directory.DirectoryRefused)


def test_too_many_requests_say_when_to_come_back() -> None:
    refused = identity.TooMany(60, 17)
    assert refused.message == "请求过于频繁：每分钟最多 60 次，请 17 秒后再试。"
    assert refused.details == {"most_per_minute": 60, "retry_after": 17}
    assert refused.headers == {"Retry-After": "17"}
    assert refused.status == 429


def test_a_lock_names_what_is_locked_and_for_how_long() -> None:
    assert accounts.Locked(7).message.startswith("登录被锁定：该账号连续登录失败次数过多，请 7 分钟后再试")
    assert accounts.Locked(7, address=True).message.startswith("登录被锁定：您所在的网络地址连续登录失败")
    assert (accounts.Locked(7).details, accounts.Locked(7).status) == ({"minutes": 7}, 429)


def test_a_weak_password_lists_each_fault() -> None:
    refused = accounts.WeakPassword(("太短。", "太旧。"))
    assert (refused.message, refused.details) == ("太短。太旧。", {"faults": ["太短。", "太旧。"]})


def test_wrong_input_of_a_token_or_person_names_its_fields() -> None:
    refused = identity.WrongInput({"name": "名称为空。", "days": "天数不对。"})
    assert (refused.message, refused.details) == (
        "名称为空。天数不对。",
        {"errors": {"name": "名称为空。", "days": "天数不对。"}},
    )


def test_the_download_centre_uses_the_shared_kind() -> None:
    assert reporting.NotAllowed is refusal.NotAllowed
    assert (reporting.TooMany("x").status, reporting.Gone("x").status) == (409, 409)
