"""Rows that were ticked, and lists that are too long to wait for."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from ditan.base.reporting.files import path_of
from ditan.base.reporting.models import Download
from ditan.base.workflow.worker import run_pending
from ditan.domains.plans.models import DOUBTFUL, Decision, Finding, PlanDocument, Target
from ditan.domains.plans.selectors import FindingFilters, list_findings
from ditan.domains.plans.services import doubt_finding, reopen_item
from ditan.domains.plans.views.exchange import picked_of
from tests.web.conftest import text_of


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Any) -> None:
    settings.DOWNLOAD_DIR = tmp_path / "downloads"


def rows_in(data: bytes) -> int:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    return sheet.max_row - 1


def test_only_the_ticked_rows_are_exported_whatever_their_state(office: Client, plan: PlanDocument) -> None:
    target = Target.objects.filter(plan=plan).first()
    assert target is not None
    answer = office.get(reverse("plans:targets_export_picked"), {"pick": target.identity})
    assert rows_in(answer.content) == 1


def test_without_a_tick_the_list_says_what_to_do(office: Client, plan: PlanDocument) -> None:
    answer = office.get(reverse("plans:targets_export_picked"), follow=True)
    assert "还没有勾选" in text_of(answer)


def test_the_list_sends_its_ticks_without_any_script(office: Client, booked: PlanDocument) -> None:
    page = text_of(office.get(reverse("plans:targets")))
    assert f'<form id="picked" method="get" action="{reverse("plans:targets_export_picked")}">' in page
    assert 'name="pick" form="picked"' in page


def test_whoever_may_not_export_picks_nothing(guest: Client, plan: PlanDocument) -> None:
    target = Target.objects.filter(plan=plan).first()
    assert target is not None
    answer = guest.get(reverse("plans:targets_export_picked"), {"pick": target.identity})
    assert answer.status_code in (302, 403)
    assert "spreadsheetml" not in answer.headers["Content-Type"]


def test_what_is_no_row_of_the_list_is_left_out() -> None:
    assert picked_of(["target-12", "task-3", "target-x", "target-", "12", "target-१२"], "target") == [12]


def test_a_long_list_goes_by_the_download_centre(
    office: Client, coordinator: User, booked: PlanDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = rows_in(office.get(reverse("plans:targets_export")).content)
    monkeypatch.setattr("ditan.domains.plans.exchange.long.MOST_AT_ONCE", 0)
    page = text_of(office.get(reverse("plans:targets_export"), follow=True))
    assert "正在后台生成“目标-" in page
    run_pending()
    download = Download.objects.get()
    assert (download.user, download.row_count) == (coordinator, number)
    assert rows_in(path_of(download).read_bytes()) == number


@pytest.fixture
def finding(plan: PlanDocument) -> Finding:
    found = Finding.objects.filter(plan=plan).first()
    assert found is not None
    return found


def test_a_finding_is_left_in_doubt_and_stays_in_sight(office: Client, coordinator: User, finding: Finding) -> None:
    url = reverse("plans:finding_judge", args=[finding.pk])
    page = text_of(office.post(url, {"action": "doubt", "version": finding.version}, follow=True))
    assert "? 存疑" in page
    finding.refresh_from_db()
    assert (finding.state, finding.version) == (DOUBTFUL, 2)
    assert finding.decided_at is not None
    assert finding in list_findings(coordinator)
    assert list(list_findings(coordinator, FindingFilters(state=DOUBTFUL))) == [finding]
    assert Decision.objects.get(item_kind="finding").action == "doubt"


def test_a_doubt_is_said_once_and_can_be_taken_back(coordinator: User, finding: Finding) -> None:
    doubted = doubt_finding(user=coordinator, pk=finding.pk, version=finding.version, reason="待查年鉴")
    assert doubt_finding(user=coordinator, pk=finding.pk, version=doubted.version).version == doubted.version
    reopened = reopen_item(user=coordinator, kind="finding", pk=finding.pk, version=doubted.version)
    assert (reopened.state, reopened.decided_at) == ("proposed", None)
    assert Decision.objects.filter(item_kind="finding").count() == 2


def test_whoever_may_not_review_doubts_nothing(guest: Client, finding: Finding) -> None:
    guest.post(reverse("plans:finding_judge", args=[finding.pk]), {"action": "doubt", "version": finding.version})
    finding.refresh_from_db()
    assert finding.state == "proposed"


def test_the_page_of_uploads_says_what_the_reader_takes(office: Client) -> None:
    assert "不超过 100 MB" in text_of(office.get(reverse("plans:upload")))
