"""The pages of tracking, as people see them: board, target, values handed down, ties."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from ditan.base.audit.models import Entry
from ditan.domains.plans.models import HandedDown, MetricBinding, PlanDocument, TrackedTarget
from tests.domains.plans.conftest import MakePlan
from tests.domains.plans.followed import BASE, END, LAST, binding_of, catalogue, follow_all, issued_draft, report, the
from tests.fresh_code import signed_in


@pytest.fixture
def issued(make_plan: MakePlan, coordinator: User) -> PlanDocument:
    catalogue()
    plan = make_plan(issued_draft())
    follow_all(coordinator, plan)
    return plan


@pytest.fixture
def desk(client: Client, coordinator: User) -> Client:
    coordinator.user_permissions.add(
        *Permission.objects.filter(codename__in=["view_observations", "export_observations"])
    )
    return signed_in(coordinator, client)


def page(client: Client, name: str, *args: object, **asked: str) -> str:
    answer = client.get(reverse(f"plans:{name}", args=args), asked)
    assert answer.status_code == 200
    return str(answer.content, "utf-8")


def test_the_board_shows_cards_in_groups_with_light_and_rule(desk: Client, issued: PlanDocument) -> None:
    report(None, the("森林覆盖率", issued), LAST, "49.3")
    shown = page(desk, "board")
    assert '待下达 <b class="num">1</b>' in shown
    assert "明显低于序时进度" in shown
    assert "落后 25.0 个百分点" in shown
    assert shown.count('<article class="card-t') == 4
    table = page(desk, "board", view="table", light="red")
    assert "card-t" not in table
    assert table.count("森林覆盖率</a>") == 2
    assert "没有符合条件的目标" in page(desk, "board", q="没有这个词")


def test_a_targets_page_shows_figures_table_source_and_what_speaks_of_it(desk: Client, issued: PlanDocument) -> None:
    target = the("森林覆盖率", issued)
    report(None, target, LAST, "49.3")
    shown = page(desk, "tracked", target.pk)
    for words in ("49.3", f"{BASE}年 · 规划原文", "尚需年均变化", "仅有 2 个年度值", "打开原文", "同一指标的其他目标"):
        assert words in shown
    assert f'"target": [{END}, 51.0]' in shown
    energy = page(desk, "tracked", the("单位GDP能耗下降", issued, "target").pk)
    assert "对数（几何）" in energy


def test_the_charts_data_leaves_as_workbook_and_text(desk: Client, issued: PlanDocument) -> None:
    target = the("森林覆盖率", issued)
    report(None, target, LAST, "49.3")
    answer = desk.get(reverse("plans:tracked_xlsx", args=[target.pk]))
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True))
    assert rows[0][:3] == ("年份", "路径要求", "实际值")
    assert [row[0] for row in rows[1:]] == list(range(BASE, END + 1))
    assert [row[2] for row in rows[1:]] == [49, None, 49.3, None, None, None]
    text = desk.get(reverse("plans:tracked_csv", args=[target.pk])).content.decode("utf-8-sig")
    assert [row[0] for row in csv.reader(io.StringIO(text))][1] == str(BASE)


def test_the_board_leaves_as_workbook_and_text_as_it_is_filtered(desk: Client, issued: PlanDocument) -> None:
    report(None, the("森林覆盖率", issued), LAST, "49.3")
    whole = openpyxl.load_workbook(io.BytesIO(desk.get(reverse("plans:board_file")).content)).active
    assert (whole.max_row, whole["A1"].value) == (5, "目标")
    text = desk.get(reverse("plans:board_file"), {"format": "csv", "light": "red"}).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["目标"], row["最新值"], row["报告期"], row["目标值"], row["基年值"]) for row in rows] == [
        ("森林覆盖率", "49.3", f"{LAST}年", "51.0", "49.0"),
        ("森林覆盖率", "49.3", f"{LAST}年", "51.0", "49.0"),
    ]
    assert Entry.objects.filter(act="plans.board_exported").count() == 2


def test_a_value_handed_down_is_registered_in_a_form_that_keeps_what_was_typed(
    desk: Client, issued: PlanDocument
) -> None:
    target = the("用水总量", issued)
    assert "市级下达" in page(desk, "handed_down")
    address = reverse("plans:hand_down", args=[target.pk])
    typed = {
        "version": target.version,
        "value": "2.0",
        "unit": "亿立方米",
        "comparator": "<=",
        "issuer_name": "市水利局",
    }
    refused = desk.post(address, typed)
    assert refused.status_code == 422
    assert "请填写下达文件的发文字号" in refused.content.decode()
    assert 'value="市水利局"' in refused.content.decode()
    assert HandedDown.objects.count() == 0
    sent = desk.post(address, {**typed, "document_number": "渝水〔2022〕10号", "issued_on": "2022-03-15"})
    assert sent.headers["Location"] == reverse("plans:tracked", args=[target.pk])
    assert "渝水〔2022〕10号" in page(desk, "handed_down")
    assert "渝水〔2022〕10号" in page(desk, "tracked", target.pk)


def test_ties_are_listed_confirmed_one_by_one_and_in_bulk(desk: Client, make_plan: MakePlan, coordinator: User) -> None:
    catalogue()
    plan = make_plan(issued_draft())
    assert "共 4 条绑定，待确认 4 条" in page(desk, "bindings")
    binding = binding_of("森林覆盖率", plan)
    desk.post(reverse("plans:binding_decide", args=[binding.pk]), {"version": binding.version, "action": "confirm"})
    binding.refresh_from_db()
    assert (binding.state, binding.decided_how) == ("confirmed", "by_hand")
    desk.post(reverse("plans:bindings_bulk"), {"plan": plan.pk})
    assert MetricBinding.objects.filter(state="confirmed").count() == 4
    assert "森林覆盖率" in page(desk, "binding", binding.pk, words="森林")


def test_an_assessment_that_the_numbers_contradict_leads_back_with_words(desk: Client, issued: PlanDocument) -> None:
    target = the("森林覆盖率", issued)
    answer = desk.post(
        reverse("plans:target_assess", args=[target.pk]), {"version": target.version, "decision": "met"}, follow=True
    )
    assert "目标年未过，尚不能评定" in answer.content.decode()
    assert TrackedTarget.objects.filter(passed="").count() == 4


def test_the_api_says_what_the_board_says(desk: Client, issued: PlanDocument) -> None:
    report(None, the("森林覆盖率", issued), LAST, "49.3")
    found = desk.get("/api/plans/tracked", {"light": "red"}).json()
    assert found["count"] == 2
    first = found["items"][0]
    assert (first["number"], first["forecast"], first["situation"]) == (49.3, None, "running")
    one = desk.get(f"/api/plans/tracked/{first['id']}").json()
    assert one["path"][0] == [BASE, 49.0]
    wrong = desk.post(
        f"/api/plans/tracked/{the('用水总量', issued).pk}/hand-down", {"version": 1}, content_type="application/json"
    )
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (422, "invalid_fields")
    assert desk.get("/api/plans/bindings", {"state": "booked"}).json()["count"] == 4


def test_the_workbench_names_the_lights(desk: Client, issued: PlanDocument) -> None:
    report(None, the("森林覆盖率", issued), LAST, "49.3")
    shown = desk.get("/").content.decode()
    assert "目标灯号" in shown
    assert "落后 25.0 个百分点" in shown
