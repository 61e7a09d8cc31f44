"""What the settings take from the environment, and what they refuse to hold."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ditan.web.secret import make_data_keys, make_secret, stored_data_keys, stored_secret
from tests.skeleton.running import ROOT


def setting(expression: str, **environment: str) -> str:
    """The value of an expression in fresh settings."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DITAN_")}
    code = f"from ditan.web import settings; print({expression})"
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**kept, "PYTHONPATH": str(ROOT / "src"), **environment},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_without_a_secret_there_is_none(tmp_path: Path) -> None:
    assert setting("repr(settings.SECRET_KEY)", DITAN_VAR=str(tmp_path)) == "''"


def test_the_secret_of_the_environment_comes_before_a_stored_one(tmp_path: Path) -> None:
    make_secret(tmp_path)
    assert setting("settings.SECRET_KEY", DITAN_VAR=str(tmp_path), DITAN_SECRET_KEY="from outside") == "from outside"


def test_a_secret_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    made = make_secret(tmp_path / "var")
    assert len(made) == 64
    assert make_secret(tmp_path / "var") == made == stored_secret(tmp_path / "var")
    assert (tmp_path / "var" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_two_installations_have_different_secrets(tmp_path: Path) -> None:
    assert make_secret(tmp_path / "a") != make_secret(tmp_path / "b")


def test_the_keys_of_a_trial_are_made_once_and_read_by_their_owner_alone(tmp_path: Path) -> None:
    made = make_data_keys(tmp_path)
    assert make_data_keys(tmp_path) == made == stored_data_keys(tmp_path)
    assert (tmp_path / "data-keys").stat().st_mode & 0o777 == 0o600
    assert setting("settings.DATA_KEYS", DITAN_VAR=str(tmp_path)) == made
    assert setting("settings.DATA_KEYS", DITAN_VAR=str(tmp_path), DITAN_DATA_KEYS="from outside") == "from outside"


def test_sqlite_is_the_default_and_writes_take_the_lock_at_once(tmp_path: Path) -> None:
    engine = "settings.DATABASES['default']['ENGINE'].rsplit('.')[-1]"
    mode = "settings.DATABASES['default']['OPTIONS']['transaction_mode']"
    assert setting(engine, DITAN_VAR=str(tmp_path)) == "sqlite3"
    assert setting(mode, DITAN_VAR=str(tmp_path)) == "IMMEDIATE"


def test_a_postgresql_address_is_taken_from_the_environment() -> None:
    found = setting(
        "settings.DATABASES['default']['ENGINE'], settings.DATABASES['default']['NAME']",
        DITAN_DATABASE_URL="postgres://someone@127.0.0.1:5433/ditan",
    )
    assert found == "django.db.backends.postgresql ditan"


def test_cookies_travel_only_encrypted_where_https_is_announced() -> None:
    assert setting("settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE", DITAN_HTTPS="1") == "True True"
    assert setting("settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE") == "False False"


def test_pages_are_never_served_with_debugging_on() -> None:
    assert setting("settings.DEBUG") == "False"


def test_only_this_machine_is_answered_unless_told_otherwise() -> None:
    assert setting("settings.ALLOWED_HOSTS") == "['127.0.0.1', 'localhost']"
    assert setting("settings.ALLOWED_HOSTS", DITAN_ALLOWED_HOSTS="ditan.example") == "['ditan.example']"
