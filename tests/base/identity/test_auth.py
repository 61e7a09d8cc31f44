"""Tokens at the door of the API: beside the session, narrowed, counted."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from ditan.base.identity import limits
from ditan.base.identity.errors import TooMany
from ditan.base.identity.models import ApiToken, Tally
from ditan.base.identity.services import IssuedToken, revoke_token
from tests.base.identity.conftest import bearing

Issue = Callable[..., IssuedToken]
PLANS = "/api/plans/plans"


def test_a_token_opens_the_api_without_a_session(client: Client, clerk: User, issue: Issue) -> None:
    assert client.get(PLANS).status_code == 401
    assert client.get(PLANS, **bearing(issue(clerk).value)).status_code == 200
    assert ApiToken.objects.get().last_used_address == "127.0.0.1"


def test_a_token_opens_no_page(client: Client, clerk: User, issue: Issue) -> None:
    answer = client.get("/plans/", **bearing(issue(clerk).value))
    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=/plans/")


def test_a_token_does_only_what_it_names(client: Client, clerk: User, issue: Issue) -> None:
    answer = client.get(PLANS, **bearing(issue(clerk, "plans.export_items").value))
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "not_allowed")


def test_a_write_by_token_needs_no_csrf_token(clerk: User, issue: Issue) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/api/plans/plans/999/reread", **bearing(issue(clerk).value))
    assert answer.json()["error"]["code"] != "no_csrf_token"


def test_a_bad_token_is_refused_even_beside_a_good_session(client: Client, clerk: User) -> None:
    client.force_login(clerk)
    answer = client.get(PLANS, **bearing("dt_wrong"))
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "invalid_token")


def test_a_revoked_token_stops_at_once(client: Client, clerk: User, issue: Issue) -> None:
    issued = issue(clerk)
    assert client.get(PLANS, **bearing(issued.value)).status_code == 200
    revoke_token(user=clerk, pk=issued.token.pk)
    assert client.get(PLANS, **bearing(issued.value)).status_code == 401


def test_a_token_beyond_its_limit_is_told_when_to_come_back(
    client: Client, clerk: User, issue: Issue, settings: Any
) -> None:
    settings.API_LIMITS = {"token": 2, "address": 100, "wrong": 100}
    first, second = issue(clerk, name="一").value, issue(clerk, name="二").value
    assert [client.get(PLANS, **bearing(first)).status_code for _each in range(3)] == [200, 200, 429]
    refused = client.get(PLANS, **bearing(first))
    assert refused.json()["error"]["code"] == "too_many_requests"
    assert refused.json()["error"]["details"]["most_per_minute"] == 2
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert client.get(PLANS, **bearing(second)).status_code == 200


def test_an_address_without_a_session_has_a_limit(client: Client, clerk: User, settings: Any) -> None:
    settings.API_LIMITS = {"token": 100, "address": 2, "wrong": 100}
    assert [client.get(PLANS).status_code for _each in range(3)] == [401, 401, 429]
    client.force_login(clerk)
    assert client.get(PLANS).status_code != 429


def test_wrong_tokens_are_stopped_before_they_are_looked_up(
    client: Client, clerk: User, issue: Issue, settings: Any
) -> None:
    settings.API_LIMITS = {"token": 100, "address": 100, "wrong": 2}
    codes = [client.get(PLANS, **bearing("dt_wrong")).status_code for _each in range(3)]
    assert codes == [401, 401, 429]
    assert client.get(PLANS, **bearing(issue(clerk).value)).status_code == 429


@pytest.mark.django_db
def test_a_new_minute_counts_anew(settings: Any) -> None:
    settings.API_LIMITS = {"token": 1, "address": 1, "wrong": 1}
    at = datetime(2026, 1, 1, 8, 0, 59, tzinfo=UTC)
    limits.count(limits.TOKEN, "1", at)
    with pytest.raises(TooMany, match="请 1 秒后再试") as refused:
        limits.count(limits.TOKEN, "1", at)
    assert refused.value.headers == {"Retry-After": "1"}
    limits.count(limits.TOKEN, "2", at)
    limits.count(limits.ADDRESS, "1", at)
    limits.count(limits.TOKEN, "1", datetime(2026, 1, 1, 8, 1, tzinfo=UTC))


@pytest.mark.django_db
def test_minutes_that_have_passed_are_cleared_away() -> None:
    limits.count(limits.ADDRESS, "1", datetime(2026, 1, 1, 8, 0, tzinfo=UTC))
    limits.count(limits.ADDRESS, "2", datetime(2026, 1, 1, 8, 1, tzinfo=UTC))
    limits.count(limits.ADDRESS, "2", datetime(2026, 1, 1, 8, 2, tzinfo=UTC))
    assert sorted(number for number in Tally.objects.values_list("number", flat=True)) == [1, 1]


@pytest.mark.django_db(transaction=True)
def test_requests_that_several_servers_answer_are_counted_together(settings: Any) -> None:
    settings.API_LIMITS = {"token": 40, "address": 100, "wrong": 1}
    at = datetime(2026, 1, 1, 8, 0, 30, tzinfo=UTC)

    def ask(_number: int) -> None:
        try:
            limits.count(limits.TOKEN, "1", at)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as servers:
        list(servers.map(ask, range(40)))
    with pytest.raises(TooMany):
        limits.count(limits.TOKEN, "1", at)
    assert Tally.objects.get().number == 41
