"""Rules: drawn up with a basis, versioned, tried on stored data before they raise anything; those that are shipped."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from ditan.base.alerts.errors import NotYours
from ditan.base.alerts.models import Alert, AlertRule, AlertRuleVersion
from ditan.base.alerts.series import TargetFact
from ditan.base.alerts.services import on_targets
from ditan.base.alerts.services.evaluating import watch
from ditan.base.alerts.services.ruling import save_rule, switch, try_rule
from ditan.base.alerts.services.shipped import load_rules, parameters_of, shipped_rows
from ditan.base.audit.models import Entry
from ditan.base.records.models import Metric
from ditan.base.refusal import Changed, InvalidFields, NotAllowed
from ditan.core.alerts import TargetState
from tests.base.alerts.conftest import Office, drafted, report, steps_of, switched_on, told

pytestmark = pytest.mark.django_db
Day = datetime.date


def test_every_change_is_a_version_and_an_alert_keeps_the_one_that_raised_it(office: Office, raised: Alert) -> None:
    rule = raised.rule
    stricter = drafted(office, parameters={"comparator": "gt", "red": 50})
    changed = save_rule(user=office.coordinator, draft=stricter, rule=rule, version=2, reason="新标准")
    assert changed.version == 3
    assert [row.content["parameters"] for row in AlertRuleVersion.objects.filter(rule=rule)] == [
        {"comparator": "gt", "red": 75.0, "yellow": 35.0},
        {"comparator": "gt", "red": 75.0, "yellow": 35.0},
        {"comparator": "gt", "red": 50.0},
    ]
    raised.refresh_from_db()
    assert raised.fired_version.version == 2
    assert Entry.objects.filter(act="alerts.rule_changed", detail="新标准").exists()


def test_of_two_who_change_a_rule_one_is_told(office: Office, rule: AlertRule) -> None:
    with pytest.raises(Changed):
        save_rule(user=office.coordinator, draft=drafted(office, name="旧页面"), rule=rule, version=1)
    with pytest.raises(Changed):
        switch(user=office.coordinator, rule=rule, on=False, version=1)
    rule.refresh_from_db()
    assert (rule.name, rule.is_active, rule.version) == ("PM2.5超限", True, 2)


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"basis": " "}, "basis", "没有依据的限值不应设为规则"),
        ({"name": ""}, "name", "请填写规则名称"),
        ({"metrics": ()}, "metrics", "阈值规则须指定统计指标"),
        ({"metrics": (0,)}, "metrics", "已不存在"),
        ({"subjects": (0,)}, "subjects", "已不存在"),
        ({"responsible": 0}, "responsible", "已不存在"),
        ({"period_kinds": ("week",)}, "period_kinds", "不存在"),
        ({"clocks": {"triggered": "半天"}}, "clocks.triggered", "收到“半天”"),
        ({"clocks": {"triggered": -1}}, "clocks.triggered", "0—250 个工作日"),
        ({"valid_from": Day(2026, 3, 1), "valid_to": Day(2026, 3, 1)}, "valid_to", "应晚于生效日期"),
        ({"parameters": {"comparator": "gt"}}, "parameters.red", "至少填写一种颜色"),
        ({"kind": "guess"}, "kind", "阈值、突变、逾期未报、目标亮灯、预测未达"),
    ],
)
def test_what_does_not_make_a_rule_is_refused_by_field(
    office: Office, changes: dict[str, Any], field: str, message: str
) -> None:
    with pytest.raises(InvalidFields) as refused:
        save_rule(user=office.coordinator, draft=drafted(office, **changes))
    assert message in refused.value.errors[field]
    assert not AlertRule.objects.exists()


def test_departments_read_rules_and_do_not_keep_them(office: Office, rule: AlertRule) -> None:
    with pytest.raises(NotAllowed):
        save_rule(user=office.clerk, draft=drafted(office))
    with pytest.raises(NotAllowed):
        try_rule(user=office.leader, draft=drafted(office))
    office.clerk.user_permissions.set([])
    assert AlertRule.objects.count() == 1


def test_who_reaches_one_department_alone_keeps_no_rules(office: Office) -> None:
    from django.contrib.auth.models import User

    from ditan.base.access.models import Role

    role = Role.objects.get(name="部门")
    role.permissions.add(*Role.objects.get(name="统筹").permissions.filter(codename="manage_rules"))
    with pytest.raises(NotYours):
        save_rule(user=User.objects.get(pk=office.clerk.pk), draft=drafted(office))
    assert not AlertRule.objects.exists()


def test_a_trial_says_how_often_it_would_have_fired_and_writes_nothing(office: Office) -> None:
    for period, value in (("2023M11", "90"), ("2023M12", "67"), ("2024M01", "62"), ("2024M02", "29")):
        report(office, period, value)
    report(office, "2024M01", "80", subject=office.neighbour)
    trial = try_rule(user=office.coordinator, draft=drafted(office))
    assert (trial.looked_at, trial.fired, trial.now, trial.cut) == (5, 4, 1, False)
    assert trial.by_level == (("red", 2), ("yellow", 2))
    assert trial.rows[0].title == "沙坪坝区PM2.5平均浓度（2024年1月）"
    assert not AlertRule.objects.exists()
    assert not Alert.objects.exists()


def test_a_trial_of_lateness_looks_at_a_day(office: Office) -> None:
    report(office, "2025M12", "40")
    draft = drafted(office, kind="lateness", parameters={"grace": 10, "yellow": 1})
    assert try_rule(user=office.coordinator, draft=draft, today=Day(2026, 2, 24)).fired == 1
    assert try_rule(user=office.coordinator, draft=draft, today=Day(2026, 2, 1)).fired == 0


def fact(light: str, period: str = "2025", key: str = "plans.target:1", **more: Any) -> TargetFact:
    state = TargetState(light, "进度 26.8%，序时 60.0%", **more)
    return TargetFact(key=key, title="铜梁区单位GDP能耗降低（2025年）", period=period, state=state, link="/plans/")


def light_rule(office: Office, **changes: Any) -> AlertRule:
    return switched_on(office, kind="light", metrics=(), parameters={"red": "red", "yellow": "yellow"}, **changes)


def test_a_light_that_turns_red_raises_one_alert_however_long_it_stays_red(office: Office) -> None:
    light_rule(office)
    for period in ("2025", "2026M01", "2026M02"):
        on_targets([fact("red", period)])
    alert = Alert.objects.get()
    assert (alert.level, alert.link) == ("red", "/plans/")
    assert alert.sentence == "红灯（明显低于序时进度）：进度 26.8%，序时 60.0%"
    assert steps_of(alert) == ["fired"]


def test_a_light_that_worsens_makes_its_alert_graver_and_a_green_one_clears_it(office: Office) -> None:
    light_rule(office)
    on_targets([fact("yellow")])
    on_targets([fact("red")])
    on_targets([fact("green")])
    alert = Alert.objects.get()
    assert steps_of(alert) == ["fired", "escalated", "cleared"]
    assert told(office.coordinator) == ["alerts.raised", "alerts.escalated"]


def test_a_target_without_a_light_raises_nothing(office: Office) -> None:
    light_rule(office)
    on_targets([fact(""), fact("grey", key="plans.target:2")])
    assert not Alert.objects.exists()


def test_the_hourly_job_asks_every_domain_for_its_targets(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from ditan.base.alerts.services import evaluating

    monkeypatch.setattr(evaluating, "all_facts", lambda: iter([fact("red")]))
    light_rule(office)
    watch(Day(2026, 3, 2))
    watch(Day(2026, 3, 2))
    assert Alert.objects.count() == 1


def test_a_forecast_that_misses_raises_an_alert(office: Office) -> None:
    switched_on(office, kind="forecast", metrics=(), parameters={"whole": "orange"})
    on_targets([fact("green", target=60.0, forecast=50.0, low=45.0, high=55.0, unit="%")])
    assert Alert.objects.get().sentence == "预测期末值 50%（区间 45%—55%），低于目标 60%，整个区间都达不到"


def test_shipped_rules_are_loaded_once_switched_off_and_not_verified(db: None) -> None:
    for code in ("pm25", "pm10"):
        Metric.objects.create(code=code, name=code, unit="微克/立方米")
    assert load_rules() == len(shipped_rows()) == 8
    assert load_rules() == 0
    rows = AlertRule.objects.all()
    assert {(each.is_active, each.verified, each.version) for each in rows} == {(False, False, 1)}
    assert AlertRuleVersion.objects.count() == 8
    now = AlertRule.objects.get(shipped="pm25_gb3095_2026")
    assert now.parameters == {"comparator": "gt", "yellow": 30.0}
    assert now.basis.startswith("GB 3095-2026")


def test_a_shipped_rule_waits_for_its_metric(db: None) -> None:
    assert load_rules() == 2
    Metric.objects.create(code="pm25", name="PM2.5", unit="微克/立方米")
    assert load_rules() == 3


@pytest.mark.parametrize("row", shipped_rows(), ids=lambda row: row["shipped"])
def test_every_shipped_rule_names_its_basis_and_parameters_of_its_kind(row: dict[str, str]) -> None:
    assert row["basis"]
    assert parameters_of(row)
