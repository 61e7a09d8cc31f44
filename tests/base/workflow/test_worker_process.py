"""A real worker process, killed in the middle of a job with the signal that nothing can catch."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from ditan.base.workflow import jobs, services, worker
from ditan.base.workflow.models import Job

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
WORKER = Path(__file__).parent / "worker_process.py"
Start = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture(autouse=True)
def kinds_of_the_child() -> None:
    """Kinds that this process may queue and only the worker process can do."""
    for kind in ("hang_once", "kill_me"):
        jobs.handler(kind)(lambda job, report: {})


@pytest.fixture
def start_worker(tmp_path: Path) -> Iterator[Start]:
    """Starts worker processes on the test database, and ends those that still run."""
    started: list[subprocess.Popen[bytes]] = []
    environment = {**os.environ, "DITAN_DATABASE_URL": database_url()}
    environment |= {"DITAN_TEST_MARK": str(tmp_path / "mark"), "DJANGO_SETTINGS_MODULE": "ditan.web.settings"}

    def start() -> subprocess.Popen[bytes]:
        process = subprocess.Popen([sys.executable, str(WORKER)], env=environment)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def database_url() -> str:
    """The address of the test database itself, for another process."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    return f"postgres://{found['USER']}:{found['PASSWORD']}@{found['HOST']}:{found['PORT']}/{found['NAME']}"


def wait_for(job: Job, *states: str, seconds: float = 60.0) -> Job:
    """The job as soon as it has one of these states."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        job.refresh_from_db()
        if job.state in states:
            return job
        time.sleep(0.05)
    raise AssertionError(f"job is still {job.state} after {seconds} s, expected one of {states}")


def wait_until_in_handler(folder: Path) -> None:
    """Until the worker is inside `hang_once`, which leaves a mark when it begins."""
    until = time.monotonic() + 60
    while not (folder / "mark").exists():
        assert time.monotonic() < until, "the handler did not begin"
        time.sleep(0.05)


def make_silent() -> None:
    """Let a minute pass for the dead worker's heartbeat, without waiting for it."""
    running = Job.objects.get(state="running")
    assert running.heartbeat_at is not None
    Job.objects.filter(pk=running.pk).update(heartbeat_at=running.heartbeat_at - timedelta(minutes=1))


def test_a_job_killed_midway_is_taken_up_by_the_next_worker(start_worker: Start, tmp_path: Path) -> None:
    job = services.enqueue("hang_once", {})
    first = start_worker()
    wait_until_in_handler(tmp_path)
    first.send_signal(signal.SIGKILL)
    assert first.wait() == -signal.SIGKILL
    job.refresh_from_db()
    assert job.state == "running"
    make_silent()
    start_worker()
    wait_for(job, "done")
    assert (job.result, job.attempts) == ({"attempt": 2}, 2)


def test_a_job_that_kills_every_worker_ends_as_failed(start_worker: Start) -> None:
    job = services.enqueue("kill_me", {}, max_attempts=2)
    for attempt in (1, 2):
        process = start_worker()
        assert process.wait(60) == -signal.SIGKILL
        job.refresh_from_db()
        assert (job.state, job.attempts) == ("running", attempt)
        make_silent()
        services.sweep()
    job.refresh_from_db()
    assert job.state == "failed"
    assert "多次异常退出" in job.error


def test_a_worker_told_to_stop_gives_the_job_back_and_leaves_at_once(start_worker: Start, tmp_path: Path) -> None:
    job = services.enqueue("hang_once", {})
    process = start_worker()
    wait_until_in_handler(tmp_path)
    process.terminate()
    assert process.wait(60) == 0
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("queued", 0)


def test_a_long_stage_keeps_beating(start_worker: Start) -> None:
    job = services.enqueue("hang_once", {})
    start_worker()
    wait_for(job, "running")
    first = job.heartbeat_at
    assert first is not None
    until = time.monotonic() + 60
    while job.heartbeat_at == first and time.monotonic() < until:
        time.sleep(0.1)
        job.refresh_from_db()
    assert job.heartbeat_at is not None
    assert job.heartbeat_at > first


def test_two_workers_share_the_jobs_and_do_none_twice() -> None:
    waiting = [services.enqueue("add", {"a": number, "b": 0}) for number in range(20)]
    stopping = worker.Stopping()
    threads = [threading.Thread(target=worker.work, args=(stopping,), kwargs={"poll_every": 0.01}) for _ in range(2)]
    for thread in threads:
        thread.start()
    for job in waiting:
        wait_for(job, "done")
    stopping.asked.set()
    for thread in threads:
        thread.join(10)
    assert [job.result for job in waiting] == [{"sum": number} for number in range(20)]
    assert {job.attempts for job in waiting} == {1}
