"""Lists across plans: what they show, how they are searched, sorted and paged, and what a number opens."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ditan.domains.plans.models import PlanDocument, Target
from tests.domains.plans.opulent import build_library
from tests.web.conftest import text_of

PARTIAL = {"HX-Request": "true", "HX-Target": "listing"}
KINDS = ("indicators", "targets", "measures", "tasks", "projects")


def rows_of(page: str) -> int:
    return page.count("data-pick value=")


@pytest.mark.parametrize("plural", KINDS)
def test_only_what_is_confirmed_stands_in_a_list(guest: Client, plan: PlanDocument, plural: str) -> None:
    page = text_of(guest.get(reverse(f"plans:{plural}")))
    assert rows_of(page) == 0
    assert "这里只列已确认的" in page
    assert rows_of(text_of(guest.get(reverse(f"plans:{plural}"), {"state": "all"}))) > 0


@pytest.mark.parametrize("plural", KINDS)
def test_a_confirmed_item_stands_with_its_plan_and_its_place(guest: Client, booked: PlanDocument, plural: str) -> None:
    page = text_of(guest.get(reverse(f"plans:{plural}")))
    assert rows_of(page) > 0
    assert f"{reverse('plans:review', args=[booked.pk])}?item=" in page
    assert "已确认" in page


def test_indicators_have_a_column_for_each_year(guest: Client, booked: PlanDocument) -> None:
    page = text_of(guest.get(reverse("plans:indicators")))
    heads = re.findall(r'class="c-y(\d+) n"', page)
    assert heads[:2] == ["2020", "2025"]
    assert "市级下达" in page


def test_a_target_shows_its_sign_and_whether_its_year_is_over(guest: Client, booked: PlanDocument) -> None:
    page = text_of(guest.get(reverse("plans:targets")))
    assert ">≥51</button>" in page
    assert '2025 <span class="sign" title="目标年份已过，等待最终考核">已过</span>' in page


def test_a_number_carries_its_quote(guest: Client, booked: PlanDocument) -> None:
    page = text_of(guest.get(reverse("plans:targets")))
    assert 'data-quote="到2025年,单位GDP能耗下降14.5%,森林覆盖率达到51%。"' in page


def test_departments_lead_to_their_pages(guest: Client, booked: PlanDocument) -> None:
    page = text_of(guest.get(reverse("plans:measures")))
    assert 'href="/plans/departments/%E5%8C%BA%E8%B4%A2%E6%94%BF%E5%B1%80/"' in page or ">区财政局</a>" in page


def test_projects_are_summed_by_unit_and_say_what_is_missing(guest: Client, booked: PlanDocument) -> None:
    page = text_of(guest.get(reverse("plans:projects")))
    foot = page[page.index("<tfoot>") : page.index("</tfoot>")]
    assert "合计 1 项" in foot
    assert "1,200.5" in foot
    assert "未计入" not in foot
    booked.project_set.update(investment_total=None)
    assert "<tfoot>" not in text_of(guest.get(reverse("plans:projects")))


@pytest.mark.parametrize(
    ("plural", "query", "number"),
    [
        ("targets", {"q": "能耗 森林"}, 2),
        ("indicators", {"q": "用水"}, 1),
        ("targets", {"q": "没有的词"}, 0),
        ("targets", {"region": "500199"}, 2),
        ("targets", {"region": "500103"}, 0),
        ("targets", {"year": "2025"}, 2),
        ("targets", {"year": "2030"}, 0),
        ("targets", {"passed": "1"}, 2),
        ("targets", {"passed": "0"}, 0),
        ("targets", {"passed": "maybe"}, 2),
        ("targets", {"state": "rejected"}, 0),
        ("targets", {"state": "nonsense"}, 2),
        ("targets", {"plan": "999999"}, 0),
        ("targets", {"plan": "x"}, 2),
        ("indicators", {"nature": "约束性"}, 1),
        ("indicators", {"department": "区水利局"}, 1),
        ("indicators", {"year": "2020"}, 2),
        ("measures", {"department": "区财政局", "role": "cooperating"}, 1),
        ("measures", {"department": "区财政局", "role": "lead"}, 0),
        ("projects", {"category": "能源"}, 1),
        ("projects", {"year": "2023"}, 1),
    ],
)
def test_the_search_area_narrows(
    guest: Client, booked: PlanDocument, plural: str, query: dict[str, str], number: int
) -> None:
    assert rows_of(text_of(guest.get(reverse(f"plans:{plural}"), query))) == number


def test_what_was_asked_for_stays_in_the_search_area(guest: Client, booked: PlanDocument) -> None:
    page = text_of(guest.get(reverse("plans:measures"), {"department": "区财政局", "state": "all"}))
    assert 'name="department" value="区财政局"' in page
    assert '<option value="all" selected>' in page


def test_the_year_column_sorts_both_ways_and_back(guest: Client, booked: PlanDocument) -> None:
    first, second = Target.objects.order_by("pk")
    Target.objects.filter(pk=first.pk).update(due_year=2030, year=2030)
    upward = text_of(guest.get(reverse("plans:targets"), {"order": "due"}))
    assert upward.index(second.identity) < upward.index(first.identity)
    assert 'aria-sort="ascending"' in upward
    downward = text_of(guest.get(reverse("plans:targets"), {"order": "-due"}))
    assert downward.index(first.identity) < downward.index(second.identity)
    assert 'aria-sort="descending"' in downward


def test_an_order_that_nobody_offers_is_ignored(guest: Client, booked: PlanDocument) -> None:
    assert rows_of(text_of(guest.get(reverse("plans:targets"), {"order": "password"}))) == 2


def test_htmx_gets_the_list_without_the_frame(guest: Client, booked: PlanDocument) -> None:
    page = text_of(guest.get(reverse("plans:targets"), headers=PARTIAL))
    assert page.startswith('<div class="listing" id="listing"')
    assert "<html" not in page


def test_a_page_from_the_browser_s_history_is_whole(guest: Client, booked: PlanDocument) -> None:
    headers = {**PARTIAL, "HX-History-Restore-Request": "true"}
    assert "<html" in text_of(guest.get(reverse("plans:targets"), headers=headers))


def test_a_long_list_comes_in_pages(guest: Client, db: None) -> None:
    build_library(1, per_plan={"indicator": 0, "target": 60, "measure": 0, "task": 0, "project": 0})
    page = text_of(guest.get(reverse("plans:targets"), {"state": "all", "page": "2"}))
    assert rows_of(page) == 20
    assert "共 <b>60</b> 条" in page
    assert '<b aria-current="page">2</b>' in page
    assert "跳至" in page
    assert rows_of(text_of(guest.get(reverse("plans:targets"), {"state": "all", "size": "50"}))) == 50


def test_nobody_gets_more_rows_than_a_browser_shows_quickly(guest: Client, db: None) -> None:
    build_library(1, per_plan={"indicator": 0, "target": 120, "measure": 0, "task": 0, "project": 0})
    assert rows_of(text_of(guest.get(reverse("plans:targets"), {"state": "all", "size": "100000"}))) == 20
    assert rows_of(text_of(guest.get(reverse("plans:targets"), {"state": "all", "size": "100"}))) == 100


@pytest.mark.parametrize("page", ["0", "-1", "999", "last", ""])
def test_a_page_out_of_range_gives_the_nearest(guest: Client, booked: PlanDocument, page: str) -> None:
    assert rows_of(text_of(guest.get(reverse("plans:targets"), {"page": page}))) == 2


def test_the_drawer_shows_the_item_with_its_context(guest: Client, booked: PlanDocument) -> None:
    target = Target.objects.get(name="森林覆盖率")
    address = reverse("plans:item", args=["target", target.pk])
    drawer = text_of(guest.get(address, headers={"HX-Request": "true", "HX-Target": "drawer"}))
    assert drawer.startswith('<div class="drawer__head">')
    assert "口径与来源" in drawer
    assert "<b>到2025年,单位GDP能耗下降14.5%,森林覆盖率达到51%。</b>" in drawer
    assert "统筹敏" in drawer
    assert "<html" in text_of(guest.get(address))


def test_an_item_that_does_not_exist_is_no_page(guest: Client, db: None) -> None:
    assert guest.get(reverse("plans:item", args=["target", 9])).status_code == 404
    assert guest.get(reverse("plans:item", args=["dragon", 9])).status_code == 404


def queries(client: Client, address: str, **query: str) -> int:
    """How many statements a page takes."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, query).status_code == 200
    return len(captured)


@pytest.mark.slow
@pytest.mark.parametrize("plural", KINDS)
def test_a_list_takes_as_many_queries_for_a_hundred_rows_as_for_twenty(guest: Client, plural: str) -> None:
    build_library(3, per_plan={"indicator": 40, "target": 40, "measure": 40, "task": 40, "project": 40})
    few = queries(guest, reverse(f"plans:{plural}"), state="all", size="20")
    assert queries(guest, reverse(f"plans:{plural}"), state="all", size="100") == few
    assert few <= 26


def test_the_library_takes_as_many_queries_for_thirty_plans_as_for_two(guest: Client) -> None:
    one_each = {"indicator": 1, "target": 1, "measure": 1, "task": 1, "project": 1}
    build_library(2, per_plan=one_each)
    few = queries(guest, reverse("plans:library"), size="50")
    build_library(28, per_plan=one_each)
    assert queries(guest, reverse("plans:library"), size="50") == few


@pytest.mark.slow
def test_the_desk_takes_as_many_queries_for_many_items_as_for_few(guest: Client) -> None:
    few, many = (
        queries(guest, reverse("plans:review", args=[plan.pk]))
        for number in (2, 40)
        for plan in build_library(
            1, per_plan={"indicator": number, "target": number, "measure": number, "task": number, "project": number}
        )
    )
    assert few == many
