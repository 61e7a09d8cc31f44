"""Measure records at the size of a million values: lists and boards, computing, a workbook of 100,000 rows.

    python -m benchmarks.records [--postgres] [--small] [--reading]

2,500 metrics of 40 regions over 10 years, 500 of the metrics computed. Prints wall time and processor time of each step; ends
with 1 where one takes longer than asked. `--reading` leaves out computing and importing, and with them the computed values.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.pages import database

REGIONS, YEARS, REPORTED, COMPUTED = 40, range(2016, 2026), 2_000, 500
IMPORTED_METRICS, MONTHS = 250, 10
ASKED_LIST_MS, ASKED_COMPUTE, ASKED_IMPORT = 200, 5.0, 60.0
ROUNDS = 40

missed: list[str] = []


def main(words: list[str]) -> int:
    """Fill, measure, print."""
    with tempfile.TemporaryDirectory(prefix="ditan-records-") as folder, database("--postgres" in words) as address:
        os.environ.update(DITAN_VAR=folder, DITAN_SECRET_KEY="only for measuring")  # noqa: S106
        os.environ.update(DITAN_TRIAL="1", DITAN_DATA_KEYS="measuring:" + "m" * 43)
        os.environ["DJANGO_SETTINGS_MODULE"] = "ditan.web.settings"
        if address:
            os.environ["DITAN_DATABASE_URL"] = address
        measure(small="--small" in words, reading="--reading" in words)
    return 1 if missed else 0


def measure(*, small: bool, reading: bool) -> None:
    """Fill the database that the settings name, and take each step."""
    import django

    django.setup()
    from django.contrib.auth.models import User
    from django.core.management import call_command

    from ditan.base.access.services import make_declared_roles

    global REPORTED, COMPUTED, IMPORTED_METRICS
    if small:
        REPORTED, COMPUTED, IMPORTED_METRICS = 100, 25, 20
    call_command("migrate", verbosity=0)
    make_declared_roles()
    user = User.objects.create_superuser("reader")
    with timed("filled"):
        fill()
    if not reading:
        computing(user)
    lists(user)
    board(user)
    if not reading:
        importing(user)


def fill() -> None:
    """Regions and metrics, and a value of each reported metric for each year, by the database itself."""
    from django.db import connection

    from ditan.base.records.models import Metric, Subject

    Subject.objects.bulk_create(
        Subject(kind="region", code=f"5001{number:02}", name=f"第{number}区") for number in range(REGIONS)
    )
    Metric.objects.bulk_create(
        [Metric(code=f"reported_{number}", name=f"填报指标{number}", unit="万吨") for number in range(REPORTED)]
        + [
            Metric(
                code=f"computed_{number}",
                name=f"计算指标{number}",
                unit="%",
                formula=f"填报指标{4 * number % REPORTED} / (填报指标{(4 * number + 1) % REPORTED}"
                f" + 上年同期(填报指标{(4 * number + 2) % REPORTED}))",
            )
            for number in range(COMPUTED)
        ]
    )
    years = " UNION ALL ".join(f"SELECT {year} AS y" for year in YEARS)
    with connection.cursor() as cursor:
        first, last = (f"y || '-{day}'" for day in ("01-01", "12-31"))
        if connection.vendor == "postgresql":  # SQLite keeps dates as text, and would make a number of one that is cast
            first, last = f"CAST({first} AS date)", f"CAST({last} AS date)"
        cursor.execute(_OBSERVATIONS.format(years=years, january=first, december=last))  # a few numbers of our own
        cursor.execute(_STANDINGS)
        cursor.execute("ANALYZE")


_OBSERVATIONS = """
INSERT INTO records_observation (subject_id, metric_id, period, period_kind, period_start, period_end, basis, version, state,
  number, reported, unit, qualifier, status, issuer_name, origin, role, quote, reference, reason, decided, note, demo,
  recorded_by_name, recorded_at)
SELECT s.id, m.id, CAST(y AS varchar), 'year', {january}, {december}, 'level', 1, 'number',
  10 + (s.id * 7 + m.id * 13 + y) % 900, CAST(10 + (s.id * 7 + m.id * 13 + y) % 900 AS varchar), '万吨', '=', 'final', '',
  'round', 'own', '', 'filled', '', 1 = 0, '', 1 = 0, '', CURRENT_TIMESTAMP
FROM records_subject s CROSS JOIN records_metric m CROSS JOIN ({years}) AS years WHERE m.formula = ''
"""
_STANDINGS = """
INSERT INTO records_standing (subject_id, metric_id, period, period_kind, period_end, basis, observation_id, number, status,
  origin, role, demo, versions, contested, chosen_by_name, chosen_reason)
SELECT subject_id, metric_id, period, period_kind, period_end, basis, id, number, status, origin, role, demo, 1, 1 = 0, '', ''
FROM records_observation
"""


def computing(user: Any) -> None:
    """All formulas once, again, and after one change and a thousand."""
    from django.db import connection

    from ditan.base.records.models import Metric, Observation, Standing, Subject
    from ditan.base.records.services import Report, compute, record_many

    with timed("all results new"):
        print(f"  {compute()} written")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"  {Observation.objects.count()} observations, {Standing.objects.count()} standing")
    with timed("computed again, nothing changed", ASKED_COMPUTE):
        print(f"  {compute()} written")
    subjects = list(Subject.objects.order_by("pk"))
    metrics = list(Metric.objects.filter(formula="").order_by("pk")[:25])
    for label, whom in (("one value changed", subjects[:1]), ("1,000 values changed", subjects)):
        chosen = metrics[:1] if len(whom) == 1 else metrics
        reports = [
            Report(subject, metric, "2025", "final", "manual", number=5.0 + len(whom), reason="核定")
            for subject in whom
            for metric in chosen
        ]
        with timed(f"{label}, recorded with what follows"):
            record_many(reports, user=user)


def lists(user: Any) -> None:
    """What lists and boards ask for, with varied filters."""
    from ditan.base.records.models import Metric, Subject
    from ditan.base.records.selectors import ObservationFilters, latest, observations, series

    draw = random.Random(4)
    subjects, metrics = list(Subject.objects.all()), list(Metric.objects.all())
    words = [metric.name for metric in metrics]

    def page(**filters: Callable[[], Any]) -> Callable[[], Any]:
        def ask() -> Any:
            return list(observations(user, ObservationFilters(**{name: make() for name, make in filters.items()}))[:50])

        return ask

    def whom() -> int:
        return draw.choice(subjects).pk

    def what() -> int:
        return draw.choice(metrics).pk

    asked: dict[str, Callable[[], Any]] = {
        "newest": page(),
        "one region": page(subject=whom),
        "one metric": page(metric=what),
        "one region and metric": page(subject=whom, metric=what),
        "one year": page(year=lambda: draw.choice(YEARS)),
        "a name": page(q=lambda: draw.choice(words)),
        "one status": page(status=lambda: "final"),
        "computed": page(origin=lambda: "computed"),
        "contested": page(contested=lambda: True),
        "by metric": page(order=lambda: "metric"),
        "by region": page(order=lambda: "subject"),
        "count of one region": lambda: observations(user, ObservationFilters(subject=whom())).order_by().count(),
        "count of all": lambda: observations(user).order_by().count(),
        "board: latest of 60 metrics × 40 regions": lambda: latest(
            user, subjects, [metric.pk for metric in draw.sample(metrics, min(60, len(metrics)))]
        ),
        "board: latest of 300 metrics of one region": lambda: latest(
            user, [draw.choice(subjects)], [metric.pk for metric in draw.sample(metrics, min(300, len(metrics)))]
        ),
        "a series with its versions": lambda: series(user, draw.choice(subjects), draw.choice(metrics)),
    }
    for label, ask in asked.items():
        pairs = [_milliseconds(ask) for _round in range(ROUNDS)]
        times, worked = (sorted(each) for each in zip(*pairs, strict=True))
        found = times[int(0.95 * ROUNDS)]
        median, processor = times[ROUNDS // 2], worked[int(0.95 * ROUNDS)]
        print(f"{label:45} p95 {found:7.1f} ms, median {median:7.1f} ms, processor {processor:7.1f} ms", flush=True)
        if found > ASKED_LIST_MS:
            missed.append(label)


def _milliseconds(ask: Callable[[], Any]) -> tuple[float, float]:
    """Wall and processor time."""
    started, working = time.perf_counter(), time.process_time()
    ask()
    return 1000 * (time.perf_counter() - started), 1000 * (time.process_time() - working)


def board(user: Any) -> None:
    """Targets of 60 metrics in every region, judged on their values, and the pages that show them."""
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from benchmarks.pages import Page, ask
    from ditan.base.records.models import Metric, Source, Subject
    from ditan.domains.plans.models import PlanDocument, TrackedTarget
    from ditan.domains.plans.services.standings import refresh

    regions = list(Subject.objects.order_by("pk"))
    metrics = list(Metric.objects.filter(formula="").order_by("pk")[:60])
    targets = []
    for number, region in enumerate(regions):
        source = Source.objects.create(name=f"{number}.txt", sha256=f"{number:064}", size=1)
        told = {"title": f"{region.name}规划", "status": "issued", "period_start": 2021, "period_end": 2030}
        plan = PlanDocument.objects.create(source=source, region=region, **told)
        targets += [
            TrackedTarget(
                plan=plan, subject=region, metric=metric, name=metric.name, unit=metric.unit, year=2030, value=500.0
            )
            for metric in metrics
        ]
    TrackedTarget.objects.bulk_create(targets, batch_size=500)
    with timed(f"{len(targets)} targets judged"):
        refresh([target.pk for target in targets])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    here, code = reverse("plans:board"), regions[7].code
    addresses = ("", "?view=table", f"?region={code}", "?light=red", "?page=9", "?q=填报指标4", "?situation=running")
    first = [target.pk for target in TrackedTarget.objects.order_by("pk")[:5]]
    shown = (
        Page("board of targets", tuple(here + each for each in addresses)),
        Page("one target", tuple(reverse("plans:tracked", args=[key]) for key in first), bound=False),
        Page("values", tuple(reverse("records:observations") + each for each in ("", "?q=填报指标4", "?year=2024"))),
        Page("missing inputs", (reverse("records:metrics_missing"),), bound=False),
    )
    for page in shown:
        if not ask(client, page):
            missed.append(page.name)


def importing(user: Any) -> None:
    """A workbook of 100,000 rows: read into its report, then recorded with the results that follow."""
    from ditan.base.records.services import hand_in_values, read_values, save_values, take_values

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "values.xlsx"
        rows = _write(path)
        data = path.read_bytes()
    print(f"workbook of {rows} rows, {len(data) / 1e6:.1f} MB")
    stages: list[str] = []
    made = hand_in_values(user=user, name="values.xlsx", data=data)
    started = time.perf_counter()
    with timed("read into a report"):
        made = read_values(made.pk, lambda share, stage: stages.append(stage))
    print(f"  {made.counts}, {made.problem or 'no problem'}, {len(stages)} reports of progress")
    take_values(user=user, pk=made.pk)
    with timed("recorded with what follows"):
        made = save_values(made.pk, lambda share, stage: None)
    taken = time.perf_counter() - started
    print(f"  {made.recorded} recorded; import altogether {taken:.1f} s")
    if taken > ASKED_IMPORT:
        missed.append("import")


def _write(path: Path) -> int:
    from ditan.base.reporting.sheet import Sheet

    with Sheet(path, "数据") as sheet:
        sheet.head(("统计对象", "指标代码", "报告期", "数值", "单位", "数据状态", "说明"))
        for metric in range(IMPORTED_METRICS):
            for region in range(REGIONS):
                for month in range(1, MONTHS + 1):
                    value = 10 + (metric * 7 + region * 3 + month) % 90
                    sheet.row((f"第{region}区", f"reported_{metric}", f"2026年{month}月", value, "万吨", "快报", ""))
        return sheet.rows


@contextmanager
def timed(label: str, asked: float = 0.0) -> Iterator[None]:
    """Print what a step takes."""
    started, worked = time.perf_counter(), time.process_time()
    yield
    wall, processor = time.perf_counter() - started, time.process_time() - worked
    print(f"{label:45} {wall:6.2f} s, processor {processor:6.2f} s", flush=True)
    if asked and wall > asked:
        missed.append(label)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
