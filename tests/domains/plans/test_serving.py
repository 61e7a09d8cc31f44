"""What serves what in a plan: proposed from its own words, decided by people, walked both ways."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from ditan.base.access.models import Role, ScopeKind
from ditan.base.audit.models import Entry
from ditan.base.directory.models import Organisation
from ditan.base.records.errors import Changed, InvalidFields, NotAllowed
from ditan.base.records.models import Contribution, ContributionStep, Metric
from ditan.base.records.services import (
    add_contribution,
    confirm_contribution,
    confirm_contributions,
    reject_contribution,
)
from ditan.base.records.services.contributions import Proposal, propose_contributions
from ditan.domains.plans.exchange.serving import serving_table
from ditan.domains.plans.models import Finding, Measure, PlanDocument
from ditan.domains.plans.selectors import get_finding, list_findings
from ditan.domains.plans.selectors.serving import ServingFilters, served_by, serving_page, serving_target
from ditan.domains.plans.services import confirm_above, reject_item, reopen_item
from ditan.domains.plans.services.serving import keep_serving
from tests.base.access.conftest import person_with_post
from tests.domains.plans.followed import END, the
from tests.domains.plans.served import MEASURE, VAGUE, may_decide, served_plan
from tests.fresh_code import signed_in as client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(coordinator: User) -> User:
    """The coordinator, who also decides on contributions."""
    return may_decide(coordinator)


@pytest.fixture
def served(make_plan: Any, manager: User) -> PlanDocument:
    """A booked plan with a measure that names the forest cover and one that names nothing."""
    return served_plan(make_plan, manager)


def tie(plan: PlanDocument) -> Contribution:
    """The proposal that the measure's words gave."""
    return Contribution.objects.select_related("metric").get(server_key=key_of(MEASURE, plan))


def key_of(text: str, plan: PlanDocument) -> str:
    return f"plans.measure:{Measure.objects.get(plan=plan, text=text).pk}"


def test_a_booked_measure_is_proposed_for_the_metric_that_its_words_name(served: PlanDocument) -> None:
    row = tie(served)
    assert (row.metric.name, row.sign, row.ground, row.state) == ("森林覆盖率", 1, "name", "proposed")
    assert row.quote == "森林覆盖率" == served.source.decoded.text[row.start : row.end]
    assert (row.expected, row.unit, row.year) == (None, "", None)
    assert row.subject == served.region


def test_nothing_is_proposed_before_it_is_in_the_books(plan: PlanDocument) -> None:
    keep_serving([plan.pk])
    assert not Contribution.objects.exists()


def test_proposing_twice_changes_nothing(served: PlanDocument) -> None:
    before = list(Contribution.objects.values())
    done = keep_serving([served.pk])
    assert (done.added, done.changed, done.gone) == (0, 0, 0)
    assert list(Contribution.objects.values()) == before


def test_a_person_confirms_with_an_expected_value_and_the_machine_never_touches_it(
    served: PlanDocument, manager: User
) -> None:
    row = tie(served)
    made = confirm_contribution(user=manager, pk=row.pk, version=row.version, sign=1, expected="1.5", year="2027年")
    assert (made.state, made.expected, made.unit, made.year, made.version) == ("confirmed", 1.5, "%", 2027, 2)
    Metric.objects.filter(pk=row.metric_id).update(name="林木覆盖率")
    keep_serving([served.pk])
    kept = Contribution.objects.get(pk=row.pk)
    assert (kept.state, kept.expected, kept.version) == ("confirmed", 1.5, 2)
    step = ContributionStep.objects.get(contribution=row)
    assert (step.step, step.before["state"], step.after["expected"]) == ("confirmed", "proposed", 1.5)
    assert Entry.objects.filter(act="records.contribution_confirmed").count() == 1


def test_an_unknown_expected_value_stays_unknown(served: PlanDocument, manager: User) -> None:
    row = tie(served)
    made = confirm_contribution(user=manager, pk=row.pk, version=row.version)
    assert (made.expected, made.unit, made.year) == (None, "", None)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"expected": "许多"}, "expected"),
        ({"expected": "-1"}, "expected"),
        ({"expected": "nan"}, "expected"),
        ({"expected": "3", "unit": "万吨"}, "unit"),
        ({"year": "1927"}, "year"),
        ({"sign": 5}, "sign"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    served: PlanDocument, manager: User, fields: dict[str, Any], wrong: str
) -> None:
    row = tie(served)
    with pytest.raises(InvalidFields) as refused:
        confirm_contribution(user=manager, pk=row.pk, version=row.version, **fields)
    assert list(refused.value.errors) == [wrong]
    assert tie(served).state == "proposed"
    assert not ContributionStep.objects.exists()


def test_of_two_people_one_is_told_that_the_other_was_first(served: PlanDocument, manager: User) -> None:
    row = tie(served)
    reject_contribution(user=manager, pk=row.pk, version=row.version, reason="只是提到")
    with pytest.raises(Changed, match="已由统筹敏修改"):
        confirm_contribution(user=manager, pk=row.pk, version=row.version)
    assert tie(served).state == "rejected"


def test_ruling_out_needs_a_reason_and_is_never_proposed_again(served: PlanDocument, manager: User) -> None:
    row = tie(served)
    with pytest.raises(InvalidFields):
        reject_contribution(user=manager, pk=row.pk, version=row.version, reason=" ")
    reject_contribution(user=manager, pk=row.pk, version=row.version, reason="只是提到")
    keep_serving([served.pk])
    assert (tie(served).state, tie(served).reason) == ("rejected", "只是提到")
    assert serving_target(manager, the("森林覆盖率", served)) == ()
    assert serving_page(manager, served.pk).lines == ()
    ruled_out = serving_page(manager, served.pk, ServingFilters(state="rejected"))
    assert [line.contribution.reason for line in ruled_out.lines] == ["只是提到"]
    assert ruled_out.graph.served_by(f"metric:{row.metric_id}") == ()


def test_who_may_only_look_decides_nothing(served: PlanDocument, reader: User) -> None:
    row = tie(served)
    with pytest.raises(NotAllowed):
        confirm_contribution(user=reader, pk=row.pk, version=row.version)
    with pytest.raises(NotAllowed):
        confirm_contributions(user=reader, keys={row.server_key})
    assert tie(served).state == "proposed"


def test_many_are_confirmed_at_once_but_not_what_only_names_the_thing(served: PlanDocument, manager: User) -> None:
    Contribution.objects.filter(pk=tie(served).pk).update(ground="thing")
    assert confirm_contributions(user=manager, keys={tie(served).server_key}) == 0
    Contribution.objects.filter(pk=tie(served).pk).update(ground="alias")
    assert confirm_contributions(user=manager, keys={tie(served).server_key}) == 1
    assert tie(served).decided_by == manager


def test_a_person_adds_what_no_text_says(served: PlanDocument, manager: User) -> None:
    water = Metric.objects.get(code="water_use_total")
    key = key_of(VAGUE, served)
    row = add_contribution(user=manager, server_key=key, metric=water.pk, sign=-1, expected="0.1", basis="部门测算")
    assert (row.state, row.sign, row.expected, row.unit, row.ground) == ("confirmed", -1, 0.1, "亿立方米", "person")
    with pytest.raises(InvalidFields) as refused:
        add_contribution(user=manager, server_key=key, metric=water.pk, basis="又一次")
    assert "已有" in refused.value.errors["metric"]
    keep_serving([served.pk])
    assert Contribution.objects.filter(pk=row.pk, state="confirmed").exists()


def test_an_item_that_leaves_the_books_loses_its_proposals_and_keeps_what_people_decided(
    served: PlanDocument, manager: User
) -> None:
    measure = Measure.objects.get(plan=served, text=MEASURE)
    reject_item(user=manager, kind="measure", pk=measure.pk, version=measure.version)
    assert not Contribution.objects.filter(server_key=f"plans.measure:{measure.pk}").exists()
    confirm_above(user=manager, plan=served, confidence=0.0)
    measure.refresh_from_db()
    reopen_item(user=manager, kind="measure", pk=measure.pk, version=measure.version)
    measure.refresh_from_db()
    confirm_above(user=manager, plan=served, confidence=0.0)
    row = tie(served)
    confirm_contribution(user=manager, pk=row.pk, version=row.version)
    measure.refresh_from_db()
    reject_item(user=manager, kind="measure", pk=measure.pk, version=measure.version)
    assert tie(served).stale is True
    assert tie(served).state == "confirmed"


def test_the_graph_is_walked_both_ways(served: PlanDocument, manager: User) -> None:
    forest = the("森林覆盖率", served)
    page = serving_page(manager, served.pk)
    key = key_of(MEASURE, served)
    assert key in page.graph.behind(f"target:{forest.pk}")
    assert f"target:{forest.pk}" in page.graph.ahead(key)
    assert [line.contribution.metric for line in serving_target(manager, forest)] == [forest.metric]
    assert [target.name for target in served_by(manager, key)[0].targets] == ["森林覆盖率", "森林覆盖率"]
    near = serving_page(manager, served.pk, ServingFilters(at=f"target:{forest.pk}"))
    assert set(near.graph.nodes) == {key, f"metric:{forest.metric_id}", f"target:{forest.pk}"}


def test_filters_cut_graph_and_table_alike(served: PlanDocument, manager: User) -> None:
    assert [line.server.key for line in serving_page(manager, served.pk).lines] == [key_of(MEASURE, served)]
    assert serving_page(manager, served.pk, ServingFilters(state="confirmed")).lines == ()
    page = serving_page(manager, served.pk, ServingFilters(department="没有这个单位"))
    assert (page.lines, dict(page.graph.nodes)) == ((), {})
    rows = serving_table(serving_page(manager, served.pk)).rows
    assert [(row[1], row[5], row[6], row[11]) for row in rows] == [
        (MEASURE[:60], "提高", "森林覆盖率", END),
        (MEASURE[:60], "提高", "森林覆盖率", END),
    ]


def test_a_target_that_nothing_serves_and_a_task_without_result_are_findings_once(
    served: PlanDocument, manager: User
) -> None:
    found = {row.message: row.level for row in Finding.objects.filter(code__in=["target_unserved", "task_unmeasured"])}
    assert f"目标“单位GDP能耗下降”（{END}年）没有任务、措施或项目支撑。" in found
    assert found["“加强统筹协调。”没有可衡量的结果：文字中没有指标，也没有数量。"] == "notice"
    assert not any("森林覆盖率" in message for message in found)
    keep_serving([served.pk])
    assert Finding.objects.filter(code__in=["target_unserved", "task_unmeasured"]).count() == len(found)
    assert not any(row.code == "task_unmeasured" for row in list_findings(manager))


def test_findings_follow_a_decision_at_once_and_stay_closed_with_their_reason(
    served: PlanDocument, manager: User
) -> None:
    row = tie(served)
    reject_contribution(user=manager, pk=row.pk, version=row.version, reason="只是提到")
    unserved = Finding.objects.get(code="target_unserved", message__contains="森林覆盖率")
    client = client_of(manager)
    address = reverse("plans:finding_judge", args=[unserved.pk])
    client.post(address, {"version": unserved.version, "action": "reject"})
    assert get_finding(manager, unserved.pk).state == "proposed"
    client.post(address, {"version": unserved.version, "action": "reject", "reason": "由市级任务支撑"})
    keep_serving([served.pk])
    assert get_finding(manager, unserved.pk).state == "rejected"


def test_who_may_not_see_targets_sees_a_graph_without_them(served: PlanDocument, reader: User) -> None:
    page = serving_page(reader, served.pk)
    assert [line.server.key for line in page.lines] == [key_of(MEASURE, served)]
    assert (page.targets, page.counts["targets"]) == ({}, 0)


def test_a_department_sees_and_decides_only_on_what_its_own_items_serve(served: PlanDocument, manager: User) -> None:
    rights = ["view_plans", "view_contributions", "manage_contributions"]
    role = Role.objects.create(name="本部门", scope=ScopeKind.OWN_ORGANISATION)
    role.permissions.set(Permission.objects.filter(codename__in=rights))
    own, other = (
        person_with_post(name, Organisation.objects.create(name=name, kind="department"), post_roles=(role,))
        for name in ("铜山区经济信息委", "铜山区水利局")
    )
    assert [line.server.key for line in serving_page(own, served.pk).lines] == [key_of(MEASURE, served)]
    assert serving_page(other, served.pk).lines == ()
    row = tie(served)
    with pytest.raises(NotAllowed, match="不在您的数据范围内"):
        confirm_contribution(user=other, pk=row.pk, version=row.version)
    assert tie(served).state == "proposed"
    assert confirm_contribution(user=own, pk=row.pk, version=row.version).state == "confirmed"


def test_of_many_servers_those_left_out_of_the_books_are_cleared_in_few_statements(
    served: PlanDocument, django_assert_max_num_queries: Any
) -> None:
    forest = Metric.objects.get(code="forest_cover")
    rows = [
        Proposal(f"plans.measure:{each}", "任务", "", forest.pk, "name", "森林覆盖率") for each in range(9000, 9300)
    ]
    servers = {row.server_key: False for row in rows}
    with django_assert_max_num_queries(12):
        propose_contributions(rows, servers=servers)
    with django_assert_max_num_queries(12):
        assert propose_contributions([], servers={}, known=servers).gone == 300


def test_the_page_shows_graph_table_and_findings_and_hands_out_its_data(served: PlanDocument, manager: User) -> None:
    client = client_of(manager)
    page = client.get(reverse("plans:serving", args=[served.pk])).content.decode()
    assert 'id="serving-data"' in page
    assert "没有任务支撑的目标" in page
    assert "机器提出" in page
    acted = client.post(reverse("plans:serving_act", args=[served.pk]), {"action": "confirm"}, follow=True)
    assert "已确认 1 条支撑关系" in acted.content.decode()
    assert tie(served).state == "confirmed"
    item = client.get(reverse("plans:item", args=["measure", Measure.objects.get(text=MEASURE).pk]))
    assert "支撑的指标与目标" in item.content.decode()
    target = client.get(reverse("plans:tracked", args=[the("森林覆盖率", served).pk])).content.decode()
    assert "支撑本目标的措施、任务、项目" in target
    assert "✓ 已确认" in target


def test_a_refused_form_keeps_what_was_typed(served: PlanDocument, manager: User) -> None:
    row = tie(served)
    client = client_of(manager)
    address = reverse("records:contribution", args=[row.pk])
    answer = client.post(address, {"version": row.version, "sign": "1", "expected": "许多", "reason": "测算"})
    assert answer.status_code == 422
    assert 'value="许多"' in answer.content.decode()
    assert client.post(address, {"version": row.version, "sign": "1", "expected": ""}).status_code == 302
    new = client.get(reverse("records:contribution_new"), {"server": key_of(VAGUE, served)})
    assert "登记支撑关系" in new.content.decode()
    assert client.get(reverse("records:contribution_new"), {"server": "plans.measure:0"}).status_code == 404
