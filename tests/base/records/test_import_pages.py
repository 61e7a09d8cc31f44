"""The pages of an import, as a clerk walks them."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ditan.base.records.models import Metric, Observation, Subject, ValueImport
from ditan.base.workflow.worker import run_pending
from tests.base.records.test_importing import GDP, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(clerk: User, client: Client, district: Subject, gdp: Metric, settings: Any, tmp_path: Any) -> Client:
    settings.UPLOAD_DIR = tmp_path
    client.force_login(clerk)
    return client


def upload(page: Client, *rows: Any) -> ValueImport:
    file = SimpleUploadedFile("数据.xlsx", workbook(*rows))
    answer = page.post("/records/import/", {"file": file})
    made = ValueImport.objects.get()
    assert answer["Location"] == f"/records/import/{made.pk}/"
    return made


def test_a_workbook_is_read_shown_and_taken_in(page: Client) -> None:
    made = upload(page, GDP, (*GDP[:2], "2023", "很多", *GDP[4:]))
    assert "正在读取" in page.get(f"/records/import/{made.pk}/").content.decode()
    run_pending()
    text = page.get(f"/records/import/{made.pk}/").content.decode()
    assert "将写入 1 行，不能导入 1 行，没有变化 0 行" in text
    assert "“数值”：“地区生产总值”的值“很多”不是数" in text
    page.post(f"/records/import/{made.pk}/act/", {"shown": ["2"], "row": ["2"], "do": "take"})
    run_pending()
    assert "已导入 1 条数据" in page.get(f"/records/import/{made.pk}/").content.decode()
    assert Observation.objects.get().number == 1700.5


def test_a_row_without_its_tick_stays_out(page: Client) -> None:
    made = upload(page, GDP, (*GDP[:2], "2023", *GDP[3:]))
    run_pending()
    page.post(f"/records/import/{made.pk}/act/", {"shown": ["2", "3"], "row": ["3"], "do": "take"})
    run_pending()
    assert list(Observation.objects.values_list("period", flat=True)) == ["2023"]


def test_the_refused_rows_are_shown_alone(page: Client) -> None:
    made = upload(page, GDP, (*GDP[:2], "2023", "很多", *GDP[4:]))
    run_pending()
    text = page.get(f"/records/import/{made.pk}/?refused").content.decode()
    assert "很多" in text
    assert "1700.5" not in text


def test_an_import_may_be_given_up(page: Client) -> None:
    made = upload(page, GDP)
    run_pending()
    page.post(f"/records/import/{made.pk}/act/", {"do": "drop"})
    made.refresh_from_db()
    assert made.state == "dropped"
    assert not Observation.objects.exists()


def test_what_is_no_workbook_is_refused_on_the_page(page: Client) -> None:
    answer = page.post("/records/import/", {"file": SimpleUploadedFile("x.xlsx", b"")})
    assert answer.status_code == 422
    assert not ValueImport.objects.exists()


def test_a_template_is_handed_out(page: Client) -> None:
    answer = page.get("/records/import/template/")
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"


def test_who_may_not_import_finds_no_page(reader: User, client: Client) -> None:
    client.force_login(reader)
    assert client.get("/records/import/").status_code == 403
