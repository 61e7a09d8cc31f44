"""Failed tries and locks as values."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ditan.core.security.lockout import NONE, Rule, Tally, failed, minutes, remaining, seen, worth_a_row

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
RULE = Rule(5, 30)
LOCKED = Tally(5, NOON, NOON)
jumps = st.lists(st.integers(-10_000_000, 10_000_000), min_size=1, max_size=12)


def after_failures(number: int) -> Tally:
    tally = NONE
    for _each in range(number):
        tally = failed(tally, NOON, RULE)
    return tally


def test_four_failures_lock_nothing() -> None:
    assert after_failures(4) == Tally(4, NOON, None)


def test_the_fifth_locks() -> None:
    assert after_failures(5) == LOCKED


def test_a_try_while_locked_is_turned_away_and_moves_nothing_else() -> None:
    assert failed(LOCKED, NOON + timedelta(minutes=10), RULE) == Tally(5, NOON, NOON, 1)


def test_a_lock_ends_after_its_length_exactly() -> None:
    assert remaining(LOCKED, NOON + timedelta(minutes=30, microseconds=-1), RULE) == timedelta(microseconds=1)
    assert remaining(LOCKED, NOON + timedelta(minutes=30), RULE) is None


def test_after_a_lock_counting_starts_anew() -> None:
    later = NOON + timedelta(minutes=30)
    assert failed(LOCKED, later, RULE) == Tally(1, later, None)


def test_failures_far_apart_never_lock() -> None:
    tally = NONE
    for number in range(20):
        tally = failed(tally, NOON + timedelta(minutes=30 * number), RULE)
    assert tally.count == 1


def test_a_lock_of_the_future_holds_its_length_from_now() -> None:
    earlier = NOON - timedelta(days=400)
    moved = seen(LOCKED, earlier, RULE)
    assert moved.locked_at == earlier
    assert remaining(moved, earlier + timedelta(minutes=29), RULE) == timedelta(minutes=1)


def test_a_failure_of_the_future_counts_from_now() -> None:
    earlier = NOON - timedelta(days=400)
    assert seen(Tally(3, NOON), earlier, RULE) == Tally(3, earlier)


@given(jumps)
def test_however_the_clock_jumps_nobody_waits_longer_than_the_lock(seconds: list[int]) -> None:
    tally, now = LOCKED, NOON
    for each in seconds:
        now += timedelta(seconds=each)
        tally = seen(tally, now, RULE)
        left = remaining(tally, now, RULE)
        assert left is None or timedelta() < left <= RULE.length


@given(jumps)
def test_a_clock_that_only_goes_back_never_unlocks(seconds: list[int]) -> None:
    tally, now = LOCKED, NOON
    for each in seconds:
        now -= timedelta(seconds=abs(each))
        tally = seen(tally, now, RULE)
        assert remaining(tally, now, RULE) is not None


@given(st.integers(1, 20), st.integers(0, 40))
def test_it_locks_exactly_when_the_tries_are_used_up(tries: int, failures: int) -> None:
    rule, tally = Rule(tries, 30), NONE
    for _each in range(failures):
        tally = failed(tally, NOON, rule)
    assert (tally.locked_at is not None) == (failures >= tries)


@given(st.timedeltas(timedelta(), timedelta(days=2)))
def test_the_minutes_that_are_named_are_enough(left: timedelta) -> None:
    assert timedelta(minutes=minutes(left)) >= left


@given(st.integers(0, 10**9))
def test_a_flood_leaves_few_rows(refused: int) -> None:
    assert worth_a_row(refused) == (refused in {10**power for power in range(10)})
