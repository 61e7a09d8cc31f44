"""One day held for all pages: set from the top bar, said on every page, given up again."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ditan.base.directory.models import Region, RegionName
from ditan.base.records.models import Subject
from ditan.domains.plans.models import PlanDocument
from tests.web.conftest import text_of

BANNER = "按 2023-01-01 的机构与区划显示"


@pytest.fixture
def renamed(plan: PlanDocument) -> Subject:
    """The plan's region, which was called otherwise until July 2025."""
    assert plan.region is not None
    code, day = plan.region.code, datetime.date(2025, 7, 1)
    Region.objects.filter(code=code).delete()
    found = Region.objects.create(code=code, name=plan.region.name, kind="administrative", level="district")
    RegionName.objects.create(region=found, name="旧名县", valid_to=day)
    RegionName.objects.create(region=found, name=plan.region.name, valid_from=day)
    return plan.region


def hold(client: Client, day: str, back: str = "/") -> str:
    return client.post(reverse("as_of"), {"on": day, "next": back}).headers["Location"]


def test_a_held_day_is_said_on_every_page_until_it_is_given_up(guest: Client) -> None:
    assert hold(guest, "2023-01-01", "/plans/?as_of=2020-01-01&q=x") == "/plans/?q=x"
    assert BANNER in text_of(guest.get("/"))
    assert BANNER in text_of(guest.get(reverse("plans:library")))
    assert BANNER in text_of(guest.get(reverse("help")))
    hold(guest, "")
    assert "的机构与区划显示" not in text_of(guest.get("/"))


def test_regions_of_plans_bear_the_name_of_the_held_day(guest: Client, plan: PlanDocument, renamed: Subject) -> None:
    pages = [
        reverse("plans:library"),
        reverse("plans:region", args=[renamed.code]),
        reverse("plans:plan", args=[plan.pk]),
        reverse("plans:targets") + "?state=all",
    ]
    assert ["旧名县" in text_of(guest.get(page)) for page in pages] == [False] * 4
    hold(guest, "2023-01-01")
    assert ["旧名县" in text_of(guest.get(page)) for page in pages] == [True] * 4
    assert plan.title in text_of(guest.get(pages[2]))


def test_an_address_may_name_the_day_for_itself_alone(guest: Client, renamed: Subject) -> None:
    library = reverse("plans:library")
    assert "旧名县" in text_of(guest.get(library, {"as_of": "2023-01-01"}))
    assert "旧名县" not in text_of(guest.get(library))


def test_a_held_day_costs_two_questions_a_page_however_many_rows_it_has(guest: Client, renamed: Subject) -> None:
    library = reverse("plans:library")
    guest.get(library)
    with CaptureQueriesContext(
        connection,
    ) as today:
        guest.get(library)
    with CaptureQueriesContext(connection) as earlier:
        guest.get(library, {"as_of": "2023-01-01"})
    assert len(earlier) - len(today) == 2


@pytest.mark.parametrize("day", ["昨天", "1900-01-01"])
def test_what_is_no_day_is_refused_and_the_held_day_stays(guest: Client, day: str) -> None:
    hold(guest, "2023-01-01")
    hold(guest, day)
    page = text_of(guest.get("/"))
    assert f"“{day}”不是 1949-10-01 至 2100-12-31 之间的日期" in page
    assert BANNER in page


def test_the_way_back_leads_nowhere_else(guest: Client) -> None:
    assert hold(guest, "2023-01-01", "https://elsewhere.example/") == "/"
