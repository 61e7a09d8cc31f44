"""Fifty people at work at once: all log in, then ask for pages, lists and the API, mixed, each with a time to think.

    python -m benchmarks.load [--users 50] [--seconds 60] [--think 4]

Starts PostgreSQL and the product on loopback, fills a library, and sends a bounded number of requests from threads of
this process. Prints the 95th percentile of each kind of request and of all together; ends with 1 where it is over
what is asked or an answer was not what it should be.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.browsing import Visitor, WrongAnswer
from tests.skeleton.running import free_port, running
from tools.assets import ROOT
from tools.postgres import postgres

ASKED_MS = 500.0
PLANS, ITEMS = 40, 8_000
PATIENCE = 90
"""Seconds for all to log in, and for the last answers."""
PASSWORD = "Zaoshang-8dian-kaihui"  # noqa: S105 - of accounts that live for a minute


@dataclass(slots=True)
class Record:
    """What the visitors measured, by kind of request."""

    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)
    logged_in: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, kind: str, seconds: float) -> None:
        """One answered request."""
        with self.lock:
            self.taken[kind].append(seconds * 1000)

    def fail(self, what: str) -> None:
        """One that was not answered as it should be."""
        with self.lock:
            self.wrong.append(what)


def main(words: list[str]) -> int:
    """Start everything, let the visitors work, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load")
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--think", type=float, default=4.0)
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="ditan-load-") as folder, postgres() as address:
        environment = {
            "DITAN_VAR": folder,
            "DITAN_SECRET_KEY": "only-for-measuring-" + "x" * 50,
            "DITAN_DATABASE_URL": address,
            "DITAN_DATA_KEYS": "",
            "PYTHONPATH": str(ROOT / "src"),
        }
        command = [
            sys.executable,
            "-m",
            "ditan",
            "run",
            "--trial",
            "--processes",
            str(asked.processes),
            "--port",
            str(free_port()),
        ]
        prepare(asked.users, environment)
        with running(command, cwd=Path(folder), environment=environment, within=120) as product:
            record = work(product.address, asked.users, asked.seconds, asked.think)
    return show(record, asked.users)


def prepare(users: int, environment: dict[str, str]) -> None:
    """Fill the database in a process of its own, which reads the same settings as the product."""
    command = [sys.executable, "-m", "benchmarks.crowd", str(users), str(PLANS), str(ITEMS), PASSWORD]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **environment, "DITAN_TRIAL": "1"}, check=True)


def work(address: str, users: int, seconds: int, think: float) -> Record:
    """All visitors at once, until the time is over."""
    record = Record()
    alone = Visitor(address, "crowd0").sign_in(PASSWORD)
    print(f"log-in alone {alone * 1000:.0f} ms")
    ready = threading.Barrier(users)
    threads = [
        threading.Thread(target=visit, args=(address, number, ready, seconds, think, record), daemon=True)
        for number in range(users)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds + 2 * PATIENCE)
    return record


def visit(address: str, number: int, ready: threading.Barrier, seconds: int, think: float, record: Record) -> None:
    """One person's time: log in, wait for the others, then one thing after the other."""
    chance = random.Random(number)
    visitor = Visitor(address, f"crowd{number}")
    try:
        record.logged_in.append(visitor.sign_in(PASSWORD) * 1000)
        ready.wait(PATIENCE)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            time.sleep(chance.uniform(0.5, 1.5) * think)
            kind, path = chance.choices(ROUNDS, WEIGHTS)[0]
            record.add(kind, visitor.get(path))
    except (WrongAnswer, OSError, threading.BrokenBarrierError) as error:
        record.fail(f"crowd{number}: {error}")


ROUNDS = (
    ("workbench", "/"),
    ("library", "/plans/"),
    ("list", "/plans/indicators/"),
    ("list", "/plans/tasks/?q=绿色"),
    ("list", "/plans/projects/?page=2"),
    ("list", "/plans/targets/?year=2025"),
    ("plan", "/plans/3/"),
    ("review desk", "/plans/2/review/"),
    ("contradictions", "/plans/contradictions/"),
    ("department", "/plans/departments/"),
    ("messages", "/notices/"),
    ("API", "/api/plans/plans"),
)
WEIGHTS = (4, 3, 4, 3, 3, 3, 2, 2, 1, 1, 1, 2)


def show(record: Record, users: int) -> int:
    """Print the figures; 0 where all is as asked."""
    everything = [each for times in record.taken.values() for each in times]
    for kind, times in sorted(record.taken.items()):
        print(f"        {kind:16} {len(times):5} requests  p95 {_p95(times):6.0f} ms")
    print(f"        all logging in at once: p95 {_p95(record.logged_in):.0f} ms")
    met = bool(everything) and _p95(everything) <= ASKED_MS and not record.wrong
    for line in record.wrong[:10]:
        print(f"wrong   {line}")
    print(
        f"{'met' if met else 'MISSED'}     {users} users, {len(everything)} requests, {len(record.wrong)} wrong, "
        f"p95 {_p95(everything):.0f} ms, asked ≤ {ASKED_MS:.0f} ms"
    )
    return 0 if met else 1


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else sum(times)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
