"""What the database itself refuses of rounds and sheets; requests that come twice; what people are told; the results."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from ditan.base.append_only import Unchangeable
from ditan.base.audit.models import Entry
from ditan.base.notices.models import Notice
from ditan.base.records.models import Observation, Standing
from ditan.base.refusal import InvalidFields, NotAllowed
from ditan.base.workflow.models import (
    Assignment,
    Cell,
    CellComment,
    IdempotencyKey,
    Relation,
    Round,
    RoundMetric,
    SheetImport,
    Submission,
    SubmissionStep,
)
from ditan.base.workflow.rounds.errors import KeyReused, WrongState
from ditan.base.workflow.rounds.results import export_results
from ditan.base.workflow.rounds.services.booking import book
from ditan.base.workflow.rounds.services.handing_in import lock_all
from ditan.base.workflow.rounds.services.repeating import once
from tests.base.workflow.rounds.conftest import GOOD, Office, cells_of, fill, seen, step

pytestmark = pytest.mark.django_db


def refused(make: Any, *args: Any, **values: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make(*args, **values)


def test_the_tables_hold_nothing_that_cannot_be(office: Office, owed: Assignment) -> None:
    asking, cell = Round.objects.get(), cells_of(owed)["coal"]
    for values in ({"state": "lost"}, {"kind": "weekly"}, {"title": ""}, {"due_on": "2020-01-01"}):
        refused(Round.objects.update, **values)
    for values in ({"state": "number"}, {"state": "empty", "number": 3}, {"state": "guess"}):
        refused(Cell.objects.filter(pk=cell.pk).update, **values)
    refused(Submission.objects.update, state="half")
    refused(Assignment.objects.filter(pk=owed.pk).update, extended_to="2026-12-01")
    refused(RoundMetric.objects.create, round=asking, metric=cell.asked.metric)
    refused(RoundMetric.objects.filter(pk=cell.asked_id).update, part_of=cell.asked_id)
    refused(
        Assignment.objects.create,
        round=asking,
        organisation=owed.organisation,
        subject=owed.subject,
        due_on="2026-03-20",
    )
    refused(Cell.objects.create, submission=cell.submission, asked=cell.asked)
    refused(CellComment.objects.create, cell=cell, text="")
    refused(SheetImport.objects.create, submission=cell.submission, name="表.xlsx", state="lost")
    refused(Relation.objects.create, comparator="ne", level="must")
    refused(Relation.objects.create, comparator="le", level="fatal")
    assert cells_of(owed)["coal"].state == "empty"


def test_a_step_is_never_changed_nor_taken_away(office: Office, town_owes: Assignment) -> None:
    fill(office.stranger, town_owes, {"forest_cover": "61.2"})
    step(office.stranger, town_owes, "submit")
    row = SubmissionStep.objects.earliest("pk")
    row.reason = "别的理由"
    with pytest.raises(Unchangeable):
        row.save()
    with pytest.raises(Unchangeable):
        SubmissionStep.objects.all().delete()
    for text in ("UPDATE workflow_submissionstep SET reason = 'x'", "DELETE FROM workflow_submissionstep"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(text)
    kept = SubmissionStep.objects.earliest("pk")
    assert (kept.reason, kept.values[0]["reported"]) == ("", "61.2")


def test_a_request_is_answered_once_and_its_answer_given_again(office: Office) -> None:
    done: list[int] = []

    def act() -> dict[str, Any]:
        done.append(1)
        return {"n": len(done)}

    asked = {"user": office.clerk, "key": "k-1", "request": ["save", 1], "act": act}
    assert [once(**asked) for _n in range(3)] == [{"n": 1}] * 3
    assert once(**{**asked, "user": office.colleague}) == {"n": 2}
    assert once(**{**asked, "key": ""}) == {"n": 3}
    with pytest.raises(KeyReused, match="请求键“k-1”已用于内容不同的请求"):
        once(**{**asked, "request": ["save", 2]})
    assert len(done) == 3


@pytest.mark.parametrize("key", ["x" * 101, "a\nb", "\x00"])
def test_a_key_that_is_none_is_refused_before_anything_is_done(office: Office, key: str) -> None:
    def act() -> dict[str, Any]:
        raise AssertionError("it was acted upon")

    with pytest.raises(InvalidFields):
        once(user=office.clerk, key=key, request=[], act=act)
    assert not IdempotencyKey.objects.exists()


def test_an_act_that_fails_leaves_neither_key_nor_work(office: Office, owed: Assignment) -> None:
    def act() -> dict[str, Any]:
        fill(office.clerk, owed, {"coal": "1"})
        raise WrongState("半途")

    with pytest.raises(WrongState):
        once(user=office.clerk, key="k", request=[], act=act)
    assert not IdempotencyKey.objects.exists()
    assert cells_of(owed)["coal"].reported == ""


def test_everybody_who_has_to_do_something_is_told_and_nobody_else(
    office: Office, owed: Assignment, past: None
) -> None:
    def news() -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for each in Notice.objects.exclude(kind="workflow.round_opened").order_by("pk").select_related("user"):
            found.setdefault(each.user.username, []).append(each.kind.removeprefix("workflow."))
        return found

    fill(office.clerk, owed, GOOD)
    step(office.clerk, owed, "submit")
    assert news() == {"huanbao": ["submitted"]}
    step(office.reviewer, owed, "approve_department")
    step(office.coordinator, owed, "approve")
    step(office.coordinator, owed, "lock")
    step(office.coordinator, owed, "restate", "核定数调整")
    assert news() == {
        "huanbao": ["submitted"],
        "tongchou": ["submitted"],
        "jingxin": ["approved", "restating"],
        "tongshi": ["approved", "restating"],
    }


def test_what_is_booked_twice_is_recorded_once(office: Office, owed: Assignment, past: None) -> None:
    fill(office.clerk, owed, {**GOOD, "forest_cover": "未知"}, forest_cover="遥感数据未到")
    step(office.clerk, owed, "submit")
    step(office.reviewer, owed, "approve_department")
    step(office.coordinator, owed, "approve")
    assert lock_all(user=office.coordinator, assignments=[seen(office.coordinator, owed)]) == 1
    before = Observation.objects.count()
    found = seen(office.coordinator, owed)
    assert book(user=office.coordinator, assignment=found, submission=found.submission) == 4
    assert Observation.objects.count() == before
    assert lock_all(user=office.coordinator, assignments=[seen(office.coordinator, owed)]) == 0
    unknown = Standing.objects.get(metric__code="forest_cover", period="2025").observation
    assert (unknown.state, unknown.number, unknown.note) == ("unknown", None, "遥感数据未到")


def test_the_results_are_for_who_may_export_and_say_how_each_sheet_stands(
    office: Office, owed: Assignment, town_owes: Assignment
) -> None:
    asking = Round.objects.get()
    with pytest.raises(NotAllowed):
        export_results(office.clerk, asking)
    fill(office.stranger, town_owes, {"forest_cover": "61.20"}, forest_cover="含四旁树")
    step(office.stranger, town_owes, "submit")
    page = openpyxl.load_workbook(io.BytesIO(export_results(office.coordinator, asking))).active
    rows = [row for row in page.values if row[0] == "虎峰镇"]
    assert [row[2:] for row in rows] == [
        ("forest_cover", "森林覆盖率", "2025年", "61.20", "%", "数值", "含四旁树", "待统筹审核", "迟报")
    ]
    entry = Entry.objects.get(act="workflow.results_exported")
    assert (entry.user_name, entry.detail) == ("tongchou", "导出 5 个值")
