"""Pages take as many queries for a big library as for a small one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ditan.domains.plans import selectors
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.models import PlanDocument
from ditan.domains.plans.selectors import ItemFilters
from ditan.domains.plans.selectors import workbench as boxes
from tests.domains.plans.opulent import build_library

pytestmark = pytest.mark.django_db

SMALL = dict.fromkeys(KINDS, 4)
LARGE = dict.fromkeys(KINDS, 12)
Read = Callable[[User], object]


def some_plan() -> PlanDocument:
    plan = PlanDocument.objects.order_by("pk").first()
    assert plan is not None
    return plan


def a_page_of(kind: str, **wanted: Any) -> Read:
    """The first page of a list, with its count, as a pager asks."""

    def read(user: User) -> object:
        rows = selectors.list_items(user, kind, ItemFilters(state="all", **wanted))
        return rows.count(), [
            (item.plan.title, item.plan.region_name, KINDS[kind].content_of(item)) for item in rows[:50]
        ]

    return read


def library_page(user: User) -> object:
    plans = list(selectors.plan_library(user)[:20])
    names = [(plan.source.name, plan.region_name) for plan in plans]
    return names, selectors.library_counts(user, plans), selectors.library_regions(user)


def findings_page(user: User) -> object:
    return [[(side.plan.title, side.quote) for side in row.sides] for row in selectors.list_findings(user)[:50]]


PAGES: dict[str, tuple[Read, int]] = {
    "library": (library_page, 9),
    "indicators": (a_page_of("indicator"), 5),
    "targets": (a_page_of("target"), 3),
    "measures": (a_page_of("measure"), 4),
    "tasks": (a_page_of("task"), 4),
    "projects": (a_page_of("project"), 6),
    "projects of a department": (a_page_of("project", department="区第3局"), 6),
    "measures of a year": (a_page_of("measure", year=2021, passed=True), 4),
    "choices": (lambda user: [selectors.filter_choices(user, kind) for kind in KINDS], 23),
    "findings": (findings_page, 2),
    "departments": (lambda user: selectors.departments(user, state="all"), 3),
    "department": (lambda user: selectors.department_page(user, "区第3局", state="all"), 20),
    "regions": (lambda user: selectors.regions(user), 2),
    "region": (lambda user: selectors.region_page(user, "500000"), 10),
    "plan": (lambda user: selectors.plan_detail(user, some_plan().pk), 16),
    "review desk": (lambda user: selectors.review_items(user, some_plan().pk), 14),
    "uploads": (lambda user: list(selectors.uploads(user)), 2),
    "to review": (lambda user: boxes.to_review(user), 11),
    "totals": (lambda user: boxes.library_totals(user), 6),
}


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_a_page_takes_the_same_queries_however_big_the_library(reader: User, page: str) -> None:
    read, at_most = PAGES[page]
    build_library(2, per_plan=SMALL, departments=4)
    few = queries(read, reader)
    build_library(8, per_plan=LARGE, departments=4)
    many = queries(read, reader)
    assert many <= few <= at_most


def queries(read: Read, user: User) -> int:
    """How many queries a page takes, besides those that ask once a request what the person may do."""
    user.has_perm("plans.view_plans")
    with CaptureQueriesContext(connection) as taken:
        read(user)
    return len(taken)
