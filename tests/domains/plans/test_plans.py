"""The facts of a plan as a person corrects them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from ditan.domains.plans import services
from ditan.domains.plans.errors import Changed, InvalidFields
from ditan.domains.plans.facts import PrintedDate
from ditan.domains.plans.models import Decision, PlanDocument

pytestmark = pytest.mark.django_db


def edit(user: User, plan: PlanDocument, **changes: str) -> PlanDocument:
    return services.edit_plan(user=user, plan=plan, version=plan.version, changes=changes)


def test_a_correction_is_stored_with_both_sides_in_the_record(coordinator: User, plan: PlanDocument) -> None:
    edit(coordinator, plan, issuer="铜山区人民政府", status="已印发")
    plan.refresh_from_db()
    assert (plan.issuer, plan.status, plan.facts_decided, plan.version) == ("铜山区人民政府", "issued", True, 2)
    line = Decision.objects.get()
    assert line.before == {"issuer": "铜山区生态环境局", "status": "draft"}
    assert line.after == {"issuer": "铜山区人民政府", "status": "issued"}


def test_posting_what_is_so_already_writes_nothing(coordinator: User, plan: PlanDocument) -> None:
    edit(coordinator, plan, title=plan.title, region_name="铜山区", period_start="2021")
    plan.refresh_from_db()
    assert (plan.facts_decided, plan.version, Decision.objects.count()) == (False, 1, 0)


def test_a_region_is_known_by_its_code(coordinator: User, plan: PlanDocument) -> None:
    edit(coordinator, plan, region_name="渝中区")
    plan.refresh_from_db()
    assert (plan.region_code, plan.region_name) == ("500103", "渝中区")


def test_a_region_that_no_lexicon_knows_goes_under_its_name(coordinator: User, plan: PlanDocument) -> None:
    edit(coordinator, plan, region_name="未来科学新城")
    plan.refresh_from_db()
    assert (plan.region_code, plan.region_name) == ("未来科学新城", "未来科学新城")


def test_a_region_may_be_taken_away(coordinator: User, plan: PlanDocument) -> None:
    edit(coordinator, plan, region_name="")
    plan.refresh_from_db()
    assert plan.region is None


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"title": " "}, "title", "标题 不能为空"),
        ({"period_start": "十四五"}, "period_start", "不是年份"),
        ({"issued_on": "去年冬天"}, "issued_on", "不是日期"),
        ({"status": "草稿"}, "status", "不在可选范围内"),
        ({"period_end": "2019"}, "period_end", "规划期止 2019 早于规划期起 2021"),
        ({"colour": "绿"}, "colour", "基本信息没有“colour”这一栏"),
    ],
)
def test_a_fact_that_cannot_be_is_refused(
    coordinator: User, plan: PlanDocument, changes: dict[str, str], field: str, said: str
) -> None:
    with pytest.raises(InvalidFields, match=said) as refusal:
        edit(coordinator, plan, **changes)
    assert list(refusal.value.errors) == [field]
    plan.refresh_from_db()
    assert (plan.version, plan.period, Decision.objects.count()) == (1, "2021—2025年", 0)


def test_an_old_version_is_refused(coordinator: User, plan: PlanDocument) -> None:
    edit(coordinator, plan, issuer="甲局")
    with pytest.raises(Changed, match="在您打开之后已被修改"):
        edit(coordinator, plan, issuer="乙局")


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2021年11月25日", "2021-11-25"),
        ("2021/1/5", "2021-01-05"),
        ("2021-11", "2021-11"),
        ("2021年3月", "2021-03"),
        ("", ""),
    ],
)
def test_a_date_is_read_to_the_day_or_the_month(written: str, date: str) -> None:
    assert PrintedDate().parse(written) == date


@pytest.mark.parametrize("written", ["2021-13", "2021-02-32", "20211125", "2021"])
def test_a_date_that_cannot_be_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="不是日期"):
        PrintedDate().parse(written)
