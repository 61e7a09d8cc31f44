"""Measure the pages with a library of a working size: 200 plans, 40,000 items.

    python -m benchmarks.pages [--postgres]

Fills a database of its own, asks for each page with varied filters through the whole middleware stack, and prints the
95th percentile of the time, the same of the processor time (which other work on the machine does not change), and the
number of queries. Ends with 1 when a library or list page takes longer than asked.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from tools.postgres import postgres

ASKED_MS = 200.0
TIMES = 40
LISTS = ("indicators", "targets", "measures", "tasks", "projects")
WARM_UP = 2


@dataclass(frozen=True, slots=True)
class Page:
    """A page with the addresses under which it is asked for."""

    name: str
    addresses: tuple[str, ...]
    bound: bool = True
    """Whether the asked time binds this page (library and lists)."""


def main(words: list[str]) -> int:
    """Fill, ask, print."""
    with tempfile.TemporaryDirectory(prefix="ditan-pages-") as folder, database("--postgres" in words) as address:
        os.environ.update(DITAN_VAR=folder, DITAN_SECRET_KEY="only for measuring", DITAN_TRIAL="1")  # noqa: S106
        os.environ["DJANGO_SETTINGS_MODULE"] = "ditan.web.settings"
        if address:
            os.environ["DITAN_DATABASE_URL"] = address
        return measure()


@contextmanager
def database(on_postgres: bool) -> Iterator[str]:
    """The address of a PostgreSQL database, or "" for SQLite in the data folder."""
    with postgres() if on_postgres else nullcontext("") as address:
        yield address


def measure() -> int:
    """Fill the database that the settings name, and ask for every page."""
    import django

    django.setup()
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client

    from benchmarks.library import fill

    call_command("migrate", verbosity=0)
    user = User.objects.create_superuser("reader")
    started = time.perf_counter()
    plans, items = fill(user)
    print(f"{plans} plans, {items} items, filled in {time.perf_counter() - started:.0f} s")
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    met = [ask(client, page) for page in pages()]
    return 0 if all(met) else 1


def pages() -> Iterator[Page]:
    """The pages and their addresses, filters included."""
    from django.urls import reverse

    from ditan.domains.plans.models import PlanDocument, Responsibility

    plans = list(PlanDocument.objects.order_by("pk").values_list("pk", flat=True))
    codes = list(PlanDocument.objects.exclude(region=None).values_list("region__code", flat=True).distinct()[:5])
    common = Responsibility.objects.values_list("listed_as", flat=True).first() or ""
    library = reverse("plans:library")
    filters = ("", "?page=2", "?q=方案", f"?region={codes[0]}", "?status=issued", "?year=2025")
    yield Page("library", tuple(library + query for query in filters))
    for kind in LISTS:
        address = reverse(f"plans:{kind}")
        more = (f"?plan={plans[50]}", f"?department={common}", "?year=2025", "?q=绿色", "?page=20", "?passed=1")
        yield Page(kind, tuple(address + query for query in ("", *more)))
    yield Page("contradictions", (reverse("plans:contradictions"),), bound=False)
    yield Page("departments", (reverse("plans:departments"),), bound=False)
    yield Page("department", (reverse("plans:department", args=[common]),), bound=False)
    yield Page("regions", (reverse("plans:regions"),), bound=False)
    yield Page("region", tuple(reverse("plans:region", args=[code]) for code in codes), bound=False)
    yield Page("plan", tuple(reverse("plans:plan", args=[key]) for key in plans[:5]), bound=False)
    yield Page("review desk", tuple(reverse("plans:review", args=[key]) for key in plans[:5]), bound=False)


def ask(client: object, page: Page) -> bool:
    """Ask for a page again and again; print its figures; whether it is as fast as asked."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    assert isinstance(client, Client)
    for address in page.addresses[:WARM_UP]:
        client.get(address)
    taken, worked = [], []
    slowest = (0.0, "")
    for number in range(TIMES):
        started, working = time.perf_counter(), time.process_time()
        answer = client.get(page.addresses[number % len(page.addresses)])
        taken.append((time.perf_counter() - started) * 1000)
        worked.append((time.process_time() - working) * 1000)
        slowest = max(slowest, (taken[-1], page.addresses[number % len(page.addresses)]))
        if answer.status_code != 200:
            raise RuntimeError(f"{page.addresses[number % len(page.addresses)]} answered {answer.status_code}")
    with CaptureQueriesContext(connection) as queries:
        client.get(page.addresses[0])
    p95, p95_worked = (sorted(each)[int(len(each) * 0.95) - 1] for each in (taken, worked))
    met = p95 <= ASKED_MS or not page.bound
    verdict = ("met   " if met else "MISSED") if page.bound else "      "
    times = f"p95 {p95:6.0f} ms, processor {p95_worked:6.0f} ms"
    print(f"{verdict}  {page.name:<16} {times}  {len(queries)} queries  slowest {slowest[0]:.0f} ms: {slowest[1]}")
    return met


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
