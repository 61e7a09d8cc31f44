"""Scanned plans: the extra is installed from its lock, and a page that is only a picture is read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from tests.skeleton.running import ROOT, without_network

pytestmark = pytest.mark.build
LINES = (
    "某区碳达峰实施方案",
    "一、主要目标",
    "到2025年，森林覆盖率达到43%。",
    "二、重点任务",
    "1.推进建筑节能。新建建筑全面执行绿色建筑标准。",
    "（责任单位：区住房城乡建委牵头，区发展改革委配合）",
)


@pytest.fixture(scope="module")
def recognition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages of the extra in a folder of their own, so that all other tests run without them."""
    folder = tmp_path_factory.mktemp("ocr")
    install = [sys.executable, "-m", "uv", "pip", "install", "-q", "--target", str(folder), "--require-hashes"]
    subprocess.run([*install, "-r", str(ROOT / "requirements-ocr.lock")], check=True)
    return folder


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A PDF of one page that is a picture of text."""
    found = subprocess.run(["fc-match", "-f", "%{file}", ":lang=zh-cn"], capture_output=True, text=True, check=True)
    font = ImageFont.truetype(found.stdout, 36)
    page = Image.new("RGB", (1240, 1754), "white")
    for number, line in enumerate(LINES):
        ImageDraw.Draw(page).text((100, 100 + 80 * number), line, font=font, fill="black")
    page.save(tmp_path / "scan.pdf")
    return tmp_path / "scan.pdf"


def read(path: Path, *more: Path) -> subprocess.CompletedProcess[str]:
    folders = os.pathsep.join(map(str, (*more, ROOT / "src")))
    return subprocess.run(
        without_network(sys.executable, "-m", "ditan", "read", path, "--format", "json"),
        env={**os.environ, "PYTHONPATH": folders},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_scan_is_read_with_the_extra_and_without_a_network(scan: Path, recognition: Path) -> None:
    done = read(scan, recognition)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    reading = json.loads(done.stdout)
    assert [(target["name"], target["value"], target["year"]) for target in reading["targets"]] == [
        ("森林覆盖率", 43.0, 2025)
    ]
    assert [measure["lead"] for measure in reading["measures"]] == [["区住房城乡建委"]]


def test_a_scan_without_the_extra_is_refused_with_what_to_install(scan: Path) -> None:
    done = read(scan)
    assert done.returncode == 1
    assert "扫描件" in done.stderr
    assert "ocr" in done.stderr
