"""Renew the locks: exact versions with hashes, for every platform, without any address in them.

    ./ditan lock [--upgrade]

Without `--upgrade` a version that already stands in a lock stays as long as pyproject.toml allows it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.assets import ROOT, npm_command

COMPILE = ("pip", "compile", "-q", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header")
LOCKS = {
    "requirements.lock": ("pyproject.toml",),
    "requirements-dev.lock": ("pyproject.toml", "requirements-dev.in", "-c", "requirements.lock"),
    "requirements-ocr.lock": ("pyproject.toml", "--extra", "ocr", "-c", "requirements.lock"),
    "requirements-uv.lock": ("requirements-uv.in",),
    "requirements-node.lock": ("requirements-node.in",),
}


def main(arguments: list[str]) -> None:
    """Write all locks."""
    for lock, sources in LOCKS.items():
        command = [sys.executable, "-m", "uv", *COMPILE, *arguments, *sources, "-o", lock]
        subprocess.run(command, cwd=ROOT, check=True)
        print(lock)
    lock_front_end()


def lock_front_end() -> None:
    """Write package-lock.json without registry addresses and without the packages' own advertising."""
    with tempfile.TemporaryDirectory(prefix="ditan-npm-") as scratch, npm_command() as npm:
        shutil.copy(ROOT / "package.json", scratch)
        options = ["--package-lock-only", "--ignore-scripts", "--omit-lockfile-registry-resolved", "--no-audit"]
        subprocess.run([*npm, "install", *options, "--no-fund", "--loglevel=error"], cwd=scratch, check=True)
        lock = json.loads(Path(scratch, "package-lock.json").read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package.pop("funding", None)
    text = json.dumps(lock, indent=2, ensure_ascii=False) + "\n"
    (ROOT / "package-lock.json").write_text(text, encoding="utf-8")
    print("package-lock.json")


if __name__ == "__main__":
    main(sys.argv[1:])
