"""`./ditan test`: the checks, the database tests on PostgreSQL, then everything on SQLite.

    ./ditan test [--quick] [pytest arguments]

`--quick` leaves out browsers, PostgreSQL, the released form and what is marked slow. Each run takes every processor: a
file's tests go to one of them, so that what a file prepares is prepared once. Everything is run even where something
before it failed; the exit code is 0 only when all of it passed. The last line is pytest's own summary, without `--quick`
that of the whole suite.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import check, system
from tools.assets import ROOT
from tools.postgres import postgres

FEW = ("-m", "not browser and not build and not slow", "--hypothesis-profile=quick")
ON_POSTGRES = "database and not browser and not build and not anywhere"
WITHOUT_THE_CORE = ("tests", "--ignore=tests/core")
"""Where tests of the database stand; the core knows none."""
SPREAD = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")


def main(arguments: list[str]) -> int:
    """Run everything that was asked for."""
    rest = [argument for argument in arguments if argument != "--quick"]
    passed = quick(rest) if "--quick" in arguments else full(rest)
    return 0 if passed else 1


def quick(rest: list[str]) -> bool:
    """The checks beside the tests that take little time; all on one processor where tests are named."""
    with started(*FEW, *(rest or SPREAD)) as tests:
        checked = check.main() == 0
        return tests.shown() and checked


def full(rest: list[str]) -> bool:
    """The checks beside the database tests on PostgreSQL, then all tests on SQLite."""
    system.provide_browser()
    with (
        postgres() as address,
        started("-m", ON_POSTGRES, *SPREAD, *(rest or WITHOUT_THE_CORE), database=address) as tests,
    ):
        checked = check.main() == 0
        say("数据库测试：PostgreSQL")
        on_postgres = tests.shown()
    if not (checked and on_postgres):
        say("前面的检查或 PostgreSQL 测试未通过，见上文；下面仍运行全部测试")
    say("全部测试：SQLite")
    with started(*SPREAD, *rest) as tests:
        return tests.shown() and checked and on_postgres


class Tests:
    """A started run of pytest whose output waits in a file until it is wanted."""

    def __init__(self, process: subprocess.Popen[bytes], output: Path) -> None:
        self.process = process
        self.output = output

    def shown(self) -> bool:
        """Print what it printed so far and go on as it prints; whether it passed."""
        with self.output.open("rb") as output:
            while True:
                ended = self.process.poll() is not None
                while part := output.read(65536):
                    sys.stdout.buffer.write(part)
                sys.stdout.flush()
                if ended:
                    return self.process.returncode == 0
                try:
                    self.process.wait(0.5)
                except subprocess.TimeoutExpired:
                    pass


@contextmanager
def started(*arguments: str, database: str | None = None) -> Iterator[Tests]:
    """Start pytest on SQLite, or on the database at this address."""
    # Playwright's own loop runs in the thread that then asks the database: Django would take that for a mistake.
    environment = {**os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE": "1"}
    # What one process compiled, the next need not compile again: tests start many.
    for name in ("DITAN_DATABASE_URL", "PYTHONDONTWRITEBYTECODE"):
        environment.pop(name, None)
    if database is not None:
        environment |= {"DITAN_DATABASE_URL": database, "DITAN_TEST_TEMPLATE": "ditan_migrated"}
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    with tempfile.NamedTemporaryFile(prefix="ditan-pytest-") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            yield Tests(process, Path(output.name))
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()


def say(text: str) -> None:
    """A line between the parts."""
    print(f"── {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
