"""What makes a password acceptable."""

from __future__ import annotations

import string
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.security.controls import Controls
from ditan.core.security.passwords import classes, expired, expires, faults, spellings

CONTROLS = Controls()
GOOD = "Gleaming-Jade-77"


def found(password: str, user_name: str = "li.wei", names: tuple[str, ...] = ("李伟",)) -> tuple[str, ...]:
    return faults(password, user_name=user_name, names=names, controls=CONTROLS)


def test_a_good_one_has_no_faults() -> None:
    assert found(GOOD) == ()


def test_nine_characters_are_too_few_and_ten_enough() -> None:
    assert found("Abcdefg-1") == ("密码只有 9 个字符，至少需要 10 个。",)
    assert found("Abcdefgh-1") == ()


def test_two_classes_are_too_few() -> None:
    assert len(found("onlyletters7")) == 1
    assert "只用了 2 类" in found("onlyletters7")[0]


def test_a_very_long_one_is_refused() -> None:
    assert found("Ab-1" * 33) == ("密码有 132 个字符，最多 128 个。", "密码中不同的字符太少，请不要重复同一个字符。")


@pytest.mark.parametrize("each", ["Liwei-2031-x", "x-IEWIL-2031", "Li_We.i-20319"])
def test_the_user_name_is_found_in_any_dress(each: str) -> None:
    assert "密码中含有用户名" in found(each, names=())[0]


NAMED = ["Zhangwei-2031", "wei.Zhang-2031", "my-ZHANG-2031", "张伟-Abc-2031-x"]


@pytest.mark.parametrize("each", NAMED)
def test_the_name_is_found_in_characters_and_pinyin(each: str) -> None:
    assert "姓名“张伟”" in found(each, "zw", ("张伟",))[0]


def test_a_short_family_name_alone_is_no_fault() -> None:
    assert found("Public-2031-x", "zw", ("李一",)) == ()


def test_every_reading_of_a_character_counts() -> None:
    assert {"shanxiong", "danxiong", "chanxiong"} <= spellings("单雄")


def test_a_name_in_letters_is_found_as_written() -> None:
    assert "姓名“Alim”" in found("Alim-2031-xyz", "a1", ("Alim",))[0]


def test_a_character_without_a_reading_gives_no_spelling() -> None:
    assert spellings("☃☃") == frozenset()


@given(st.text(max_size=200), st.text(max_size=30), st.lists(st.text(max_size=8), max_size=3))
def test_any_text_is_judged(password: str, user_name: str, names: list[str]) -> None:
    assert isinstance(faults(password, user_name=user_name, names=names, controls=CONTROLS), tuple)


@given(st.text(string.ascii_letters + string.digits + "-_.", max_size=40))
def test_what_is_accepted_keeps_every_rule(password: str) -> None:
    if not found(password):
        assert len(password) >= 10
        assert classes(password) >= 3
        assert "liwei" not in password.lower().replace("-", "").replace("_", "").replace(".", "")


def test_a_password_ends_after_ninety_days() -> None:
    day = datetime(2026, 1, 1, tzinfo=UTC)
    assert expires(day, CONTROLS) == datetime(2026, 4, 1, tzinfo=UTC)
    assert expired(day, day + timedelta(days=90), CONTROLS)
    assert not expired(day, day + timedelta(days=90, seconds=-1), CONTROLS)


def test_a_password_of_the_future_is_too_old() -> None:
    day = datetime(2026, 1, 1, tzinfo=UTC)
    assert expired(day, day - timedelta(days=2), CONTROLS)
    assert not expired(day, day - timedelta(hours=2), CONTROLS)
