"""A plan's page: facts with their places, versions, and what may be done with it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from ditan.base.workflow.worker import run_pending
from ditan.domains.plans.models import PlanDocument
from ditan.domains.plans.services import edit_plan, supersede
from tests.domains.plans.conftest import MakePlan
from tests.domains.plans.drafts import TEXT, issued_draft, minimal_draft
from tests.web.conftest import text_of

FACTS = {
    "title": "铜山区应对气候变化规划",
    "issuer": "铜山区生态环境局",
    "document_number": "",
    "issued_on": "",
    "status": "征求意见稿",
    "region_name": "铜山区",
    "period_start": "2021",
    "period_end": "2025",
}


def page_of(client: Client, plan: PlanDocument) -> str:
    return text_of(client.get(reverse("plans:plan", args=[plan.pk])))


@pytest.fixture
def versions(make_plan: MakePlan) -> tuple[PlanDocument, PlanDocument]:
    """The draft for comment and the issued text, not linked yet."""
    return make_plan(minimal_draft()), make_plan(issued_draft())


def test_a_fact_opens_its_place_in_the_text(guest: Client, plan: PlanDocument) -> None:
    assert f'href="{reverse("plans:review", args=[plan.pk])}?at=0"' in page_of(guest, plan)


def test_an_unknown_fact_is_a_dash(guest: Client, plan: PlanDocument) -> None:
    assert "<dt>文号</dt><dd>—</dd>" in page_of(guest, plan)


def test_the_outline_leads_into_the_source(guest: Client, plan: PlanDocument) -> None:
    assert f"?at={TEXT.index('一、主要目标')}" in page_of(guest, plan)


def test_a_finding_leads_to_its_card(guest: Client, plan: PlanDocument) -> None:
    assert f"?item={plan.findings.get().identity}" in page_of(guest, plan)


def test_a_reader_is_offered_no_change(guest: Client, plan: PlanDocument) -> None:
    page = page_of(guest, plan)
    assert reverse("plans:plan_edit", args=[plan.pk]) not in page
    assert "重新读取" not in page


def test_the_file_is_handed_out_as_it_came(guest: Client, plan: PlanDocument) -> None:
    response = guest.get(reverse("plans:plan_file", args=[plan.pk]))
    assert response.content.decode() == TEXT
    assert "%E9%93%9C%E5%B1%B1%E8%A7%84%E5%88%92.txt" in response.headers["Content-Disposition"]


def test_a_file_that_was_removed_by_hand_is_no_page(guest: Client, plan: PlanDocument) -> None:
    plan.source.sha256 = "0" * 64
    plan.source.save()
    assert guest.get(reverse("plans:plan_file", args=[plan.pk])).status_code == 404


def test_facts_are_corrected(office: Client, plan: PlanDocument) -> None:
    data = {**FACTS, "document_number": "铜府〔2021〕5号", "version": str(plan.version)}
    page = text_of(office.post(reverse("plans:plan_edit", args=[plan.pk]), data, follow=True))
    assert "基本信息已保存" in page
    assert "铜府〔2021〕5号" in page


def test_a_refused_fact_keeps_what_was_typed(office: Client, plan: PlanDocument) -> None:
    data = {**FACTS, "issuer": "铜山区政府", "period_end": "很久", "version": str(plan.version)}
    response = office.post(reverse("plans:plan_edit", args=[plan.pk]), data)
    assert response.status_code == 422
    assert "不是年份" in text_of(response)
    assert 'value="铜山区政府"' in text_of(response)
    plan.refresh_from_db()
    assert plan.issuer == "铜山区生态环境局"


def test_a_period_that_runs_backwards_is_refused(office: Client, plan: PlanDocument) -> None:
    data = {**FACTS, "period_end": "2019", "version": str(plan.version)}
    assert "早于规划期起" in text_of(office.post(reverse("plans:plan_edit", args=[plan.pk]), data))


def test_two_people_cannot_overwrite_each_other(office: Client, plan: PlanDocument, coordinator: User) -> None:
    edit_plan(user=coordinator, plan=plan, version=plan.version, changes={"issuer": "铜山区人民政府"})
    data = {**FACTS, "issuer": "铜山区发展改革委", "version": str(plan.version)}
    response = office.post(reverse("plans:plan_edit", args=[plan.pk]), data)
    assert response.status_code == 409
    assert 'value="铜山区发展改革委"' in text_of(response)
    assert "现在的内容：铜山区人民政府" in text_of(response)
    plan.refresh_from_db()
    assert plan.issuer == "铜山区人民政府"


def test_a_plan_is_read_again(office: Client, plan: PlanDocument) -> None:
    response = office.post(reverse("plans:plan_reread", args=[plan.pk]))
    assert response.headers["Location"].startswith("/plans/readings/")
    assert "正在读取" in text_of(office.post(reverse("plans:plan_reread", args=[plan.pk]), follow=True))
    run_pending()


def test_a_draft_is_superseded_by_the_issued_text(office: Client, versions: tuple[PlanDocument, PlanDocument]) -> None:
    earlier, later = versions
    data = {"earlier": str(earlier.pk)}
    page = text_of(office.post(reverse("plans:plan_supersede", args=[later.pk]), data, follow=True))
    assert "版本差异" in page
    assert "<del>14.5</del> → <ins>15</ins>" in page
    assert "＋ 新增" in page
    assert "用水总量" in page
    assert "这是历次版本" in page_of(office, earlier)


def test_a_version_must_be_chosen(office: Client, versions: tuple[PlanDocument, PlanDocument]) -> None:
    page = text_of(office.post(reverse("plans:plan_supersede", args=[versions[1].pk]), follow=True))
    assert "请先选择上一版本" in page


def test_a_plan_does_not_supersede_itself(office: Client, plan: PlanDocument) -> None:
    data = {"earlier": str(plan.pk)}
    page = text_of(office.post(reverse("plans:plan_supersede", args=[plan.pk]), data, follow=True))
    assert "不能是自己的上一版本" in page


def test_versions_are_parted_again(
    office: Client, versions: tuple[PlanDocument, PlanDocument], coordinator: User
) -> None:
    earlier, later = versions
    supersede(user=coordinator, plan=later, earlier=earlier)
    assert "已取消与上一版本的关联" in text_of(
        office.post(reverse("plans:plan_separate", args=[later.pk]), follow=True)
    )
    earlier.refresh_from_db()
    assert earlier.is_current


def test_a_plan_without_an_earlier_version_has_no_differences(guest: Client, plan: PlanDocument) -> None:
    assert guest.get(reverse("plans:plan_changes", args=[plan.pk])).status_code == 404
