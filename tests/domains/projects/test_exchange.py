"""Projects in workbooks: out, and in with a report row by row before anything is kept."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from ditan.base.audit.models import Entry
from ditan.base.refusal import Changed, ImportRefused, NotAllowed
from ditan.domains.projects.exchange import imports
from ditan.domains.projects.exchange.columns import COLUMNS, FORM
from ditan.domains.projects.exchange.export import export_projects
from ditan.domains.projects.models import Milestone, Project, ProjectImport
from ditan.domains.projects.selectors.projects import ProjectFilters, totals
from ditan.domains.projects.services import refresh
from tests.domains.projects.conftest import MakeProject, Office, fund
from tests.domains.projects.test_pages import browser

pytestmark = pytest.mark.django_db

GOOD = {
    "name": "公交更新",
    "organisation": "区林业局",
    "start_year": "2024",
    "due_year": "2026",
    "unit": "万元",
    "planned": "150.5",
    "fund_upper": "100",
    "fund_undecided": "50.5",
    "milestones": "招标 2024-06-30；交付 2025-12-31",
}


def workbook(*rows: dict[str, str]) -> bytes:
    """A workbook with these rows."""
    return FORM.written([[row.get(name, "") for name in COLUMNS] for row in rows])


def cells(data: bytes) -> list[list[Any]]:
    """The cells of a workbook's first sheet."""
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True)]


def handed(office: Office, *rows: dict[str, str]) -> ProjectImport:
    """A workbook with these rows, read for the office."""
    return imports.hand_in(user=office.coordinator, name="项目.xlsx", data=workbook(*rows))


def said(found: ProjectImport) -> list[tuple[int, str]]:
    """Row and column of each error."""
    return [(each["row"], each["column"]) for each in found.errors]


def test_a_workbook_is_read_first_and_kept_when_it_is_confirmed(office: Office) -> None:
    found = handed(office, GOOD, {**GOOD, "name": "绿道", "planned": "", "fund_upper": "", "fund_undecided": ""})
    assert (found.errors, Project.objects.count()) == ([], 0)
    assert imports.save_import(user=office.coordinator, handed=found, version=found.version) == 2
    buses, path = Project.objects.order_by("pk")
    assert (buses.planned, path.planned) == (Decimal("150.5"), None)
    assert buses.organisation == office.forestry
    assert list(Milestone.objects.filter(project=buses).values_list("title", flat=True)) == ["招标", "交付"]
    assert buses.light == "grey"
    assert Entry.objects.filter(act="projects.imported").count() == 1
    with pytest.raises(Changed, match="已经入库"), transaction.atomic():
        imports.save_import(user=office.coordinator, handed=found, version=found.version)
    assert Project.objects.count() == 2


def test_a_workbook_with_one_wrong_cell_is_not_kept_at_all(office: Office) -> None:
    found = handed(office, {**GOOD, "name": "绿道"}, {**GOOD, "fund_upper": "-1", "organisation": "区没有局"})
    assert said(found) == [(3, "责任单位"), (3, "上级资金")]
    with pytest.raises(ImportRefused), transaction.atomic():
        imports.save_import(user=office.coordinator, handed=found, version=found.version)
    assert Project.objects.count() == 0
    assert "没有现行单位“区没有局”" in cells(imports.marked(found))[2][-1]


def test_a_name_stands_once_in_the_workbook_and_in_the_library(office: Office, make_project: MakeProject) -> None:
    make_project(name="绿道")
    found = handed(office, GOOD, GOOD, {**GOOD, "name": "绿道"})
    assert said(found) == [(2, "项目名称"), (3, "项目名称"), (4, "项目名称")]


def test_a_stored_project_is_changed_by_its_number_and_its_money_only_on_its_page(
    office: Office, make_project: MakeProject
) -> None:
    project = make_project(name="绿道")
    fund(project, "planned", "150.5")
    refresh([project])
    same = {**GOOD, "pk": str(project.pk), "name": "绿道二期", "milestones": ""}
    assert said(handed(office, {**same, "planned": "151.5", "fund_upper": "101"})) == [(2, "计划资金合计")]
    assert said(handed(office, {**same, "milestones": "封顶 2025-06-30"})) == [(2, "节点")]
    found = handed(office, same)
    assert found.errors == []
    imports.save_import(user=office.coordinator, handed=found, version=found.version)
    project.refresh_from_db()
    assert (project.name, project.planned, project.version) == ("绿道二期", Decimal("150.5"), 2)


def test_a_column_that_is_left_out_changes_nothing(office: Office, make_project: MakeProject) -> None:
    project = make_project(name="绿道", note="二标段", location="巴川街道")
    project.milestones.create(title="封顶", due_on="2025-06-30")
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    for row in (["平台编号", "项目名称", "备注"], [project.pk, "绿道二期", ""]):
        book.worksheets[0].append(row)
    book.save(stream)
    found = imports.hand_in(user=office.coordinator, name="项目.xlsx", data=stream.getvalue())
    imports.save_import(user=office.coordinator, handed=found, version=found.version)
    project.refresh_from_db()
    assert (project.name, project.note, project.location) == ("绿道二期", "", "巴川街道")
    assert (project.organisation, project.due_year) == (office.forestry, 2026)


def test_an_export_holds_the_search_and_takes_no_text_for_a_formula(office: Office, make_project: MakeProject) -> None:
    project = make_project(name="=HYPERLINK(1)")
    fund(project, "planned", "36000.25", fund="上级资金")
    fund(project, "planned", "4000", fund="彩票公益金")
    refresh([project])
    make_project(name="不在查询中")
    head, row = cells(export_projects(office.coordinator, ProjectFilters(words="HYPERLINK")))
    told = dict(zip(head, row, strict=True))
    assert told["项目名称"] == "=HYPERLINK(1)"
    assert (told["计划资金合计"], told["上级资金"], told["来源待定"]) == (40000.25, 36000.25, None)
    assert told["其他来源"] == "彩票公益金 4,000"
    assert told["支出资金"] is None
    sheet = openpyxl.load_workbook(io.BytesIO(export_projects(office.coordinator, ProjectFilters()))).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} <= {"s", "n"}
    assert Entry.objects.filter(act="projects.list_exported").count() == 2


def test_what_was_exported_is_read_again_without_a_change(office: Office, make_project: MakeProject) -> None:
    project = make_project(name="+绿道", latitude=Decimal("29.841900"), longitude=Decimal(106))
    fund(project, "planned", "36000.25", fund="上级资金")
    fund(project, "planned", "4000", fund="彩票公益金")
    project.milestones.create(title="封顶", due_on="2025-06-30")
    refresh([project])
    found = imports.hand_in(
        user=office.coordinator, name="项目.xlsx", data=export_projects(office.coordinator, ProjectFilters())
    )
    assert found.errors == []


def test_the_report_is_its_owners_and_leads_to_the_list(office: Office, make_project: MakeProject) -> None:
    client = browser(office.coordinator)
    answer = client.post("/projects/import/", {"file": SimpleUploadedFile("项目.xlsx", workbook(GOOD))})
    report = answer["Location"]
    assert "计划资金 150.5 万元；没有问题" in client.get(report).content.decode()
    assert browser(office.clerk).get(report).status_code == 403
    assert client.post(report, {"version": "1", "action": "save"})["Location"] == "/projects/"
    assert totals(office.coordinator).planned == Decimal("150.5")
    refused = client.post("/projects/import/", {"file": SimpleUploadedFile("项目.xlsx", b"PK")})
    assert refused.status_code == 422
    assert "不是 .xlsx 工作簿" in refused.content.decode()


def test_who_may_not_import_hands_nothing_in(office: Office) -> None:
    with pytest.raises(NotAllowed):
        imports.hand_in(user=office.clerk, name="项目.xlsx", data=workbook(GOOD))
    with pytest.raises(NotAllowed):
        export_projects(office.clerk, ProjectFilters())
    assert ProjectImport.objects.count() == 0
