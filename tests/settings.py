"""The product's settings with what tests need: a cheap password hash, a database file of their own, plain assets."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_SCRATCH = Path(tempfile.mkdtemp(prefix="ditan-test-"))
atexit.register(shutil.rmtree, _SCRATCH, ignore_errors=True)
os.environ.setdefault("DITAN_SECRET_KEY", "only-for-tests")
os.environ.setdefault("DITAN_DATA_KEYS", "test:" + "A" * 43)
os.environ.setdefault("DITAN_VAR", str(_SCRATCH))

from ditan.web.settings import *  # noqa: E402, F403
from ditan.web.settings import DATABASES  # noqa: E402

# PBKDF2 costs 300 ms a log-in by design; a test proves nothing by paying it.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file and not memory: the server, the worker and a browser test each open their own connection, as in use.
    DATABASES["default"]["TEST"] = {"NAME": str(_SCRATCH / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["TEST"] = {"NAME": f"ditan_test_{os.getpid()}"}
