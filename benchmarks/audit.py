"""How long the log takes: writing, sealing, verifying, and reading a page of it, at a number of rows.

    python -m benchmarks.audit --rows 100000

It makes a database of its own in a scratch folder and takes it away again.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--lists-only", action="store_true", help="measure no sealing and no verifying")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ditan-benchmark-") as name:
        os.environ["DITAN_VAR"] = name
        os.environ["DITAN_SECRET_KEY"] = "only-for-this-run"  # noqa: S105
        os.environ["DITAN_DATABASE_URL"] = f"sqlite:///{Path(name) / 'log.sqlite3'}"
        os.environ["DJANGO_SETTINGS_MODULE"] = "ditan.web.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        _measure(asked.rows, chain=not asked.lists_only)


def _measure(rows: int, *, chain: bool) -> None:
    _say("write one by one (1,000 rows)", _timed(lambda: _record(1_000)))
    _fill(rows - 1_000)
    if chain:
        _measure_chain(rows)
    for what, asked in _searches().items():
        times = sorted(_timed(asked) for _ in range(20))
        _say(f"list: {what}, p95 of 20", times[18])


def _measure_chain(rows: int) -> None:
    from ditan.base.audit.services.sealing import seal_log
    from ditan.base.audit.services.verifying import verify_log

    _say(f"seal {rows:,} rows", _timed(seal_log))
    taken = [_timed(verify_log) for _ in range(3)]
    _say(f"verify {rows:,} rows, best of 3", min(taken))
    _say(f"verify {rows:,} rows, worst of 3", max(taken))
    assert verify_log().sound


def _record(number: int) -> None:
    from django.db import transaction

    from ditan.base.audit.services import record

    for each in range(number):
        with transaction.atomic():
            record(
                act="plans.item_confirmed", target_kind="plans.target", target_key=each, after={"state": "confirmed"}
            )


def _fill(number: int) -> None:
    """Rows as they come in real life: different people, acts, addresses, with before and after. Written by one
    statement, because a million objects of Python would take longer than all that is measured."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            """WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < %s)
            INSERT INTO audit_entry (at, act, outcome, user_key, user_name, organisation_name, address, agent, request_id,
                target_kind, target_key, target_name, before, after, detail)
            SELECT strftime('%%Y-%%m-%%d %%H:%%M:%%S', 'now', '-' || (%s - i) || ' seconds'),
                CASE i %% 4 WHEN 0 THEN 'plans.item_confirmed' WHEN 1 THEN 'plans.item_edited'
                    WHEN 2 THEN 'accounts.signed_in' ELSE 'access.role_changed' END,
                'done', i %% 500, '用户' || (i %% 500), '第' || (i %% 60) || '局', '10.0.' || (i %% 8) || '.' || (i %% 250),
                'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', printf('%%032x', i),
                'plans.target', i, '到2025年单位地区生产总值二氧化碳排放下降' || (i %% 40) || '%%',
                '{"value": ' || (i %% 40) || ', "state": "proposed"}', '{"value": ' || (i %% 41) || ', "state": "confirmed"}', ''
            FROM n""",
            [number, number],
        )


def _searches() -> dict[str, Callable[[], Any]]:
    from datetime import date

    from django.contrib.auth.models import User

    from ditan.base.audit.selectors import LogFilters, entries, stretch

    user = User(username="auditor", is_superuser=True, is_active=True)
    long_ago = date(2000, 1, 1)

    def asked(before: str = "", **filters: Any) -> Callable[[], Any]:
        return lambda: stretch(entries(user, LogFilters(since=long_ago, **filters)), size=20, before=before)

    middle = stretch(entries(user, LogFilters(since=long_ago, who="用户250")), size=100).last
    return {
        "newest": asked(),
        "from the middle": asked(before=middle),
        "one act": asked(act="access.role_changed"),
        "one address": asked(address="10.0.3.3"),
        "one person": asked(who="用户250"),
        "an object by a part of its name": asked(object="下降39%"),
        "an object that is not there": asked(object="没有这个"),
    }


def _timed(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


def _say(what: str, seconds: float) -> None:
    print(f"{what:<44} {seconds * 1000:>9.1f} ms", flush=True)


if __name__ == "__main__":
    main()
