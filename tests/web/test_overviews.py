"""Contradictions, departments and regions."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from ditan.domains.plans.models import Finding, PlanDocument
from ditan.domains.plans.selectors import region_page
from ditan.domains.plans.services import confirm_item
from ditan.domains.plans.views.regions import timeline_data
from tests.domains.plans.conftest import MakePlan
from tests.domains.plans.drafts import issued_draft, minimal_draft
from tests.web.conftest import text_of


@pytest.fixture
def finding(plan: PlanDocument) -> Finding:
    """森林覆盖率在正文与表1中各出现一次."""
    return Finding.objects.get()


def judge(client: Client, finding: Finding, action: str) -> str:
    data = {"action": action, "version": str(finding.version)}
    return text_of(client.post(reverse("plans:finding_judge", args=[finding.pk]), data, follow=True))


def test_a_contradiction_shows_both_sides_in_context(guest: Client, finding: Finding) -> None:
    page = text_of(guest.get(reverse("plans:contradictions")))
    assert page.count('<section class="side-card">') == 2
    assert "<mark>森林覆盖率达到51%</mark>" in page
    assert "<mark>49.5 51</mark>" in page
    assert f"?item={finding.identity}&amp;at=" in page


def test_a_verdict_is_kept_with_who_and_when(desk: Client, finding: Finding) -> None:
    page = judge(desk, finding, "hold")
    assert "已记录结论" in page
    assert "✓ 成立" in page
    assert "reviewer" in page


def test_a_false_alarm_leaves_the_list_and_can_be_found_again(desk: Client, finding: Finding) -> None:
    assert "暂无数据" in judge(desk, finding, "reject")
    page = text_of(desk.get(reverse("plans:contradictions"), {"state": "rejected"}))
    assert "✕ 不成立" in page


def test_a_verdict_is_taken_back(desk: Client, finding: Finding, coordinator: User) -> None:
    held = confirm_item(user=coordinator, kind="finding", pk=finding.pk, version=finding.version)
    assert "○ 待核" in judge(desk, held, "reopen")  # type: ignore[arg-type]


def test_a_verdict_on_an_old_version_is_refused(desk: Client, finding: Finding, coordinator: User) -> None:
    confirm_item(user=coordinator, kind="finding", pk=finding.pk, version=finding.version)
    assert "请刷新" in judge(desk, finding, "reject")
    finding.refresh_from_db()
    assert finding.state == "confirmed"


@pytest.mark.parametrize("data", [{}, {"action": "burn", "version": "1"}, {"action": "hold", "version": "x"}])
def test_a_verdict_that_makes_no_sense_changes_nothing(desk: Client, finding: Finding, data: dict[str, str]) -> None:
    page = text_of(desk.post(reverse("plans:finding_judge", args=[finding.pk]), data, follow=True))
    assert "没有这种操作" in page
    finding.refresh_from_db()
    assert finding.state == "proposed"


def test_another_site_is_never_the_next_page(desk: Client, finding: Finding) -> None:
    data = {"action": "hold", "version": str(finding.version), "next": "https://example.org/"}
    response = desk.post(reverse("plans:finding_judge", args=[finding.pk]), data)
    assert response.headers["Location"] == reverse("plans:contradictions")


@pytest.mark.parametrize(
    ("query", "number"),
    [({"level": "notice"}, 1), ({"level": "error"}, 0), ({"across": "1"}, 0), ({"across": "0"}, 1), ({"q": "森林"}, 1)],
)
def test_contradictions_are_searched(guest: Client, finding: Finding, query: dict[str, str], number: int) -> None:
    page = text_of(guest.get(reverse("plans:contradictions"), query))
    assert page.count('<article class="clash"') == number


def test_without_findings_the_page_says_what_would_bring_some(guest: Client, db: None) -> None:
    assert "上传同一地区的多份规划后" in text_of(guest.get(reverse("plans:contradictions")))


def test_departments_are_counted_by_what_is_asked_of_them(guest: Client, booked: PlanDocument) -> None:
    page = text_of(guest.get(reverse("plans:departments"), {"q": "财政"}))
    row = re.sub(r"<[^>]+>", " ", page[page.index("<tbody>") : page.index("</tbody>")]).split()
    assert row[1:] == ["0", "1", "0", "0", "0", "1", "0", "1"]


def test_departments_nobody_confirmed_are_shown_on_wish(guest: Client, plan: PlanDocument) -> None:
    assert "还没有已确认的条目点名部门" in text_of(guest.get(reverse("plans:departments")))
    assert "区财政局" in text_of(guest.get(reverse("plans:departments"), {"state": "all"}))


def test_a_department_s_page_says_which_part_it_has(guest: Client, booked: PlanDocument) -> None:
    page = text_of(guest.get(reverse("plans:departments"), {"q": "财政"}))
    address = re.findall(r'href="(/plans/departments/[^"?]+/)"', page)[0]
    page = text_of(guest.get(address))
    assert "<b>配合</b>" in page
    assert "实施重点企业节能改造" in page
    assert "铜山区应对气候变化规划" in page


def test_a_department_that_no_plan_names_is_no_page(guest: Client, plan: PlanDocument) -> None:
    assert guest.get(reverse("plans:department", args=["天宫"])).status_code == 404


def test_one_region_opens_at_once(guest: Client, plan: PlanDocument) -> None:
    assert guest.get(reverse("plans:regions")).headers["Location"] == reverse("plans:region", args=["500199"])


def test_without_plans_the_regions_say_what_to_do(guest: Client, db: None) -> None:
    assert "按文中写明的地区归集" in text_of(guest.get(reverse("plans:regions")))


def test_a_region_s_timeline_has_a_table_beside_it(guest: Client, booked: PlanDocument) -> None:
    page = text_of(guest.get(reverse("plans:region", args=["500199"])))
    found = re.search(r'<script id="timeline-data" type="application/json">(.*?)</script>', page)
    assert found is not None
    (bar,) = json.loads(found[1])["bars"]
    assert (bar["start"], bar["end"], bar["targets"]) == (2021, 2025, [[2025, 2]])
    assert '<td class="num nowrap">2021—2025年</td>' in page
    assert "数据来源" in page


def test_a_plan_without_a_period_stands_below_the_line(guest: Client, make_plan: MakePlan, coordinator: User) -> None:
    make_plan(minimal_draft())
    later = make_plan(issued_draft())
    PlanDocument.objects.filter(pk=later.pk).update(period_start=None, period_end=None)
    data = timeline_data(region_page(coordinator, "500199"), 2026)
    assert len(data["bars"]) == 1
    assert "不在线上的规划" in text_of(guest.get(reverse("plans:region", args=["500199"])))


def test_an_unknown_region_is_no_page(guest: Client, plan: PlanDocument) -> None:
    assert guest.get(reverse("plans:region", args=["000000"])).status_code == 404
