"""What every test gets: no network beyond this machine."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest

_connect = socket.socket.connect


class OutsideConnection(AssertionError):
    """A test tried to reach another machine."""


def _connect_to_this_machine_only(self: socket.socket, address: Any) -> None:
    if isinstance(address, tuple) and not _is_loopback(str(address[0])):
        raise OutsideConnection(f"a test tried to reach {address!r}; the product works without any network")
    _connect(self, address)


def _is_loopback(host: str) -> bool:
    if host in {"localhost", ""}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection to another machine."""
    socket.socket.connect = _connect_to_this_machine_only  # type: ignore[method-assign]
    yield
    socket.socket.connect = _connect  # type: ignore[method-assign]
