"""The secret that signs sessions and the keys of encrypted columns: from the environment on a server; in a trial generated
once, beside the data."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

FILE = "secret-key"
DATA_KEYS_FILE = "data-keys"


def stored_secret(var_dir: Path) -> str:
    """The secret that was generated here before, or "" where none was."""
    return _stored(var_dir / FILE)


def make_secret(var_dir: Path) -> str:
    """The stored secret; generated first where there is none, readable by its owner alone."""
    return _made(var_dir / FILE, secrets.token_urlsafe(48))


def stored_data_keys(var_dir: Path) -> str:
    """The data keys that were generated here before, or "" where none were."""
    return _stored(var_dir / DATA_KEYS_FILE)


def make_data_keys(var_dir: Path) -> str:
    """The stored data keys; one is generated first where there is none, readable by its owner alone."""
    return _made(var_dir / DATA_KEYS_FILE, f"trial:{secrets.token_urlsafe(32)}")


def _stored(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""


def _made(path: Path, content: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _stored(path)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(content)
    return _stored(path)
