"""Sub-tasks and their weight, circles, milestones, reports of progress, and what disagrees with a claim of completion."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.db.models import Sum
from django.test import Client

from ditan.base.records.models import Contribution
from ditan.base.refusal import InvalidFields, NotAllowed
from ditan.base.workflow.clocks.selectors import clock_of
from ditan.base.workflow.models import Job
from ditan.core.periods import month
from ditan.domains.plans.models import TrackedTarget
from ditan.domains.supervision.errors import Circular, NotYours, WrongState
from ditan.domains.supervision.jobs import look_at_claims
from ditan.domains.supervision.models import Finding, Matter, MatterStep, Milestone, Progress
from ditan.domains.supervision.selectors import actuals
from ditan.domains.supervision.selectors.page import matter_page
from ditan.domains.supervision.selectors.serving import servers
from ditan.domains.supervision.services import (
    SubTask,
    explain,
    finish_milestone,
    look_at,
    move_below,
    remove_milestone,
    report_progress,
    save_milestone,
    split,
)
from ditan.domains.supervision.services.owing import owed_period, remind_owing
from tests.domains.supervision.conftest import (
    DUE,
    PDF,
    START,
    District,
    fresh,
    handed_out,
    seen,
    step,
    steps_of,
    told,
    under_way,
)

pytestmark = pytest.mark.django_db
Day = datetime.date


def divided(district: District, matter: Matter, *shares: int, user: User | None = None, **more: Any) -> list[Matter]:
    """Sub-tasks of a matter with these shares of its weight; whatever is named differs."""
    given = {"organisation": district.housing, "due_on": Day(2026, 9, 20)} | more
    tasks = [SubTask(title=f"第{place}片区", share=Decimal(share), **given) for place, share in enumerate(shares, 1)]
    found = seen(matter)
    return split(user=fresh(user or district.clerk), matter=found, version=found.version, tasks=tasks)


def test_splitting_gives_away_weight_and_never_makes_any(district: District) -> None:
    matter = under_way(district, weight=Decimal(3))
    children = divided(district, matter, 50, 25)
    assert [(each.weight, each.state, each.number) for each in children] == [
        (Decimal("1.5"), "handed_out", "2026-0002"),
        (Decimal("0.75"), "handed_out", "2026-0003"),
    ]
    assert (seen(matter).weight, seen(matter).own_weight) == (Decimal(3), Decimal("0.75"))
    step(district.clerk, children[0], "accept")
    divided(district, children[0], 40, 60)
    assert Matter.objects.aggregate(all=Sum("own_weight"))["all"] == Decimal(3)
    with pytest.raises(InvalidFields, match=r"子任务权重合计超过上级事项剩余的 25.0%"):
        divided(district, matter, 26)


def test_a_matter_is_reported_only_once_its_sub_tasks_are_done(district: District) -> None:
    matter = under_way(district)
    child = divided(district, matter, 100)[0]
    with pytest.raises(WrongState, match="子任务已全部办结"):
        step(district.clerk, matter, "report", "已办")
    step(district.office, child, "withdraw", "并入其他任务")
    assert step(district.clerk, matter, "report", "已办").state == "reported"


def test_sub_tasks_end_within_their_parent_and_go_to_those_who_take_part(district: District) -> None:
    matter = under_way(district, cooperating=(district.finance,))
    with pytest.raises(InvalidFields, match="子任务时限 2026-10-01 晚于本事项时限 2026-09-30"):
        divided(district, matter, 10, due_on=Day(2026, 10, 1))
    with pytest.raises(InvalidFields, match="“区林业局”不是本单位、下属单位或协办单位"):
        divided(district, matter, 10, organisation=district.forestry)
    with pytest.raises(NotYours):
        divided(district, matter, 10, user=district.forester)
    with pytest.raises(InvalidFields, match="应大于 0%"):
        divided(district, matter, 0)
    assert Matter.objects.count() == 1
    assert divided(district, matter, 10, organisation=district.finance)[0].organisation == district.finance
    assert divided(district, matter, 10, organisation=district.forestry, user=district.office)


def test_a_matter_never_comes_to_stand_below_itself(district: District) -> None:
    top = under_way(district)
    middle = divided(district, top, 50)[0]
    step(district.clerk, middle, "accept")
    low = divided(district, middle, 50)[0]
    before = list(Matter.objects.order_by("pk").values_list("parent", "weight", "own_weight"))
    for parent in (top, middle, low):
        with pytest.raises(Circular, match="不能作它的上级"):
            move_below(user=district.office, matter=seen(top), parent=seen(parent), version=seen(top).version)
    assert list(Matter.objects.order_by("pk").values_list("parent", "weight", "own_weight")) == before
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE supervision_matter SET parent_id = id WHERE id = {top.pk}")
    with pytest.raises(NotAllowed):
        move_below(user=fresh(district.clerk), matter=seen(low), parent=None, version=seen(low).version)
    free = move_below(user=district.office, matter=seen(low), parent=None, version=seen(low).version)
    assert (free.parent, seen(middle).own_weight) == (None, seen(middle).weight)
    back = move_below(
        user=district.office, matter=seen(low), parent=seen(top), version=seen(low).version, share=Decimal(20)
    )
    assert (back.parent, back.weight, seen(top).own_weight) == (top, Decimal("0.2"), Decimal("0.3"))


def test_milestones_lie_within_the_span_of_their_matter(district: District) -> None:
    matter = under_way(district)
    clerk = fresh(district.clerk)
    for day in (Day(2026, 8, 31), Day(2026, 10, 1)):
        with pytest.raises(InvalidFields, match=r"不在事项的起止之间（2026-09-01 至 2026-09-30）"):
            save_milestone(user=clerk, matter=seen(matter), title="完成选址", due_on=day)
    with pytest.raises(NotYours):
        save_milestone(user=fresh(district.forester), matter=seen(matter), title="完成选址", due_on=DUE)
    assert not Milestone.objects.exists()
    made = save_milestone(user=clerk, matter=seen(matter), title="完成选址", due_on=Day(2026, 9, 10))
    moved = save_milestone(user=clerk, matter=seen(matter), title="完成选址", due_on=DUE, milestone=made, version=1)
    with pytest.raises(WrongState, match="刚被他人修改"):
        save_milestone(user=clerk, matter=seen(matter), title="改名", due_on=DUE, milestone=moved, version=1)
    with pytest.raises(InvalidFields, match="还没到"):
        finish_milestone(user=clerk, milestone=moved, on=Day(2026, 9, 2), version=2)
    finish_milestone(user=clerk, milestone=moved, on=START, version=2)
    with pytest.raises(WrongState, match="已登记完成，不能删除"):
        remove_milestone(user=clerk, milestone=Milestone.objects.get())
    with pytest.raises(WrongState, match="已登记完成，不能修改"):
        save_milestone(user=clerk, matter=seen(matter), title="改名", due_on=DUE, milestone=moved, version=3)
    assert Milestone.objects.get().title == "完成选址"
    assert steps_of(matter)[-3:] == ["milestone_set", "milestone_changed", "milestone_done"]
    changed = MatterStep.objects.get(matter=matter, step="milestone_changed")
    assert changed.text == "完成选址（2026-09-10）→完成选址（2026-09-30）"


def test_progress_is_reported_with_evidence_and_what_was_written_stays(district: District) -> None:
    matter = under_way(district, cooperating=(district.forestry,))
    clerk, version = fresh(district.clerk), seen(matter).version
    for wrong, said in (({"percent": 101}, "0—100"), ({"period": "上个月"}, "上个月"), ({"text": " "}, "请写明进展")):
        with pytest.raises(InvalidFields, match=said):
            report_progress(user=clerk, matter=seen(matter), version=version, **{"text": "开工", **wrong})
    with pytest.raises(InvalidFields, match=r"不接受“运行.exe”"):
        report_progress(user=clerk, matter=seen(matter), version=version, text="开工", files=[("运行.exe", b"MZ")])
    assert not Progress.objects.exists()
    report_progress(
        user=clerk,
        matter=seen(matter),
        version=version,
        text="建成900个",
        percent=45,
        period="2026Q3",
        files=[("验收.pdf", PDF)],
    )
    report_progress(user=fresh(district.forester), matter=seen(matter), version=seen(matter).version, text="用地已批")
    assert (seen(matter).percent, seen(matter).progress_on) == (45, START), "the lead's word is the matter's"
    reports = matter_page(clerk, matter.pk).reports
    assert [(each.progress.organisation.name, each.period) for each in reports if each.progress.organisation] == [
        ("区林业局", ""),
        ("区住房城乡建委", "2026年三季度"),
    ]
    assert [file.source.name for file in reports[1].progress.evidence.all()] == ["验收.pdf"]
    for table in ("supervision_progress", "supervision_matterstep", "supervision_evidence"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")


def test_a_claim_with_open_milestones_is_a_finding_until_it_fits(district: District) -> None:
    matter = under_way(district)
    clerk = fresh(district.clerk)
    made = save_milestone(user=clerk, matter=seen(matter), title="并网验收", due_on=DUE)
    report_progress(
        user=clerk,
        matter=seen(matter),
        version=seen(matter).version,
        text="全部建成",
        percent=100,
        claims_completion=True,
    )
    found = Finding.objects.get()
    assert found.sentence == "区住房城乡建委自报完成，但有 1 个节点未登记完成：并网验收。"
    assert look_at([seen(matter)]) == 0, "found once"
    finish_milestone(user=clerk, milestone=made, on=START, version=1)
    assert Finding.objects.get().state == "settled"
    assert steps_of(matter)[-3:] == ["found", "milestone_done", "settled"]


@pytest.fixture
def behind(
    district: District, make_metric_target: Callable[[str], TrackedTarget]
) -> tuple[Matter, TrackedTarget, Contribution]:
    """A matter that serves the share of green buildings, whose target shows red."""
    matter = under_way(district)
    target = make_metric_target("red")
    Matter.objects.filter(pk=matter.pk).update(measure=target.plan.measure_set.first())
    tie = Contribution.objects.create(
        server_key=matter.key,
        server_title=matter.title,
        metric=target.metric,
        subject=target.subject,
        sign=1,
        ground="person",
        start=0,
        end=0,
        state="confirmed",
        decided_at=target.standing.refreshed_at,
    )
    return seen(matter), target, tie


def test_a_claim_against_the_actual_of_its_indicator_is_a_finding(
    district: District, behind: tuple[Matter, TrackedTarget, Contribution]
) -> None:
    matter, target, tie = behind
    assert actuals.against_claim([matter])[matter.pk][0].figure["link"] == f"/plans/board/{target.pk}/"
    step(district.clerk, matter, "report", "已全部完成")
    client = Client()
    client.force_login(district.office)
    page = client.get(f"/supervision/{matter.pk}/").content.decode()
    assert "单位自报完成" in page
    assert '<td class="n">48.2</td>' in page
    assert "自报完成与指标不符" in page
    found = Finding.objects.get()
    assert found.code == "claim_against_actual"
    assert found.sentence == "区住房城乡建委自报完成，但所支撑的指标未达到：铜山区森林覆盖率（2028年）为“落后”。"
    with pytest.raises(InvalidFields, match="请说明为什么"):
        explain(user=district.office, finding=found, reason=" ", version=1)
    with pytest.raises(NotAllowed):
        explain(user=fresh(district.clerk), finding=found, reason="口径不同", version=1)
    explain(user=district.office, finding=found, reason="指标为年末数，尚未更新", version=1)
    assert look_at_claims(Job(), lambda _share, _stage: None) == {"looked_at": 1, "found": 0}, "explained is explained"
    step(district.office, matter, "send_back", "待指标更新后再报")
    Contribution.objects.filter(pk=tie.pk).update(state="proposed", decided_at=None)
    assert actuals.against_claim([matter]) == {}, "what a machine proposes proves nothing"


def test_a_matter_serves_what_its_plan_item_serves_and_its_way_can_be_asked_for(district: District) -> None:
    matter = handed_out(district)
    found = list(
        servers(fresh(district.clerk), {matter.key, "plans.measure:0", "projects.project:1", "supervision.matter:x"})
    )
    assert [(each.key, each.title, each.light, each.organisation_name) for each in found] == [
        (matter.key, "新建充电桩2000个", "green", "区住房城乡建委")
    ]
    assert list(servers(fresh(district.forester), {matter.key})) == []
    assert clock_of(matter.key) is not None


def test_a_report_of_progress_that_is_owed_is_reminded_of_once_a_period(district: District) -> None:
    matter = under_way(district, reporting="monthly")
    assert remind_owing(Day(2026, 9, 30)) == 0, "it was handed out after August"
    assert owed_period(seen(matter), Day(2026, 10, 9)) == month(2026, 9)
    assert [remind_owing(Day(2026, 10, day)) for day in (1, 1, 9)] == [1, 0, 0]
    assert told(district.clerk)[-1] == "supervision.progress_owed"
    report_progress(
        user=fresh(district.clerk),
        matter=seen(matter),
        version=seen(matter).version,
        text="建成900个",
        period="2026M09",
    )
    assert owed_period(seen(matter), Day(2026, 10, 9)) is None
    assert remind_owing(Day(2026, 11, 2)) == 1
