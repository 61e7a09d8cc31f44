"""Lists out to a workbook and back in, as pages do it."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ditan.domains.plans.models import Decision, PlanDocument, Target
from tests.web.conftest import text_of

KINDS = ("indicators", "targets", "measures", "tasks", "projects")


def exported(client: Client, plural: str, **query: str) -> bytes:
    response = client.get(reverse(f"plans:{plural}_export"), query)
    assert response.status_code == 200
    return bytes(response.content)


def send(client: Client, plural: str, data: bytes, **more: str) -> Any:
    file = SimpleUploadedFile("台账.xlsx", data)
    return client.post(reverse(f"plans:{plural}_import"), {"file": file, **more}, follow=True)


def changed(data: bytes, row: int, title: str, value: object) -> bytes:
    """The workbook with one cell written anew."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.active
    titles = [cell.value for cell in sheet[1]]
    sheet.cell(row=row, column=titles.index(title) + 1, value=value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("plural", KINDS)
def test_what_is_exported_imports_back_without_change(office: Client, booked: PlanDocument, plural: str) -> None:
    decisions = Decision.objects.count()
    page = text_of(send(office, plural, exported(office, plural)))
    assert "修改 0 条，新增 0 条" in page
    assert Decision.objects.count() == decisions


def test_the_file_is_named_for_the_list_and_the_day(office: Client, booked: PlanDocument) -> None:
    response = office.get(reverse("plans:targets_export"))
    assert response.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E7%9B%AE%E6%A0%87-20")


def test_the_export_obeys_the_search(office: Client, booked: PlanDocument) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported(office, "indicators", q="用水")))
    assert book.active.max_row == 2


def test_a_changed_cell_is_an_edit(office: Client, booked: PlanDocument) -> None:
    data = changed(exported(office, "targets"), 3, "目标值", 52)
    assert "修改 1 条" in text_of(send(office, "targets", data))
    assert Target.objects.get(name="森林覆盖率").value == 52.0


def test_a_check_stores_nothing(office: Client, booked: PlanDocument) -> None:
    data = changed(exported(office, "targets"), 3, "目标值", 52)
    page = text_of(send(office, "targets", data, check="1"))
    assert "将修改 1 条" in page
    assert Target.objects.get(name="森林覆盖率").value == 51.0


def test_a_bad_row_is_named_and_nothing_is_stored(office: Client, booked: PlanDocument) -> None:
    data = changed(exported(office, "targets"), 2, "目标值", 99)
    data = changed(data, 3, "目标年", "明年")
    response = send(office, "targets", data)
    page = text_of(response)
    assert response.status_code == 422
    assert '<td class="n">3</td><td class="nowrap">目标年</td>' in page
    assert "没有导入任何一行" in page
    assert not Target.objects.filter(value=99).exists()


def test_what_is_no_workbook_is_refused_in_words(office: Client, booked: PlanDocument) -> None:
    response = send(office, "targets", b"not a workbook")
    assert response.status_code == 422
    assert "xlsx" in text_of(response)


def test_without_a_file_the_page_says_so(office: Client, db: None) -> None:
    response = office.post(reverse("plans:targets_import"))
    assert response.status_code == 422
    assert "还没有选择文件" in text_of(response)


def test_a_template_can_be_had(office: Client, db: None) -> None:
    response = office.get(reverse("plans:projects_template"))
    titles = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(response.content)).active[1]]
    assert "项目名称" in titles


def test_without_permission_the_export_says_whom_to_ask(guest: Client, booked: PlanDocument) -> None:
    page = text_of(guest.get(reverse("plans:targets_export"), follow=True))
    assert "您没有“导出条目”权限" in page
