"""One engine for all tests of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ditan.lake.connection import Connection, connected


@pytest.fixture(scope="module")
def engine() -> Iterator[Connection]:
    with connected("") as connection:
        yield connection
