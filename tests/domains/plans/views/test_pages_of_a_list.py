"""Long lists in pages: every row on exactly one page, the search kept from page to page, one part shared by both ways."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.test import Client

from ditan.domains.plans.models import PlanDocument, Responsibility, Target
from tests.domains.plans.opulent import build_library
from tests.web.conftest import text_of

PARTIAL = {"HX-Request": "true", "HX-Target": "listing"}
LISTS = (
    "/plans/",
    "/plans/indicators/",
    "/plans/targets/",
    "/plans/measures/",
    "/plans/tasks/",
    "/plans/projects/",
    "/plans/contradictions/",
    "/plans/departments/",
)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def picked(page: str) -> list[str]:
    """The items that a list shows, in order."""
    return re.findall(r'data-pick value="([^"]+)"', page)


@pytest.fixture
def many(db: None) -> list[PlanDocument]:
    """Three plans with forty-five targets each and two items of each other kind."""
    return build_library(3, per_plan={"indicator": 2, "target": 45, "measure": 2, "task": 2, "project": 2})


@pytest.mark.parametrize("address", LISTS)
def test_what_a_script_gets_is_the_part_of_the_whole_page(guest: Client, booked: PlanDocument, address: str) -> None:
    whole = TOKEN.sub("", text_of(guest.get(address)))
    part = TOKEN.sub("", text_of(guest.get(address, headers=PARTIAL)))
    assert part.startswith('<div class="listing" id="listing"')
    assert part.rstrip("\n") in whole


def test_every_target_stands_on_exactly_one_page(guest: Client, many: list[PlanDocument]) -> None:
    pages = [text_of(guest.get("/plans/targets/", {"state": "all", "page": str(n)})) for n in range(1, 8)]
    shown = Counter(identity for page in pages for identity in picked(page))
    assert set(shown) == {target.identity for target in Target.objects.all()}
    assert set(shown.values()) == {1}
    assert [len(picked(page)) for page in pages] == [20, 20, 20, 20, 20, 20, 15]


@pytest.mark.parametrize("order", ["name", "due", "-due", "confidence", "decided"])
def test_no_order_loses_or_doubles_a_row_between_pages(guest: Client, many: list[PlanDocument], order: str) -> None:
    query = {"state": "all", "order": order, "size": "50"}
    pages = [picked(text_of(guest.get("/plans/targets/", {**query, "page": str(n)}))) for n in (1, 2, 3)]
    assert [len(page) for page in pages] == [50, 50, 35]
    assert len({identity for page in pages for identity in page}) == 135


def test_the_links_of_the_pager_keep_the_search(guest: Client, many: list[PlanDocument]) -> None:
    page = text_of(guest.get("/plans/targets/", {"state": "all", "order": "due", "page": "2"}))
    forward = re.search(r'<a href="([^"]+)"[^>]*rel="next"', page)
    backward = re.search(r'<a href="([^"]+)"[^>]*rel="prev"', page)
    assert forward is not None
    assert backward is not None
    assert set(forward[1].lstrip("?").split("&amp;")) == {"state=all", "order=due", "page=3"}
    assert set(backward[1].lstrip("?").split("&amp;")) == {"state=all", "order=due", "page=1"}


def test_the_jump_to_a_page_keeps_the_search_and_the_size(guest: Client, many: list[PlanDocument]) -> None:
    page = text_of(guest.get("/plans/targets/", {"state": "all", "size": "50", "page": "2"}))
    form = page[page.rindex("<form", 0, page.index("跳至")) : page.index("跳至")]
    assert '<input type="hidden" name="state" value="all">' in form
    assert '<input type="hidden" name="size" value="50">' in form
    assert 'type="hidden" name="page"' not in form


def test_another_size_begins_at_the_first_page(guest: Client, many: list[PlanDocument]) -> None:
    page = text_of(guest.get("/plans/targets/", {"state": "all", "page": "3"}))
    form = page[page.rindex("<form", 0, page.index('name="size" aria-label')) : page.index('name="size" aria-label')]
    assert '<input type="hidden" name="state" value="all">' in form
    assert 'name="page"' not in form


def test_the_first_page_has_no_page_before_and_the_last_none_behind(guest: Client, many: list[PlanDocument]) -> None:
    first = text_of(guest.get("/plans/targets/", {"state": "all"}))
    last = text_of(guest.get("/plans/targets/", {"state": "all", "page": "7"}))
    assert 'rel="prev"' not in first
    assert 'rel="next"' in first
    assert 'rel="next"' not in last
    assert 'rel="prev"' in last


def test_pages_far_away_are_left_out_of_the_pager(guest: Client, db: None) -> None:
    build_library(1, per_plan={"indicator": 0, "target": 400, "measure": 0, "task": 0, "project": 0})
    page = text_of(guest.get("/plans/targets/", {"state": "all", "page": "10"}))
    pager = page[page.index("<ol>", page.index('<nav class="pager"')) :]
    assert re.findall(r">(\d+)</[ab]>|(…)</span>", pager) == [
        ("1", ""),
        ("", "…"),
        ("8", ""),
        ("9", ""),
        ("10", ""),
        ("11", ""),
        ("12", ""),
        ("", "…"),
        ("20", ""),
    ]


def test_a_list_of_one_page_offers_no_jump(guest: Client, booked: PlanDocument) -> None:
    assert "跳至" not in text_of(guest.get("/plans/targets/"))


def test_an_empty_list_has_a_total_and_no_pages(guest: Client, plan: PlanDocument) -> None:
    page = text_of(guest.get("/plans/targets/"))
    assert "共 <b>0</b> 条" in page
    assert '<select class="form-select" name="size"' not in page


@pytest.mark.parametrize("address", LISTS)
def test_what_was_searched_for_stays_in_the_fields(guest: Client, booked: PlanDocument, address: str) -> None:
    page = text_of(guest.get(address, {"q": "没有的词"}))
    assert 'name="q" value="没有的词"' in page


def test_the_export_of_a_search_is_offered_with_that_search(office: Client, booked: PlanDocument) -> None:
    page = text_of(office.get("/plans/targets/", {"state": "all", "q": "能耗", "page": "1", "size": "50"}))
    link = re.search(r'href="(/plans/targets/export/[^"]*)"', page)
    assert link is not None
    assert set(link[1].partition("?")[2].split("&amp;")) == {"state=all", "q=%E8%83%BD%E8%80%97"}


def test_who_may_not_exchange_is_offered_neither_import_nor_export(guest: Client, booked: PlanDocument) -> None:
    page = text_of(guest.get("/plans/targets/"))
    assert "/plans/targets/export/" not in page
    assert "/plans/targets/import/" not in page


def test_departments_come_in_pages_too(guest: Client, db: None) -> None:
    build_library(2, per_plan={"indicator": 0, "target": 0, "measure": 60, "task": 0, "project": 0})
    listed = Responsibility.objects.order_by("listed_as").values_list("listed_as", flat=True).distinct()
    pages = [text_of(guest.get("/plans/departments/", {"state": "all", "page": str(n)})) for n in (1, 2, 3)]
    shown = [re.findall(r'<a href="/plans/departments/[^"]+">([^<]+)</a>', page) for page in pages]
    assert len(shown[0]) == 20
    assert sorted(name for page in shown for name in page) == sorted(listed)


def test_the_library_in_pages_shows_each_plan_once(guest: Client, db: None) -> None:
    plans = build_library(25, per_plan={"indicator": 0, "target": 0, "measure": 0, "task": 0, "project": 0})
    pages = [text_of(guest.get("/plans/", {"page": str(number)})) for number in (1, 2)]
    shown = [re.findall(r'href="/plans/(\d+)/"><b>', page) for page in pages]
    assert [len(page) for page in shown] == [20, 5]
    assert sorted(int(pk) for page in shown for pk in page) == [plan.pk for plan in plans]
