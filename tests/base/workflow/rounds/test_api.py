"""Reporting by programs: the same sheets and rules, and each request answered once."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ditan.base.workflow.models import Assignment, IdempotencyKey, Submission, SubmissionStep
from tests.base.workflow.rounds.conftest import GOOD, Office, cells_of, fill
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db


class Program:
    """A program that speaks for a user by her session."""

    def __init__(self, user: User) -> None:
        self.client = signed_in(user, Client(enforce_csrf_checks=True))
        self.client.cookies["csrftoken"] = "a" * 32

    def get(self, path: str) -> tuple[int, Any]:
        answer = self.client.get(f"/api/workflow/{path}")
        return answer.status_code, answer.json()

    def send(self, method: str, path: str, body: object, key: str = "") -> tuple[int, Any]:
        headers = {"X-CSRFToken": "a" * 32, **({"Idempotency-Key": key} if key else {})}
        answer = self.client.generic(
            method, f"/api/workflow/{path}", json.dumps(body), "application/json", headers=headers
        )
        return answer.status_code, answer.json()


def cells(assignment: Assignment, **values: str) -> dict[str, Any]:
    found = cells_of(assignment)
    return {
        "cells": [
            {"id": found[code].asked_id, "version": found[code].version, "reported": text}
            for code, text in values.items()
        ]
    }


def test_a_program_reads_what_is_owed_and_the_sheet(office: Office, owed: Assignment, past: None) -> None:
    program = Program(office.clerk)
    status, sheets = program.get("sheets")
    assert (status, [each["organisation"] for each in sheets]) == (200, ["区经济信息委"])
    _status, sheet = program.get(f"sheets/{owed.pk}")
    first = sheet["cells"][0]
    assert (first["code"], first["unit"], first["last"], first["state"]) == (
        "energy_total",
        "万吨标准煤",
        "52.10",
        "empty",
    )
    assert [each["period_name"] for each in program.get("rounds")[1]] == ["2025年"]


def test_another_organisation_is_not_found(office: Office, owed: Assignment) -> None:
    program = Program(office.stranger)
    assert program.get(f"sheets/{owed.pk}")[0] == 404
    assert program.send("PUT", f"sheets/{owed.pk}/cells", cells(owed, coal="1"))[0] == 404
    assert cells_of(owed)["coal"].reported == ""


def test_a_replayed_request_gets_the_first_answer_and_does_nothing(office: Office, owed: Assignment) -> None:
    program = Program(office.clerk)
    body = cells(owed, coal="20.50")
    first = program.send("PUT", f"sheets/{owed.pk}/cells", body, key="a-1")
    again = program.send("PUT", f"sheets/{owed.pk}/cells", body, key="a-1")
    assert first == again
    assert first[1]["cells"][0]["outcome"] == "saved"
    assert cells_of(owed)["coal"].version == 2


def test_a_replayed_submission_is_one_submission(office: Office, owed: Assignment, past: None) -> None:
    fill(office.clerk, owed, GOOD)
    program = Program(office.clerk)
    answers = [program.send("POST", f"sheets/{owed.pk}/submit", {"version": 1}, key="s-1") for _n in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][0] == 200
    assert answers[0][1]["state"] == "submitted"
    assert SubmissionStep.objects.filter(step="submit").count() == 1


def test_one_key_for_two_requests_is_refused(office: Office, owed: Assignment) -> None:
    program = Program(office.clerk)
    program.send("PUT", f"sheets/{owed.pk}/cells", cells(owed, coal="1"), key="a-1")
    status, answer = program.send("PUT", f"sheets/{owed.pk}/cells", cells(owed, gas="2"), key="a-1")
    assert (status, answer["error"]["code"]) == (422, "key_reused")
    assert cells_of(owed)["gas"].reported == ""


def test_keys_of_two_accounts_are_kept_apart(office: Office, owed: Assignment) -> None:
    Program(office.clerk).send("PUT", f"sheets/{owed.pk}/cells", cells(owed, coal="1"), key="a-1")
    status, _answer = Program(office.colleague).send("PUT", f"sheets/{owed.pk}/cells", cells(owed, gas="2"), key="a-1")
    assert (status, cells_of(owed)["gas"].reported) == (200, "2")


def test_a_refused_request_leaves_its_key_free(office: Office, owed: Assignment, past: None) -> None:
    program = Program(office.clerk)
    status, answer = program.send("POST", f"sheets/{owed.pk}/submit", {"version": 1}, key="s-1")
    assert (status, answer["error"]["code"]) == (422, "not_ready")
    assert answer["error"]["details"]["problems"][0]["metric"] == "能源消费总量"
    assert not IdempotencyKey.objects.exists()
    fill(office.clerk, owed, GOOD)
    assert program.send("POST", f"sheets/{owed.pk}/submit", {"version": 1}, key="s-1")[0] == 200
    assert Submission.objects.get(assignment=owed).state == "submitted"


def test_a_leader_reads_and_does_not_write(office: Office, owed: Assignment) -> None:
    program = Program(office.leader)
    assert program.get(f"sheets/{owed.pk}")[0] == 200
    assert program.send("PUT", f"sheets/{owed.pk}/cells", cells(owed, coal="1"))[0] == 403
