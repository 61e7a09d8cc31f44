"""Parts of the system that pip cannot give: a browser and a Chinese font for the browser tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

CHROMIUM = "/usr/bin/chromium"


def provide_browser() -> None:
    """Install chromium and a Chinese font where they are missing and we may; otherwise say what to install."""
    missing = [
        package for package, present in (("chromium", has_browser()), ("fonts-noto-cjk", has_font())) if not present
    ]
    if missing:
        install(missing)


def has_browser() -> bool:
    """Whether the browser that the tests drive is here."""
    return os.access(CHROMIUM, os.X_OK)


def has_font() -> bool:
    """Whether any font can draw Chinese."""
    listing = shutil.which("fc-list")
    if listing is None:
        return False
    done = subprocess.run([listing, ":lang=zh-cn", "family"], capture_output=True, text=True, check=False)
    return bool(done.stdout.strip())


def install(packages: list[str]) -> None:
    """Install system packages by apt as root, or end with one line that says what to do."""
    line = f"apt-get install {' '.join(packages)}"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        sys.exit(f"缺少系统软件包，请以管理员身份运行：{line} / missing system packages, as root: {line}")
    print(f"安装系统软件包：{' '.join(packages)}", file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", *command], env=environment, check=True, stdout=subprocess.DEVNULL)
