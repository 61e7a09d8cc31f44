"""Who is told that something is due, when, and how often."""

from __future__ import annotations

import datetime

import pytest

from ditan.base.directory.handing import pass_on
from ditan.base.directory.models import Person, Post
from ditan.base.notices.models import Notice
from ditan.base.refusal import NotAllowed
from ditan.base.workflow.models import Assignment, IdempotencyKey, Job
from ditan.base.workflow.regular import enqueue_due
from ditan.base.workflow.rounds.errors import WrongState
from ditan.base.workflow.rounds.jobs import FORGET, REMIND
from ditan.base.workflow.rounds.services.reminding import remind_due, urge
from ditan.base.workflow.worker import run_pending
from tests.base.workflow.rounds.conftest import GOOD, Office, fill, seen, step

pytestmark = pytest.mark.django_db
Day = datetime.date


def told(user: object) -> list[str]:
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("kind", flat=True))  # type: ignore[misc]


def test_whoever_fills_in_is_told_when_a_round_opens(office: Office, owed: Assignment) -> None:
    assert told(office.clerk) == told(office.colleague) == told(office.stranger) == ["workflow.round_opened"]
    assert told(office.leader) == []


def test_three_working_days_before_on_the_day_and_after_it_once_each(office: Office, owed: Assignment) -> None:
    # The last day is Friday 20 March 2026; three working days before it is Tuesday.
    for day in (16, 17, 18, 19, 20, 21, 22, 23):
        remind_due(Day(2026, 3, day))
    assert told(office.clerk)[1:] == ["workflow.due_soon", "workflow.due_soon", "workflow.overdue"]


def test_where_holidays_are_not_published_the_calendar_reminds(office: Office, owed: Assignment) -> None:
    Assignment.objects.update(due_on="2051-01-06")
    for day in (2, 3, 6, 7):
        remind_due(Day(2051, 1, day))
    assert told(office.clerk)[1:] == ["workflow.due_soon", "workflow.due_soon", "workflow.overdue"]


def test_whoever_has_handed_in_is_left_in_peace(office: Office, owed: Assignment, past: None) -> None:
    fill(office.clerk, owed, GOOD)
    step(office.clerk, owed, "submit")
    remind_due(Day(2026, 3, 20))
    assert "workflow.due_soon" not in told(office.clerk)
    assert "workflow.due_soon" in told(office.stranger)


def test_the_office_urges_once_in_four_hours(office: Office, owed: Assignment) -> None:
    assert urge(user=office.coordinator, assignment=seen(office.coordinator, owed)) == 2
    with pytest.raises(WrongState, match="四小时后"):
        urge(user=office.coordinator, assignment=seen(office.coordinator, owed))
    assert told(office.clerk).count("workflow.urged") == 1


def test_nobody_else_urges(office: Office, owed: Assignment) -> None:
    with pytest.raises(NotAllowed):
        urge(user=office.leader, assignment=seen(office.leader, owed))
    assert "workflow.urged" not in told(office.clerk)


def test_what_a_leaver_was_to_fill_in_goes_to_the_taker(office: Office, owed: Assignment) -> None:
    leaver, taker = Person.objects.get(user=office.clerk), Person.objects.get(user=office.colleague)
    Assignment.objects.filter(pk=owed.pk).update(filler=leaver)
    post = Post.objects.get(holdings__person=leaver)
    assert pass_on(post, leaver, taker, Day(2026, 3, 1))["workflow.assignments"] == 1
    assert Assignment.objects.get(pk=owed.pk).filler == taker


def test_the_worker_reminds_and_forgets_by_itself(office: Office, owed: Assignment) -> None:
    old = IdempotencyKey.objects.create(owner=office.clerk, key="k", digest="d")
    IdempotencyKey.objects.filter(pk=old.pk).update(at="2026-01-01T00:00:00Z")
    assert {REMIND, FORGET} <= set(enqueue_due())
    run_pending()
    assert Job.objects.get(kind=REMIND).state == "done"
    assert "workflow.overdue" in told(office.clerk)
    assert not IdempotencyKey.objects.exists()
