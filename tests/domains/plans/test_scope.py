"""A clerk sees and changes her department's items and no others: in every selector, by every service, in downloads.

Every page and operation is walked in `test_scope_walk`.
"""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ditan.base.access.models import ScopeKind
from ditan.base.directory.models import Organisation
from ditan.domains.plans import selectors, services
from ditan.domains.plans.errors import ImportRefused, NotAllowed
from ditan.domains.plans.exchange import export_items, import_items
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.models import Finding, Indicator, PlanDocument, Project, ProjectLead
from ditan.domains.plans.selectors import FindingFilters, ItemFilters
from ditan.domains.plans.selectors import workbench as boxes
from tests.base.access.conftest import MakeOrganisation, MakePerson, make_organisation, make_person  # noqa: F401
from tests.domains.plans.addresses import first_of
from tests.domains.plans.clerks import (
    DEPARTMENT,
    HERS,
    LISTED,
    OTHERS,
    REACHED,
    clerk_of,
    mark,
    role_of,
    rows_of_others,
    words_of,
)
from tests.domains.plans.opulent import build_library
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db
ALL = ItemFilters(state="all", current_only=False)


@pytest.fixture
def marked(plan: PlanDocument, coordinator: User) -> PlanDocument:
    """The minimal plan, in which every item says whose it is."""
    return mark(plan, coordinator)


@pytest.fixture
def office_of_hers(make_organisation: MakeOrganisation) -> Organisation:  # noqa: F811
    """The department of the clerk."""
    return make_organisation("铜山区经济和信息化委员会", short_name=LISTED)


@pytest.fixture
def clerk(make_person: MakePerson, office_of_hers: Organisation) -> User:  # noqa: F811
    """A clerk who may do everything with the items of her department."""
    return clerk_of(make_person, office_of_hers, role_of("科员"))


@pytest.fixture
def hers(clerk: User) -> Client:
    """The clerk's browser."""
    return signed_in(clerk, Client(raise_request_exception=False))


@pytest.mark.parametrize(
    "address",
    [
        "/plans/measures/?state=all",
        "/plans/projects/?state=all",
        "/plans/projects/export/?state=all",
        "/plans/{plan}/review/",
        "/plans/{plan}/",
        "/plans/items/project/{project}/",
        "/plans/departments/区经济信息委/?state=all",
        "/api/plans/items/measure?state=all",
        "/api/plans/items/project/{project}",
        "/api/plans/plans/{plan}/items",
        "/",
    ],
)
def test_what_is_hers_is_there(address: str, hers: Client, marked: PlanDocument) -> None:
    answer = hers.get(address.format(plan=marked.pk, project=first_of("project", marked)))
    assert answer.status_code == 200
    assert HERS in words_of(answer)


def test_lists_and_counts_hold_her_items_only(clerk: User, marked: PlanDocument) -> None:
    lists = {kind: selectors.list_items(clerk, kind, ALL).count() for kind in KINDS}
    counts = selectors.library_counts(clerk, [marked])[marked.pk]
    assert lists == {"indicator": 0, "target": 0, "measure": 1, "task": 0, "project": 1}
    assert {kind: count.total for kind, count in counts.kinds.items()} == lists
    assert counts.findings == {}
    assert boxes.library_totals(clerk)["booked"] == lists
    assert [item.kind for item in selectors.review_items(clerk, marked.pk)] == ["measure", "project"]


def test_a_plan_and_its_text_are_public_to_who_may_see_plans(clerk: User, marked: PlanDocument) -> None:
    assert list(selectors.visible_plans(clerk)) == [marked]
    assert "森林覆盖率" in selectors.source_text(clerk, marked.pk)


def test_findings_are_seen_with_all_data_only(clerk: User, marked: PlanDocument) -> None:
    assert list(selectors.list_findings(clerk, FindingFilters(state="confirmed"))) == []
    assert selectors.finding_codes(clerk) == []
    assert selectors.plan_detail(clerk, marked.pk).findings == ()
    with pytest.raises(Finding.DoesNotExist):
        selectors.get_finding(clerk, Finding.objects.get().pk)


def test_decisions_are_seen_where_their_items_are(clerk: User, marked: PlanDocument) -> None:
    seen = selectors.plan_detail(clerk, marked.pk).decisions
    assert {decision.item_kind for decision in seen} == set(REACHED)
    assert {decision.item_kind for decision in boxes.recent_decisions(clerk)["decisions"]} == set(REACHED)
    assert list(selectors.item_history(clerk, "target", first_of("target", marked))) == []
    assert selectors.item_history(clerk, "project", first_of("project", marked)).count() == 1


def test_departments_are_those_beside_her_items(clerk: User, marked: PlanDocument) -> None:
    names = {each.name for each in selectors.departments(clerk, state="all")}
    assert LISTED in names
    assert not names & {"铜山区林业局", "铜山区水利局"}
    assert selectors.filter_choices(clerk, "indicator").departments == ()
    assert selectors.department_page(clerk, "区林业局", state="all").totals == {
        "indicator": 0,
        "measure": 0,
        "task": 0,
        "project": 0,
    }


@pytest.mark.parametrize("kind", ["indicator", "target", "task"])
def test_every_write_on_another_s_item_is_refused_without_a_word_about_it(
    kind: str, clerk: User, marked: PlanDocument
) -> None:
    before, pk = rows_of_others(), first_of(kind, marked)
    for act in (services.confirm_item, services.reject_item, services.reopen_item):
        with pytest.raises(NotAllowed, match=r"^该条目不在您的数据范围内") as refusal:
            act(user=clerk, kind=kind, pk=pk, version=2)
        assert OTHERS not in refusal.value.message
    with pytest.raises(NotAllowed, match=r"^该条目不在您的数据范围内"):
        services.edit_item(user=clerk, kind=kind, pk=pk, version=2, changes={"name": "改"})
    assert rows_of_others() == before


def test_another_s_finding_cannot_be_judged(clerk: User, marked: PlanDocument) -> None:
    before = rows_of_others()
    with pytest.raises(NotAllowed):
        services.reject_item(user=clerk, kind="finding", pk=Finding.objects.get().pk, version=2)
    assert rows_of_others() == before


def test_her_own_item_can_be_written(clerk: User, marked: PlanDocument) -> None:
    pk = first_of("project", marked)
    item = services.edit_item(user=clerk, kind="project", pk=pk, version=2, changes={"name": "新名"})
    assert (item.label, item.decided_by_id) == ("新名", clerk.pk)


def test_an_item_cannot_be_given_away(clerk: User, marked: PlanDocument) -> None:
    pk = first_of("project", marked)
    before = Project.objects.filter(pk=pk).values().get()
    with pytest.raises(NotAllowed, match="请保留您所在的部门"):
        services.edit_item(user=clerk, kind="project", pk=pk, version=2, changes={"lead": "区水利局"})
    assert Project.objects.filter(pk=pk).values().get() == before


def test_an_item_cannot_be_added_for_another_department(clerk: User, marked: PlanDocument) -> None:
    values = {"name": "新项目", "lead": "区水利局"}
    with pytest.raises(NotAllowed):
        services.add_item(user=clerk, plan=marked, kind="project", start=0, end=4, values=values)
    assert Project.objects.count() == 1
    added = services.add_item(
        user=clerk, plan=marked, kind="project", start=0, end=4, values={**values, "lead": DEPARTMENT}
    )
    assert selectors.get_item(clerk, "project", added.pk) == added


def test_many_at_once_are_hers_only(clerk: User, plan: PlanDocument) -> None:
    before = rows_of_others()
    assert services.confirm_above(user=clerk, plan=plan, confidence=0.0) == 2
    assert rows_of_others() == before


def test_an_export_holds_her_rows_only(clerk: User, marked: PlanDocument) -> None:
    books = {kind: openpyxl.load_workbook(io.BytesIO(export_items(clerk, kind, ALL))) for kind in KINDS}
    rows = {kind: book.worksheets[0].max_row - 1 for kind, book in books.items()}
    assert rows == {"indicator": 0, "target": 0, "measure": 1, "task": 0, "project": 1}


def test_a_workbook_cannot_touch_another_s_rows(clerk: User, coordinator: User, marked: PlanDocument) -> None:
    data = export_items(coordinator, "target", ALL)
    before = rows_of_others()
    with pytest.raises(ImportRefused, match="或您无权查看"):
        import_items(user=clerk, kind="target", data=data)
    assert rows_of_others() == before


def test_a_narrower_role_for_review_cuts_further(
    make_person: MakePerson,  # noqa: F811
    office_of_hers: Organisation,
    marked: PlanDocument,
) -> None:
    sees_all = role_of("全区查阅", ScopeKind.ALL, ("view_plans",))
    user = clerk_of(make_person, office_of_hers, sees_all, role_of("部门审核", permissions=("review_items",)))
    assert selectors.list_items(user, "target", ALL).count() == 2
    with pytest.raises(NotAllowed):
        services.reject_item(user=user, kind="target", pk=first_of("target", marked), version=2)
    project = first_of("project", marked)
    assert services.reject_item(user=user, kind="project", pk=project, version=2).state == "rejected"


def test_a_person_alone_sees_what_she_added_or_decided(
    make_person: MakePerson,  # noqa: F811
    office_of_hers: Organisation,
    marked: PlanDocument,
) -> None:
    user = clerk_of(make_person, office_of_hers, role_of("本人", ScopeKind.OWN_ONLY))
    assert [selectors.list_items(user, kind, ALL).count() for kind in KINDS] == [0, 0, 0, 0, 0]
    added = services.add_item(user=user, plan=marked, kind="target", start=0, end=4, values={"name": "自加目标"})
    assert list(selectors.list_items(user, "target", ALL)) == [added]
    services.reopen_item(user=user, kind="target", pk=added.pk, version=added.version)
    assert selectors.get_item(user, "target", added.pk).state == "proposed"


def test_a_role_that_ended_shows_no_item(clerk: User, office_of_hers: Organisation, marked: PlanDocument) -> None:
    Organisation.objects.filter(pk=office_of_hers.pk).update(name="铜山区档案馆", short_name="区档案馆")
    again = User.objects.get(pk=clerk.pk)
    assert [selectors.list_items(again, kind, ALL).count() for kind in KINDS] == [0, 0, 0, 0, 0]


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_clerk_s_list_takes_the_same_queries_however_many_rows(
    kind: str,
    make_person: MakePerson,  # noqa: F811
    make_organisation: MakeOrganisation,  # noqa: F811
) -> None:
    user = clerk_of(make_person, make_organisation("某区第三局", short_name="区第3局"), role_of("科员"))
    assert selectors.reaches_all(user) is False
    build_library(2, per_plan=dict.fromkeys(KINDS, 4), departments=4)
    few = _queries(user, kind)
    build_library(8, per_plan=dict.fromkeys(KINDS, 12), departments=4)
    assert _queries(user, kind) <= few <= 6


def _queries(user: User, kind: str) -> int:
    with CaptureQueriesContext(connection) as taken:
        rows = selectors.list_items(user, kind, ALL)
        assert [rows.count(), *(KINDS[kind].content_of(item) for item in rows[:50])]
    return len(taken)


def test_a_department_of_the_same_name_elsewhere_is_another(clerk: User, marked: PlanDocument) -> None:
    ProjectLead.objects.update(listed_as="铜川区经济信息委", organisation_name="铜川区经济信息委")
    assert ProjectLead.objects.get().printed_name == DEPARTMENT
    assert selectors.list_items(clerk, "project", ALL).count() == 0


def test_an_indicator_of_no_department_is_nobody_s_part(clerk: User, marked: PlanDocument) -> None:
    Indicator.objects.get(pk=first_of("indicator", marked)).departments.all().delete()
    assert selectors.list_items(clerk, "indicator", ALL).count() == 0
