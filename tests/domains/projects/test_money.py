"""Registering money: versions with reasons, sums that reconcile, overspending."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ditan.base.append_only import Unchangeable
from ditan.base.audit.models import Entry
from ditan.base.notices.models import Notice
from ditan.base.refusal import Changed, InvalidFields, NotAllowed
from ditan.domains.projects import services
from ditan.domains.projects.errors import NotYours, WrongState
from ditan.domains.projects.models import Money, Project, ProjectFinding
from ditan.domains.projects.selectors.detail import money_page
from ditan.domains.projects.services import MoneyDraft
from tests.domains.projects.conftest import MakeProject, Office, fund

pytestmark = pytest.mark.django_db


def register(office: Office, project: Project, kind: str, amount: str, **more: Any) -> Project:
    """Register a line as the clerk of forestry; gives the project as it stands then."""
    project.refresh_from_db()
    draft = MoneyDraft(kind, Decimal(amount), **more)
    services.register_money(user=office.clerk, project=project, version=project.version, draft=draft)
    project.refresh_from_db()
    return project


def test_the_sums_of_a_project_equal_its_parts_by_year_and_by_fund(office: Office, make_project: MakeProject) -> None:
    project = make_project()
    register(office, project, "planned", "100.1", year=2024, fund="上级资金")
    register(office, project, "planned", "0.02", year=2024)
    register(office, project, "planned", "1.5", unit="亿元", year=2025)
    register(office, project, "allocated", "60", year=2024, fund="上级资金")
    page = money_page(office.clerk, project)
    assert project.planned == Decimal("15100.12") == page.total.cells[0]
    assert [(row.year, row.fund, row.cells[0], row.is_sum) for row in page.rows] == [
        (2024, "上级资金", Decimal("100.1"), False),
        (2024, "", Decimal("0.02"), False),
        (2024, "", Decimal("100.12"), True),
        (2025, "", Decimal("15000.0"), False),
    ]
    assert page.check.code == "closed"
    assert page.undecided == Decimal("15000.02")
    assert (project.allocated, project.spent) == (60, None)


def test_a_change_is_a_new_version_with_its_reason(office: Office, make_project: MakeProject) -> None:
    project = register(office, make_project(), "planned", "100")
    adjusted = MoneyDraft("planned", Decimal(120), fund="上级资金", reason="铜财〔2025〕12号调整")
    services.adjust_money(user=office.clerk, project=project, version=project.version, line=1, draft=adjusted)
    project.refresh_from_db()
    (line,) = money_page(office.clerk, project).lines
    assert (line.money.amount, line.money.fund, line.money.version) == (120, "上级资金", 2)
    assert [(each.amount, each.reason) for each in line.earlier] == [(100, "")]
    assert project.planned == 120
    with pytest.raises(InvalidFields, match="调整理由"):
        services.adjust_money(
            user=office.clerk,
            project=project,
            version=project.version,
            line=1,
            draft=MoneyDraft("planned", Decimal(1)),
        )
    services.drop_money(user=office.clerk, project=project, version=project.version, line=1, reason="重复登记")
    project.refresh_from_db()
    assert project.planned is None
    assert Money.objects.filter(project=project).count() == 3


def test_what_is_no_line_of_money_is_refused(office: Office, make_project: MakeProject) -> None:
    project = make_project()
    with pytest.raises(InvalidFields, match="应不小于 0"), transaction.atomic():
        services.register_money(user=office.clerk, project=project, version=1, draft=MoneyDraft("spent", Decimal(-1)))
    project.refresh_from_db()
    assert (Money.objects.count(), project.version) == (0, 1)


def test_overspending_lights_up_leaves_one_finding_and_tells_once(office: Office, make_project: MakeProject) -> None:
    project = make_project(state="under_way")
    register(office, project, "allocated", "100")
    assert project.light == "green"
    register(office, project, "spent", "120", year=2025)
    assert project.light == "red"
    assert project.reasons == ["已支出 120 万元，超过下达的 100 万元，超支 20 万元。"]
    register(office, project, "spent", "5", year=2025)
    (finding,) = ProjectFinding.objects.all()
    assert (finding.code, finding.figures["over"], finding.state) == ("over_allocated", "25", "open")
    notices = Notice.objects.filter(kind="projects.overspent")
    assert sorted(notices.values_list("user__username", flat=True)) == ["linye", "tongchou"]
    assert Entry.objects.filter(act="projects.overspent").count() == 1
    register(office, project, "allocated", "25")
    finding.refresh_from_db()
    assert (finding.state, project.light) == ("gone", "green")


def test_a_finding_that_was_dealt_with_opens_again_only_for_more(office: Office, make_project: MakeProject) -> None:
    project = make_project(state="under_way")
    register(office, project, "allocated", "100")
    register(office, project, "spent", "110")
    found = ProjectFinding.objects.get()
    close = {"user": office.coordinator, "project": project, "pk": found.pk}
    services.close_finding(**close, version=project.version, reason="年底统一追加")
    project.refresh_from_db()
    services.refresh([project])
    assert ProjectFinding.objects.count() == 1
    register(office, project, "spent", "1")
    assert ProjectFinding.objects.filter(state="open").count() == 1
    assert Notice.objects.filter(user=office.coordinator).count() == 2


def test_what_is_for_show_tells_nobody(office: Office, make_project: MakeProject) -> None:
    project = make_project(demo=True)
    register(office, project, "planned", "1")
    register(office, project, "spent", "2")
    assert project.light == "red"
    assert Notice.objects.count() == 0


def test_two_people_cannot_overwrite_each_other(office: Office, make_project: MakeProject) -> None:
    project = make_project()
    draft = MoneyDraft("planned", Decimal(1))
    services.register_money(user=office.clerk, project=project, version=1, draft=draft)
    with pytest.raises(Changed, match="没有保存"):
        services.register_money(user=office.coordinator, project=project, version=1, draft=draft)
    assert Money.objects.count() == 1


def test_money_is_registered_by_who_leads_the_project(office: Office, make_project: MakeProject) -> None:
    project = make_project()
    draft = MoneyDraft("planned", Decimal(1))
    with pytest.raises(NotYours):
        services.register_money(user=office.stranger, project=project, version=1, draft=draft)
    with pytest.raises(NotAllowed):
        services.register_money(user=office.leader, project=project, version=1, draft=draft)
    assert Money.objects.count() == 0


def test_a_cancelled_project_takes_no_money(office: Office, make_project: MakeProject) -> None:
    project = make_project(state="cancelled")
    with pytest.raises(WrongState, match="已取消"), transaction.atomic():
        services.register_money(user=office.clerk, project=project, version=1, draft=MoneyDraft("spent", Decimal(1)))
    assert Money.objects.count() == 0


def test_the_database_itself_keeps_money_as_it_was_written(make_project: MakeProject) -> None:
    line = fund(make_project(), "planned", "1")
    with pytest.raises(Unchangeable):
        line.save()
    with pytest.raises(Unchangeable):
        Money.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        fund(line.project, "planned", "-1", line=9)
