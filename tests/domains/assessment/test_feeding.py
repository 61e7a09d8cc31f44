"""Lines that are fed: what comes from matters and money of projects, each with its source; what is missing is named."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

from ditan.domains.assessment import services
from ditan.domains.assessment.feeds import FEEDS, matters, money
from ditan.domains.assessment.models import Assessment, Score
from ditan.domains.projects.selectors.standing import ProjectFact
from ditan.domains.supervision.selectors.standing import MatterFact
from tests.domains.assessment.conftest import NAMES, Office, cell, drafted, part

pytestmark = pytest.mark.django_db
LINES = (
    services.LineDraft("1", "督办按期", "60", "rate", feed={"kind": "supervision"}),
    services.LineDraft("2", "资金支付", "40", "rate", feed={"kind": "project_spent"}),
)


def matter(due: datetime.date, late: int | None, weight: int = 1, state: str = "closed") -> MatterFact:
    return MatterFact(1, "事项", state, "", 1, "", due, "green", late, Decimal(weight), 100, "", None)


def project(name: str, allocated: int | None, spent: int | None) -> ProjectFact:
    def amount(value: int | None) -> Decimal | None:
        return None if value is None else Decimal(value)

    return ProjectFact(
        1, name, "under_way", "", 1, "", Decimal(100), amount(allocated), amount(spent), "万元", "", "", None
    )


@pytest.fixture
def fed(office: Office) -> Assessment:
    """An assessment of one department by lines that are fed."""
    rubric = drafted(office.coordinator, LINES)
    version = services.issue(user=office.coordinator, rubric=rubric, version=rubric.version)
    place = office.places[NAMES[0]]
    return services.begin_assessment(
        user=office.coordinator, title="2026", year=2026, rubric_version=version, organisations=[place]
    )


def test_inputs_are_taken_with_their_source_and_twice_changes_nothing(
    office: Office, fed: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    spring = datetime.date(2026, 3, 1)
    owed = [matter(spring, 0, 3), matter(spring, 5), matter(datetime.date(2025, 1, 1), 9)]
    monkeypatch.setattr(matters, "matters_of_organisation", lambda *_given: owed)
    monkeypatch.setattr(money, "projects_of_organisation", lambda *_given: [project("甲", 80, 60)])
    assert services.feed(user=office.clerk, participant=part(fed)) == (2, [])
    assert services.feed(user=office.clerk, participant=part(fed)) == (0, [])
    first, second = cell(fed, "1"), cell(fed, "2")
    assert (first.inputs, first.points) == ({"completion": "75"}, Decimal(45))
    assert first.source["text"] == "2026 年到期督办事项 2 件（权重 4），逾期 1 件（权重 1）"
    assert (second.points, second.source["text"]) == (30, "1 个项目：已支付资金 60 ÷ 已到位资金 80 万元")
    assert Score.objects.count() == 2


def test_what_is_not_there_is_named_and_gives_no_score(
    office: Office, fed: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(money, "projects_of_organisation", lambda *_given: [project("甲", 80, None)])
    taken, lacking = services.feed(user=office.clerk, participant=part(fed))
    assert taken == 0
    assert lacking == ["督办按期：2026 年没有到期的督办事项", "资金支付：1 个项目没有已支付资金：甲"]
    assert not Score.objects.exists()


def test_whether_a_matter_was_in_time_is_never_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matters, "matters_of_organisation", lambda *_given: [matter(datetime.date(2026, 3, 1), None)])
    found: Any = FEEDS["supervision"].take(None, {}, "rate", {}, type("O", (), {"pk": 1})(), 2026)
    assert found.missing == "是否按期不明：事项"


def test_a_target_without_a_metric_of_that_name_is_refused_when_the_line_is_written() -> None:
    check = FEEDS["target"].check
    assert "没有统计指标“不存在”" in check({"metric": "不存在"}, "rate", {})
    assert "请填写统计指标" in check({}, "rate", {})
    assert "只能给" in check({"metric": "x"}, "manual", {})


def test_no_target_of_the_organisation_is_said(office: Office) -> None:
    place = office.places[NAMES[0]]
    found = FEEDS["target"].take(office.coordinator, {"metric": "森林覆盖率"}, "rate", {}, place, 2026)
    assert found.missing == "没有由该单位负责的“森林覆盖率”目标"
