"""A real server that is killed, with the signal that nothing can catch, while sheets are handed in: a thousand on
PostgreSQL, which offices run, and fewer on SQLite.

Programs repeat with the same key whatever was not acknowledged. In the end each acknowledged submission is there, once.
"""

from __future__ import annotations

import http.client
import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.utils import timezone

from ditan.base.directory.models import Organisation
from ditan.base.records.models import Metric, Subject
from ditan.base.workflow.models import Assignment, Cell, Round, RoundMetric, Submission, SubmissionStep
from tests.base.workflow.test_worker_process import database_url
from tests.fresh_code import signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

NUMBER = 1_000 if connection.vendor == "postgresql" else 250
PROGRAMS = 8
KILLED_AT = (NUMBER * 3 // 20, NUMBER * 2 // 5, NUMBER * 7 // 10)
"""After so many acknowledgements the server is killed."""
BOUND = 300.0
"""Seconds after which the test gives up."""


class Server:
    """The product's web server in processes of its own, on one port, forked anew when they were killed."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        environment = {
            **os.environ,
            "DITAN_DATABASE_URL": database_url(),
            "DITAN_VAR": str(folder),
            "DITAN_API_PER_ADDRESS": "1000000",
            "DJANGO_SETTINGS_MODULE": "ditan.web.settings",
        }
        self.parent = subprocess.Popen(
            [sys.executable, "-m", "tests.base.workflow.rounds.forking_server", str(self.port)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.children: list[int] = []

    def start(self) -> None:
        assert self.parent.stdin is not None
        assert self.parent.stdout is not None
        self.parent.stdin.write("start\n")
        self.parent.stdin.flush()
        self.children = [int(each) for each in self.parent.stdout.readline().split()]

    def kill(self) -> None:
        for each in self.children:
            os.kill(each, signal.SIGKILL)

    def end(self) -> None:
        """Nothing is left of it, whatever the test came to."""
        self.kill()
        self.parent.kill()
        self.parent.communicate()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server that has not been started."""
    made = Server(tmp_path)
    yield made
    made.end()


@pytest.fixture
def owed(transactional_db: None) -> list[Assignment]:
    """Sheets, filled in and not handed in."""
    place, reviewer = (
        Organisation.objects.create(name=name, kind="department") for name in ("区经济信息委", "区生态环境局")
    )
    metric = Metric.objects.create(code="energy_total", name="能源消费总量", unit="万吨标准煤")
    day = timezone.localdate()
    asking = Round.objects.create(
        title="月报", kind="monthly", period="2026M02", state="open", opens_on=day, due_on=day
    )
    asked = RoundMetric.objects.create(round=asking, metric=metric)
    kind = Subject.Kind.ORGANISATION
    subjects = Subject.objects.bulk_create([Subject(kind=kind, code=str(n), name=f"企业{n}") for n in range(NUMBER)])
    rows = Assignment.objects.bulk_create(
        [Assignment(round=asking, organisation=place, reviewer=reviewer, subject=each, due_on=day) for each in subjects]
    )
    submissions = Submission.objects.bulk_create([Submission(assignment=each) for each in rows])
    Cell.objects.bulk_create(
        [
            Cell(submission=each, asked=asked, state="number", reported=str(n), number=float(n), unit=metric.unit)
            for n, each in enumerate(submissions, start=1)
        ]
    )
    return rows


@pytest.fixture
def cookies(transactional_db: None) -> str:
    """The session of a program's account."""
    user = User.objects.create_user("program")
    wanted = Permission.objects.filter(content_type__app_label="workflow", codename__in=("view_rounds", "fill_in"))
    user.user_permissions.set(wanted)
    return f"sessionid={signed_in(user).cookies['sessionid'].value}; csrftoken={'a' * 32}"


def hand_in(port: int, cookies: str, pk: int) -> int:
    """One request; gives its status, 0 where no answer came."""
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {
        "Cookie": cookies,
        "X-CSRFToken": "a" * 32,
        "Content-Type": "application/json",
        "Idempotency-Key": f"submit-{pk}",
    }
    try:
        asking.request("POST", f"/api/workflow/sheets/{pk}/submit", json.dumps({"version": 1}), headers)
        answer = asking.getresponse()
        answer.read()
        return answer.status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        asking.close()


def test_every_acknowledged_submission_is_there_and_none_twice(
    server: Server, owed: list[Assignment], cookies: str
) -> None:
    waiting: queue.Queue[int] = queue.Queue()
    for each in owed:
        waiting.put(each.pk)
    acknowledged: list[int] = []
    refused: Counter[int] = Counter()
    deadline = time.monotonic() + BOUND

    def program() -> None:
        while time.monotonic() < deadline:
            try:
                pk = waiting.get_nowait()
            except queue.Empty:
                return
            status = hand_in(server.port, cookies, pk)
            if status == 200:
                acknowledged.append(pk)
                continue
            refused[status] += 1
            waiting.put(pk)
            time.sleep(0.05)

    server.start()
    programs = [threading.Thread(target=program, daemon=True) for _n in range(PROGRAMS)]
    for each in programs:
        each.start()
    kills = 0
    while any(each.is_alive() for each in programs) and time.monotonic() < deadline:
        if kills < len(KILLED_AT) and len(acknowledged) >= KILLED_AT[kills]:
            server.kill()
            kills += 1
            server.start()
        time.sleep(0.005)
    for each in programs:
        each.join(timeout=30)
    assert kills == len(KILLED_AT)
    assert set(refused) == {0}  # nothing but connections that broke
    assert sorted(acknowledged) == sorted(each.pk for each in owed)
    steps = Counter(SubmissionStep.objects.filter(step="submit").values_list("submission__assignment", flat=True))
    assert steps == dict.fromkeys(acknowledged, 1)
    assert not Submission.objects.exclude(state="submitted").exists()
