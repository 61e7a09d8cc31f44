"""What is asked of the log, at its edges: days at the ends of the calendar, places that make no sense, who and what."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection
from django.http import QueryDict
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from ditan.base.audit.forms import log_search
from ditan.base.audit.models import Entry
from ditan.base.audit.selectors import LogFilters
from ditan.base.audit.selectors.log import DAYS_SHOWN, _place, entries, get_entry, place_of, stretch
from tests.base.audit.conftest import Write, by_sql

pytestmark = pytest.mark.django_db
ANY = LogFilters(since=date(2000, 1, 1))


def asked(text: str, *, sign_ins: bool = False) -> LogFilters:
    return log_search(QueryDict(text), sign_ins=sign_ins)[0]


def at(entry: Entry, moment: datetime) -> None:
    """Let a row that is not sealed have happened then."""
    stored = connection.ops.adapt_datetimefield_value(moment)
    by_sql("UPDATE audit_entry SET at = %s WHERE id = %s", stored, entry.pk)


def names(user: User, filters: LogFilters) -> list[str]:
    return [entry.target_name for entry in entries(user, filters)]


def test_what_an_address_asks_for_is_read_field_by_field() -> None:
    found = asked(
        "who=王芳&act=plans.uploaded&object=12&since=2026-01-31&until=2026-02-28&outcome=refused&address=10.0.0.1"
    )
    assert found == LogFilters(
        "王芳", "plans.uploaded", "12", date(2026, 1, 31), date(2026, 2, 28), "refused", "10.0.0.1"
    )


@pytest.mark.parametrize(
    "day", ["2026-02-30", "yesterday", "", "2026", "31.01.2026", "2026-1-1", "99999-01-01", "\x00"]
)
def test_a_day_that_is_none_is_not_asked_for(day: str) -> None:
    assert asked(f"since={day}&until={day}") == LogFilters()


@pytest.mark.parametrize("outcome", ["all", "Done", "done'--", ""])
def test_an_outcome_that_is_none_is_not_asked_for(outcome: str) -> None:
    assert asked(f"outcome={outcome}").outcome == ""


def test_a_text_is_cut_where_no_name_is_longer_and_loses_what_no_database_takes() -> None:
    assert asked(f"who={'王' * 500}").who == "王" * 200
    assert asked("who=%00 王%00芳 ").who == "王芳"


def test_sign_ins_have_no_object_to_look_for_and_only_their_own_acts() -> None:
    _filters, controls = log_search(QueryDict(""), sign_ins=True)
    assert [each.name for each in controls] == ["who", "act", "since", "until", "outcome", "address"]
    choices = next(each.choices for each in controls if each.name == "act") or ()
    assert all(value.split(".")[0] in ("accounts", "identity") for value, _label in choices)


@pytest.mark.parametrize("text", ["since=0001-01-01", "until=9999-12-31", "since=9999-12-31", "until=0001-01-01"])
def test_the_first_and_the_last_day_of_the_calendar_can_be_asked_for(auditor: User, write: Write, text: str) -> None:
    write(1)
    whole = text in ("since=0001-01-01", "until=9999-12-31")
    assert len(entries(auditor, asked(text))) == (1 if whole else 0)


def test_a_day_begins_and_ends_at_midnight_in_shanghai(auditor: User, write: Write) -> None:
    before, first, last, after = write(4)
    at(before, datetime(2026, 3, 1, 15, 59, 59, 999999, UTC))
    at(first, datetime(2026, 3, 1, 16, 0, 0, 0, UTC))
    at(last, datetime(2026, 3, 2, 15, 59, 59, 999999, UTC))
    at(after, datetime(2026, 3, 2, 16, 0, 0, 0, UTC))
    assert names(auditor, asked("since=2026-03-02&until=2026-03-02")) == ["第3件", "第2件"]


def test_without_a_day_the_last_thirty_are_shown_and_with_a_request_all(auditor: User, write: Write) -> None:
    old, new = write(2)
    at(old, timezone.now() - timedelta(days=DAYS_SHOWN + 1))
    assert names(auditor, LogFilters()) == [new.target_name]
    assert names(auditor, LogFilters(until=timezone.localdate())) == [new.target_name, old.target_name]
    assert names(auditor, LogFilters(request_id="0" * 32)) == []


def test_a_name_is_found_by_its_beginning_and_a_number_only_whole(auditor: User, clerk: User, write: Write) -> None:
    write(1, user=clerk)
    assert len(entries(auditor, LogFilters(who="王"))) == 1
    assert len(entries(auditor, LogFilters(who="芳"))) == 0
    assert len(entries(auditor, LogFilters(who=str(clerk.pk)))) == 1
    assert len(entries(auditor, LogFilters(who=f"{clerk.pk}0"))) == 0


def test_an_object_is_found_by_any_part_of_its_name(auditor: User, write: Write) -> None:
    write(1, target_name="铜山区碳达峰实施方案", target_key="12")
    assert len(entries(auditor, LogFilters(object="碳达峰"))) == 1
    assert len(entries(auditor, LogFilters(object="12"))) == 1
    assert len(entries(auditor, LogFilters(object="1"))) == 0
    assert len(entries(auditor, LogFilters(object="%"))) == 0


def test_several_questions_are_all_to_be_met(auditor: User, clerk: User, write: Write) -> None:
    write(1, user=clerk, outcome="refused")
    write(1, user=clerk)
    assert len(entries(auditor, LogFilters(who="王", outcome="refused"))) == 1
    assert len(entries(auditor, LogFilters(who="李", outcome="refused"))) == 0


@pytest.mark.parametrize("who", ["clerk", "visitor", "off"])
def test_whoever_may_not_read_the_log_gets_nothing_of_it(auditor: User, clerk: User, write: Write, who: str) -> None:
    row = write(1)[0]
    off = User.objects.get(pk=auditor.pk)
    off.is_active = False
    user: Any = {"clerk": clerk, "visitor": AnonymousUser(), "off": off}[who]
    assert list(entries(user, ANY)) == []
    with pytest.raises(Entry.DoesNotExist):
        get_entry(user, row.pk)


def test_going_on_and_back_shows_every_row_once(auditor: User, write: Write) -> None:
    write(7)
    rows = entries(auditor, ANY)
    first = stretch(rows, size=3)
    second = stretch(rows, size=3, before=first.last)
    third = stretch(rows, size=3, before=second.last)
    assert [len(each.rows) for each in (first, second, third)] == [3, 3, 1]
    assert len({row.pk for each in (first, second, third) for row in each.rows}) == 7
    assert (first.newer, first.older, third.newer, third.older) == (False, True, True, False)
    assert stretch(rows, size=3, after=third.first).rows == second.rows
    assert stretch(rows, size=3, after=second.first).rows == first.rows


def test_rows_of_the_same_moment_are_not_passed_over(auditor: User, write: Write) -> None:
    now = timezone.now()
    for row in write(5):
        at(row, now)
    rows = entries(auditor, ANY)
    first = stretch(rows, size=2)
    second = stretch(rows, size=2, before=first.last)
    third = stretch(rows, size=2, before=second.last)
    found = [row.pk for each in (first, second, third) for row in each.rows]
    assert found == sorted(found, reverse=True)
    assert len(found) == 5


@pytest.mark.parametrize(
    "place",
    [
        "x",
        "1",
        "-",
        "1-",
        "-1",
        "1-x",
        "9" * 40 + "-1",
        "1-" + "9" * 40,
        "-62135600000000000-1",
        "253402300799999999-1",
    ],
)
def test_a_place_that_makes_no_sense_breaks_nothing(auditor: User, write: Write, place: str) -> None:
    write(2)
    rows = entries(auditor, ANY)
    assert len(stretch(rows, size=3, before=place).rows) in (0, 2)
    assert len(stretch(rows, size=3, after=place).rows) in (0, 2)


@given(st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1)), st.integers(1, 2**62))
def test_a_place_names_the_very_microsecond(moment: datetime, key: int) -> None:
    entry = Entry(pk=key, at=moment.replace(tzinfo=UTC))
    assert _place(place_of(entry)) == (moment.replace(tzinfo=UTC), key)
