"""What the documents say is true: examples print what they show, commands and files exist, links lead somewhere."""

from __future__ import annotations

import doctest
import re
import subprocess
from pathlib import Path

import pytest
from typer.main import get_command

from ditan.cli import app
from tests.skeleton.running import ROOT
from tools.checks.files import our_files

DOCUMENTS = sorted(path for path in our_files(ROOT, "*.md"))
OF_THE_SCRIPT = {"run", "test", "check", "build", "setup", "lock"}
COMMAND = re.compile(r"(?:\./|/opt/ditan/bin/)ditan ([a-z-]+)")
LINK = re.compile(r"\]\(([^)#]+)\)")
OPTION = re.compile(r"(?:\./|/opt/ditan/bin/)ditan (read|check-plans|run)\b([^`\n]*)")


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_example_prints_what_it_shows(name: str) -> None:
    result = doctest.testfile(str(ROOT / name), module_relative=False, encoding="utf-8")
    assert result.attempted >= 5
    assert result.failed == 0


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_in_a_document_exists(path: Path) -> None:
    ours = set(get_command(app).commands)  # type: ignore[attr-defined]
    unknown = set(COMMAND.findall(path.read_text(encoding="utf-8"))) - ours - OF_THE_SCRIPT
    assert unknown == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_option_in_a_document_exists(path: Path) -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    for command, rest in OPTION.findall(path.read_text(encoding="utf-8")):
        known = {
            option for parameter in commands[command].params for option in (*parameter.opts, *parameter.secondary_opts)
        }
        assert set(re.findall(r"--[a-z-]+", rest)) <= known


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_to_a_file(path: Path) -> None:
    links = LINK.findall(path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.slow
def test_the_commands_of_the_readme_work(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith(("./ditan read", "./ditan check-plans"))]
    assert len(lines) == 2
    for line in lines:
        command = line.replace("./ditan", f"{ROOT}/.venv/bin/python -m ditan").replace("readings", str(tmp_path))
        subprocess.run(command.split(), cwd=ROOT, check=True, capture_output=True)
    assert len(list(tmp_path.glob("*.json"))) == 5


def test_every_command_stands_in_the_manual() -> None:
    manual = (ROOT / "docs" / "操作手册.md").read_text(encoding="utf-8")
    known = get_command(app).commands  # type: ignore[attr-defined]
    commands = {name for name, command in known.items() if not command.hidden}
    assert {command for command in commands if f"`./ditan {command}" not in manual} == set()


def test_every_setting_of_the_environment_stands_in_the_installation_guide() -> None:
    guide = (ROOT / "docs" / "安装.md").read_text(encoding="utf-8")
    sources = "".join(path.read_text(encoding="utf-8") for path in our_files(ROOT, "src/*.py"))
    assert {name for name in re.findall(r"DITAN_[A-Z_]+", sources) if name not in guide} <= {"DITAN_TRIAL"}


def test_every_package_that_we_ask_for_has_its_reason() -> None:
    decisions = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8").lower()
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    asked = re.findall(
        r'^    "([A-Za-z.-]+)', project[project.index("dependencies = [") : project.index("[project.opt")], re.M
    )
    assert len(asked) > 10
    assert [name for name in asked if name.lower() not in decisions] == []


def test_the_five_plans_stand_in_the_package_as_they_were_published() -> None:
    shipped = ROOT / "src" / "ditan" / "domains" / "plans" / "demo" / "plans"
    published = {path.name: path.read_bytes() for path in (ROOT / "examples" / "plans").glob("*.txt")}
    assert len(published) == 5
    assert {path.name: path.read_bytes() for path in shipped.glob("*.txt")} == published
