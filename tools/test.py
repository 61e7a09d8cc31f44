"""`./ditan test`: the checks, the database tests on PostgreSQL, then everything on SQLite.

    ./ditan test [--quick] [pytest arguments]

`--quick` leaves out browsers, PostgreSQL and the released form. Everything is run even where something before it
failed; the exit code is 0 only when all of it passed. The last line is pytest's own summary of the whole suite.
"""

from __future__ import annotations

import os
import subprocess
import sys

from tools import check, system
from tools.assets import ROOT
from tools.postgres import postgres

QUICK = "not browser and not build and not slow"
ON_POSTGRES = "database and not browser and not build"


def main(arguments: list[str]) -> int:
    """Run everything that was asked for."""
    quick = "--quick" in arguments
    rest = [argument for argument in arguments if argument != "--quick"]
    passed = check.main() == 0
    if quick:
        return 0 if pytest("-m", QUICK, *rest) and passed else 1
    system.provide_browser()
    with postgres() as address:
        say("数据库测试：PostgreSQL")
        passed = pytest("-m", ON_POSTGRES, *rest, database=address) and passed
    if not passed:
        say("前面的检查或 PostgreSQL 测试未通过，见上文；下面仍运行全部测试")
    say("全部测试：SQLite")
    return 0 if pytest(*rest) and passed else 1


def pytest(*arguments: str, database: str | None = None) -> bool:
    """Run pytest; whether it passed."""
    environment = {**os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE": "1"}
    environment.pop("DITAN_DATABASE_URL", None)
    if database is not None:
        environment["DITAN_DATABASE_URL"] = database
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", *arguments], cwd=ROOT, env=environment, check=False)
    return done.returncode == 0


def say(text: str) -> None:
    """A line between the parts."""
    print(f"── {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
