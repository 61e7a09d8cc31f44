"""Facts and outline as a reading gives them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ditan.core.reading import draft as d
from ditan.domains.plans import services
from ditan.domains.plans.models import FactSpan, Heading, PlanDocument, Target
from tests.domains.plans.drafts import TEXT, minimal_draft, place

pytestmark = pytest.mark.django_db


def read(plan: PlanDocument, **facts: Any) -> PlanDocument:
    """The plan after a reading with these facts."""
    base = minimal_draft()
    services.apply_draft(plan=plan, draft=replace(base, document=replace(base.document, **facts)))
    return PlanDocument.objects.get(pk=plan.pk)


def test_a_plan_without_a_title_goes_under_its_file(plan: PlanDocument) -> None:
    assert read(plan, title="").title == "铜山规划"


def test_a_title_of_any_length_fits(plan: PlanDocument) -> None:
    assert len(read(plan, title="规划" * 500).title) == 400


@pytest.mark.parametrize(
    ("printed", "stored"),
    [("2021-11-25", "2021-11-25"), ("2021-11", "2021-11"), (None, ""), ("2021", ""), ("二〇二一年", "")],
)
def test_a_date_is_stored_where_it_is_one(plan: PlanDocument, printed: str | None, stored: str) -> None:
    assert read(plan, issued_on=printed).issued_on == stored


@pytest.mark.parametrize(
    ("start", "end", "period"),
    [(2021, 2025, "2021—2025年"), (2025, 2021, ""), (None, 2030, "2030年"), (20211, 2025, "2025年"), (None, None, "")],
)
def test_a_period_that_cannot_be_is_unknown(
    plan: PlanDocument, start: int | None, end: int | None, period: str
) -> None:
    assert read(plan, period_start=start, period_end=end).period == period


def test_a_region_without_a_code_goes_under_its_name(plan: PlanDocument) -> None:
    renamed = read(plan, region="未来科学新城", region_code="")
    assert (renamed.region_code, renamed.region_name) == ("未来科学新城", "未来科学新城")


def test_a_plan_that_names_no_region_has_none(plan: PlanDocument) -> None:
    lost = read(plan, region="", region_code="")
    assert (lost.region, lost.region_code, lost.region_name) == (None, "", "")


def test_places_of_facts_are_replaced_and_those_outside_the_text_left_out(plan: PlanDocument) -> None:
    read(plan, quotes={"issuer": (0, 3), "region": (5, 10**9), "title": (4, 2)})
    assert [(span.fact, span.quote) for span in FactSpan.objects.all()] == [("issuer", TEXT[0:3])]


def test_a_heading_that_stays_keeps_its_row_and_its_items(plan: PlanDocument) -> None:
    before = {heading.title: heading.pk for heading in Heading.objects.all()}
    base = minimal_draft()
    renamed = (replace(base.outline[0], title="总体目标"), *base.outline[1:])
    services.apply_draft(plan=plan, draft=replace(base, outline=renamed))
    after = {heading.title: heading.pk for heading in Heading.objects.all()}
    assert after["总体目标"] == before["主要目标"]
    assert Target.objects.filter(heading=after["总体目标"]).count() == 2


def test_a_heading_that_is_gone_leaves_its_items_without_one(plan: PlanDocument) -> None:
    base = minimal_draft()
    bare = tuple(replace(each, heading=None) for each in base.targets)
    services.apply_draft(plan=plan, draft=replace(base, outline=base.outline[1:2], targets=bare))
    assert [heading.title for heading in Heading.objects.all()] == ["重点任务"]
    assert Target.objects.filter(heading__isnull=True).count() == 2


def test_an_outline_with_one_place_twice_keeps_both(plan: PlanDocument) -> None:
    base = minimal_draft()
    services.apply_draft(plan=plan, draft=replace(base, outline=(base.outline[0], base.outline[0])))
    assert Heading.objects.count() == 2


def test_a_heading_whose_parent_does_not_exist_stands_alone(plan: PlanDocument) -> None:
    lost = d.Heading(**place(TEXT, "一、主要目标"), title="主要目标", parent=99)
    services.apply_draft(plan=plan, draft=replace(minimal_draft(), outline=(lost,)))
    assert Heading.objects.get().parent is None


def test_a_part_never_ends_before_its_heading(plan: PlanDocument) -> None:
    short = d.Heading(**place(TEXT, "二、重点任务"), title="重点任务", end=0)
    services.apply_draft(plan=plan, draft=replace(minimal_draft(), outline=(short,)))
    heading = Heading.objects.get()
    assert heading.part_end == heading.end
