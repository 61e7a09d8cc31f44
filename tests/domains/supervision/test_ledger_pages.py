"""The pages of ledgers, statistics and the calendar, as a browser asks for them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ditan.base.workflow.models import Job
from ditan.domains.supervision.exchange.importing import read_ledger, save_ledger
from ditan.domains.supervision.models import LedgerImport, LedgerState, Matter
from tests.domains.supervision.conftest import District, fresh, handed_out
from tests.domains.supervision.test_ledger_import import ledger, quiet, upload_folder  # noqa: F401 - fixture
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db


def page(name: str, *args: Any) -> str:
    return reverse(f"supervision:{name}", args=args)


def test_a_ledger_goes_from_its_file_to_matters_by_four_forms(district: District) -> None:
    client = signed_in(fresh(district.office))
    refused = client.post(page("ledger_import"), {"file": SimpleUploadedFile("台账.xlsx", b"no workbook")})
    assert (refused.status_code, LedgerImport.objects.count()) == (422, 0)
    client.post(page("ledger_import"), {"file": SimpleUploadedFile("台账.xlsx", ledger())})
    made = LedgerImport.objects.get()
    shown = client.get(page("ledger_columns", made.pk))
    fields = {f"field_{column.place}": field for column, field in shown.context["columns"]}
    given = {"sheet": 1, "first": 2, "last": 3, "year": "2026", "reporting": "none", "hand_out": "0"}
    wrong = client.post(page("ledger_columns", made.pk), given | fields | {"field_1": "", "year": "二零"})
    assert wrong.status_code == 422
    assert 'value="二零"' in wrong.content.decode()
    client.post(page("ledger_columns", made.pk), given | fields)
    made.refresh_from_db()
    assert (made.state, Job.objects.get(pk=made.job).kind) == (LedgerState.READING, "read_ledger")
    read_ledger(made.pk, made.read, quiet)
    report = client.get(page("ledger_report", made.pk))
    assert "2026年13月" in report.content.decode()
    kept = client.post(page("ledger_act", made.pk), {"do": "names", "name_0": "发改委"})
    assert kept.status_code == 422
    assert 'value="发改委"' in kept.content.decode()
    client.post(page("ledger_act", made.pk), {"do": "take", "shown": ["6", "7"], "row": ["6"]})
    save_ledger(made.pk, quiet)
    assert "已立项 3 项" in client.get(page("ledger_report", made.pk)).content.decode()
    assert not Matter.objects.filter(title="完成 2 个绿色工厂申报").exists()


def test_another_ones_import_is_not_found_and_a_department_has_none(district: District) -> None:
    made = LedgerImport.objects.create(by=district.office, name="台账.xlsx", sha256="0" * 64, size=1, year=2026)
    assert signed_in(fresh(district.second)).get(page("ledger_columns", made.pk)).status_code == 404
    assert signed_in(fresh(district.clerk)).get(page("ledger_import")).status_code == 403


def test_the_pages_of_figures_say_a_wrong_period_and_the_calendar_an_unpublished_year(district: District) -> None:
    handed_out(district)
    client = signed_in(fresh(district.clerk))
    figures = client.get(page("statistics"), {"start": "2026-12-31", "end": "2026-01-01"}).content.decode()
    assert "开始日期 2026-12-31 晚于结束日期" in figures
    assert "区住房城乡建委" in figures
    late = client.get(page("circular"), {"start": "2026-01-01", "end": "昨天"})
    assert "已按今年统计" in late.content.decode()
    assert "2031 年节假日安排尚未公布" in client.get(page("calendar"), {"day": "2031-03-01"}).content.decode()
    assert client.get(page("statistics_file")).status_code == 403
