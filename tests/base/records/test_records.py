"""Sources: kept whatever becomes of them, decoded text beside them, subjects once each."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from ditan.base.records import files, selectors, services
from ditan.base.records.models import Source, SourceText, Subject

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def upload_folder(settings: Any, tmp_path: Path) -> Path:
    settings.UPLOAD_DIR = tmp_path / "uploads"
    return settings.UPLOAD_DIR


@pytest.fixture
def source(db: None) -> Source:
    return services.receive_file(name="方案.txt", data="全文".encode(), user=None)


def test_a_file_is_kept_under_its_hash(source: Source, upload_folder: Path) -> None:
    assert source.sha256 == hashlib.sha256("全文".encode()).hexdigest()
    assert (upload_folder / source.sha256[:2] / source.sha256).read_bytes() == "全文".encode()
    assert (source.size, source.state) == (6, "received")


def test_equal_bytes_share_one_place_and_are_two_sources(source: Source, upload_folder: Path) -> None:
    again = services.receive_file(name="副本.txt", data="全文".encode(), user=None)
    assert [found.name for found in selectors.same_bytes(source.sha256)] == ["方案.txt", "副本.txt"]
    assert again.stored_path == source.stored_path
    assert len([path for path in upload_folder.rglob("*") if path.is_file()]) == 1


def test_the_person_who_uploaded_is_named_beyond_the_account(db: None) -> None:
    user = User.objects.create_user("zhang")
    source = services.receive_file(name="a.txt", data=b"a", user=user)
    user.delete()
    source.refresh_from_db()
    assert (source.uploaded_by, source.uploaded_by_name) == (None, "zhang")


def test_decoded_text_has_a_table_of_its_own_and_is_replaced(source: Source) -> None:
    services.mark_readable(source=source, text="旧文", encoding="gb18030", format="txt")
    services.mark_readable(source=source, text="新文", encoding="utf-8", format="txt")
    assert (selectors.text_of(source), SourceText.objects.count()) == ("新文", 1)
    assert source.decoded.quote(0, 1) == "新"
    source.refresh_from_db()
    assert (source.state, source.encoding, source.format) == ("readable", "utf-8", "txt")


def test_a_source_that_was_not_read_has_no_text(source: Source) -> None:
    assert selectors.text_of(source) == ""


def test_an_unreadable_source_says_why_and_keeps_its_bytes(source: Source) -> None:
    services.mark_unreadable(source=source, code="empty_file", message="文件是空的。")
    source.refresh_from_db()
    assert (source.state, source.error_code, source.error) == ("unreadable", "empty_file", "文件是空的。")
    assert selectors.bytes_of(source) == "全文".encode()


def test_a_source_that_becomes_readable_drops_its_reason(source: Source) -> None:
    services.mark_unreadable(source=source, code="x", message="读不出。")
    services.mark_readable(source=source, text="文", encoding="utf-8", format="txt")
    source.refresh_from_db()
    assert (source.state, source.error, source.error_code) == ("readable", "", "")


@pytest.mark.parametrize("values", [{"state": "unreadable"}, {"error": "有错"}, {"state": "lost"}])
def test_a_state_that_does_not_fit_is_refused_by_the_database(source: Source, values: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.filter(pk=source.pk).update(**values)


@given(st.text())
def test_a_storable_text_keeps_every_position(text: str) -> None:
    stored = services.storable(text)
    assert len(stored) == len(text)
    assert "\x00" not in stored
    stored.encode()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\规划\\铜梁.docx", "铜梁.docx"),
        ("a\x00b\n.txt", "ab.txt"),
        ("", "未命名"),
        ("/", "未命名"),
        ("长" * 400 + ".docx", "长" * 180 + ".docx"),
    ],
)
def test_a_file_name_is_its_last_part_without_what_no_path_takes(name: str, kept: str) -> None:
    assert services.clean_name(name) == kept


def test_a_source_is_forgotten_with_its_file(
    source: Source, upload_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        services.forget_source(source=source)
    assert Source.objects.count() == 0
    assert not (upload_folder / source.stored_path).exists()


def test_a_subject_is_named_once_and_keeps_its_name(db: None) -> None:
    first = services.name_subject(kind=Subject.Kind.REGION, code="500151", name="铜梁区")
    again = services.name_subject(kind=Subject.Kind.REGION, code="500151", name="铜梁")
    assert (again, again.name, Subject.objects.count()) == (first, "铜梁区", 1)


def test_a_subject_without_a_code_is_refused_by_the_database(db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Subject.objects.create(kind=Subject.Kind.REGION, code="", name="无码")


def test_a_file_that_could_not_be_written_leaves_no_part(upload_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="disk full"):
        services.receive_file(name="a.txt", data=b"a", user=None)
    assert [path for path in upload_folder.rglob("*") if path.is_file()] == []
    assert Source.objects.count() == 0
