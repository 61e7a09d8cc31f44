"""The secret that signs sessions: from the environment on a server; in a trial generated once, beside the data."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

FILE = "secret-key"


def stored_secret(var_dir: Path) -> str:
    """The secret that was generated here before, or "" where none was."""
    try:
        return (var_dir / FILE).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""


def make_secret(var_dir: Path) -> str:
    """The stored secret; generated first where there is none, readable by its owner alone."""
    var_dir.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(var_dir / FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return stored_secret(var_dir)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    return stored_secret(var_dir)
