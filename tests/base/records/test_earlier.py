"""The value that stood at the end of an earlier day: versions, choices and restatements of then, and nothing later."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ditan.base.records.models import Choice, Metric, Observation, Publication, Standing, Subject
from ditan.base.records.selectors import series
from ditan.base.records.selectors.earlier import end_of, put_back, series_then
from ditan.base.records.services import choose, restate
from tests.base.records.conftest import Record
from tests.fresh_code import signed_in

D = datetime.date


def moment(day: int, hour: int = 9) -> datetime.datetime:
    return datetime.datetime(2026, 3, day, hour, tzinfo=datetime.UTC)


def version(number: int, day: int, status: str = "published", issuer: str = "甲", decided: bool = False) -> Observation:
    return Observation(
        version=number, status=status, issuer_name=issuer, state="number", number=float(number),
        recorded_at=moment(day), decided=decided, origin="manual", role="own",
    )  # fmt: skip


def stood(day: int, versions: list[Observation], choices: list[Choice] | None = None) -> tuple[int, bool] | None:
    row = Standing()
    there = put_back(row, versions, choices or [], end_of(D(2026, 3, day)))
    return (row.observation.version, row.contested) if there else None


def test_before_the_first_version_nothing_stood() -> None:
    assert stood(1, [version(1, day=2)]) is None


def test_a_later_version_does_not_reach_back() -> None:
    versions = [version(1, day=2, status="flash"), version(2, day=5, status="final")]
    assert [stood(day, versions) for day in (2, 4, 5)] == [(1, False), (1, False), (2, False)]


def test_a_dispute_is_open_until_the_day_of_the_choice() -> None:
    versions = [version(1, day=2), version(2, day=3, issuer="乙")]
    choice = Choice(observation=versions[0], upto=2, at=moment(6))
    assert [stood(day, versions, [choice]) for day in (2, 5, 6)] == [(1, False), (2, True), (1, False)]


def test_a_restatement_chooses_itself_from_its_day_on() -> None:
    versions = [version(1, day=2), version(2, day=3, issuer="乙"), version(3, day=8, decided=True)]
    assert [stood(day, versions) for day in (7, 8)] == [(2, True), (3, False)]


def test_a_day_ends_at_midnight_here() -> None:
    late = version(1, day=2)
    late.recorded_at = moment(2, hour=16)  # 2026-03-03 00:00 in Shanghai
    assert (stood(2, [late]), stood(3, [late])) == (None, (1, False))


def test_today_the_past_is_the_present(
    clerk: User, district: Subject, gdp: Metric, recorded: Record, report_of: Publication, bulletin: Publication
) -> None:
    recorded("1,560.9", status="published", origin="publication", publication=report_of)
    recorded("1,561.5", status="published", origin="publication", publication=bulletin)
    choose(user=clerk, standing=Standing.objects.get(), version=1, reason="口径一致")
    recorded("1,480", period="2021")
    restate(user=clerk, standing=Standing.objects.get(period="2021"), reported="1,481", reason="核误", versions=1)
    now, later = series(clerk, district, gdp), series(clerk, district, gdp, as_of=D(2090, 1, 1))
    told = [[(p.value.reported, p.standing.contested, len(p.versions)) for p in each.points] for each in (now, later)]
    assert told[0] == told[1] == [("1,481", False, 2), ("1,560.9", False, 2)]
    assert [row.value.reported for row in series_then(clerk, gdp, D(2090, 1, 1))] == ["1,560.9"]


@pytest.mark.parametrize("values", [1, 6])
def test_an_earlier_day_costs_the_same_however_long_the_series(
    clerk: User, district: Subject, gdp: Metric, recorded: Record, values: int
) -> None:
    for year in range(2010, 2010 + values):
        recorded("5", period=str(year))
    with CaptureQueriesContext(connection) as asked:
        series(clerk, district, gdp, as_of=D(2090, 1, 1))
        series_then(clerk, gdp, D(2090, 1, 1))
    assert len(asked) <= 8


def test_the_pages_of_an_earlier_day_say_that_there_was_nothing_yet(
    clerk: User, district: Subject, gdp: Metric, recorded: Record
) -> None:
    recorded("1,560.9")
    desk = signed_in(clerk)
    for page in (reverse("records:series", args=[district.pk, gdp.pk]), reverse("records:metric", args=[gdp.pk])):
        assert "1,560.9" in desk.get(page).content.decode()
        earlier = desk.get(page, {"as_of": "2023-01-01"}).content.decode()
        assert "1,560.9" not in earlier
        assert "到 2023-01-01 为止，平台还没有记录" in earlier
