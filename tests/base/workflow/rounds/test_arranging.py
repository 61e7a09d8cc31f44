"""A round is drawn up, given out, ended and opened again, by the coordinating office alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ditan.base.audit.models import Entry
from ditan.base.directory.models import Organisation
from ditan.base.records.models import Metric
from ditan.base.refusal import Changed, InvalidFields, NotAllowed, Refusal
from ditan.base.workflow.models import Assignment, Cell, Round, Submission
from ditan.base.workflow.rounds.errors import NotYours, WrongState
from ditan.base.workflow.rounds.forms import round_after
from ditan.base.workflow.rounds.selectors import choosing
from ditan.base.workflow.rounds.services import arranging as a
from ditan.base.workflow.rounds.services.copying import copy_round
from tests.base.workflow.rounds.conftest import VALUES, Office, fill, seen, step

pytestmark = pytest.mark.django_db


def now(asking: Round) -> Round:
    return Round.objects.get(pk=asking.pk)


@pytest.mark.parametrize(
    "wrong, words",
    [
        ({"title": "  "}, {"title": "名称应为 1—200 个字符。"}),
        ({"title": "长" * 201}, {"title": "名称应为 1—200 个字符。"}),
        ({"kind": "weekly"}, {"kind": "请选择类别。"}),
        ({"status": ""}, {"status": "请选择数据状态。"}),
        ({"opens_on": None}, {"opens_on": "请填写开始日期，如 2026-07-01。"}),
        ({"due_on": None}, {"due_on": "请填写截止日期，如 2026-07-15。"}),
        ({"due_on": date(2026, 3, 1)}, {"due_on": "截止日期 2026-03-01 早于开始日期 2026-03-02；请核对。"}),
        ({"remind_days": 31}, {"remind_days": "提前提醒应为 0—30 个工作日。"}),
        ({"remind_days": None}, {"remind_days": "提前提醒应为 0—30 个工作日。"}),
    ],
)
def test_each_field_that_is_wrong_is_told_what_it_should_be(wrong: dict[str, Any], words: dict[str, str]) -> None:
    with pytest.raises(InvalidFields) as refused:
        a._checked({**VALUES, **wrong})
    assert refused.value.errors == words


def test_a_round_is_drawn_up_by_who_reaches_every_organisation(office: Office) -> None:
    for user in (office.clerk, office.leader, office.stranger):
        with pytest.raises(NotAllowed):
            a.make_round(user=user, values=VALUES)
    assert not Round.objects.exists()
    made = a.make_round(user=office.coordinator, values=VALUES)
    assert (made.made_by_name, made.state, made.period_name) == ("tongchou", "draft", "2025年")
    assert Entry.objects.get(act="workflow.round_made").after["period"] == "2025"


def test_of_two_who_edit_a_round_the_second_is_told(office: Office, drafted: Round) -> None:
    seen_by_both = drafted.version
    a.edit_round(user=office.coordinator, pk=drafted.pk, version=seen_by_both, values={**VALUES, "title": "年报"})
    with pytest.raises(Changed, match="“年报”刚被他人修改过"):
        a.edit_round(user=office.coordinator, pk=drafted.pk, version=seen_by_both, values=VALUES)
    assert now(drafted).title == "年报"


def test_an_open_round_keeps_its_period_its_metrics_and_its_organisations(office: Office, opened: Round) -> None:
    by = {"user": office.coordinator, "pk": opened.pk, "version": opened.version}
    with pytest.raises(InvalidFields) as refused:
        a.edit_round(**by, values={**VALUES, "period": "2024"})
    assert "已下达的填报不能更换报告期" in refused.value.errors["period"]
    with pytest.raises(WrongState, match="不能再增减指标"):
        a.ask_for(**by, metrics=[])
    with pytest.raises(WrongState, match="不能再增减填报单位"):
        a.assign(**by, owed=[])
    assert a.edit_round(**by, values={**VALUES, "note": "附台账"}).note == "附台账"
    assert Cell.objects.count() == 5


def test_what_cannot_be_asked_for_is_refused_by_name(
    office: Office, drafted: Round, metrics: dict[str, Metric]
) -> None:
    by = {"user": office.coordinator, "pk": drafted.pk, "version": drafted.version}
    coal = metrics["coal"].pk
    for asked, words in (
        ([a.Asked(coal), a.Asked(coal)], "同一个指标选了两次"),
        ([a.Asked(coal), a.Asked(9_999)], "已不存在"),
        ([a.Asked(coal, part_of=metrics["gas"].pk)], "分项所属的合计指标不在本轮指标中"),
        ([a.Asked(n) for n in range(501)], "一轮最多 500 个指标，所选 501 个"),
    ):
        with pytest.raises(InvalidFields) as refused:
            a.ask_for(**by, metrics=asked)
        assert words in refused.value.errors["metrics"]
    assert now(drafted).asked.count() == 4


def test_a_computed_figure_that_a_city_issues_may_be_asked_for(office: Office, drafted: Round) -> None:
    share = Metric.objects.create(code="share", name="煤炭占比", formula="coal / gas")
    assert share in choosing.metrics_to_ask(office.coordinator, drafted, "煤炭占比")
    by = {"user": office.coordinator, "pk": drafted.pk, "version": drafted.version}
    assert a.ask_for(**by, metrics=[a.Asked(share.pk)]).asked.get().metric == share


def test_a_change_of_what_is_asked_makes_old_templates_old(
    office: Office, drafted: Round, metrics: dict[str, Metric]
) -> None:
    before = drafted.template_version
    changed = a.ask_for(
        user=office.coordinator, pk=drafted.pk, version=drafted.version, metrics=[a.Asked(metrics["coal"].pk)]
    )
    assert changed.template_version == before + 1
    assert list(changed.asked.values_list("metric__code", flat=True)) == ["coal"]


def test_an_organisation_that_is_gone_is_not_asked(office: Office, drafted: Round) -> None:
    Organisation.objects.filter(pk=office.town.pk).update(valid_to=date(2020, 1, 1))
    with pytest.raises(InvalidFields) as refused:
        a.assign(user=office.coordinator, pk=drafted.pk, version=drafted.version, owed=[a.Owed(office.town.pk)])
    assert "已撤销" in refused.value.errors["owed"]
    assert Assignment.objects.filter(round=drafted).count() == 2


def test_each_gets_a_sheet_of_what_it_owes_when_the_round_opens(office: Office, opened: Round) -> None:
    sheets = {
        each.assignment.organisation.name: sorted(each.cells.values_list("asked__metric__code", flat=True))
        for each in Submission.objects.select_related("assignment__organisation")
    }
    assert sheets == {"区经济信息委": ["coal", "energy_total", "forest_cover", "gas"], "虎峰镇": ["forest_cover"]}
    assert set(Cell.objects.values_list("unit", flat=True)) == {"万吨标准煤", "%"}


def test_a_round_that_asks_nobody_is_not_opened(office: Office, drafted: Round) -> None:
    asking = a.assign(user=office.coordinator, pk=drafted.pk, version=drafted.version, owed=[])
    with pytest.raises(WrongState, match="至少向一个单位布置一项指标"):
        a.open_round(user=office.coordinator, pk=asking.pk, version=asking.version)
    assert now(drafted).state == "draft"


def test_a_round_is_opened_once(office: Office, opened: Round) -> None:
    with pytest.raises(WrongState):
        a.open_round(user=office.coordinator, pk=opened.pk, version=opened.version)
    assert Submission.objects.count() == 2


def test_a_round_in_which_all_is_approved_ends_without_a_reason(office: Office, town_owes: Assignment) -> None:
    Assignment.objects.exclude(pk=town_owes.pk).delete()
    fill(office.stranger, town_owes, {"forest_cover": "61.2"})
    step(office.stranger, town_owes, "submit")
    step(office.coordinator, town_owes, "approve")
    asking = Round.objects.get()
    closed = a.close_round(user=office.coordinator, pk=asking.pk, version=asking.version)
    assert (closed.state, closed.closed_at is not None) == ("closed", True)
    with pytest.raises(WrongState, match="已结束，不能再修改"):
        a.edit_round(user=office.coordinator, pk=asking.pk, version=closed.version, values=VALUES)
    with pytest.raises(WrongState, match="填写理由"):
        a.reopen_round(user=office.coordinator, pk=asking.pk, version=closed.version, reason=" ")


def test_a_closed_round_gives_no_more_time_and_no_delegate(office: Office, owed: Assignment) -> None:
    asking = Round.objects.get()
    a.close_round(user=office.coordinator, pk=asking.pk, version=asking.version, reason="改由市局收数")
    mine = seen(office.coordinator, owed)
    with pytest.raises(WrongState, match="不能再调整"):
        a.extend(user=office.coordinator, assignment=mine, to=date(2026, 12, 1), reason="晚")
    with pytest.raises(WrongState, match="不能再调整"):
        a.delegate(user=office.coordinator, assignment=mine, person=None)


def test_a_reviewer_does_not_choose_who_fills_in(office: Office, owed: Assignment) -> None:
    with pytest.raises(NotYours, match="只有本单位填报人或统筹单位"):
        a.delegate(user=office.reviewer, assignment=seen(office.reviewer, owed), person=None)


def test_a_town_reports_of_its_region_and_another_of_itself(office: Office) -> None:
    subject = a.subject_of(office.energy)
    assert (subject.kind, subject.name) == ("organisation", "区经济信息委")
    assert a.subject_of(office.energy) == subject


def test_a_round_that_follows_another_asks_the_same_of_the_same(
    office: Office, opened: Round, metrics: dict[str, Metric]
) -> None:
    metrics["gas"].is_active = False
    metrics["gas"].save()
    values = {**VALUES, "title": "2026年度低碳指标年报", "period": "2026"}
    copied = copy_round(user=office.coordinator, source=opened, values=values)
    made = copied.round
    assert (made.state, made.period, copied.left_metrics, copied.left_organisations) == (
        "draft",
        "2026",
        ("天然气消费量",),
        (),
    )
    rows = [(row.metric.code, row.section, row.part_of and row.part_of.metric.code) for row in made.asked.all()]
    assert rows == [("energy_total", "能源", None), ("coal", "能源", "energy_total"), ("forest_cover", "生态", None)]
    owed = {row.organisation: (row.subject, row.reviewer, row.metrics.count()) for row in made.assignments.all()}
    assert owed[office.energy] == (office.district, office.ecology, 3)
    assert owed[office.town][2] == 1
    assert {row.round_id for row in made.asked.filter(part_of__isnull=False)} == {made.pk}


def test_an_organisation_that_is_gone_is_left_out_of_a_copy_by_name(office: Office, opened: Round) -> None:
    office.town.valid_to = date(2026, 6, 1)
    office.town.save()
    copied = copy_round(user=office.coordinator, source=opened, values={**VALUES, "period": "2026"})
    assert (copied.left_organisations, copied.round.assignments.count()) == (("虎峰镇",), 1)


def test_who_does_not_arrange_rounds_copies_none(office: Office, opened: Round) -> None:
    with pytest.raises(Refusal):
        copy_round(user=office.clerk, source=opened, values=VALUES)
    assert Round.objects.count() == 1


def test_the_form_of_a_copy_begins_with_the_next_period() -> None:
    source = Round(**{**VALUES, "title": "2025年12月空气质量月报", "period": "2025M12", "kind": "monthly"})
    typed = round_after(source, date(2026, 2, 1))
    assert (typed["title"], typed["period"], typed["opens_on"], typed["due_on"]) == (
        "2026年1月空气质量月报",
        "2026M01",
        "2026-02-01",
        "2026-02-19",
    )
