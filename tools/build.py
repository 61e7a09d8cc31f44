"""`./ditan build`: one wheel with its front-end assets inside, and a folder of wheels for a server without a network.

    ./ditan build [--ocr] [FOLDER]        default: dist

The folder holds `wheelhouse/` (our wheel and every package that it needs, for this machine's Python and system; with
`--ocr` those for scanned plans too), `ditan.lock` (exact versions with hashes, ours among them) and `SHA256SUMS`. How to
install from it stands in docs/安装.md.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from tools.assets import ROOT, VENDOR
from tools.checks.files import our_files

SHIPPED = ("pyproject.toml", "README.md", "LICENSE", "src/*")
LOCK = "ditan.lock"


def main(folder: Path, lock: Path) -> None:
    """Build everything anew."""
    shutil.rmtree(folder, ignore_errors=True)
    wheelhouse = folder / "wheelhouse"
    wheelhouse.mkdir(parents=True)
    wheel = build_wheel(wheelhouse)
    require_whole(wheel)
    collect_wheels(wheelhouse, lock)
    shutil.copyfile(lock, folder / LOCK)
    with (folder / LOCK).open("a", encoding="utf-8") as whole:
        whole.write(f"{requirement(wheel)} \\\n    --hash=sha256:{digest(wheel)}\n")
    write_sums(folder)
    print(f"{wheel.name} 与 {len(list(wheelhouse.iterdir())) - 1} 个依赖包 → {folder}")


def build_wheel(target: Path) -> Path:
    """Our wheel, built from a clean copy so that nothing left over from an earlier build gets in."""
    with tempfile.TemporaryDirectory(prefix="ditan-build-") as scratch:
        for path in our_files(ROOT, *SHIPPED):
            copy = Path(scratch, path.relative_to(ROOT))
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
        shutil.copytree(VENDOR, Path(scratch, VENDOR.relative_to(ROOT)), dirs_exist_ok=True)
        options = ("--wheel", "--no-isolation", "--outdir", str(target.resolve()))
        run(sys.executable, "-m", "build", *options, scratch)
    return next(target.glob("ditan-*.whl"))


def require_whole(wheel: Path) -> None:
    """Refuse a wheel that lacks a file of the product: a module, a template, a table, a front-end asset."""
    wanted = {path.relative_to(ROOT / "src").as_posix() for path in our_files(ROOT, "src/*")}
    assets = {path.relative_to(ROOT / "src").as_posix() for path in VENDOR.rglob("*") if path.suffix in {".css", ".js"}}
    if not assets:
        raise SystemExit(f"no front-end assets in {VENDOR}; run ./ditan setup again")
    with zipfile.ZipFile(wheel) as archive:
        missing = sorted((wanted | assets) - set(archive.namelist()))
    if missing:
        raise SystemExit("these files are not in the wheel; see package-data in pyproject.toml:\n" + "\n".join(missing))


def collect_wheels(wheelhouse: Path, lock: Path) -> None:
    """Every package that the product needs, checked against the lock."""
    options = ("-q", "--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:")
    run(sys.executable, "-m", "pip", "download", *options, "-d", str(wheelhouse), "-r", str(lock))


def requirement(wheel: Path) -> str:
    """`ditan==0.1.0` from the wheel's name."""
    name, version = wheel.name.split("-")[:2]
    return f"{name}=={version}"


def write_sums(folder: Path) -> None:
    """SHA256SUMS, in the form that `sha256sum --check` reads."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [f"{digest(path)}  {path.relative_to(folder)}\n" for path in files]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def run(*command: str) -> None:
    """Run a program; on failure show what it printed and stop."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--ocr"]
    main(
        Path(words[0]) if words else ROOT / "dist",
        ROOT / ("requirements-ocr.lock" if "--ocr" in sys.argv else "requirements.lock"),
    )
