"""From where a request comes, as it is stored and compared."""

from __future__ import annotations

import hashlib
from ipaddress import IPv6Address, ip_address, ip_network

from django.http import HttpRequest

from ditan.base.audit.context import circumstances


def address_of(request: HttpRequest | None) -> str:
    """The client's address: the one that the log carries where it is known."""
    known = circumstances().address
    return known or (str(request.META.get("REMOTE_ADDR", "")) if request is not None else "")


def network_of(address: str) -> str:
    """What failures are counted by: an IPv4 address, or the 64 bits of an IPv6 one that belong to one household.

    >>> network_of("192.0.2.7"), network_of("2001:db8:1:2:3:4:5:6"), network_of("")
    ('192.0.2.7', '2001:db8:1:2::/64', 'unknown')
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return address[:64] or "unknown"
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ip_network((int(parsed) >> 64 << 64, 64)))
    return str(parsed)


def agent_of(request: HttpRequest) -> str:
    """What the browser calls itself."""
    return str(request.META.get("HTTP_USER_AGENT", ""))[:200]


def digest(text: str) -> str:
    """A digest that gives nothing away of random texts."""
    return hashlib.sha256(text.encode()).hexdigest()
