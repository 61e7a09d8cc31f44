"""The command as a process of its own: exit codes, encodings, pipes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import PLANS, ROOT

pytestmark = pytest.mark.slow


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m ditan …`."""
    return subprocess.run(
        [sys.executable, "-m", "ditan", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment},
        capture_output=True,
        check=False,
    )


def test_the_command_runs_as_a_module() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, b"ditan 0.1.0\n")


def test_nothing_asked_for_shows_the_commands() -> None:
    text = run().stdout.decode()
    assert all(f" {command} " in text for command in ("read", "check-plans", "run", "worker", "manage"))


def test_a_file_that_is_not_there_gives_exit_code_one(tmp_path: Path) -> None:
    done = run("read", str(tmp_path / "nothing.txt"))
    assert done.returncode == 1
    assert "没有这个文件" in done.stderr.decode()


def test_chinese_survives_a_terminal_that_claims_not_to_know_it() -> None:
    done = run("read", str(PLANS / "003-gaoxin-pollution-carbon.txt"), "--format", "json", LC_ALL="C", LANG="C")
    assert done.returncode == 0
    assert "减污降碳" in done.stdout.decode("utf-8")


def test_reading_does_not_wake_the_web_framework() -> None:
    code = "import sys, ditan.cli; print([name for name in sys.modules if name.split('.')[0] == 'django'])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        check=True,
    )
    assert done.stdout == b"[]\n"
