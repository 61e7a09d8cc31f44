"""Pictures of every page, from a product started for the purpose: for the manual, and to be looked at after a change.

python -m tools.screenshots [FOLDER]        default: docs/images
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tools.assets import ROOT
from tools.system import CHROMIUM

PORT = 8391
ADDRESS = f"http://127.0.0.1:{PORT}"
QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync"
WINDOW = {"width": 1440, "height": 900}
PAGES = {
    "workbench": "/",
    "library": "/plans/",
    "upload": "/plans/upload/",
    "plan": "/plans/5/",
    "review-desk": "/plans/5/review/",
    "indicators": "/plans/indicators/",
    "targets": "/plans/targets/",
    "measures": "/plans/measures/",
    "tasks": "/plans/tasks/",
    "projects": "/plans/projects/",
    "contradictions": "/plans/contradictions/",
    "departments": "/plans/departments/",
    "department": "/plans/departments/区发展改革委/",
    "regions": "/plans/regions/",
}


def main(folder: Path) -> None:
    """Start the product, confirm the examples, and take a picture of each page."""
    folder.mkdir(parents=True, exist_ok=True)
    with started() as password, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        page = browser.new_context(locale="zh-CN", viewport=WINDOW).new_page()  # type: ignore[arg-type]
        page.goto(f"{ADDRESS}/login/")
        page.screenshot(path=folder / "login.png")
        sign_in(page, password)
        for name, path in PAGES.items():
            take(page, name, path, folder)
        browser.close()


def sign_in(page: Page, password: str) -> None:
    """Log in as the trial account."""
    page.fill("input[name=username]", "trial")
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(f"{ADDRESS}/")


def take(page: Page, name: str, path: str, folder: Path) -> None:
    """A picture of one page."""
    answer = page.goto(ADDRESS + path)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=folder / f"{name}.png")
    print(f"{answer.status if answer else '-'}  {name}.png  {page.title()}")


@contextmanager
def started() -> Iterator[str]:
    """The product on a data folder of its own, the examples read and confirmed; gives the trial password."""
    with tempfile.TemporaryDirectory(prefix="ditan-pictures-") as folder:
        environment = {**os.environ, "DITAN_VAR": folder}
        command = [sys.executable, "-m", "ditan", "run", "--port", str(PORT)]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None
            printed = next(line for line in server.stdout if "密码" in line)
            next(line for line in server.stdout if ADDRESS in line)
            confirm_examples(environment)
            yield re.findall(r"密码 (\S+)", printed)[0]
        finally:
            server.terminate()
            server.wait()


def confirm_examples(environment: dict[str, str]) -> None:
    """Confirm the examples as the worker reads them, until nothing is left to confirm."""
    confirmed = 0
    for _ in range(60):
        command = [sys.executable, "-m", "ditan", "demo"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        more = int(re.findall(r"确认 (\d+) 条", done.stdout)[0])
        if confirmed and not more:
            return
        confirmed += more
        time.sleep(2)
    raise RuntimeError(f"the examples were not read in time; {confirmed} items confirmed")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images")
