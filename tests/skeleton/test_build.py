"""The released form: built once, then installed where there is no network, and used there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.skeleton.running import ROOT, running, without_network

pytestmark = pytest.mark.build


def run(*command: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("DITAN_", "PIP_", "PYTHONPATH"))}
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, env={**kept, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return done


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `./ditan build` makes."""
    folder = tmp_path_factory.mktemp("released") / "dist"
    run(sys.executable, "-m", "tools.build", folder, cwd=ROOT)
    return folder


@pytest.fixture(scope="module")
def installed(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the product installed from that folder alone; gives its programs."""
    venv = tmp_path_factory.mktemp("server") / "venv"
    run(sys.executable, "-m", "venv", venv)
    options = ("--no-index", "--find-links", released / "wheelhouse", "--require-hashes")
    run(*without_network(venv / "bin" / "pip", "install", "-q", *options, "-r", released / "ditan.lock"))
    return venv / "bin"


def test_there_is_no_network_where_the_product_is_installed() -> None:
    code = "import socket; socket.create_connection(('192.0.2.1', 80), 5)"
    done = subprocess.run(without_network(sys.executable, "-c", code), capture_output=True, text=True, check=False)
    assert "Network is unreachable" in done.stderr


def test_the_wheel_holds_pages_assets_and_reference_tables(released: Path) -> None:
    names = zipfile.ZipFile(next(released.glob("wheelhouse/ditan-*.whl"))).namelist()
    assert "ditan/web/static/vendor/tabler/tabler.min.css" in names
    assert "ditan/web/static/vendor/echarts/echarts.min.js" in names
    assert "ditan/core/lexicon/departments.csv" in names
    assert any(name.endswith("/login.html") for name in names)
    assert "ditan/py.typed" in names
    assert not any(name.startswith(("tests/", "tools/", "benchmarks/")) for name in names)


def test_every_file_has_its_checksum(released: Path) -> None:
    listed = run("sha256sum", "--check", "--quiet", "SHA256SUMS", cwd=released)
    assert listed.stdout == ""
    names = {line.split("  ")[1] for line in (released / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    assert names == {
        str(path.relative_to(released)) for path in released.rglob("*") if path.is_file() and path.name != "SHA256SUMS"
    }


def test_a_changed_wheel_is_refused(released: Path, tmp_path: Path) -> None:
    lock = (released / "ditan.lock").read_text(encoding="utf-8")
    ours = lock.rindex("--hash=sha256:") + len("--hash=sha256:")
    (tmp_path / "changed.lock").write_text(lock[:ours] + "0" * 64 + "\n", encoding="utf-8")
    run(sys.executable, "-m", "venv", tmp_path / "venv")
    pip = [tmp_path / "venv" / "bin" / "pip", "install", "--no-index", "--find-links", released / "wheelhouse"]
    command = [*map(str, pip), "--require-hashes", "-r", str(tmp_path / "changed.lock")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "DO NOT MATCH THE HASHES" in done.stderr


def test_the_installed_command_knows_its_version(installed: Path) -> None:
    assert run(*without_network(installed / "ditan", "--version")).stdout == "ditan 0.1.0\n"


def test_the_installed_command_reads_a_plan_without_a_network(installed: Path, tmp_path: Path) -> None:
    plan = ROOT / "examples" / "plans" / "003-gaoxin-pollution-carbon.txt"
    run(*without_network(installed / "ditan", "read", plan, "--format", "json", "--output", tmp_path))
    reading = json.loads((tmp_path / "003-gaoxin-pollution-carbon.json").read_text(encoding="utf-8"))
    assert len(reading["measures"]) == 20


def test_the_installed_product_serves_its_pages_with_their_style(installed: Path, tmp_path: Path) -> None:
    environment = {"DITAN_VAR": str(tmp_path / "var"), "DITAN_SECRET_KEY": "s" * 50, "PYTHONPATH": ""}
    environment["DITAN_DATA_KEYS"] = "k1:" + "A" * 43
    command = [str(installed / "ditan"), "run", "--no-trial"]
    with running(command, cwd=tmp_path, environment=environment, within=60) as product:
        assert "<form" in product.page("/login/")
        assert ".btn" in product.page("/static/vendor/tabler/tabler.min.css")
