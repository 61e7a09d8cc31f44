"""Where a request came from: its number, its browser, and the address that is believed."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from ditan.base.audit.context import Circumstances, circumstances
from ditan.base.audit.middleware import Recorded, address_of, client_address, networks

OURS = networks(["10.0.0.1", "192.168.0.0/24"])


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "6.6.6.6", "203.0.113.9"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9, 192.168.0.5", "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9, not an address", "10.0.0.1"),
        ("10.0.0.1", "192.168.0.7", "192.168.0.7"),
        ("192.168.0.3", "2001:db8::1", "2001:db8::1"),
        ("unix:", "203.0.113.9", "unix:"),
    ],
)
def test_only_our_own_proxies_are_believed(peer: str, forwarded: str, expected: str) -> None:
    assert client_address(peer, forwarded, OURS) == expected


@given(st.text(), st.ip_addresses())
def test_whatever_a_stranger_says_of_itself_its_own_address_counts(said: str, peer: Any) -> None:
    if not any(peer in network for network in OURS if network.version == peer.version):
        assert client_address(str(peer), said, OURS) == str(peer)


def test_the_setting_names_the_proxies(settings: Any) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.9")
    assert address_of(request) == "10.0.0.1"
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    assert address_of(request) == "203.0.113.9"


def test_what_happens_in_a_request_knows_where_it_came_from() -> None:
    seen: list[Circumstances] = []

    def answer(request: HttpRequest) -> HttpResponse:
        seen.append(circumstances())
        return HttpResponse()

    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.9", HTTP_USER_AGENT="Firefox")
    response = Recorded(answer)(request)
    assert (seen[0].address, seen[0].agent, len(seen[0].request_id)) == ("203.0.113.9", "Firefox", 32)
    assert response["X-Request-ID"] == seen[0].request_id
    assert circumstances() == Circumstances()


@pytest.mark.django_db
def test_each_answer_of_the_platform_names_its_request(client: Client) -> None:
    one, other = client.get("/login/"), client.get("/login/")
    assert one["X-Request-ID"] != other["X-Request-ID"]
