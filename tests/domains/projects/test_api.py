"""The library for programs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ditan.domains.projects.models import Money, Project
from ditan.domains.projects.services import refresh
from tests.domains.projects.conftest import MakeProject, Office, fund
from tests.domains.projects.test_pages import browser

pytestmark = pytest.mark.django_db


def send(who: Any, address: str, sent: dict[str, Any], **headers: str) -> tuple[int, Any]:
    """Status and answer of a write."""
    client = browser(who)
    answer = client.post(f"/api/projects{address}", json.dumps(sent), content_type="application/json", headers=headers)
    return answer.status_code, answer.json()


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    """Under way, with 100 万元 planned."""
    made = make_project(state="under_way")
    fund(made, "planned", "100.5")
    refresh([made])
    return made


def test_a_finance_system_reports_what_was_spent(office: Office, project: Project) -> None:
    spent = {"version": 1, "kind": "spent", "amount": "120.25", "year": 2025}
    once = {"Idempotency-Key": "zhifu-1"}
    status, told = send(office.clerk, f"/{project.pk}/money", spent, **once)
    assert (status, told["spent"], told["light"], told["version"]) == (200, "120.25", "red", 2)
    assert send(office.clerk, f"/{project.pk}/money", spent, **once) == (status, told)
    assert Money.objects.filter(project=project).count() == 2
    status, told = send(office.clerk, f"/{project.pk}/money", spent)
    assert (status, told["error"]["code"]) == (409, "changed")
    status, told = send(office.clerk, f"/{project.pk}/money", {**spent, "version": 2, "amount": "-1"})
    assert (status, list(told["error"]["details"]["fields"])) == (422, ["amount"])


def test_a_project_is_told_with_its_parts_and_what_is_unknown_is_null(office: Office, project: Project) -> None:
    client = browser(office.leader)
    told = client.get(f"/api/projects/{project.pk}").json()
    assert (told["planned"], told["spent"], told["abatement"], told["is_two_high"]) == ("100.5", None, None, False)
    assert [(line["amount"], line["unit"], line["fund"]) for line in told["money"]] == [("100.5", "万元", "")]
    assert [each["id"] for each in client.get("/api/projects?state=under_way").json()] == [project.pk]
    sums = client.get("/api/projects/totals").json()
    assert sums == {"projects": 1, "planned": "100.5", "allocated": None, "spent": None, "unstated": 0}


def test_steps_and_quantities_are_written_against_the_version_that_was_seen(office: Office, project: Project) -> None:
    row = project.quantities.create(what="造林", unit="亩", planned=700)
    status, told = send(
        office.clerk, f"/{project.pk}/quantities/{row.pk}", {"version": 1, "done": 300, "done_on": "2025-06-30"}
    )
    assert (status, told["version"]) == (200, 2)
    status, told = send(office.clerk, f"/{project.pk}/quantities/{row.pk}", {"version": 2, "done_on": "2025-06-30"})
    assert (status, list(told["error"]["details"]["fields"])) == (422, ["done"])
    adjusted = {"version": 2, "kind": "planned", "amount": 90, "reason": "压减"}
    status, told = send(office.clerk, f"/{project.pk}/money/1", adjusted)
    assert (status, told["planned"]) == (200, "90")
    status, told = send(office.clerk, f"/{project.pk}/steps", {"version": 3, "step": "finish"})
    assert (status, told["error"]["code"]) == (409, "wrong_state")
    assert "填写日期" in told["error"]["message"]
    status, told = send(office.clerk, f"/{project.pk}/steps", {"version": 3, "step": "fly"})
    assert (status, told["error"]["code"]) == (409, "wrong_state")


def test_another_organisations_project_is_not_found(office: Office, project: Project) -> None:
    assert browser(office.stranger).get(f"/api/projects/{project.pk}").status_code == 404
    spent = {"version": 1, "kind": "spent", "amount": "1"}
    assert send(office.stranger, f"/{project.pk}/money", spent)[0] == 404
    assert {send(office.stranger, f"/{project.pk}/{where}", {"version": 1})[0] for where in ("money/1", "steps")} == {
        404
    }
    assert send(office.clerk, f"/{project.pk}/money", {"version": 1})[0] == 422
    assert send(office.leader, f"/{project.pk}/money", spent)[0] == 403
    assert Money.objects.filter(project=project).count() == 1
