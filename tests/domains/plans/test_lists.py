"""Lists across plans, the library, departments, regions and findings: what a search finds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone

from ditan.base.records.models import Subject
from ditan.domains.plans import selectors, services
from ditan.domains.plans.errors import NotAvailable
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.models import Finding, Measure, PlanDocument, Target
from ditan.domains.plans.selectors import FindingFilters, ItemFilters, LibraryFilters, ReviewFilters
from ditan.domains.plans.selectors import workbench as boxes
from tests.domains.plans.conftest import MakePlan
from tests.domains.plans.drafts import issued_draft, minimal_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(make_plan: MakePlan) -> PlanDocument:
    """A plan of another region and period."""
    base = minimal_draft(name="贾汪方案.txt")
    facts = replace(
        base.document,
        title="贾汪区节能方案",
        issuer="贾汪区发展改革委",
        document_number="贾府〔2026〕1号",
        status="issued",
        region="贾汪区",
        region_code="320305",
        period_start=2026,
        period_end=2030,
    )
    later = tuple(replace(target, year=2099) for target in base.targets)
    return make_plan(replace(base, document=facts, targets=later, findings=()))


def labels(rows: Any) -> list[str]:
    return [row.label for row in rows]


def everything(**wanted: Any) -> ItemFilters:
    return ItemFilters(state="all", **wanted)


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        (LibraryFilters(), {"铜山区应对气候变化规划", "贾汪区节能方案"}),
        (LibraryFilters(q="节能"), {"贾汪区节能方案"}),
        (LibraryFilters(q="贾汪 发展改革"), {"贾汪区节能方案"}),
        (LibraryFilters(q="2026〕1号"), {"贾汪区节能方案"}),
        (LibraryFilters(q="铜山规划.txt"), {"铜山区应对气候变化规划"}),
        (LibraryFilters(q="火星"), set()),
        (LibraryFilters(region="500199"), {"铜山区应对气候变化规划"}),
        (LibraryFilters(status="issued"), {"贾汪区节能方案"}),
        (LibraryFilters(year=2025), {"铜山区应对气候变化规划"}),
        (LibraryFilters(year=2030), {"贾汪区节能方案"}),
        (LibraryFilters(year=1999), set()),
    ],
)
def test_the_library_finds_plans(
    reader: User, plan: PlanDocument, other: PlanDocument, filters: LibraryFilters, titles: set[str]
) -> None:
    assert {found.title for found in selectors.plan_library(reader, filters)} == titles


def test_the_library_counts_by_kind_and_state(coordinator: User, plan: PlanDocument) -> None:
    services.confirm_above(user=coordinator, plan=plan, confidence=0.0, kinds=("target",))
    task = Measure.objects.get(form="task")
    services.reject_item(user=coordinator, kind="task", pk=task.pk, version=1)
    counts = selectors.library_counts(coordinator, [plan])[plan.pk]
    assert (counts.kinds["target"].booked, counts.kinds["target"].proposed) == (2, 0)
    assert (counts.kinds["task"].rejected, counts.kinds["measure"].proposed) == (1, 1)
    assert (counts.total, counts.booked, counts.findings) == (7, 2, {"notice": 1})


def test_regions_of_the_library_are_counted(reader: User, plan: PlanDocument, other: PlanDocument) -> None:
    assert selectors.library_regions(reader) == [("320305", "贾汪区", 1), ("500199", "铜山区", 1)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_holds_only_what_is_in_the_books(coordinator: User, plan: PlanDocument, kind: str) -> None:
    item = KINDS[kind].rows().order_by("pk").first()
    assert list(selectors.list_items(coordinator, kind)) == []
    services.confirm_item(user=coordinator, kind=kind, pk=item.pk, version=1)
    assert labels(selectors.list_items(coordinator, kind)) == [item.label]


@pytest.mark.parametrize("state", ["proposed", "confirmed", "edited", "rejected", "all", "booked"])
def test_a_list_narrows_by_state(coordinator: User, plan: PlanDocument, state: str) -> None:
    energy, forest = Target.objects.order_by("position")
    services.edit_item(user=coordinator, kind="target", pk=energy.pk, version=1, changes={"unit": "个百分点"})
    found = labels(selectors.list_targets(coordinator, ItemFilters(state=state)))
    expected = {
        "proposed": [forest.label], "edited": [energy.label], "booked": [energy.label],
        "all": [energy.label, forest.label],
    }  # fmt: skip
    assert found == expected.get(state, [])


def test_lists_narrow_by_plan_and_region(reader: User, plan: PlanDocument, other: PlanDocument) -> None:
    assert {row.plan for row in selectors.list_targets(reader, everything(region="320305"))} == {other}
    assert {row.plan for row in selectors.list_targets(reader, everything(plan=plan.pk))} == {plan}
    assert selectors.list_targets(reader, everything()).count() == 4


def test_lists_narrow_by_department_in_its_printed_and_listed_name(reader: User, plan: PlanDocument) -> None:
    measure = Measure.objects.get(form="measure")
    for row in measure.responsibilities.all():
        assert labels(selectors.list_measures(reader, everything(department=row.listed_as))) == ["推进节能降碳"]
        assert labels(selectors.list_measures(reader, everything(department=row.printed_name))) == ["推进节能降碳"]
    assert labels(selectors.list_measures(reader, everything(department="区文旅委"))) == []


def test_lists_narrow_by_the_departments_role(reader: User, plan: PlanDocument) -> None:
    wanted = {"department": "区财政局", "role": "cooperating"}
    assert labels(selectors.list_measures(reader, everything(**wanted))) == ["推进节能降碳"]
    assert labels(selectors.list_measures(reader, everything(**{**wanted, "role": "lead"}))) == []


def test_indicators_and_projects_have_departments_too(reader: User, plan: PlanDocument) -> None:
    assert labels(selectors.list_indicators(reader, everything(department="区林业局"))) == ["森林覆盖率"]
    assert labels(selectors.list_projects(reader, everything(department="区经济信息委"))) == ["储能电站项目"]


def test_targets_name_no_department(reader: User, plan: PlanDocument) -> None:
    assert labels(selectors.list_targets(reader, everything(department="区林业局"))) == []


@pytest.mark.parametrize(
    ("kind", "year", "number"),
    [
        ("indicator", 2020, 2), ("indicator", 2030, 0), ("target", 2025, 2), ("target", 2024, 0), ("task", 2025, 1),
        ("project", 2022, 1), ("project", 2024, 1), ("project", 2021, 0),
    ],
)  # fmt: skip
def test_lists_narrow_by_year(reader: User, plan: PlanDocument, kind: str, year: int, number: int) -> None:
    assert selectors.list_items(reader, kind, everything(year=year)).count() == number


def test_targets_whose_year_has_passed_are_told_from_those_to_come(
    reader: User, plan: PlanDocument, other: PlanDocument
) -> None:
    assert timezone.localdate().year > 2025
    assert {row.plan for row in selectors.list_targets(reader, everything(passed=True))} == {plan}
    assert {row.plan for row in selectors.list_targets(reader, everything(passed=False))} == {other}


def test_indicators_narrow_by_nature(reader: User, plan: PlanDocument) -> None:
    assert labels(selectors.list_indicators(reader, everything(nature="约束性"))) == ["森林覆盖率"]
    assert selectors.list_projects(reader, everything(nature="约束性")).count() == 0


def test_lists_narrow_by_words_in_name_text_or_quote(reader: User, plan: PlanDocument) -> None:
    assert labels(selectors.list_projects(reader, everything(q="储能柜 48平方"))) == ["储能电站项目"]
    assert labels(selectors.list_projects(reader, everything(q="风电"))) == []


def test_lists_narrow_by_category(reader: User, plan: PlanDocument) -> None:
    assert labels(selectors.list_projects(reader, everything(category="能源"))) == ["储能电站项目"]
    assert labels(selectors.list_projects(reader, everything(category="交通"))) == []


@pytest.mark.parametrize("order", ["", "name", "due", "-due", "confidence", "decided", "nonsense"])
def test_every_order_holds_every_item(reader: User, plan: PlanDocument, other: PlanDocument, order: str) -> None:
    assert selectors.list_targets(reader, everything(order=order)).count() == 4


def test_the_nearest_year_goes_first_and_the_unknown_last(coordinator: User, plan: PlanDocument) -> None:
    energy = Target.objects.get(name="单位GDP能耗下降")
    services.edit_item(user=coordinator, kind="target", pk=energy.pk, version=1, changes={"year": ""})
    assert labels(selectors.list_targets(coordinator, everything(order="due"))) == ["森林覆盖率", "单位GDP能耗下降"]
    assert labels(selectors.list_targets(coordinator, everything(order="-due"))) == ["森林覆盖率", "单位GDP能耗下降"]


def test_a_superseded_version_is_out_of_the_lists_unless_asked(
    coordinator: User, plan: PlanDocument, make_plan: MakePlan
) -> None:
    issued = make_plan(issued_draft())
    services.supersede(user=coordinator, plan=issued, earlier=plan)
    assert {row.plan for row in selectors.list_targets(coordinator, everything())} == {issued}
    both = selectors.list_targets(coordinator, everything(current_only=False))
    assert {row.plan for row in both} == {plan, issued}


def test_the_search_area_offers_what_the_list_holds(reader: User, plan: PlanDocument, other: PlanDocument) -> None:
    choices = selectors.filter_choices(reader, "project")
    assert choices.regions == (("320305", "贾汪区"), ("500199", "铜山区"))
    assert [title for _key, title in choices.plans] == ["贾汪区节能方案", "铜山区应对气候变化规划"]
    assert (choices.years, choices.categories) == ((2025,), ("能源",))
    assert len(choices.departments) >= 1


def test_an_unknown_kind_has_no_list(reader: User, db: None) -> None:
    with pytest.raises(NotAvailable, match="没有“chapter”这类条目"):
        selectors.list_items(reader, "chapter")


def test_the_review_desk_walks_the_text_from_its_start(reader: User, plan: PlanDocument) -> None:
    items = selectors.review_items(reader, plan.pk)
    assert [item.kind for item in items] == [
        "target", "target", "indicator", "indicator", "measure", "task", "project",
    ]  # fmt: skip
    assert [item.start for item in items] == sorted(item.start for item in items)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (ReviewFilters(kinds=("task", "project")), ["推进节能降碳", "储能电站项目"]),
        (ReviewFilters(states=("confirmed",)), []),
        (ReviewFilters(doubtful=True), ["用水总量"]),
        (ReviewFilters(q="储能"), ["储能电站项目"]),
    ],
)
def test_the_review_desk_narrows(reader: User, plan: PlanDocument, filters: ReviewFilters, found: list[str]) -> None:
    assert labels(selectors.review_items(reader, plan.pk, filters)) == found


def test_departments_are_counted_by_kind_and_role(coordinator: User, plan: PlanDocument) -> None:
    services.confirm_above(user=coordinator, plan=plan, confidence=0.0)
    counted = {each.name: each for each in selectors.departments(coordinator)}
    lead = counted["区发展改革委"]
    assert (lead.kinds, lead.roles) == ({"measure": 1, "task": 1}, {"lead": 1, "joint": 1})
    assert next(iter(counted)) == "区发展改革委"
    assert counted["区财政局"].roles == {"cooperating": 1}


def test_departments_of_proposals_are_counted_only_when_asked(reader: User, plan: PlanDocument) -> None:
    assert selectors.departments(reader) == []
    assert [each.name for each in selectors.departments(reader, state="all", q="林业")] != []
    assert selectors.departments(reader, state="all", region="320305") == []


def test_a_departments_page_holds_everything_asked_of_it(coordinator: User, plan: PlanDocument) -> None:
    services.confirm_above(user=coordinator, plan=plan, confidence=0.0)
    page = selectors.department_page(coordinator, "区发展改革委")
    assert (labels(page.measures), labels(page.tasks), page.totals["task"]) == (["推进节能降碳"], ["推进节能降碳"], 1)
    assert (page.plans, page.printed_names) == ((plan,), ("区发展改革委",))
    assert page.role_in(page.measures[0]) == "牵头"
    assert page.role_in(page.tasks[0]) == "责任单位(未分主次)"


def test_a_printed_name_leads_to_the_listed_one(coordinator: User, plan: PlanDocument) -> None:
    measure = Measure.objects.get(form="measure")
    services.edit_item(user=coordinator, kind="measure", pk=measure.pk, version=1, changes={"lead": "区发改委"})
    page = selectors.department_page(coordinator, "区发改委")
    assert (page.name, page.printed_names) == ("铜山区发展改革委", ("区发改委",))


def test_a_department_nobody_names_has_an_empty_page(reader: User, plan: PlanDocument) -> None:
    page = selectors.department_page(reader, "区天文台")
    assert (page.name, page.plans, sum(page.totals.values())) == ("区天文台", (), 0)


def test_a_regions_page_puts_its_plans_on_one_line(coordinator: User, plan: PlanDocument, make_plan: MakePlan) -> None:
    base = minimal_draft(name="早期.txt")
    early = make_plan(replace(base, document=replace(base.document, period_start=2016, period_end=2020)))
    timeless = make_plan(
        replace(base, name="无期.txt", document=replace(base.document, period_start=None, period_end=None))
    )
    page = selectors.region_page(coordinator, "500199")
    assert [entry.plan for entry in page.entries] == [early, plan, timeless]
    assert (page.first_year, page.last_year, page.region.name) == (2016, 2025, "铜山区")


def test_a_region_without_plans_is_not_found(reader: User, db: None) -> None:
    with pytest.raises(Subject.DoesNotExist):
        selectors.region_page(reader, "999999")


def test_regions_are_listed_with_their_years(reader: User, plan: PlanDocument, other: PlanDocument) -> None:
    assert [(each.region.name, each.plans, each.first_year, each.last_year) for each in selectors.regions(reader)] == [
        ("贾汪区", 1, 2026, 2030),
        ("铜山区", 1, 2021, 2025),
    ]


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        (FindingFilters(), 1),
        (FindingFilters(level="notice"), 1),
        (FindingFilters(level="error"), 0),
        (FindingFilters(code="same_indicator_twice"), 1),
        (FindingFilters(code="totals"), 0),
        (FindingFilters(state="rejected"), 0),
        (FindingFilters(region="500199"), 1),
        (FindingFilters(region="320305"), 0),
        (FindingFilters(across=True), 0),
        (FindingFilters(q="正文与表1"), 1),
    ],
)
def test_findings_narrow(reader: User, plan: PlanDocument, filters: FindingFilters, number: int) -> None:
    assert selectors.list_findings(reader, filters).count() == number


def test_a_false_alarm_leaves_the_list_and_can_be_found_again(reviewer: User, plan: PlanDocument) -> None:
    finding = Finding.objects.get()
    services.reject_item(user=reviewer, kind="finding", pk=finding.pk, version=1)
    assert selectors.list_findings(reviewer).count() == 0
    assert selectors.list_findings(reviewer, FindingFilters(state="rejected")).get() == finding
    assert selectors.get_finding(reviewer, finding.pk) == finding


def test_the_gravest_finding_goes_first(reader: User, plan: PlanDocument) -> None:
    notice = Finding.objects.get()
    grave = Finding.objects.create(plan=plan, code="x", level="error", message="合计不符", key="x")
    assert list(selectors.list_findings(reader)) == [grave, notice]
    assert selectors.finding_codes(reader) == ["same_indicator_twice", "x"]


def test_a_plans_page_holds_all_that_is_around_it(coordinator: User, plan: PlanDocument) -> None:
    detail = selectors.plan_detail(coordinator, plan.pk)
    facts = {fact.field.name: fact for fact in detail.facts}
    assert (facts["title"].shown, facts["status"].shown) == ("铜山区应对气候变化规划", "征求意见稿")
    assert facts["title"].span is not None
    assert facts["issuer"].span is None
    assert ([heading.level for heading in detail.outline], detail.counts.total) == ([1, 1, 2], 7)
    assert ([len(finding.sides) for finding in detail.findings], detail.versions) == ([2], (plan,))  # type: ignore[attr-defined]


def test_the_workbench_says_what_waits(coordinator: User, plan: PlanDocument) -> None:
    services.confirm_above(user=coordinator, plan=plan, confidence=0.0, kinds=("target",))
    assert boxes.items_to_review(coordinator) == 5
    assert [waiting for waiting, _counts in boxes.to_review(coordinator)["plans"]] == [plan]
    assert boxes.library_totals(coordinator)["booked"]["target"] == 2
    assert boxes.open_findings(coordinator) == {"levels": {"notice": 1}}
    assert len(boxes.recent_decisions(coordinator)["decisions"]) == 2
    assert boxes.unread_uploads(coordinator) == {"uploads": []}


def test_a_visitor_sees_nothing_at_all(visitor: AnonymousUser, plan: PlanDocument) -> None:
    assert list(selectors.plan_library(visitor)) == []
    assert all(list(selectors.list_items(visitor, kind, everything())) == [] for kind in KINDS)
    assert list(selectors.list_findings(visitor)) == []
    assert (selectors.departments(visitor, state="all"), selectors.regions(visitor)) == ([], [])
    assert list(selectors.uploads(visitor)) == []
    with pytest.raises(PlanDocument.DoesNotExist):
        selectors.plan_detail(visitor, plan.pk)
    with pytest.raises(PlanDocument.DoesNotExist):
        selectors.review_items(visitor, plan.pk)
    with pytest.raises(PlanDocument.DoesNotExist):
        selectors.source_text(visitor, plan.pk)


def test_an_account_that_was_switched_off_sees_nothing(reader: User, plan: PlanDocument) -> None:
    reader.is_active = False
    reader.save()
    assert list(selectors.plan_library(reader)) == []
