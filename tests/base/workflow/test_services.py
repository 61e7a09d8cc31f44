"""Each transition of a job row, and that none happens from a wrong state."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import IntegrityError, transaction
from django.utils import timezone

from ditan.base.audit.models import Entry
from ditan.base.workflow import jobs, services
from ditan.base.workflow.models import Job

pytestmark = pytest.mark.django_db


def make_silent(job: Job, seconds: int = 60) -> None:
    Job.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - timedelta(seconds=seconds))


def test_an_enqueued_job_waits_with_its_payload_and_owner() -> None:
    user = User.objects.create_user("reporter")
    job = services.enqueue("add", {"a": 1, "b": 2}, user)
    job.refresh_from_db()
    assert (job.kind, job.state, job.payload, job.created_by) == ("add", "queued", {"a": 1, "b": 2}, user)
    assert (job.progress, job.attempts, job.result, job.error) == (0.0, 0, None, "")


def test_a_job_of_an_anonymous_user_has_no_owner() -> None:
    assert services.enqueue("add", {}, AnonymousUser()).created_by is None


def test_an_unknown_kind_is_refused_before_a_row_exists() -> None:
    with pytest.raises(jobs.UnknownKind, match="no handler for job kind 'nothing'"):
        services.enqueue("nothing", {})
    assert Job.objects.count() == 0


def test_jobs_are_claimed_in_the_order_in_which_they_came() -> None:
    first, second = services.enqueue("add", {}), services.enqueue("add", {})
    assert services.claim(worker="w") == first
    assert services.claim(worker="w") == second
    assert services.claim(worker="w") is None


def test_a_claimed_job_names_its_worker_and_counts_the_attempt() -> None:
    services.enqueue("add", {})
    job = services.claim(worker="w1")
    assert job is not None
    assert (job.state, job.worker, job.attempts) == ("running", "w1", 1)
    assert job.heartbeat_at is not None
    assert job.started_at == job.heartbeat_at


def test_progress_is_stored_and_counts_as_a_heartbeat() -> None:
    services.enqueue("add", {})
    job = services.claim(worker="w")
    assert job is not None
    make_silent(job)
    services.report(job, progress=0.25, stage="识别表格")
    job.refresh_from_db()
    assert (job.progress, job.percent, job.stage) == (0.25, 25, "识别表格")
    assert services.sweep() == (0, 0)


@pytest.mark.parametrize(("reported", "stored"), [(-1.0, 0.0), (0.0, 0.0), (1.0, 1.0), (7.5, 1.0)])
def test_progress_stays_a_share(reported: float, stored: float) -> None:
    services.enqueue("add", {})
    job = services.claim(worker="w")
    assert job is not None
    services.report(job, progress=reported, stage="")
    job.refresh_from_db()
    assert job.progress == stored


def test_the_database_itself_refuses_a_progress_beyond_one() -> None:
    job = services.enqueue("add", {})
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(progress=1.5)


def test_the_database_itself_refuses_a_running_job_without_a_worker() -> None:
    job = services.enqueue("add", {})
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(state="running")


def test_the_database_itself_refuses_an_unknown_state() -> None:
    job = services.enqueue("add", {})
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(state="sleeping")


def test_a_finished_job_keeps_its_result() -> None:
    services.enqueue("add", {})
    job = services.claim(worker="w")
    assert job is not None
    services.finish(job, result={"plan": 4})
    assert (job.state, job.progress, job.result, job.is_open) == ("done", 1.0, {"plan": 4}, False)
    assert job.finished_at is not None


def test_a_silent_job_is_queued_again() -> None:
    services.enqueue("add", {})
    job = services.claim(worker="dead")
    assert job is not None
    make_silent(job)
    assert services.sweep() == (1, 0)
    again = services.claim(worker="alive")
    assert again is not None
    assert (again.pk, again.attempts) == (job.pk, 2)


def test_a_silent_job_without_attempts_left_is_failed_with_a_reason() -> None:
    services.enqueue("add", {}, max_attempts=1)
    job = services.claim(worker="dead")
    assert job is not None
    make_silent(job)
    assert services.sweep() == (0, 1)
    job.refresh_from_db()
    assert job.state == "failed"
    assert "多次异常退出" in job.error
    assert job.finished_at is not None


def test_a_job_with_a_fresh_heartbeat_is_left_alone() -> None:
    services.enqueue("add", {})
    job = services.claim(worker="alive")
    assert job is not None
    make_silent(job, seconds=5)
    assert services.sweep() == (0, 0)


def test_a_worker_that_lost_its_job_can_no_longer_write() -> None:
    services.enqueue("add", {})
    slow = services.claim(worker="slow")
    assert slow is not None
    make_silent(slow)
    services.sweep()
    quick = services.claim(worker="quick")
    assert quick is not None
    with pytest.raises(services.JobTaken):
        services.report(slow, progress=0.9, stage="late")
    with pytest.raises(services.JobTaken):
        services.finish(slow, result={})
    quick.refresh_from_db()
    assert (quick.state, quick.worker, quick.progress) == ("running", "quick", 0.0)


def test_the_same_worker_cannot_write_for_an_attempt_it_lost() -> None:
    services.enqueue("add", {})
    first = services.claim(worker="w")
    assert first is not None
    make_silent(first)
    services.sweep()
    services.claim(worker="w")
    with pytest.raises(services.JobTaken):
        services.beat(first)


def test_a_released_job_waits_again_and_has_not_used_an_attempt() -> None:
    services.enqueue("add", {})
    job = services.claim(worker="w")
    assert job is not None
    services.release(job)
    assert (job.state, job.attempts, job.worker) == ("queued", 0, "")


def test_an_unexpected_error_queues_the_job_until_its_attempts_are_used_up() -> None:
    services.enqueue("add", {}, max_attempts=2)
    states = []
    for _ in range(2):
        job = services.claim(worker="w")
        assert job is not None
        services.retry_or_fail(job, error="出错")
        states.append(job.state)
    assert states == ["queued", "failed"]


def test_a_waiting_job_can_be_cancelled_once() -> None:
    job = services.enqueue("add", {})
    assert services.cancel(job)
    assert job.state == "cancelled"
    assert not services.cancel(job)
    assert services.claim(worker="w") is None


def test_cancelling_a_running_job_stops_its_worker_at_the_next_report() -> None:
    services.enqueue("add", {})
    job = services.claim(worker="w")
    assert job is not None
    services.cancel(Job.objects.get(pk=job.pk))
    with pytest.raises(services.JobTaken):
        services.report(job, progress=0.5, stage="")


def test_a_done_job_cannot_be_cancelled() -> None:
    services.enqueue("add", {})
    job = services.claim(worker="w")
    assert job is not None
    services.finish(job, result={})
    assert not services.cancel(job)
    assert job.state == "done"


def test_a_cancelled_job_is_told_to_the_log_once() -> None:
    user = User.objects.create_user("one", first_name="芳")
    job = services.enqueue("add", {}, user)
    assert (services.cancel(job), services.cancel(job)) == (True, False)
    row = Entry.objects.get()
    assert (row.act, row.user_name, row.target_key, row.target_name) == (
        "workflow.job_cancelled",
        "芳",
        str(job.pk),
        "add",
    )
    assert (row.before, row.after) == ({"state": "queued"}, {"state": "cancelled"})
