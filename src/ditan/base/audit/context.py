"""Who acts, from where, in which request: what every row of the log carries without being handed it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The request, job or command in which things happen. Empty where that is not known."""

    request_id: str = ""
    address: str = ""
    agent: str = ""


_UNKNOWN = Circumstances()
_current: ContextVar[Circumstances] = ContextVar("circumstances", default=_UNKNOWN)


def circumstances() -> Circumstances:
    """Those of this thread or task."""
    return _current.get()


@contextmanager
def happening(now: Circumstances) -> Iterator[None]:
    """Everything that is recorded inside carries these circumstances."""
    token = _current.set(now)
    try:
        yield
    finally:
        _current.reset(token)
