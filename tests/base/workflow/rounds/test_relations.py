"""What must hold between metrics: laid down by the office, checked in every sheet that names them, retired and kept."""

from __future__ import annotations

import pytest
from django.urls import reverse

from ditan.base.audit.models import Entry
from ditan.base.records.models import Metric
from ditan.base.records.services import record
from ditan.base.refusal import InvalidFields, NotAllowed
from ditan.base.workflow.models import Assignment, Relation
from ditan.base.workflow.rounds.errors import NotReady
from ditan.base.workflow.rounds.selectors import sheet_of
from ditan.base.workflow.rounds.services.relating import make_relation, switch_relation
from tests.base.workflow.rounds.conftest import GOOD, Office, cells_of, fill, seen, step
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db


def said(office: Office, owed: Assignment, code: str) -> list[str]:
    """What the sheet says at this cell, of relations alone."""
    rows = sheet_of(office.clerk, seen(office.clerk, owed)).rows
    return [
        each.text for row in rows if row.metric.code == code for each in row.remarks if each.text.startswith("应满足")
    ]


def relate(office: Office, left: str, comparator: str, right: str, level: str = "must", note: str = "") -> Relation:
    return make_relation(user=office.coordinator, left=left, comparator=comparator, right=right, level=level, note=note)


def test_a_relation_is_checked_at_the_first_metric_that_it_names(office: Office, owed: Assignment) -> None:
    relate(office, "煤炭消费量", "le", "天然气消费量", note="本区以气为主")
    fill(office.clerk, owed, GOOD)
    assert said(office, owed, "coal") == []
    fill(office.clerk, owed, {"coal": "32.70", "gas": "20.50"})
    assert said(office, owed, "coal") == [
        "应满足：煤炭消费量 不大于 天然气消费量（本区以气为主）；现左侧为 32.7，右侧为 20.5。请核对这些指标。"
    ]
    with pytest.raises(NotReady, match="1 处“强制”问题须改正"):
        step(office.clerk, owed, "submit")


def test_a_relation_may_name_sums_codes_and_a_number(office: Office, owed: Assignment) -> None:
    relate(office, "coal＋gas", "eq", "energy_total", "hint")
    relate(office, "forest_cover", "ge", "40＋15.5", "verify")
    fill(office.clerk, owed, GOOD)
    assert said(office, owed, "coal") == []
    assert said(office, owed, "forest_cover") == [
        "应满足：森林覆盖率 不小于 55.5%；现左侧为 55.1，右侧为 55.5。请核对这些指标。"
    ]


def test_what_another_department_reported_of_the_same_period_is_held_against_it(
    office: Office, owed: Assignment
) -> None:
    steel = Metric.objects.create(code="steel_coal", name="钢铁企业煤炭消费量", unit="吨标准煤")
    relate(office, "steel_coal", "le", "coal")
    fill(office.clerk, owed, GOOD)
    assert said(office, owed, "coal") == []
    record(
        user=None,
        permission=None,
        subject=office.district,
        metric=steel,
        period="2025",
        status="final",
        origin="manual",
        reported="250000",
    )
    assert said(office, owed, "coal") == [
        "应满足：钢铁企业煤炭消费量 不大于 煤炭消费量；现左侧为 250,000，右侧为 205,000。请核对这些指标。"
    ]


def test_a_value_that_is_not_known_says_nothing(office: Office, owed: Assignment) -> None:
    relate(office, "coal", "le", "gas")
    fill(office.clerk, owed, {"coal": "99", "gas": "未知"})
    assert said(office, owed, "coal") == []


def test_a_retired_relation_is_checked_no_more_and_may_come_back(office: Office, owed: Assignment) -> None:
    made = relate(office, "coal", "le", "gas")
    fill(office.clerk, owed, {"coal": "99", "gas": "1"})
    switch_relation(user=office.coordinator, pk=made.pk, active=False)
    assert said(office, owed, "coal") == []
    switch_relation(user=office.coordinator, pk=made.pk, active=True)
    assert len(said(office, owed, "coal")) == 1
    acts = Entry.objects.filter(target_kind="workflow.relation").order_by("pk").values_list("act", "target_name")
    assert list(acts) == [
        ("workflow.relation_made", "煤炭消费量 不大于 天然气消费量"),
        ("workflow.relation_retired", "煤炭消费量 不大于 天然气消费量"),
        ("workflow.relation_resumed", "煤炭消费量 不大于 天然气消费量"),
    ]


@pytest.mark.parametrize(
    "left, right, field, words",
    [
        ("煤炭消费量", "焦炭消费量", "right", "没有指标“焦炭消费量”"),
        ("煤炭消费量", "", "right", "多个用“+”连接"),
        ("煤炭消费量+", "gas", "left", "多个用“+”连接"),
        ("煤炭消费量+5", "gas", "left", "数字请写在右侧"),
        ("煤炭消费量", "coal", "right", "“煤炭消费量”出现了两次"),
        ("煤炭消费量", "森林覆盖率", "right", "“森林覆盖率”的单位“%”与“煤炭消费量”的单位“万吨标准煤”不能换算"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(
    office: Office, metrics: dict[str, Metric], left: str, right: str, field: str, words: str
) -> None:
    with pytest.raises(InvalidFields) as refused:
        relate(office, left, "le", right)
    assert words in refused.value.errors[field]
    assert not Relation.objects.exists()


def test_two_metrics_of_one_name_are_told_apart_by_code(office: Office, metrics: dict[str, Metric]) -> None:
    Metric.objects.create(code="coal_2", name="煤炭消费量", unit="万吨标准煤")
    with pytest.raises(InvalidFields) as refused:
        relate(office, "煤炭消费量", "le", "gas")
    assert refused.value.errors["left"] == "有多个指标叫“煤炭消费量”；请改填指标编码。"
    assert relate(office, "coal_2", "le", "gas").terms.count() == 2


def test_only_the_office_lays_down_relations(office: Office, metrics: dict[str, Metric]) -> None:
    with pytest.raises(NotAllowed):
        make_relation(user=office.clerk, left="coal", comparator="le", right="gas", level="must")
    assert not Relation.objects.exists()


def test_relations_are_laid_down_and_retired_on_their_page(office: Office, metrics: dict[str, Metric]) -> None:
    client = signed_in(office.coordinator)
    address = reverse("workflow:relations")
    typed = {"left": "煤炭消费量", "comparator": "le", "right": "没有的指标", "level": "must", "note": "常识"}
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert 'value="没有的指标"' in refused.content.decode()
    shown = client.post(address, {**typed, "right": "能源消费总量"}, follow=True).content.decode()
    assert "煤炭消费量 不大于 能源消费总量" in shown
    made = Relation.objects.get()
    client.post(reverse("workflow:relation_switch", args=[made.pk]), {"action": "retire"})
    assert not Relation.objects.get().is_active


def test_a_doubted_value_is_declared_right_and_doubted_anew_once_it_changes(office: Office, owed: Assignment) -> None:
    relate(office, "forest_cover", "ge", "60", "verify")
    fill(office.clerk, owed, GOOD)
    with pytest.raises(NotReady, match="1 处“准强制”或“核实”问题须说明或核实"):
        step(office.clerk, owed, "submit")
    (written,) = fill(office.clerk, owed, {}, verified=("forest_cover",))
    assert (written.outcome, cells_of(owed)["forest_cover"].verified_by_name) == ("saved", "jingxin")
    fill(office.clerk, owed, {"forest_cover": "55.4"})
    assert cells_of(owed)["forest_cover"].verified == ""
    with pytest.raises(NotReady):
        step(office.clerk, owed, "submit")
    fill(office.clerk, owed, {}, verified=("forest_cover",))
    assert step(office.clerk, owed, "submit").state == "submitted"


def test_a_jump_is_not_declared_right_without_a_word(office: Office, owed: Assignment, past: None) -> None:
    fill(office.clerk, owed, {**GOOD, "energy_total": "103.20", "gas": "82.70"})
    fill(office.clerk, owed, {}, verified=("energy_total",))
    with pytest.raises(NotReady, match="说明"):
        step(office.clerk, owed, "submit")
