"""Alerts for programs: the same scopes, the same steps, a key for requests that are sent again."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from ditan.base.alerts.models import Alert
from tests.base.alerts.conftest import Office, report, steps_of
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db


def got(user: User, path: str = "", **query: str) -> Any:
    return signed_in(user).get(f"/api/alerts{path}", query).json()


def sent(user: User, path: str, key: str = "", **body: Any) -> tuple[int, Any]:
    headers = {"Idempotency-Key": key} if key else {}
    answer = signed_in(user).post(f"/api/alerts{path}", body, content_type="application/json", headers=headers)
    return answer.status_code, answer.json()


def test_alerts_and_one_alert_with_its_numbers_and_steps(office: Office, raised: Alert) -> None:
    (line,) = got(office.leader)
    assert (line["level"], line["state"], line["period"]) == ("yellow", "triggered", "2023M12")
    whole = got(office.leader, f"/{raised.pk}")
    assert [each["role"] for each in whole["figures"]] == ["value", "limit"]
    assert whole["figures"][0]["text"] == "67"
    assert [(each["step"], each["label"]) for each in whole["steps"]] == [("fired", "触发")]
    assert got(office.leader, state="closed") == []


def test_a_stranger_gets_nothing(office: Office, raised: Alert) -> None:
    assert got(office.stranger) == []
    assert got(office.stranger, f"/{raised.pk}")["error"]["code"] == "not_found"


def test_steps_by_a_program_are_those_of_a_person_and_a_repeated_request_is_one(office: Office, raised: Alert) -> None:
    path = f"/{raised.pk}/acknowledge"
    first = sent(office.clerk, path, "k1", version=1)
    assert first == sent(office.clerk, path, "k1", version=1)
    assert first[0] == 200
    assert first[1]["state"] == "acknowledged"
    assert steps_of(raised) == ["fired", "acknowledge"]
    status, body = sent(office.clerk, path, version=1)
    assert (status, body["error"]["code"]) == (409, "changed")
    status, body = sent(office.clerk, f"/{raised.pk}/dispose", version=2)
    assert (status, body["error"]["code"]) == (409, "wrong_state")


def test_pages_of_the_list_follow_one_another(office: Office, raised: Alert) -> None:
    report(office, "2024M01", "90")
    newest, oldest = got(office.leader)
    assert got(office.leader, before=str(newest["id"])) == [oldest]


def test_rules_can_be_read(office: Office, raised: Alert) -> None:
    (rule,) = got(office.leader, "/rules")
    assert rule["parameters"] == {"comparator": "gt", "red": 75.0, "yellow": 35.0}
    assert (rule["is_active"], rule["open_alerts"]) == (True, 1)
