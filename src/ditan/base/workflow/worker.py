"""The worker: takes one job after another, beats while it works, and sweeps for jobs of dead workers."""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from django.db import OperationalError, close_old_connections, connection
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from ditan.base.workflow import services
from ditan.base.workflow.jobs import JobRefused, handler_of
from ditan.base.workflow.models import Job
from ditan.base.workflow.regular import enqueue_due

logger = logging.getLogger(__name__)

BEAT_EVERY = 3.0
POLL_EVERY = 0.5


class Stopped(BaseException):
    """The process was told to stop (SIGTERM, SIGINT). No handler catches it by `except Exception`."""


class Stopping:
    """Whether this worker was asked to stop, and whether the ask may break into what it is doing.

    A signal breaks into a handler and nowhere else: a job is never left half claimed or half closed.
    """

    def __init__(self) -> None:
        self.asked = threading.Event()
        self._in_handler = False

    def on_signals(self) -> None:
        """Listen to SIGTERM and SIGINT, in the main thread."""
        signal.signal(signal.SIGTERM, self._on_signal)
        signal.signal(signal.SIGINT, self._on_signal)

    @contextmanager
    def in_handler(self) -> Iterator[None]:
        """While a handler runs, an ask raises `Stopped` there."""
        self._in_handler = True
        try:
            if self.asked.is_set():
                raise Stopped
            yield
        finally:
            self._in_handler = False

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.asked.set()
        if self._in_handler:
            self._in_handler = False
            raise Stopped


def worker_name() -> str:
    """A name that no other worker has had: host, process, and random characters."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{get_random_string(8)}"


def run_job(job: Job, stopping: Stopping) -> None:
    """Run one claimed job to its end and store the outcome; one that is stopped midway is given back."""
    try:
        with stopping.in_handler():
            result = handler_of(job.kind)(job, lambda share, stage: services.report(job, progress=share, stage=stage))
        services.finish(job, result=result)
    except services.JobTaken:
        logger.warning("job %s was taken from %s", job.pk, job.worker)
    except JobRefused as refusal:
        _close(job, services.fail, str(refusal))
    except Stopped:
        stopping.asked.set()
        _release(job)
    except Exception:
        logger.exception("job %s (%s) broke in attempt %s", job.pk, job.kind, job.attempts)
        _close(job, services.retry_or_fail, _("处理时出现程序错误，任务未完成；错误已写入日志，请联系管理员。"))


def run_pending(*, worker: str | None = None, limit: int | None = None) -> int:
    """Run queued jobs in this thread until none waits (or `limit` have run); returns how many ran."""
    name, done, stopping = worker or worker_name(), 0, Stopping()
    while (limit is None or done < limit) and not stopping.asked.is_set():
        job = services.claim(worker=name)
        if job is None:
            break
        run_job(job, stopping)
        done += 1
    return done


def work(stopping: Stopping, *, poll_every: float = POLL_EVERY) -> None:
    """Work until asked to stop; the job that is running then is given back."""
    name = worker_name()
    logger.info("worker %s started", name)
    swept_at = float("-inf")
    try:
        while not stopping.asked.is_set():
            close_old_connections()
            try:
                if time.monotonic() - swept_at > BEAT_EVERY:
                    services.sweep()
                    enqueue_due()
                    swept_at = time.monotonic()
                job = services.claim(worker=name)
            except OperationalError:
                logger.warning("the database did not answer; trying again", exc_info=True)
                job = None
            if job is None:
                stopping.asked.wait(poll_every)
                continue
            with _beating(job):
                run_job(job, stopping)
    finally:
        logger.info("worker %s stopped", name)
        connection.close()


@contextmanager
def _beating(job: Job) -> Iterator[None]:
    """Beat from a second thread while the handler computes, so that a long stage does not look like a dead worker."""
    ended = threading.Event()
    # The handler's thread changes `job`; the beat needs only what says who holds it.
    held = Job(pk=job.pk, worker=job.worker, attempts=job.attempts)

    def run() -> None:
        while not ended.wait(BEAT_EVERY):
            try:
                services.beat(held)
            except services.JobTaken:
                break
            except OperationalError:
                logger.warning("heartbeat of job %s was not stored", held.pk, exc_info=True)
        connection.close()

    thread = threading.Thread(target=run, name=f"beat-{job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _release(job: Job) -> None:
    try:
        services.release(job)
    except services.JobTaken:
        logger.info("job %s had ended before it could be given back", job.pk)


def _close(job: Job, how: services.Closing, error: str) -> None:
    try:
        how(job, error=error)
    except services.JobTaken:
        logger.warning("job %s was taken from %s before it could be closed", job.pk, job.worker)
