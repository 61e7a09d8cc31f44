"""The catalogue is kept with reasons, every wording stays, and what would break stored values is refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from ditan.base.audit.models import Entry
from ditan.base.directory.models import Organisation
from ditan.base.records.errors import Changed, InvalidFields, NotAllowed
from ditan.base.records.models import Metric, MetricAlias, Standing
from ditan.base.records.services import save_metric
from ditan.base.records.views.revisions import told_revisions
from tests.base.records.conftest import Record

pytestmark = pytest.mark.django_db


def keep(user: User, metric: Metric, reason: str = "按国家标准统一口径", **values: Any) -> Metric:
    return save_metric(user=user, pk=metric.pk, values=values, reason=reason)


def test_a_new_metric_has_its_first_revision_and_is_logged(clerk: User) -> None:
    made = save_metric(user=clerk, values={"code": "energy_use", "name": "能源消费总量", "unit": "万吨标准煤"})
    revision = made.revisions.get()
    assert (made.version, revision.content["name"], revision.by_name) == (1, "能源消费总量", "clerk")
    assert made.unit_pint != ""
    assert Entry.objects.get(act="records.metric_created").target_name == "能源消费总量"


def test_a_change_is_a_new_revision_that_says_what_changed_and_why(clerk: User, gdp: Metric) -> None:
    keep(clerk, gdp, "补登口径", definition="按当年价格", aliases=["GDP"])
    keep(clerk, gdp, definition="按不变价格")
    newest, earlier = told_revisions(list(gdp.revisions.order_by("-version")))
    assert newest.changes == (("口径", "按当年价格", "按不变价格"),)
    assert (newest.revision.reason, newest.revision.version) == ("按国家标准统一口径", 3)
    assert earlier.changes == ()
    assert MetricAlias.objects.get().name == "GDP"


def test_a_change_without_a_reason_is_refused(clerk: User, gdp: Metric) -> None:
    with pytest.raises(InvalidFields, match="请写明修改理由"):
        keep(clerk, gdp, " ", definition="按当年价格")
    gdp.refresh_from_db()
    assert (gdp.definition, gdp.version, gdp.revisions.count()) == ("", 1, 0)


def test_saving_what_stands_there_makes_no_revision(clerk: User, gdp: Metric) -> None:
    assert keep(clerk, gdp, name="地区生产总值").version == 1
    assert gdp.revisions.count() == 0


def test_who_saw_an_older_revision_overwrites_nothing(clerk: User, gdp: Metric) -> None:
    keep(clerk, gdp, definition="甲")
    with pytest.raises(Changed, match="刚被他人修改"):
        save_metric(user=clerk, pk=gdp.pk, values={"definition": "乙"}, reason="改", version=1)
    gdp.refresh_from_db()
    assert gdp.definition == "甲"


def test_who_may_only_look_keeps_nothing(reader: User, gdp: Metric) -> None:
    with pytest.raises(NotAllowed):
        keep(reader, gdp, definition="甲")
    gdp.refresh_from_db()
    assert gdp.definition == ""


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"name": ""}, "name", "请填写指标名称"),
        ({"name": "森林覆盖率"}, "name", "已有同名指标"),
        ({"direction": "sideways"}, "direction", "没有这个选项"),
        ({"floor": 5.0, "ceiling": 1.0}, "floor", "下限不能高于上限"),
        ({"decimals": 11}, "decimals", "小数位应在 0—10 之间"),
        ({"aliases": ["绿地率"]}, "aliases", "已属于“森林覆盖率”"),
        ({"unit": "万元"}, "unit", "已有按“亿元”记录的数据"),
        ({"direction": "text"}, "direction", "已有数据，不能在文字指标和数值指标之间改动"),
        ({"formula": "gpd / 2"}, "formula", "gpd"),
    ],
)
def test_what_does_not_hold_together_is_refused_by_field(
    clerk: User, gdp: Metric, forest: Metric, recorded: Record,
    values: dict[str, Any], field: str, message: str,
) -> None:  # fmt: skip
    MetricAlias.objects.create(metric=forest, name="绿地率")
    recorded("1560.9")
    with pytest.raises(InvalidFields) as refused:
        keep(clerk, gdp, **values)
    assert list(refused.value.errors) == [field]
    assert message in refused.value.errors[field]
    gdp.refresh_from_db()
    assert (gdp.name, gdp.unit, gdp.formula, gdp.version) == ("地区生产总值", "亿元", "", 1)


@pytest.mark.parametrize("code", ["", "GDP", "1st", "a", "gdp growth", "gdp"])
def test_a_code_is_small_letters_and_its_own(clerk: User, gdp: Metric, code: str) -> None:
    with pytest.raises(InvalidFields) as refused:
        save_metric(user=clerk, values={"code": code, "name": "甲"})
    assert list(refused.value.errors) == ["code"]
    assert Metric.objects.count() == 1


def test_a_formula_that_is_kept_is_computed(clerk: User, recorded: Record) -> None:
    recorded("1560.9")
    made = save_metric(user=clerk, values={"code": "half", "name": "一半", "unit": "亿元", "formula": "gdp / 2"})
    assert Standing.objects.get(metric=made).number == 780.45
    with pytest.raises(InvalidFields) as refused:
        keep(clerk, made, formula="half / 2")
    assert list(refused.value.errors) == ["formula"]
    made.refresh_from_db()
    assert made.formula == "gdp / 2"


def test_the_name_of_who_answers_is_kept_beside_the_organisation(clerk: User, gdp: Metric) -> None:
    office = Organisation.objects.create(name="渝中区统计局", kind="department")
    kept = keep(clerk, gdp, responsible=office)
    assert (kept.responsible, kept.responsible_name) == (office, "渝中区统计局")
