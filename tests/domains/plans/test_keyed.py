"""Pages of wide rows: two statements, the same rows in the same order."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.paginator import Paginator

from ditan.domains.plans.models import PlanDocument, Target
from ditan.domains.plans.selectors.keyed import KeyedQuerySet
from tests.domains.plans.opulent import build_library

pytestmark = pytest.mark.django_db

NUMBERS = {"indicator": 0, "target": 25, "measure": 0, "task": 0, "project": 0}


@pytest.fixture(autouse=True)
def library(db: None) -> list[PlanDocument]:
    return build_library(2, per_plan=NUMBERS)


def keyed() -> KeyedQuerySet[Target]:
    return KeyedQuerySet(Target).select_related("plan__region").order_by("-plan_id", "position", "pk")


def plain() -> Any:
    return Target.objects.order_by("-plan_id", "position", "pk")


@pytest.mark.parametrize("cut", [slice(0, 10), slice(20, 35), slice(45, 99), slice(60, 70), slice(0, 0)])
def test_a_slice_holds_the_same_rows_in_the_same_order(cut: slice) -> None:
    assert list(keyed()[cut]) == list(plain()[cut])


def test_a_slice_takes_two_statements_with_its_joins(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        assert [row.plan.region_name for row in keyed()[:10]] == ["第1区"] * 10


def test_prefetched_relations_come_with_the_page(django_assert_num_queries: Any) -> None:
    rows = keyed().prefetch_related("plan__headings")
    with django_assert_num_queries(3):
        assert [[heading.title for heading in row.plan.headings.all()] for row in rows[:3]] == [["主要目标"]] * 3


def test_a_pager_walks_every_row_once() -> None:
    pager = Paginator(keyed(), 7)
    walked = [row.pk for number in pager.page_range for row in pager.page(number)]
    assert walked == list(plain().values_list("pk", flat=True))


def test_what_is_not_sliced_is_an_ordinary_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert len(keyed()) == 50
    assert keyed().first() == plain().first()
    assert list(keyed().values_list("pk", flat=True)[:5]) == list(plain().values_list("pk", flat=True)[:5])
    assert keyed()[3] == plain()[3]
    assert keyed().filter(name="能耗下降3").count() == 2


def test_a_slice_is_fetched_once(django_assert_num_queries: Any) -> None:
    rows = keyed()[:5]
    with django_assert_num_queries(2):
        assert list(rows) == list(rows)
        assert len(rows) == 5
