"""Many keys, so many at a time: a statement takes only so many places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

_T = TypeVar("_T")

CHUNK = 2000
"""Keys looked up by one query."""


def chunks(keys: Iterable[_T]) -> Iterator[list[_T]]:
    """The keys, so many at a time."""
    rest = iter(keys)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
