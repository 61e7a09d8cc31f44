"""Which files a command means, and writing a file so that nobody ever finds half of it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

ENDINGS = (".txt", ".html", ".htm", ".docx", ".pdf", ".xlsx")
"""What a folder is searched for. A file that is named itself is read whatever its ending."""


def named_files(arguments: Iterable[Path]) -> list[Path]:
    """The files that are meant: those named, and the plans directly inside the folders named, each once, in order."""
    found: dict[Path, None] = {}
    for argument in arguments:
        if argument.is_dir():
            inside = (path for path in argument.iterdir() if path.is_file() and path.suffix.lower() in ENDINGS)
            found.update(dict.fromkeys(sorted(inside)))
        else:
            found[argument] = None
    return list(found)


def output_names(paths: Iterable[Path]) -> dict[Path, str]:
    """A name for the result of each file: its own without the ending, or with it where two would be the same."""
    chosen: dict[Path, str] = {}
    for path in paths:
        free = (name for name in candidates(path) if name not in chosen.values())
        chosen[path] = next(free)
    return chosen


def candidates(path: Path) -> Iterable[str]:
    """Names for a result in order of preference: plan, plan.docx, plan.docx-2, …"""
    yield path.stem
    yield path.name
    number = 2
    while True:
        yield f"{path.name}-{number}"
        number += 1


def write_whole(path: Path, data: bytes) -> None:
    """Write all of a file or nothing: into a temporary neighbour first, then renamed over the target."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(scratch).chmod(0o644)
        Path(scratch).replace(path)
    except BaseException:
        Path(scratch).unlink(missing_ok=True)
        raise
