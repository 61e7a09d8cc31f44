"""Calling the command line as its users do, in an empty folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from ditan.cli import app
from tests.cli.command import SHORT_PLAN, Ditan, Done


@pytest.fixture
def ditan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ditan:
    """Calls `ditan …`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments: str | Path) -> Done:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
        return Done(result.exit_code, result.stdout, result.stderr)

    return call


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A short plan with one measure, in a folder of its own."""
    path = tmp_path / "plans" / "小城方案.txt"
    path.parent.mkdir()
    path.write_text(SHORT_PLAN, encoding="utf-8")
    return path
