"""Where the bytes of uploads lie: below the upload folder, under their hash, whole or not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ditan.base.audit.models import Entry
from ditan.base.records import files, selectors, services
from ditan.base.records.models import Source, SourceText

pytestmark = pytest.mark.django_db
HOSTILE = (
    "../../etc/passwd",
    "/etc/passwd",
    "..\\..\\boot.ini",
    "C:\\x.txt",
    ".",
    "..",
    "~/.ssh/id",
    "a/../../b",
    "\x00",
)


@pytest.fixture(autouse=True)
def upload_folder(settings: Any, tmp_path: Path) -> Path:
    settings.UPLOAD_DIR = tmp_path / "uploads"
    return settings.UPLOAD_DIR


def stored(folder: Path) -> list[Path]:
    """All files below a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]


@transaction.atomic
def _forget_and_fail(source: Source) -> None:
    """Forget a source in a transaction that then fails."""
    services.forget_source(source=Source.objects.get(pk=source.pk))
    raise ValueError("undo")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_never_says_where_the_bytes_go(name: str, tmp_path: Path, upload_folder: Path) -> None:
    source = services.receive_file(name=name, data=b"bytes", user=None)
    digest = hashlib.sha256(b"bytes").hexdigest()
    assert stored(tmp_path) == [upload_folder / digest[:2] / digest]
    assert not set("/\\\x00") & set(source.name)
    assert source.name


@given(st.text(max_size=300))
@settings(max_examples=150)
def test_any_name_becomes_one_that_a_path_and_a_column_hold(name: str) -> None:
    clean = services.clean_name(name)
    assert 0 < len(clean) <= 200
    assert not set("/\\\x00\n\r") & set(clean)
    assert services.clean_name(clean) == clean
    clean.encode()


@given(st.sampled_from(["txt", "docx", "pdf", "html", "xlsx"]), st.integers(1, 400))
def test_the_ending_of_a_long_name_survives(ending: str, length: int) -> None:
    assert services.clean_name("规" * length + "." + ending).endswith("." + ending)


@given(data=st.binary(max_size=200))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bytes_come_back_as_they_were_stored(data: bytes, upload_folder: Path) -> None:
    path = f"{files.hash_of(data)[:2]}/{files.hash_of(data)}"
    files.store(data, path)
    assert files.load(path) == data
    assert (upload_folder / path).read_bytes() == data


def test_storing_twice_writes_once(upload_folder: Path) -> None:
    files.store(b"one", "aa/one")
    first = (upload_folder / "aa" / "one").stat().st_mtime_ns
    files.store(b"one", "aa/one")
    assert (upload_folder / "aa" / "one").stat().st_mtime_ns == first
    assert len(stored(upload_folder)) == 1


def test_removing_what_is_gone_is_no_error(upload_folder: Path) -> None:
    files.remove("aa/nothing")
    assert stored(upload_folder) == []


def test_bytes_that_somebody_removed_are_said_to_be_missing(upload_folder: Path) -> None:
    source = services.receive_file(name="a.txt", data=b"a", user=None)
    (upload_folder / source.stored_path).unlink()
    with pytest.raises(FileNotFoundError):
        selectors.bytes_of(source)
    assert Source.objects.count() == 1


def test_a_file_that_is_shared_outlives_the_first_of_its_sources(
    upload_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    first = services.receive_file(name="一.txt", data=b"same", user=None)
    second = services.receive_file(name="二.txt", data=b"same", user=None)
    with django_capture_on_commit_callbacks(execute=True):
        services.forget_source(source=first)
    assert selectors.bytes_of(second) == b"same"
    with django_capture_on_commit_callbacks(execute=True):
        services.forget_source(source=second)
    assert stored(upload_folder) == []


def test_a_deletion_that_is_taken_back_leaves_the_file(
    upload_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    source = services.receive_file(name="a.txt", data=b"a", user=None)
    with django_capture_on_commit_callbacks(execute=True) as callbacks, pytest.raises(ValueError, match="undo"):
        _forget_and_fail(source)
    assert callbacks == []
    assert Source.objects.filter(pk=source.pk).exists()
    assert selectors.bytes_of(source) == b"a"


def test_forgetting_a_source_forgets_its_text() -> None:
    source = services.receive_file(name="a.txt", data=b"a", user=None)
    services.mark_readable(source=source, text="甲", encoding="utf-8", format="txt")
    services.forget_source(source=source)
    assert SourceText.objects.count() == 0


def test_sources_of_equal_bytes_come_oldest_first() -> None:
    made = [services.receive_file(name=f"{number}.txt", data=b"same", user=None) for number in range(3)]
    services.receive_file(name="other.txt", data=b"other", user=None)
    assert selectors.same_bytes(made[0].sha256) == made


def test_the_newest_source_is_listed_first() -> None:
    made = [services.receive_file(name=f"{number}.txt", data=bytes([number]), user=None) for number in range(3)]
    assert list(Source.objects.all()) == made[::-1]


@pytest.mark.parametrize("text", ["", "甲乙", "甲\x00乙", "\ud800甲", "🌿甲"])
def test_a_text_is_stored_with_every_position(text: str) -> None:
    source = services.receive_file(name="a.txt", data=b"a", user=None)
    services.mark_readable(source=source, text=text, encoding="utf-8", format="txt")
    kept = selectors.text_of(source)
    assert len(kept) == len(text)
    assert [a for a, b in zip(kept, text, strict=True) if a != b and a != "\ufffd"] == []


def test_a_long_encoding_and_format_are_cut_to_their_columns() -> None:
    source = services.receive_file(name="a.txt", data=b"a", user=None)
    services.mark_readable(source=source, text="甲", encoding="e" * 90, format="f" * 90)
    source.refresh_from_db()
    assert (source.encoding, source.format) == ("e" * 32, "f" * 16)


def test_the_log_tells_of_a_file_that_came_and_went() -> None:
    user = User.objects.create_user("wang", first_name="芳")
    source = services.receive_file(name="方案.txt", data=b"abc", user=user)
    key = str(source.pk)
    services.forget_source(source=source, user=user)
    came, went = Entry.objects.order_by("pk")
    assert (came.act, came.target_key, came.target_name, came.user_name) == (
        "records.source_received",
        key,
        "方案.txt",
        "芳",
    )
    assert (went.act, went.target_key, went.user_name) == ("records.source_forgotten", key, "芳")
    assert came.after == went.before == {"sha256": files.hash_of(b"abc"), "size": 3}
