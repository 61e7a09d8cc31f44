"""Programs read metrics and values by the same rules as people."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ditan.base.records.models import Metric, MetricAlias, Observation, Publication, Subject
from tests.base.records.conftest import Record
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(reader: User) -> Client:
    return signed_in(reader)


def answer(program: Client, path: str, status: int = 200) -> Any:
    found = program.get(f"/api/records/{path}")
    assert found.status_code == status
    return found.json()


def test_metrics_are_listed_and_opened(program: Client, gdp: Metric, forest: Metric) -> None:
    MetricAlias.objects.create(metric=gdp, name="GDP")
    found = answer(program, "metrics?q=gdp")
    assert (found["total"], found["items"][0]["aliases"]) == (1, ["GDP"])
    assert answer(program, f"metrics/{forest.pk}")["ceiling"] == 100


def test_values_carry_their_source(program: Client, recorded: Record, report_of: Publication) -> None:
    made = recorded("1,560.90", status="published", publication=report_of, quote="1560.9亿元")
    found = answer(program, "observations?year=2022")["items"][0]
    assert (found["id"], found["number"], found["reported"], found["versions"]) == (made.pk, 1560.9, "1,560.90", 1)
    assert found["cited"]["title"] == "政府工作报告（2023年）"
    assert answer(program, f"observations/{made.pk}")["cited"]["quote"] == "1560.9亿元"


def test_reading_on_gives_each_value_once(program: Client, recorded: Record, forest: Metric) -> None:
    for year in ("2020", "2021", "2022"):
        recorded("1", period=year)
        recorded("2", period=year, metric=forest)
    seen, after = [], ""
    for _page in range(3):
        found = answer(program, f"observations?limit=2&after={after}")
        seen += [(row["period"], row["metric_code"]) for row in found["items"]]
        after = found["next"]
    assert after == ""
    assert len(set(seen)) == 6
    assert [period for period, _code in seen] == ["2022", "2022", "2021", "2021", "2020", "2020"]


def test_a_made_up_cursor_is_refused(program: Client, recorded: Record) -> None:
    assert answer(program, "observations?after=x", 422)["error"]["code"] == "bad_cursor"


def test_a_series_holds_versions_and_benchmarks(
    program: Client, recorded: Record, district: Subject, gdp: Metric
) -> None:
    city = Subject.objects.create(kind=Subject.Kind.REGION, code="500000", name="重庆市")
    recorded("1500", status="flash")
    recorded("1560.9")
    recorded("30000", subject=city, role="benchmark")
    found = answer(program, f"series?subject={district.pk}&metric={gdp.pk}")
    (point,) = found["points"]
    assert (point["value"]["number"], [row["number"] for row in point["earlier"]]) == (1560.9, [1500])
    assert [row["subject"]["name"] for row in found["benchmarks"]] == ["重庆市"]


def test_the_latest_of_many_pairs_is_one_answer(
    program: Client, recorded: Record, district: Subject, gdp: Metric, forest: Metric
) -> None:
    recorded("1", period="2021")
    recorded("2", period="2022")
    recorded("52", metric=forest)
    found = answer(program, f"latest?subject={district.pk}&metric={gdp.pk}&metric={forest.pk}")
    assert [row["number"] for row in found] == [2, 52]


def test_too_many_pairs_are_refused(program: Client, recorded: Record) -> None:
    many = "&".join([*(f"subject={n}" for n in range(101)), *(f"metric={n}" for n in range(100))])
    assert answer(program, f"latest?{many}", 422)["error"]["code"] == "too_much"


def test_a_trace_goes_down_to_what_was_reported(program: Client, recorded: Record, forest: Metric) -> None:
    leaf = recorded("52.1", metric=forest)
    made = recorded("26.05", origin="computed", trace={"formula": "forest_cover / 2", "inputs": [leaf.pk]})
    found = answer(program, f"observations/{made.pk}/trace")
    assert found["formula"] == "forest_cover / 2"
    assert [(each["value"]["id"], each["inputs"]) for each in found["inputs"]] == [(leaf.pk, [])]


def test_what_is_not_there_is_not_found(program: Client) -> None:
    for path in ("metrics/99", "observations/99", "observations/99/trace", "series?subject=9&metric=9"):
        assert answer(program, path, 404)["error"]["code"] == "not_found"


def sent(clerk: User, rows: list[dict[str, Any]], key: str = "") -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    return signed_in(clerk).post(
        "/api/records/values", {"values": rows}, content_type="application/json", headers=headers
    )


def test_a_program_hands_values_in_once_however_often_it_sends_them(
    clerk: User, district: Subject, gdp: Metric, forest: Metric
) -> None:
    rows = [
        {"subject": district.pk, "metric": "gdp", "period": "2024", "value": "1,700.5", "status": "final"},
        {"subject": district.pk, "metric": "forest_cover", "period": "2024", "value": "未知", "status": "final"},
    ]
    first = sent(clerk, rows, "a-1")
    assert (first.status_code, first.json()["recorded"], len(first.json()["ids"])) == (200, 2, 2)
    assert sent(clerk, rows, "a-1").json() == first.json()
    assert sent(clerk, rows).json() == {"recorded": 0, "ids": first.json()["ids"]}
    assert Observation.objects.count() == 2
    assert set(Observation.objects.values_list("origin", "reference")) == {("import", "api")}
    assert sent(clerk, rows[:1], "a-1").json()["error"]["code"] == "key_reused"


def test_of_values_that_a_program_sends_none_is_recorded_where_one_is_wrong(
    clerk: User, reader: User, district: Subject, gdp: Metric
) -> None:
    Metric.objects.create(code="twice", name="两倍", unit="亿元", formula="地区生产总值 * 2")
    good = {"subject": district.pk, "metric": "gdp", "period": "2024", "value": "1", "status": "final"}
    for changes, words in (
        ({"value": "=1+1"}, "不是数"),
        ({"subject": 0}, "没有编号为 0 的统计对象"),
        ({"metric": "none"}, "没有代码为“none”的统计指标"),
        ({"metric": "twice"}, "“两倍”由公式计算，不能导入"),
        ({"period": "2024M13"}, "月份为 13"),
    ):
        answered = sent(clerk, [good, {**good, **changes}], "k")
        report = answered.json()["error"]["details"]["reports"][0]
        assert (answered.status_code, report["index"]) == (422, 1)
        assert words in report["message"]
    assert sent(reader, [good]).status_code == 403
    assert Observation.objects.count() == 0
