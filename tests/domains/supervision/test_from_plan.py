"""Handing out what a plan asks for: once, an annex row with the measure it repeats, names that the directory does not know."""

from __future__ import annotations

import datetime

import pytest

from ditan.base.directory.models import Organisation, OrganisationAlias
from ditan.base.notices.models import Notice
from ditan.base.refusal import InvalidFields, NotAllowed
from ditan.base.workflow.models import Clock
from ditan.domains.plans.models import Measure, PlanDocument
from ditan.domains.supervision.models import Matter, MatterItem
from ditan.domains.supervision.selectors.naming import organisations_named
from ditan.domains.supervision.selectors.plan_rows import plan_rows, title_of
from ditan.domains.supervision.selectors.standing import matters_of_measures, matters_of_plan
from ditan.domains.supervision.services import from_plan
from tests.base.access.conftest import MakeOrganisation
from tests.domains.supervision.conftest import DUE, District, fresh

pytestmark = pytest.mark.django_db
Day = datetime.date


@pytest.fixture
def reform(make_organisation: MakeOrganisation) -> Organisation:
    """The department that the small plan names, under its short name."""
    return make_organisation("铜山区发展和改革委员会", short_name="区发展改革委")


def copied(measure: Measure, number: str, **changes: object) -> Measure:
    """Another row of the annex, confirmed like this one."""
    responsibilities = list(measure.responsibilities.all())
    row = Measure.objects.get(pk=measure.pk)
    row.pk, row.number, row.key = None, number, f"copy-{number}"
    for name, value in changes.items():
        setattr(row, name, value)
    row._state.adding = True
    row.save()
    for each in responsibilities:
        each.pk, each.measure = None, row
        each._state.adding = True
        each.save()
    return row


def test_an_annex_row_and_the_measure_that_it_repeats_are_one_matter(
    district: District, plan: PlanDocument, reform: Organisation
) -> None:
    task, body = Measure.objects.get(form="task"), Measure.objects.get(form="measure")
    assert task.repeats == body
    made = from_plan(user=district.office, plan=plan, due_on=DUE, hand_out=True)
    assert len(made) == 1
    matter = made[0]
    assert (matter.title, matter.organisation, matter.state, matter.due_on) == (
        "推进节能降碳",
        reform,
        "handed_out",
        DUE,
    )
    assert (matter.measure, matter.quote, matter.kind) == (task, task.quote, "measure")
    assert list(matter.items.values_list("measure", "primary")) == [(task.pk, True), (body.pk, False)]
    assert set(matters_of_measures(fresh(district.office), [task.pk, body.pk])) == {task.pk, body.pk}
    assert [fact.pk for fact in matters_of_plan(fresh(district.office), plan.pk)] == [matter.pk]


def test_handing_out_twice_is_once(district: District, plan: PlanDocument, reform: Organisation) -> None:
    task, body = Measure.objects.get(form="task"), Measure.objects.get(form="measure")
    first = from_plan(user=district.office, plan=plan, due_on=DUE)
    assert from_plan(user=district.office, plan=plan, due_on=Day(2026, 12, 31), hand_out=True) == first
    assert from_plan(user=district.office, plan=plan, measures=[body.pk]) == first
    assert (Matter.objects.get().state, MatterItem.objects.count()) == ("draft", 2)
    later = copied(task, "2", text="另一任务。", title="")
    assert [each.title for each in from_plan(user=district.office, plan=plan, measures=[later.pk], due_on=DUE)] == [
        "另一任务"
    ]
    assert Matter.objects.count() == 2


def test_a_measure_that_several_rows_repeat_is_handed_out_by_these(
    district: District, plan: PlanDocument, reform: Organisation
) -> None:
    task, body = Measure.objects.get(form="task"), Measure.objects.get(form="measure")
    copied(task, "2")
    made = from_plan(user=district.office, plan=plan, measures=[body.pk], due_on=DUE)
    assert len(made) == 2
    assert MatterItem.objects.filter(measure=body, primary=False).count() == 2
    assert len(matters_of_measures(fresh(district.office), [body.pk])[body.pk]) == 2


def test_no_deadline_is_made_up_and_what_lacks_one_is_named(
    district: District, plan: PlanDocument, reform: Organisation
) -> None:
    Measure.objects.update(due_year=None)
    with pytest.raises(InvalidFields, match="1 项规划没有印出时限（如“推进节能降碳”）；请填写办理时限"):
        from_plan(user=district.office, plan=plan, hand_out=True)
    assert not Matter.objects.exists()
    assert from_plan(user=district.office, plan=plan)[0].due_on is None
    Measure.objects.update(due_year=2030)
    assert plan_rows(fresh(district.office), plan)[0].due_on == Day(2030, 12, 31)


def test_a_printed_year_that_has_passed_wants_a_reason(
    district: District, plan: PlanDocument, reform: Organisation
) -> None:
    assert Measure.objects.get(form="task").due_year == 2025
    with pytest.raises(InvalidFields, match="2025-12-31 已经过去"):
        from_plan(user=district.office, plan=plan)
    assert from_plan(user=district.office, plan=plan, past_why="补录规划任务")[0].due_on == Day(2025, 12, 31)


def test_a_name_that_the_directory_does_not_know_is_asked_for(district: District, plan: PlanDocument) -> None:
    with pytest.raises(InvalidFields, match="1 项没有主办单位：区发展改革委 不在组织机构中"):
        from_plan(user=district.office, plan=plan, due_on=DUE, hand_out=True)
    made = from_plan(
        user=district.office, plan=plan, due_on=DUE, names={"区发展改革委": district.housing}, hand_out=True
    )
    assert made[0].organisation == district.housing


def test_names_are_known_by_short_name_and_alias_where_one_alone_bears_them(
    district: District, make_organisation: MakeOrganisation, reform: Organisation
) -> None:
    other = make_organisation("铜山区能源局")
    OrganisationAlias.objects.create(organisation=other, name="能源办")
    OrganisationAlias.objects.create(organisation=other, name="节能办")
    OrganisationAlias.objects.create(organisation=reform, name="节能办")
    found = organisations_named(["区发展改革委", "能源办", "节能办", "铜山区能源局", "没有"])
    assert found == {"区发展改革委": reform, "能源办": other, "铜山区能源局": other}


def test_only_the_office_hands_out_and_only_what_is_booked(
    district: District, plan: PlanDocument, reform: Organisation
) -> None:
    with pytest.raises(NotAllowed):
        from_plan(user=fresh(district.clerk), plan=plan)
    Measure.objects.filter(form="task").update(state="rejected")
    assert [row.measure.form for row in plan_rows(fresh(district.office), plan)] == ["measure"]


def test_a_task_without_a_title_is_called_by_its_first_sentence() -> None:
    assert title_of(Measure(text="有序迁建不符合功能定位的项目。其他从略。")) == "有序迁建不符合功能定位的项目"
    assert title_of(Measure(text="推" * 100)) == "推" * 79 + "…"


def test_a_matter_for_show_becomes_real_once_a_person_has_confirmed_its_item(
    district: District, plan: PlanDocument, reform: Organisation
) -> None:
    Measure.objects.update(decided_how="demo")
    made = from_plan(user=district.office, plan=plan, due_on=DUE, hand_out=True)[0]
    assert made.demo
    assert not Notice.objects.filter(kind__startswith="supervision").exists(), "what is for show tells nobody"
    Measure.objects.update(decided_how="by_hand")
    from_plan(user=district.office, plan=plan)
    assert not Matter.objects.get().demo
    assert not Clock.objects.filter(key=made.key, demo=True).exists()
