"""What becomes of a job whose handler succeeds, refuses, breaks, or is told to stop."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from ditan.base.workflow import jobs, services, worker
from ditan.base.workflow.jobs import Report
from ditan.base.workflow.models import Job

pytestmark = pytest.mark.django_db


def test_pending_jobs_are_run_until_none_waits() -> None:
    job, other = services.enqueue("add", {"a": 1, "b": 2}), services.enqueue("add", {"a": 3, "b": 4})
    assert worker.run_pending() == 2
    job.refresh_from_db()
    other.refresh_from_db()
    assert (job.state, job.result, other.result) == ("done", {"sum": 3}, {"sum": 7})


def test_no_more_jobs_are_run_than_asked_for() -> None:
    services.enqueue("add", {"a": 1, "b": 2})
    waiting = services.enqueue("add", {"a": 3, "b": 4})
    assert worker.run_pending(limit=1) == 1
    waiting.refresh_from_db()
    assert waiting.state == "queued"


def test_a_refused_job_fails_at_once_with_the_text_for_its_owner() -> None:
    job = services.enqueue("refuse", {})
    worker.run_pending()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == ("failed", 1, "文件是空的，请重新上传。")


def test_a_broken_job_is_tried_three_times_and_then_failed(caplog: pytest.LogCaptureFixture) -> None:
    job = services.enqueue("break_down", {})
    with caplog.at_level(logging.ERROR):
        assert worker.run_pending() == 3
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("failed", 3)
    assert "程序错误" in job.error
    assert "a fault of the program" in caplog.text
    assert "a fault of the program" not in job.error


def test_a_job_that_was_cancelled_while_it_ran_stays_cancelled() -> None:
    @jobs.handler("cancelled_midway")
    def run(job: Job, report: Report) -> dict[str, Any]:
        services.cancel(Job.objects.get(pk=job.pk))
        report(0.5, "到一半")
        raise AssertionError("the report must stop the handler")

    job = services.enqueue("cancelled_midway", {})
    worker.run_pending()
    job.refresh_from_db()
    assert (job.state, job.result) == ("cancelled", None)


def test_a_worker_told_to_stop_gives_its_job_back() -> None:
    @jobs.handler("stopped_midway")
    def run(job: Job, report: Report) -> dict[str, Any]:
        raise worker.Stopped

    job = services.enqueue("stopped_midway", {})
    other = services.enqueue("add", {"a": 1, "b": 2})
    assert worker.run_pending() == 1
    job.refresh_from_db()
    other.refresh_from_db()
    assert (job.state, job.attempts) == ("queued", 0)
    assert other.state == "queued"


def test_a_worker_asked_to_stop_before_the_handler_gives_the_job_back_undone() -> None:
    services.enqueue("add", {"a": 1, "b": 2})
    job = services.claim(worker="w")
    assert job is not None
    stopping = worker.Stopping()
    stopping.asked.set()
    worker.run_job(job, stopping)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.result) == ("queued", 0, None)


def test_a_signal_outside_a_handler_waits_for_the_end_of_what_is_done() -> None:
    stopping = worker.Stopping()
    stopping._on_signal(15, None)
    assert stopping.asked.is_set()
    with pytest.raises(worker.Stopped), stopping.in_handler():
        raise AssertionError("the handler must not start")


def test_a_kind_belongs_to_one_handler() -> None:
    with pytest.raises(ValueError, match="'add' already belongs to"):

        @jobs.handler("add")
        def other(job: Job, report: Report) -> dict[str, Any]:
            return {}


def test_no_two_workers_have_the_same_name() -> None:
    assert worker.worker_name() != worker.worker_name()
