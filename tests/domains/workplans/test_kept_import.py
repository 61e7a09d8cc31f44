"""A workbook that was checked is taken in by a second button, without choosing it again."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ditan.base.refusal import Changed
from ditan.base.reporting.tables import as_xlsx
from ditan.domains.workplans.exchange.handed import keep, take_in
from ditan.domains.workplans.exchange.sheets import lines_table
from ditan.domains.workplans.models import LineImport, WorkPlan
from ditan.domains.workplans.selectors import workplan_page
from ditan.domains.workplans.services import take_step
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(db: None) -> User:
    """Another one who draws up work plans."""
    user = User.objects.create_user("colleague")
    user.user_permissions.set(Permission.objects.filter(content_type__app_label__in=["plans", "workplans"]))
    return User.objects.get(pk=user.pk)


def workbook(user: User, workplan: WorkPlan, *more: list[Any]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(lines_table(workplan_page(user, workplan.pk)))))
    for row in more:
        book.worksheets[0].append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def check(client: Client, workplan: WorkPlan, data: bytes) -> str:
    upload = SimpleUploadedFile("计划.xlsx", data)
    here = reverse("workplans:import", args=[workplan.pk])
    return client.post(here, {"action": "check", "file": upload}).content.decode()


def stored(workplan: WorkPlan) -> list[Any]:
    return [WorkPlan.objects.get(pk=workplan.pk).version, *workplan.lines.order_by("pk").values()]


def test_what_was_checked_is_taken_in_without_the_file_and_once(workplan: WorkPlan, coordinator: User) -> None:
    client, here = signed_in(coordinator), reverse("workplans:import", args=[workplan.pk])
    before = stored(workplan)
    page = check(client, workplan, workbook(coordinator, workplan, [None, "任务", "编制碳排放清单"]))
    assert stored(workplan) == before
    assert "导入这份工作簿" in page
    fields = dict(re.findall(r'name="(version|kept)" value="(\d+)"', page))
    assert client.post(here, fields).status_code == 302
    assert workplan.lines.filter(title="编制碳排放清单").count() == 1
    assert not LineImport.objects.exists()
    after = stored(workplan)
    again = client.post(here, {**fields, "version": after[0]})
    assert (again.status_code, "请重新选择文件" in again.content.decode()) == (409, True)
    assert stored(workplan) == after


def test_a_workbook_with_a_wrong_row_has_no_second_button_and_is_refused_all_the_same(
    workplan: WorkPlan, coordinator: User
) -> None:
    client, here = signed_in(coordinator), reverse("workplans:import", args=[workplan.pk])
    before = stored(workplan)
    page = check(client, workplan, workbook(coordinator, workplan, [99999, "任务", "别处的条目"]))
    assert "导入这份工作簿" not in page
    refused = client.post(here, {"version": before[0], "kept": LineImport.objects.get().pk})
    assert (refused.status_code, "没有条目 99999" in refused.content.decode()) == (422, True)
    assert stored(workplan) == before


def test_a_later_workbook_takes_the_place_of_the_one_before_and_nobody_takes_anothers(
    workplan: WorkPlan, coordinator: User, colleague: User
) -> None:
    data = workbook(coordinator, workplan, [None, "任务", "编制碳排放清单"])
    first = keep(user=coordinator, workplan=workplan, name="一.xlsx", data=data)
    second = keep(user=coordinator, workplan=workplan, name="二.xlsx", data=data)
    assert list(LineImport.objects.values_list("pk", "name")) == [(second.pk, "二.xlsx")]
    before = stored(workplan)
    for user, kept in ((coordinator, first.pk), (colleague, second.pk)):
        with pytest.raises(Changed, match="请重新选择文件"):
            take_in(user=user, workplan=workplan, kept=kept or 0, version=before[0])
    assert stored(workplan) == before


def test_where_the_plan_changed_since_the_workbook_is_still_there_to_take_in(
    workplan: WorkPlan, coordinator: User
) -> None:
    client, here = signed_in(coordinator), reverse("workplans:import", args=[workplan.pk])
    data = workbook(coordinator, workplan, [None, "任务", "编制碳排放清单"])
    fields = dict(re.findall(r'name="(version|kept)" value="(\d+)"', check(client, workplan, data)))
    for step in ("submit", "return"):
        version = WorkPlan.objects.get(pk=workplan.pk).version
        take_step(user=coordinator, pk=workplan.pk, version=version, step=step, reason="补充")
    before = stored(workplan)
    refused = client.post(here, fields)
    assert refused.status_code == 409
    assert stored(workplan) == before
    fields = dict(re.findall(r'name="(version|kept)" value="(\d+)"', refused.content.decode()))
    assert client.post(here, fields).status_code == 302
    assert workplan.lines.filter(title="编制碳排放清单").exists()
