"""Each write of plans leaves its row in the platform's log, or does not happen; refusals and exports have rows too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection
from django.test import Client

from ditan.base.audit.models import Entry
from ditan.domains.plans import services
from ditan.domains.plans.errors import PlanError
from ditan.domains.plans.exchange import export_items, import_items
from ditan.domains.plans.models import Finding, Indicator, PlanDocument, Target
from ditan.domains.plans.selectors import ItemFilters
from tests.domains.plans.conftest import MakePlan
from tests.domains.plans.drafts import issued_draft, minimal_draft
from tests.domains.plans.views.stored import everything
from tests.web.conftest import desk, guest, office  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
Act = Callable[[User, PlanDocument], object]


def target() -> Target:
    return Target.objects.order_by("pk")[0]


def ambiguous() -> Indicator:
    return Indicator.objects.get(ambiguous=True)


def edited_workbook(user: User) -> bytes:
    """The list of targets with one name changed."""
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(export_items(user, "target", ItemFilters(state="all"))))
    sheet = book.worksheets[0]
    place = [cell.value for cell in sheet[1]].index("目标名称") + 1
    sheet.cell(2, place).value = "改过的名称"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def confirm(user: User, plan: PlanDocument) -> object:
    return services.confirm_item(user=user, kind="target", pk=target().pk, version=1)


ACTS: dict[str, Act] = {
    "plans.item_confirmed": confirm,
    "plans.item_rejected": lambda u, p: services.reject_item(
        user=u, kind="target", pk=target().pk, version=1, reason="重复"
    ),
    "plans.item_edited": lambda u, p: services.edit_item(
        user=u, kind="target", pk=target().pk, version=1, changes={"name": "改"}
    ),
    "plans.item_added": lambda u, p: services.add_item(
        user=u, plan=p, kind="target", start=0, end=4, values={"name": "甲"}
    ),
    "plans.finding_confirmed": lambda u, p: services.confirm_item(
        user=u, kind="finding", pk=Finding.objects.get().pk, version=1
    ),
    "plans.items_confirmed": lambda u, p: services.confirm_above(user=u, plan=p, confidence=0.5),
    "plans.plan_rechecked": lambda u, p: services.recheck(user=u, plan=p),
    "plans.plan_uploaded": lambda u, p: services.upload_plan(user=u, name="新.txt", data="一、总则".encode()),
    "plans.plan_reread": lambda u, p: services.reread_plan(user=u, plan=p),
    "plans.plan_edited": lambda u, p: services.edit_plan(user=u, plan=p, version=p.version, changes={"issuer": "某局"}),
    "plans.items_imported": lambda u, p: import_items(user=u, kind="target", data=edited_workbook(u)),
}


def last(act: str) -> Entry:
    return Entry.objects.filter(act=act).latest("pk")


@pytest.mark.parametrize("act", ACTS)
def test_an_act_leaves_a_row_with_who_and_what(act: str, plan: PlanDocument, coordinator: User) -> None:
    before = Entry.objects.filter(act=act).count()
    ACTS[act](coordinator, plan)
    row = last(act)
    assert Entry.objects.filter(act=act).count() == before + 1
    assert (row.outcome, row.user_key, row.user_name) == ("done", str(coordinator.pk), "统筹敏")
    assert row.target_name != ""


@pytest.mark.parametrize("act", ACTS)
def test_an_act_whose_row_cannot_be_written_does_not_happen(act: str, plan: PlanDocument, coordinator: User) -> None:
    work = ACTS[act]
    if act == "plans.items_imported":
        data = edited_workbook(coordinator)
        work = lambda u, p: import_items(user=u, kind="target", data=data)  # noqa: E731
    stored = everything()
    table = connection.ops.quote_name(Entry._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO log_out_of_order")
    with pytest.raises(DatabaseError):
        work(coordinator, plan)
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE log_out_of_order RENAME TO {table}")
    assert everything() == stored


def test_rows_say_what_stood_before_and_after(plan: PlanDocument, coordinator: User) -> None:
    ACTS["plans.item_edited"](coordinator, plan)
    row = last("plans.item_edited")
    assert (row.target_kind, row.target_key) == ("target", str(target().pk))
    assert row.before == {"state": "proposed", "name": "单位GDP能耗下降"}
    assert row.after == {"state": "edited", "name": "改"}


def test_a_rejection_keeps_its_reason(plan: PlanDocument, coordinator: User) -> None:
    ACTS["plans.item_rejected"](coordinator, plan)
    row = last("plans.item_rejected")
    assert (row.before, row.after, row.detail) == ({"state": "proposed"}, {"state": "rejected"}, "重复")


def test_taking_back_and_choosing_are_logged(plan: PlanDocument, coordinator: User) -> None:
    confirm(coordinator, plan)
    services.reopen_item(user=coordinator, kind="target", pk=target().pk, version=2)
    services.choose_alternative(user=coordinator, pk=ambiguous().pk, version=1, alternative=1)
    assert last("plans.item_reopened").before == {"state": "confirmed"}
    assert last("plans.item_edited").target_name == "用水总量"


def test_many_confirmed_at_once_are_one_row_with_their_numbers(plan: PlanDocument, coordinator: User) -> None:
    assert services.confirm_above(user=coordinator, plan=plan, confidence=0.9) == 4
    row = last("plans.items_confirmed")
    assert (row.target_kind, row.target_key) == ("plan", str(plan.pk))
    assert row.after is not None
    assert row.after["confirmed"] == {"indicator": 1, "target": 2, "measure": 1, "task": 0, "project": 0}
    assert Entry.objects.filter(act="plans.item_confirmed").count() == 0


def test_versions_are_logged_both_ways(make_plan: MakePlan, coordinator: User) -> None:
    earlier, later = make_plan(minimal_draft()), make_plan(issued_draft())
    services.supersede(user=coordinator, plan=later, earlier=earlier)
    services.separate(user=coordinator, plan=later)
    made, undone = last("plans.plan_superseded"), last("plans.plan_separated")
    assert (made.before, undone.after) == ({"supersedes": None}, {"supersedes": None})
    assert made.after == undone.before == {"supersedes": earlier.pk, "title": earlier.title}


def test_a_reading_is_logged_with_what_it_came_to(make_plan: MakePlan) -> None:
    make_plan()
    row = last("plans.plan_read")
    assert row.after is not None
    assert (row.after["indicators"], row.after["projects"], row.after["added"]) == (2, 1, 7)


def test_an_upload_that_is_forgotten_stays_in_the_log(coordinator: User) -> None:
    taken = services.upload_plan(user=coordinator, name="坏.txt", data=b"x")
    type(taken.reading).objects.filter(pk=taken.reading.pk).update(job=None)
    services.retry_upload(user=coordinator, source=taken.source)
    taken.source.readings.update(job=None)
    services.delete_upload(user=coordinator, source=taken.source)
    rows = Entry.objects.filter(target_kind="upload").order_by("pk")
    assert [row.act for row in rows] == ["plans.plan_uploaded", "plans.upload_retried", "plans.upload_deleted"]
    assert {row.target_name for row in rows} == {"坏.txt"}


def test_an_act_that_changes_nothing_leaves_no_row(plan: PlanDocument, coordinator: User) -> None:
    confirm(coordinator, plan)
    rows = Entry.objects.count()
    services.confirm_item(user=coordinator, kind="target", pk=target().pk, version=2)
    assert Entry.objects.count() == rows


def test_an_export_is_logged_with_its_rows_and_its_search(plan: PlanDocument, coordinator: User) -> None:
    export_items(coordinator, "target", ItemFilters(state="all", q="森林"))
    row = last("plans.items_exported")
    assert (row.outcome, row.target_kind, row.user_key) == ("done", "target", str(coordinator.pk))
    assert row.detail == '导出 2 条；筛选条件：{"q": "森林", "state": "all"}'


def test_a_refused_act_of_a_service_leaves_no_row_of_success(plan: PlanDocument, reader: User) -> None:
    rows = Entry.objects.count()
    with pytest.raises(PlanError):
        confirm(reader, plan)
    assert Entry.objects.count() == rows


def test_a_conflict_on_the_desk_is_logged(plan: PlanDocument, office: Client) -> None:  # noqa: F811
    address = f"/plans/review/target/{target().pk}/decide/"
    assert office.post(address, {"action": "confirm", "version": "99"}).status_code == 409
    row = last("plans.refused")
    assert (row.outcome, row.target_key, row.target_name) == ("refused", "changed", f"POST {address}")


def test_a_page_that_is_refused_is_logged_once(plan: PlanDocument, guest: Client) -> None:  # noqa: F811
    rows = Entry.objects.count()
    assert guest.get("/plans/upload/").status_code == 403
    assert Entry.objects.count() == rows + 1
    assert Entry.objects.latest("pk").outcome == "refused"


def test_a_refusal_of_the_api_is_logged_once(plan: PlanDocument, office: Client) -> None:  # noqa: F811
    rows = Entry.objects.count()
    address = f"/api/plans/items/target/{target().pk}/confirm"
    answer: Any = office.post(address, '{"version": 99}', content_type="application/json")
    row = last("api.refused")
    assert answer.status_code == 409
    assert Entry.objects.count() == rows + 1
    assert (row.target_key, row.target_name, row.outcome) == ("changed", f"POST {address}", "refused")
