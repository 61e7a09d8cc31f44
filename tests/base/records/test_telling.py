"""Other apps hear of the values that stand anew, once for each act and in its transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from django.contrib.auth.models import User

from ditan.base.declaration import domains, value_listeners
from ditan.base.records.apps import RecordsConfig
from ditan.base.records.models import Metric, Observation, Publication, Standing, Subject
from ditan.base.records.services import Report, choose, record_many, restate
from tests.base.records.conftest import Record

pytestmark = pytest.mark.django_db

Told = list[list[tuple[str, str, int]]]
heard: Told = []


def listen(observations: Sequence[Observation]) -> None:
    heard.append([(row.metric.code, row.reported, row.version) for row in observations])


def fail(observations: Sequence[Observation]) -> None:
    raise RuntimeError("no light could be set")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """What a listener has heard so far, one list for each call."""
    heard.clear()
    domain = replace(RecordsConfig.domain, value_listeners=(f"{__name__}.listen",))
    monkeypatch.setattr(RecordsConfig, "domain", domain)
    return heard


def test_every_declared_listener_can_be_called() -> None:
    assert len(list(value_listeners())) == sum(len(domain.value_listeners) for domain in domains())


def test_a_new_value_is_told_with_its_metric_and_subject_at_hand(told: Told, recorded: Record) -> None:
    recorded("1,560.9")
    assert told == [[("gdp", "1,560.9", 1)]]


def test_what_was_recorded_already_is_told_to_nobody(told: Told, recorded: Record) -> None:
    recorded("1,560.9")
    recorded("1,560.9")
    assert len(told) == 1


def test_a_lower_status_that_does_not_stand_is_told_to_nobody(told: Told, recorded: Record) -> None:
    recorded("1560.9", status="final")
    recorded("1500", status="flash")
    assert [call[0][1] for call in told] == ["1560.9"]


def test_many_values_are_told_by_one_call(
    told: Told, clerk: User, district: Subject, gdp: Metric, forest: Metric
) -> None:
    def report(metric: Metric, period: str, reported: str) -> Report:
        return Report(district, metric, period, "final", "manual", reported=reported)

    record_many(
        [report(gdp, "2022", "1"), report(gdp, "2023", "2"), report(forest, "2022", "50")], user=clerk, permission=None
    )
    assert told == [[("gdp", "1", 1), ("gdp", "2", 1), ("forest_cover", "50", 1)]]


def test_a_restated_value_is_told(told: Told, recorded: Record, clerk: User) -> None:
    recorded("1560.9")
    restate(user=clerk, standing=Standing.objects.get(), reported="1561", reason="统计局核定")
    assert told[1:] == [[("gdp", "1561", 2)]]


def test_a_rival_is_told_because_the_value_is_contested_now(
    told: Told, recorded: Record, report_of: Publication, bulletin: Publication
) -> None:
    recorded("1560.9", status="published", publication=report_of)
    recorded("1555", status="published", publication=bulletin)
    assert told[1:] == [[("gdp", "1555", 2)]]


def test_a_choice_of_the_older_value_tells_that_one(
    told: Told, recorded: Record, clerk: User, report_of: Publication, bulletin: Publication
) -> None:
    recorded("1560.9", status="published", publication=report_of)
    recorded("1555", status="published", publication=bulletin)
    choose(user=clerk, standing=Standing.objects.get(), version=1, reason="口径与规划一致")
    assert told[2:] == [[("gdp", "1560.9", 1)]]


def test_a_listener_that_fails_takes_the_recording_back(
    told: Told, recorded: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    domain = replace(RecordsConfig.domain, value_listeners=(f"{__name__}.fail",))
    monkeypatch.setattr(RecordsConfig, "domain", domain)
    with pytest.raises(RuntimeError, match="no light"):
        recorded("1560.9")
    assert (Observation.objects.count(), Standing.objects.count()) == (0, 0)
