"""Check-ups: indicators as they are shipped, values from records and by hand, grades, problems that become matters."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from ditan.base.records.models import Metric, Subject
from ditan.base.records.services import record
from ditan.base.refusal import Changed, InvalidFields, NotAllowed
from ditan.domains.checkups import services
from ditan.domains.checkups.export import export_checkup
from ditan.domains.checkups.models import Checkup, Indicator
from ditan.domains.supervision.models import Matter
from tests.domains.checkups.conftest import City, result

pytestmark = pytest.mark.django_db


def test_shipped_indicators_have_a_source_and_only_the_limits_that_it_states(city: City) -> None:
    assert services.load_indicators() == 0
    found = {each.code: (each.bands, each.verified) for each in Indicator.objects.all()}
    assert found == {
        "T1": ("", False),
        "T2": ("", False),
        "T3": ("100=达标", False),
        "T4": ("70=达标", False),
        "T5": ("", False),
    }
    assert all(each.basis for each in Indicator.objects.all())


def test_every_value_begins_unknown_and_is_neither_graded_nor_a_problem(begun: Checkup) -> None:
    assert begun.results.count() == 10
    assert not begun.results.exclude(value=None, grade="", problem=False).exists()


def test_a_value_on_record_is_taken_with_its_source_and_graded(city: City) -> None:
    metric = Metric.objects.create(code="sewage_test", name="污水集中收集率", unit="%")
    Indicator.objects.filter(code="T4").update(metric=metric)
    subject = Subject.objects.create(kind=Subject.Kind.REGION, code="500151", name="铜梁区")
    options = {"status": "final", "origin": "manual", "permission": None}
    made = record(user=None, subject=subject, metric=metric, period="2025", reported="64.5", **options)
    checkup = services.begin(user=city.office, title="体检", year=2025, regions=[city.district])
    found = result(checkup, "T4")
    assert (found.value, found.grade, found.problem) == (64.5, "未达标", True)
    assert found.working == "64.5 < 70"
    assert found.observation_id == made.pk
    assert services.take_from_records(user=city.office, checkup=checkup) == 0


def test_a_typed_value_says_where_it_is_from_and_an_empty_one_is_unknown_again(city: City, begun: Checkup) -> None:
    found = result(begun, "T4")
    with pytest.raises(InvalidFields, match="请写明数值的来源"):
        services.save_value(user=city.office, result=found, version=1, value="72")
    with pytest.raises(InvalidFields, match="应为数字"):
        services.save_value(user=city.office, result=found, version=1, value="七十", note="统计表")
    services.save_value(user=city.office, result=found, version=1, value="72", note="排水年报")
    assert (result(begun, "T4").grade, result(begun, "T4").version) == ("达标", 2)
    with pytest.raises(Changed):
        services.save_value(user=city.office, result=found, version=1, value="60", note="排水年报")
    services.save_value(user=city.office, result=found, version=2, value="")
    assert (result(begun, "T4").value, result(begun, "T4").grade) == (None, "")


def test_an_indicator_without_a_limit_is_shown_and_not_graded(city: City, begun: Checkup) -> None:
    services.save_value(user=city.office, result=result(begun, "T5"), version=1, value="12", note="年报")
    assert (result(begun, "T5").grade, result(begun, "T5").problem) == ("", False)


def test_a_problem_becomes_one_matter_however_often_it_is_asked_for(city: City, begun: Checkup) -> None:
    services.save_value(user=city.office, result=result(begun, "T3"), version=1, value="80", note="住建委台账")
    first = services.propose(user=city.office, result=result(begun, "T3"))
    again = services.propose(user=city.office, result=result(begun, "T3"))
    matter = Matter.objects.get()
    assert first.matter_id == again.matter_id == matter.pk
    assert (matter.kind, matter.state) == ("checkup", "draft")
    assert "80%，未达标（80 < 100）" in matter.text
    with pytest.raises(services.WrongState, match="没有列为问题"):
        services.propose(user=city.office, result=result(begun, "T4"))


def test_what_runs_keeps_the_limits_that_it_began_with(city: City, begun: Checkup) -> None:
    indicator = Indicator.objects.get(code="T4")
    values = {"code": "T4", "name": indicator.name, "basis": "本地文件", "bands": "90=达标"}
    services.save_indicator(user=city.office, values=values, indicator=indicator, version=1)
    services.save_value(user=city.office, result=result(begun, "T4"), version=1, value="72", note="年报")
    assert result(begun, "T4").grade == "达标"


def test_a_wrong_indicator_is_refused_by_field(city: City) -> None:
    with pytest.raises(InvalidFields) as refused:
        services.save_indicator(user=city.office, values={"code": "T4", "bands": "七十=达标", "metric": "无此指标"})
    assert set(refused.value.errors) == {"code", "name", "basis", "bands", "metric"}
    assert Indicator.objects.count() == 5


def test_a_closed_check_up_changes_no_more_and_a_leader_only_reads(city: City, begun: Checkup) -> None:
    with pytest.raises(NotAllowed):
        services.close(user=city.leader, checkup=begun, version=1)
    services.close(user=city.office, checkup=begun, version=1)
    found = result(begun, "T4")
    with pytest.raises(services.WrongState, match="已完成"):
        services.save_value(user=city.office, result=found, version=1, value="72", note="年报")


def test_pages_show_grades_keep_what_was_typed_and_link_the_matter(city: City, begun: Checkup) -> None:
    client = Client()
    client.force_login(city.office)
    region = reverse("checkups:region", args=[begun.pk, city.district.pk])
    third, fourth = result(begun, "T3"), result(begun, "T4")
    data = {
        f"s.{third.pk}": 1,
        f"v.{third.pk}": "80",
        f"n.{third.pk}": "台账",
        f"s.{fourth.pk}": 1,
        f"v.{fourth.pk}": "7O",
    }
    refused = client.post(region, data)
    assert refused.status_code == 422
    assert 'value="7O"' in refused.content.decode()
    assert result(begun, "T3").value == 80
    client.post(reverse("checkups:propose", args=[third.pk]))
    shown = client.get(reverse("checkups:checkup", args=[begun.pk])).content.decode()
    assert "↓ 未达标" in shown
    assert "整改铜梁区" in shown
    for name in ("list", "indicators", "new", "indicator_new"):
        assert client.get(reverse(f"checkups:{name}")).status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(export_checkup(city.office, begun)))
    rows = [row for row in book.active.iter_rows(values_only=True) if row[0] == "铜梁区"]
    assert [row[5] for row in rows] == [None, None, 80, None, None]
