"""An evaluation from its draft to what is frozen: gathered with sources, written by people, never changed by later data."""

from __future__ import annotations

import datetime
import json

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from ditan.base.append_only import Unchangeable
from ditan.base.audit.models import Entry
from ditan.base.directory.models import Organisation
from ditan.base.refusal import Changed, InvalidFields, NotAllowed
from ditan.base.reporting.documents import arrange
from ditan.base.reporting.documents.storing import digest, restored, stored
from ditan.domains.evaluation.errors import Incomplete, WrongState
from ditan.domains.evaluation.gathering import gather
from ditan.domains.evaluation.models import Chapter, Evaluation, Prose, Snapshot
from ditan.domains.evaluation.selectors.evaluations import (
    EvaluationFilters,
    chapter_lines,
    document_now,
    frozen,
    get_evaluation,
    list_evaluations,
)
from ditan.domains.evaluation.services import (
    change_details,
    delete_draft,
    finalise,
    leave_out,
    make_evaluation,
    move_chapter,
    take_in,
    write_chapter,
)
from ditan.domains.plans.models import PlanDocument, Project
from ditan.domains.projects.services import from_plan as take_over
from ditan.domains.supervision.models import Matter
from ditan.domains.supervision.services import from_plan
from tests.domains.plans.followed import BASE, END, LAST, report, the


def seen(evaluation: Evaluation) -> int:
    return Evaluation.objects.get(pk=evaluation.pk).version


def write(user: User, draft: Evaluation, code: str, text: str) -> Prose | None:
    return write_chapter(user=user, pk=draft.pk, version=seen(draft), code=code, text=text)


def finished(user: User, draft: Evaluation) -> Snapshot:
    for code in ("problems", "next"):
        write(user, draft, code, "一切如常。")
    return finalise(user=user, pk=draft.pk, version=seen(draft))


def test_facts_say_how_targets_stood_on_the_day_whatever_came_later(coordinator: User, plan: PlanDocument) -> None:
    forest = the("森林覆盖率", plan)
    report(None, forest, LAST, "49.3")
    report(None, forest, LAST + 1, "50.8")
    then = gather(coordinator, plan, datetime.date(LAST, 12, 31)).indicators
    now = gather(coordinator, plan, datetime.date(LAST + 1, 12, 31)).indicators
    (before,) = [each for each in then if each.name == "森林覆盖率" and each.nature]
    (after,) = [each for each in now if each.name == "森林覆盖率" and each.nature]
    assert before.actual is not None
    assert after.actual is not None
    assert (before.actual.text, before.period, before.light) == ("49.3", f"{LAST}年", "red")
    assert (after.actual.text, after.period) == ("50.8", f"{LAST + 1}年")
    assert before.asked.text == "51"
    assert before.asked.notes[0].text.startswith("规划原文“主要指标”第")
    assert before.actual.notes[0].text.endswith(f"；{LAST}年；定稿")
    assert before.series == ((BASE, 49.0), (LAST, 49.3))


def test_facts_name_whose_value_is_missing_and_what_comes_from_above(coordinator: User, plan: PlanDocument) -> None:
    facts = gather(coordinator, plan, datetime.date(LAST, 12, 31))
    by_name = {each.name: each for each in facts.indicators}
    assert (by_name["用水总量"].group, by_name["用水总量"].asked.text) == ("awaiting", "市级下达")
    assert (by_name["单位GDP能耗下降"].group, by_name["单位GDP能耗下降"].actual) == ("no_data", None)
    assert [each.departments for each in facts.tasks] == [("区发展改革委",)]
    assert [str(each.printed) for each in facts.projects] == ["1200.500000"]
    assert facts.unbooked_tasks == facts.unbooked_projects == 0


def test_a_task_is_told_with_the_matter_that_stands_for_it(coordinator: User, plan: PlanDocument) -> None:
    from_plan(user=coordinator, plan=plan, due_on=datetime.date(END, 12, 31))
    (drawn_up,) = gather(coordinator, plan, datetime.date(LAST, 12, 31)).tasks
    assert (drawn_up.state_label, drawn_up.is_handed_out) == ("立项", False)
    place = Organisation.objects.create(name="铜山区发展改革委", kind="department")
    told = {"organisation": place, "handed_out_on": datetime.date(LAST, 1, 5), "due_on": datetime.date(END, 12, 31)}
    Matter.objects.update(state="under_way", percent=40, **told)
    (begun,) = gather(coordinator, plan, datetime.date(LAST, 12, 31)).tasks
    assert (begun.state_label, begun.is_handed_out, begun.percent) == ("办理中", True, 40)
    Matter.objects.update(state="cancelled")
    (given_up,) = gather(coordinator, plan, datetime.date(LAST, 12, 31)).tasks
    assert given_up.state == ""


def test_a_project_is_told_with_the_money_of_the_library(coordinator: User, plan: PlanDocument) -> None:
    take_over(user=coordinator, plan=plan)
    (project,) = gather(coordinator, plan, datetime.date(LAST, 12, 31)).projects
    assert (project.state_label, str(project.planned), project.spent) == ("储备", "1200.500000", None)


def test_a_projects_parts_that_do_not_make_its_total_are_told(coordinator: User, plan: PlanDocument) -> None:
    Project.objects.filter(plan=plan).update(investment_total="1200")
    (project,) = gather(coordinator, plan, datetime.date(LAST, 12, 31)).projects
    assert str(project.gap.normalize() if project.gap else None) == "0.5"


def test_an_evaluation_begins_with_the_chapters_of_its_kind(coordinator: User, plan: PlanDocument) -> None:
    made = make_evaluation(user=coordinator, plan=plan.pk, kind="mid", year=LAST)
    assert made.title == "铜山区应对气候变化规划中期评估报告"
    assert [each.code for each in made.chapters.all()][:4] == ["summary", "indicators", "progress", "outlook"]
    assert [line.chapter.code for line in chapter_lines(made) if line.missing] == ["summary", "problems", "adjust"]
    assert Entry.objects.filter(act="evaluation.made", target_key=str(made.pk)).count() == 1


@pytest.mark.parametrize(
    "changes, field",
    [({"year": None}, "year"), ({"year": END + 1}, "year"), ({"kind": "x"}, "kind"), ({"plan": 0}, "plan")],
)
def test_what_makes_no_sense_is_refused_by_field(
    coordinator: User, plan: PlanDocument, changes: dict[str, object], field: str
) -> None:
    asked = {"plan": plan.pk, "kind": "annual", "year": LAST, **changes}
    with pytest.raises(InvalidFields) as refused:
        make_evaluation(user=coordinator, **asked)  # type: ignore[arg-type]
    assert list(refused.value.errors) == [field]
    assert not Evaluation.objects.exists()


def test_a_year_that_has_not_begun_is_not_evaluated(coordinator: User, plan: PlanDocument) -> None:
    with pytest.raises(InvalidFields, match="尚未开始"):
        make_evaluation(user=coordinator, plan=plan.pk, kind="annual", year=END)


def test_there_is_one_draft_of_a_year(coordinator: User, draft: Evaluation) -> None:
    with pytest.raises(WrongState, match="已有草稿"):
        make_evaluation(user=coordinator, plan=draft.plan_id, kind="annual", year=LAST)
    assert Evaluation.objects.count() == 1


def test_nobody_writes_without_the_permission_or_without_all_data(draft: Evaluation) -> None:
    reader = User.objects.create_user("reader")
    reader.user_permissions.set(Permission.objects.filter(codename__in=["view_evaluations", "edit_evaluations"]))
    for user in (AnonymousUser(), User.objects.create_user("nobody")):
        with pytest.raises(NotAllowed):
            make_evaluation(user=user, plan=draft.plan_id, kind="mid", year=LAST)
        assert not list_evaluations(user).exists()
    with pytest.raises(NotAllowed, match="全部规划、目标、项目、督办事项和考核"):
        document_now(User.objects.get(pk=reader.pk), draft)
    assert Evaluation.objects.count() == 1


def test_each_saving_is_a_version_with_its_author(coordinator: User, draft: Evaluation) -> None:
    write(coordinator, draft, "problems", "第一稿。")
    assert write(coordinator, draft, "problems", "第一稿。\r\n") is None
    made = write(coordinator, draft, "problems", "第二稿。")
    assert made is not None
    assert (made.version, made.by_name) == (2, "统筹敏")
    assert [each.text for each in Prose.objects.order_by("version")] == ["第一稿。", "第二稿。"]
    notes = arrange(document_now(coordinator, draft)).notes
    assert any(note.startswith("本节文字由统筹敏撰写") for note in notes)


def test_of_two_who_write_one_is_told_and_nothing_is_lost(coordinator: User, draft: Evaluation) -> None:
    old = seen(draft)
    write(coordinator, draft, "problems", "甲写的。")
    with pytest.raises(Changed, match="刚由他人修改"):
        write_chapter(user=coordinator, pk=draft.pk, version=old, code="problems", text="乙写的。")
    assert [each.text for each in Prose.objects.all()] == ["甲写的。"]


def test_texts_are_neither_changed_nor_taken_away(coordinator: User, draft: Evaluation) -> None:
    made = write(coordinator, draft, "problems", "第一稿。")
    assert made is not None
    with pytest.raises(Unchangeable):
        made.save()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE evaluation_prose SET text = 'x'")
    with pytest.raises(WrongState, match="已有撰写的内容"):
        delete_draft(user=coordinator, pk=draft.pk, version=seen(draft))
    assert Prose.objects.get().text == "第一稿。"


def test_a_chapter_of_the_machine_and_a_text_that_is_too_long_are_refused(coordinator: User, draft: Evaluation) -> None:
    with pytest.raises(WrongState, match="由平台按数据生成"):
        write(coordinator, draft, "findings", "我来写。")
    with pytest.raises(InvalidFields, match="最多 20000 字"):
        write(coordinator, draft, "problems", "长" * 20_001)
    assert not Prose.objects.exists()


def test_chapters_move_and_are_left_out_with_a_reason(coordinator: User, draft: Evaluation) -> None:
    move_chapter(user=coordinator, pk=draft.pk, version=seen(draft), code="tasks", up=True)
    move_chapter(user=coordinator, pk=draft.pk, version=seen(draft), code="summary", up=True)
    codes = [each.code for each in Chapter.objects.filter(evaluation=draft)]
    assert codes[:4] == ["summary", "indicators", "tasks", "progress"]
    with pytest.raises(InvalidFields, match="理由"):
        leave_out(user=coordinator, pk=draft.pk, version=seen(draft), code="assessment", reason=" ")
    leave_out(user=coordinator, pk=draft.pk, version=seen(draft), code="assessment", reason="本年未考核")
    titles = [section.title for section in document_now(coordinator, draft).sections]
    assert "考核情况" not in titles
    assert "未列入的章节" in titles
    take_in(user=coordinator, pk=draft.pk, version=seen(draft), code="assessment")
    assert "考核情况" in [section.title for section in document_now(coordinator, draft).sections]


def test_a_cover_has_a_title(coordinator: User, draft: Evaluation) -> None:
    told = {"title": "新标题", "issuer": "双碳办", "number": "铜双碳〔2026〕3号"}
    change_details(user=coordinator, pk=draft.pk, version=seen(draft), **told)
    document = document_now(coordinator, get_evaluation(coordinator, draft.pk))
    assert (document.title, document.issuer, document.number) == tuple(told.values())
    with pytest.raises(InvalidFields, match="标题"):
        change_details(user=coordinator, pk=draft.pk, version=seen(draft), title=" ", issuer="", number="")


def test_a_missing_chapter_is_named_and_nothing_is_frozen(coordinator: User, draft: Evaluation) -> None:
    with pytest.raises(Incomplete, match="“存在问题”、“下一步工作”尚未撰写") as refused:
        finalise(user=coordinator, pk=draft.pk, version=seen(draft))
    assert refused.value.details == {"chapters": ["存在问题", "下一步工作"]}
    assert not Snapshot.objects.exists()
    assert Evaluation.objects.get().is_draft


def test_a_frozen_evaluation_stays_whatever_the_data_do(
    coordinator: User, plan: PlanDocument, draft: Evaluation
) -> None:
    report(None, the("森林覆盖率", plan), LAST, "49.3")
    made = finished(coordinator, draft)
    before = stored(frozen(get_evaluation(coordinator, draft.pk)))
    report(None, the("森林覆盖率", plan), LAST, "50.9", status="published")
    Project.objects.filter(plan=plan).update(investment_total="1")
    after = document_now(coordinator, get_evaluation(coordinator, draft.pk))
    assert stored(after) == before == made.document
    assert digest({"document": made.document, "facts": made.facts}) == made.digest
    assert "49.3" in json.dumps(before, ensure_ascii=False)
    assert restored(made.document).subtitle == ""
    with pytest.raises(WrongState, match="已定稿"):
        write(coordinator, draft, "problems", "再改。")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE evaluation_snapshot SET digest = 'x'")


def test_a_snapshot_that_was_tampered_with_is_not_shown(coordinator: User, draft: Evaluation) -> None:
    finished(coordinator, draft)
    found = get_evaluation(coordinator, draft.pk)
    found.snapshot.document["document"]["title"] = "另一份"
    with pytest.raises(WrongState, match="与其摘要不符"):
        frozen(found)


def test_another_edition_says_why(coordinator: User, draft: Evaluation) -> None:
    finished(coordinator, draft)
    told = {"plan": draft.plan_id, "kind": "annual", "year": LAST}
    with pytest.raises(InvalidFields, match="须写明理由"):
        make_evaluation(user=coordinator, **told)
    again = make_evaluation(user=coordinator, **told, reason="公报数据修订")
    assert (again.edition, again.reason) == (2, "公报数据修订")
    assert [each.pk for each in list_evaluations(coordinator, EvaluationFilters(state="final", year=LAST))] == [
        draft.pk
    ]
    delete_draft(user=coordinator, pk=again.pk, version=seen(again))
    assert Evaluation.objects.get() == draft


def test_who_reaches_a_part_of_the_data_sees_final_reports_alone(
    coordinator: User, draft: Evaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = User.objects.create_user("clerk")
    clerk.user_permissions.set(Permission.objects.filter(codename="view_evaluations"))
    clerk = User.objects.get(pk=clerk.pk)
    monkeypatch.setattr("ditan.domains.evaluation.selectors.scope.reaches_all", lambda user, *_: user == coordinator)
    assert not list_evaluations(clerk).exists()
    finished(coordinator, draft)
    assert [each.pk for each in list_evaluations(clerk)] == [draft.pk]
    assert document_now(clerk, get_evaluation(clerk, draft.pk)).title == draft.title


def test_a_report_is_gathered_by_as_many_queries_however_much_there_is(coordinator: User, plan: PlanDocument) -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        gather(coordinator, plan, datetime.date(LAST, 12, 31))
    for year in (LAST - 1, LAST):
        report(None, the("森林覆盖率", plan), year, "49.3")
        report(None, the("单位GDP能耗下降", plan, "target"), year, "3")
    with CaptureQueriesContext(connection) as many:
        gather(coordinator, plan, datetime.date(LAST, 12, 31))
    assert len(many) <= len(few) + 1  # the observations themselves
    assert len(many) <= 32
