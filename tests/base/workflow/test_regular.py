"""Regular work: queued when it is due, once, and without leaving a row for every minute."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from ditan.base.workflow import regular, services
from ditan.base.workflow.models import Job
from ditan.base.workflow.worker import run_pending

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def every_minute() -> Iterator[None]:
    before = dict(regular._every)
    regular._every.clear()
    regular.regularly("refuse", every=timedelta(minutes=1))
    yield
    regular._every.clear()
    regular._every.update(before)


def make_old(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(created_at=timezone.now() - timedelta(minutes=2))


def test_what_never_ran_is_due_at_once() -> None:
    assert regular.enqueue_due() == ["refuse"]
    assert Job.objects.get().kind == "refuse"


def test_what_waits_is_not_queued_again() -> None:
    regular.enqueue_due()
    make_old(Job.objects.get())
    assert regular.enqueue_due() == []
    assert Job.objects.count() == 1


def test_what_ended_a_moment_ago_is_not_due() -> None:
    services.cancel(services.enqueue("refuse", {}))
    assert regular.enqueue_due() == []


def test_what_ended_long_ago_is_due_and_a_failure_stays_to_be_seen() -> None:
    job = services.enqueue("refuse", {})
    run_pending(worker="w")
    make_old(job)
    assert regular.enqueue_due() == ["refuse"]
    assert [each.state for each in Job.objects.order_by("pk")] == ["failed", "queued"]


def test_of_those_that_ended_well_none_is_left_behind_but_what_a_person_asked_for() -> None:
    mine = services.enqueue("refuse", {}, User.objects.create_user("one"))
    done = services.enqueue("refuse", {})
    Job.objects.update(state="done")
    make_old(mine)
    make_old(done)
    regular.enqueue_due()
    assert [each.state for each in Job.objects.order_by("pk")] == ["done", "queued"]
    assert Job.objects.filter(pk=mine.pk).exists()


def test_a_kind_that_nobody_does_is_not_queued() -> None:
    regular._every.clear()
    regular.regularly("nothing", every=timedelta(minutes=1))
    assert regular.enqueue_due() == []
    assert Job.objects.count() == 0
