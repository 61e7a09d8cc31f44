"""Sessions, codes, masks, bounds and rounds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.security.codes import address, matching_step
from ditan.core.security.controls import BOUNDS, ControlError, Controls, controls_from, variable
from ditan.core.security.masking import mask_phone
from ditan.core.security.rounds import DEFAULT, LEAST, rounds_for
from ditan.core.security.sessions import Verdict, verdict

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
CONTROLS = Controls()


def after(idle: timedelta, whole: timedelta, administrator: bool = False) -> Verdict:
    return verdict(NINE, NINE + whole - idle, NINE + whole, CONTROLS, administrator=administrator)


def test_a_session_in_use_is_good() -> None:
    assert after(timedelta(minutes=29), timedelta(hours=11)) is Verdict.GOOD


def test_an_administrator_s_is_idle_sooner() -> None:
    assert after(timedelta(minutes=10), timedelta(hours=1)) is Verdict.GOOD
    assert after(timedelta(minutes=10), timedelta(hours=1), administrator=True) is Verdict.IDLE


def test_twelve_hours_are_the_end() -> None:
    assert after(timedelta(), timedelta(hours=12)) is Verdict.OLD


def test_a_log_in_of_the_future_has_no_age() -> None:
    assert verdict(NINE, NINE, NINE - timedelta(minutes=3), CONTROLS, administrator=False) is Verdict.CLOCK
    assert verdict(NINE, NINE, NINE - timedelta(minutes=1), CONTROLS, administrator=False) is Verdict.GOOD


def test_the_codes_are_those_of_the_standard() -> None:
    published = {59: "287082", 1111111109: "081804", 1234567890: "005924", 2000000000: "279037"}
    assert {at: matching_step(SECRET, code, at, None) for at, code in published.items()} == {
        at: at // 30 for at in published
    }


def test_a_neighbouring_code_is_taken_and_one_further_off_is_not() -> None:
    code = pyotp.TOTP(SECRET).generate_otp(100)
    assert [matching_step(SECRET, code, 30 * step, None) for step in (98, 99, 100, 101, 102)] == [
        None,
        100,
        100,
        100,
        None,
    ]


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "１２３４５６", "abcdef", "-12345"])
def test_what_is_no_code_matches_nothing(typed: str) -> None:
    assert matching_step(SECRET, typed, 59, None) is None


@given(st.integers(0, 2**33))
def test_a_code_never_serves_twice(seconds: int) -> None:
    code = pyotp.TOTP(SECRET).generate_otp(seconds // 30)
    step = matching_step(SECRET, code, seconds, None)
    assert step is not None
    again = matching_step(SECRET, code, seconds, step)
    assert again is None or again > step


def test_the_address_names_the_account_and_the_platform() -> None:
    assert "li%40x" in address(SECRET, "li@x")
    assert "issuer=Ditan" in address(SECRET, "li")


@given(st.text(max_size=40))
def test_a_mask_keeps_the_length_and_hides_most(text: str) -> None:
    assert len(mask_phone(text)) == len(text.strip())
    if text.strip().strip("*"):
        assert mask_phone(text).count("*") >= min(4, len(text.strip()))


def test_masks_of_short_numbers_show_nothing() -> None:
    assert mask_phone("12345") == "*****"


def test_every_control_has_bounds_and_its_default_lies_in_them() -> None:
    assert set(BOUNDS) == set(Controls.__slots__)
    assert all(least <= getattr(CONTROLS, name) <= most for name, (least, most) in BOUNDS.items())


def test_no_control_can_be_switched_off() -> None:
    for name in BOUNDS:
        with pytest.raises(ControlError, match=variable(name)):
            controls_from({variable(name): "0"})


@pytest.mark.parametrize("text", ["ten", "-1", "9999999999999", "7", "10.5", "１０"])
def test_a_figure_that_is_none_or_out_of_bounds_is_refused(text: str) -> None:
    with pytest.raises(ControlError, match="应为 8 至 64 的整数"):
        controls_from({"DITAN_SECURITY_PASSWORD_LENGTH": text})


def test_an_empty_variable_leaves_the_default() -> None:
    assert controls_from({"DITAN_SECURITY_LOCK_MINUTES": " "}) == Controls()


@given(st.integers(1000, 10**7), st.floats(1e-6, 10), st.floats(0.05, 2))
def test_rounds_are_never_below_the_least(rounds: int, seconds: float, budget: float) -> None:
    assert all(rounds_for(name, rounds, seconds, budget) >= LEAST[name] for name in DEFAULT)
