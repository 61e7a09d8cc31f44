"""A backup is whole or it is refused: no byte may be changed, cut off, added or lead elsewhere."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ditan.base.audit.backup import BackupRefused, check, make, restore
from ditan.base.audit.backup.manifest import signature
from ditan.base.audit.models import Entry
from tests.base.audit.conftest import Write

pytestmark = pytest.mark.django_db

Members = dict[str, bytes]
Change = Callable[[Members], None]


@pytest.fixture
def made(write: Write, folders: Path) -> Path:
    write(3)
    (folders / "uploads" / "ab").mkdir(parents=True)
    (folders / "uploads" / "ab" / "plan.txt").write_text("到2025年，下降18%。")
    (folders / "uploads" / ".part-1").write_text("half a file")
    path = folders / "one.tar.gz"
    make(path)
    return path


def members(path: Path) -> Members:
    with tarfile.open(path) as packed:
        return {each.name: packed.extractfile(each).read() for each in packed}  # type: ignore[union-attr]


def packed(path: Path, found: Members) -> Path:
    with tarfile.open(path, "w:gz") as target:
        for name, data in found.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            target.addfile(info, io.BytesIO(data))
    return path


def signed(found: Members, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the manifest and sign it anew, as somebody with the platform's secret could."""
    told = json.loads(found["manifest.json"])
    change(told)
    found["manifest.json"] = json.dumps(told).encode()
    found["manifest.sig"] = signature(found["manifest.json"]).encode()


def test_a_backup_holds_the_database_the_uploads_and_the_anchors(made: Path) -> None:
    manifest = check(made)
    names = {each.path for each in manifest.files}
    assert {"uploads/ab/plan.txt"} <= names
    assert any(name.startswith("database/") for name in names)
    assert any(name.startswith("anchors/anchors-") for name in names)
    assert not any(".part-" in name for name in names)
    assert "audit.0003_triggers" in manifest.migrations


def test_making_a_backup_is_recorded(made: Path) -> None:
    row = Entry.objects.get(act="audit.backup_made")
    assert (row.target_name, row.outcome) == ("one.tar.gz", "done")


def test_a_backup_is_nobody_elses_to_read(made: Path) -> None:
    assert made.stat().st_mode & 0o777 == 0o600
    with tarfile.open(made) as target:
        assert {(each.uid, each.uname) for each in target} == {(0, "")}


def test_a_backup_does_not_overwrite_another(made: Path) -> None:
    before = made.read_bytes()
    with pytest.raises(BackupRefused, match="已存在"):
        make(made)
    assert made.read_bytes() == before


def test_a_backup_that_cannot_be_written_leaves_nothing(write: Write, folders: Path) -> None:
    write(1)
    (folders / "place").write_text("a file where the folder should be")
    with pytest.raises(OSError, match="place"):
        make(folders / "place" / "one.tar.gz")
    assert sorted(each.name for each in folders.iterdir()) == ["place"]
    assert not Entry.objects.filter(act="audit.backup_made").exists()


def test_a_file_that_is_not_there_is_told(folders: Path) -> None:
    with pytest.raises(BackupRefused, match="没有文件"):
        check(folders / "none.tar.gz")


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_backup_that_was_cut_off_is_refused(made: Path, share: float) -> None:
    whole = made.read_bytes()
    made.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(BackupRefused, match="备份"):
        check(made)


def test_even_the_last_byte_counts(made: Path) -> None:
    made.write_bytes(made.read_bytes()[:-1])
    with pytest.raises(BackupRefused, match="截断"):
        check(made)


@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_changed_byte_is_found(made: Path, data: st.DataObject) -> None:
    whole = made.read_bytes()
    # The head of a gzip file tells when it was packed and on what; it holds nothing of the backup.
    at = data.draw(st.integers(10, len(whole) - 1))
    other = made.with_name("other.tar.gz")
    other.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << data.draw(st.integers(0, 7))]) + whole[at + 1 :])
    try:
        check(other)
    except BackupRefused:
        return
    # A changed bit of the packing may mean the same; then nothing of the content may differ.
    assert gzip.decompress(other.read_bytes()) == gzip.decompress(whole)


def drop(found: Members) -> None:
    del found["uploads/ab/plan.txt"]


def change_content(found: Members) -> None:
    found["uploads/ab/plan.txt"] += b" "


def add(found: Members) -> None:
    found["uploads/other.txt"] = b"x"


def forget_manifest(found: Members) -> None:
    del found["manifest.json"]


def change_manifest(found: Members) -> None:
    found["manifest.json"] = found["manifest.json"].replace(b"plan.txt", b"plan.exe")


def no_json(found: Members) -> None:
    found["manifest.json"] = b"[]"
    found["manifest.sig"] = signature(b"[]").encode()


def lead_elsewhere(found: Members) -> None:
    signed(found, lambda told: told["files"].append({"path": "uploads/../../x", "size": 1, "sha256": "0"}))


def lead_to_root(found: Members) -> None:
    signed(found, lambda told: told["files"].append({"path": "/etc/passwd", "size": 1, "sha256": "0"}))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (drop, "缺少 1 个文件"),
        (change_content, "校验值不符"),
        (add, "清单没有的文件"),
        (forget_manifest, "没有清单"),
        (change_manifest, "签名不符"),
        (no_json, "清单无法读取"),
        (lead_elsewhere, "不该有的路径"),
        (lead_to_root, "不该有的路径"),
    ],
)
def test_a_tampered_backup_is_refused_with_its_reason(made: Path, change: Change, told: str) -> None:
    found = members(made)
    change(found)
    with pytest.raises(BackupRefused, match=told):
        check(packed(made.with_name("tampered.tar.gz"), found))


def test_a_link_inside_a_backup_is_refused(made: Path) -> None:
    found = members(made)
    path = made.with_name("linked.tar.gz")
    with tarfile.open(path, "w:gz") as target:
        for name, data in found.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            if name == "uploads/ab/plan.txt":
                info.type, info.linkname, info.size = tarfile.SYMTYPE, "/etc/passwd", 0
            target.addfile(info, io.BytesIO(data))
    with pytest.raises(BackupRefused, match="清单没有的文件"):
        check(path)


def test_a_backup_of_another_platform_is_refused(made: Path, settings: Any) -> None:
    settings.SECRET_KEY = "another-secret"
    with pytest.raises(BackupRefused, match="签名不符"):
        check(made)


def test_without_a_secret_nothing_is_trusted(made: Path, settings: Any) -> None:
    settings.SECRET_KEY = ""
    with pytest.raises(BackupRefused, match="DITAN_SECRET_KEY"):
        check(made)


def test_nothing_is_restored_over_what_is_there(made: Path) -> None:
    before = Entry.objects.count()
    with pytest.raises(BackupRefused, match="数据库不是空的"):
        restore(made)
    assert Entry.objects.count() == before
