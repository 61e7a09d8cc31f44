"""`./ditan check`: everything that can be said about the code without running it.

Two checks run at a time. Each prints its name, how long it took, and, where it failed, what it found.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from tools.assets import ROOT
from tools.checks import browser_floor, dependencies, lock_addresses, remote_hosts, rooms

Outcome = tuple[bool, str]
PYTHON_FOLDERS = ("src", "tests", "tools", "benchmarks")
OWN = (rooms, remote_hosts, lock_addresses, browser_floor, dependencies)


def main() -> int:
    """Run all checks; 0 when none found anything."""
    checks: dict[str, Callable[[], Outcome]] = {
        "mypy": lambda: command("mypy"),
        "migrations": lambda: command("django-admin", "makemigrations", "--check", "--dry-run"),
        "import-linter": lambda: command("lint-imports", "--no-logo"),
        "templates": lambda: command("djlint", "--lint", "--quiet", "src"),
        "ruff": lambda: command("ruff", "check", "--quiet", "--output-format=concise", *PYTHON_FOLDERS),
        "format": lambda: command("ruff", "format", "--check", "--quiet", "--output-format=concise", *PYTHON_FOLDERS),
    }
    for module in OWN:
        checks[module.__name__.rsplit(".", 1)[1]] = partial(own_check, module.problems)
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(timed, checks, checks.values()))
    return 0 if all(outcomes) else 1


def timed(name: str, check: Callable[[], Outcome]) -> bool:
    """Run one check and print what came of it."""
    started = time.perf_counter()
    passed, output = check()
    line = f"{'通过' if passed else '未通过'}  {name}  {time.perf_counter() - started:.1f} s"
    print(line if passed else f"{line}\n{output}", flush=True)
    return passed


def command(name: str, *arguments: str) -> Outcome:
    """Run a program of the virtual environment."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": f"src{os.pathsep}."}
    program = [str(Path(sys.executable).with_name(name)), *arguments]
    done = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stdout + done.stderr


def own_check(problems: Callable[[Path], list[str]]) -> Outcome:
    """Run one of our own checks."""
    found = problems(ROOT)
    return not found, "\n".join(found)


if __name__ == "__main__":
    sys.exit(main())
