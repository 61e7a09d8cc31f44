"""What every request tells the log: its number, the address that it came from, and the browser."""

from __future__ import annotations

import ipaddress
import uuid
from collections.abc import Callable, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from ditan.base.audit.context import Circumstances, happening

GetResponse = Callable[[HttpRequest], HttpResponseBase]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Recorded:
    """Everything that is recorded while a request is answered carries where it came from. The answer names the request,
    so that a person can tell which one went wrong."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        number = uuid.uuid4().hex
        now = Circumstances(number, address_of(request), request.headers.get("User-Agent", ""))
        with happening(now):
            response = self.get_response(request)
        response.headers.setdefault("X-Request-ID", number)
        return response


def address_of(request: HttpRequest) -> str:
    """The address of whoever asks. What the request says of itself counts only behind our own proxy."""
    return client_address(
        str(request.META.get("REMOTE_ADDR", "")),
        request.headers.get("X-Forwarded-For", ""),
        networks(settings.TRUSTED_PROXIES),
    )


def networks(proxies: Sequence[str]) -> tuple[Network, ...]:
    """The networks that these texts name.

    >>> networks(["10.0.0.1", "192.168.0.0/24"])
    (IPv4Network('10.0.0.1/32'), IPv4Network('192.168.0.0/24'))
    """
    return tuple(ipaddress.ip_network(each.strip(), strict=False) for each in proxies if each.strip())


def client_address(peer: str, forwarded: str, proxies: Sequence[Network]) -> str:
    """The last address on the way here that is no proxy of ours.

    A list that a client invented stands left of what our own proxy added, so it is read from the right; it ends where
    something is no address.

    >>> ours = networks(["10.0.0.1"])
    >>> client_address("10.0.0.1", "6.6.6.6, 203.0.113.9", ours)
    '203.0.113.9'
    >>> client_address("203.0.113.9", "10.9.9.9", ours)
    '203.0.113.9'
    """
    address = peer
    for said in reversed(forwarded.split(",")):
        if not _among(address, proxies):
            break
        try:
            address = str(ipaddress.ip_address(said.strip()))
        except ValueError:
            break
    return address


def _among(address: str, proxies: Sequence[Network]) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in proxies)
