"""What the tests of the download centre share: two people, a kind of download, and a folder of their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission, User

from ditan.base.declaration import Domain, DownloadKind
from ditan.base.reporting.sheet import Sheet
from ditan.base.workflow.jobs import JobRefused, Report

HERE = "tests.base.reporting.conftest"


def rows_of_people(user: User, payload: dict[str, Any], path: Path, report: Report) -> int:
    """As many rows as are asked for, each naming who asked."""
    with Sheet(path, "名单") as sheet:
        sheet.head(["序号", "姓名"], [8, 20])
        for number in range(payload["rows"]):
            sheet.row([number + 1, user.username])
            report((number + 1) / payload["rows"], "写入")
    return sheet.rows


def letter(user: User, payload: dict[str, Any], path: Path, report: Report) -> int:
    """A document: it has no rows."""
    path.write_bytes(b"%PDF-1.7")
    return 0


def never(user: User, payload: dict[str, Any], path: Path, report: Report) -> int:
    """Breaks off after some bytes."""
    path.write_bytes(b"half")
    raise JobRefused("数据已被删除。")


@pytest.fixture(autouse=True)
def declared(monkeypatch: pytest.MonkeyPatch) -> Domain:
    """Kinds of download; one asks for a permission."""
    config: Any = apps.get_app_config("reporting")
    kinds = (
        DownloadKind("trial.people", "名单", f"{HERE}.rows_of_people", "plans.export_items"),
        DownloadKind("trial.never", "坏的", f"{HERE}.never"),
        DownloadKind("trial.letter", "报告", f"{HERE}.letter", form="pdf"),
    )
    domain: Domain = replace(config.domain, downloads=kinds)
    monkeypatch.setattr(config, "domain", domain)
    return domain


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DOWNLOAD_DIR = tmp_path / "downloads"
    return tmp_path / "downloads"


@pytest.fixture
def clerk(db: None) -> User:
    """May export."""
    user = User.objects.create_user("clerk")
    user.user_permissions.set(Permission.objects.filter(codename="export_items"))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def other(db: None) -> User:
    """May not."""
    return User.objects.create_user("other")
