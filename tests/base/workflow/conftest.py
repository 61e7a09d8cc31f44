"""Job kinds that only these tests know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ditan.base.workflow import jobs
from ditan.base.workflow.jobs import JobRefused, Report
from ditan.base.workflow.models import Job


def add(job: Job, report: Report) -> dict[str, Any]:
    report(0.5, "相加")
    return {"sum": job.payload["a"] + job.payload["b"]}


def refuse(job: Job, report: Report) -> dict[str, Any]:
    raise JobRefused("文件是空的，请重新上传。")


def break_down(job: Job, report: Report) -> dict[str, Any]:
    raise ZeroDivisionError("a fault of the program")


@pytest.fixture(autouse=True)
def known_kinds() -> Iterator[None]:
    before = dict(jobs._handlers)
    for function in (add, refuse, break_down):
        jobs.handler(function.__name__)(function)
    yield
    jobs._handlers.clear()
    jobs._handlers.update(before)
