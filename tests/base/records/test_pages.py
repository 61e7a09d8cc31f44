"""The pages of metrics and values: what they show, whom they let in, and that their cost does not grow with the table."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ditan.base.audit.models import Entry
from ditan.base.records.models import Metric, Observation, Publication, Source, Standing, Subject
from ditan.base.records.services import Report, record_many
from ditan.base.records.views import values as views
from tests.base.records.conftest import Record
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db

Get = Callable[..., str]


@pytest.fixture
def desk(clerk: User) -> Client:
    """The browser of somebody who records, restates and chooses."""
    return signed_in(clerk)


@pytest.fixture
def get(desk: Client) -> Get:
    """The text of a page of that browser."""

    def ask(name: str, *args: Any, query: str = "", **headers: str) -> str:
        answer = desk.get(reverse(f"records:{name}", args=args) + query, headers=headers)
        assert answer.status_code == 200
        return unescape(answer.content.decode())

    return ask


@pytest.fixture
def clash(recorded: Record, report_of: Publication, bulletin: Publication) -> Standing:
    """GDP of 2022, on which two publications disagree."""
    recorded("1560.9", status="published", publication=report_of, quote="实现1560.9亿元")
    recorded("1555.0", status="published", publication=bulletin)
    return Standing.objects.get()


def queries_of(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def test_the_catalogue_lists_and_finds(get: Get, gdp: Metric, forest: Metric, recorded: Record) -> None:
    recorded("1")
    assert "森林覆盖率" in get("metrics")
    found = get("metrics", query="?q=森林")
    assert "森林覆盖率" in found
    assert "地区生产总值" not in found
    part = get("metrics", query="?values=1", HX_Target="listing")
    assert "地区生产总值" in part
    assert "<h1>" not in part


def test_a_metric_shows_its_definition_values_and_revisions(get: Get, gdp: Metric, recorded: Record) -> None:
    recorded("1,560.90")
    page = get("metric", gdp.pk)
    assert "尚未登记口径" in page
    assert "1,560.90" in page


def test_a_metric_is_kept_by_the_form_and_what_was_typed_survives(desk: Client, gdp: Metric) -> None:
    address = reverse("records:metric_edit", args=[gdp.pk])
    fields = {"name": "地区生产总值", "unit": "亿元", "direction": "up", "frequency": "year", "basis": "level"}
    fields |= {"version": "1", "definition": "按当年价格计算"}
    refused = desk.post(address, fields)
    assert (refused.status_code, "请写明修改理由" in refused.content.decode()) == (422, True)
    assert "按当年价格计算" in refused.content.decode()
    gdp.refresh_from_db()
    assert gdp.definition == ""
    kept = desk.post(address, {**fields, "reason": "补登", "is_active": "1"})
    assert kept.status_code == 302
    gdp.refresh_from_db()
    assert (gdp.definition, gdp.version, gdp.is_active) == ("按当年价格计算", 2, True)


@pytest.mark.parametrize(("field", "typed"), [("floor", "约莫"), ("decimals", "1.5"), ("responsible", "没有的局")])
def test_what_cannot_be_read_is_said_at_its_field(desk: Client, field: str, typed: str) -> None:
    fields = {"code": "energy", "name": "能源", "direction": "up", "frequency": "year", "basis": "level", field: typed}
    answer = desk.post(reverse("records:metric_new"), fields)
    assert answer.status_code == 422
    assert typed in answer.content.decode()
    assert not Metric.objects.filter(code="energy").exists()


def test_a_new_metric_comes_from_the_form(desk: Client) -> None:
    fields = {"code": "energy", "name": "能源", "direction": "down", "frequency": "month", "basis": "level"}
    assert desk.post(reverse("records:metric_new"), fields).status_code == 302
    assert Metric.objects.get(code="energy").frequency == "month"


def test_a_formula_is_checked_while_it_is_typed(desk: Client, gdp: Metric) -> None:
    address = reverse("records:metric_formula")
    typed = {"code": "half", "name": "一半", "unit": "亿元"}
    assert 'class="wrong"' in desk.post(address, {**typed, "formula": "gpd / 2"}).content.decode()
    assert "公式可用" in desk.post(address, {**typed, "formula": "gdp / 2"}).content.decode()


def test_the_list_shows_each_value_as_reported_with_its_definition(get: Get, recorded: Record) -> None:
    recorded("1,560.90", note="初步核算数")
    page = get("observations")
    assert ">1,560.90</a>" in page
    assert "口径：尚未登记" in page
    assert "说明：初步核算数" in page


def test_the_list_is_searched_by_what_clerks_know(get: Get, recorded: Record, forest: Metric, clash: Standing) -> None:
    recorded("52.1", metric=forest, period="2021")
    assert "52.1" not in get("observations", query="?contested=1")
    assert "52.1" in get("observations", query="?q=森林&year=2021&status=final&origin=manual&role=own&kind=year")
    assert "没有符合条件的数据" in get("observations", query="?who=没有的单位")
    assert "52.1" in get("observations", query="?year=x&subject=y&kind=z")


def test_a_demonstration_is_labelled_and_one_switch_hides_it(get: Get, recorded: Record, settings: Any) -> None:
    made = recorded("1560.9", demo=True)
    assert "演示" in get("observations")
    settings.SHOW_DEMO = False
    assert "1,560.9" not in get("observations")
    assert "1,560.9" not in get("metric", made.metric_id)
    with pytest.raises(AssertionError):
        get("observation", made.pk)


def test_a_value_opens_all_that_lies_behind_it(get: Get, clash: Standing, clerk: User) -> None:
    page = get("observation", clash.observation_id)
    assert "几个出处不一致" in page
    assert "政府工作报告（2023年）（渝中区人民政府）" in page
    assert "实现1560.9亿元" in page
    assert "历次版本（2）" in page
    assert "数据系列" in get("card", clash.observation_id)


def test_an_earlier_version_says_that_it_does_not_stand(get: Get, recorded: Record) -> None:
    first = recorded("1500", status="flash")
    recorded("1560.9")
    assert "这是第 1 版，不是现行值" in get("observation", first.pk)


def test_a_computed_value_leads_to_the_text_of_its_leaf(
    get: Get, recorded: Record, forest: Metric, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = Source.objects.create(name="规划.txt", sha256="0" * 64, size=1, state="readable")
    leaf = recorded("52.1", metric=forest, origin="span", source=plan, start=7, end=11, quote="52.1")
    made = recorded("26.05", origin="computed", trace={"formula": "forest_cover / 2", "inputs": [leaf.pk]})
    monkeypatch.setattr(views, "page_of_source", lambda user, source, start: f"/text/{source}/?at={start}")
    for page in (get("observation", made.pk), get("card", made.pk)):
        assert "forest_cover / 2" in page
        assert f'href="/text/{plan.pk}/?at=7"' in page


def test_a_series_draws_what_stands_what_stood_and_the_city_beside_it(
    get: Get, recorded: Record, clash: Standing, district: Subject, gdp: Metric
) -> None:
    city = Subject.objects.create(kind=Subject.Kind.REGION, code="500000", name="重庆市")
    recorded("1400", period="2021")
    recorded("300", period="2022Q1")
    recorded("30000", subject=city, role="benchmark")
    page = get("series", district.pk, gdp.pk)
    assert "重庆市" in page
    assert "市级参照，不是本区数据" in page
    assert '"value": 1400.0' in page
    assert '"value": 300.0' not in page
    assert '"contested": true' in page
    assert "300" in get("series", district.pk, gdp.pk, query="?kind=quarter&basis=level")


def test_a_series_of_words_has_a_table_and_no_chart(
    get: Get, recorded: Record, water: Metric, district: Subject
) -> None:
    recorded("Ⅱ类", metric=water)
    page = get("series", district.pk, water.pk)
    assert "这一系列没有数值" in page
    assert "Ⅱ类" in page


def test_a_series_without_values_is_not_found(desk: Client, district: Subject, gdp: Metric) -> None:
    assert desk.get(reverse("records:series", args=[district.pk, gdp.pk])).status_code == 404


def test_rivals_stand_side_by_side_and_one_is_chosen_with_a_reason(desk: Client, get: Get, clash: Standing) -> None:
    assert get("contested").count("选定此值") == 2
    address = reverse("records:choose", args=[clash.pk])
    desk.post(address, {"version": "1", "versions": "2", "reason": " "})
    clash.refresh_from_db()
    assert clash.contested
    desk.post(address, {"version": "1", "versions": "2", "reason": "口径与规划一致"})
    clash.refresh_from_db()
    assert (clash.contested, clash.number, clash.chosen_reason) == (False, 1560.9, "口径与规划一致")
    assert "没有冲突" in get("contested")
    assert "口径与规划一致" in get("observation", clash.observation_id)
    assert [entry.act for entry in Entry.objects.filter(act="records.refused")] == ["records.refused"]


def test_restating_shows_old_and_new_and_keeps_both(desk: Client, get: Get, recorded: Record) -> None:
    old = recorded("1560.9", status="published")
    standing = Standing.objects.get()
    assert "现行值（第 1 版）" in get("restate", standing.pk)
    address = reverse("records:restate", args=[standing.pk])
    sent = {"reported": "1,561.0", "unit": "亿元", "status": "published", "versions": "1", "reason": "统计局核定"}
    refused = desk.post(address, {**sent, "reason": ""})
    assert (refused.status_code, 'value="1,561.0"' in refused.content.decode()) == (422, True)
    assert Observation.objects.count() == 1
    made = desk.post(address, sent, follow=True)
    page = unescape(made.content.decode())
    assert "1560.9 改为 1,561.0" in page
    assert "统计局核定" in page
    assert Observation.objects.get(pk=old.pk).reported == "1560.9"


def test_who_saw_older_versions_restates_nothing(desk: Client, recorded: Record) -> None:
    recorded("1500", status="flash")
    recorded("1560.9", status="final")
    address = reverse("records:restate", args=[Standing.objects.get().pk])
    answer = desk.post(
        address, {"reported": "1", "unit": "亿元", "status": "final", "versions": "1", "reason": "统计局核定"}
    )
    assert (answer.status_code, "刚刚有了新版本" in answer.content.decode()) == (422, True)
    assert Observation.objects.count() == 2


def test_who_may_only_look_is_offered_nothing_else(reader: User, clash: Standing) -> None:
    browser = signed_in(reader)
    page = unescape(browser.get(reverse("records:observation", args=[clash.observation_id])).content.decode())
    assert "选定此值" not in page
    assert "重述</a>" not in page
    assert browser.post(reverse("records:choose", args=[clash.pk]), {"version": "1"}).status_code == 403
    assert browser.get(reverse("records:restate", args=[clash.pk])).status_code == 403
    assert browser.get(reverse("records:metric_new")).status_code == 403


def test_the_cost_of_a_page_does_not_grow_with_the_table(
    desk: Client, clerk: User, district: Subject, gdp: Metric, forest: Metric, recorded: Record
) -> None:
    recorded("1", period="1999")
    pages = [
        reverse("records:metrics"),
        reverse("records:metric", args=[gdp.pk]),
        reverse("records:observations"),
        reverse("records:contested"),
        reverse("records:series", args=[district.pk, gdp.pk]),
        reverse("home"),
    ]
    for page in pages:
        desk.get(page)
    before = [queries_of(lambda page=page: desk.get(page)) for page in pages]
    years = range(2000, 2020)
    reports = [
        Report(district, metric, str(year), "final", "manual", reported=str(year % 90), issuer_name=f"局{n}")
        for metric in (gdp, forest)
        for year in years
        for n in (1, 2)
    ]
    record_many(reports, user=clerk, permission=None)
    assert [queries_of(lambda page=page: desk.get(page)) for page in pages] == before


def test_a_list_without_end_is_counted_to_its_bound_only(
    get: Get, recorded: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    for year in (2019, 2020, 2021, 2022):
        recorded("1", period=str(year))
    monkeypatch.setattr(views, "MOST_LISTED", 3)
    page = get("observations")
    assert "超过 <b>3</b> 条" in page
    assert "2022年" in page
    assert "2019年</td>" not in page


def test_fields_offer_metrics_and_subjects_while_one_types(
    get: Get, gdp: Metric, forest: Metric, recorded: Record
) -> None:
    recorded("1")
    assert '<option value="森林覆盖率"' in get("pick_metrics", query="?metrics=森林")
    assert "地区生产总值" not in get("pick_metrics", query="?metrics=森林")
    assert '<option value="渝中区"' in get("pick_subjects", query="?subjects=渝中")
    assert "渝中区" not in get("pick_subjects", query="?subjects=没有这样的")
    gdp.pk, gdp.code = None, "gdp_whole"
    gdp.save()
    assert '<option value="gdp_whole"' in get("pick_metrics", query="?metrics=地区生产总值")
