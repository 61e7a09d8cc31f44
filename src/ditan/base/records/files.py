"""Where the bytes of sources lie: under their hash in the upload folder, which no web server serves."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


def path_of(stored_path: str) -> Path:
    """The file of a stored path, which is relative to the upload folder."""
    return Path(settings.UPLOAD_DIR) / stored_path


def hash_of(data: bytes) -> str:
    """The SHA-256 of the bytes, as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def store(data: bytes, stored_path: str) -> None:
    """Write the bytes where they belong; equal bytes are written once. A reader never sees half a file."""
    target = path_of(stored_path)
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, scratch = tempfile.mkstemp(dir=target.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(scratch).replace(target)
    except BaseException:
        Path(scratch).unlink(missing_ok=True)
        raise


def load(stored_path: str) -> bytes:
    """The stored bytes; FileNotFoundError where somebody removed them by hand."""
    return path_of(stored_path).read_bytes()


def remove(stored_path: str) -> None:
    """Forget the stored bytes."""
    path_of(stored_path).unlink(missing_ok=True)
