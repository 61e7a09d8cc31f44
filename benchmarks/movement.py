"""Measure what moves: the nightly escalation over 10,000 clocks, what serves what, lists of 2,000 projects and 10,000 matters.

    python -m benchmarks.movement [--postgres] [--small]

Prints wall time, processor time and statements of each step; ends with 1 where one takes longer than asked. A room that is to
be measured too adds a function to `ROOMS`.
"""

from __future__ import annotations

import datetime
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.pages import Page, ask, database

CLOCKS, PROJECTS, ORGANISATIONS = 10_000, 2_000, 50
ASKED_GRAPH = 1.0
MATTERS, ROUNDS = 10_000, 40
STATES = ("handed_out", "accepted", "under_way", "under_way", "under_way", "reported", "done", "closed")
ASKED_NIGHT, ASKED_LIST_MS, ASKED_DEPARTMENT_MS = 10.0, 200, 300
ASKED_REPORT = 10.0
ASKED_STATISTICS_MS, ASKED_EXPORT, ASKED_IMPORT = 500, 10.0, 60.0
DUE = datetime.date(2026, 9, 30)

missed: list[str] = []


def main(words: list[str]) -> int:
    """Fill, measure, print."""
    with tempfile.TemporaryDirectory(prefix="ditan-movement-") as folder, database("--postgres" in words) as address:
        os.environ.update(DITAN_VAR=folder, DITAN_SECRET_KEY="only for measuring")  # noqa: S106
        os.environ.update(DITAN_TRIAL="1", DITAN_DATA_KEYS="measuring:" + "m" * 43)
        os.environ["DJANGO_SETTINGS_MODULE"] = "ditan.web.settings"
        if address:
            os.environ["DITAN_DATABASE_URL"] = address
        measure(small="--small" in words)
    return 1 if missed else 0


def measure(*, small: bool) -> None:
    """Fill the database that the settings name, and take each step."""
    import django

    django.setup()
    from django.core.management import call_command

    from ditan.base.access.services import make_declared_roles

    call_command("migrate", verbosity=0)
    make_declared_roles()
    scale = 20 if small else 1
    with timed("people"):
        fill()
    for room in ROOMS:
        room(scale)


def fill() -> None:
    """Fifty organisations, each with a head and a clerk; an office of two and a leader."""
    from django.contrib.auth.models import User

    from ditan.base.access.models import Grant, Role, RoleOfPost
    from ditan.base.directory.models import Holding, Organisation, Person, Post

    long_ago = datetime.date(2020, 1, 1)
    roles = {each.name: each for each in Role.objects.all()}
    for number in range(ORGANISATIONS):
        made = Organisation.objects.create(name=f"区第{number}局", kind="department")
        Organisation.objects.filter(pk=made.pk).update(path=f"{made.pk:08d}")
        for position, title in enumerate(("局长", "双碳专员")):
            user = User.objects.create(username=f"{title}{number}")
            person = Person.objects.create(name=f"{title}{number}", user=user)
            post = Post.objects.create(organisation=made, title=title, position=position)
            Holding.objects.create(person=person, post=post, valid_from=long_ago)
            RoleOfPost.objects.create(post=post, role=roles["部门"])
    for name, role in (("统筹甲", "统筹"), ("统筹乙", "统筹"), ("区长", "领导")):
        Grant.objects.create(user=User.objects.create(username=name), role=roles[role], valid_from=long_ago)


def escalating(scale: int) -> None:
    """10,000 clocks: a quiet night, one on which every clock climbs, the same again, one of all missed levels."""
    from ditan.base.directory.models import Organisation
    from ditan.base.workflow.clocks.services import Start, load_chains, run_escalations, start_clocks

    chain = load_chains()
    places = list(Organisation.objects.order_by("pk")[:ORGANISATIONS])
    rows = [
        Start(
            key=f"benchmark.thing:{number}",
            title=f"任务{number}",
            due_on=DUE + datetime.timedelta(days=number % 5),
            organisation=places[number % len(places)],
            chain=chain,
            handles="workflow.fill_in",
            office="workflow.review_coordination",
            link="/",
        )
        for number in range(CLOCKS // scale)
    ]
    with timed(f"{len(rows):,} clocks started"):
        start_clocks(rows, on=datetime.date(2026, 6, 1))
    nights = (
        ("a quiet night", datetime.date(2026, 7, 1)),
        ("a night of reminders", datetime.date(2026, 9, 29)),
        ("a night of two levels", datetime.date(2026, 10, 15)),
        ("the same night again", datetime.date(2026, 10, 15)),
        ("a night up to the leader", datetime.date(2026, 10, 30)),
    )
    for name, day in nights:
        with timed(name, most=ASKED_NIGHT):
            print(f"  {run_escalations(day)}")


def serving(scale: int) -> None:
    """The five shipped plans, confirmed for show: what serves what is looked for, the graph of the largest is asked for."""
    from django.contrib.auth.models import User
    from django.test import Client
    from django.urls import reverse

    from ditan.base.records.services import load_shipped_metrics
    from ditan.base.workflow.models import Job
    from ditan.domains.plans.jobs import read_plan
    from ditan.domains.plans.models import PlanDocument
    from ditan.domains.plans.selectors.serving import serving_page
    from ditan.domains.plans.services.examples import load_demo_confirmations, load_examples
    from ditan.domains.plans.services.serving import keep_serving
    from ditan.domains.plans.views.serving import chart_of
    from ditan.domains.workplans.services import make_workplan

    user = User.objects.create_superuser("serving")
    load_shipped_metrics()
    load_examples(user=user)
    for job in Job.objects.filter(kind="read_plan"):
        read_plan(job, lambda *_told: None)
    load_demo_confirmations(user=user)
    plan = PlanDocument.objects.get(title__contains="铜梁区应对气候变化")
    with timed("looking through plan 004 again"):
        keep_serving([plan.pk])
    with timed("the graph of plan 004", most=ASKED_GRAPH):
        found = serving_page(user, plan.pk)
        chart = chart_of(found)
    print(f"  {len(chart['nodes'])} nodes, {len(chart['edges'])} lines of {found.counts['lines']} ties")
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    address = reverse("plans:serving", args=[plan.pk])
    client.get(address)
    with timed("its page", most=ASKED_GRAPH):
        assert client.get(address).status_code == 200
    keys = list(PlanDocument.objects.values_list("pk", flat=True))
    with timed("a year taken out of five plans"):
        made = make_workplan(user=user, year=2025, plans=keys)
    print(f"  {made.lines.count()} lines")


def projecting(scale: int) -> None:
    """2,000 projects with four lines of money, two milestones and two quantities each: sums, lists, one page."""
    from decimal import Decimal

    from django.contrib.auth.models import User
    from django.test import Client
    from django.utils import timezone

    from ditan.base.directory.models import Organisation
    from ditan.domains.projects.models import Milestone, Money, Project, Quantity
    from ditan.domains.projects.services import refresh

    places, now = list(Organisation.objects.order_by("pk")[:ORGANISATIONS]), timezone.now()
    states = ("stock", "approved", "under_way", "under_way", "done")
    rows = [
        Project(
            name=f"项目{number}",
            organisation=places[number % len(places)],
            state=states[number % len(states)],
            start_year=2021 + number % 3,
            due_year=2026,
            category=f"类别{number % 12}",
            content="建设内容" * 40,
        )
        for number in range(PROJECTS // scale)
    ]
    with timed(f"{len(rows):,} projects stored"):
        made = Project.objects.bulk_create(rows)
        lines = (
            ("planned", "上级资金", 2024),
            ("planned", "", None),
            ("allocated", "上级资金", 2024),
            ("spent", "", 2025),
        )
        Money.objects.bulk_create(
            Money(project=each, line=line, kind=kind, fund=fund, year=year, amount=Decimal("1234.56"), at=now)
            for each in made
            for line, (kind, fund, year) in enumerate(lines, start=1)
        )
        days = (datetime.date(2025, 6, 30), datetime.date(2026, 12, 31))
        Milestone.objects.bulk_create(
            Milestone(project=each, title="节点", due_on=day) for each in made for day in days
        )
        Quantity.objects.bulk_create(
            Quantity(project=each, position=place, what="工程量", unit="台", planned=99)
            for each in made
            for place in (1, 2)
        )
    with timed("sums and lights of all projects"):
        for start in range(0, len(made), 500):
            refresh(made[start : start + 500])
    lists = tuple(
        f"/projects/?{query}" for query in ("", "state=under_way", "light=red", "words=项目1", "page=7&size=100")
    )
    pages = (
        Page("projects", lists),
        Page("projects, Gantt", ("/projects/gantt/", "/projects/gantt/?state=under_way&size=100")),
        Page("one project", tuple(f"/projects/{each.pk}/" for each in made[:5])),
    )
    for who in ("统筹甲", "双碳专员7"):
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(User.objects.get(username=who))
        asked = pages if who == "统筹甲" else pages[:2]
        missed.extend(f"{page.name} for {who}" for page in asked if not ask(client, page))


def supervising(scale: int) -> None:
    """10,000 matters of fifty organisations: the list, searched and sorted; the page of a department, of a matter."""
    from django.contrib.auth.models import User
    from django.test import Client

    from ditan.base.directory.models import Organisation
    from ditan.base.workflow.clocks.services import run_escalations, start_clocks
    from ditan.domains.supervision.clocks import start_of
    from ditan.domains.supervision.models import Matter, MatterClass, MatterStep, Part
    from ditan.domains.supervision.services import load_classes

    load_classes()
    places = list(Organisation.objects.order_by("pk")[:ORGANISATIONS])
    kind = MatterClass.objects.get(shipped="ordinary")
    today = datetime.date.today()
    with timed(f"{MATTERS // scale:,} matters stored"):
        Matter.objects.bulk_create(
            [
                Matter(
                    number=f"{today.year}-{serial:05d}",
                    year=today.year,
                    serial=serial,
                    title=f"第{serial}项任务：建设公共充电桩并接入监管平台",
                    organisation=places[serial % len(places)],
                    matter_class=kind,
                    due_on=today + datetime.timedelta(days=serial % 200 - 60),
                    handed_out_on=today - datetime.timedelta(days=90),
                    state=STATES[serial % len(STATES)],
                    done_on=today if STATES[serial % len(STATES)] in ("done", "closed") else None,
                    reported_on=today if STATES[serial % len(STATES)] in ("done", "closed", "reported") else None,
                )
                for serial in range(1, MATTERS // scale + 1)
            ],
            batch_size=1000,
        )
        rows = list(Matter.objects.order_by("pk"))
        Part.objects.bulk_create(
            [Part(matter=each, organisation_id=each.organisation_id or 0, role="lead") for each in rows]
            + [
                Part(matter=each, organisation=places[(each.serial + 7) % len(places)], role="cooperating")
                for each in rows
            ],
            batch_size=1000,
        )
        stepped = [("hand_out", "draft", "handed_out"), ("accept", "handed_out", "accepted")]
        at = datetime.datetime.now(datetime.UTC)
        MatterStep.objects.bulk_create(
            [MatterStep(matter=each, step=a, before=b, after=c, at=at) for each in rows for a, b, c in stepped],
            batch_size=1000,
        )
    open_ones = [each for each in rows if each.state not in ("done", "closed", "reported")]
    for each in open_ones:
        each.matter_class = kind
    start_clocks([start_of(each) for each in open_ones], on=today - datetime.timedelta(days=90))
    with timed(f"a night over {len(open_ones):,} matters", most=ASKED_NIGHT):
        print(f"  {run_escalations(today)}")
    people = {name: User.objects.get(username=name) for name in ("统筹甲", "双碳专员7", "区长")}
    place = places[7].pk
    pages = (
        ("the office's list", "统筹甲", "/supervision/", ASKED_LIST_MS),
        ("… of 100, a late page", "统筹甲", "/supervision/?size=100&page=30", ASKED_LIST_MS),
        ("… overdue", "统筹甲", "/supervision/?state=overdue", ASKED_LIST_MS),
        ("… searched", "统筹甲", "/supervision/?words=充电桩&state=", ASKED_LIST_MS),
        ("a department's list", "双碳专员7", "/supervision/", ASKED_LIST_MS),
        ("a department's own page", "双碳专员7", f"/supervision/departments/{place}/", ASKED_DEPARTMENT_MS),
        ("the same for the leader", "区长", f"/supervision/departments/{place}/", ASKED_DEPARTMENT_MS),
        ("who is late", "区长", "/supervision/overview/", ASKED_DEPARTMENT_MS),
        ("one matter", "双碳专员7", f"/supervision/{rows[6].pk}/", ASKED_DEPARTMENT_MS),
    )
    for name, who, address, asked in pages:
        client = Client(HTTP_HOST="localhost")
        client.force_login(people[who])
        visited(name, client, address, asked)


def counting(scale: int) -> None:
    """The same matters counted by organisation, laid out by days, written into a ledger, and a ledger read back in."""
    from pathlib import Path

    from django.conf import settings
    from django.contrib.auth.models import User
    from django.test import Client

    from ditan.domains.supervision.exchange.export import produce
    from ditan.domains.supervision.exchange.importing import (
        hand_in_ledger,
        map_ledger,
        read_ledger,
        save_ledger,
        take_ledger,
    )
    from ditan.domains.supervision.exchange.mapping import guess
    from ditan.domains.supervision.models import Matter
    from ditan.domains.supervision.selectors.statistics import by_organisation

    office, today = User.objects.get(username="统筹甲"), datetime.date.today()
    first, last = datetime.date(today.year, 1, 1), datetime.date(today.year, 12, 31)
    with timed(f"statistics of {Matter.objects.count():,} matters", most=ASKED_DEPARTMENT_MS / 1000):
        by_organisation(office, first, last)
    client = Client(HTTP_HOST="localhost")
    client.force_login(office)
    visited("the page of statistics", client, "/supervision/statistics/", ASKED_STATISTICS_MS)
    visited("the calendar", client, "/supervision/calendar/", ASKED_DEPARTMENT_MS)
    path = Path(settings.VAR_DIR) / "ledger.xlsx"
    with timed(f"{Matter.objects.count():,} matters exported", most=ASKED_EXPORT):
        produce(office, {"filters": {"state": ""}}, path, lambda _share, _stage: None)
    # As if another office's ledger: none of its matters is known by its number and title.
    Matter.objects.update(title="原事项")
    with timed("the ledger handed in", most=ASKED_EXPORT):
        made = hand_in_ledger(user=office, name="台账.xlsx", data=path.read_bytes())
    found = guess(made)
    fields = {column.place: column.field for column in found.columns}
    made = map_ledger(
        user=office,
        pk=made.pk,
        sheet=found.sheet,
        first=found.head.first,
        last=found.head.last,
        fields=[fields.get(place, "") for place in range(len(found.titles))],
        year=found.year,
    )
    with timed("… read", most=ASKED_IMPORT):
        print(f"  {read_ledger(made.pk, made.read, lambda _share, _stage: None).counts}")
    take_ledger(user=office, pk=made.pk)
    with timed("… taken in", most=ASKED_IMPORT):
        print(f"  {save_ledger(made.pk, lambda _share, _stage: None).recorded} matters")


def visited(name: str, client: Any, address: str, asked: float) -> None:
    """Open a page often enough for its 95th percentile, and print it with its queries."""
    from django.db import connection

    asked_for = list[str]()

    def counting(execute: Any, sql: str, *rest: Any) -> Any:
        asked_for.append(sql)
        return execute(sql, *rest)

    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    with connection.execute_wrapper(counting):
        client.get(address)
    walls, busy = list[float](), time.process_time()
    for _round in range(ROUNDS):
        began = time.perf_counter()
        client.get(address)
        walls.append((time.perf_counter() - began) * 1000)
    busy = (time.process_time() - busy) * 1000 / ROUNDS
    late = sorted(walls)[int(ROUNDS * 0.95) - 1]
    half = sorted(walls)[ROUNDS // 2]
    print(
        f"{name}: p95 {late:.0f} ms, median {half:.0f}, processor {busy:.0f}, {len(asked_for)} queries, asked ≤ {asked:g} ms"
    )
    if late > asked:
        missed.append(name)


def evaluating(scale: int) -> None:
    """Plan 004 with its 140 tasks and 45 projects, as `serving` has confirmed it, with six years of values: its annual
    evaluation gathered, looked at, written as pdf and docx, and frozen."""
    from django.contrib.auth.models import User
    from django.test import Client

    from ditan.base.records.models import Status
    from ditan.base.records.services import record
    from ditan.base.reporting.documents import render_docx, render_pdf
    from ditan.domains.evaluation.models import Evaluation
    from ditan.domains.evaluation.selectors.evaluations import document_now
    from ditan.domains.evaluation.services import finalise, make_evaluation, write_chapter
    from ditan.domains.plans.models import PlanDocument
    from ditan.domains.projects.services import from_plan

    chief = User.objects.get(username="serving")
    plan = PlanDocument.objects.get(title__contains="铜梁区应对气候变化")
    from_plan(user=chief, plan=plan)
    for target in plan.tracked.filter(value__isnull=False).select_related("subject", "metric"):
        for year in range(2020, 2026):
            told = {
                "status": Status.FINAL,
                "origin": "round",
                "reported": f"{(target.value or 0) * (0.9 + year % 5 / 50):.2f}",
            }
            record(
                user=None,
                permission=None,
                subject=target.subject,
                metric=target.metric,
                period=str(year),
                basis=target.basis,
                **told,
            )
    draft = make_evaluation(user=chief, plan=plan.pk, kind="annual", year=2025)
    with timed("evaluation gathered and composed", most=ASKED_REPORT):
        document = document_now(chief, draft)
    with timed("evaluation as pdf", most=ASKED_REPORT):
        print(f"  {len(render_pdf(document)):,} bytes")
    with timed("evaluation as docx", most=ASKED_REPORT):
        print(f"  {len(render_docx(document)):,} bytes")
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(chief)
    with timed("evaluation on the screen"):
        print(f"  {len(client.get(f'/evaluation/{draft.pk}/').content):,} bytes")
    for code in ("problems", "next"):
        version = Evaluation.objects.get(pk=draft.pk).version
        write_chapter(user=chief, pk=draft.pk, version=version, code=code, text="一段。")
    with timed("evaluation frozen", most=ASKED_REPORT):
        finalise(user=chief, pk=draft.pk, version=Evaluation.objects.get(pk=draft.pk).version)


def assessing(scale: int) -> None:
    """An assessment of fifty organisations by thirty lines."""
    from benchmarks.assessing import assess

    missed.extend(assess(scale, timed, visited, ASKED_DEPARTMENT_MS))


ROOMS: tuple[Callable[[int], None], ...] = (
    escalating,
    serving,
    projecting,
    supervising,
    counting,
    evaluating,
    assessing,
)


@contextmanager
def timed(name: str, most: float | None = None) -> Iterator[None]:
    """Print how long a step took, and remember where it took longer than asked."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    wall, busy = time.perf_counter(), time.process_time()
    with CaptureQueriesContext(connection) as queries:
        yield
    wall, busy = time.perf_counter() - wall, time.process_time() - busy
    asked = f", asked ≤ {most:g} s" if most is not None else ""
    print(f"{name}: {wall:.2f} s, processor {busy:.2f} s, {len(queries)} statements{asked}")
    if most is not None and wall > most:
        missed.append(name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
