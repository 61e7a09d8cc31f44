"""Which function does which kind of job.

An app announces its handlers in its own `jobs.py`, which is imported when Django starts:

    from ditan.base.workflow.jobs import Report, handler

    @handler("read_plan")
    def read_plan(job: Job, report: Report) -> dict[str, Any]:
        report(0.5, "识别表格")
        return {"plan": 7}

A job may run a second time after its worker died, so a handler must give the same result when it starts over: store
in one transaction at the end, or replace what the earlier run stored.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ditan.base.workflow.models import Job

Report = Callable[[float, str], None]
"""Called with a share in [0, 1] and the stage's Chinese name. Raises `JobTaken` once the job is no longer ours."""

Handler = Callable[[Job, Report], dict[str, Any]]

_handlers: dict[str, Handler] = {}


class UnknownKind(LookupError):
    """No app has announced a handler for this kind of job."""


class JobRefused(Exception):
    """Raised by a handler whose job can never succeed (an unreadable file): it fails at once, without another try.

    The message is shown to the person who asked for the job.
    """


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Announce the decorated function as the one that does jobs of this kind."""

    def register(function: Handler) -> Handler:
        known = _handlers.get(kind)
        if known is not None and known is not function:
            raise ValueError(
                f"job kind {kind!r} already belongs to {known.__module__}.{known.__qualname__}; choose another name"
            )
        _handlers[kind] = function
        return function

    return register


def handler_of(kind: str) -> Handler:
    """The function that does jobs of this kind."""
    try:
        return _handlers[kind]
    except KeyError:
        known = ", ".join(sorted(_handlers)) or "none"
        raise UnknownKind(f"no handler for job kind {kind!r}; known kinds: {known}") from None


def known_kinds() -> tuple[str, ...]:
    """All announced kinds, sorted."""
    return tuple(sorted(_handlers))
