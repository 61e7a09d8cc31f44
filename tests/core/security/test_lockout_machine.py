"""The lock as a machine: whatever order of failures, successes and clocks, it holds to what a plain history says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ditan.core.security.lockout import NONE, Rule, Tally, failed, minutes, remaining, seen

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
RULE = Rule(5, 30)


class HonestClock(RuleBasedStateMachine):
    """A clock that only goes forward: then a list of the failures says all that the tally says."""

    @initialize(tries=st.integers(1, 10), length=st.integers(10, 60))
    def begin(self, tries: int, length: int) -> None:
        self.rule = Rule(tries, length)
        self.now = NOON
        self.tally = NONE
        self.run: list[datetime] = []
        self.locked_at: datetime | None = None
        self.turned_away = 0

    @rule(seconds=st.integers(0, 4000))
    def time_goes_by(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule()
    def somebody_fails(self) -> None:
        self.forget_what_is_old()
        self.tally = failed(self.tally, self.now, self.rule)
        if self.locked_at is not None:
            self.turned_away += 1
            return
        self.run.append(self.now)
        if len(self.run) >= self.rule.tries:
            self.locked_at, self.turned_away = self.now, 0

    @rule()
    def somebody_looks(self) -> None:
        self.tally = seen(self.tally, self.now, self.rule)

    def forget_what_is_old(self) -> None:
        ended = self.locked_at is not None and self.now - self.locked_at >= self.rule.length
        quiet = self.locked_at is None and bool(self.run) and self.now - self.run[-1] >= self.rule.length
        if ended or quiet:
            self.run, self.locked_at, self.turned_away = [], None, 0

    @invariant()
    def the_tally_says_what_the_history_says(self) -> None:
        if not hasattr(self, "rule"):
            return
        self.forget_what_is_old()
        shown = seen(self.tally, self.now, self.rule)
        assert shown.count == len(self.run)
        assert shown.locked_at == self.locked_at
        assert shown.refused == self.turned_away
        left = remaining(self.tally, self.now, self.rule)
        assert left == (None if self.locked_at is None else self.rule.length - (self.now - self.locked_at))


class WrongClock(RuleBasedStateMachine):
    """A clock that is set as it pleases: the lock is never longer than its length, and a lock is never lost early."""

    @initialize()
    def begin(self) -> None:
        self.now, self.tally = NOON, NONE
        self.waited = timedelta()

    @rule(days=st.integers(-4000, 4000))
    def somebody_sets_the_clock(self, days: int) -> None:
        # Whoever looks writes down what is seen, as the product does: what has ended stays ended.
        self.tally = seen(self.tally, self.now, RULE)
        before = remaining(self.tally, self.now, RULE)
        self.now = NOON + timedelta(days=days)
        after = remaining(self.tally, self.now, RULE)
        if before is None:
            assert after is None

    @rule()
    def somebody_fails(self) -> None:
        before = seen(self.tally, self.now, RULE)
        self.tally = failed(self.tally, self.now, RULE)
        if before.locked_at is not None:
            assert self.tally.locked_at == before.locked_at
            assert self.tally.refused == before.refused + 1
        else:
            assert self.tally.count == before.count + 1

    @invariant()
    def nobody_waits_longer_than_the_lock(self) -> None:
        if not hasattr(self, "now"):
            return
        left = remaining(self.tally, self.now, RULE)
        assert left is None or timedelta() < left <= RULE.length
        assert self.tally.count <= RULE.tries

    @invariant()
    def looking_twice_shows_the_same(self) -> None:
        if not hasattr(self, "now"):
            return
        once = seen(self.tally, self.now, RULE)
        assert seen(once, self.now, RULE) == once


TestHonestClock = HonestClock.TestCase
TestWrongClock = WrongClock.TestCase
TestHonestClock.settings = TestWrongClock.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)


@pytest.mark.parametrize("number", range(6))
def test_the_fifth_failure_locks_and_no_earlier_one(number: int) -> None:
    tally = NONE
    for _each in range(number):
        tally = failed(tally, NOON, RULE)
    assert (remaining(tally, NOON, RULE) is not None) == (number >= 5)


def test_with_one_try_the_first_failure_locks() -> None:
    assert failed(NONE, NOON, Rule(1, 10)) == Tally(1, NOON, NOON)


def test_a_failure_at_the_very_moment_at_which_the_earlier_ones_end_is_the_first_of_a_new_run() -> None:
    four = Tally(4, NOON, None)
    assert failed(four, NOON + timedelta(minutes=30), RULE) == Tally(1, NOON + timedelta(minutes=30), None)
    just_before = NOON + timedelta(minutes=30, microseconds=-1)
    assert failed(four, just_before, RULE) == Tally(5, just_before, just_before)


def test_a_guesser_who_tries_every_seven_minutes_is_locked_out_again_and_again() -> None:
    tally, locked = NONE, []
    for number in range(60):
        now = NOON + timedelta(minutes=7 * number)
        tally = failed(tally, now, RULE)
        locked.append(tally.locked_at == now)
    assert [number for number, lock in enumerate(locked) if lock] == [4, 13, 22, 31, 40, 49, 58]


def test_looking_at_a_tally_of_the_future_twice_does_not_move_it_further() -> None:
    earlier = NOON - timedelta(days=30)
    once = seen(Tally(5, NOON, NOON, 7), earlier, RULE)
    assert once == Tally(5, earlier, earlier, 7)
    assert seen(once, earlier + timedelta(minutes=5), RULE) == once


@given(st.integers(1, 60 * 60 * 24))
def test_the_minutes_that_are_named_are_never_a_whole_minute_too_many(seconds: int) -> None:
    left = timedelta(seconds=seconds)
    assert timedelta() <= timedelta(minutes=minutes(left)) - left < timedelta(minutes=1)
