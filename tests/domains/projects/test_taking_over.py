"""Taking the projects of a plan into the library."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from ditan.base.audit.models import Entry
from ditan.base.refusal import Changed, NotAllowed
from ditan.core.reading import draft as d
from ditan.domains.plans.models import PlanDocument
from ditan.domains.plans.models import Project as PlanProject
from ditan.domains.projects.models import Money, Project
from ditan.domains.projects.selectors.doubts import doubts_of
from ditan.domains.projects.selectors.money import standing_money
from ditan.domains.projects.selectors.projects import ProjectFilters, totals
from ditan.domains.projects.selectors.standing import (
    money_of_plan,
    projects_of_items,
    projects_of_organisation,
    projects_of_plan,
)
from ditan.domains.projects.services import adopt, from_plan, preview
from tests.domains.projects.conftest import Office, annex, stored

pytestmark = pytest.mark.django_db
WHOLE = Decimal("497379.19")


@pytest.fixture
def plan(office: Office) -> PlanDocument:
    return stored(annex(), office.coordinator)


def small(*projects: d.Project) -> d.Draft:
    """A plan with these projects alone, or the first two of the annex."""
    return replace(annex(), projects=projects or annex().projects[:2])


def test_the_forty_five_projects_of_plan_004_keep_every_printed_amount(office: Office, plan: PlanDocument) -> None:
    made = from_plan(office.coordinator, plan)
    facts = projects_of_plan(office.coordinator, plan.pk)
    money = list(standing_money(None))
    assert len(made) == len(facts) == 45
    assert sum(fact.planned or 0 for fact in facts) == WHOLE
    assert sum(line.value for line in money) == WHOLE
    assert totals(office.coordinator).planned == WHOLE
    assert {(fact.allocated, fact.spent) for fact in facts} == {(None, None)}
    (undecided,) = money_of_plan(office.coordinator, plan.pk)
    assert (undecided.year, undecided.fund, undecided.planned, undecided.spent) == (None, "", WHOLE, None)
    assert [str(line.amount.normalize()) for line in money if line.project_id == made[2].pk] == ["3.6E+4", "4E+3"]
    assert {line.fund for line in money} == {""}
    assert {fact.state_label for fact in facts} == {"储备"}
    assert Entry.objects.filter(act="projects.taken_over").count() == 45


def test_quantities_come_with_what_is_planned_and_nothing_done(office: Office, plan: PlanDocument) -> None:
    made = {each.number: each for each in from_plan(office.coordinator, plan)}
    buses, land = made["8"].quantities.get(), made["39"].quantities.get()
    assert (buses.planned, buses.unit, buses.done) == (99, "台", None)
    assert (land.planned, land.unit, land.done) == (48, "平方公里", None)
    assert plan.source.decoded.quote(buses.start or 0, buses.end or 0) == "99台"


def test_leads_that_are_organisations_of_the_platform_are_known(office: Office, plan: PlanDocument) -> None:
    from_plan(office.coordinator, plan)
    own = projects_of_organisation(office.clerk, office.forestry.pk)
    assert [fact.number for fact in own] == ["9", "10"]
    assert [fact.number for fact in projects_of_plan(office.clerk, plan.pk)] == ["9", "10"]
    assert projects_of_organisation(office.clerk, office.water.pk) == []
    joint = Project.objects.get(number="44")
    assert [lead.printed_name for lead in joint.leads.all()] == ["区生态环境局", "区教委"]
    assert joint.organisation is None


def test_taking_over_twice_changes_nothing(office: Office, plan: PlanDocument) -> None:
    from_plan(office.coordinator, plan)
    assert from_plan(office.coordinator, plan) == []
    assert (Project.objects.count(), Money.objects.count()) == (45, 55)
    shown = preview(office.coordinator, plan)
    assert (shown.new, shown.differing, shown.same) == ((), (), 45)


def test_what_was_not_confirmed_stays_in_the_plan(office: Office) -> None:
    plan = stored(small(), office.coordinator)
    item = PlanProject.objects.get(number="1")
    PlanProject.objects.filter(pk=item.pk).update(state="rejected")
    assert [each.number for each in from_plan(office.coordinator, plan)] == ["2"]
    assert projects_of_items(office.coordinator, [item.pk]) == {}


def test_only_the_chosen_items_are_taken(office: Office) -> None:
    plan = stored(small(), office.coordinator)
    shown = preview(office.coordinator, plan)
    assert shown.planned == Decimal(57390)
    chosen = shown.new[1]
    assert [each.plan_project_id for each in from_plan(office.coordinator, plan, [chosen.pk])] == [chosen.pk]


def test_the_rest_of_a_printed_total_stands_as_undecided(office: Office) -> None:
    first = replace(annex().projects[0], investment=d.Investment(100.5, "万元", (d.Funding(60.25, "上级资金"),)))
    (made,) = from_plan(office.coordinator, stored(small(first), office.coordinator))
    lines = [(line.fund, line.amount, line.ground) for line in standing_money([made.pk])]
    assert lines == [
        ("上级资金", Decimal("60.25"), ""),
        ("", Decimal("40.25"), "总投资扣除已列资金"),
    ]
    assert made.planned == Decimal("100.5")
    assert totals(office.coordinator, ProjectFilters(fund="undecided")).projects == 1


def test_a_project_without_any_amount_has_none_and_not_zero(office: Office) -> None:
    first = replace(annex().projects[0], investment=None)
    (made,) = from_plan(office.coordinator, stored(small(first), office.coordinator))
    assert made.planned is None
    assert totals(office.coordinator).unstated == 1


def test_what_the_plan_says_otherwise_is_shown_and_taken_in_a_new_version(office: Office) -> None:
    plan = stored(small(), office.coordinator)
    first, second = from_plan(office.coordinator, plan)
    item = PlanProject.objects.get(pk=first.plan_project_id)
    PlanProject.objects.filter(pk=item.pk).update(name="调峰储气", investment_total=Decimal(31000))
    item.fundings.update(amount=Decimal(31000))
    shown = preview(office.coordinator, plan)
    (known,) = shown.differing
    assert [(each.label, each.theirs) for each in known.differences] == [
        ("项目名称", "调峰储气"),
        ("计划资金", "来源待定 31000"),
    ]
    found = adopt(user=office.coordinator, project=first, version=first.version, plan=plan)
    assert (found.name, found.planned) == ("调峰储气", Decimal(31000))
    kept = Money.objects.filter(project=first).values_list("line", "version", "amount", "dropped", "reason")
    assert list(kept) == [
        (1, 1, Decimal(30000), False, ""),
        (1, 2, Decimal(30000), True, "按规划条目更新"),
        (2, 1, Decimal(31000), False, ""),
    ]
    assert preview(office.coordinator, plan).differing == ()
    with pytest.raises(Changed, match="刚被他人修改过"):
        adopt(user=office.coordinator, project=first, version=first.version, plan=plan)
    assert second.pk in [fact.pk for fact in projects_of_plan(office.coordinator, plan.pk)]


def test_a_later_version_of_the_plan_brings_no_project_twice(office: Office) -> None:
    draft = stored(small(), office.coordinator)
    first, _second = from_plan(office.coordinator, draft)
    issued = stored(replace(small(), name="印发.txt", text=annex().text + "印发"), office.coordinator)
    item = PlanProject.objects.get(plan=issued, number="1")
    PlanProject.objects.filter(pk=item.pk).update(previous=first.plan_project_id)
    shown = preview(office.coordinator, issued)
    assert [each.number for each in shown.new] == ["2"]
    assert [each.field for each in shown.differing[0].differences] == ["plan"]
    found = adopt(user=office.coordinator, project=first, version=first.version, plan=issued)
    assert (found.plan, found.plan_project_id, found.planned) == (issued, item.pk, Decimal(30000))


def test_what_was_for_show_becomes_real_once_a_person_confirmed_it(office: Office) -> None:
    plan = stored(small(), office.coordinator)
    PlanProject.objects.filter(plan=plan).update(decided_how="demo")
    first, second = from_plan(office.coordinator, plan)
    assert (first.demo, second.demo) == (True, True)
    PlanProject.objects.filter(pk=first.plan_project_id).update(decided_how="by_hand")
    assert [each.field for each in preview(office.coordinator, plan).differing[0].differences] == ["demo"]
    assert from_plan(office.coordinator, plan) == []
    assert list(Project.objects.order_by("pk").values_list("demo", flat=True)) == [False, True]


def test_only_the_office_takes_over(office: Office) -> None:
    plan = stored(small(), office.coordinator)
    for person in (office.clerk, office.leader):
        with pytest.raises(NotAllowed):
            from_plan(person, plan)
        with pytest.raises(NotAllowed):
            preview(person, plan)
    assert Project.objects.count() == 0


def test_what_the_plan_itself_adds_up_wrongly_stays_in_sight(office: Office) -> None:
    message = "合计行的各项资金相加为497,379.23万元,与总投资497,379.19万元相差0.04。"
    side = d.FindingSpan("004.txt", 0, 4, annex().text[:4])
    finding = d.Finding("total-differs", "warning", message, (side,))
    plan = stored(replace(small(), findings=(finding,)), office.coordinator)
    (doubt,) = doubts_of(office.coordinator, plan.pk)
    assert (doubt.message, doubt.url) == (message, f"/plans/{plan.pk}/review/?at=0")
    assert doubts_of(office.clerk, plan.pk) == []
