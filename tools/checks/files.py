"""Which files the checks look at: those that are ours, as git lists them (tracked, or new and not ignored)."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path


def our_files(root: Path, *patterns: str) -> Iterator[Path]:
    """Files of the work tree that match one of the patterns (`*.py`), sorted."""
    listing = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns]
    done = subprocess.run(listing, capture_output=True, check=True)
    names = sorted(set(done.stdout.decode().split("\0")) - {""})
    return (path for name in names if (path := root / name).is_file())


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a text file with their numbers, from 1."""
    return enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
