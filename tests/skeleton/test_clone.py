"""The two commands from a bare clone: what a person does who has just received the repository."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.skeleton.running import ROOT, running
from tools.checks.files import our_files

pytestmark = pytest.mark.build
FIRST_START = 180
SECOND_START = 10
PATIENCE = 6
"""Wall time counts only on an idle machine; here the processor time is held, and the wall time this much longer."""


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The work tree's own files and nothing else."""
    folder = tmp_path_factory.mktemp("clone") / "ditan"
    for path in our_files(ROOT, "*"):
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    return folder


def test_the_first_start_sets_up_and_serves_and_the_second_is_quick(clone: Path) -> None:
    environment = {"DITAN_VAR": str(clone / "var"), "DITAN_SECRET_KEY": "", "PYTHONPATH": "", "VIRTUAL_ENV": ""}
    with running(["./ditan", "run"], cwd=clone, environment=environment, within=FIRST_START * PATIENCE) as first:
        assert "密码" in first.printed
        assert ".btn" in first.page("/static/vendor/tabler/tabler.min.css")
        assert first.cpu_seconds < FIRST_START
    with running(["./ditan", "run"], cwd=clone, environment=environment, within=SECOND_START * PATIENCE) as second:
        assert "<form" in second.page("/login/")
        assert second.cpu_seconds < SECOND_START
    print(f"first start {first.seconds:.1f} s, second start {second.seconds:.1f} s")


def test_setting_up_again_changes_nothing_and_takes_no_time(clone: Path) -> None:
    subprocess.run(["./ditan", "setup"], cwd=clone, check=True, capture_output=True)
    stamp = (clone / ".venv" / "ditan.stamp").stat().st_mtime_ns
    started = time.perf_counter()
    again = subprocess.run(["./ditan", "setup"], cwd=clone, check=True, capture_output=True, text=True)
    assert time.perf_counter() - started < 2
    assert (again.stdout, again.stderr) == ("", "")
    assert (clone / ".venv" / "ditan.stamp").stat().st_mtime_ns == stamp


def test_nothing_of_the_set_up_would_be_committed(clone: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=clone, check=True)
    ours = {str(path.relative_to(clone)) for path in our_files(clone, "*")}
    assert not [name for name in ours if name.startswith((".venv", "var", "dist")) or "/vendor/" in name]


def test_help_names_every_command(clone: Path) -> None:
    done = subprocess.run(["./ditan", "--help"], cwd=clone, check=True, capture_output=True, text=True)
    assert all(f"./ditan {command}" in done.stdout for command in ("run", "test", "check", "build", "setup", "lock"))


def test_the_script_is_plain_posix_shell(clone: Path) -> None:
    assert (clone / "ditan").read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    subprocess.run(["dash", "-n", "ditan"], cwd=clone, check=True)
