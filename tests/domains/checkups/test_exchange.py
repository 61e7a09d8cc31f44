"""Indicators in by a workbook: its template, what is added and changed, and rows that are refused whole."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ditan.base.directory.models import Organisation
from ditan.base.refusal import ImportRefused, NotAllowed
from ditan.domains.checkups.exchange import COLUMNS, FORM, import_indicators, template
from ditan.domains.checkups.models import Indicator
from tests.domains.checkups.conftest import City

pytestmark = pytest.mark.django_db


def workbook(*rows: dict[str, str]) -> bytes:
    return FORM.written([row.get(name, "") for name in COLUMNS] for row in rows)


def stored() -> list[Any]:
    return list(Indicator.objects.order_by("pk").values())


def test_the_template_holds_what_is_there_offers_choices_and_comes_back_as_it_was(city: City) -> None:
    data = template(city.office)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert [cell.value for cell in sheet[1]] == list(COLUMNS.values())
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["T1", "T2", "T3", "T4", "T5"]
    offered = {rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert offered == {'"越大越好,越小越好"', '"是,否"'}
    before = stored()
    assert import_indicators(user=city.office, data=data) == 0
    assert stored() == before


def test_a_code_that_is_there_is_changed_and_another_one_added(city: City) -> None:
    Organisation.objects.create(name="铜梁区住建委", kind="department")
    greenway = Indicator.objects.get(code="T1")
    changed = {"code": "T1", "name": greenway.name, "basis": greenway.basis, "organisation": "铜梁区住建委"}
    new = {"code": "L1", "name": "细颗粒物浓度", "basis": "本地方案", "bands": "30=优；35=良", "at_least": "越小越好"}
    assert import_indicators(user=city.office, data=workbook(changed, new)) == 2
    assert Indicator.objects.get(code="T1").organisation.name == "铜梁区住建委"
    made = Indicator.objects.get(code="L1")
    assert (made.bands, made.at_least, made.verified, made.is_active) == ("30=优\n35=良", False, False, True)


def test_every_wrong_cell_is_named_and_nothing_is_stored(city: City) -> None:
    before = stored()
    good = {"code": "L1", "name": "细颗粒物浓度", "basis": "本地方案"}
    bad = {
        "code": "L2",
        "name": "甲",
        "bands": "三十=优",
        "metric": "无此指标",
        "organisation": "无此单位",
        "verified": "对",
    }
    long = {"code": "L3", "name": "乙", "basis": "丙", "unit": "十" * 21}
    with pytest.raises(ImportRefused) as refused:
        import_indicators(user=city.office, data=workbook(good, bad, long, good))
    assert {(each.row, each.column) for each in refused.value.rows} == {
        (3, "依据"),
        (3, "分级"),
        (3, "统计指标"),
        (3, "填报单位"),
        (3, "依据已核对"),
        (4, "单位"),
        (5, "编号"),
    }
    assert stored() == before


def test_whoever_only_reads_imports_nothing(city: City) -> None:
    before = stored()
    with pytest.raises(NotAllowed):
        import_indicators(user=city.leader, data=workbook({"code": "L1", "name": "甲", "basis": "乙"}))
    with pytest.raises(NotAllowed):
        template(city.leader)
    assert stored() == before


def test_the_page_names_the_rows_gives_them_back_marked_and_then_takes_them(city: City) -> None:
    client = Client()
    client.force_login(city.office)
    here = reverse("checkups:import")
    assert client.get(here).status_code == 200
    assert client.get(reverse("checkups:import_template")).content[:2] == b"PK"
    refused = client.post(here, {"file": SimpleUploadedFile("指标.xlsx", workbook({"code": "L1", "name": "甲"}))})
    assert (refused.status_code, "下载错误工作簿" in refused.content.decode()) == (422, True)
    assert client.post(here, {"file": SimpleUploadedFile("指标.xlsx", b"text")}).status_code == 422
    assert Indicator.objects.count() == 5
    good = workbook({"code": "L1", "name": "甲", "basis": "乙"})
    assert client.post(here, {"file": SimpleUploadedFile("指标.xlsx", good)}).status_code == 302
    assert Indicator.objects.filter(code="L1").exists()
