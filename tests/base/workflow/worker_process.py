"""A worker process of its own, with two job kinds that are hard on it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

import django


def main(mark: Path) -> None:
    django.setup()
    from ditan.base.workflow import worker
    from ditan.base.workflow.jobs import Report, handler
    from ditan.base.workflow.models import Job

    @handler("hang_once")
    def hang_once(job: Job, report: Report) -> dict[str, Any]:
        """Hangs the first time that it is run, and succeeds after that."""
        if not mark.exists():
            mark.touch()
            time.sleep(60)
        return {"attempt": job.attempts}

    @handler("kill_me")
    def kill_me(job: Job, report: Report) -> dict[str, Any]:
        """Ends its own process as the system does when memory runs out."""
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("unreachable")

    stopping = worker.Stopping()
    stopping.on_signals()
    worker.work(stopping)


if __name__ == "__main__":
    main(Path(os.environ["DITAN_TEST_MARK"]))
