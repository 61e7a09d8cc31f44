"""Ends of sessions and codes to the second, and what the environment may and may not set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.security.codes import DRIFT, STEP, matching_step
from ditan.core.security.controls import BOUNDS, ControlError, Controls, controls_from, variable
from ditan.core.security.masking import mask_phone
from ditan.core.security.rounds import LEAST, rounds_for
from ditan.core.security.sessions import SKEW, Verdict, idle_limit, verdict

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
CONTROLS = Controls()
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
SECOND = timedelta(seconds=1)
spans = st.timedeltas(timedelta(days=-2), timedelta(days=2))


def judged(started: datetime, last: datetime, now: datetime, *, administrator: bool = False) -> Verdict:
    return verdict(started, last, now, CONTROLS, administrator=administrator)


@pytest.mark.parametrize(("administrator", "length"), [(False, timedelta(minutes=30)), (True, timedelta(minutes=10))])
def test_a_session_is_idle_at_its_limit_and_not_a_second_before(administrator: bool, length: timedelta) -> None:
    assert idle_limit(CONTROLS, administrator=administrator) == length
    assert judged(NINE, NINE, NINE + length - SECOND, administrator=administrator) is Verdict.GOOD
    assert judged(NINE, NINE, NINE + length, administrator=administrator) is Verdict.IDLE


def test_a_session_is_old_at_twelve_hours_and_not_a_second_before() -> None:
    end = NINE + timedelta(hours=12)
    assert judged(NINE, end - SECOND, end - SECOND) is Verdict.GOOD
    assert judged(NINE, end - SECOND, end) is Verdict.OLD


def test_a_session_that_is_both_old_and_idle_is_called_old() -> None:
    assert judged(NINE, NINE, NINE + timedelta(days=1)) is Verdict.OLD


def test_two_clocks_may_differ_by_two_minutes_and_no_more() -> None:
    assert judged(NINE + SKEW, NINE, NINE) is Verdict.GOOD
    assert judged(NINE + SKEW + SECOND, NINE, NINE) is Verdict.CLOCK
    assert judged(NINE, NINE + SKEW, NINE) is Verdict.GOOD
    assert judged(NINE, NINE + SKEW + SECOND, NINE) is Verdict.CLOCK


@given(started=spans, last=spans)
def test_a_good_session_is_young_in_use_and_not_of_the_future(started: timedelta, last: timedelta) -> None:
    if judged(NINE - started, NINE - last, NINE) is Verdict.GOOD:
        assert -SKEW <= started < timedelta(hours=12)
        assert -SKEW <= last < timedelta(minutes=30)


@given(started=spans, last=spans)
def test_what_is_good_for_an_administrator_is_good_for_anybody(started: timedelta, last: timedelta) -> None:
    if judged(NINE - started, NINE - last, NINE, administrator=True) is Verdict.GOOD:
        assert judged(NINE - started, NINE - last, NINE) is Verdict.GOOD


@given(now=st.integers(120, 2**33), drift=st.integers(-3, 3))
def test_a_code_counts_one_step_to_either_side(now: int, drift: int) -> None:
    step = now // STEP + drift
    found = matching_step(SECRET, pyotp.TOTP(SECRET).generate_otp(step), now, None)
    if abs(drift) <= DRIFT:
        # Two neighbouring steps share a code once in a million: then the earlier one is found.
        assert found is not None
        assert found <= step
    else:
        assert found != step


@given(now=st.integers(60, 2**33), ahead=st.integers(0, 5))
def test_a_code_that_is_older_than_the_last_one_is_worth_nothing(now: int, ahead: int) -> None:
    code = pyotp.TOTP(SECRET).generate_otp(now // STEP)
    found = matching_step(SECRET, code, now, now // STEP + ahead)
    assert found is None or found > now // STEP + ahead


def test_after_the_telephone_s_clock_ran_ahead_its_code_is_spent_for_both_steps() -> None:
    ahead = pyotp.TOTP(SECRET).generate_otp(101)
    assert matching_step(SECRET, ahead, 100 * STEP, None) == 101
    assert matching_step(SECRET, pyotp.TOTP(SECRET).generate_otp(100), 100 * STEP, 101) is None


@pytest.mark.parametrize("typed", ["287082", " 287082 ", "287 082", "2 8 7 0 8 2", "287082\n", "287\t082"])
def test_blanks_in_a_code_say_nothing(typed: str) -> None:
    assert matching_step(SECRET, typed, 59, None) == 1


@pytest.mark.parametrize("typed", ["287082.", "+287082", "287-082", "28708²", "٢٨٧٠٨٢", "287082287082", "0x28708"])
def test_signs_and_other_digits_make_no_code(typed: str) -> None:
    assert matching_step(SECRET, typed, 59, None) is None


def test_in_the_first_half_minute_of_1970_there_is_no_step_before() -> None:
    assert matching_step(SECRET, pyotp.TOTP(SECRET).generate_otp(0), 0, None) == 0


@pytest.mark.parametrize("name", BOUNDS)
def test_each_control_takes_both_ends_of_its_bounds_and_nothing_beyond(name: str) -> None:
    least, most = BOUNDS[name]
    assert getattr(controls_from({variable(name): str(least)}), name) == least
    assert getattr(controls_from({variable(name): f" {most} "}), name) == most
    for beyond in (least - 1, most + 1):
        with pytest.raises(ControlError, match=f"{variable(name)} 的值是“{beyond}”，应为 {least} 至 {most} 的整数"):
            controls_from({variable(name): str(beyond)})


def test_one_control_that_is_set_leaves_all_others_as_they_are() -> None:
    assert controls_from({"DITAN_SECURITY_LOCK_MINUTES": "45", "OTHER": "1"}) == Controls(lock_minutes=45)


def test_a_number_too_long_to_be_read_whole_is_refused_and_not_cut() -> None:
    with pytest.raises(ControlError, match="“0000000000000000030”"):
        controls_from({"DITAN_SECURITY_LOCK_MINUTES": "0000000000000000030"})


@given(st.from_regex(r"1[0-9]{10}", fullmatch=True))
def test_a_mobile_number_shows_seven_digits_and_hides_four(number: str) -> None:
    assert mask_phone(number) == f"{number[:3]}****{number[7:]}"


@pytest.mark.parametrize(
    ("seconds", "rounds"),
    [(0.3, 1_000_000), (0.6, 600_000), (0.0, 300_000_000_000), (0.299, 1_000_000), (0.298, 1_000_000)],
)
def test_rounds_fill_the_time_that_is_given_and_are_whole_ten_thousands(seconds: float, rounds: int) -> None:
    assert rounds_for("sha256", 1_000_000, seconds, 0.3) == rounds


@given(st.sampled_from(sorted(LEAST)), st.floats(1e-6, 5), st.floats(1e-6, 5))
def test_a_slower_machine_never_gets_more_rounds(digest: str, one: float, other: float) -> None:
    slow, fast = max(one, other), min(one, other)
    assert rounds_for(digest, 100_000, slow, 0.3) <= rounds_for(digest, 100_000, fast, 0.3)
