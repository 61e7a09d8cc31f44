"""The pages of reporting, as clerks, reviewers and the coordinating office meet them."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ditan.base.directory.models import Organisation
from ditan.base.records.models import Metric
from ditan.base.workflow.models import Assignment, Round, Submission
from tests.base.workflow.rounds.conftest import GOOD, Office, cells_of, fill, step
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db


def opened_page(user: User, name: str, *args: int, **query: str) -> str:
    answer = signed_in(user).get(reverse(f"workflow:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def save(client: Client, assignment: Assignment, cells: object) -> tuple[int, dict[str, object]]:
    address = reverse("workflow:cells", args=[assignment.pk])
    answer = client.post(address, json.dumps({"cells": cells}), content_type="application/json")
    return answer.status_code, answer.json()


def test_a_clerk_sees_her_sheet_with_what_stood_before(office: Office, owed: Assignment, past: None) -> None:
    text = opened_page(office.clerk, "sheet", owed.pk)
    assert "能源消费总量" in text
    assert "52.10" in text
    assert 'data-part="reported"' in text
    assert "2024年" in text


def test_a_leader_reads_the_sheet_and_has_no_field_to_write_in(office: Office, owed: Assignment) -> None:
    text = opened_page(office.leader, "sheet", owed.pk)
    assert "能源消费总量" in text
    assert 'data-part="reported"' not in text


def test_what_is_typed_is_saved_and_checked_at_once(office: Office, owed: Assignment, past: None) -> None:
    cell = cells_of(owed)["energy_total"]
    status, answer = save(
        signed_in(office.clerk), owed, [{"asked": cell.asked_id, "version": 1, "reported": "５，３２０"}]
    )
    assert status == 200
    assert answer["cells"] == [
        {"asked": cell.asked_id, "outcome": "saved", "message": "", "version": 2, "reported": "５，３２０", "note": ""}
    ]
    (remark,) = answer["remarks"][str(cell.asked_id)]  # type: ignore[index]
    assert remark["text"] == "与以往相差约 100 倍，可能是小数点或单位（元、万元、亿元）有误；确实如此请说明原因。"
    assert cells_of(owed)["energy_total"].number == 5320


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"cells": 3}', '{"cells": [{"asked": "1", "version": 1}]}'])
def test_a_request_that_makes_no_sense_is_refused_in_words(office: Office, owed: Assignment, body: str) -> None:
    address = reverse("workflow:cells", args=[owed.pk])
    answer = signed_in(office.clerk).post(address, body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["error"]["message"] == "请求内容无法识别；请刷新页面后重试。"


def test_the_town_finds_neither_page_nor_cells_of_the_department(office: Office, owed: Assignment) -> None:
    client = signed_in(office.stranger)
    assert client.get(reverse("workflow:sheet", args=[owed.pk])).status_code == 404
    assert client.post(reverse("workflow:cells", args=[owed.pk]), "{}", "application/json").status_code == 404
    assert "区经济信息委" not in opened_page(office.stranger, "round", owed.round_id)


def test_my_page_lists_what_waits_for_me(office: Office, owed: Assignment, town_owes: Assignment, past: None) -> None:
    assert "2025年度低碳指标年报" in opened_page(office.clerk, "my")
    assert "暂无数据" in opened_page(office.reviewer, "my")
    fill(office.clerk, owed, GOOD)
    step(office.clerk, owed, "submit")
    assert "暂无数据" in opened_page(office.clerk, "my")
    assert "区经济信息委" in opened_page(office.reviewer, "my")
    step(office.reviewer, owed, "approve_department")
    assert "暂无数据" in opened_page(office.reviewer, "my", what="review")
    assert "区经济信息委" in opened_page(office.coordinator, "my", what="review")


def test_a_sheet_is_handed_in_reviewed_and_locked_on_pages(office: Office, owed: Assignment, past: None) -> None:
    fill(office.clerk, owed, GOOD)
    for user, name, action in (
        (office.clerk, "submit", ""),
        (office.reviewer, "review", "approve"),
        (office.coordinator, "decide", "approve"),
        (office.coordinator, "lock", ""),
    ):
        version = Submission.objects.get(assignment=owed).version
        address = reverse(f"workflow:{name}", args=[owed.pk])
        answer = signed_in(user).post(address, {"version": version, "action": action}, follow=True)
        assert answer.status_code == 200
    assert Submission.objects.get(assignment=owed).state == "locked"
    assert "已锁定" in opened_page(office.clerk, "sheet", owed.pk)


def test_what_forbids_handing_in_is_said_cell_by_cell(office: Office, owed: Assignment) -> None:
    address = reverse("workflow:submit", args=[owed.pk])
    answer = signed_in(office.clerk).post(address, {"version": "1"}, follow=True)
    text = answer.content.decode()
    assert "还不能提交：4 项还没有填。" in text
    assert f'<a href="#row-{cells_of(owed)["energy_total"].asked_id}">能源消费总量</a>：还没有填' in text
    assert Submission.objects.get(assignment=owed).state == "draft"


def test_a_returned_sheet_shows_the_reason_on_top(office: Office, owed: Assignment, past: None) -> None:
    fill(office.clerk, owed, GOOD)
    step(office.clerk, owed, "submit")
    address = reverse("workflow:review", args=[owed.pk])
    form = {"version": 2, "action": "return", "reason": "请核对煤炭口径"}
    signed_in(office.reviewer).post(address, form)
    text = opened_page(office.clerk, "sheet", owed.pk)
    assert "请核对煤炭口径" in text
    assert 'data-part="reported"' in text


def test_a_round_is_drawn_up_and_given_out_on_pages(
    office: Office, metrics: dict[str, Metric], settings: object
) -> None:
    client = signed_in(office.coordinator)
    form = {
        "title": "2026年10月空气质量月报",
        "kind": "monthly",
        "period": "2026M10",
        "opens_on": "2026-11-02",
        "due_on": "2026-11-10",
        "remind_days": "2",
        "status": "flash",
    }
    client.post(reverse("workflow:round_new"), form)
    made = Round.objects.get()
    forest = metrics["forest_cover"].pk
    client.post(reverse("workflow:round_metrics", args=[made.pk]), {"version": "1", "add": [forest]})
    town = Organisation.objects.get(name="虎峰镇").pk
    client.post(reverse("workflow:round_organisations", args=[made.pk]), {"version": "2", "add": [town]})
    text = client.get(reverse("workflow:round", args=[made.pk])).content.decode()
    assert "森林覆盖率" in text
    assert "虎峰镇" in text
    client.post(reverse("workflow:round_open", args=[made.pk]), {"version": "3"})
    assert Submission.objects.get().assignment.organisation.name == "虎峰镇"
    assert "虎峰镇" in opened_page(office.stranger, "my")


def test_a_wrong_round_leaves_the_form_as_it_was_typed(office: Office) -> None:
    form = {
        "title": "十月月报",
        "kind": "monthly",
        "period": "2026年10月",
        "opens_on": "2026-11-10",
        "due_on": "2026-11-02",
    }
    answer = signed_in(office.coordinator).post(reverse("workflow:round_new"), form)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="2026年10月"' in text
    assert "不是报告期代码" in text
    assert "早于开始日期" in text
    assert Round.objects.count() == 0


def test_a_deadline_on_a_holiday_is_pointed_out(office: Office, drafted: Round) -> None:
    Round.objects.filter(pk=drafted.pk).update(due_on=date(2026, 10, 1))
    assert "截止日期 2026-10-01 不是工作日" in opened_page(office.coordinator, "round", drafted.pk)


def test_a_year_without_published_holidays_is_said_to_be_one(office: Office, drafted: Round) -> None:
    Round.objects.filter(pk=drafted.pk).update(due_on=date(2051, 10, 9))
    assert "2051 年的节假日安排尚未公布" in opened_page(office.coordinator, "round", drafted.pk)


def test_a_draft_shows_to_the_office_alone(office: Office, drafted: Round) -> None:
    assert drafted.title in opened_page(office.coordinator, "rounds")
    assert drafted.title not in opened_page(office.clerk, "rounds")
    assert signed_in(office.clerk).get(reverse("workflow:round", args=[drafted.pk])).status_code == 404


def test_evidence_is_kept_handed_out_and_taken_back(office: Office, owed: Assignment) -> None:
    client = signed_in(office.clerk)
    file = SimpleUploadedFile("能耗台账.pdf", b"%PDF-1.7 ledger")
    client.post(reverse("workflow:evidence", args=[owed.pk]), {"file": file, "note": "用能单位台账"})
    kept = owed.submission.evidence.get()
    address = reverse("workflow:evidence_file", args=[owed.pk, kept.pk])
    assert client.get(address).content == b"%PDF-1.7 ledger"
    assert signed_in(office.stranger).get(address).status_code == 404
    client.post(reverse("workflow:evidence_remove", args=[owed.pk, kept.pk]))
    assert "能耗台账.pdf" not in opened_page(office.clerk, "sheet", owed.pk)


@pytest.mark.parametrize(
    "name, data, words",
    [
        ("空.pdf", b"", "空文件"),
        ("程序.exe", b"MZ", "不接受"),
        ("假.pdf", b"<html>", "内容不是 pdf"),
    ],
)
def test_evidence_that_is_not_what_it_says_is_refused(
    office: Office, owed: Assignment, name: str, data: bytes, words: str
) -> None:
    address = reverse("workflow:evidence", args=[owed.pk])
    answer = signed_in(office.clerk).post(address, {"file": SimpleUploadedFile(name, data)}, follow=True)
    assert words in answer.content.decode()
    assert not owed.submission.evidence.exists()


def test_a_remark_at_a_cell_is_seen_by_the_other_side(office: Office, owed: Assignment) -> None:
    asked = cells_of(owed)["coal"].asked_id
    address = reverse("workflow:cell", args=[owed.pk, asked])
    signed_in(office.reviewer).post(address, {"text": "是否含洗煤？"})
    assert "是否含洗煤？" in signed_in(office.clerk).get(address).content.decode()
    refused = signed_in(office.leader).post(address, {"text": "好"})
    assert refused.status_code == 422
    assert "只有填报人和审核人可以批注" in refused.content.decode()


def test_the_workbench_shows_who_owes_and_what_waits_for_me(office: Office, owed: Assignment) -> None:
    assert "已填 0 / 4" in signed_in(office.clerk).get("/").content.decode()
    assert "已报 0 / 2" in signed_in(office.coordinator).get("/").content.decode()


def test_the_grid_asks_a_fixed_number_of_queries(
    office: Office, owed: Assignment, past: None, django_assert_max_num_queries: object
) -> None:
    client = signed_in(office.clerk)
    client.get(reverse("workflow:sheet", args=[owed.pk]))
    with django_assert_max_num_queries(26):  # type: ignore[operator] - six of them count what waits, for the menu
        client.get(reverse("workflow:sheet", args=[owed.pk]))
